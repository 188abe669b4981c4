{#- The facts hold requests and cases as whole numbers: a fraction would be rounded unseen. -#}
select
    fact_table,
    fact_key,
    value_number
from {{ ref('int_facts__resolved') }}
where
    measure_code in (
        'request_count',
        'appeal_count',
        'new_count',
        'carried_in_count',
        'carried_forward_count',
        'received_count'
    )
    and value_number <> trunc(value_number)
