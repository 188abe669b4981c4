-- One row per statement that a number of a place's page can rest on or is held against: where it
-- stands, and its words (NULL where they are just the form's own label of the line). `paths` says
-- of which numbers: 'new/natural_person', 'carried_in', 'outcome/refused/state_secret',
-- 'appeal/review/corrected', 'fee/processing_fee' ...
with own_figures as (

    select
        figures.*,
        line.label_zh,
        batch.chunk,
        batch.place
    from fct_figures as figures
    inner join batch on figures.report_key = batch.report_key
    inner join dim_line as line
        on figures.line_form = line.line_form and figures.line_code = line.line_code
    where
        figures.subject = 'report'
        and figures.period = 'year'
        and line.fact_table in (
            'fct_requests', 'fct_request_outcomes', 'fct_appeals', 'fct_fees'
        )

),

-- What facts rest on; a derived number rests on statements of others.
cited as (

    select
        unnest(requests.new_figure_ids) as figure_id,
        'new/' || requests.applicant_type_code as path
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        unnest(requests.carried_in_figure_ids) as figure_id,
        'carried_in' as path
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        unnest(requests.carried_forward_figure_ids) as figure_id,
        'carried_forward' as path
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        unnest(requests.received_figure_ids) as figure_id,
        'received' as path
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        unnest(facts.figure_ids) as figure_id,
        'outcome/' || outcome.outcome_group || '/' || facts.outcome_code as path
    from fct_request_outcomes as facts
    inner join dim_outcome as outcome on facts.outcome_code = outcome.outcome_code
    inner join batch on facts.report_key = batch.report_key
    union all
    select
        unnest(facts.figure_ids) as figure_id,
        'appeal/' || route.appeal_kind || '/' || result.comparable_group as path
    from fct_appeals as facts
    inner join dim_appeal_route as route on facts.appeal_route_code = route.appeal_route_code
    inner join dim_appeal_result as result on facts.appeal_result_code = result.appeal_result_code
    inner join batch on facts.report_key = batch.report_key
    union all
    select
        unnest(fees.figure_ids) as figure_id,
        'fee/' || fees.fee_class as path
    from fct_fees as fees
    inner join batch on fees.report_key = batch.report_key

),

cited_paths as (

    select
        figure_id,
        string_agg(distinct path, ' ' order by path) as paths
    from cited
    group by figure_id

),

-- What no fact rests on (printed totals, prose beside a table, a conflict) stands with the facts
-- of its line, or with those of its parts; outcomes have a member for every line.
fact_lines as (

    select distinct
        figures.line_form,
        figures.line_code,
        regexp_replace(cited.path, '^(new/|appeal/[a-z]+/).*', '\1') as path
    from cited
    inner join own_figures as figures on cited.figure_id = figures.figure_id
    where not starts_with(cited.path, 'outcome/')

),

line_paths as (

    select * from fact_lines
    union distinct
    select
        parts.line_form,
        parts.total_line_code as line_code,
        fact_lines.path
    from fact_lines
    inner join dim_line as parts
        on fact_lines.line_form = parts.line_form and fact_lines.line_code = parts.line_code
    where parts.total_line_code is not null
    union distinct
    select
        bridge.form_code as line_form,
        bridge.line_code,
        'outcome/' || outcome.outcome_group || '/' || outcome.outcome_code as path
    from bridge_outcome_form as bridge
    inner join dim_outcome as outcome on bridge.outcome_code = outcome.outcome_code

),

lines as (

    select
        line_form,
        line_code,
        string_agg(path, ' ' order by path) as paths
    from line_paths
    group by line_form, line_code

)

select
    figures.chunk,
    figures.place,
    figures.report_year as year,
    coalesce(cited_paths.paths, lines.paths) as paths,
    figures.report_id[:16] as report,
    figures.line_form || ':' || figures.line_code as line,
    figures.column_code,
    figures.value_text as printed,
    figures.value_state as state,
    figures.unit,
    figures.locator ->> 'member' as member,
    figures.page_no,
    figures.table_no,
    figures.row_no,
    figures.column_no,
    if(figures.table_no is null, figures.char_start, null) as char_start,
    nullif(figures.statement_text, figures.label_zh) as words,
    figures.method,
    figures.reading,
    figures.not_in_fact_reason as reason
from own_figures as figures
left join lines on figures.line_form = lines.line_form and figures.line_code = lines.line_code
left join cited_paths on figures.figure_id = cited_paths.figure_id
order by
    figures.chunk, figures.place, year, figures.report_id, figures.page_no, figures.table_no,
    figures.row_no, figures.column_no, figures.char_start, figures.figure_id
