with forms as (

    select * from {{ ref('forms') }}

),

lines as (

    select
        form_code,
        count(*) filter (where is_value_row) as line_count
    from {{ ref('int_checks__lines') }}
    group by form_code

),

final as (

    select
        forms.form_code,
        forms.form_name_zh,
        forms.form_name_en,
        forms.legal_basis,
        forms.first_year,
        forms.last_year,
        coalesce(lines.line_count, 0)::integer as line_count
    from forms
    left join lines on forms.form_code = lines.form_code

)

select * from final
