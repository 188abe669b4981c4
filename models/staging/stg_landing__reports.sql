with source as (

    select * from {{ source('landing', 'report') }}

),

renamed as (

    select
        report_id,
        main_report_id,

        file_name,
        media_type,
        source_url,
        title,
        issuing_body,
        jurisdiction_name,
        division_code,
        places_mentioned,
        form as form_code,
        form_basis,
        scope as scope_code,
        extractor_version,

        byte_size,
        report_year,

        period_start as period_start_date,
        period_end as period_end_date,
        published_on as published_date,

        -- A host under gov.cn is the official source of a report; any other is a mirror.
        coalesce(
            regexp_matches(lower(source_url), '^[a-z]+://([^/:]+\.)?gov\.cn([:/]|$)'), false
        ) as is_official_source
    from source

)

select * from renamed
