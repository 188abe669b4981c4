{#- Schemas are named as configured, without the target's schema in front: a BI tool finds the
    marts under `main` on every machine. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
