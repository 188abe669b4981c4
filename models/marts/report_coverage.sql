with expected as (

    select * from {{ ref('int_jurisdictions__expected') }}

),

final as (

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

)

select * from final
