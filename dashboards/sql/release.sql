-- The release that the pages show.
with reports as (

    select
        count(*) as report_count,
        min(report_year) as first_year,
        max(report_year) as last_year
    from jurisdiction_year

)

select
    release.version,
    strftime(release.published_at, '%Y-%m-%d') as published_on,
    release.document_count,
    release.figure_count,
    reports.report_count,
    reports.first_year,
    reports.last_year
from meta.release as release
cross join reports
