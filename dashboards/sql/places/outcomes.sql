-- One row per place, year and outcome: the reasons behind the groups, over all applicants.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    outcomes.report_year as year,
    outcomes.outcome_code as code,
    sum(outcomes.request_count) as count
from fct_request_outcomes as outcomes
inner join dim_jurisdiction as place on outcomes.jurisdiction_key = place.jurisdiction_key
inner join dim_outcome as outcome on outcomes.outcome_code = outcome.outcome_code
where outcomes.is_jurisdiction_report
group by all
order by chunk, place, year, min(outcome.outcome_order)
