{#- The key of a fact row: its fact, its report and the codes of its members. One definition, so
    that fct_figures names the very row that a figure became. -#}
{% macro fact_key(fact_table, report_key, member) -%}
    {{ surrogate_key([fact_table, report_key, member]) }}
{%- endmacro %}

{#- The codes that tell the rows of one report in one fact apart, joined with '|' or ':'. -#}
{% macro fact_member(fact_table, applicant_type_code, member_code, measure_code) -%}
    case
        when {{ fact_table }} = 'fct_requests' then {{ applicant_type_code }}
        when {{ fact_table }} = 'fct_request_outcomes'
            then {{ applicant_type_code }} || '|' || {{ member_code }}
        when {{ fact_table }} in ('fct_disclosure_items', 'fct_capacity', 'fct_public_contact')
            then {{ member_code }} || ':' || {{ measure_code }}
        else {{ member_code }}
    end
{%- endmacro %}
