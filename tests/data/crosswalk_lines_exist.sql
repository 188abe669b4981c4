-- Both lines of a crosswalk row exist on their form, headings included; NULL: there is none.
with crosswalk as (

    select * from {{ ref('outcome_crosswalk') }}

),

line_items as (

    select * from {{ ref('line_items') }}

),

named as (

    select
        from_form_code as form_code,
        from_line_code as line_code
    from crosswalk
    union distinct
    select
        to_form_code as form_code,
        to_line_code as line_code
    from crosswalk

)

select named.*
from named
anti join line_items
    on named.form_code = line_items.form_code and named.line_code = line_items.line_code
where named.line_code is not null
