{{ config(alias='rules') }}
with rules as (

    select * from {{ ref('rules') }}

),

final as (

    select
        rule_code,
        rule_order,
        kind,
        comparison,
        tolerance,
        statement_zh,
        statement_en,
        source,
        string_split(form_codes, '|') as form_codes
    from rules

)

select * from final
