-- One row per parent, level below it, year and indicator: its own figure beside its children's.
select
    parent.lineage[:4] as chunk,
    parent.lineage as place,
    rollups.jurisdiction_level as level,
    rollups.report_year as year,
    rollups.indicator_code as indicator,
    rollups.parent_value::double as own,
    rollups.children_lower_bound::double as low,
    rollups.children_upper_bound::double as high,
    rollups.children_stated_count as stated,
    rollups.children_reported_count as reported,
    rollups.children_expected_count as expected,
    rollups.status
from jurisdiction_rollups as rollups
inner join dim_jurisdiction as parent
    on rollups.parent_jurisdiction_key = parent.jurisdiction_key
inner join meta.indicators as indicator on rollups.indicator_code = indicator.indicator_code
where
    rollups.indicator_code in (
        'request_count', 'outcome_count', 'granted_count', 'review_count', 'lawsuit_count'
    )
order by chunk, place, level, year, indicator.indicator_order
