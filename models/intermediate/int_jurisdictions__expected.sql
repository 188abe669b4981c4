{#- One row per year, division in force at its end, and division above it (direct or not). The
    country is above the provinces and has no row of its own. -#}
with jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}
    where level_code in ('province', 'prefecture', 'county')

),

editions as (

    select * from {{ ref('int_reports__editions') }}
    where is_primary_document and is_jurisdiction_report

),

report_years as (

    select distinct report_year
    from editions

),

reported as (

    select distinct
        jurisdictions.lineage,
        editions.report_year
    from editions
    inner join jurisdictions on editions.jurisdiction_key = jurisdictions.jurisdiction_key

),

in_force as (

    select
        jurisdictions.*,
        report_years.report_year
    from report_years
    inner join jurisdictions
        on
            jurisdictions.valid_from_date <= make_date(report_years.report_year, 12, 31)
            and coalesce(jurisdictions.valid_to_date, date '9999-12-31')
            > make_date(report_years.report_year, 12, 31)

),

-- Codes one under the other make the join below one of equal codes.
superior_codes as (

    select
        report_year,
        jurisdiction_key,
        division_code,
        unnest([province_code, prefecture_code]) as superior_code
    from in_force

),

above as (

    select
        superior_codes.report_year,
        superior_codes.jurisdiction_key,
        superiors.jurisdiction_key as parent_jurisdiction_key
    from superior_codes
    inner join in_force as superiors
        on
            superior_codes.report_year = superiors.report_year
            and superior_codes.superior_code = superiors.division_code
    where superior_codes.superior_code <> superior_codes.division_code
    union all
    select
        report_year,
        jurisdiction_key,
        'country' as parent_jurisdiction_key
    from in_force

),

final as (

    select
        above.report_year,
        above.parent_jurisdiction_key,
        in_force.jurisdiction_key,
        in_force.lineage,
        in_force.level_code as jurisdiction_level,
        in_force.division_code,
        in_force.jurisdiction_name_zh,
        reported.lineage is not null as is_reported
    from above
    inner join in_force
        on
            above.report_year = in_force.report_year
            and above.jurisdiction_key = in_force.jurisdiction_key
    left join reported
        on
            in_force.lineage = reported.lineage
            and in_force.report_year = reported.report_year

)

select * from final
