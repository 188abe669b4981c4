{#- Which stated lines of a current report do not go into a fact cell by cell as they stand, and
    why: the choice is made per breakdown, on the numbers that the report states. Lines without a
    row here feed their fact as they are. -#}
with cells as (

    select * from {{ ref('int_figures__resolved') }}
    where is_current and fact_table is not null and is_by_applicant = (column_code <> 'value')

),

reports as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document

),

fee_types as (

    select * from {{ ref('fee_types') }}

),

lines as (

    select
        line_items.form_code as line_form,
        line_items.line_code,
        line_items.total_line_code,
        line_items.fact_table,
        line_items.member_code,
        line_items.measure_code,
        -- What two forms quoted in one report must not both state: a class of fees, an item, else
        -- everything that the fact counts.
        case
            when line_items.fact_table = 'fct_fees' then fee_types.fee_class
            when
                line_items.fact_table in (
                    'fct_disclosure_items', 'fct_capacity', 'fct_public_contact'
                )
                then line_items.member_code || ':' || line_items.measure_code
            else line_items.fact_table
        end as choice_code
    from {{ ref('line_items') }} as line_items
    left join fee_types
        on line_items.member_code = fee_types.fee_type_code
    where line_items.additivity <> 'heading'

),

parts as (

    select
        lines.line_form,
        lines.line_code,
        lines.total_line_code,
        -- Received (3.1, K10) is the total of the channels, but a measure of another fact.
        coalesce(lines.fact_table = totals.fact_table, false) as is_same_fact,
        count(*) over (partition by lines.line_form, lines.total_line_code) as part_count
    from lines
    inner join lines as totals
        on lines.line_form = totals.line_form and lines.total_line_code = totals.line_code

),

-- Parts at any depth: B3.3.1 is a part of B3.3 and of B3.7.
parts_at_any_depth as (

    select
        line_form,
        line_code,
        total_line_code,
        is_same_fact
    from parts

    union all

    select
        parts.line_form,
        parts.line_code,
        upper_parts.total_line_code,
        parts.is_same_fact and upper_parts.is_same_fact as is_same_fact
    from parts
    inner join parts as upper_parts
        on
            parts.line_form = upper_parts.line_form
            and parts.total_line_code = upper_parts.line_code

),

statements as (

    select
        cells.report_key,
        cells.line_form,
        cells.line_code,
        count(cells.value_number) > 0 as has_number,
        count(cells.value_number) filter (where cells.column_code not in ('total', 'value')) > 0
            as has_applicant_numbers,
        count(*) filter (where cells.column_code not in ('total', 'value')) < 6
            as has_unstated_applicants
    from cells
    group by cells.report_key, cells.line_form, cells.line_code

),

-- Reports on one form may quote another one's indicators (a report of 2024 those of 2014).
mixed_reports as (

    select report_key
    from statements
    where line_form <> 'prose'
    group by report_key
    having min(line_form) <> max(line_form)

),

form_choices as (

    select
        statements.report_key,
        lines.choice_code,
        coalesce(
            max(statements.line_form) filter (where statements.line_form = reports.form_code),
            max(statements.line_form)
        ) as line_form
    from statements
    inner join mixed_reports
        on statements.report_key = mixed_reports.report_key
    inner join reports
        on statements.report_key = reports.report_key
    inner join lines
        on statements.line_form = lines.line_form and statements.line_code = lines.line_code
    where statements.line_form <> 'prose'
    group by statements.report_key, lines.choice_code

),

stated_lines as (

    select
        statements.*,
        lines.fact_table,
        lines.member_code,
        lines.measure_code,
        coalesce(form_choices.line_form <> statements.line_form, false) as is_other_form
    from statements
    inner join lines
        on statements.line_form = lines.line_form and statements.line_code = lines.line_code
    left join form_choices
        on
            statements.report_key = form_choices.report_key
            and lines.choice_code = form_choices.choice_code
            and statements.line_form <> 'prose'

),

own_lines as (

    select * from stated_lines
    where not is_other_form

),

totals_of_numbers as (

    select distinct
        own_lines.report_key,
        own_lines.line_form,
        parts_at_any_depth.total_line_code as line_code,
        parts_at_any_depth.is_same_fact
    from own_lines
    inner join parts_at_any_depth
        on
            own_lines.line_form = parts_at_any_depth.line_form
            and own_lines.line_code = parts_at_any_depth.line_code
    where own_lines.has_number

),

-- A caption such as （三）不予公开 has no cell of its own: it is accounted for when its parts are.
accounted_lines as (

    select
        report_key,
        line_form,
        line_code
    from own_lines

    union

    select
        own_lines.report_key,
        own_lines.line_form,
        parts.total_line_code as line_code
    from own_lines
    inner join parts
        on own_lines.line_form = parts.line_form and own_lines.line_code = parts.line_code
    group by own_lines.report_key, own_lines.line_form, parts.total_line_code
    having count(*) = min(parts.part_count)

),

