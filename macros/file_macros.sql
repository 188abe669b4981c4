{#- The table macros that readers find inside the served file. Relations stand without the database's
    name, because a reader names the file; opened under an alias it needs USE first. -#}

{#- What is told of a figure: its document, its place, its words and what became of it. -#}
{% macro figure_evidence() %}
        figures.figure_id,
        documents.title as document_title,
        documents.file_name,
        documents.source_url,
        concat_ws(
            ', ',
            'file ' || (figures.locator ->> 'member'),
            'page ' || figures.page_no,
            'table ' || figures.table_no,
            'row ' || figures.row_no,
            'column ' || figures.column_no,
            'line ' || (figures.locator ->> 'line'),
            -- As a spreadsheet names it; in other tables row and column say it.
            case
                when contains(figures.locator ->> 'cell', '!')
                    then 'cell ' || (figures.locator ->> 'cell')
            end,
            'characters ' || figures.char_start || ' to ' || figures.char_end
        ) as place,
        figures.statement_text,
        figures.value_text,
        figures.value_state,
        figures.published_value,
        figures.unit,
        figures.line_form,
        figures.line_code,
        figures.column_code,
        lines.label_zh as line_label_zh,
        lines.label_en as line_label_en,
        figures.report_key,
        figures.report_id,
        figures.locator
{% endmacro %}

{#- From a fact row to its figures: select f.*, e.* from fct_fees as f, evidence(f) as e. -#}
{% macro create_evidence_macro() %}
create or replace macro {{ this.schema }}.evidence(fact) as table
    select
        {{ figure_evidence() }}
    from (select unnest(struct_extract(fact, 'figure_ids')) as figure_id) as ids
    inner join {{ ref('fct_figures').include(database=false) }} as figures
        on ids.figure_id = figures.figure_id
    inner join {{ ref('bridge_report_document').include(database=false) }} as documents
        on figures.report_id = documents.report_id
    left join {{ ref('dim_line').include(database=false) }} as lines
        on figures.line_form = lines.line_form and figures.line_code = lines.line_code
{% endmacro %}

{#- One figure, and the fact row that it became or why it became none. -#}
{% macro create_explain_figure_macro() %}
create or replace macro {{ this.schema }}.explain_figure(id) as table
    select
        {{ figure_evidence() }},
        figures.fact_table,
        figures.fact_key,
        figures.not_in_fact_reason
    from {{ ref('fct_figures').include(database=false) }} as figures
    inner join {{ ref('bridge_report_document').include(database=false) }} as documents
        on figures.report_id = documents.report_id
    left join {{ ref('dim_line').include(database=false) }} as lines
        on figures.line_form = lines.line_form and figures.line_code = lines.line_code
    where figures.figure_id = id
{% endmacro %}
