-- One row per rule, form and result: how many checks and reports.
select
    rule.rule_code as rule,
    checks.form_code as form,
    checks.status,
    count(*) as checks,
    count(distinct checks.report_key) as reports
from fct_report_checks as checks
inner join meta.rules as rule on checks.rule_code = rule.rule_code
where checks.is_jurisdiction_report
group by rule.rule_code, rule.rule_order, checks.form_code, checks.status
order by rule.rule_order, form, checks.status
