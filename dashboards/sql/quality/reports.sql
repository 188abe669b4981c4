-- One row per report on a whole place: what its rules came to and how much of its form is filled.
select
    quality.report_year::varchar as chunk,
    place.lineage as place,
    quality.full_name_zh as name,
    quality.jurisdiction_level as level,
    quality.form_code as form,
    quality.held_check_count as held,
    quality.violated_check_count as violated,
    quality.not_testable_check_count as not_testable,
    quality.failed_rule_codes as rules,
    quality.largest_difference::double as largest_difference,
    quality.largest_difference_rule_code as largest_rule,
    quality.expected_cell_count as cells,
    quality.stated_cell_count as stated,
    quality.blank_cell_count as blank,
    quality.conflicting_cell_count as conflicting,
    quality.inferred_cell_count as inferred
from report_quality as quality
inner join dim_jurisdiction as place on quality.jurisdiction_key = place.jurisdiction_key
where quality.is_jurisdiction_report
order by chunk asc, quality.violated_check_count desc, quality.division_code asc, place asc
