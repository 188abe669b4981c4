with editions as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document and is_jurisdiction_report

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

applicant_types as (

    select * from {{ ref('dim_applicant_type') }}

),

outcomes as (

    select * from {{ ref('dim_outcome') }}

),

routes as (

    select * from {{ ref('dim_appeal_route') }}

),

results as (

    select * from {{ ref('dim_appeal_result') }}

),

requests as (

    select
        fct_requests.report_key,
        sum(fct_requests.new_count) as new_request_count,
        sum(fct_requests.carried_in_count) as carried_in_count,
        sum(fct_requests.carried_forward_count) as carried_forward_count,
        sum(fct_requests.received_count) as received_count,
        max(fct_requests.received_basis) as received_basis,
        sum(fct_requests.new_count) filter (
            where applicant_types.applicant_group = 'natural_person'
        ) as natural_person_request_count,
        sum(fct_requests.new_count) filter (
            where applicant_types.applicant_group = 'legal_person'
        ) as legal_person_request_count
    from {{ ref('fct_requests') }} as fct_requests
    inner join applicant_types
        on fct_requests.applicant_type_code = applicant_types.applicant_type_code
    where fct_requests.is_jurisdiction_report
    group by fct_requests.report_key

),

request_outcomes as (

    select
        fct_request_outcomes.report_key,
        sum(fct_request_outcomes.request_count) as outcome_count,
{% for group in [
    'granted', 'partly_granted', 'refused', 'unable', 'not_processed', 'other', 'not_grouped'
] %}
        sum(fct_request_outcomes.request_count) filter (
            where outcomes.outcome_group = '{{ group }}'
        ) as {{ group }}_count,
        {% endfor %}
        sum(fct_request_outcomes.request_count) filter (
            where outcomes.comparable_group in ('disclosed', 'partly_disclosed')
        ) as any_disclosure_count,
        sum(fct_request_outcomes.request_count) filter (
            where outcomes.comparable_group = 'not_disclosed'
        ) as not_disclosed_count,
        sum(fct_request_outcomes.request_count) filter (
            where outcomes.comparable_group = 'not_broken_down'
        ) as outcome_not_broken_down_count
    from {{ ref('fct_request_outcomes') }} as fct_request_outcomes
    inner join outcomes on fct_request_outcomes.outcome_code = outcomes.outcome_code
    where fct_request_outcomes.is_jurisdiction_report
    group by fct_request_outcomes.report_key

),

appeals as (

    select
        fct_appeals.report_key,
        {% for kind in ['review', 'lawsuit'] %}
        sum(fct_appeals.appeal_count) filter (
            where routes.appeal_kind = '{{ kind }}'
        ) as {{ kind }}_count,
        {% for result in ['upheld', 'corrected', 'other_or_pending', 'not_broken_down'] %}
        sum(fct_appeals.appeal_count) filter (
            where routes.appeal_kind = '{{ kind }}' and results.comparable_group = '{{ result }}'
        ) as {{ kind }}_{{ result }}_count,
        {% endfor %}
        {% endfor %}
        sum(fct_appeals.appeal_count) filter (
            where fct_appeals.appeal_route_code = 'lawsuit_direct'
        ) as lawsuit_direct_count,
        sum(fct_appeals.appeal_count) filter (
            where fct_appeals.appeal_route_code = 'lawsuit_after_review'
        ) as lawsuit_after_review_count,
        sum(fct_appeals.appeal_count) filter (
            where fct_appeals.appeal_route_code = 'lawsuit_undivided'
        ) as lawsuit_undivided_count
    from {{ ref('fct_appeals') }} as fct_appeals
    inner join routes on fct_appeals.appeal_route_code = routes.appeal_route_code
    inner join results on fct_appeals.appeal_result_code = results.appeal_result_code
    where fct_appeals.is_jurisdiction_report
    group by fct_appeals.report_key

),

timeliness as (

    select
        report_key,
        sum(request_count) filter (where timeliness_code = 'on_time') as on_time_count,
        -- A share needs both sides: only where both are stated.
        if(
            count(request_count) filter (where timeliness_code in ('on_time', 'extended')) = 2,
            sum(request_count) filter (where timeliness_code in ('on_time', 'extended')),
            null
        ) as timed_count
    from {{ ref('fct_request_timeliness') }}
    where is_jurisdiction_report
    group by report_key

),

decisions as (

    select
        fct_disclosure_items.report_key,
        if(
            count(fct_disclosure_items.item_value) = 3,
            sum(fct_disclosure_items.item_value),
            null
        ) as decision_count
    from {{ ref('fct_disclosure_items') }} as fct_disclosure_items
    where
        fct_disclosure_items.is_jurisdiction_report
        and fct_disclosure_items.item_code in (
            'administrative_licences:decisions',
            'administrative_penalties:decisions',
            'administrative_coercion:decisions'
        )
    group by fct_disclosure_items.report_key

),

fees as (

    select
        report_key,
        sum(amount_cny) filter (
            where fee_class = 'administrative_charge'
        ) as administrative_charge_cny,
        sum(amount_cny) filter (where fee_class = 'processing_fee') as processing_fee_cny,
        sum(amount_cny) filter (
            where fee_class = 'request_cost_recovery'
        ) as request_cost_recovery_cny,
        sum(amount_cny) filter (
            where fee_class = 'proactive_cost_recovery'
        ) as proactive_cost_recovery_cny
    from {{ ref('fct_fees') }}
    where is_jurisdiction_report
    group by report_key

),

