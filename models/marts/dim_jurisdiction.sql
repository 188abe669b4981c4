with versions as (

    select * from {{ ref('int_divisions__versions') }}

),

pinyin as (

    select * from {{ ref('place_pinyin') }}

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
        members.jurisdiction_key,
        members.parent_jurisdiction_key,
        members.division_code,
        members.level_code,
        members.lineage,
        members.province_code,
        members.prefecture_code,

        members.jurisdiction_name_zh,
        pinyin.name_pinyin as jurisdiction_name_pinyin,
        members.full_name_zh,
        members.province_name_zh,
        members.prefecture_name_zh,
        members.validity_source,

        members.valid_from_date,
        members.valid_to_date,

        members.valid_to_date is null as is_current
    from members
    left join pinyin on members.jurisdiction_name_zh = pinyin.division_name_zh
    order by members.jurisdiction_key

)

select * from final
