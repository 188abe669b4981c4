{{ config(materialized='view') }}
{#- One row per report edition, rule, line and column tested. The rules are rows of rule_terms.csv;
    only what an edition states is joined to them, so the work grows with the figures and not with
    editions times terms. -#}
with editions as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document

),

-- Rules are held against what is printed; an adjudicated value stands beside it, not over it. A
-- dash or a 'not applicable' says as much as a blank.
figures as (

    select
        *,
        case
            when printed_number is not null then 'number'
            when value_state in ('number', 'conflicting') then 'conflict'
            when value_state = 'illegible' then 'illegible'
            else 'blank'
        end as cell_state
    from {{ ref('int_figures__resolved') }}

),

terms as (

    select * from {{ ref('int_checks__terms') }}

),

reasons as (

    select * from {{ ref('check_reasons') }}

),

-- The report of the same body and scope for the year before, in its current edition.
previous_reports as (

    select
        editions.report_key,
        previous.report_key as previous_report_key
    from editions
    inner join editions as previous
        on
            editions.reporting_body_key = previous.reporting_body_key
            and editions.scope_code = previous.scope_code
            and editions.report_year = previous.report_year + 1
    -- The unknown body is many: two of its reports are not one body in two years.
    where previous.is_current and editions.reporting_body_key <> 'unknown'

),

part_terms as (

    select * from terms
    where not is_undivided and year_offset = 0

),

previous_terms as (

    select * from terms
    where year_offset = -1

),

undivided_terms as (

    select * from terms
    where is_undivided

),

stated_parts as (

    select
        figures.report_key,
        part_terms.reading_no,
        part_terms.side,
        part_terms.sign,
        part_terms.year_offset,
        part_terms.is_required,
        part_terms.line_form <> 'prose' as is_form_line,
        if(
            part_terms.value_source = 'prose', figures.prose_value, figures.printed_number
        ) as printed_number,
        if(
            part_terms.value_source = 'prose',
            figures.prose_published_value,
            figures.published_value
        ) as published_value,
        if(
            part_terms.value_source = 'prose',
            if(figures.prose_value is null, 'conflict', 'number'),
            figures.cell_state
        ) as cell_state,
        if(
            part_terms.value_source = 'prose', figures.prose_figure_ids, figures.figure_ids
        ) as figure_ids
    from figures
    inner join part_terms
        on
            figures.line_form = part_terms.line_form
            and figures.line_code = part_terms.line_code
            and figures.column_code = part_terms.column_code
    where
        part_terms.value_source = 'any'
        or (
            figures.method <> 'prose'
            and (part_terms.value_source = 'table' or len(figures.prose_figure_ids) > 0)
        )

),

stated_previous as (

    select
        previous_reports.report_key,
        previous_terms.reading_no,
        previous_terms.side,
        previous_terms.sign,
        previous_terms.year_offset,
        previous_terms.is_required,
        previous_terms.line_form <> 'prose' as is_form_line,
        figures.printed_number,
        figures.published_value,
        figures.cell_state,
        figures.figure_ids
    from figures
    inner join previous_terms
        on
            figures.line_form = previous_terms.line_form
            and figures.line_code = previous_terms.line_code
            and figures.column_code = previous_terms.column_code
    inner join previous_reports on figures.report_key = previous_reports.previous_report_key

),

-- A group that the report states undivided (（六）其他处理 on one row) stands in for its parts,
-- only where none of the parts is a number.
stated_undivided as (

    select
        figures.report_key,
        undivided_terms.reading_no,
        undivided_terms.side,
        undivided_terms.sign,
        undivided_terms.year_offset,
        undivided_terms.is_required,
        undivided_terms.group_line_code,
        figures.printed_number,
        figures.figure_ids
    from figures
    inner join undivided_terms
        on
            figures.line_form = undivided_terms.line_form
            and figures.line_code = undivided_terms.line_code
            and figures.column_code = undivided_terms.column_code
    where figures.printed_number is not null
    qualify
        row_number() over (
            partition by
                figures.report_key, undivided_terms.reading_no, undivided_terms.group_line_code
            order by figures.line_form desc
        ) = 1

),

undivided_parts as (

    select
        stated_undivided.report_key,
        stated_undivided.reading_no,
        stated_undivided.group_line_code,
        count(*) as term_count,
        count(figures.printed_number) as number_count,
        count(*) filter (where figures.cell_state = 'blank') as blank_count,
        count(*) filter (where figures.cell_state = 'conflict') as conflict_count,
        count(*) filter (where figures.cell_state = 'illegible') as illegible_count
    from stated_undivided
    inner join part_terms
        on
            stated_undivided.reading_no = part_terms.reading_no
            and stated_undivided.group_line_code = part_terms.group_line_code
    left join figures
        on
            stated_undivided.report_key = figures.report_key
            and part_terms.line_form = figures.line_form
            and part_terms.line_code = figures.line_code
            and part_terms.column_code = figures.column_code
    group by
        stated_undivided.report_key,
        stated_undivided.reading_no,
        stated_undivided.group_line_code

),

