with lines as (

    select * from {{ ref('int_checks__lines') }}

),

final as (

    select
        form_code as line_form,
        line_code,
        line_order,
        heading_line_code,
        total_line_code,
        label_zh,
        label_en,
        section_zh,
        unit,
        additivity,
        is_by_applicant,
        is_value_row,
        fact_table,
        source,
        form_code || ':' || line_code as line_key
    from lines

)

select * from final
