-- One row per place, year and indicator that can be followed: a segment is a run of years between
-- two breaks, so that no line joins what cannot be compared.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    series.report_year as year,
    series.indicator_code as indicator,
    series.form_code as form,
    series.definition_code as definition,
    series.numerator::double as numerator,
    series.denominator::double as denominator,
    round(series.indicator_value, 6) as value,
    series.break_reason_code as break,
    count(*) filter (where series.break_before) over (
        partition by place.lineage, series.indicator_code
        order by series.report_year
    ) as segment
from requests_comparable as series
inner join dim_jurisdiction as place on series.jurisdiction_key = place.jurisdiction_key
inner join meta.indicators as indicator on series.indicator_code = indicator.indicator_code
order by chunk, place, indicator.indicator_order, year
