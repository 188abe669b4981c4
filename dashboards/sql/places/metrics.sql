-- One row per place, year and metric of meta.metrics: both sides, the ratio and its interval.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    rates.report_year as year,
    rates.metric_code as metric,
    rates.numerator,
    rates.denominator,
    round(rates.metric_value, 6) as value,
    round(rates.wilson_low, 6) as low,
    round(rates.wilson_high, 6) as high
from jurisdiction_year_metrics as rates
inner join dim_jurisdiction as place on rates.jurisdiction_key = place.jurisdiction_key
inner join meta.metrics as metric on rates.metric_code = metric.metric_code
order by chunk, place, year, metric.metric_order
