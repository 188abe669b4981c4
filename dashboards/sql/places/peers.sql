-- One row per place, year and ranked indicator: where it stands among its peers.
select
    batch.chunk,
    batch.place,
    peers.report_year as year,
    peers.indicator_code as indicator,
    peers.definition_code as definition,
    round(peers.percentile, 3) as percentile
from jurisdiction_year_peers as peers
inner join batch on peers.report_key = batch.report_key
inner join meta.indicators as indicator on peers.indicator_code = indicator.indicator_code
order by batch.chunk, batch.place, year, indicator.indicator_order
