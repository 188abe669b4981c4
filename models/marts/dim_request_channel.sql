with source as (

    select * from {{ ref('request_channels') }}

),

final as (

    select
        channel_code,
        channel_name_zh,
        channel_name_en,
        comparable_group,
        channel_order
    from source

)

select * from final
