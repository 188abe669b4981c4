{{ config(alias='metrics') }}
with metrics as (

    select * from {{ ref('metrics') }}

),

final as (

    select
        metric_code,
        metric_order,
        metric_name_zh,
        metric_name_en,
        numerator_measure,
        denominator_measure,
        open_measure,
        string_split(form_codes, '|') as form_codes,
        multiplier,
        definition_zh,
        definition_en,
        is_share
    from metrics

)

select * from final
