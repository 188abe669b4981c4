{#- Every figure has exactly one of a fact row and a reason; the row exists, names the figure and is
    of its report; every figure that a row names exists in that report; no row is without a figure. -#}
with fact_rows as (

    {{ fact_rows() }}

),

figures as (

    select
        figure_id,
        report_key,
        fact_table,
        fact_key,
        not_in_fact_reason
    from {{ ref('fct_figures') }}

),

links as (

    select
        fact_table,
        fact_key,
        report_key,
        unnest(figure_ids) as figure_id
    from fact_rows

),

neither_or_both as (

    select
        'not exactly one of fact row and reason' as problem,
        figure_id,
        fact_key
    from figures
    where
        (fact_key is null) <> (fact_table is null)
        or (fact_key is null) = (not_in_fact_reason is null)

),

unnamed as (

    select
        'the fact row does not name the figure' as problem,
        figures.figure_id,
        figures.fact_key
    from figures
    anti join links
        on
            figures.figure_id = links.figure_id
            and figures.fact_key = links.fact_key
            and figures.fact_table = links.fact_table
            and figures.report_key = links.report_key
    where figures.fact_key is not null

),

unknown as (

    select
        'the fact row names a figure that its report does not have' as problem,
        links.figure_id,
        links.fact_key
    from links
    anti join figures
        on links.figure_id = figures.figure_id and links.report_key = figures.report_key

),

groundless as (

    select
        'the fact row names no figure' as problem,
        null as figure_id,
        fact_key
    from fact_rows
    where len(figure_ids) = 0

)

select * from neither_or_both
union all
select * from unnamed
union all
select * from unknown
union all
select * from groundless
