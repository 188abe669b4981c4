with reports as (

    select * from {{ ref('stg_landing__reports') }}

),

versions as (

    select * from {{ ref('int_divisions__versions') }}

),

body_types as (

    select * from {{ ref('body_types') }}

),

-- What a report prints of where it comes from. Bodies report every year and places recur, so the
-- work below is done once for each distinct wording.
printed as (

    select
        report_id,
        'title' as printed_in,
        title as wording
    from reports
    union all
    select
        report_id,
        'issuing_body' as printed_in,
        issuing_body as wording
    from reports
    union all
    select
        report_id,
        'jurisdiction_name' as printed_in,
        jurisdiction_name as wording
    from reports

),

-- A title is read up to its year or its subject: 渠县财政局 of 渠县财政局2023年政府信息公开年报.
headed as (

    select
        report_id,
        printed_in,
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(wording, '\s', '', 'g'),
                    '^(【[^】]*】|《|关于|中共|[0-9〇零○一二三四五六七八九]{4}年度?)+', ''
                ),
                '([0-9〇零○一二三四五六七八九]{4}年?|政府信息公开|政务公开|信息公开).*$', ''
            ),
            '(关于|年度|本级|全[省市县区州旗])+$', ''
        ) as head
    from printed

),

-- Kept, since five steps read it and its patterns cost more than all joins.
wordings as materialized (

    select
        report_id,
        printed_in,
        -- 渠县人民政府信息公开年报: the subject took 政府 of 人民政府 with it.
        if(suffix(head, '人民'), head || '政府', head) as wording
    from headed
    where head <> ''

),

mentions as (

    select
        report_id,
        unnest(string_split(places_mentioned, '|')) as wording,
        generate_subscripts(string_split(places_mentioned, '|'), 1) as mention_order
    from reports
    where places_mentioned is not null

),

texts as (

    select wording from wordings
    union distinct
    select wording from mentions
    where wording <> ''

),

names as (

    select
        *,
        jurisdiction_name_zh as name_zh,
        level_code in ('province', 'prefecture') as is_superior,
        false as is_short
    from versions
    union all
    select
        *,
        short_name_zh as name_zh,
        level_code in ('province', 'prefecture') as is_superior,
        -- 楚雄州 and 长阳县 are as good as the name; 淮安 may be the beginning of another word.
        level_code in ('province', 'prefecture')
        and not regexp_matches(short_name_zh, '[州县旗]$') as is_short
    from versions
    where short_name_zh is not null

),

-- A wording begins with the names of one, two or three divisions, each within the one before. The
-- two first characters make it an equi-join; comparing every wording with every name would not end.
first_names as (

    select
        names.*,
        texts.wording,
        length(names.name_zh) as name_length,
        1 as name_count
    from texts
    inner join names
        on
            left(texts.wording, 2) = left(names.name_zh, 2)
            and starts_with(texts.wording, names.name_zh)

),

after_first as (

    select distinct
        wording,
        name_length,
        level_code,
        province_code,
        prefecture_code,
        substr(wording, name_length + 1) as rest
    from first_names
    where is_superior

),

second_names as (

    select
        names.*,
        above.wording,
        above.name_length + length(names.name_zh) as name_length,
        2 as name_count
    from after_first as above
    inner join names
        on
            above.province_code = names.province_code
            and left(above.rest, 2) = left(names.name_zh, 2)
            and starts_with(above.rest, names.name_zh)
    where
        if(
            above.level_code = 'province',
            names.level_code <> 'province',
            names.level_code in ('county', 'local')
            and above.prefecture_code = names.prefecture_code
        )

),

after_second as (

    select distinct
        wording,
        name_length,
        prefecture_code,
        substr(wording, name_length + 1) as rest
    from second_names
    where level_code = 'prefecture'

),

third_names as (

    select
        names.*,
        above.wording,
        above.name_length + length(names.name_zh) as name_length,
        3 as name_count
    from after_second as above
    inner join names
        on
            above.prefecture_code = names.prefecture_code
            and left(above.rest, 2) = left(names.name_zh, 2)
            and starts_with(above.rest, names.name_zh)
    where names.level_code in ('county', 'local')

),

all_names as (

    select * from first_names
    union all
    select * from second_names
    union all
    select * from third_names

),

chains as (

    select
        *,
        substr(wording, name_length + 1) as rest
    from all_names

),

