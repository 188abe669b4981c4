{{ config(alias='keys') }}
{#- The grain of a table is what its test of uniqueness says, else its primary key: written from
    there, so that no grain is listed that is not tested. -#}
{% set grains = tested_grains() %}
with tested as (
    {% for model in published_models() %}
    {% set primary_key = [] %}
    {% for constraint in model.constraints if constraint.type == 'primary_key' %}
    {% do primary_key.extend(constraint.columns) %}
    {% endfor %}
    select
        '{{ model.schema }}' as table_schema,
        '{{ model.alias }}' as table_name,
        '{{ model.config.materialized }}' as table_type,
        {{ grains.get(model.unique_id, primary_key) }}::varchar[] as key_columns,
        {{ primary_key }}::varchar[] as primary_key_columns,
        '{{ model.description | trim | replace("'", "''") }}' as description
    union all
    {% endfor %}
    select
        null::varchar,
        null::varchar,
        null::varchar,
        null::varchar[],
        null::varchar[],
        null::varchar

),

final as (

    select * from tested
    where table_name is not null

)

select * from final
