with checks as (

    select * from {{ ref('int_checks__evaluated') }}

),

editions as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document

),

reasons as (

    select * from {{ ref('check_reasons') }}

),

final as (

    select
        {{ surrogate_key([
            'checks.report_key',
            'checks.rule_code',
            'checks.line_form',
            'checks.line_code',
            'checks.column_code',
        ]) }} as check_key,
        checks.report_key,
        editions.reporting_body_key,
        editions.jurisdiction_key,
        checks.rule_code,
        checks.line_form,
        checks.line_code,
        checks.column_code,
        checks.reading_code,
        editions.report_year,
        editions.form_code,
        editions.jurisdiction_level,
        editions.is_current,
        editions.is_jurisdiction_report,
        checks.left_value,
        checks.right_value,
        checks.difference,
        checks.tolerance,
        checks.status,
        checks.reason_code,
        reasons.reason_en || '. ' || reasons.reason_zh || '。' as reason,
        checks.term_count,
        checks.stated_term_count,
        checks.previous_report_key,
        checks.left_figure_ids,
        checks.right_figure_ids,
        list_concat(checks.left_figure_ids, checks.right_figure_ids) as figure_ids
    from checks
    inner join editions on checks.report_key = editions.report_key
    inner join reasons on checks.reason_code = reasons.reason_code

)

select * from final