-- What follows the division says what kind of body it is; the longest known ending decides.
rests as (

    select rest from chains
    union distinct
    select wording as rest from texts

),

endings as (

    select
        rests.rest,
        max_by(
            body_types.body_type_code,
            2 * length(body_types.suffix_zh) + cast(body_types.is_whole as integer)
        ) as body_type_code
    from rests
    inner join body_types
        on
            right(rests.rest, 1) = right(body_types.suffix_zh, 1)
            and suffix(rests.rest, body_types.suffix_zh)
            and (not body_types.is_whole or rests.rest = body_types.suffix_zh)
    group by rests.rest

),

readings as (

    select
        chains.*,
        if(chains.rest = '', 'government', coalesce(endings.body_type_code, 'unknown'))
            as body_type_code
    from chains
    left join endings
        on chains.rest = endings.rest
    where
        -- 四川财政厅 is 四川省, 中山大学 is not 中山市.
        not chains.is_short
        or chains.rest = ''
        or endings.body_type_code in ('government', 'office', 'department')
    qualify
        chains.name_length = max(chains.name_length) over (partition by chains.wording)

),

wordings_read as (

    select distinct
        wording,
        rest,
        body_type_code
    from readings

),

-- Without a division in front only a body of a known kind says something: 市财政局.
bodies as (

    select
        texts.wording,
        wordings_read.wording is not null as has_place,
        coalesce(wordings_read.rest, texts.wording) as rest,
        coalesce(wordings_read.body_type_code, endings.body_type_code) as body_type_code
    from texts
    left join wordings_read
        on texts.wording = wordings_read.wording
    left join endings
        on texts.wording = endings.rest

),

worded as (

    select
        wordings.report_id,
        max(wordings.wording) filter (wordings.printed_in = 'title') as title,
        max(wordings.wording) filter (wordings.printed_in = 'issuing_body') as issuing_body,
        max(wordings.wording) filter (wordings.printed_in = 'jurisdiction_name')
            as jurisdiction_name,
        max(bodies.body_type_code) filter (wordings.printed_in = 'title') as title_type,
        max(bodies.body_type_code) filter (wordings.printed_in = 'issuing_body')
            as issuing_body_type,
        max(bodies.body_type_code) filter (wordings.printed_in = 'jurisdiction_name')
            as jurisdiction_name_type,
        bool_or(bodies.has_place) filter (wordings.printed_in = 'title') as title_has_place,
        bool_or(bodies.has_place) filter (wordings.printed_in = 'issuing_body')
            as issuing_body_has_place,
        bool_or(bodies.has_place) filter (wordings.printed_in = 'jurisdiction_name')
            as jurisdiction_name_has_place
    from wordings
    inner join bodies
        on wordings.wording = bodies.wording
    group by wordings.report_id

),

-- Whose report it is. Its title knows best. An office or a department that only issues the report
-- of its whole jurisdiction is not the body that reports; without such a title the scope decides.
said as (

    select
        worded.title,
        worded.issuing_body,
        worded.jurisdiction_name,
        worded.title_has_place,
        worded.issuing_body_has_place,
        worded.jurisdiction_name_has_place,
        reports.report_id,
        reports.report_year,
        reports.division_code,
        reports.scope_code as printed_scope_code,
        make_date(coalesce(reports.report_year, 9998), 12, 31) as year_end_date,
        case
            when worded.title_type in ('department', 'township', 'institution')
                then worded.title
            when
                reports.scope_code = 'jurisdiction'
                or (reports.scope_code = 'unknown' and worded.title_type = 'government')
                then null
            when
                worded.issuing_body_type in ('department', 'township', 'institution', 'unknown')
                then worded.issuing_body
            when
                worded.jurisdiction_name_type in ('department', 'township', 'institution')
                then worded.jurisdiction_name
            when worded.title_type in ('unknown', 'office')
                then worded.title
            when worded.issuing_body_type = 'office'
                then worded.issuing_body
        end as body_wording
    from reports
    left join worded
        on reports.report_id = worded.report_id

),

sought as (

    select
        said.*,
        bodies.rest,
        coalesce(bodies.body_type_code, 'government') as body_type_code,
        coalesce(bodies.has_place, false) as body_has_place,
        case
            when bodies.has_place then said.body_wording
            when said.jurisdiction_name_has_place then said.jurisdiction_name
            when said.title_has_place then said.title
            when said.issuing_body_has_place then said.issuing_body
        end as place_wording
    from said
    left join bodies
        on said.body_wording = bodies.wording

),

