-- Tables and columns of schema main without a Chinese label, labels twice in a table, stray labels.
with columns as (

    select * from {{ ref('meta_columns') }}
    where table_schema = 'main'

),

labels as (

    select * from {{ ref('labels_zh') }}

),

labelled as (

    select
        columns.table_name,
        columns.column_name,
        labels.label_zh
    from columns
    left join labels
        on labels.object_kind = 'column' and columns.column_name = labels.object_name

),

tables as (

    select distinct table_name
    from columns

),

final as (

    select
        table_name,
        column_name,
        'no label' as fault
    from labelled
    where label_zh is null
    union all
    select
        table_name,
        label_zh,
        'a label twice' as fault
    from labelled
    group by table_name, label_zh
    having count(*) > 1
    union all
    select
        tables.table_name,
        null as column_name,
        'no label' as fault
    from tables
    left join labels on labels.object_kind = 'table' and tables.table_name = labels.object_name
    where labels.label_zh is null
    union all
    select
        null as table_name,
        object_name,
        'a label of nothing' as fault
    from labels
    where
        object_name not in (select columns.column_name from columns)
        and object_name not in (select tables.table_name from tables)

)

select * from final
