with editions as (

    select * from {{ ref('int_reports__editions') }}

),

documents as (

    select * from {{ ref('stg_landing__reports') }}

),

final as (

    select
        editions.report_key,
        editions.report_id,
        documents.main_report_id,
        documents.file_name,
        documents.media_type,
        documents.source_url,
        documents.title,
        documents.byte_size,
        editions.is_primary_document,
        documents.main_report_id <> documents.report_id as is_attachment,
        documents.is_official_source,
        documents.published_date
    from editions
    inner join documents
        on editions.report_id = documents.report_id

)

select * from final
