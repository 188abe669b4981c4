{#- Within a report the fact rows of a breakdown add up to its stated total; where they do not, a
    rule on the same breakdown must say so (violated or not testable). The rules are evaluated
    without the facts, so neither can hide the other's loss. Totals are read from what is resolved
    and joined from the left: a fact that lost its rows fails and does not pass by finding nothing. -#}
with cells as (

    select * from {{ ref('int_figures__resolved') }}
    where is_current and value_number is not null

),

-- The grand totals of every breakdown, and the number that each of them states.
totals as (

    select
        report_key,
        line_form,
        line_code,
        fact_table,
        value_number as total_value,
        case
            when line_code in ('3.1', 'K10') then 'fct_request_channels'
            when line_code = '3.2' then 'fct_request_timeliness'
            when line_code in ('3.3', 'B3.7', 'K17') then 'fct_request_outcomes'
            else 'fct_appeals:' || split_part(member_code, ':', 1)
        end as breakdown
    from cells
    where
        line_code in ('3.1', 'K10', '3.2', '3.3', 'K17', '4', '5', 'C1.5', 'C2.5', 'C3.5')
        or (line_code = 'B3.7' and column_code = 'total')

),

fact_sums as (

    select
        report_key,
        'fct_request_channels' as breakdown,
        sum(request_count) as fact_value
    from {{ ref('fct_request_channels') }}
    group by report_key

    union all

    select
        report_key,
        'fct_request_timeliness' as breakdown,
        sum(request_count) as fact_value
    from {{ ref('fct_request_timeliness') }}
    group by report_key

    union all

    select
        report_key,
        'fct_request_outcomes' as breakdown,
        sum(request_count) as fact_value
    from {{ ref('fct_request_outcomes') }}
    group by report_key

    union all

    select
        report_key,
        'fct_appeals:' || appeal_route_code as breakdown,
        sum(appeal_count) as fact_value
    from {{ ref('fct_appeals') }}
    group by report_key, appeal_route_code

),

-- What another form of the report states of the same fact is no total of its rows.
excluded as (

    select * from {{ ref('int_breakdowns__resolved') }}
    where exclusion_reason = 'other_form_in_fact'

),

-- Rules are held against the printed numbers, facts hold the adjudicated ones.
adjudicated as (

    select distinct report_key from cells
    where value_origin = 'adjudicated'

),

explained as (

    select distinct
        checks.report_key,
        line_items.fact_table
    from {{ ref('fct_report_checks') }} as checks
    inner join {{ ref('rules') }} as rules
        on checks.rule_code = rules.rule_code
    inner join {{ ref('line_items') }} as line_items
        on checks.line_form = line_items.form_code and checks.line_code = line_items.line_code
    where rules.kind = 'sum' and checks.status <> 'holds'

),

compared as (

    select
        totals.*,
        fact_sums.fact_value
    from totals
    anti join excluded
        on
            totals.report_key = excluded.report_key
            and totals.line_form = excluded.line_form
            and totals.line_code = excluded.line_code
    anti join adjudicated
        on totals.report_key = adjudicated.report_key
    anti join explained
        on totals.report_key = explained.report_key and totals.fact_table = explained.fact_table
    left join fact_sums
        on totals.report_key = fact_sums.report_key and totals.breakdown = fact_sums.breakdown

)

select
    report_key,
    breakdown,
    total_value,
    fact_value,
    total_value - fact_value as difference
from compared
where
    fact_value is distinct from total_value
    -- Channels have no row where a report states none of them.
    and not (fact_value is null and breakdown = 'fct_request_channels')
