with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_appeals'

),

final as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        split_part(member_code, ':', 1) as appeal_route_code,
        split_part(member_code, ':', 2) as appeal_result_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        cast(value_number as bigint) as appeal_count,
        value_state,
        value_origin,
        published_value,
        figure_ids
    from resolved

)

select * from final
