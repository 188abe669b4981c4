with indicator_values as (

    select * from {{ ref('int_indicators__values') }}
    where is_ranked and jurisdiction_level in ('province', 'prefecture', 'county')

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

indicators as (

    select * from {{ ref('indicators') }}

),

ranked as (

    select
        *,
        count(*) over peers as peer_count,
        rank() over (
            partition by jurisdiction_level, report_year, indicator_code, definition_code
            order by indicator_value
        ) as peer_rank,
        median(indicator_value) over peers as peer_median
    from indicator_values
    window peers as (
        partition by jurisdiction_level, report_year, indicator_code, definition_code
    )

),

final as (

    select
        ranked.jurisdiction_key,
        ranked.report_year,
        ranked.indicator_code,
        ranked.report_key,
        ranked.jurisdiction_level,
        jurisdictions.full_name_zh,
        indicators.indicator_name_zh,
        indicators.indicator_name_en,
        indicators.unit,
        ranked.definition_code,
        ranked.numerator,
        ranked.denominator,
        ranked.indicator_value,
        ranked.peer_count::integer as peer_count,
        ranked.peer_median,
        -- 0 for the lowest, 1 for the highest; alone, a place has no percentile.
        ((ranked.peer_rank - 1) / nullif(ranked.peer_count - 1, 0))::double as percentile
    from ranked
    inner join jurisdictions on ranked.jurisdiction_key = jurisdictions.jurisdiction_key
    inner join indicators on ranked.indicator_code = indicators.indicator_code

)

select * from final
