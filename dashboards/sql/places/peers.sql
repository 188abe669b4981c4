-- One row per place, year and ranked indicator: where it stands among its peers.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    peers.report_year as year,
    peers.indicator_code as indicator,
    peers.definition_code as definition,
    round(peers.indicator_value, 6) as value,
    round(peers.peer_median, 6) as median,
    peers.peer_count as peers,
    round(peers.percentile, 4) as percentile
from jurisdiction_year_peers as peers
inner join dim_jurisdiction as place on peers.jurisdiction_key = place.jurisdiction_key
inner join meta.indicators as indicator on peers.indicator_code = indicator.indicator_code
order by chunk, place, year, indicator.indicator_order
