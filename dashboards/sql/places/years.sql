-- One row per place and year: the wide row, its report and that report's document.
with documents as (

    select * from bridge_report_document
    where is_primary_document

),

final as (

    select
        place.lineage[:4] as chunk,
        place.lineage as place,
        wide.report_year as year,
        wide.* exclude (
            jurisdiction_key, report_key, full_name_zh, province_name_zh, prefecture_name_zh,
            report_year, administrative_charge_cny, processing_fee_cny, request_cost_recovery_cny,
            proactive_cost_recovery_cny
        ),
        wide.administrative_charge_cny::double as administrative_charge_cny,
        wide.processing_fee_cny::double as processing_fee_cny,
        wide.request_cost_recovery_cny::double as request_cost_recovery_cny,
        wide.proactive_cost_recovery_cny::double as proactive_cost_recovery_cny,
        report.title,
        report.issuing_body,
        report.source_url,
        report.published_date,
        documents.report_id,
        documents.file_name
    from jurisdiction_year as wide
    inner join dim_jurisdiction as place on wide.jurisdiction_key = place.jurisdiction_key
    inner join dim_report as report on wide.report_key = report.report_key
    inner join documents on wide.report_key = documents.report_key

)

select * from final
order by chunk, place, year
