-- One row per province and year: coverage below it, and what its own report states.
with provinces as (

    select * from dim_jurisdiction
    where level_code = 'province'

),

coverage as (

    select * from report_coverage
    where jurisdiction_level = 'county'

),

own as (

    select * from jurisdiction_year
    where jurisdiction_level = 'province'

)

select
    provinces.division_code as region,
    provinces.lineage as place,
    provinces.jurisdiction_name_zh as name,
    coverage.report_year as year,
    coverage.expected_count as expected,
    coverage.reported_count as reported,
    coverage.reported_ratio as ratio,
    own.new_request_count,
    own.received_count,
    own.any_disclosure_ratio
from provinces
inner join coverage on provinces.jurisdiction_key = coverage.parent_jurisdiction_key
left join own
    on
        provinces.jurisdiction_key = own.jurisdiction_key
        and coverage.report_year = own.report_year
order by region, year
