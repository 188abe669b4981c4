{{ config(materialized='view') }}
{#- One row per day: what MetricFlow lays a metric over time on. -#}
with days as (

    select
        unnest(
            generate_series(date '2008-01-01', date '2040-12-31', interval 1 day)
        ) as day_start

),

final as (

    select day_start::date as date_day
    from days

)

select * from final
