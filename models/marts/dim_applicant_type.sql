with source as (

    select * from {{ ref('applicant_types') }}

),

final as (

    select
        applicant_type_code,
        applicant_type_name_zh,
        applicant_type_name_en,
        applicant_group,
        column_code,
        applicant_type_order
    from source

)

select * from final
