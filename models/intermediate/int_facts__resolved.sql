{{ config(materialized='view') }}
{#- Every value that becomes a fact row, or one measure of it: the cells that feed, as stated, and
    what stated parts leave open, derived. -#}
with cells as (

    select * from {{ ref('int_figures__disposed') }}
    where not_in_fact_reason is null

),

residuals as (

    select * from {{ ref('int_breakdowns__residuals') }}

),

reports as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document

),

derived as (

    select
        residuals.*,
        'not_broken_down' as applicant_type_code,
        reports.reporting_body_key,
        reports.jurisdiction_key,
        reports.report_year,
        reports.form_code,
        reports.jurisdiction_level,
        reports.is_jurisdiction_report
    from residuals
    inner join reports
        on residuals.report_key = reports.report_key

),

final as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        applicant_type_code,
        member_code,
        measure_code,
        fact_table,
        line_form,
        line_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        value_number,
        unit,
        value_state,
        value_origin,
        published_value,
        figure_ids
    from cells

    union all

    select
        {{ fact_key('fact_table', 'report_key', fact_member(
            'fact_table', 'applicant_type_code', 'member_code', 'measure_code'
        )) }} as fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        applicant_type_code,
        member_code,
        measure_code,
        fact_table,
        line_form,
        line_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        value_number,
        null as unit,
        'number' as value_state,
        'derived' as value_origin,
        null as published_value,
        figure_ids
    from derived

)

select * from final
