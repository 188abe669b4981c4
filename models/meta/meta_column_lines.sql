{{ config(alias='column_lines') }}
{#- Which lines of which form stand behind a number: the mapping of seeds/line_items.csv, followed
    into jurisdiction_year. tests/data/column_lines_hold.sql holds it against the sums. -#}
{% set of_outcomes = "fact_table = 'fct_request_outcomes'" %}
{% set wide_columns = {
    'carried_in_count': "measure_code = 'carried_in_count'",
    'carried_forward_count': "measure_code = 'carried_forward_count'",
    'outcome_count': of_outcomes,
    'any_disclosure_count': "outcome_class in ('disclosed', 'partly_disclosed')",
    'not_disclosed_count': "outcome_class = 'not_disclosed'",
    'outcome_not_broken_down_count': "outcome_class = 'not_broken_down'",
    'other_handling_count': "outcome_group = 'other'",
    'other_2014_reply_count': "outcome_group = 'not_grouped'",
    'on_time_count': "fact_table = 'fct_request_timeliness' and member_code = 'on_time'",
    'timed_count': "fact_table = 'fct_request_timeliness' and member_code <> 'not_broken_down'",
    'decision_count': "measure_code = 'decisions' and member_code <> 'other_external_services'",
} %}
{% for group in ['granted', 'partly_granted', 'refused', 'unable', 'not_processed'] %}
{% do wide_columns.update({group ~ '_count': "outcome_group = '" ~ group ~ "'"}) %}
{% endfor %}
{% for kind in ['review', 'lawsuit'] %}
{% set of_kind = "appeal_kind = '" ~ kind ~ "'" %}
{% do wide_columns.update({kind ~ '_count': of_kind}) %}
{% for result in ['upheld', 'corrected', 'other_or_pending', 'not_broken_down'] %}
{% do wide_columns.update({
            kind ~ '_' ~ result ~ '_count': of_kind ~ " and result_class = '" ~ result ~ "'"
        }) %}
{% endfor %}
{% endfor %}
{% for route in ['lawsuit_direct', 'lawsuit_after_review', 'lawsuit_undivided'] %}
{% do wide_columns.update({route ~ '_count': "appeal_route_code = '" ~ route ~ "'"}) %}
{% endfor %}
{% for fee_class in [
    'administrative_charge', 'processing_fee', 'request_cost_recovery', 'proactive_cost_recovery'
] %}
{% do wide_columns.update({fee_class ~ '_cny': "fee_class = '" ~ fee_class ~ "'"}) %}
{% endfor %}
with line_items as (

    select * from {{ ref('line_items') }}
    where fact_table is not null

),

applicant_types as (

    select * from {{ ref('applicant_types') }}

),

outcomes as (

    select * from {{ ref('outcomes') }}

),

fee_types as (

    select * from {{ ref('fee_types') }}

),

routes as (

    select * from {{ ref('appeal_routes') }}

),

results as (

    select * from {{ ref('appeal_results') }}

),

lines as (

    select
        line_items.form_code as line_form,
        line_items.line_code,
        line_items.fact_table,
        line_items.member_code,
        line_items.measure_code,
        outcomes.outcome_group,
        outcomes.comparable_group as outcome_class,
        fee_types.fee_class,
        routes.appeal_route_code,
        routes.appeal_kind,
        results.comparable_group as result_class
    from line_items
    left join outcomes
        on
            line_items.fact_table = 'fct_request_outcomes'
            and line_items.member_code = outcomes.outcome_code
    left join fee_types
        on
            line_items.fact_table = 'fct_fees'
            and line_items.member_code = fee_types.fee_type_code
    left join routes
        on
            line_items.fact_table = 'fct_appeals'
            and split_part(line_items.member_code, ':', 1) = routes.appeal_route_code
    left join results
        on
            line_items.fact_table = 'fct_appeals'
            and split_part(line_items.member_code, ':', 2) = results.appeal_result_code

),

stated as (

    select
        fact_table as table_name,
        case
            when
                fact_table not in ('fct_disclosure_items', 'fct_capacity', 'fct_public_contact')
                then measure_code
            when measure_code = 'amount' then 'amount_cny'
            else 'item_value'
        end as column_name,
        line_form,
        line_code,
        false as is_derived
    from lines

),

requests as (

    select * from stated
    where table_name = 'fct_requests'
    union all
    -- What is received is the new ones where the form has no line of its own for it, and what is
    -- new is the difference of those handled and those carried in.
    select
        table_name,
        'received_count' as column_name,
        line_form,
        line_code,
        false as is_derived
    from stated
    where column_name = 'new_count'
    union all
    select
        table_name,
        'new_count' as column_name,
        line_form,
        line_code,
        true as is_derived
    from stated
    where line_form = 'prose' and column_name in ('received_count', 'carried_in_count')

),

wide as (
    {% for column, condition in wide_columns.items() %}
    select
        '{{ column }}' as column_name,
        line_form,
        line_code,
        false as is_derived
    from lines
    where {{ condition }}
    union all
    {% endfor %}
    select
        'received_count' as column_name,
        line_form,
        line_code,
        is_derived
    from requests
    where column_name = 'received_count'
    union all
    select
        unnest(['new_request_count', 'in_hand_count']) as column_name,
        line_form,
        line_code,
        is_derived
    from requests
    where column_name = 'new_count'
    union all
    select
        'in_hand_count' as column_name,
        line_form,
        line_code,
        false as is_derived
    from requests
    where column_name = 'carried_in_count' and line_form <> 'prose'

),

by_applicant as (

    select
        applicant_types.applicant_group || '_request_count' as column_name,
        requests.line_form,
        requests.line_code,
        list(
            applicant_types.column_code order by applicant_types.applicant_type_order
        ) as column_codes
    from requests
    cross join applicant_types
    where
        requests.column_name = 'new_count'
        and not requests.is_derived
        and applicant_types.applicant_group in ('natural_person', 'legal_person')
    group by applicant_types.applicant_group, requests.line_form, requests.line_code

),

final as (

    select
        table_name,
        column_name,
        line_form,
        line_code,
        []::varchar[] as column_codes,
        is_derived
    from requests
    union all
    select
        table_name,
        column_name,
        line_form,
        line_code,
        [] as column_codes,
        is_derived
    from stated
    where table_name <> 'fct_requests'
    union all
    select
        'jurisdiction_year' as table_name,
        column_name,
        line_form,
        line_code,
        [] as column_codes,
        is_derived
    from wide
    union all
    select
        'jurisdiction_year' as table_name,
        column_name,
        line_form,
        line_code,
        column_codes,
        false as is_derived
    from by_applicant

)

select * from final
