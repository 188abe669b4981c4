-- One row per further document of a report: its PDF beside its page, say, or an attached table.
select
    batch.chunk,
    document.report_id[:16] as report,
    document.file_name
from bridge_report_document as document
inner join batch on document.report_key = batch.report_key
where not document.is_primary_document
order by batch.chunk, report
