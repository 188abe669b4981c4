with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_fees'

),

fee_types as (

    select * from {{ ref('fee_types') }}

),

final as (

    select
        resolved.fact_key,
        resolved.report_key,
        resolved.reporting_body_key,
        resolved.jurisdiction_key,
        resolved.member_code as fee_type_code,
        fee_types.fee_class,
        resolved.report_year,
        resolved.form_code,
        resolved.jurisdiction_level,
        resolved.is_jurisdiction_report,
        resolved.value_number as amount_cny,
        resolved.value_state,
        resolved.value_origin,
        resolved.published_value,
        resolved.figure_ids
    from resolved
    inner join fee_types
        on resolved.member_code = fee_types.fee_type_code

)

select * from final
