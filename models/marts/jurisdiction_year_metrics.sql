{{ config(materialized='view', post_hook=['{{ create_wilson_macros() }}']) }}
{#- The metrics of each jurisdiction and year: numerator and denominator beside each other, where
    both are stated. Relations without the database's name, as in report_lines. -#}
with jurisdiction_years as (

    select * from {{ ref('jurisdiction_year').include(database=false) }}

),

metrics as (

    select * from {{ ref('meta_metrics').include(database=false) }}

),

numbers as (

    select
        report_key,
        columns('.*_count$')::bigint
    from jurisdiction_years

),

measures as (

    unpivot numbers
    on columns(* exclude (report_key))
    into name measure_code value measure_value

),

final as (

    select
        jurisdiction_years.jurisdiction_key,
        jurisdiction_years.report_key,
        metrics.metric_code,
        jurisdiction_years.jurisdiction_level,
        jurisdiction_years.form_code,
        jurisdiction_years.report_year,
        numerators.measure_value as numerator,
        denominators.measure_value as denominator,
        metrics.multiplier
        * numerators.measure_value::double
        / nullif(denominators.measure_value, 0) as metric_value,
        case
            when metrics.is_share
                then {{ wilson('numerators.measure_value', 'denominators.measure_value', '-') }}
        end as wilson_low,
        case
            when metrics.is_share
                then {{ wilson('numerators.measure_value', 'denominators.measure_value', '+') }}
        end as wilson_high,
        coalesce(
            list_has_any(
                string_split(jurisdiction_years.untied_columns, ', '),
                [metrics.numerator_measure, metrics.denominator_measure]
            ),
            false
        ) as is_untied,
        make_date(jurisdiction_years.report_year, 12, 31) as year_end_date
    from jurisdiction_years
    inner join metrics on list_contains(metrics.form_codes, jurisdiction_years.form_code)
    inner join measures as numerators
        on
            jurisdiction_years.report_key = numerators.report_key
            and metrics.numerator_measure = numerators.measure_code
    inner join measures as denominators
        on
            jurisdiction_years.report_key = denominators.report_key
            and metrics.denominator_measure = denominators.measure_code
    -- What is left open may belong to the numerator.
    left join measures as open_measures
        on
            jurisdiction_years.report_key = open_measures.report_key
            and metrics.open_measure = open_measures.measure_code
    where coalesce(open_measures.measure_value, 0) = 0

)

select * from final