named as (

    select
        sought.report_id,
        sought.report_year,
        sought.year_end_date,
        sought.place_wording,
        true as is_listed,
        1 as name_count,
        versions.jurisdiction_key,
        versions.lineage,
        versions.valid_from_date,
        versions.valid_to_date
    from sought
    inner join versions
        on left(sought.division_code, 6) = versions.division_code
    union all
    select
        sought.report_id,
        sought.report_year,
        sought.year_end_date,
        sought.place_wording,
        false as is_listed,
        readings.name_count,
        readings.jurisdiction_key,
        readings.lineage,
        readings.valid_from_date,
        readings.valid_to_date
    from sought
    inner join readings
        on sought.place_wording = readings.wording

),

-- The year of the report decides the version. A name of another time (洪泽县 in 2017) stands for the
-- version of its line in that year. Lists are months late: a place that ended in the year or the
-- one before, or begins in the next, keeps that version.
dated as (

    select
        named.report_id,
        named.is_listed,
        named.name_count,
        coalesce(versions.jurisdiction_key, named.jurisdiction_key) as jurisdiction_key,
        case
            when versions.jurisdiction_key = named.jurisdiction_key then 1
            when versions.jurisdiction_key is not null then 2
            else 3
        end as standing
    from named
    left join versions
        on
            named.lineage = versions.lineage
            and named.year_end_date >= coalesce(versions.valid_from_date, date '1900-01-01')
            and named.year_end_date < coalesce(versions.valid_to_date, date '9999-12-31')
    where
        versions.jurisdiction_key is not null
        or (
            named.valid_to_date <= named.year_end_date
            and year(named.valid_to_date) >= named.report_year - 1
        )
        or (
            named.valid_from_date > named.year_end_date
            and year(named.valid_from_date) = named.report_year + 1
        )

),

candidates as (

    select
        dated.report_id,
        dated.jurisdiction_key,
        versions.lineage,
        versions.province_code,
        versions.prefecture_code,
        versions.full_name_zh,
        bool_or(dated.is_listed) as is_listed,
        min(dated.standing) as standing,
        max(dated.name_count) as name_count
    from dated
    inner join versions
        on dated.jurisdiction_key = versions.jurisdiction_key
    group by
        dated.report_id,
        dated.jurisdiction_key,
        versions.lineage,
        versions.province_code,
        versions.prefecture_code,
        versions.full_name_zh

),

-- Of places with one name, the one whose superiors the report names, and names first.
superiors as (

    select distinct
        wording,
        unnest([lineage, prefecture_code, province_code]) as superior_code
    from readings
    where name_count > 1 or is_superior

),

statements as (

    select
        report_id,
        wording,
        0 as mention_order
    from wordings
    union all
    select
        report_id,
        wording,
        mention_order
    from mentions

),

ambiguous as (

    select *
    from candidates
    qualify count(*) over (partition by report_id) > 1

),

superiors_named as (

    select
        statements.report_id,
        superiors.superior_code,
        min(statements.mention_order) as mention_order
    from statements
    inner join superiors
        on statements.wording = superiors.wording
    where superiors.superior_code is not null
    group by
        statements.report_id,
        superiors.superior_code

),

weighed as (

    select
        ambiguous.report_id,
        ambiguous.jurisdiction_key,
        ambiguous.full_name_zh,
        ambiguous.is_listed,
        ambiguous.standing,
        ambiguous.name_count,
        list_sort(
            list(superiors_named.mention_order)
            filter (superiors_named.mention_order is not null)
        ) as mention_orders
    from ambiguous
    left join superiors_named
        on
            ambiguous.report_id = superiors_named.report_id
            and superiors_named.superior_code in (
                ambiguous.lineage, ambiguous.prefecture_code, ambiguous.province_code
            )
    group by
        ambiguous.report_id,
        ambiguous.jurisdiction_key,
        ambiguous.full_name_zh,
        ambiguous.is_listed,
        ambiguous.standing,
        ambiguous.name_count

),

ranked as (

    select
        *,
        rank() over (
            partition by report_id
            order by
                is_listed desc,
                mention_orders is null asc,
                standing asc,
                mention_orders[1] asc nulls last,
                mention_orders[2] asc nulls last,
                mention_orders[3] asc nulls last
        ) as place_rank,
        -- What the note names: the places that the name alone could mean in that year.
        count(*) over (partition by report_id, is_listed, standing) as namesake_count,
        -- A namesake in force that no superior supports gave way to it.
        standing > min(standing) over (partition by report_id, is_listed) as is_overruling,
        string_agg(full_name_zh, ', ' order by full_name_zh)
            over (partition by report_id, is_listed, standing) as namesakes
    from weighed

),

