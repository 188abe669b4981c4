{{ config(alias='columns') }}
{#- Written from the contracts, which each build holds against the tables themselves. They come as
    one JSON text: a row of SQL for each of some hundred columns costs the linter a minute. -#}
{% set documented = [] %}
{% for model in published_models() %}
{% for column in model.columns.values() %}
{% do documented.append({
    'table_schema': model.schema,
    'table_name': model.alias,
    'column_name': column.name,
    'column_position': loop.index,
    'data_type': column.data_type,
    'description': column.description | trim,
}) %}
{% endfor %}
{% endfor %}
with contracts as (

    select
        unnest(
            from_json(
                '{{ tojson(documented) | replace("'", "''") }}',
                '[{
                    "table_schema": "varchar",
                    "table_name": "varchar",
                    "column_name": "varchar",
                    "column_position": "integer",
                    "data_type": "varchar",
                    "description": "varchar"
                }]'
            )
        ) as documented

),

final as (

    select
        documented.table_schema,
        documented.table_name,
        documented.column_name,
        documented.column_position,
        documented.data_type,
        documented.description
    from contracts

)

select * from final
