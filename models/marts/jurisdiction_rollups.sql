with expected as (

    select * from {{ ref('int_jurisdictions__expected') }}
    where parent_jurisdiction_key <> 'country'

),

coverage as (

    select * from {{ ref('report_coverage') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

indicators as (

    select * from {{ ref('indicators') }}

),

indicator_values as (

    select * from {{ ref('int_indicators__values') }}
    where is_rolled_up

),

children as (

    select
        expected.parent_jurisdiction_key,
        expected.jurisdiction_level,
        expected.report_year,
        indicator_values.indicator_code,
        count(*) as stated_count,
        bool_or(indicator_values.is_untied) as has_untied,
        -- New requests and received ones do not add up to anything.
        if(
            min(indicator_values.definition_code) = max(indicator_values.definition_code),
            sum(indicator_values.numerator),
            null
        ) as stated_sum,
        if(
            min(indicator_values.definition_code) = max(indicator_values.definition_code),
            min(indicator_values.definition_code),
            'mixed'
        ) as definition_code
    from expected
    inner join indicator_values
        on
            expected.lineage = indicator_values.lineage
            and expected.report_year = indicator_values.report_year
    group by
        expected.parent_jurisdiction_key,
        expected.jurisdiction_level,
        expected.report_year,
        indicator_values.indicator_code

),

parents as (

    select
        coverage.parent_jurisdiction_key,
        coverage.jurisdiction_level,
        coverage.report_year,
        indicator_values.indicator_code,
        indicator_values.definition_code,
        indicator_values.numerator as parent_value,
        indicator_values.is_untied as is_parent_untied
    from coverage
    inner join jurisdictions on coverage.parent_jurisdiction_key = jurisdictions.jurisdiction_key
    inner join indicator_values
        on
            jurisdictions.lineage = indicator_values.lineage
            and coverage.report_year = indicator_values.report_year

),

matched as (

    select
        parents.parent_value,
        coalesce(parents.is_parent_untied, false) as is_parent_untied,
        coalesce(children.has_untied, false) as has_untied_children,
        parents.definition_code as parent_definition_code,
        children.definition_code as children_definition_code,
        children.stated_sum,
        cast(coalesce(children.stated_count, 0) as integer) as stated_count,
        coalesce(
            parents.parent_jurisdiction_key, children.parent_jurisdiction_key
        ) as parent_jurisdiction_key,
        coalesce(parents.jurisdiction_level, children.jurisdiction_level) as jurisdiction_level,
        coalesce(parents.report_year, children.report_year) as report_year,
        coalesce(parents.indicator_code, children.indicator_code) as indicator_code,
        case
            when parents.parent_value is null or children.stated_sum is null
                then 'not_testable'
            when children.definition_code <> parents.definition_code then 'not_testable'
            when parents.is_parent_untied then 'not_testable'
            when children.stated_sum > parents.parent_value then 'violated'
            else 'holds'
        end as bound_status
    from parents
    full join children
        on
            parents.parent_jurisdiction_key = children.parent_jurisdiction_key
            and parents.jurisdiction_level = children.jurisdiction_level
            and parents.report_year = children.report_year
            and parents.indicator_code = children.indicator_code

),

final as (

    select
        matched.parent_jurisdiction_key,
        coverage.parent_full_name_zh,
        matched.jurisdiction_level,
        matched.report_year,
        matched.indicator_code,
        indicators.indicator_name_zh,
        indicators.indicator_name_en,
        indicators.unit,
        matched.parent_definition_code,
        matched.children_definition_code,
        matched.parent_value,
        coverage.expected_count as children_expected_count,
        coverage.reported_count as children_reported_count,
        matched.stated_count as children_stated_count,
        matched.bound_status as status,
        -- What is known of all children together is a lower bound, exact only if all are there;
        -- the parent's own figure holds them all, and its own offices besides.
        cast(matched.stated_sum as decimal(20, 4)) as children_lower_bound,
        cast(
            case
                when
                    matched.stated_count = coverage.expected_count
                    and not matched.has_untied_children
                    then matched.stated_sum
                -- What may not be the whole of the parent bounds nothing.
                when matched.is_parent_untied then null
                when matched.bound_status = 'holds' or matched.stated_count = 0
                    then matched.parent_value
            end as decimal(20, 4)
        ) as children_upper_bound,
        cast(matched.parent_value - matched.stated_sum as decimal(20, 4)) as difference,
        matched.stated_count = coverage.expected_count as is_complete
    from matched
    inner join coverage
        on
            matched.parent_jurisdiction_key = coverage.parent_jurisdiction_key
            and matched.jurisdiction_level = coverage.jurisdiction_level
            and matched.report_year = coverage.report_year
    inner join indicators on matched.indicator_code = indicators.indicator_code

)

select * from final
