{{ config(alias='rules') }}
with rules as (

    select * from {{ ref('rules') }}

),

final as (

    select
        rule_code,
        rule_order,
        string_split(form_codes, '|') as form_codes,
        kind,
        comparison,
        tolerance,
        statement_zh,
        statement_en,
        source
    from rules

)

select * from final
