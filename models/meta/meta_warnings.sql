{{ config(alias='warnings') }}
with warnings as (

    select * from {{ ref('warnings') }}

),

final as (

    select
        unnest(string_split(table_names, '|')) as table_name,
        warning_code,
        warning_order,
        statement_en,
        statement_zh
    from warnings

)

select * from final