stated as (

    select * from stated_parts
    union all
    select * from stated_previous

),

-- What is counted of each cell. A group that stands in fills the slots of all its parts, and takes
-- back what their blank cells were counted as.
counted as (

    select
        report_key,
        reading_no,
        side,
        year_offset,
        is_required,
        is_form_line,
        figure_ids,
        sign * printed_number as signed_value,
        coalesce({{ rounding_tolerance('printed_number', 'published_value') }}, 0) as rounding,
        (cell_state = 'number')::integer as number_count,
        (cell_state = 'blank')::integer as blank_count,
        (cell_state = 'conflict')::integer as conflict_count,
        (cell_state = 'illegible')::integer as illegible_count
    from stated
    union all by name
    select
        stated_undivided.report_key,
        stated_undivided.reading_no,
        stated_undivided.side,
        stated_undivided.year_offset,
        stated_undivided.is_required,
        true as is_form_line,
        stated_undivided.figure_ids,
        stated_undivided.sign * stated_undivided.printed_number as signed_value,
        0 as rounding,
        undivided_parts.term_count as number_count,
        -undivided_parts.blank_count as blank_count,
        -undivided_parts.conflict_count as conflict_count,
        -undivided_parts.illegible_count as illegible_count
    from stated_undivided
    inner join undivided_parts
        on
            stated_undivided.report_key = undivided_parts.report_key
            and stated_undivided.reading_no = undivided_parts.reading_no
            and stated_undivided.group_line_code = undivided_parts.group_line_code
    where undivided_parts.number_count = 0

),

sides as (

    select
        report_key,
        reading_no,
        sum(signed_value) filter (where side = 'left') as left_value,
        sum(signed_value) filter (where side = 'right') as right_value,
        sum(rounding) as rounding,
        coalesce(sum(number_count) filter (where side = 'left'), 0) as left_number_count,
        coalesce(sum(number_count) filter (where side = 'right'), 0) as right_number_count,
        coalesce(sum(blank_count) filter (where side = 'left'), 0) as left_blank_count,
        coalesce(sum(blank_count) filter (where side = 'right'), 0) as right_blank_count,
        sum(conflict_count) as conflict_count,
        sum(illegible_count) as illegible_count,
        coalesce(sum(number_count) filter (where is_required), 0) as required_number_count,
        coalesce(
            sum(number_count) filter (where is_required and year_offset = 0), 0
        ) as own_required_number_count,
        coalesce(sum(blank_count) filter (where is_required), 0) as required_blank_count,
        coalesce(
            sum(number_count + blank_count + conflict_count + illegible_count) filter (
                where year_offset = -1
            ),
            0
        ) as previous_stated_count,
        bool_or(is_form_line and number_count > 0) as has_form_number,
        list(figure_ids[1]) filter (where side = 'left') as left_first_ids,
        list(figure_ids[2:]) filter (
            where side = 'left' and len(figure_ids) > 1
        ) as left_further_ids,
        list(figure_ids[1]) filter (where side = 'right') as right_first_ids,
        list(figure_ids[2:]) filter (
            where side = 'right' and len(figure_ids) > 1
        ) as right_further_ids
    from counted
    group by report_key, reading_no

),

-- Two forms' lines for one term (the 四 of last year on either form) fill one slot.
slots as (

    select distinct
        reading_no,
        side,
        line_code,
        column_code,
        value_source,
        year_offset,
        is_required
    from terms
    where not is_undivided

),

slot_counts as (

    select
        reading_no,
        count(*) filter (where side = 'left') as left_term_count,
        count(*) filter (where side = 'right') as right_term_count,
        count(*) filter (where is_required) as required_term_count,
        count(*) filter (where is_required and year_offset = 0) as own_required_term_count,
        count(*) filter (where year_offset = -1) as previous_term_count
    from slots
    group by reading_no

),

