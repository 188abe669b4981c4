-- One row per place, year and kind of applicant: new requests, where the form tells applicants.
select
    batch.chunk,
    batch.place,
    requests.report_year as year,
    requests.applicant_type_code as code,
    requests.new_count as count
from fct_requests as requests
inner join batch on requests.report_key = batch.report_key
inner join dim_applicant_type as applicant
    on requests.applicant_type_code = applicant.applicant_type_code
where requests.form_code in ('2019', '2021') and requests.new_value_state is not null
order by batch.chunk, batch.place, year, applicant.applicant_type_order
