with source as (

    select * from {{ ref('appeal_results') }}

),

final as (

    select
        appeal_result_code,
        appeal_result_name_zh,
        appeal_result_name_en,
        comparable_group,
        appeal_result_order
    from source

)

select * from final
