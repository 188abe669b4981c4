{#- Where a resolved cell goes. fct_figures names the fact row of a figure, int_facts__resolved makes
    the row: both take it from here, so that they cannot disagree. `cells` are rows of
    int_figures__resolved, `breakdowns` of int_breakdowns__resolved (left joined by line),
    `applicants` of applicant_types (left joined by column, for lines by applicant). -#}

{#- Why a cell feeds no fact, NULL if it does. -#}
{% macro cell_excluded_reason(cells='cells', breakdowns='breakdowns') -%}
    case
        when not {{ cells }}.is_current then 'other_edition'
        when
            {{ cells }}.fact_table is null
            or {{ cells }}.is_by_applicant <> ({{ cells }}.column_code <> 'value')
            then 'no_fact_for_line'
        when {{ breakdowns }}.exclusion_reason is not null then {{ breakdowns }}.exclusion_reason
        when {{ cells }}.column_code = 'total' and {{ breakdowns }}.has_applicant_numbers
            then 'total_of_stated_parts'
    end
{%- endmacro %}

{% macro cell_applicant_type(applicants='applicant_types') -%}
    coalesce({{ applicants }}.applicant_type_code, 'not_broken_down')
{%- endmacro %}

{#- The key of a fact row: its fact, its report and the codes that tell its rows apart. -#}
{% macro fact_key(cells, applicant_type_code) -%}
    {{ surrogate_key([
        cells ~ '.fact_table', cells ~ '.report_key', fact_member(cells, applicant_type_code)
    ]) }}
{%- endmacro %}

{% macro fact_member(cells, applicant_type_code) -%}
    case
        when {{ cells }}.fact_table = 'fct_requests' then {{ applicant_type_code }}
        when {{ cells }}.fact_table = 'fct_request_outcomes'
            then {{ applicant_type_code }} || '|' || {{ cells }}.member_code
        when
            {{ cells }}.fact_table in (
                'fct_disclosure_items', 'fct_capacity', 'fct_public_contact'
            )
            then {{ cells }}.member_code || ':' || {{ cells }}.measure_code
        else {{ cells }}.member_code
    end
{%- endmacro %}
