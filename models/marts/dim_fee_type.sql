with fee_types as (

    select * from {{ ref('fee_types') }}

),

fee_classes as (

    select * from {{ ref('fee_classes') }}

),

final as (

    select
        fee_types.fee_type_code,
        fee_types.fee_type_name_zh,
        fee_types.fee_type_name_en,
        fee_types.fee_class,
        fee_classes.fee_class_name_zh,
        fee_classes.fee_class_name_en,
        fee_classes.legal_basis,
        fee_types.fee_type_order,
        fee_classes.valid_from_year,
        fee_classes.valid_to_year,
        fee_types.is_not_broken_down
    from fee_types
    inner join fee_classes
        on fee_types.fee_class = fee_classes.fee_class

)

select * from final
