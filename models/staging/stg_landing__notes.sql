with source as (

    select * from {{ source('landing', 'extraction_note') }}

),

renamed as (

    select
        report_id,

        severity,
        code as note_code,
        message,
        locator
    from source

)

select * from renamed
