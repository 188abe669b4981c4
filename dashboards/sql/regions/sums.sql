-- One row per region, level below it, year and measure: the sum of what the reports held state,
-- and how many state it, of these how many so that it is not its printed total. A year of a form
-- that lacks the measure has no row.
with places as (

    select
        wide.*,
        -- What was counted decides what may be added: each report stands in one of these three.
        case
            when wide.new_request_count is null and wide.received_basis = 'not_said'
                then wide.received_count
        end as received_not_said_count,
        case
            when wide.new_request_count is null and wide.received_basis = 'new_and_carried_in'
                then wide.received_count
        end as received_and_carried_in_count,
        place.province_code,
        place.prefecture_code
    from jurisdiction_year as wide
    inner join dim_jurisdiction as place on wide.jurisdiction_key = place.jurisdiction_key
    where wide.jurisdiction_level in ('province', 'prefecture', 'county')

),

numbers as (

    select
        province_code,
        prefecture_code,
        jurisdiction_level,
        report_year,
        string_split(untied_columns, ', ') as untied,
        columns('.*_(count|cny)$')::decimal(20, 4)
    from places

),

regions as (

    select
        'country' as chunk,
        'country' as region,
        *
    from numbers
    union all by name
    select
        province_code as chunk,
        province_code as region,
        *
    from numbers
    where jurisdiction_level <> 'province'
    union all by name
    select
        province_code as chunk,
        prefecture_code as region,
        *
    from numbers
    where jurisdiction_level = 'county' and prefecture_code is not null

),

measures as (

    unpivot regions
    on columns(* exclude (
        chunk, region, province_code, prefecture_code, jurisdiction_level, report_year, untied
    ))
    into name measure_code value measure_value

)

select
    chunk,
    region,
    jurisdiction_level as level,
    report_year as year,
    measure_code as measure,
    sum(measure_value)::double as total,
    count(*) as stated,
    nullif(count_if(list_contains(untied, measure_code)), 0)::int as untied
from measures
where
    measure_code not in (
        'line_count', 'stated_line_count', 'in_hand_count', 'received_count', 'timed_count',
        'on_time_count', 'decision_count', 'lawsuit_direct_count', 'lawsuit_after_review_count',
        'lawsuit_undivided_count'
    )
group by all
order by all
