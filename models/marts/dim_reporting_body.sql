with located as (

    select * from {{ ref('int_reports__located') }}

),

versions as (

    select * from {{ ref('int_divisions__versions') }}

),

bodies as (

    select distinct
        reporting_body_key,
        lineage,
        body_type_code,
        body_own_name_zh
    from located
    where reporting_body_key <> 'unknown'

),

-- A body outlives the renaming of its place: it bears the latest name.
latest as (

    select *
    from versions
    qualify
        row_number() over (partition by lineage order by valid_from_date desc nulls last) = 1

),

placed as (

    select
        bodies.reporting_body_key,
        latest.jurisdiction_key,
        latest.lineage,
        bodies.body_type_code,
        latest.jurisdiction_name_zh,
        latest.full_name_zh,
        case
            when bodies.body_type_code not in ('government', 'office') then bodies.body_own_name_zh
            when suffix(latest.jurisdiction_name_zh, '委员会') then ''
            when latest.level_code = 'local' then '管理委员会'
            when regexp_matches(latest.jurisdiction_name_zh, '(地区|盟)$') then '行政公署'
            else '人民政府'
        end
        || case
            when bodies.body_type_code <> 'office' then ''
            when latest.level_code = 'province' then '办公厅'
            else '办公室'
        end as own_name_zh
    from bodies
    inner join latest
        on bodies.lineage = latest.lineage

),

unknown as (

    select
        'unknown' as reporting_body_key,
        'unknown' as jurisdiction_key,
        'unknown' as lineage,
        'unknown' as body_type_code,
        '未知' as body_name_zh,
        '未知' as full_body_name_zh

),

final as (

    select
        reporting_body_key,
        jurisdiction_key,
        lineage,
        body_type_code,

        jurisdiction_name_zh || own_name_zh as body_name_zh,
        full_name_zh || own_name_zh as full_body_name_zh
    from placed
    union all
    select * from unknown
    order by reporting_body_key

)

select * from final
