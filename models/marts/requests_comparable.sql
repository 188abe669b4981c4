with indicator_values as (

    select * from {{ ref('int_indicators__values') }}
    where is_over_time

),

figures as (

    select * from {{ ref('int_figures__resolved') }}
    where is_jurisdiction_report and printed_number is not null

),

checks as (

    select * from {{ ref('fct_report_checks') }}
    where is_jurisdiction_report and status = 'holds'

),

definitions as (

    select * from {{ ref('indicator_definitions') }}

),

lines as (

    select * from {{ ref('dim_line') }}

),

-- The lines that a definition needs, by alternative set.
alternatives as (

    select
        indicator_code,
        form_code,
        unnest(string_split(line_codes, ';')) as line_set
    from definitions

),

needed as (

    select
        alternatives.indicator_code,
        alternatives.form_code,
        alternatives.line_set,
        unnest(string_split(alternatives.line_set, '|')) as line_code
    from alternatives

),

set_sizes as (

    select
        indicator_code,
        form_code,
        line_set,
        count(*) as line_count
    from needed
    group by indicator_code, form_code, line_set

),

stated_lines as (

    select distinct
        figures.report_key,
        figures.form_code,
        figures.line_code
    from figures
    inner join needed
        on figures.form_code = needed.form_code and figures.line_code = needed.line_code

),

stated_sets as (

    select
        stated_lines.report_key,
        needed.indicator_code
    from stated_lines
    inner join needed
        on
            stated_lines.form_code = needed.form_code
            and stated_lines.line_code = needed.line_code
    inner join set_sizes
        on
            needed.indicator_code = set_sizes.indicator_code
            and needed.form_code = set_sizes.form_code
            and needed.line_set = set_sizes.line_set
    group by
        stated_lines.report_key,
        needed.indicator_code,
        needed.line_set,
        set_sizes.line_count
    having count(*) = set_sizes.line_count

),

-- Where the parts tie with their total, what is not stated is nothing.
tied_totals as (

    select distinct
        checks.report_key,
        needed.indicator_code
    from checks
    inner join lines
        on checks.line_form = lines.line_form and checks.line_code = lines.total_line_code
    inner join needed
        on lines.line_form = needed.form_code and lines.line_code = needed.line_code
    where checks.column_code in ('value', 'total') and checks.difference = 0

),

complete as (

    select
        report_key,
        indicator_code
    from stated_sets
    union distinct
    select
        report_key,
        indicator_code
    from tied_totals

),

held as (

    select
        indicator_values.*,
        lag(indicator_values.report_year) over series as previous_year,
        lag(indicator_values.definition_code) over series as previous_definition_code,
        lag(indicator_values.is_untied) over series as is_previous_untied
    from indicator_values
    inner join complete
        on
            indicator_values.report_key = complete.report_key
            and indicator_values.indicator_code = complete.indicator_code
    -- A place is followed through its renamings.
    window series as (
        partition by indicator_values.lineage, indicator_values.indicator_code
        order by indicator_values.report_year
    )

),

final as (

    select
        jurisdiction_key,
        report_year,
        indicator_code,
        report_key,
        jurisdiction_level,
        form_code,
        definition_code,
        numerator,
        denominator,
        indicator_value,
        is_untied,
        previous_year,
        case
            when previous_year is null then 'first'
            when previous_definition_code <> definition_code then 'definition'
            when previous_year < report_year - 1 then 'gap'
            else 'none'
        end as break_reason_code,
        break_reason_code in ('definition', 'gap') as break_before,
        break_reason_code = 'none' and not is_untied and not is_previous_untied as is_chainable
    from held

)

select * from final