accounted_parts as (

    select
        accounted_lines.report_key,
        accounted_lines.line_form,
        parts.total_line_code as line_code,
        count(*) as part_count
    from accounted_lines
    inner join parts
        on
            accounted_lines.line_form = parts.line_form
            and accounted_lines.line_code = parts.line_code
    group by accounted_lines.report_key, accounted_lines.line_form, parts.total_line_code

),

form_totals as (

    select distinct
        line_form,
        total_line_code as line_code,
        part_count
    from parts

),

totals_with_gaps as (

    select
        totals_of_numbers.report_key,
        totals_of_numbers.line_form,
        totals_of_numbers.line_code
    from totals_of_numbers
    inner join form_totals
        on
            totals_of_numbers.line_form = form_totals.line_form
            and totals_of_numbers.line_code = form_totals.line_code
    left join accounted_parts
        on
            totals_of_numbers.report_key = accounted_parts.report_key
            and totals_of_numbers.line_form = accounted_parts.line_form
            and totals_of_numbers.line_code = accounted_parts.line_code
    where coalesce(accounted_parts.part_count, 0) < form_totals.part_count

),

-- What the form's own lines state decides whether a total that only prose gives is needed.
prose_reports as (

    select distinct report_key
    from own_lines
    where line_form = 'prose'

),

stated_measures as (

    select
        own_lines.report_key,
        bool_or(
            own_lines.fact_table = 'fct_appeals' and own_lines.member_code like 'lawsuit%'
        ) as has_lawsuits,
        bool_or(own_lines.measure_code = 'new_count') as has_new,
        bool_or(own_lines.measure_code = 'received_count') as has_received,
        bool_or(own_lines.measure_code = 'carried_in_count') as has_carried_in,
        bool_or(own_lines.measure_code = 'carried_forward_count') as has_carried_forward
    from own_lines
    inner join prose_reports
        on own_lines.report_key = prose_reports.report_key
    where own_lines.line_form <> 'prose' and own_lines.has_number
    group by own_lines.report_key

),

prose_carried_in as (

    select report_key
    from own_lines
    where line_code = 'P.carried_in' and has_number

),

-- A total that is not stated itself is kept too: prose may state it in other words (四川 2018).
decided_lines as (

    select
        report_key,
        line_form,
        line_code
    from stated_lines

    union

    select
        report_key,
        line_form,
        line_code
    from totals_with_gaps

),

decided as (

    select
        decided_lines.report_key,
        decided_lines.line_form,
        decided_lines.line_code,
        case
            when stated_lines.is_other_form then 'other_form_in_fact'
            when totals_of_numbers.report_key is not null then 'total_of_stated_parts'
            when decided_lines.line_form <> 'prose' then null
            when stated_lines.fact_table = 'fct_appeals' and stated_measures.has_lawsuits
                then 'not_broken_down_by_route'
            when
                (stated_lines.measure_code = 'carried_in_count' and stated_measures.has_carried_in)
                or (
                    stated_lines.measure_code = 'carried_forward_count'
                    and stated_measures.has_carried_forward
                )
                or (
                    stated_lines.measure_code = 'received_count'
                    and (
                        stated_measures.has_new
                        -- With the carried in it still gives the new requests.
                        or (stated_measures.has_received and prose_carried_in.report_key is null)
                    )
                )
                then 'other_line_states_measure'
        end as exclusion_reason,
        coalesce(stated_lines.has_applicant_numbers, false) as has_applicant_numbers,
        coalesce(
            stated_lines.has_applicant_numbers and stated_lines.has_unstated_applicants, false
        ) as has_unstated_applicants,
        totals_with_gaps.report_key is not null as has_unstated_parts
    from decided_lines
    left join stated_lines
        on
            decided_lines.report_key = stated_lines.report_key
            and decided_lines.line_form = stated_lines.line_form
            and decided_lines.line_code = stated_lines.line_code
    left join totals_of_numbers
        on
            decided_lines.report_key = totals_of_numbers.report_key
            and decided_lines.line_form = totals_of_numbers.line_form
            and decided_lines.line_code = totals_of_numbers.line_code
            and totals_of_numbers.is_same_fact
    left join totals_with_gaps
        on
            decided_lines.report_key = totals_with_gaps.report_key
            and decided_lines.line_form = totals_with_gaps.line_form
            and decided_lines.line_code = totals_with_gaps.line_code
    left join stated_measures
        on decided_lines.report_key = stated_measures.report_key
    left join prose_carried_in
        on decided_lines.report_key = prose_carried_in.report_key

),

final as (

    select * from decided
    where exclusion_reason is not null or has_applicant_numbers or has_unstated_parts

)

select * from final
