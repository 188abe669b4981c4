with items as (

    select * from {{ ref('items') }}

),

measures as (

    select * from {{ ref('measures') }}

),

final as (

    select
        items.item_code,
        items.item_subject_code,
        items.measure_code,
        items.item_name_zh,
        items.item_name_en,
        measures.measure_name_zh,
        measures.measure_name_en,
        items.fact_table,
        items.additivity,
        items.item_order,
        items.measure_code = 'amount' as is_money
    from items
    inner join measures
        on items.measure_code = measures.measure_code

)

select * from final
