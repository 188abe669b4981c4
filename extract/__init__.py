"""Documents to landing tables: one document, pure function, no exception because of a document.

`read_document` is the whole of it for one file; `extract.landing` does many and writes them.
Readers know file types, forms know tables, prose knows sentences; nothing here knows DuckDB, dbt
or Prefect.
"""

from extract.extraction import Extraction, read_bytes, read_document

__all__ = ["Extraction", "read_bytes", "read_document"]
