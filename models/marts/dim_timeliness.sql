with source as (

    select * from {{ ref('timeliness_types') }}

),

final as (

    select
        timeliness_code,
        timeliness_name_zh,
        timeliness_name_en,
        timeliness_order
    from source

)

select * from final
