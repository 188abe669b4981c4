-- jurisdiction_year is the sum of the facts that it comes from: what adds up there adds up here.
with wide as (

    select * from {{ ref('jurisdiction_year') }}

),

requests as (

    select * from {{ ref('fct_requests') }}
    where is_jurisdiction_report

),

outcomes as (

    select * from {{ ref('fct_request_outcomes') }}
    where is_jurisdiction_report

),

appeals as (

    select * from {{ ref('fct_appeals') }}
    where is_jurisdiction_report

),

fees as (

    select * from {{ ref('fct_fees') }}
    where is_jurisdiction_report

),

stated as (

    select
        'new_count' as measure_name,
        sum(new_count) as fact_sum
    from requests
    union all
    select
        'carried_in_count' as measure_name,
        sum(carried_in_count) as fact_sum
    from requests
    union all
    select
        'carried_forward_count' as measure_name,
        sum(carried_forward_count) as fact_sum
    from requests
    union all
    select
        'received_count' as measure_name,
        sum(received_count) as fact_sum
    from requests
    union all
    select
        'request_count' as measure_name,
        sum(request_count) as fact_sum
    from outcomes
    union all
    select
        'appeal_count' as measure_name,
        sum(appeal_count) as fact_sum
    from appeals
    union all
    select
        'amount_cny' as measure_name,
        sum(amount_cny) as fact_sum
    from fees

),

added as (

    select
        sum(new_request_count) as new_count,
        sum(carried_in_count) as carried_in_count,
        sum(carried_forward_count) as carried_forward_count,
        sum(received_count) as received_count,
        sum(outcome_count) as request_count,
        sum(coalesce(review_count, 0) + coalesce(lawsuit_count, 0)) as appeal_count,
        sum(
            coalesce(administrative_charge_cny, 0)
            + coalesce(processing_fee_cny, 0)
            + coalesce(request_cost_recovery_cny, 0)
            + coalesce(proactive_cost_recovery_cny, 0)
        ) as amount_cny
    from wide

),

converted as (

    select columns(*)::decimal(38, 4)
    from added

),

listed as (

    unpivot converted
    on columns(*)
    into name measure_name value wide_sum

)

select
    stated.measure_name,
    stated.fact_sum,
    listed.wide_sum,
    stated.fact_sum - listed.wide_sum as difference
from stated
left join listed on stated.measure_name = listed.measure_name
where coalesce(stated.fact_sum, 0) <> coalesce(listed.wide_sum, 0)
