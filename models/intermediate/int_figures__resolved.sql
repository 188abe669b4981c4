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
        coalesce(min(figures.value_number) <> max(figures.value_number), false) as has_conflict,
        if(
            min(figures.value_number) = max(figures.value_number), min(figures.value_number), null
        ) as value_number,
        if(
            min(figures.value_number) = max(figures.value_number),
            min(figures.published_value),
            null
        ) as published_value,
        max(figures.unit_scale) as unit_scale,
        max(figures.unit) as unit,
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

tabled as (

    select * from by_method
    where method = 'table'

),

attached as (

    select by_method.*
    from by_method
    anti join tabled
        on
            by_method.report_key = tabled.report_key
            and by_method.line_form = tabled.line_form
            and by_method.line_code = tabled.line_code
            and by_method.column_code = tabled.column_code
    where by_method.method = 'attachment'

),

prose as (

    select * from by_method
    where method = 'prose'

),

winners as (

    select * from tabled

    union all

    select * from attached

    union all

    select prose.*
    from prose
    anti join tabled
        on
            prose.report_key = tabled.report_key
            and prose.line_form = tabled.line_form
            and prose.line_code = tabled.line_code
            and prose.column_code = tabled.column_code
    anti join attached
        on
            prose.report_key = attached.report_key
            and prose.line_form = attached.line_form
            and prose.line_code = attached.line_code
            and prose.column_code = attached.column_code

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
        winners.report_key,
        winners.line_form,
        winners.line_code,
        winners.column_code,
        winners.has_conflict,
        winners.value_number as printed_number,
        if(winners.has_conflict, 'conflicting', winners.value_state) as value_state,
        winners.published_value,
        winners.unit_scale,
        winners.unit,
        winners.reading,
        winners.method,
        winners.figure_ids,
        prose.value_number as prose_value,
        prose.published_value as prose_published_value,
        prose.figure_ids as prose_figure_ids
    from winners
    left join prose
        on
            winners.report_key = prose.report_key
            and winners.line_form = prose.line_form
            and winners.line_code = prose.line_code
            and winners.column_code = prose.column_code

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
        -- A number of money without a unit in the cell or on the form is no amount.
        coalesce(settled.unit, line_items.unit) as unit,
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
