-- One row per place, year and kind of applicant: new requests, where the form tells applicants.
select
    place.lineage[:4] as chunk,
    place.lineage as place,
    requests.report_year as year,
    requests.applicant_type_code as code,
    requests.new_count as count
from fct_requests as requests
inner join dim_jurisdiction as place on requests.jurisdiction_key = place.jurisdiction_key
inner join dim_applicant_type as applicant
    on requests.applicant_type_code = applicant.applicant_type_code
where
    requests.is_jurisdiction_report
    and requests.form_code in ('2019', '2021')
    and requests.new_value_state is not null
order by chunk, place, year, applicant.applicant_type_order
