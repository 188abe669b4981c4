-- One row per report of a department, township or other part of a place: of each year the 500 that
-- break their rules most, among how many.
with reports as (

    select
        *,
        count(*) over (partition by report_year) as reports_held,
        count_if(violated_check_count > 0) over (partition by report_year) as with_violated
    from report_quality
    where not is_jurisdiction_report
    qualify
        row_number() over (
            partition by report_year
            order by violated_check_count desc, full_body_name_zh asc, report_key asc
        ) <= 500

)

select
    report_year::varchar as chunk,
    full_body_name_zh as name,
    form_code as form,
    held_check_count as held,
    violated_check_count as violated,
    not_testable_check_count as not_testable,
    failed_rule_codes as rules,
    expected_cell_count as cells,
    stated_cell_count as stated,
    blank_cell_count as blank,
    conflicting_cell_count as conflicting,
    inferred_cell_count as inferred,
    file_name,
    source_url,
    reports_held,
    with_violated
from reports
order by chunk asc, violated_check_count desc, name asc, report_key asc
