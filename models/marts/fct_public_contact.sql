with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_public_contact'

),

final as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        member_code || ':' || measure_code as item_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        if(measure_code = 'amount', null, value_number) as item_value,
        -- Money without a unit in the cell or on the form is no amount.
        if(measure_code = 'amount' and unit is not null, value_number, null) as amount_cny,
        value_state,
        value_origin,
        published_value,
        figure_ids
    from resolved

)

select * from final
