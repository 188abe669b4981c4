{#- Schema zh: each mart that there is again as a view with Chinese names of table and columns (seed
    labels_zh), so that it can be asked without English. The marts stand without the database's
    name, because a reader names the file. -#}
{% macro create_zh_views(labels_zh) %}
{%- if execute and adapter.get_relation(target.database, labels_zh.schema, labels_zh.name) -%}
    {%- set labels = {} -%}
    {%- for row in run_query('select object_kind, object_name, label_zh from ' ~ labels_zh) -%}
        {%- do labels.update({row[0] ~ ':' ~ row[1]: row[2]}) -%}
    {%- endfor -%}
    create schema if not exists zh;
    {% for model in published_models()
        if model.schema == 'main' and adapter.get_relation(target.database, 'main', model.alias) %}
    create or replace view zh."{{ labels['table:' ~ model.alias] }}" as
    select
        {%- for column in model.columns.values() %}
        {{ column.name }} as "{{ labels['column:' ~ column.name] }}"{{ ',' if not loop.last }}
        {%- endfor %}
    from main.{{ model.alias }};
    comment on view zh."{{ labels['table:' ~ model.alias] }}"
    is '{{ model.description | trim | replace("'", "''") }}';
    {% endfor %}
{%- endif -%}
{% endmacro %}
