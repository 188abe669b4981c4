{#- What the stated parts of a total leave open: only where the report does not state some part of
    the form at all and the stated parts are smaller than the total. A breakdown that is stated in
    full and does not tie has no row: that is a violated rule. -#}
with cells as (

    select * from {{ ref('int_figures__resolved') }}
    where
        is_current
        and fact_table is not null
        and is_by_applicant = (column_code <> 'value')
        and value_number is not null

),

breakdowns as (

    select * from {{ ref('int_breakdowns__resolved') }}

),

lines as (

    select * from {{ ref('line_items') }}
    where additivity <> 'heading'

),

totals_with_gaps as (

    select
        breakdowns.report_key,
        breakdowns.line_form,
        breakdowns.line_code,
        lines.measure_code,
        -- Received (3.1, K10) is the total of the channels; every other total is of its own fact.
        if(lines.fact_table = 'fct_requests', 'fct_request_channels', lines.fact_table)
            as fact_table,
        if(lines.fact_table = 'fct_requests', 'not_broken_down', lines.member_code) as member_code
    from breakdowns
    inner join lines
        on breakdowns.line_form = lines.form_code and breakdowns.line_code = lines.line_code
    where breakdowns.has_unstated_parts and lines.fact_table is not null

),

reports_with_gaps as (

    select distinct report_key from totals_with_gaps

),

-- The number of a line is its stated total, else the sum of its applicants.
line_numbers as (

    select
        cells.report_key,
        cells.line_form,
        cells.line_code,
        coalesce(
            max(cells.value_number) filter (where cells.column_code in ('total', 'value')),
            sum(cells.value_number)
        ) as value_number,
        flatten(list(cells.figure_ids)) as figure_ids
    from cells
    inner join reports_with_gaps
        on cells.report_key = reports_with_gaps.report_key
    group by cells.report_key, cells.line_form, cells.line_code

),

totals as (

    select
        totals_with_gaps.*,
        line_numbers.value_number,
        line_numbers.figure_ids
    from totals_with_gaps
    inner join line_numbers
        on
            totals_with_gaps.report_key = line_numbers.report_key
            and totals_with_gaps.line_form = line_numbers.line_form
            and totals_with_gaps.line_code = line_numbers.line_code

    union all

    -- Where the form's own line of requests received is not stated, prose may say all handled.
    select
        totals_with_gaps.*,
        line_numbers.value_number,
        line_numbers.figure_ids
    from totals_with_gaps
    inner join line_numbers
        on
            totals_with_gaps.report_key = line_numbers.report_key
            and line_numbers.line_code = 'P.received_incl_carried_in'
    anti join line_numbers as stated_totals
        on
            totals_with_gaps.report_key = stated_totals.report_key
            and totals_with_gaps.line_form = stated_totals.line_form
            and totals_with_gaps.line_code = stated_totals.line_code
    where totals_with_gaps.measure_code = 'received_count'

),

part_numbers as (

    select
        totals.report_key,
        totals.line_form,
        totals.line_code,
        line_numbers.value_number,
        line_numbers.figure_ids
    from totals
    inner join lines as parts
        on totals.line_form = parts.form_code and totals.line_code = parts.total_line_code
    inner join line_numbers
        on
            totals.report_key = line_numbers.report_key
            and parts.form_code = line_numbers.line_form
            and parts.line_code = line_numbers.line_code

    union all

    -- A part without a number of its own (a caption such as （三）不予公开) counts by its parts.
    select
        totals.report_key,
        totals.line_form,
        totals.line_code,
        line_numbers.value_number,
        line_numbers.figure_ids
    from totals
    inner join lines as parts
        on totals.line_form = parts.form_code and totals.line_code = parts.total_line_code
    inner join lines as parts_of_parts
        on
            parts.form_code = parts_of_parts.form_code
            and parts.line_code = parts_of_parts.total_line_code
    inner join line_numbers
        on
            totals.report_key = line_numbers.report_key
            and parts_of_parts.form_code = line_numbers.line_form
            and parts_of_parts.line_code = line_numbers.line_code
    anti join line_numbers as own_numbers
        on
            totals.report_key = own_numbers.report_key
            and parts.form_code = own_numbers.line_form
            and parts.line_code = own_numbers.line_code

),

part_sums as (

    select
        report_key,
        line_form,
        line_code,
        sum(value_number) as value_number,
        flatten(list(figure_ids)) as figure_ids
    from part_numbers
    group by report_key, line_form, line_code

),

part_residuals as (

    select
        totals.report_key,
        totals.line_form,
        totals.line_code,
        totals.fact_table,
        totals.member_code,
        totals.measure_code,
        totals.value_number - part_sums.value_number as value_number,
        totals.figure_ids || part_sums.figure_ids as figure_ids
    from totals
    inner join part_sums
        on
            totals.report_key = part_sums.report_key
            and totals.line_form = part_sums.line_form
            and totals.line_code = part_sums.line_code

),

applicant_residuals as (

    select
        cells.report_key,
        cells.line_form,
        cells.line_code,
        cells.fact_table,
        cells.member_code,
        cells.measure_code,
        sum(if(cells.column_code = 'total', cells.value_number, -cells.value_number))
            as value_number,
        flatten(list(cells.figure_ids)) as figure_ids
    from cells
    inner join breakdowns
        on
            cells.report_key = breakdowns.report_key
            and cells.line_form = breakdowns.line_form
            and cells.line_code = breakdowns.line_code
    where breakdowns.has_unstated_applicants and breakdowns.exclusion_reason is null
    group by
        cells.report_key,
        cells.line_form,
        cells.line_code,
        cells.fact_table,
        cells.member_code,
        cells.measure_code
    having bool_or(cells.column_code = 'total')

),

residuals as (

    select * from part_residuals

    union all

    select * from applicant_residuals

),

final as (

    select
        report_key,
        line_form,
        line_code,
        fact_table,
        member_code,
        measure_code,
        cast(value_number as decimal(20, 4)) as value_number,
        list_sort(list_distinct(figure_ids)) as figure_ids
    from residuals
    where value_number > 0

)

select * from final
