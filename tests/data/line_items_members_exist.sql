{#- Every line that feeds a fact names a member that the fact's dimension has; a line without one
    would drop out of its fact unseen. -#}
with members as (

    select
        'fct_request_outcomes' as fact_table,
        outcome_code as member_code
    from {{ ref('outcomes') }}

    union all

    select
        'fct_request_channels' as fact_table,
        channel_code as member_code
    from {{ ref('request_channels') }}

    union all

    select
        'fct_request_timeliness' as fact_table,
        timeliness_code as member_code
    from {{ ref('timeliness_types') }}

    union all

    select
        'fct_fees' as fact_table,
        fee_type_code as member_code
    from {{ ref('fee_types') }}

    union all

    select
        'fct_appeals' as fact_table,
        routes.appeal_route_code || ':' || results.appeal_result_code as member_code
    from {{ ref('appeal_routes') }} as routes
    cross join {{ ref('appeal_results') }} as results

    union all

    select
        fact_table,
        item_code as member_code
    from {{ ref('items') }}

    union all

    select
        'fct_requests' as fact_table,
        unnest(
            ['new_count', 'carried_in_count', 'carried_forward_count', 'received_count']
        ) as member_code

),

lines as (

    select
        form_code,
        line_code,
        fact_table,
        case
            when fact_table = 'fct_requests' then measure_code
            when fact_table in ('fct_disclosure_items', 'fct_capacity', 'fct_public_contact')
                then member_code || ':' || measure_code
            else member_code
        end as member_code
    from {{ ref('line_items') }}
    where fact_table is not null

)

select lines.*
from lines
anti join members
    on lines.fact_table = members.fact_table and lines.member_code = members.member_code
