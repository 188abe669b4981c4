{{ config(
    materialized='view',
    post_hook=['{{ create_evidence_macro() }}', '{{ create_explain_figure_macro() }}'],
) }}
{#- Relations without the database's name: the view must work in the served file, whatever name a
    reader attaches it under. -#}
with reports as (

    select * from {{ ref('dim_report').include(database=false) }}

),

lines as (

    select * from {{ ref('dim_line').include(database=false) }}
    where is_value_row

),

figures as (

    select * from {{ ref('fct_figures').include(database=false) }}
    where subject = 'report' and period = 'year' and column_code <> 'cumulative'

),

states as (

    select
        report_key,
        line_form,
        line_code,
        -- One number among the cells of a row is enough: the row is then filled in.
        min(
            list_position(
                ['number', 'illegible', 'not_applicable', 'dash', 'blank'], value_state
            )
        ) as state_rank,
        count(*) as figure_count
    from figures
    group by report_key, line_form, line_code

),

final as (

    select
        reports.report_key,
        reports.reporting_body_key,
        reports.jurisdiction_key,
        reports.report_year,
        reports.form_code,
        reports.jurisdiction_level,
        reports.is_current,
        reports.is_jurisdiction_report,
        lines.line_code,
        lines.line_order,
        lines.label_zh,
        lines.label_en,
        coalesce(
            ['number', 'illegible', 'not_applicable', 'dash', 'blank'][states.state_rank], 'silent'
        ) as line_state,
        coalesce(states.figure_count, 0)::integer as figure_count
    from reports
    inner join lines on reports.form_code = lines.line_form
    left join states
        on
            reports.report_key = states.report_key
            and lines.line_form = states.line_form
            and lines.line_code = states.line_code

)

select * from final
