-- One row per region, level below it and year: reports expected and held.
with parents as (

    select
        report_coverage.*,
        coalesce(parent.division_code, 'country') as region,
        coalesce(parent.province_code, 'country') as chunk
    from report_coverage
    left join dim_jurisdiction as parent
        on report_coverage.parent_jurisdiction_key = parent.jurisdiction_key

)

select
    chunk,
    region,
    jurisdiction_level as level,
    report_year as year,
    expected_count as expected,
    reported_count as reported,
    reported_ratio as ratio
from parents
order by chunk, region, level, year
