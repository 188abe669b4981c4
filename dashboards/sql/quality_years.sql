-- One row per year: reports on whole places, and how many break a rule.
select
    report_year as year,
    count(*) as reports_held,
    count(*) filter (where violated_check_count > 0) as with_violated,
    sum(held_check_count) as held,
    sum(violated_check_count) as violated,
    sum(not_testable_check_count) as not_testable
from jurisdiction_year
group by report_year
order by report_year
