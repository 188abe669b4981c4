{#- report_quality parts the cells of a form by what stands in them, and its numbers by where they
    are from and how they came about; what jurisdiction_year says of a report is the same there. -#}
with quality as (

    select * from {{ ref('report_quality') }}

),

wide as (

    select * from {{ ref('jurisdiction_year') }}

),

sums as (

    select
        report_key,
        'cells by state' as sum_name,
        expected_cell_count as whole,
        stated_cell_count + blank_cell_count + dash_cell_count + not_applicable_cell_count
        + illegible_cell_count + conflicting_cell_count + silent_cell_count as parts
    from quality
    union all
    select
        report_key,
        'numbers by source' as sum_name,
        stated_cell_count + off_form_cell_count as whole,
        table_cell_count + attachment_cell_count + prose_cell_count as parts
    from quality
    union all
    select
        report_key,
        'numbers by origin' as sum_name,
        stated_cell_count + off_form_cell_count as whole,
        printed_cell_count + inferred_cell_count + adjudicated_cell_count as parts
    from quality
    union all
    select
        report_key,
        'failed rules' as sum_name,
        failed_rule_count as whole,
        len(string_split(failed_rule_codes, ', ')) as parts
    from quality
    where failed_rule_count > 0
    union all
    select
        wide.report_key,
        'checks of jurisdiction_year' as sum_name,
        wide.held_check_count + wide.violated_check_count + wide.not_testable_check_count as whole,
        quality.held_check_count + quality.violated_check_count
        + quality.not_testable_check_count as parts
    from wide
    inner join quality on wide.report_key = quality.report_key

)

select * from sums
where parts is distinct from whole or whole < 0
