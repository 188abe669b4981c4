{{ config(materialized='view') }}
{#- What becomes of every resolved cell: the fact row that it feeds, or the reason why none. -#}
with cells as (

    select * from {{ ref('int_figures__resolved') }}

),

breakdowns as (

    select * from {{ ref('int_breakdowns__resolved') }}

),

applicant_types as (

    select * from {{ ref('applicant_types') }}

),

reasoned as (

    select
        cells.*,
        coalesce(applicant_types.applicant_type_code, 'not_broken_down') as applicant_type_code,
        case
            when not cells.is_current then 'other_edition'
            when cells.fact_table is null or cells.is_by_applicant <> (cells.column_code <> 'value')
                then 'no_fact_for_line'
            when breakdowns.exclusion_reason is not null then breakdowns.exclusion_reason
            when cells.column_code = 'total' and breakdowns.has_applicant_numbers
                then 'total_of_stated_parts'
        end as not_in_fact_reason
    from cells
    left join breakdowns
        on
            cells.report_key = breakdowns.report_key
            and cells.line_form = breakdowns.line_form
            and cells.line_code = breakdowns.line_code
    left join applicant_types
        on cells.column_code = applicant_types.column_code and cells.is_by_applicant

),

final as (

    select
        report_key,
        line_form,
        line_code,
        column_code,
        reporting_body_key,
        jurisdiction_key,
        jurisdiction_level,
        report_year,
        form_code,
        is_jurisdiction_report,
        applicant_type_code,
        member_code,
        measure_code,
        fact_table,
        value_number,
        unit,
        value_state,
        value_origin,
        published_value,
        has_conflict,
        method,
        figure_ids,
        not_in_fact_reason,
        if(
            not_in_fact_reason is null,
            {{ fact_key('fact_table', 'report_key', fact_member(
                'fact_table', 'applicant_type_code', 'member_code', 'measure_code'
            )) }},
            null
        ) as fact_key
    from reasoned

)

select * from final
