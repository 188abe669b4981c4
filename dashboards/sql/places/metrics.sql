-- One row per place, metric and year of meta.metrics: both sides, the ratio and its interval;
-- `rates` is jurisdiction_year_metrics, computed once for all batches.
select
    batch.chunk,
    batch.place,
    rates.report_year as year,
    rates.metric_code as metric,
    rates.numerator,
    rates.denominator,
    -- As exact as a page shows it.
    round(rates.metric_value, case when metric.is_share then 3 else 4 end) as value,
    round(rates.wilson_low, 3) as low,
    round(rates.wilson_high, 3) as high,
    nullif(rates.is_untied, false) as untied
from rates
inner join batch on rates.report_key = batch.report_key
inner join meta.metrics as metric on rates.metric_code = metric.metric_code
order by batch.chunk, batch.place, metric.metric_order, year
