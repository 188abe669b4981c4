with editions as (

    select * from {{ ref('int_reports__editions') }}

),

forms as (

    select * from {{ ref('forms') }}

),

fee_classes as (

    select * from {{ ref('fee_classes') }}

),

-- From the first year of the Regulations, or of an earlier report, to the last year reported on.
bounds as (

    select min(first_year) as bound_year
    from forms
    union all
    select unnest([min(report_year), max(report_year)]) as bound_year
    from editions

),

years as (

    select unnest(range(min(bound_year), max(bound_year) + 1))::integer as report_year
    from bounds

),

fees as (

    select
        years.report_year,
        bool_or(fee_classes.fee_class = 'request_cost_recovery') as has_request_cost_recovery,
        bool_or(fee_classes.fee_class = 'processing_fee') as has_processing_fee
    from years
    left join fee_classes
        on
            years.report_year >= fee_classes.valid_from_year
            and years.report_year <= coalesce(fee_classes.valid_to_year, years.report_year)
    group by years.report_year

),

final as (

    select
        years.report_year,
        coalesce(forms.form_code, 'unknown') as usual_form_code,
        coalesce(fees.has_request_cost_recovery, false) as has_request_cost_recovery,
        coalesce(fees.has_processing_fee, false) as has_processing_fee
    from years
    left join forms
        on
            years.report_year >= forms.first_year
            and years.report_year <= coalesce(forms.last_year, years.report_year)
    inner join fees on years.report_year = fees.report_year

)

select * from final
