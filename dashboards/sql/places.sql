-- One row per place that is in force or has a report: what the search looks through.
with versions as (

    select
        *,
        row_number() over (
            partition by lineage
            order by valid_to_date desc nulls first, valid_from_date desc, jurisdiction_key asc
        ) as age_rank
    from dim_jurisdiction
    where level_code <> 'unknown'

),

reports as (

    select
        versions.lineage,
        count(*) as report_count,
        min(wide.report_year) as first_year,
        max(wide.report_year) as last_year
    from jurisdiction_year as wide
    inner join versions on wide.jurisdiction_key = versions.jurisdiction_key
    group by versions.lineage

),

former as (

    select
        lineage,
        string_agg(distinct jurisdiction_name_zh, ' ' order by jurisdiction_name_zh) as names
    from versions
    group by lineage

)

select
    versions.lineage as place,
    versions.division_code as code,
    versions.jurisdiction_name_zh as name,
    versions.jurisdiction_name_pinyin as pinyin,
    versions.level_code as level,
    nullif(versions.province_name_zh, versions.jurisdiction_name_zh) as province,
    nullif(versions.prefecture_name_zh, versions.jurisdiction_name_zh) as prefecture,
    nullif(former.names, versions.jurisdiction_name_zh) as names,
    parent.lineage as parent,
    coalesce(reports.report_count, 0) as reports
from versions
left join reports on versions.lineage = reports.lineage
left join former on versions.lineage = former.lineage
left join dim_jurisdiction as parent
    on versions.parent_jurisdiction_key = parent.jurisdiction_key
where versions.age_rank = 1 and (versions.valid_to_date is null or reports.lineage is not null)
order by versions.division_code, versions.lineage
