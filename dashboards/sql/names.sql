-- What codes are called, in both languages.
with names as (

    select
        'form' as kind,
        form_code as code,
        form_name_zh as zh,
        form_name_en as en
    from dim_form
    union all by name
    select
        'applicant' as kind,
        applicant_type_code as code,
        applicant_type_name_zh as zh,
        applicant_type_name_en as en
    from dim_applicant_type
    union all by name
    select
        'outcome' as kind,
        outcome_code as code,
        outcome_name_zh as zh,
        outcome_name_en as en
    from dim_outcome
    union all by name
    select
        'fee_class' as kind,
        fee_class as code,
        any_value(fee_class_name_zh) as zh,
        any_value(fee_class_name_en) as en
    from dim_fee_type
    group by fee_class
    union all by name
    select
        'indicator' as kind,
        indicator_code as code,
        indicator_name_zh as zh,
        indicator_name_en as en
    from meta.indicators
    union all by name
    select
        'metric' as kind,
        metric_code as code,
        metric_name_zh as zh,
        metric_name_en as en
    from meta.metrics
    union all by name
    select
        'metric_definition' as kind,
        metric_code as code,
        definition_zh as zh,
        definition_en as en
    from meta.metrics
    union all by name
    select
        'rule' as kind,
        rule_code as code,
        statement_zh as zh,
        statement_en as en
    from meta.rules
    union all by name
    select
        'line' as kind,
        line_key as code,
        label_zh as zh,
        label_en as en
    from dim_line
    where
        fact_table in ('fct_requests', 'fct_request_outcomes', 'fct_appeals', 'fct_fees')
        or is_value_row

)

select * from names
order by kind, code
