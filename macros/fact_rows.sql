{#- Facts that are made from figures: what the tests over all facts go through. -#}
{% macro figure_facts() -%}
    {{ return([
        'fct_requests',
        'fct_request_channels',
        'fct_request_timeliness',
        'fct_request_outcomes',
        'fct_appeals',
        'fct_fees',
        'fct_disclosure_items',
        'fct_capacity',
        'fct_public_contact',
    ]) }}
{%- endmacro %}

{#- The rows of all these facts, one below the other, with the columns that all of them have. -#}
{% macro fact_rows() -%}
{% for fact in figure_facts() %}
    select
        '{{ fact }}' as fact_table,
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        figure_ids
    from {{ ref(fact) }}
    {{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}