readings as (

    select
        terms.reading_no,
        terms.rule_code,
        terms.form_code,
        terms.test_line_form as line_form,
        terms.test_line_code as line_code,
        terms.test_column_code as column_code,
        terms.reading_code,
        terms.is_on_form,
        terms.comparison,
        terms.tolerance,
        slot_counts.left_term_count,
        slot_counts.right_term_count,
        slot_counts.required_term_count,
        slot_counts.own_required_term_count,
        slot_counts.previous_term_count,
        terms.is_only_reading,
        bool_or(terms.can_be_negative) as can_be_negative
    from terms
    inner join slot_counts on terms.reading_no = slot_counts.reading_no
    group by all

),

-- Every test of the edition's own form has a row, stated or not.
expected as (

    select
        editions.report_key,
        readings.reading_no
    from editions
    inner join readings on editions.form_code = readings.form_code
    where readings.is_on_form

),

-- A hybrid document also carries lines of another form: their tests count where they can be made.
tested as (

    select
        sides.* exclude (report_key, reading_no),
        coalesce(expected.report_key, sides.report_key) as report_key,
        coalesce(expected.reading_no, sides.reading_no) as reading_no,
        expected.report_key is not null as is_expected
    from expected
    full join sides
        on
            expected.report_key = sides.report_key
            and expected.reading_no = sides.reading_no

),

gaps as (

    select
        tested.report_key,
        readings.reading_no,
        readings.rule_code,
        readings.line_form,
        readings.line_code,
        readings.column_code,
        readings.reading_code,
        readings.comparison,
        readings.can_be_negative,
        readings.is_only_reading,
        tested.left_value,
        tested.right_value,
        readings.tolerance + coalesce(tested.rounding, 0) as tolerance,
        readings.left_term_count + readings.right_term_count as term_count,
        coalesce(tested.left_number_count, 0) as left_number_count,
        coalesce(tested.right_number_count, 0) as right_number_count,
        readings.left_term_count - coalesce(tested.left_number_count, 0) as left_gap_count,
        readings.right_term_count - coalesce(tested.right_number_count, 0) as right_gap_count,
        coalesce(tested.left_blank_count, 0) as left_blank_count,
        coalesce(tested.right_blank_count, 0) as right_blank_count,
        coalesce(tested.conflict_count, 0) as conflict_count,
        coalesce(tested.illegible_count, 0) as illegible_count,
        coalesce(tested.required_number_count, 0) = readings.required_term_count as has_required,
        coalesce(tested.own_required_number_count, 0)
        = readings.own_required_term_count as has_own_required,
        coalesce(tested.required_blank_count, 0) > 0 as has_blank_required,
        readings.previous_term_count > coalesce(
            tested.previous_stated_count, 0
        ) as lacks_previous_year,
        -- Nearly every cell is one figure: gathering lists of lists would double the work.
        list_concat(
            coalesce(tested.left_first_ids, []), flatten(coalesce(tested.left_further_ids, []))
        ) as left_figure_ids,
        list_concat(
            coalesce(tested.right_first_ids, []), flatten(coalesce(tested.right_further_ids, []))
        ) as right_figure_ids
    from tested
    inner join readings on tested.reading_no = readings.reading_no
    where
        tested.is_expected
        or (
            tested.has_form_number
            and tested.required_number_count = readings.required_term_count
        )

),

compared as (

    select
        *,
        coalesce(left_value, 0) - coalesce(right_value, 0) as stated_difference,
        left_gap_count = 0 and right_gap_count = 0 as is_complete,
        -- A side of which nothing is a number supports a zero only by blank cells of its own.
        conflict_count = 0
        and illegible_count = 0
        and not lacks_previous_year
        and (left_number_count > 0 or left_gap_count = left_blank_count)
        and (right_number_count > 0 or right_gap_count = right_blank_count) as can_count_as_zero
    from gaps

),

judged as (

    select
        *,
        case
            when not has_required and conflict_count > 0 then 'conflicting_values'
            when not has_required and illegible_count > 0 then 'illegible'
            when not has_required and has_blank_required then 'total_blank'
            when not has_own_required then 'total_not_stated'
            when not has_required then 'previous_year'
            when comparison = 'le' and left_gap_count = 0 and stated_difference <= tolerance
                then if(is_complete, 'all_stated', 'bound_met_by_stated')
            when comparison = 'le' and right_gap_count = 0 and stated_difference > tolerance
                then 'bound_exceeded'
            when is_complete and stated_difference = 0 then 'all_stated'
            when is_complete and abs(stated_difference) <= tolerance then 'within_rounding'
            when is_complete then 'sides_differ'
            when
                comparison = 'eq' and can_count_as_zero and abs(stated_difference) <= tolerance
                then if(
                    left_gap_count + right_gap_count = left_blank_count + right_blank_count,
                    'blanks_counted_as_zero',
                    'unstated_counted_as_zero'
                )
            when
                comparison = 'eq'
                and not can_be_negative
                and (
                    (left_gap_count = 0 and -stated_difference > tolerance)
                    or (right_gap_count = 0 and stated_difference > tolerance)
                )
                then 'parts_exceed_total'
            when conflict_count > 0 then 'conflicting_values'
            when illegible_count > 0 then 'illegible'
            when lacks_previous_year then 'previous_year'
            when left_gap_count + right_gap_count = left_blank_count + right_blank_count
                then 'parts_blank'
            else 'parts_not_stated'
        end as reason_code
    from compared

),

