-- The release that the pages show.
select
    release.version,
    strftime(release.published_at, '%Y-%m-%d') as published_on,
    release.document_count,
    release.figure_count,
    (select count(*) from jurisdiction_year) as report_count,
    (select min(report_year) from jurisdiction_year) as first_year,
    (select max(report_year) from jurisdiction_year) as last_year
from meta.release as release
