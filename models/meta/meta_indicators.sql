{{ config(alias='indicators') }}
with indicators as (

    select * from {{ ref('indicators') }}

),

final as (

    select
        indicator_code,
        indicator_order,
        indicator_name_zh,
        indicator_name_en,
        unit,
        numerator_measure,
        denominator_measure,
        is_over_time,
        is_ranked,
        is_rolled_up
    from indicators

)

select * from final
