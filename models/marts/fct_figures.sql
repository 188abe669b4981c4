with figures as (

    select * from {{ ref('stg_landing__figures') }}

),

editions as (

    select * from {{ ref('int_reports__editions') }}

),

cells as (

    select * from {{ ref('int_figures__resolved') }}

),

breakdowns as (

    select * from {{ ref('int_breakdowns__resolved') }}

),

applicant_types as (

    select * from {{ ref('applicant_types') }}

),

reasoned as (

    select
        figures.*,
        editions.report_key,
        editions.reporting_body_key,
        editions.jurisdiction_key,
        editions.report_year,
        editions.form_code,
        editions.is_current,
        cells.fact_table,
        {{ fact_key('cells', cell_applicant_type()) }} as fact_key,
        {{ cell_excluded_reason() }} as excluded_reason,
        figures.method <> cells.method as is_superseded,
        cells.has_conflict
    from figures
    inner join editions
        on figures.report_id = editions.report_id
    left join cells
        on
            editions.report_key = cells.report_key
            and figures.line_form = cells.line_form
            and figures.line_code = cells.line_code
            and figures.column_code = cells.column_code
            and figures.unfit_reason is null
    left join breakdowns
        on
            cells.report_key = breakdowns.report_key
            and cells.line_form = breakdowns.line_form
            and cells.line_code = breakdowns.line_code
    left join applicant_types
        on cells.column_code = applicant_types.column_code and cells.is_by_applicant

),

disposed as (

    select
        *,
        case
            when unfit_reason is not null then unfit_reason
            when excluded_reason in ('other_edition', 'no_fact_for_line') then excluded_reason
            when is_superseded then 'superseded_by_table'
            when excluded_reason is not null then excluded_reason
            when has_conflict then 'conflicting_values'
        end as not_in_fact_reason
    from reasoned

),

final as (

    select
        figure_id,
        report_key,
        report_id,
        reporting_body_key,
        jurisdiction_key,
        report_year,
        form_code,
        is_current,

        line_form,
        line_code,
        column_code,
        subject,
        period,
        qualifier,
        value_text,
        value_state,
        unit,
        method,
        reading,

        published_value,
        unit_scale,
        value_number,

        page_no,
        table_no,
        row_no,
        column_no,
        char_start,
        char_end,
        locator ->> 'text' as statement_text,
        locator,

        if(not_in_fact_reason is null, fact_table, null) as fact_table,
        if(not_in_fact_reason is null, fact_key, null) as fact_key,
        not_in_fact_reason
    from disposed

)

select * from final
