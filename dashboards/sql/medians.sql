-- One row per level, year, ranked indicator and definition: the peers and their median.
select
    jurisdiction_level as level,
    report_year as year,
    indicator_code as indicator,
    definition_code as definition,
    any_value(peer_count) as peers,
    round(any_value(peer_median), 5) as median
from jurisdiction_year_peers
group by all
order by all
