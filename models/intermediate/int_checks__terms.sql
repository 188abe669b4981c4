{#- The terms of rule_terms.csv with '*' written out: one row per test, reading and term. A test is
    a rule at one line and column of one form; a reading is one way in which it may hold. -#}
with rule_terms as (

    select * from {{ ref('rule_terms') }}

),

rules as (

    select * from {{ ref('rules') }}

),

lines as (

    select * from {{ ref('int_checks__lines') }}

),

applicant_types as (

    select * from {{ ref('applicant_types') }}

),

by_line as (

    select
        rule_terms.* replace (
            lines.line_code as test_line_code,
            if(rule_terms.line_code = '*', lines.line_code, rule_terms.line_code) as line_code
        ),
        lines.form_code as test_line_form,
        lines.is_value_row as is_on_form
    from rule_terms
    inner join lines
        on
            lines.form_code in (rule_terms.form_code, 'prose')
            and (
                rule_terms.test_line_code = lines.line_code
                or (rule_terms.test_line_code = '*' and lines.is_by_applicant)
            )

),

by_column as (

    select
        by_line.* replace (
            coalesce(applicant_types.column_code, by_line.test_column_code) as test_column_code,
            if(
                by_line.column_code = '*', applicant_types.column_code, by_line.column_code
            ) as column_code
        )
    from by_line
    left join applicant_types on by_line.test_column_code = '*'

),

final as (

    select
        by_column.rule_code,
        by_column.form_code,
        by_column.test_line_form,
        by_column.test_line_code,
        by_column.test_column_code,
        by_column.reading_code,
        by_column.is_on_form,
        by_column.side,
        by_column.sign,
        by_column.line_form,
        by_column.line_code,
        by_column.column_code,
        by_column.value_source,
        by_column.year_offset,
        by_column.is_required,
        by_column.group_line_code,
        by_column.is_undivided,
        rules.comparison,
        rules.tolerance,
        by_column.sign < 0 or lines.additivity = 'delta' as can_be_negative,
        min(by_column.form_code || by_column.reading_code) over tests
        = max(by_column.form_code || by_column.reading_code) over tests as is_only_reading,
        -- Only a handle for joins inside the build: never published, never a key.
        dense_rank() over (
            order by
                by_column.rule_code,
                by_column.form_code,
                by_column.test_line_form,
                by_column.test_line_code,
                by_column.test_column_code,
                by_column.reading_code
        ) as reading_no
    from by_column
    inner join rules on by_column.rule_code = rules.rule_code
    inner join lines
        on by_column.line_form = lines.form_code and by_column.line_code = lines.line_code
    window tests as (
        partition by
            by_column.rule_code,
            by_column.test_line_form,
            by_column.test_line_code,
            by_column.test_column_code
    )

)

select * from final
