{#- What every fact row says of its report is what dim_report says, of a current edition. -#}
with fact_rows as (

    {{ fact_rows() }}

),

reports as (

    select * from {{ ref('dim_report') }}

)

select
    fact_rows.fact_table,
    fact_rows.fact_key,
    fact_rows.report_key
from fact_rows
left join reports
    on fact_rows.report_key = reports.report_key
where
    reports.is_current is not true
    or fact_rows.reporting_body_key <> reports.reporting_body_key
    or fact_rows.jurisdiction_key <> reports.jurisdiction_key
    or fact_rows.report_year <> reports.report_year
    or fact_rows.form_code <> reports.form_code
    or fact_rows.jurisdiction_level <> reports.jurisdiction_level
    or fact_rows.is_jurisdiction_report <> reports.is_jurisdiction_report
