{{ config(alias='safe_sums') }}
with safe_sums as (

    select * from {{ ref('safe_sums') }}

),

final as (

    select
        table_name,
        measure_name,
        predicate,
        statement_en,
        statement_zh,
        coalesce(string_split(within_report_over, '|'), []) as within_report_over,
        coalesce(string_split(group_by, '|'), []) as group_by,
        predicate <> 'false' as can_be_summed,
        if(
            predicate = 'false',
            null,
            concat_ws(
                ' ',
                'select',
                replace(group_by, '|', ', ') || ',',
                'sum(' || measure_name || ')',
                'from',
                table_name,
                'where',
                predicate,
                'group by ' || replace(group_by, '|', ', ')
            )
        ) as sum_sql
    from safe_sums

)

select * from final
