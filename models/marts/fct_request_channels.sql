with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_request_channels'

),

received as (

    select
        report_key,
        max(received_basis) as received_basis
    from {{ ref('fct_requests') }}
    group by report_key

),

final as (

    select
        resolved.fact_key,
        resolved.report_key,
        resolved.reporting_body_key,
        resolved.jurisdiction_key,
        resolved.member_code as channel_code,
        resolved.report_year,
        resolved.form_code,
        resolved.jurisdiction_level,
        resolved.is_jurisdiction_report,
        cast(resolved.value_number as bigint) as request_count,
        coalesce(received.received_basis, 'not_said') as received_basis,
        resolved.value_state,
        resolved.value_origin,
        resolved.published_value,
        resolved.figure_ids
    from resolved
    left join received
        on resolved.report_key = received.report_key

)

select * from final
