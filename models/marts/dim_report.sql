with editions as (

    select * from {{ ref('int_reports__editions') }}

),

documents as (

    select * from {{ ref('stg_landing__reports') }}

),

located as (

    select * from {{ ref('int_reports__located') }}

),

figures as (

    select * from {{ ref('fct_figures') }}

),

checks as (

    select * from {{ ref('fct_report_checks') }}

),

document_counts as (

    select
        report_key,
        count(*) as document_count
    from editions
    group by report_key

),

figure_counts as (

    select
        report_key,
        count(*) as figure_count
    from figures
    group by report_key

),

failed_rules as (

    select
        report_key,
        count(distinct rule_code) as failed_rule_count
    from checks
    where status = 'violated'
    group by report_key

),

final as (

    select
        editions.report_key,
        editions.reporting_body_key,
        editions.jurisdiction_key,

        editions.report_year,
        editions.form_code,
        editions.jurisdiction_level,
        editions.is_jurisdiction_report,
        editions.is_current,
        editions.edition_reason,
        editions.scope_code,
        documents.form_basis,
        documents.title,
        documents.issuing_body,
        documents.jurisdiction_name as printed_jurisdiction_name,
        located.location_basis,
        located.location_note,
        documents.source_url,

        document_counts.document_count,
        coalesce(figure_counts.figure_count, 0) as figure_count,
        coalesce(failed_rules.failed_rule_count, 0) as failed_rule_count,

        documents.is_official_source,

        documents.period_start_date,
        documents.period_end_date,
        documents.published_date
    from editions
    inner join documents
        on editions.report_id = documents.report_id
    inner join located
        on editions.report_id = located.report_id
    inner join document_counts
        on editions.report_key = document_counts.report_key
    left join figure_counts
        on editions.report_key = figure_counts.report_key
    left join failed_rules
        on editions.report_key = failed_rules.report_key
    where editions.is_primary_document

)

select * from final
