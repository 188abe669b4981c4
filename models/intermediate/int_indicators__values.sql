{#- One row per jurisdiction, year and indicator that has a value: the wide columns of
    jurisdiction_year set under each other, so that no indicator is computed twice. -#}
with jurisdiction_years as (

    select * from {{ ref('jurisdiction_year') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

indicators as (

    select * from {{ ref('indicators') }}

),

definitions as (

    select * from {{ ref('indicator_definitions') }}

),

numbers as (

    select
        jurisdiction_key,
        report_year,
        columns('.*_(count|cny|ratio)$')::decimal(20, 4),
        coalesce(new_request_count, received_count)::decimal(20, 4) as request_count
    from jurisdiction_years

),

measures as (

    unpivot numbers
    on columns(* exclude (jurisdiction_key, report_year))
    into name measure_code value measure_value

),

final as (

    select
        jurisdiction_years.jurisdiction_key,
        jurisdictions.lineage,
        jurisdiction_years.report_key,
        jurisdiction_years.report_year,
        jurisdiction_years.form_code,
        jurisdiction_years.jurisdiction_level,
        indicators.indicator_code,
        indicators.is_over_time,
        indicators.is_ranked,
        indicators.is_rolled_up,
        definitions.line_codes,
        numerators.measure_value as numerator,
        denominators.measure_value as denominator,
        -- What a request is counted as depends on the report, not on its form.
        case
            when definitions.definition_code is null then indicators.indicator_code
            when definitions.definition_code <> 'received_basis'
                then definitions.definition_code
            when jurisdiction_years.new_request_count is not null then 'new'
            else jurisdiction_years.received_basis
        end as definition_code,
        (
            numerators.measure_value
            / if(
                indicators.denominator_measure is null, 1, nullif(denominators.measure_value, 0)
            )
        )::double as indicator_value,
        coalesce(
            list_has_any(
                string_split(jurisdiction_years.untied_columns, ', '),
                [
                    case
                        when indicators.numerator_measure <> 'request_count'
                            then indicators.numerator_measure
                        when jurisdiction_years.new_request_count is not null
                            then 'new_request_count'
                        else 'received_count'
                    end,
                    indicators.denominator_measure
                ]
            ),
            false
        ) as is_untied
    from jurisdiction_years
    inner join jurisdictions
        on jurisdiction_years.jurisdiction_key = jurisdictions.jurisdiction_key
    -- An indicator is there where its own column has a value; unpivot leaves NULL out.
    inner join measures as stated
        on
            jurisdiction_years.jurisdiction_key = stated.jurisdiction_key
            and jurisdiction_years.report_year = stated.report_year
    inner join indicators on stated.measure_code = indicators.indicator_code
    inner join measures as numerators
        on
            jurisdiction_years.jurisdiction_key = numerators.jurisdiction_key
            and jurisdiction_years.report_year = numerators.report_year
            and indicators.numerator_measure = numerators.measure_code
    left join measures as denominators
        on
            jurisdiction_years.jurisdiction_key = denominators.jurisdiction_key
            and jurisdiction_years.report_year = denominators.report_year
            and indicators.denominator_measure = denominators.measure_code
    left join definitions
        on
            indicators.indicator_code = definitions.indicator_code
            and jurisdiction_years.form_code = definitions.form_code

)

select * from final
