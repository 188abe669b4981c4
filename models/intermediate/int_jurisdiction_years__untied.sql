{#- Columns of jurisdiction_year that add up what is stated although the report prints another total
    for it. Where the total stands for its parts, or a 'not broken down' row for what they leave
    open, the facts add up to what is printed and nothing is untied. -#}
with checks as (

    select
        report_key,
        rule_code,
        line_form,
        line_code
    from {{ ref('fct_report_checks') }}
    where
        is_jurisdiction_report
        and column_code in ('total', 'value')
        and status <> 'holds'
        and abs(difference) > tolerance
        -- What a part that is not stated leaves open has a row of its own.
        and reason_code <> 'parts_not_stated'

),

sum_rules as (

    select * from {{ ref('rules') }}
    where kind = 'sum'

),

breakdowns as (

    select * from {{ ref('int_breakdowns__resolved') }}
    where exclusion_reason is not null

),

wide_columns as (

    select
        column_name,
        line_form,
        line_code
    from {{ ref('meta_column_lines') }}
    where table_name = 'jurisdiction_year' and len(column_codes) = 0

),

lines as (

    select * from {{ ref('dim_line') }}

),

-- A row whose columns of applicants, which the facts hold, do not make up its total.
untied_rows as (

    select
        checks.report_key,
        wide_columns.column_name
    from checks
    anti join breakdowns
        on
            checks.report_key = breakdowns.report_key
            and checks.line_form = breakdowns.line_form
            and checks.line_code = breakdowns.line_code
    inner join wide_columns
        on
            checks.line_form = wide_columns.line_form
            and checks.line_code = wide_columns.line_code
    where checks.rule_code = 'R3'

),

-- A total line of which the facts hold the parts: a column that has both adds up to the parts.
untied_totals as (

    select
        checks.report_key,
        wide_columns.column_name
    from checks
    inner join sum_rules on checks.rule_code = sum_rules.rule_code
    inner join breakdowns
        on
            checks.report_key = breakdowns.report_key
            and checks.line_form = breakdowns.line_form
            and checks.line_code = breakdowns.line_code
    inner join wide_columns
        on
            checks.line_form = wide_columns.line_form
            and checks.line_code = wide_columns.line_code
    inner join lines as parts
        on
            checks.line_form = parts.line_form
            and checks.line_code = parts.total_line_code
    inner join wide_columns as part_columns
        on
            parts.line_form = part_columns.line_form
            and parts.line_code = part_columns.line_code
            and wide_columns.column_name = part_columns.column_name
    where breakdowns.exclusion_reason = 'total_of_stated_parts' and checks.rule_code <> 'R3'

),

untied as (

    select * from untied_rows
    union distinct
    select * from untied_totals

),

-- A row's total may be a misprint that all outcomes together show to be one.
outcomes as (

    select
        report_key,
        sum(request_count) as outcome_count
    from {{ ref('fct_request_outcomes') }}
    where is_jurisdiction_report
    group by report_key

),

tied_outcomes as (

    select totals.report_key
    from {{ ref('fct_report_checks') }} as totals
    inner join outcomes
        on
            totals.report_key = outcomes.report_key
            and totals.left_value = outcomes.outcome_count
    inner join sum_rules on totals.rule_code = sum_rules.rule_code
    inner join lines
        on
            totals.line_form = lines.line_form
            and totals.line_code = lines.line_code
    where
        totals.column_code in ('total', 'value')
        and lines.fact_table = 'fct_request_outcomes'
        and lines.total_line_code is null

),

final as (

    select untied.*
    from untied
    anti join tied_outcomes
        on
            untied.report_key = tied_outcomes.report_key
            and untied.column_name = 'outcome_count'

)

select * from final
