with resolved as (

    select * from {{ ref('int_facts__resolved') }}
    where fact_table = 'fct_requests'

),

-- What prose says of all requests handled is kept apart from the form's own line of those received.
measures as (

    select
        *,
        case
            when line_form = 'prose' and measure_code = 'received_count' then 'handled'
            else replace(measure_code, '_count', '')
        end as measure
    from resolved

),

stated as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        applicant_type_code,
        report_year,
        form_code,
        jurisdiction_level,
        {% for measure in ['new', 'carried_in', 'carried_forward', 'received', 'handled'] %}
        max(value_number) filter (where measure = '{{ measure }}') as {{ measure }}_number,
        max(value_state) filter (where measure = '{{ measure }}') as {{ measure }}_value_state,
        max(value_origin) filter (where measure = '{{ measure }}')
            as {{ measure }}_value_origin,
        max(published_value) filter (where measure = '{{ measure }}')
            as {{ measure }}_published_value,
        list_sort(flatten(list(figure_ids) filter (where measure = '{{ measure }}')))
            as {{ measure }}_figure_ids,
        {% endfor %}
        is_jurisdiction_report
    from measures
    group by
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        applicant_type_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report

),

-- A measure is taken from the line that states a number, else from the one that states the blank.
based as (

    select
        *,
        case
            when received_number is not null then 'not_said'
            when new_number is not null then 'new'
            when handled_number is not null then 'new_and_carried_in'
            when received_value_state is not null then 'not_said'
            when new_value_state is not null then 'new'
            when handled_value_state is not null then 'new_and_carried_in'
        end as received_basis,
        new_value_state is null and handled_number >= carried_in_number as is_new_derived
    from stated

),

final as (

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        applicant_type_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,

        cast(if(is_new_derived, handled_number - carried_in_number, new_number) as bigint)
            as new_count,
        if(is_new_derived, 'number', new_value_state) as new_value_state,
        if(is_new_derived, 'derived', new_value_origin) as new_value_origin,
        new_published_value,
        if(
            is_new_derived, list_sort(handled_figure_ids || carried_in_figure_ids), new_figure_ids
        ) as new_figure_ids,

        cast(carried_in_number as bigint) as carried_in_count,
        carried_in_value_state,
        carried_in_value_origin,
        carried_in_published_value,
        carried_in_figure_ids,

        cast(carried_forward_number as bigint) as carried_forward_count,
        carried_forward_value_state,
        carried_forward_value_origin,
        carried_forward_published_value,
        carried_forward_figure_ids,

        cast(case received_basis
            when 'not_said' then received_number
            when 'new' then new_number
            when 'new_and_carried_in' then handled_number
        end as bigint) as received_count,
        received_basis,
        {% for attribute in ['value_state', 'value_origin', 'published_value', 'figure_ids'] %}
        case received_basis
            when 'not_said' then received_{{ attribute }}
            when 'new' then new_{{ attribute }}
            when 'new_and_carried_in' then handled_{{ attribute }}
        end as received_{{ attribute }},
        {% endfor %}

        list_sort(list_distinct(flatten([
            coalesce(new_figure_ids, []),
            coalesce(carried_in_figure_ids, []),
            coalesce(carried_forward_figure_ids, []),
            coalesce(received_figure_ids, []),
            coalesce(handled_figure_ids, []),
        ]))) as figure_ids
    from based

)

select * from final
