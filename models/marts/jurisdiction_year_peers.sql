with indicator_values as (

    select * from {{ ref('int_indicators__values') }}
    where is_ranked and jurisdiction_level in ('province', 'prefecture', 'county')

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
        jurisdiction_key,
        report_year,
        indicator_code,
        report_key,
        jurisdiction_level,
        definition_code,
        numerator,
        denominator,
        indicator_value,
        peer_count::integer as peer_count,
        peer_median,
        -- 0 for the lowest, 1 for the highest; alone, a place has no percentile.
        ((peer_rank - 1) / nullif(peer_count - 1, 0))::double as percentile
    from ranked

)

select * from final
