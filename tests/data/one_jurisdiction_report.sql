{#- One report at most speaks for a place in a year, and none for an unknown place. -#}
select
    jurisdiction_key,
    report_year,
    count(*) as report_count
from {{ ref('dim_report') }}
where is_jurisdiction_report
group by jurisdiction_key, report_year
having count(*) > 1 or jurisdiction_key = 'unknown'
