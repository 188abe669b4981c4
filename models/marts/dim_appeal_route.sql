with source as (

    select * from {{ ref('appeal_routes') }}

),

final as (

    select
        appeal_route_code,
        appeal_route_name_zh,
        appeal_route_name_en,
        appeal_kind,
        appeal_route_order
    from source

)

select * from final
