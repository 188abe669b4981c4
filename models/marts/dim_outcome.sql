with source as (

    select * from {{ ref('outcomes') }}

),

final as (

    select
        outcome_code,
        outcome_name_zh,
        outcome_name_en,
        outcome_group,
        comparable_group,
        outcome_order,
        is_not_broken_down
    from source

)

select * from final