reasoned as (

    select
        judged.* exclude (reason_code),
        previous_reports.previous_report_key,
        case
            when judged.reason_code <> 'previous_year' then judged.reason_code
            when previous_reports.report_key is null then 'previous_report_missing'
            else 'previous_year_not_stated'
        end as reason_code
    from judged
    left join previous_reports on judged.report_key = previous_reports.report_key

),

with_status as (

    select
        reasoned.*,
        reasons.status
    from reasoned
    inner join reasons on reasoned.reason_code = reasons.reason_code

),

-- A rule with several readings holds if one of them ties; a reading whose own total the report does
-- not state says nothing against the others. Ranking costs a sort, so only those rules pay for it.
read_best as (

    select * from with_status
    where is_only_reading
    union all
    select * from with_status
    where not is_only_reading
    qualify
        row_number() over (
            partition by report_key, rule_code, line_form, line_code, column_code
            order by
                case
                    when status = 'holds' then 1
                    when not has_required then 4
                    when status = 'not_testable' then 2
                    else 3
                end,
                reading_no
        ) = 1

),

prose_rule_lines as (

    select distinct
        line_form,
        line_code,
        column_code
    from terms
    where value_source = 'prose'

),

prose_against_table as (

    select
        figures.report_key,
        'PT' as rule_code,
        figures.line_form,
        figures.line_code,
        figures.column_code,
        'form' as reading_code,
        figures.prose_value as left_value,
        figures.printed_number as right_value,
        coalesce(
            {{ rounding_tolerance('figures.printed_number', 'figures.published_value') }}, 0
        )
        + coalesce(
            {{ rounding_tolerance('figures.prose_value', 'figures.prose_published_value') }}, 0
        ) as tolerance,
        2 as term_count,
        (figures.prose_value is not null)::integer
        + (figures.printed_number is not null)::integer as stated_term_count,
        case
            when figures.prose_value is null or figures.cell_state = 'conflict'
                then 'conflicting_values'
            when figures.cell_state = 'illegible' then 'illegible'
            when figures.cell_state = 'blank' then 'total_blank'
            when figures.prose_value = figures.printed_number then 'all_stated'
            when abs(figures.prose_value - figures.printed_number) <= tolerance
                then 'within_rounding'
            else 'sides_differ'
        end as reason_code,
        figures.prose_figure_ids as left_figure_ids,
        figures.figure_ids as right_figure_ids
    from figures
    left join prose_rule_lines
        on
            figures.line_form = prose_rule_lines.line_form
            and figures.line_code = prose_rule_lines.line_code
            and figures.column_code = prose_rule_lines.column_code
    where
        figures.method <> 'prose'
        and len(figures.prose_figure_ids) > 0
        and prose_rule_lines.line_code is null

),

all_checks as (

    select
        report_key,
        rule_code,
        line_form,
        line_code,
        column_code,
        reading_code,
        left_value,
        right_value,
        tolerance,
        term_count,
        left_number_count + right_number_count as stated_term_count,
        reason_code,
        previous_report_key,
        left_figure_ids,
        right_figure_ids
    from read_best
    union all by name
    select * from prose_against_table

),

final as (

    select
        all_checks.report_key,
        all_checks.rule_code,
        all_checks.line_form,
        all_checks.line_code,
        all_checks.column_code,
        all_checks.reading_code,
        all_checks.reason_code,
        all_checks.previous_report_key,
        reasons.status,
        all_checks.left_value::decimal(20, 4) as left_value,
        all_checks.right_value::decimal(20, 4) as right_value,
        all_checks.tolerance::decimal(20, 4) as tolerance,
        all_checks.term_count::integer as term_count,
        all_checks.stated_term_count::integer as stated_term_count,
        (all_checks.left_value - all_checks.right_value)::decimal(20, 4) as difference,
        list_sort(all_checks.left_figure_ids) as left_figure_ids,
        list_sort(all_checks.right_figure_ids) as right_figure_ids
    from all_checks
    inner join reasons on all_checks.reason_code = reasons.reason_code

)

select * from final
