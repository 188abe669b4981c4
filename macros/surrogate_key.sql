{#- First 16 hex digits of md5 over the natural key joined with '|'. Never DuckDB's hash(): it may
    change between versions, and a key that is published must not. The parts must not be NULL. -#}
{% macro surrogate_key(columns) -%}
    left(md5({{ columns | join(" || '|' || ") }}), 16)
{%- endmacro %}
