with lines as (

    select * from {{ ref('int_checks__lines') }}
    where fact_table = 'fct_request_outcomes'

),

crosswalk as (

    select * from {{ ref('outcome_crosswalk') }}

),

forms as (

    select * from {{ ref('forms') }}

),

own_outcomes as (

    select
        form_code,
        line_code,
        member_code as outcome_code,
        'exact' as relation,
        cast(null as varchar) as note
    from lines

),

-- A line of an older form read as an outcome of a later one; where the older form has no line for
-- it, the row says so and its line is 'none'.
later_outcomes as (

    select
        crosswalk.from_form_code as form_code,
        to_lines.member_code as outcome_code,
        crosswalk.relation,
        crosswalk.note,
        coalesce(from_lines.line_code, 'none') as line_code
    from crosswalk
    inner join lines as to_lines
        on
            crosswalk.to_form_code = to_lines.form_code
            and crosswalk.to_line_code = to_lines.line_code
    left join lines as from_lines
        on
            crosswalk.from_form_code = from_lines.form_code
            and crosswalk.from_line_code = from_lines.line_code
    where from_lines.line_code is not null or crosswalk.from_line_code is null

),

-- The 2019 and 2021 forms share outcomes; the closest relation speaks for both.
closest as (

    select *
    from later_outcomes
    qualify
        row_number() over (
            partition by form_code, line_code, outcome_code
            order by
                list_position(
                    [
                        'exact',
                        'exact_at_sum',
                        'approximate',
                        'narrower',
                        'broader',
                        'overlap',
                        'none'
                    ],
                    relation
                ),
                note nulls first
        ) = 1

),

-- A member that both forms use under one code (不予公开 of 2014 and of 2019) is what the crosswalk
-- says of it, not the same because it is called the same.
relations as (

    select * from closest
    union all by name
    select own_outcomes.*
    from own_outcomes
    anti join closest
        on
            own_outcomes.form_code = closest.form_code
            and own_outcomes.line_code = closest.line_code
            and own_outcomes.outcome_code = closest.outcome_code

),

final as (

    select
        {{ surrogate_key([
            'relations.form_code', 'relations.line_code', 'relations.outcome_code'
        ]) }} as outcome_form_key,
        relations.form_code,
        relations.line_code,
        relations.outcome_code,
        lines.label_zh,
        lines.label_en,
        relations.relation,
        if(
            relations.relation in ('exact', 'exact_at_sum'), forms.first_year, null
        ) as comparable_from_year,
        relations.note
    from relations
    inner join forms on relations.form_code = forms.form_code
    left join lines
        on relations.form_code = lines.form_code and relations.line_code = lines.line_code

)

select * from final
