with divisions as (

    select * from {{ ref('divisions') }}

),

local_divisions as (

    select * from {{ ref('local_divisions') }}

),

places as (

    select
        division_code,
        division_code as place_code,
        division_name_zh,
        short_name_zh,
        level_code,
        lineage,
        parent_code,
        province_code,
        prefecture_code,
        source,
        valid_from_date,
        valid_to_date
    from divisions
    union all by name
    select
        cast(null as varchar) as division_code,
        local_code as place_code,
        division_name_zh,
        short_name_zh,
        'local' as level_code,
        local_code as lineage,
        within_code as parent_code,
        left(within_code, 2) || '0000' as province_code,
        if(
            right(within_code, 4) = '0000', null, left(within_code, 4) || '00'
        ) as prefecture_code,
        source,
        valid_from_date,
        valid_to_date
    from local_divisions

),

-- A superior is renamed while its parts stand: of its versions in the time of a part, the last.
superiors as (

    select
        places.place_code,
        places.division_name_zh,
        superior.division_code as superior_code,
        max_by(superior.division_name_zh, superior.valid_from_date) as superior_name_zh
    from places
    inner join divisions as superior
        on
            superior.division_code in (
                places.parent_code, places.province_code, places.prefecture_code
            )
            and superior.valid_from_date < coalesce(places.valid_to_date, date '9999-12-31')
            and coalesce(superior.valid_to_date, date '9999-12-31')
            > coalesce(places.valid_from_date, date '1900-01-01')
    group by all

),

named as (

    select
        places.*,
        province.superior_name_zh as province_name_zh,
        prefecture.superior_name_zh as prefecture_name_zh,
        parent.superior_name_zh as parent_name_zh
    from places
    left join superiors as province
        on
            places.place_code = province.place_code
            and places.division_name_zh = province.division_name_zh
            and places.province_code = province.superior_code
    left join superiors as prefecture
        on
            places.place_code = prefecture.place_code
            and places.division_name_zh = prefecture.division_name_zh
            and places.prefecture_code = prefecture.superior_code
    left join superiors as parent
        on
            places.place_code = parent.place_code
            and places.division_name_zh = parent.division_name_zh
            and places.parent_code = parent.superior_code

),

final as (

    select
        {{ surrogate_key(['place_code', 'division_name_zh']) }} as jurisdiction_key,
        if(
            parent_name_zh is null,
            null,
            {{ surrogate_key(['parent_code', 'parent_name_zh']) }}
        ) as parent_jurisdiction_key,
        division_code,
        level_code,
        province_code,
        prefecture_code,
        lineage,

        division_name_zh as jurisdiction_name_zh,
        short_name_zh,
        coalesce(nullif(province_name_zh, division_name_zh), '')
        || coalesce(nullif(prefecture_name_zh, division_name_zh), '')
        || division_name_zh as full_name_zh,
        province_name_zh,
        prefecture_name_zh,
        source as validity_source,

        valid_from_date,
        valid_to_date
    from named

)

select * from final
