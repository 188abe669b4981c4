{#- meta.column_lines against the numbers: what the facts hold on a column's lines adds up to the
    column of jurisdiction_year, and no line feeds a fact without being listed. Requests are left
    out of the sums: of several lines that state them one is taken. -#}
with column_lines as (

    select * from {{ ref('meta_column_lines') }}

),

facts as (

    select * from {{ ref('int_facts__resolved') }}

),

wide as (

    select * from {{ ref('jurisdiction_year') }}

),

numbers as (

    select
        report_key,
        columns('^(.*_(count|cny))$')::decimal(20, 4)
    from wide

),

measures as (

    unpivot numbers
    on columns(* exclude (report_key))
    into name column_name value wide_value

),

sums as (

    select
        facts.report_key,
        column_lines.column_name,
        sum(facts.value_number) as line_sum
    from facts
    inner join column_lines
        on
            facts.line_form = column_lines.line_form
            and facts.line_code = column_lines.line_code
    where
        column_lines.table_name = 'jurisdiction_year'
        and facts.is_jurisdiction_report
        and facts.fact_table not in ('fct_requests', 'fct_request_channels')
    group by facts.report_key, column_lines.column_name

),

unlisted as (

    select distinct
        facts.fact_table,
        facts.line_form,
        facts.line_code
    from facts
    anti join column_lines
        on
            facts.fact_table = column_lines.table_name
            and facts.line_form = column_lines.line_form
            and facts.line_code = column_lines.line_code
    where facts.value_origin <> 'derived'

),

final as (

    select
        sums.report_key,
        sums.column_name,
        sums.line_sum,
        measures.wide_value
    from sums
    left join measures
        on sums.report_key = measures.report_key and sums.column_name = measures.column_name
    where
        sums.line_sum <> measures.wide_value
        -- These are NULL where a part is not stated.
        or (
            sums.line_sum is not null
            and measures.wide_value is null
            and sums.column_name not in ('decision_count', 'timed_count')
        )
    union all
    select
        fact_table as report_key,
        line_form || ' ' || line_code as column_name,
        null as line_sum,
        null as wide_value
    from unlisted

)

select * from final
