-- Lines that a definition needs exist on its form or in prose; measures exist in jurisdiction_year;
-- an indicator followed over years has a definition.
with indicators as (

    select * from {{ ref('indicators') }}

),

definitions as (

    select * from {{ ref('indicator_definitions') }}

),

lines as (

    select * from {{ ref('dim_line') }}

),

measures as (

    select column_name as measure_code
    from {{ ref('meta_columns') }}
    where table_name = 'jurisdiction_year'
    union all
    select 'request_count' as measure_code

),

needed as (

    select
        indicator_code,
        form_code,
        unnest(regexp_split_to_array(line_codes, '[;|]')) as line_code
    from definitions

)

select
    needed.indicator_code,
    'no such line' as problem,
    needed.form_code || ' ' || needed.line_code as found
from needed
anti join lines
    on needed.line_code = lines.line_code and lines.line_form in (needed.form_code, 'prose')
union all
select
    indicators.indicator_code,
    'no such measure' as problem,
    coalesce(indicators.denominator_measure, indicators.numerator_measure) as found
from indicators
where
    indicators.numerator_measure not in (select measures.measure_code from measures)
    or indicators.denominator_measure not in (select measures.measure_code from measures)
    or indicators.indicator_code not in (select measures.measure_code from measures)
union all
select
    indicators.indicator_code,
    'no definition' as problem,
    cast(null as varchar) as found
from indicators
anti join definitions on indicators.indicator_code = definitions.indicator_code
where indicators.is_over_time
