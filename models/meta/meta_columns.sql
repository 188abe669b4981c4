{{ config(alias='columns') }}
{#- Written from the contracts, which each build holds against the tables themselves. -#}
with documented as (
    {% for model in published_models() %}
    {% for column in model.columns.values() %}
    select
        '{{ model.schema }}' as table_schema,
        '{{ model.alias }}' as table_name,
        '{{ column.name }}' as column_name,
        {{ loop.index }} as column_position,
        '{{ column.data_type }}' as data_type,
        '{{ column.description | trim | replace("'", "''") }}' as description
    union all
    {% endfor %}
    {% endfor %}
    select
        null::varchar,
        null::varchar,
        null::varchar,
        null::integer,
        null::varchar,
        null::varchar

),

final as (

    select * from documented
    where table_name is not null

)

select * from final