places as (

    select
        report_id,
        jurisdiction_key,
        is_listed,
        standing,
        name_count,
        namesake_count,
        namesakes,
        is_overruling,
        count(*) over (partition by report_id) = 1 as is_decided
    from ranked
    where place_rank = 1
    qualify
        row_number() over (partition by report_id order by jurisdiction_key) = 1
    union all
    select
        report_id,
        jurisdiction_key,
        is_listed,
        standing,
        name_count,
        1 as namesake_count,
        full_name_zh as namesakes,
        false as is_overruling,
        true as is_decided
    from candidates
    where report_id not in (select ambiguous.report_id from ambiguous)

),

joined as (

    select
        sought.*,
        places.is_listed,
        places.standing,
        places.name_count,
        places.namesake_count,
        places.namesakes,
        places.is_overruling,
        versions.jurisdiction_key,
        versions.level_code,
        versions.lineage,
        versions.full_name_zh,
        versions.jurisdiction_name_zh as place_name_zh,
        places.report_id is not null as is_found,
        case
            when sought.body_type_code in ('government', 'office') then ''
            when sought.body_type_code = 'township'
                then
                    regexp_replace(
                        regexp_replace(sought.rest, '(人民政府|政府)$', ''),
                        '街道(办|办事处)$', '街道'
                    )
            -- 市财政局 of a report that names its city elsewhere, but never 市场监督管理局.
            when not sought.body_has_place and not starts_with(sought.rest, '市场')
                then regexp_replace(sought.rest, '^[省市县区州旗](.{2,})$', '\1')
            else regexp_replace(sought.rest, '^(?:人民政府|政府)(.{2,})$', '\1')
        end as own_name_zh
    from sought
    left join places
        on sought.report_id = places.report_id
    left join versions
        on
            places.jurisdiction_key = versions.jurisdiction_key
            and places.is_decided

),

final as (

    select
        report_id,
        coalesce(jurisdiction_key, 'unknown') as jurisdiction_key,
        if(
            jurisdiction_key is null,
            'unknown',
            {{ surrogate_key(['lineage', 'body_type_code', 'own_name_zh']) }}
        ) as reporting_body_key,
        coalesce(level_code, 'unknown') as jurisdiction_level,
        if(
            body_type_code = 'government', printed_scope_code, 'own_body'
        ) as scope_code,
        case
            when jurisdiction_key is null then 'unknown'
            when is_listed then 'source_list'
            when namesake_count > 1 or is_overruling then 'superior_named'
            when name_count > 1 then 'full_name'
            else 'unique_name'
        end as location_basis,
        lineage,
        if(jurisdiction_key is null, 'unknown', body_type_code) as body_type_code,
        own_name_zh as body_own_name_zh,

        nullif(
            concat_ws(
                '; ',
                case
                    when
                        division_code is not null and not coalesce(is_listed, false)
                        then
                            'division_code ' || division_code
                            || ' is in no list of divisions of that time: located by name; '
                            || 'correct the source list or seeds/divisions.csv'
                end,
                case
                    when not is_found and place_wording is not null
                        then
                            place_wording || ' names a division that did not stand in '
                            || coalesce(cast(report_year as varchar), 'an unknown year')
                            || '; give division_code in the source list'
                    when not is_found
                        then
                            'no division is named in title, issuing body or jurisdiction name; '
                            || 'give division_code in the source list'
                    when jurisdiction_key is null
                        then
                            place_wording || ' may be ' || namesakes
                            || ', and the document names no superior that decides; '
                            || 'give division_code in the source list'
                    when namesake_count > 1
                        then
                            place_wording || ' may be ' || namesakes
                            || '; decided by the superiors that the document names'
                end,
                case
                    when jurisdiction_key is null then null
                    when standing = 2
                        then
                            'named ' || coalesce(place_wording, division_code)
                            || ', at the end of the year ' || place_name_zh
                    when standing = 3
                        then
                            'no list shows ' || full_name_zh
                            || ' at the end of the year: the nearest version is taken'
                end
            ),
            ''
        ) as location_note
    from joined

)

select * from final
