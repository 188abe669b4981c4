{{ config(materialized='view') }}
{#- Every value that becomes a fact row, or one measure of it: the cells that feed, as stated, and
    what stated parts leave open, derived. -#}
with cells as (

    select * from {{ ref('int_figures__resolved') }}
    where is_current

),

breakdowns as (

    select * from {{ ref('int_breakdowns__resolved') }}

),

residuals as (

    select * from {{ ref('int_breakdowns__residuals') }}

),

applicant_types as (

    select * from {{ ref('applicant_types') }}

),

reports as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document

),

stated as (

    select
        {{ fact_key('cells', cell_applicant_type()) }} as fact_key,
        cells.report_key,
        cells.reporting_body_key,
        cells.jurisdiction_key,
        {{ cell_applicant_type() }} as applicant_type_code,
        cells.member_code,
        cells.measure_code,
        cells.fact_table,
        cells.line_form,
        cells.line_code,
        cells.report_year,
        cells.form_code,
        cells.jurisdiction_level,
        cells.is_jurisdiction_report,
        cells.value_number,
        cells.unit,
        cells.value_state,
        cells.value_origin,
        cells.published_value,
        cells.figure_ids
    from cells
    left join breakdowns
        on
            cells.report_key = breakdowns.report_key
            and cells.line_form = breakdowns.line_form
            and cells.line_code = breakdowns.line_code
    left join applicant_types
        on cells.column_code = applicant_types.column_code and cells.is_by_applicant
    where {{ cell_excluded_reason() }} is null

),

derived as (

    select
        {{ fact_key('residuals', "'not_broken_down'") }} as fact_key,
        residuals.report_key,
        reports.reporting_body_key,
        reports.jurisdiction_key,
        'not_broken_down' as applicant_type_code,
        residuals.member_code,
        residuals.measure_code,
        residuals.fact_table,
        residuals.line_form,
        residuals.line_code,
        reports.report_year,
        reports.form_code,
        reports.jurisdiction_level,
        reports.is_jurisdiction_report,
        residuals.value_number,
        null as unit,
        'number' as value_state,
        'derived' as value_origin,
        null as published_value,
        residuals.figure_ids
    from residuals
    inner join reports
        on residuals.report_key = reports.report_key

),

final as (

    select * from stated

    union all

    select * from derived

)

select * from final
