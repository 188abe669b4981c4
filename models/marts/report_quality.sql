{#- Counts that a report has none of are 0; what cannot be known of it is NULL. -#}
with reports as (

    select * from {{ ref('dim_report') }}
    where is_current

),

editions as (

    select
        reporting_body_key,
        report_year,
        scope_code,
        count(*) as edition_count
    from {{ ref('dim_report') }}
    where reporting_body_key <> 'unknown'
    group by reporting_body_key, report_year, scope_code

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

bodies as (

    select * from {{ ref('dim_reporting_body') }}

),

forms as (

    select * from {{ ref('dim_form') }}

),

years as (

    select * from {{ ref('dim_year') }}

),

deadlines as (

    select * from {{ ref('publication_deadlines') }}

),

lines as (

    select * from {{ ref('dim_line') }}

),

rules as (

    select * from {{ ref('rules') }}

),

documents as (

    select
        report_key,
        max(file_name) filter (where is_primary_document) as file_name,
        max(media_type) filter (where is_primary_document) as media_type,
        count(*) filter (where is_attachment) as attachment_count
    from {{ ref('bridge_report_document') }}
    group by report_key

),

applicant_columns as (

    select count(*) as column_count
    from {{ ref('applicant_types') }}

),

form_cells as (

    select
        lines.line_form as form_code,
        sum(
            case when lines.is_by_applicant then applicant_columns.column_count else 1 end
        ) as expected_cell_count
    from lines
    cross join applicant_columns
    where lines.is_value_row
    group by lines.line_form

),

cells as (

    select
        resolved.report_key,
        resolved.value_state,
        resolved.value_origin,
        resolved.method,
        resolved.value_state = 'number' as is_number,
        -- A cell that the report's own form has, not a row of its own or a line of another form.
        coalesce(
            resolved.line_form = resolved.form_code
            and lines.is_value_row
            and lines.is_by_applicant = (resolved.column_code <> 'value'),
            false
        ) as is_of_form
    from {{ ref('int_figures__resolved') }} as resolved
    left join lines
        on resolved.line_form = lines.line_form and resolved.line_code = lines.line_code
    where resolved.is_current

),

cell_counts as (

    select
        report_key,
        count(*) filter (where is_of_form) as met_cell_count,
        {% for state in [
            'number', 'blank', 'dash', 'not_applicable', 'illegible', 'conflicting'
        ] %}
        count(*) filter (
            where is_of_form and value_state = '{{ state }}'
        ) as {{ state }}_cell_count,
        {% endfor %}
        {% for origin in ['printed', 'inferred', 'adjudicated'] %}
        count(*) filter (
            where is_number and value_origin = '{{ origin }}'
        ) as {{ origin }}_cell_count,
        {% endfor %}
        {% for method in ['table', 'attachment', 'prose'] %}
        count(*) filter (where is_number and method = '{{ method }}') as {{ method }}_cell_count,
        {% endfor %}
        count(*) filter (where is_number and not is_of_form) as off_form_cell_count
    from cells
    group by report_key

),

derived_values as (

    select
        report_key,
        count(*) as derived_value_count
    from (
        select report_key from {{ ref('int_breakdowns__residuals') }}
        union all
        select report_key from {{ ref('fct_requests') }}
        where new_value_origin = 'derived'
    )
    group by report_key

),

checks as (

    select * from {{ ref('fct_report_checks') }}
    where is_current

),

check_counts as (

    select
        report_key,
        count(*) filter (where status = 'holds') as held_check_count,
        count(*) filter (where status = 'violated') as violated_check_count,
        count(*) filter (where status = 'not_testable') as not_testable_check_count
    from checks
    group by report_key

),

failed_rules as (

    select
        failed.report_key,
        string_agg(rules.rule_code, ', ' order by rules.rule_order) as failed_rule_codes,
        string_agg(rules.statement_zh, '；' order by rules.rule_order) as failed_rules_zh,
        string_agg(rules.statement_en, '; ' order by rules.rule_order) as failed_rules_en
    from (
        select distinct
            report_key,
            rule_code
        from checks
        where status = 'violated'
    ) as failed
    inner join rules on failed.rule_code = rules.rule_code
    group by failed.report_key

),

largest_differences as (

    select
        checks.report_key,
        checks.rule_code,
        checks.difference,
        lines.label_zh,
        lines.label_en,
        replace(lines.unit, '万', '') as unit
    from checks
    left join lines
        on checks.line_form = lines.line_form and checks.line_code = lines.line_code
    where checks.status = 'violated'
    qualify
        row_number() over (
            partition by checks.report_key
            -- Yuan would outnumber requests: money counts only where nothing else differs.
            order by
                contains(coalesce(lines.unit, ''), '元'),
                abs(checks.difference) desc,
                checks.check_key
        ) = 1

),

notes as (

    select distinct
        document_editions.report_key,
        landed.severity,
        landed.note_code,
        landed.message
    from {{ ref('stg_landing__notes') }} as landed
    inner join {{ ref('bridge_report_document') }} as document_editions
        on landed.report_id = document_editions.report_id

),

note_texts as (

    select
        report_key,
        count(*) as note_count,
        count(*) filter (where severity = 'warning') as warning_count,
        array_to_string(list_sort(list(distinct note_code)), ', ') as note_codes,
        -- A damaged document may have hundreds: the first show what kind it is.
        array_to_string(
            list(message order by severity desc, message asc)[1:20], chr(10)
        ) as note_text
    from notes
    group by report_key

),

dated as (

    select
        reports.report_key,
        make_date(reports.report_year + 1, deadlines.due_month, deadlines.due_day) as due_date
    from reports
    inner join bodies on reports.reporting_body_key = bodies.reporting_body_key
    inner join deadlines
        on
            bodies.body_type_code = deadlines.body_type_code
            and reports.report_year >= deadlines.first_year
            and reports.report_year <= coalesce(deadlines.last_year, reports.report_year)

),

final as (

    select
        reports.report_key,
        reports.reporting_body_key,
        reports.jurisdiction_key,

        jurisdictions.division_code,
        jurisdictions.jurisdiction_name_zh,
        jurisdictions.full_name_zh,
        jurisdictions.province_name_zh,
        jurisdictions.prefecture_name_zh,
        reports.jurisdiction_level,
        bodies.full_body_name_zh,
        bodies.body_type_code,
        reports.scope_code,
        reports.is_jurisdiction_report,
        reports.report_year,

        reports.form_code,
        forms.form_name_zh,
        forms.form_name_en,
        reports.form_basis,
        reports.form_code = years.usual_form_code as is_usual_form,
        reports.location_basis,
        reports.location_note,

        reports.title,
        documents.file_name,
        documents.media_type,
        reports.source_url,
        reports.is_official_source,
        reports.document_count::integer as document_count,
        documents.attachment_count::integer as attachment_count,
        coalesce(editions.edition_count, 1)::integer as edition_count,
        reports.edition_reason,
        reports.published_date,
        dated.due_date,
        (reports.published_date - dated.due_date)::integer as days_past_due,

        reports.figure_count::integer as figure_count,
        coalesce(form_cells.expected_cell_count, 0)::integer as expected_cell_count,
        coalesce(cell_counts.number_cell_count, 0)::integer as stated_cell_count,
        {% for state in ['blank', 'dash', 'not_applicable', 'illegible', 'conflicting'] %}
        coalesce(cell_counts.{{ state }}_cell_count, 0)::integer as {{ state }}_cell_count,
        {% endfor %}
        (
            coalesce(form_cells.expected_cell_count, 0) - coalesce(cell_counts.met_cell_count, 0)
        )::integer as silent_cell_count,
        (
            coalesce(cell_counts.number_cell_count, 0) / nullif(form_cells.expected_cell_count, 0)
        )::double as stated_cell_ratio,
        {% for count in [
            'off_form_cell',
            'table_cell',
            'attachment_cell',
            'prose_cell',
            'printed_cell',
            'inferred_cell',
            'adjudicated_cell',
        ] %}
        coalesce(cell_counts.{{ count }}_count, 0)::integer as {{ count }}_count,
        {% endfor %}
        coalesce(derived_values.derived_value_count, 0)::integer as derived_value_count,

        case
            when check_counts.violated_check_count > 0 then 'violated'
            when check_counts.held_check_count > 0 then 'holds'
            else 'not_testable'
        end as check_status,
        {% for status in ['held', 'violated', 'not_testable'] %}
        coalesce(check_counts.{{ status }}_check_count, 0)::integer as {{ status }}_check_count,
        {% endfor %}
        reports.failed_rule_count::integer as failed_rule_count,
        failed_rules.failed_rule_codes,
        failed_rules.failed_rules_zh,
        failed_rules.failed_rules_en,
        largest_differences.difference as largest_difference,
        largest_differences.unit as largest_difference_unit,
        largest_differences.rule_code as largest_difference_rule_code,
        largest_differences.label_zh as largest_difference_label_zh,
        largest_differences.label_en as largest_difference_label_en,

        coalesce(note_texts.note_count, 0)::integer as note_count,
        coalesce(note_texts.warning_count, 0)::integer as warning_count,
        note_texts.note_codes,
        note_texts.note_text
    from reports
    inner join jurisdictions on reports.jurisdiction_key = jurisdictions.jurisdiction_key
    inner join bodies on reports.reporting_body_key = bodies.reporting_body_key
    inner join forms on reports.form_code = forms.form_code
    inner join years on reports.report_year = years.report_year
    inner join documents on reports.report_key = documents.report_key
    left join form_cells on reports.form_code = form_cells.form_code
    left join editions
        on
            reports.reporting_body_key = editions.reporting_body_key
            and reports.report_year = editions.report_year
            and reports.scope_code = editions.scope_code
    left join dated on reports.report_key = dated.report_key
    left join cell_counts on reports.report_key = cell_counts.report_key
    left join derived_values on reports.report_key = derived_values.report_key
    left join check_counts on reports.report_key = check_counts.report_key
    left join failed_rules on reports.report_key = failed_rules.report_key
    left join largest_differences on reports.report_key = largest_differences.report_key
    left join note_texts on reports.report_key = note_texts.report_key

)

select * from final
