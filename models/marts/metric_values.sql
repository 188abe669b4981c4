{{ config(materialized='view') }}
{% set groupings = {
    'total': [],
    'year': ['report_year'],
    'level': ['jurisdiction_level'],
    'level_year': ['jurisdiction_level', 'report_year'],
    'jurisdiction': ['jurisdiction_key'],
} %}
{#- The metrics as ratios of sums, at every level of detail that has a name. -#}
with terms as (

    select * from {{ ref('jurisdiction_year_metrics').include(database=false) }}

),

metrics as (

    select * from {{ ref('meta_metrics').include(database=false) }}

),

grouped as (
    {% for grouping_code, kept in groupings.items() %}
    select
        metric_code,
        '{{ grouping_code }}' as grouping_code,
        {% for column in ['jurisdiction_level', 'jurisdiction_key', 'report_year'] %}
        any_value({{ column }}) filter (
            where {{ 'true' if column in kept else 'false' }}
        ) as {{ column }},
        {% endfor %}
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        count(distinct jurisdiction_key) as jurisdiction_count
    from terms
    group by {{ (['metric_code'] + kept) | join(', ') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (

    select
        metrics.metric_code,
        metrics.metric_name_zh,
        metrics.metric_name_en,
        grouped.grouping_code,
        grouped.jurisdiction_level,
        grouped.jurisdiction_key,
        grouped.report_year,
        grouped.jurisdiction_count,
        grouped.numerator::bigint as numerator,
        grouped.denominator::bigint as denominator,
        metrics.multiplier
        * grouped.numerator::double
        / nullif(grouped.denominator, 0)::double as metric_value,
        case
            when metrics.is_share
                then {{ wilson('grouped.numerator', 'grouped.denominator', '-') }}
        end as wilson_low,
        case
            when metrics.is_share
                then {{ wilson('grouped.numerator', 'grouped.denominator', '+') }}
        end as wilson_high
    from grouped
    inner join metrics on grouped.metric_code = metrics.metric_code

)

select * from final
