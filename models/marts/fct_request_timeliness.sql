with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_request_timeliness'

),

final as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        member_code as timeliness_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        cast(value_number as bigint) as request_count,
        value_state,
        value_origin,
        published_value,
        figure_ids
    from resolved

)

select * from final
