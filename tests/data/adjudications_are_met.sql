{#- An adjudication of a document that is held finds its cell, with the old value still printed. -#}
with adjudications as (

    select * from {{ ref('adjudications') }}

),

editions as (

    select * from {{ ref('int_reports__editions') }}

),

adjudicated as (

    select * from {{ ref('int_figures__resolved') }}
    where value_origin = 'adjudicated'

)

select
    adjudications.report_id,
    adjudications.line_form,
    adjudications.line_code,
    adjudications.column_code,
    adjudications.old_value
from adjudications
inner join editions
    on adjudications.report_id = editions.report_id
anti join adjudicated
    on
        editions.report_key = adjudicated.report_key
        and adjudications.line_form = adjudicated.line_form
        and adjudications.line_code = adjudicated.line_code
        and adjudications.column_code = adjudicated.column_code
