with figures as (

    select * from {{ ref('stg_landing__figures') }}

),

editions as (

    select * from {{ ref('int_reports__editions') }}

),

disposed as (

    select * from {{ ref('int_figures__disposed') }}

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
        disposed.fact_table,
        disposed.fact_key,
        case
            when figures.unfit_reason is not null then figures.unfit_reason
            when not editions.is_current then 'other_edition'
            when disposed.not_in_fact_reason = 'no_fact_for_line' then 'no_fact_for_line'
            when figures.method <> disposed.method then 'superseded_by_table'
            when disposed.not_in_fact_reason is not null then disposed.not_in_fact_reason
            when disposed.has_conflict then 'conflicting_values'
        end as not_in_fact_reason
    from figures
    inner join editions
        on figures.report_id = editions.report_id
    left join disposed
        on
            editions.report_key = disposed.report_key
            and figures.line_form = disposed.line_form
            and figures.line_code = disposed.line_code
            and figures.column_code = disposed.column_code

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
    from reasoned

)

select * from final
