-- One row per place, year and outcome: the reasons behind the groups, over all applicants.
select
    batch.chunk,
    batch.place,
    outcomes.report_year as year,
    outcomes.outcome_code as code,
    sum(outcomes.request_count) as count
from fct_request_outcomes as outcomes
inner join batch on outcomes.report_key = batch.report_key
inner join dim_outcome as outcome on outcomes.outcome_code = outcome.outcome_code
group by all
order by batch.chunk, batch.place, year, min(outcome.outcome_order)
