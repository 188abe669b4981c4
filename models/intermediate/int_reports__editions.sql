with documents as (

    select * from {{ ref('stg_landing__reports') }}

),

located as (

    select * from {{ ref('int_reports__located') }}

),

figures as (

    select * from {{ ref('stg_landing__figures') }}

),

-- A page and its attachments are one text. An attachment whose page was not read stands alone.
texts as (

    select
        documents.report_id,
        coalesce(pages.report_id, documents.report_id) as text_id,
        documents.form_code
    from documents
    left join documents as pages
        on documents.main_report_id = pages.report_id

),

pages as (

    select
        documents.report_id as text_id,
        located.reporting_body_key,
        located.jurisdiction_key,
        located.jurisdiction_level,
        located.scope_code,
        documents.report_year,
        documents.form_code,
        documents.is_official_source,
        documents.published_date,
        -- Texts of unknown bodies are not editions of each other: each is a report of its own.
        if(
            located.reporting_body_key = 'unknown', documents.report_id, ''
        ) as unknown_body_text_id
    from documents
    inner join texts
        on documents.report_id = texts.report_id and documents.report_id = texts.text_id
    inner join located
        on documents.report_id = located.report_id

),

competing as (

    select
        *,
        count(*) over (
            partition by
                reporting_body_key, report_year, scope_code, unknown_body_text_id
        ) > 1
        or (
            scope_code = 'jurisdiction'
            and jurisdiction_key <> 'unknown'
            and count(*) over (partition by jurisdiction_key, report_year, scope_code) > 1
        ) as has_rival
    from pages

),

-- Two texts with the same numbers are one edition (a blank cell of the page may be no cell at all
-- in its PDF), so what they state is compared as a set. Only texts with a rival are looked at: the
-- comparison costs a sort of every figure of a text.
statements as (

    select
        texts.text_id,
        count(distinct figures.line_form || figures.line_code) as lines_stated_count,
        md5(cast(list_sort(list(distinct concat_ws(
            '|',
            figures.line_form,
            figures.line_code,
            figures.column_code,
            figures.subject,
            figures.period,
            figures.qualifier,
            cast(figures.value_number as varchar)
        )) filter (where figures.value_state = 'number')) as varchar)) as statements_md5
    from figures
    inner join texts
        on figures.report_id = texts.report_id
    inner join competing
        on texts.text_id = competing.text_id
    where competing.has_rival
    group by texts.text_id

),

ranked as (

    select
        competing.*,
        statements.lines_stated_count,
        coalesce(statements.statements_md5, '') as statements_md5,
        row_number() over (
            partition by
                competing.reporting_body_key,
                competing.report_year,
                competing.scope_code,
                competing.unknown_body_text_id
            order by
                competing.is_official_source desc,
                competing.published_date desc nulls last,
                statements.lines_stated_count desc nulls last,
                competing.text_id asc
        ) as text_rank
    from competing
    left join statements
        on competing.text_id = statements.text_id

),

-- The best text of an edition stands for it: a late copy on a mirror does not make it newer.
grouped as (

    select
        *,
        first_value(text_id) over (
            partition by
                reporting_body_key, report_year, scope_code, unknown_body_text_id, statements_md5
            order by text_rank
        ) as edition_text_id
    from ranked

),

editions as (

    select
        *,
        row_number() over report_editions as edition_rank,
        -- The current edition is held against the next best one, every other against the current.
        coalesce(
            if(
                row_number() over report_editions = 1,
                lead(text_id) over report_editions,
                first_value(text_id) over report_editions
            ), ''
        ) as rival_text_id
    from grouped
    where text_id = edition_text_id
    window report_editions as (
        partition by reporting_body_key, report_year, scope_code, unknown_body_text_id
        order by text_rank
    )

),

current_editions as (

    select
        text_id,
        scope_code = 'jurisdiction'
        and jurisdiction_key <> 'unknown'
        and row_number() over (
            partition by jurisdiction_key, report_year, scope_code
            order by
                is_official_source desc,
                published_date desc nulls last,
                lines_stated_count desc nulls last,
                text_id asc
        ) = 1 as is_jurisdiction_report
    from editions
    where edition_rank = 1

),

decided as (

    select
        editions.text_id as edition_text_id,
        {{ surrogate_key([
            'editions.reporting_body_key',
            'editions.report_year',
            'editions.scope_code',
            'editions.text_id',
        ]) }} as report_key,
        editions.reporting_body_key,
        editions.jurisdiction_key,
        editions.jurisdiction_level,
        editions.report_year,
        editions.scope_code,
        editions.form_code,
        editions.edition_rank = 1 as is_current,
        case
            when rivals.text_id is null then 'only_edition'
            when editions.is_official_source <> rivals.is_official_source then 'official_source'
            when (editions.published_date is distinct from rivals.published_date)
                then 'later_published'
            when (editions.lines_stated_count is distinct from rivals.lines_stated_count)
                then 'more_lines_stated'
            else 'report_id_order'
        end as edition_reason,
        coalesce(current_editions.is_jurisdiction_report, false) as is_jurisdiction_report
    from editions
    left join editions as rivals
        on editions.rival_text_id = rivals.text_id
    left join current_editions
        on editions.text_id = current_editions.text_id

),

-- The form is that of the page; a page without tables takes it from what is attached to it.
attached_forms as (

    select
        text_id,
        max(form_code) as form_code
    from texts
    where form_code <> 'unknown'
    group by text_id

),

final as (

    select
        texts.report_id,
        decided.report_key,
        decided.reporting_body_key,
        decided.jurisdiction_key,
        decided.jurisdiction_level,
        decided.report_year,
        if(
            decided.form_code = 'unknown',
            coalesce(attached_forms.form_code, 'unknown'),
            decided.form_code
        ) as form_code,
        decided.scope_code,
        decided.is_current,
        decided.edition_reason,
        decided.is_jurisdiction_report,
        texts.report_id = decided.edition_text_id as is_primary_document
    from texts
    inner join grouped
        on texts.text_id = grouped.text_id
    inner join decided
        on grouped.edition_text_id = decided.edition_text_id
    left join attached_forms
        on decided.edition_text_id = attached_forms.text_id

)

select * from final
