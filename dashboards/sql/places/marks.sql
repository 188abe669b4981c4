-- One row per place, year, measure and remark on how it was stated; what is plainly printed has
-- no row. b blank, c conflicting, x illegible; d derived, i inferred, a adjudicated; t the report
-- prints another total, so that the sum may not be the whole.
with facts as (

    select
        requests.report_key,
        'new_request_count' as measure,
        requests.new_value_state as state,
        requests.new_value_origin as origin
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        requests.report_key,
        'new:' || requests.applicant_type_code as measure,
        requests.new_value_state as state,
        requests.new_value_origin as origin
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        requests.report_key,
        'carried_in_count' as measure,
        requests.carried_in_value_state as state,
        requests.carried_in_value_origin as origin
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        requests.report_key,
        'carried_forward_count' as measure,
        requests.carried_forward_value_state as state,
        requests.carried_forward_value_origin as origin
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        requests.report_key,
        'received_count' as measure,
        requests.received_value_state as state,
        requests.received_value_origin as origin
    from fct_requests as requests
    inner join batch on requests.report_key = batch.report_key
    union all
    select
        facts.report_key,
        unnest([
            'outcome_count',
            'outcome:' || facts.outcome_code,
            case outcome.outcome_group
                when 'other' then 'other_handling_count'
                when 'not_grouped' then 'other_2014_reply_count'
                when 'not_broken_down' then 'outcome_not_broken_down_count'
                else outcome.outcome_group || '_count'
            end
        ]) as measure,
        facts.value_state as state,
        facts.value_origin as origin
    from fct_request_outcomes as facts
    inner join dim_outcome as outcome on facts.outcome_code = outcome.outcome_code
    inner join batch on facts.report_key = batch.report_key
    where facts.value_state <> 'number' or facts.value_origin <> 'printed'
    union all
    select
        facts.report_key,
        unnest([
            route.appeal_kind || '_count',
            route.appeal_kind || '_' || result.comparable_group || '_count'
        ]) as measure,
        facts.value_state as state,
        facts.value_origin as origin
    from fct_appeals as facts
    inner join dim_appeal_route as route on facts.appeal_route_code = route.appeal_route_code
    inner join dim_appeal_result as result on facts.appeal_result_code = result.appeal_result_code
    inner join batch on facts.report_key = batch.report_key
    where facts.value_state <> 'number' or facts.value_origin <> 'printed'
    union all
    select
        fees.report_key,
        fees.fee_class || '_cny' as measure,
        fees.value_state as state,
        fees.value_origin as origin
    from fct_fees as fees
    inner join batch on fees.report_key = batch.report_key
    where fees.value_state <> 'number' or fees.value_origin <> 'printed'

),

-- What adds up to something else than its printed total; of each outcome the row's own rule (R3)
-- tells, since the wide table has no column for it.
untied_measures as (

    select
        wide.report_key,
        unnest(string_split(wide.untied_columns, ', ')) as measure
    from jurisdiction_year as wide
    inner join batch on wide.report_key = batch.report_key
    union all
    select
        checks.report_key,
        'outcome:' || bridge.outcome_code as measure
    from fct_report_checks as checks
    inner join batch on checks.report_key = batch.report_key
    inner join bridge_outcome_form as bridge
        on checks.line_form = bridge.form_code and checks.line_code = bridge.line_code
    where
        checks.rule_code = 'R3'
        and checks.status <> 'holds'
        and abs(checks.difference) > checks.tolerance
        and checks.reason_code <> 'parts_not_stated'

),

remarks as (

    select
        report_key,
        measure,
        case
            when state in ('blank', 'dash', 'not_applicable') then 'b'
            when state = 'conflicting' then 'c'
            when state = 'illegible' then 'x'
            when origin = 'derived' then 'd'
            when origin = 'inferred' then 'i'
            when origin = 'adjudicated' then 'a'
        end as mark
    from facts
    union all
    select
        report_key,
        measure,
        't' as mark
    from untied_measures

)

select
    batch.chunk,
    batch.place,
    batch.year,
    remarks.measure,
    string_agg(distinct remarks.mark, '' order by remarks.mark) as marks
from remarks
inner join batch on remarks.report_key = batch.report_key
where remarks.mark is not null
group by all
order by batch.chunk, batch.place, batch.year, remarks.measure
