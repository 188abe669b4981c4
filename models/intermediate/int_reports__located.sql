select
    report_id,
    'unknown' as jurisdiction_key,
    {{ surrogate_key(["coalesce(jurisdiction_name, issuing_body, '')"]) }} as reporting_body_key,
    'unknown' as jurisdiction_level,
    scope as scope_code,
    'unknown' as location_basis,
    cast(null as varchar) as location_note
from {{ source('landing', 'report') }}
