-- One row per rule, line and column that a place's report breaks: both sides, and on each side the
-- statements it rests on, as the row numbers that evidence.sql gives them.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    checks.report_year as year,
    checks.rule_code as rule,
    checks.line_form || ':' || checks.line_code as line,
    checks.column_code as column,
    checks.left_value::double as left_value,
    checks.right_value::double as right_value,
    checks.difference::double as difference,
    checks.reason,
    checks.left_figure_ids[:40] as left_figures,
    checks.right_figure_ids[:40] as right_figures
from fct_report_checks as checks
inner join dim_jurisdiction as place on checks.jurisdiction_key = place.jurisdiction_key
inner join meta.rules as rule on checks.rule_code = rule.rule_code
where checks.is_jurisdiction_report and checks.status = 'violated'
order by chunk, place, year, rule.rule_order, line, checks.column_code
