with source as (

    select * from {{ source('landing', 'figure') }}

),

renamed as (

    select
        figure_id,
        report_id,

        line_form,
        line_code,
        column_code,
        subject,
        period,
        qualifier,
        value_text,
        value_state,
        unit,
        method,
        reading,
        locator,

        value as published_value,
        unit_scale,
        cast(value * unit_scale as decimal(20, 4)) as value_number,
        page as page_no,
        table_no,
        row_no,
        column_no,
        char_start,
        char_end,

        -- What keeps a statement out of the facts before its line is looked at.
        case
            when subject <> 'report' then 'not_whole_report_subject'
            when period <> 'year' or column_code = 'cumulative' then 'not_year_period'
            when qualifier <> 'exact' then 'not_exact'
            when unit in ('%', '％') then 'percentage'
        end as unfit_reason
    from source

)

select * from renamed
