{#- What an edition states once the several statements of one cell are settled: a table wins over an
    attachment, an attachment over prose. Two different numbers by the same method settle nothing:
    value_number is then NULL. -#}
with figures as (

    select * from {{ ref('stg_landing__figures') }}
    where unfit_reason is null

),

editions as (

    select * from {{ ref('int_reports__editions') }}

),

line_items as (

    select * from {{ ref('line_items') }}

),

adjudications as (

    select * from {{ ref('adjudications') }}

),

by_method as (

    select
        editions.report_key,
        figures.line_form,
        figures.line_code,
        figures.column_code,
        figures.method,
        -- 'number' sorts last of all states, so a number wins over a blank said beside it.
        max(figures.value_state) as value_state,
        min(figures.value_number) as lowest_number,
        max(figures.value_number) as highest_number,
        min(figures.published_value) as published_value,
        max(figures.unit_scale) as unit_scale,
        min(figures.reading) as reading,
        list_sort(list(figures.figure_id)) as figure_ids
    from figures
    inner join editions
        on figures.report_id = editions.report_id
    group by
        editions.report_key,
        figures.line_form,
        figures.line_code,
        figures.column_code,
        figures.method

),

ranked as (

    select
        *,
        case method when 'table' then 1 when 'attachment' then 2 else 3 end as method_rank,
        lowest_number <> highest_number as has_conflict
    from by_method

),

cells as (

    select
        report_key,
        line_form,
        line_code,
        column_code,
        min_by(
            struct_pack(
                method,
                value_state,
                lowest_number,
                has_conflict,
                published_value,
                unit_scale,
                reading,
                figure_ids
            ),
            method_rank
        ) as won,
        any_value(lowest_number) filter (
            where method = 'prose' and not has_conflict
        ) as prose_value,
        any_value(published_value) filter (
            where method = 'prose' and not has_conflict
        ) as prose_published_value,
        any_value(figure_ids) filter (where method = 'prose') as prose_figure_ids
    from ranked
    group by report_key, line_form, line_code, column_code

),

reports as (

    select * from editions
    where is_primary_document

),

-- An adjudication names a document; it holds for the edition that the document belongs to.
edition_adjudications as (

    select
        editions.report_key,
        adjudications.line_form,
        adjudications.line_code,
        adjudications.column_code,
        adjudications.old_value,
        adjudications.new_value
    from adjudications
    inner join editions
        on adjudications.report_id = editions.report_id

),

settled as (

    select
        cells.report_key,
        cells.line_form,
        cells.line_code,
        cells.column_code,
        coalesce(cells.won.has_conflict, false) as has_conflict,
        if(cells.won.has_conflict, null, cells.won.lowest_number) as printed_number,
        if(cells.won.has_conflict, 'conflicting', cells.won.value_state) as value_state,
        if(cells.won.has_conflict, null, cells.won.published_value) as published_value,
        cells.won.unit_scale as unit_scale,
        cells.won.reading as reading,
        cells.won.method as method,
        cells.won.figure_ids as figure_ids,
        cells.prose_value,
        cells.prose_published_value,
        cells.prose_figure_ids
    from cells

),

final as (

    select
        settled.report_key,
        settled.line_form,
        settled.line_code,
        settled.column_code,
        reports.reporting_body_key,
        reports.jurisdiction_key,
        reports.jurisdiction_level,
        reports.report_year,
        reports.form_code,
        reports.is_current,
        reports.is_jurisdiction_report,
        line_items.total_line_code,
        line_items.fact_table,
        line_items.member_code,
        line_items.measure_code,
        line_items.additivity,
        line_items.is_by_applicant,
        if(
            edition_adjudications.report_key is null,
            settled.printed_number,
            cast(edition_adjudications.new_value * settled.unit_scale as decimal(20, 4))
        ) as value_number,
        settled.published_value,
        -- The printed value in the base unit: what the rules are held against, adjudicated or not.
        settled.printed_number,
        if(
            edition_adjudications.new_value is null, settled.value_state, 'number'
        ) as value_state,
        case
            when edition_adjudications.report_key is not null then 'adjudicated'
            when settled.reading = 'inferred' then 'inferred'
            else 'printed'
        end as value_origin,
        settled.has_conflict and edition_adjudications.report_key is null as has_conflict,
        settled.method,
        settled.figure_ids,
        settled.prose_value,
        settled.prose_published_value,
        settled.prose_figure_ids
    from settled
    inner join reports
        on settled.report_key = reports.report_key
    left join line_items
        on settled.line_form = line_items.form_code and settled.line_code = line_items.line_code
    -- The printed value that was looked at must still be the printed one.
    left join edition_adjudications
        on
            settled.report_key = edition_adjudications.report_key
            and settled.line_form = edition_adjudications.line_form
            and settled.line_code = edition_adjudications.line_code
            and settled.column_code = edition_adjudications.column_code
            and settled.published_value is not distinct from edition_adjudications.old_value

)

select * from final
