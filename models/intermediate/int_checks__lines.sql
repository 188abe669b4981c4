{#- The lines that can hold a number. In table 三 a group of results (（三）不予公开 …) is a caption
    without cells: prose may state it, but a report that fills its form does not. -#}
with line_items as (

    select * from {{ ref('line_items') }}

),

totals as (

    select distinct
        form_code,
        total_line_code as line_code
    from line_items
    where total_line_code is not null

),

final as (

    select
        line_items.form_code,
        line_items.line_code,
        line_items.line_order,
        line_items.heading_line_code,
        line_items.total_line_code,
        line_items.label_zh,
        line_items.label_en,
        line_items.section_zh,
        line_items.unit,
        line_items.additivity,
        line_items.is_by_applicant,
        line_items.fact_table,
        line_items.member_code,
        line_items.measure_code,
        line_items.source,
        not line_items.is_by_applicant
        or line_items.total_line_code is null
        or totals.line_code is null as is_value_row
    from line_items
    left join totals
        on line_items.form_code = totals.form_code and line_items.line_code = totals.line_code
    where line_items.additivity <> 'heading'

)

select * from final
