{#- Of every report exactly one edition is current; texts of unknown bodies are all current. -#}
select
    reporting_body_key,
    report_year,
    scope_code,
    count(*) filter (where is_current) as current_count
from {{ ref('dim_report') }}
where reporting_body_key <> 'unknown'
group by reporting_body_key, report_year, scope_code
having count(*) filter (where is_current) <> 1
