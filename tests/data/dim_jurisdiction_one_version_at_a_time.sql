-- A place has one version at a time, and a code names one place at a time; else a report's year
-- could not decide its version. Gives the pairs that overlap.
with divisions as (

    select
        *,
        coalesce(valid_from_date, date '1900-01-01') as first_date,
        coalesce(valid_to_date, date '9999-12-31') as end_date
    from {{ ref('dim_jurisdiction') }}

)

select
    one.full_name_zh,
    other.full_name_zh as overlaps_with,
    one.valid_from_date,
    one.valid_to_date,
    other.valid_from_date as other_from_date
from divisions as one
inner join divisions as other
    on
        one.jurisdiction_key <> other.jurisdiction_key
        and (one.lineage = other.lineage or one.division_code = other.division_code)
        and one.first_date <= other.first_date
        and one.end_date > other.first_date
