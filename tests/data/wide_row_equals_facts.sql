-- jurisdiction_year is the sum of the facts that it comes from: what adds up there adds up here.
{% set sums = [
    ('fct_requests', 'new_count', 'new_request_count'),
    ('fct_requests', 'carried_in_count', 'carried_in_count'),
    ('fct_requests', 'carried_forward_count', 'carried_forward_count'),
    ('fct_requests', 'received_count', 'received_count'),
    ('fct_request_outcomes', 'request_count', 'outcome_count'),
    ('fct_appeals', 'appeal_count', 'review_count + lawsuit_count'),
    (
        'fct_fees',
        'amount_cny',
        'administrative_charge_cny + processing_fee_cny'
        ~ ' + request_cost_recovery_cny + proactive_cost_recovery_cny'
    ),
] %}
with wide as (

    select * from {{ ref('jurisdiction_year') }}

),

compared as (
{% for fact, measure, columns in sums %}
    select
        '{{ fact }}.{{ measure }}' as measure_name,
        (
            select coalesce(sum({{ measure }}), 0)
            from {{ ref(fact) }}
            where is_jurisdiction_report
        ) as fact_sum,
        (
            select
{% for column in columns.split(' + ') %}
                coalesce(sum({{ column }}), 0) {{ '' if loop.last else '+' }}
{% endfor %}
            from wide
        ) as wide_sum
    {{ '' if loop.last else 'union all' }}
{% endfor %}
)

select
    measure_name,
    fact_sum,
    wide_sum,
    fact_sum - wide_sum as difference
from compared
where fact_sum <> wide_sum
