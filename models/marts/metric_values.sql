{{ config(materialized='view') }}
{#- The metrics as ratios of sums, at every level of detail that has a name. -#}
with terms as (

    select * from {{ ref('jurisdiction_year_metrics').include(database=false) }}

),

metrics as (

    select * from {{ ref('meta_metrics').include(database=false) }}

),

grouped as (

    select
        metric_code,
        jurisdiction_level,
        report_year,
        jurisdiction_key,
        grouping(jurisdiction_level, report_year, jurisdiction_key) as grouping_number,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        count(distinct jurisdiction_key) as jurisdiction_count
    from terms
    group by grouping sets (
        (metric_code),
        (metric_code, report_year),
        (metric_code, jurisdiction_level),
        (metric_code, jurisdiction_level, report_year),
        (metric_code, jurisdiction_key)
    )

),

final as (

    select
        metrics.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        case grouped.grouping_number
            when 7 then 'total'
            when 5 then 'year'
            when 3 then 'level'
            when 1 then 'level_year'
            when 6 then 'jurisdiction'
        end as grouping_code,
        grouped.jurisdiction_level,
        grouped.jurisdiction_key,
        grouped.report_year,
        grouped.jurisdiction_count,
        grouped.numerator::bigint as numerator,
        grouped.denominator::bigint as denominator,
        metrics.multiplier
        * grouped.numerator::double
        / nullif(grouped.denominator, 0)::double as metric_value,
        if(
            metrics.is_share,
            {{ wilson('grouped.numerator', 'grouped.denominator', '-') }},
            null
        ) as wilson_low,
        if(
            metrics.is_share,
            {{ wilson('grouped.numerator', 'grouped.denominator', '+') }},
            null
        ) as wilson_high
    from grouped
    inner join metrics on grouped.metric_code = metrics.metric_code

)

select * from final
