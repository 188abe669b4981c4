-- One row per place, year and indicator that can be followed: a segment is a run of years each of
-- which may be set against the one before, so that no line joins what cannot be compared.
select
    batch.chunk,
    batch.place,
    series.report_year as year,
    series.indicator_code as indicator,
    series.break_reason_code as break,
    count(*) filter (where not series.is_chainable) over (
        partition by batch.place, series.indicator_code
        order by series.report_year
    ) as segment
from requests_comparable as series
inner join batch on series.report_key = batch.report_key
inner join meta.indicators as indicator on series.indicator_code = indicator.indicator_code
order by batch.chunk, batch.place, indicator.indicator_order, year
