with expected as (

    select * from {{ ref('int_jurisdictions__expected') }}

),

jurisdictions as (

    select * from {{ ref('dim_jurisdiction') }}

),

counted as (

    select
        parent_jurisdiction_key,
        jurisdiction_level,
        report_year,
        count(*)::integer as expected_count,
        count(*) filter (where is_reported)::integer as reported_count,
        (count(*) filter (where is_reported) / count(*))::double as reported_ratio,
        coalesce(
            list(jurisdiction_name_zh order by division_code) filter (where not is_reported), []
        ) as missing_names_zh
    from expected
    group by parent_jurisdiction_key, jurisdiction_level, report_year

),

final as (

    select
        counted.*,
        -- The country has no row of its own.
        coalesce(jurisdictions.full_name_zh, '全国') as parent_full_name_zh
    from counted
    left join jurisdictions on counted.parent_jurisdiction_key = jurisdictions.jurisdiction_key

)

select * from final
