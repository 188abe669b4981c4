with versions as (

    select * from {{ ref('int_divisions__versions') }}

),

unknown as (

    select
        'unknown' as jurisdiction_key,
        'unknown' as level_code,
        'unknown' as lineage,
        '未知' as jurisdiction_name_zh,
        '未知' as full_name_zh,
        'gongkai' as validity_source

),

members as (

    select * from versions
    union all by name
    select * from unknown

),

final as (

    select
        jurisdiction_key,
        parent_jurisdiction_key,
        division_code,
        level_code,
        lineage,
        province_code,
        prefecture_code,

        jurisdiction_name_zh,
        full_name_zh,
        province_name_zh,
        prefecture_name_zh,
        validity_source,

        valid_from_date,
        valid_to_date,

        valid_to_date is null as is_current
    from members
    order by jurisdiction_key

)

select * from final
