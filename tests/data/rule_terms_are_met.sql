-- Every term of a rule is a line of its form, else it would silently drop out of its sum; and a
-- rule names the forms that its terms are for.
with rule_terms as (

    select * from {{ ref('rule_terms') }}

),

terms as (

    select * from {{ ref('int_checks__terms') }}

),

rules as (

    select * from {{ ref('rules') }}

),

unmet as (

    select
        'term without a line' as problem,
        rule_terms.rule_code,
        rule_terms.form_code,
        rule_terms.line_form || ' ' || rule_terms.line_code as found
    from rule_terms
    anti join terms
        on
            rule_terms.rule_code = terms.rule_code
            and rule_terms.form_code = terms.form_code
            and rule_terms.reading_code = terms.reading_code
            and rule_terms.side = terms.side
            and rule_terms.line_form = terms.line_form
            and rule_terms.line_code in (terms.line_code, '*')

),

listed as (

    select
        rule_code,
        unnest(string_split(form_codes, '|')) as form_code
    from rules

),

used as (

    select distinct
        rule_code,
        form_code
    from rule_terms

),

other_forms as (

    select
        'form without terms, or terms without form' as problem,
        coalesce(listed.rule_code, used.rule_code) as rule_code,
        coalesce(listed.form_code, used.form_code) as form_code,
        cast(null as varchar) as found
    from listed
    full join used
        on listed.rule_code = used.rule_code and listed.form_code = used.form_code
    -- PT compares whatever is stated twice and has no terms.
    where
        (listed.rule_code is null or used.rule_code is null)
        and coalesce(listed.rule_code, used.rule_code) <> 'PT'

)

select * from unmet
union all
select * from other_forms
