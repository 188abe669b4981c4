-- One row per rule, line and column that a place's report breaks: both sides, and the statements
-- that each side rests on (without their words where these are just the form's own label).
with violated as (

    select
        checks.*,
        batch.chunk,
        batch.place
    from fct_report_checks as checks
    inner join batch on checks.report_key = batch.report_key
    where checks.status = 'violated'

),

sides as (

    select
        check_key,
        'left' as side,
        unnest(left_figure_ids) as figure_id
    from violated
    union all
    select
        check_key,
        'right' as side,
        unnest(right_figure_ids) as figure_id
    from violated

),

stated as (

    select
        sides.check_key,
        sides.side,
        list({
            'year': figures.report_year,
            'report': figures.report_id[:16],
            'line': figures.line_form || ':' || figures.line_code,
            'column_code': figures.column_code,
            'printed': figures.value_text,
            'state': figures.value_state,
            'unit': figures.unit,
            'page_no': figures.page_no,
            'table_no': figures.table_no,
            'row_no': figures.row_no,
            'column_no': figures.column_no,
            'char_start': if(figures.table_no is null, figures.char_start, null),
            'words': nullif(figures.statement_text, line.label_zh)
        } order by figures.report_year, figures.report_id, line.line_order, figures.figure_id)
            as figures
    from sides
    inner join fct_figures as figures on sides.figure_id = figures.figure_id
    left join dim_line as line
        on figures.line_form = line.line_form and figures.line_code = line.line_code
    group by sides.check_key, sides.side

)

select
    violated.chunk,
    violated.place,
    violated.report_year as year,
    violated.rule_code as rule,
    violated.line_form || ':' || violated.line_code as line,
    violated.column_code,
    violated.left_value::double as left_value,
    violated.right_value::double as right_value,
    violated.difference::double as difference,
    left_side.figures as left_figures,
    right_side.figures as right_figures
from violated
inner join meta.rules as rule on violated.rule_code = rule.rule_code
left join stated as left_side
    on violated.check_key = left_side.check_key and left_side.side = 'left'
left join stated as right_side
    on violated.check_key = right_side.check_key and right_side.side = 'right'
order by violated.chunk, violated.place, year, rule.rule_order, line, violated.column_code