coverage as (

    select
        report_key,
        count(*) as line_count,
        count(*) filter (where line_state = 'number') as stated_line_count
    from {{ ref('report_lines') }}
    where is_jurisdiction_report
    group by report_key

),

checks as (

    select
        report_key,
        count(*) filter (where status = 'holds') as held_check_count,
        count(*) filter (where status = 'violated') as violated_check_count,
        count(*) filter (where status = 'not_testable') as not_testable_check_count
    from {{ ref('fct_report_checks') }}
    where is_jurisdiction_report
    group by report_key

),

untied as (

    select
        report_key,
        string_agg(column_name, ', ' order by column_name) as untied_columns
    from {{ ref('int_jurisdiction_years__untied') }}
    group by report_key

),

final as (

    select
        editions.jurisdiction_key,
        editions.report_key,
        jurisdictions.division_code,
        jurisdictions.jurisdiction_name_zh,
        jurisdictions.full_name_zh,
        jurisdictions.province_name_zh,
        jurisdictions.prefecture_name_zh,
        jurisdictions.level_code as jurisdiction_level,
        editions.report_year,
        editions.form_code,

        requests.new_request_count::bigint as new_request_count,
        requests.carried_in_count::bigint as carried_in_count,
        requests.carried_forward_count::bigint as carried_forward_count,
        requests.received_count::bigint as received_count,
        requests.received_basis,
        requests.natural_person_request_count::bigint as natural_person_request_count,
        requests.legal_person_request_count::bigint as legal_person_request_count,
        (requests.new_request_count + requests.carried_in_count)::bigint as in_hand_count,

        request_outcomes.outcome_count::bigint as outcome_count,
        request_outcomes.granted_count::bigint as granted_count,
        request_outcomes.partly_granted_count::bigint as partly_granted_count,
        request_outcomes.refused_count::bigint as refused_count,
        request_outcomes.unable_count::bigint as unable_count,
        request_outcomes.not_processed_count::bigint as not_processed_count,
        request_outcomes.other_count::bigint as other_handling_count,
        request_outcomes.not_grouped_count::bigint as other_2014_reply_count,
        request_outcomes.outcome_not_broken_down_count::bigint as outcome_not_broken_down_count,
        request_outcomes.any_disclosure_count::bigint as any_disclosure_count,
        request_outcomes.not_disclosed_count::bigint as not_disclosed_count,
        -- A share of outcomes needs all of them classified.
        if(
            coalesce(request_outcomes.outcome_not_broken_down_count, 0) = 0,
            request_outcomes.any_disclosure_count / nullif(request_outcomes.outcome_count, 0),
            null
        )::double as any_disclosure_ratio,

        timeliness.on_time_count::bigint as on_time_count,
        timeliness.timed_count::bigint as timed_count,
        decisions.decision_count::bigint as decision_count,

        {% for kind in ['review', 'lawsuit'] %}
        appeals.{{ kind }}_count::bigint as {{ kind }}_count,
        appeals.{{ kind }}_upheld_count::bigint as {{ kind }}_upheld_count,
        appeals.{{ kind }}_corrected_count::bigint as {{ kind }}_corrected_count,
        appeals.{{ kind }}_other_or_pending_count::bigint as {{ kind }}_other_or_pending_count,
        appeals.{{ kind }}_not_broken_down_count::bigint as {{ kind }}_not_broken_down_count,
        if(
            coalesce(appeals.{{ kind }}_not_broken_down_count, 0) = 0,
            appeals.{{ kind }}_corrected_count / nullif(appeals.{{ kind }}_count, 0),
            null
        )::double as {{ kind }}_corrected_ratio,
        {% endfor %}
        appeals.lawsuit_direct_count::bigint as lawsuit_direct_count,
        appeals.lawsuit_after_review_count::bigint as lawsuit_after_review_count,
        appeals.lawsuit_undivided_count::bigint as lawsuit_undivided_count,

        fees.administrative_charge_cny::decimal(20, 4) as administrative_charge_cny,
        fees.processing_fee_cny::decimal(20, 4) as processing_fee_cny,
        fees.request_cost_recovery_cny::decimal(20, 4) as request_cost_recovery_cny,
        fees.proactive_cost_recovery_cny::decimal(20, 4) as proactive_cost_recovery_cny,

        coalesce(coverage.line_count, 0)::integer as line_count,
        coalesce(coverage.stated_line_count, 0)::integer as stated_line_count,
        (coverage.stated_line_count / nullif(coverage.line_count, 0))::double as stated_line_ratio,

        coalesce(checks.held_check_count, 0)::integer as held_check_count,
        coalesce(checks.violated_check_count, 0)::integer as violated_check_count,
        coalesce(checks.not_testable_check_count, 0)::integer as not_testable_check_count,
        untied.untied_columns
    from editions
    inner join jurisdictions on editions.jurisdiction_key = jurisdictions.jurisdiction_key
    left join requests on editions.report_key = requests.report_key
    left join request_outcomes on editions.report_key = request_outcomes.report_key
    left join appeals on editions.report_key = appeals.report_key
    left join timeliness on editions.report_key = timeliness.report_key
    left join decisions on editions.report_key = decisions.report_key
    left join fees on editions.report_key = fees.report_key
    left join coverage on editions.report_key = coverage.report_key
    left join checks on editions.report_key = checks.report_key
    left join untied on editions.report_key = untied.report_key

)

select * from final
