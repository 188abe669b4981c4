-- The marts as one analyst would write them in one file, without dbt: from the tables of raw and
-- reference to the tables of schema main. bench/run.py holds dbt's models against the time that
-- this takes; tests/bench/test_hand_written.py holds every table equal, row by row.

create temp macro key16(natural_key) as left(md5(natural_key), 16);

-- 1. Places: every version of every division, with the names of what it lay in.

create temp table division as
with place as (
    select
        division_code,
        division_code as place_code,
        division_name_zh,
        short_name_zh,
        level_code,
        lineage,
        parent_code,
        province_code,
        prefecture_code,
        source,
        valid_from_date,
        valid_to_date
    from reference.divisions
    union all
    select
        null as division_code,
        local_code as place_code,
        division_name_zh,
        short_name_zh,
        'local' as level_code,
        local_code as lineage,
        within_code as parent_code,
        left(within_code, 2) || '0000' as province_code,
        case when not ends_with(within_code, '0000') then left(within_code, 4) || '00' end
            as prefecture_code,
        source,
        valid_from_date,
        valid_to_date
    from reference.local_divisions
),

superior as (
    select
        inner_place.place_code,
        inner_place.division_name_zh,
        inner_place.superior_code,
        max_by(above.division_name_zh, above.valid_from_date) as superior_name
    from (
        select
            place_code,
            division_name_zh,
            valid_from_date,
            valid_to_date,
            unnest(
                list_distinct([parent_code, province_code, prefecture_code])
            ) as superior_code
        from place
    ) as inner_place
    inner join reference.divisions as above on inner_place.superior_code = above.division_code
    where
        above.valid_from_date < coalesce(inner_place.valid_to_date, date '9999-12-31')
        and coalesce(above.valid_to_date, date '9999-12-31')
        > coalesce(inner_place.valid_from_date, date '1900-01-01')
    group by all
),

superiors as (
    select
        place_code,
        division_name_zh,
        map(list(superior_code), list(superior_name)) as superior_names
    from superior
    group by all
)

select
    place.*,
    superiors.superior_names[place.parent_code] as parent_name_zh,
    superiors.superior_names[place.province_code] as province_name_zh,
    superiors.superior_names[place.prefecture_code] as prefecture_name_zh,
    key16(place.place_code || '|' || place.division_name_zh) as jurisdiction_key
from place
left join superiors
    on
        place.place_code = superiors.place_code
        and place.division_name_zh = superiors.division_name_zh;

-- 2. Where each document comes from: what it prints, cut to the name of a body, begins with the
--    name of a division, of one within it, and so on; the longest reading counts.

create temp table wording as
select
    report_id,
    source,
    case when ends_with(head, '人民') then head || '政府' else head end as wording
from (
    select
        report_id,
        source,
        -- Off goes what stands before the name, then what follows it, then loose ends of it.
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(printed, '\s', '', 'g'),
                    '^(【[^】]*】|《|关于|中共|[0-9〇零○一二三四五六七八九]{4}年度?)+',
                    ''
                ),
                '([0-9〇零○一二三四五六七八九]{4}年?|政府信息公开|政务公开|信息公开).*$',
                ''
            ),
            '(关于|年度|本级|全[省市县区州旗])+$',
            ''
        ) as head
    from raw.report
    unpivot (printed for source in (title, issuing_body, jurisdiction_name))
) as headed
where head <> '';

create temp table mention as
select
    report_id,
    unnest(string_split(places_mentioned, '|')) as wording,
    generate_subscripts(string_split(places_mentioned, '|'), 1) as place_no
from raw.report;

create temp table place_reading as
with recursive name as (
    select
        division_name_zh as name_zh,
        false as is_short,
        *
    from division
    union all
    select
        short_name_zh as name_zh,
        level_code in ('province', 'prefecture')
        and not regexp_matches(short_name_zh, '[州县旗]$') as is_short,
        *
    from division
    where short_name_zh is not null
),

lengths as (
    select distinct length(name_zh) as name_length
    from name
),

text as (
    select wording from wording
    union
    select wording from mention
    where wording <> ''
),

ending as (
    select * from reference.body_types
),

chain as (
    select
        text.wording,
        1 as name_depth,
        substr(text.wording, lengths.name_length + 1) as rest,
        name.is_short,
        name.level_code,
        name.lineage,
        name.province_code,
        name.prefecture_code,
        name.jurisdiction_key,
        name.valid_from_date,
        name.valid_to_date
    from text
    inner join lengths on length(text.wording) >= lengths.name_length
    inner join name on left(text.wording, lengths.name_length) = name.name_zh
    where lengths.name_length >= 2
    union
    select
        chain.wording,
        chain.name_depth + 1 as name_depth,
        substr(chain.rest, length(name.name_zh) + 1) as rest,
        name.is_short,
        name.level_code,
        name.lineage,
        name.province_code,
        name.prefecture_code,
        name.jurisdiction_key,
        name.valid_from_date,
        name.valid_to_date
    from chain
    inner join name
        on
            chain.province_code = name.province_code
            and starts_with(chain.rest, name.name_zh)
    where
        (chain.level_code = 'province' and name.level_code <> 'province')
        or (
            chain.level_code = 'prefecture'
            and name.level_code in ('county', 'local')
            and chain.prefecture_code = name.prefecture_code
        )
),

rest_type as (
    select
        rests.rest,
        max_by(
            ending.body_type_code, 2 * length(ending.suffix_zh) + ending.is_whole::integer
        ) as body_type_code
    from (
        select rest from chain
        union
        select wording from text
    ) as rests
    inner join ending
        on
            right(rests.rest, 1) = right(ending.suffix_zh, 1)
            and ends_with(rests.rest, ending.suffix_zh)
            and (rests.rest = ending.suffix_zh or not ending.is_whole)
    group by all
),

placed as (
    select
        chain.*,
        case
            when chain.rest = '' then 'government'
            else coalesce(rest_type.body_type_code, 'unknown')
        end as body_type_code
    from chain
    left join rest_type on chain.rest = rest_type.rest
    -- 四川财政厅 is 四川省, 中山大学 is not 中山市.
    where
        not chain.is_short
        or chain.rest = ''
        or rest_type.body_type_code in ('government', 'office', 'department')
    qualify length(chain.rest) = min(length(chain.rest)) over (partition by chain.wording)
)

select
    text.wording,
    coalesce(placed.rest, text.wording) as rest,
    coalesce(placed.body_type_code, rest_type.body_type_code) as body_type_code,
    placed.wording is not null as has_place,
    placed.name_depth,
    placed.level_code,
    placed.lineage,
    placed.province_code,
    placed.prefecture_code,
    placed.jurisdiction_key,
    placed.valid_to_date
from text
left join placed on text.wording = placed.wording
left join rest_type on text.wording = rest_type.rest;

create temp table body as
select distinct
    wording,
    rest,
    body_type_code,
    has_place
from place_reading;

-- Whose report it is, and which wording tells the place.
create temp table sought as
with said as (
    select
        report.report_id,
        report.report_year,
        report.division_code,
        report.scope,
        make_date(coalesce(report.report_year, 9998), 12, 31) as year_end,
        map_from_entries(
            list((wording.source, {
                'wording': wording.wording,
                'type': body.body_type_code,
                'has_place': body.has_place
            })) filter (wording.source is not null)
        ) as printed
    from raw.report
    left join wording on report.report_id = wording.report_id
    left join body on wording.wording = body.wording
    group by all
),

parted as (
    select
        * exclude (printed),
        printed['title'] as title,
        printed['issuing_body'] as issuing,
        printed['jurisdiction_name'] as named
    from said
),

whose as (
    select
        *,
        case
            when title['type'] in ('department', 'township', 'institution') then title['wording']
            when scope = 'jurisdiction' then null
            when scope = 'unknown' and title['type'] = 'government' then null
            when issuing['type'] in ('department', 'township', 'institution', 'unknown')
                then issuing['wording']
            when named['type'] in ('department', 'township', 'institution') then named['wording']
            when title['type'] in ('unknown', 'office') then title['wording']
            when issuing['type'] = 'office' then issuing['wording']
        end as body_wording
    from parted
)

select
    whose.report_id,
    whose.report_year,
    whose.year_end,
    whose.division_code,
    whose.scope,
    body.rest,
    coalesce(body.body_type_code, 'government') as body_type_code,
    coalesce(body.has_place, false) as body_has_place,
    case
        when body.has_place then whose.body_wording
        when whose.named['has_place'] then whose.named['wording']
        when whose.title['has_place'] then whose.title['wording']
        when whose.issuing['has_place'] then whose.issuing['wording']
    end as place_wording
from whose
left join body on whose.body_wording = body.wording;

-- The version in force at the end of the year; of several places, that whose superiors are named.
create temp table located as
with named as (
    select
        sought.report_id,
        sought.year_end,
        sought.report_year,
        true as is_listed,
        1 as name_depth,
        division.jurisdiction_key,
        division.lineage,
        division.valid_to_date
    from sought
    inner join division on left(sought.division_code, 6) = division.division_code
    union all
    select
        sought.report_id,
        sought.year_end,
        sought.report_year,
        false as is_listed,
        place_reading.name_depth,
        place_reading.jurisdiction_key,
        place_reading.lineage,
        place_reading.valid_to_date
    from sought
    inner join place_reading on sought.place_wording = place_reading.wording
    where place_reading.has_place
),

dated as (
    select
        named.report_id,
        named.name_depth,
        coalesce(division.jurisdiction_key, named.jurisdiction_key) as jurisdiction_key,
        named.is_listed,
        case
            when division.jurisdiction_key = named.jurisdiction_key then 'in_force'
            when division.jurisdiction_key is not null then 'other_time'
            else 'ended'
        end as standing
    from named
    left join division
        on
            named.lineage = division.lineage
            and named.year_end >= coalesce(division.valid_from_date, date '1900-01-01')
            and named.year_end < coalesce(division.valid_to_date, date '9999-12-31')
    where
        division.jurisdiction_key is not null
        or (
            named.valid_to_date <= named.year_end
            and year(named.valid_to_date) >= named.report_year - 1
        )
),

candidate as (
    select
        report_id,
        jurisdiction_key,
        is_listed,
        standing,
        max(name_depth) as name_depth
    from dated
    group by report_id, jurisdiction_key, is_listed, standing
    qualify
        rank() over (
            partition by report_id
            order by
                is_listed desc,
                list_position(['in_force', 'other_time', 'ended'], standing) asc
        ) = 1
),

weighed as (
    select
        candidate.*,
        division.lineage,
        division.province_code,
        division.prefecture_code,
        division.province_name_zh,
        division.prefecture_name_zh,
        division.division_name_zh,
        coalesce(nullif(division.province_name_zh, division.division_name_zh), '')
        || coalesce(nullif(division.prefecture_name_zh, division.division_name_zh), '')
        || division.division_name_zh as full_name_zh,
        count(*) over (partition by candidate.report_id) as candidate_count
    from candidate
    inner join division on candidate.jurisdiction_key = division.jurisdiction_key
),

said_text as (
    select
        report_id,
        wording,
        0 as place_no
    from wording
    union all
    select
        report_id,
        wording,
        place_no
    from mention
),

superior as (
    select distinct
        wording,
        unnest([lineage, prefecture_code, province_code]) as code
    from place_reading
    where name_depth > 1 or level_code in ('province', 'prefecture')
),

superior_said as (
    select
        said_text.report_id,
        superior.code,
        min(said_text.place_no) as place_no
    from said_text
    inner join superior on said_text.wording = superior.wording
    where
        superior.code is not null
        and said_text.report_id in (
            select weighed.report_id from weighed
            where weighed.candidate_count > 1
        )
    group by all
),

decided as (
    select
        report_id,
        jurisdiction_key,
        positions
    from (
        select
            weighed.report_id,
            weighed.jurisdiction_key,
            list_sort(
                list(superior_said.place_no) filter (superior_said.place_no is not null)
            ) as positions
        from weighed
        left join superior_said
            on
                weighed.report_id = superior_said.report_id
                and superior_said.code in (
                    weighed.lineage, weighed.prefecture_code, weighed.province_code
                )
        where weighed.candidate_count > 1
        group by all
    ) as with_positions
    qualify
        rank() over (
            partition by report_id
            order by positions[1] nulls last, positions[2] nulls last, positions[3] nulls last
        ) = 1
),

only_decided as (
    select
        report_id,
        any_value(jurisdiction_key) as jurisdiction_key
    from decided
    group by report_id
    having count(*) = 1 and any_value(positions) is not null
),

place as (
    select
        weighed.report_id,
        any_value(weighed.candidate_count) as candidate_count,
        any_value(weighed.is_listed) as is_listed,
        any_value(weighed.standing) as standing,
        max(weighed.name_depth) as name_depth,
        string_agg(weighed.full_name_zh, ', ' order by weighed.full_name_zh) as candidate_names,
        case
            when any_value(weighed.candidate_count) = 1 then any_value(weighed.jurisdiction_key)
            else any_value(only_decided.jurisdiction_key)
        end as jurisdiction_key
    from weighed
    left join only_decided on weighed.report_id = only_decided.report_id
    group by weighed.report_id
),

owned as (
    select
        sought.*,
        place.candidate_count,
        place.is_listed,
        place.standing,
        place.name_depth,
        place.candidate_names,
        place.jurisdiction_key,
        division.lineage,
        division.level_code,
        division.division_name_zh,
        weighed_name.full_name_zh,
        case
            when sought.body_type_code in ('government', 'office') then ''
            when sought.body_type_code = 'township'
                then regexp_replace(
                    regexp_replace(sought.rest, '(人民政府|政府)$', ''),
                    '街道(办|办事处)$',
                    '街道'
                )
            when not sought.body_has_place and not starts_with(sought.rest, '市场')
                then regexp_replace(sought.rest, '^[省市县区州旗](.{2,})$', '\1')
            else regexp_replace(sought.rest, '^(?:人民政府|政府)(.{2,})$', '\1')
        end as own_name_zh
    from sought
    left join place on sought.report_id = place.report_id
    left join division on place.jurisdiction_key = division.jurisdiction_key
    left join weighed as weighed_name
        on
            place.report_id = weighed_name.report_id
            and place.jurisdiction_key = weighed_name.jurisdiction_key
)

select
    report_id,
    coalesce(jurisdiction_key, 'unknown') as jurisdiction_key,
    case
        when jurisdiction_key is null then 'unknown'
        else key16(concat_ws('|', lineage, body_type_code, own_name_zh))
    end as reporting_body_key,
    coalesce(level_code, 'unknown') as jurisdiction_level,
    case when body_type_code = 'government' then scope else 'own_body' end as scope_code,
    case
        when jurisdiction_key is null then 'unknown'
        when is_listed then 'source_list'
        when candidate_count > 1 then 'superior_named'
        when name_depth > 1 then 'full_name'
        else 'unique_name'
    end as location_basis,
    lineage,
    case when jurisdiction_key is null then 'unknown' else body_type_code end as body_type_code,
    own_name_zh,
    nullif(concat_ws(
        '; ',
        case
            when division_code is not null and coalesce(is_listed, false) = false
                then
                    'division_code ' || division_code
                    || ' is in no list of divisions of that time: located by name; '
                    || 'correct the source list or seeds/divisions.csv'
        end,
        case
            when candidate_count is null and place_wording is not null
                then
                    place_wording || ' names a division that did not stand in '
                    || coalesce(report_year::varchar, 'an unknown year')
                    || '; give division_code in the source list'
            when candidate_count is null
                then
                    'no division is named in title, issuing body or jurisdiction name; '
                    || 'give division_code in the source list'
            when jurisdiction_key is null
                then
                    place_wording || ' may be ' || candidate_names
                    || ', and the document names no superior that decides; '
                    || 'give division_code in the source list'
            when candidate_count > 1
                then
                    place_wording || ' may be ' || candidate_names
                    || '; decided by the superiors that the document names'
        end,
        case
            when jurisdiction_key is not null and standing = 'other_time'
                then
                    'named ' || coalesce(place_wording, division_code)
                    || ', at the end of the year ' || division_name_zh
            when jurisdiction_key is not null and standing = 'ended'
                then
                    full_name_zh
                    || ' had ended by the end of the year: its last version is taken'
        end
    ), '') as location_note
from owned;

-- 3. Editions: texts of one report with the same numbers are one.

create temp table edition as
with document as (
    select
        *,
        coalesce(
            regexp_matches(lower(source_url), '^[a-z]+://([^/:]+\.)?gov\.cn([:/]|$)'), false
        ) as is_official
    from raw.report
),

text as (
    select
        document.report_id,
        coalesce(page.report_id, document.report_id) as text_id,
        nullif(document.form, 'unknown') as known_form
    from document
    left join document as page on document.main_report_id = page.report_id
),

rival as (
    select
        document.report_id as text_id,
        located.reporting_body_key,
        located.jurisdiction_key,
        located.jurisdiction_level,
        located.scope_code,
        document.report_year,
        document.form as form_code,
        document.is_official,
        document.published_on,
        -- Reports of unknown bodies have nothing in common.
        case
            when located.reporting_body_key = 'unknown' then document.report_id else ''
        end as only_text_id,
        (
            count(*) over (
                partition by
                    located.reporting_body_key, document.report_year, located.scope_code,
                    only_text_id
            ) > 1
        )
        or (
            located.scope_code = 'jurisdiction'
            and located.jurisdiction_key <> 'unknown'
            and count(*) over (
                partition by located.jurisdiction_key, document.report_year, located.scope_code
            ) > 1
        ) as has_rival
    from document
    inner join text on document.report_id = text.text_id and document.report_id = text.report_id
    inner join located on document.report_id = located.report_id
),

content as (
    select
        text.text_id,
        count(distinct figure.line_form || figure.line_code) as line_count,
        md5(string_agg(
            distinct concat_ws(
                '|', figure.line_form, figure.line_code, figure.column_code, figure.subject,
                figure.period, figure.qualifier,
                (figure.value * figure.unit_scale)::decimal(20, 4)
            ),
            ';'
            order by concat_ws(
                '|', figure.line_form, figure.line_code, figure.column_code, figure.subject,
                figure.period, figure.qualifier,
                (figure.value * figure.unit_scale)::decimal(20, 4)
            )
        ) filter (where figure.value_state = 'number')) as numbers
    from raw.figure
    inner join text on figure.report_id = text.report_id
    inner join rival on text.text_id = rival.text_id
    where rival.has_rival
    group by all
),

ranked as (
    select
        rival.*,
        content.line_count,
        coalesce(content.numbers, '') as numbers,
        row_number() over (
            partition by
                rival.reporting_body_key, rival.report_year, rival.scope_code, rival.only_text_id
            order by
                rival.is_official desc,
                rival.published_on desc nulls last,
                content.line_count desc nulls last,
                rival.text_id asc
        ) as place
    from rival
    left join content on rival.text_id = content.text_id
),

grouped as (
    select
        *,
        arg_min(text_id, place) over (
            partition by reporting_body_key, report_year, scope_code, only_text_id, numbers
        ) as edition_text_id
    from ranked
),

ordered as (
    select
        *,
        row_number() over by_report as edition_rank,
        case
            when row_number() over by_report = 1 then lead(text_id) over by_report
            else first_value(text_id) over by_report
        end as other_text_id
    from grouped
    where text_id = edition_text_id
    window by_report as (
        partition by reporting_body_key, report_year, scope_code, only_text_id
        order by place
    )
),

judged as (
    select
        mine.*,
        case
            when next_best.text_id is null then 'only_edition'
            when mine.is_official <> next_best.is_official then 'official_source'
            when (mine.published_on is distinct from next_best.published_on)
                then 'later_published'
            when (mine.line_count is distinct from next_best.line_count)
                then 'more_lines_stated'
            else 'report_id_order'
        end as edition_reason,
        mine.edition_rank = 1
        and mine.scope_code = 'jurisdiction'
        and mine.jurisdiction_key <> 'unknown'
        and row_number() over (
            partition by
                mine.edition_rank = 1, mine.jurisdiction_key, mine.report_year, mine.scope_code
            order by
                mine.is_official desc,
                mine.published_on desc nulls last,
                mine.line_count desc nulls last,
                mine.text_id asc
        ) = 1 as is_jurisdiction_report
    from ordered as mine
    left join ordered as next_best on mine.other_text_id = next_best.text_id
)

select
    text.report_id,
    key16(concat_ws(
        '|', judged.reporting_body_key, judged.report_year, judged.scope_code, judged.text_id
    )) as report_key,
    judged.reporting_body_key,
    judged.jurisdiction_key,
    judged.jurisdiction_level,
    judged.report_year,
    case
        when judged.form_code <> 'unknown' then judged.form_code
        else coalesce(
            max(text.known_form) over (partition by judged.text_id, text.text_id = judged.text_id),
            'unknown'
        )
    end as form_code,
    judged.scope_code,
    judged.edition_rank = 1 as is_current,
    judged.edition_reason,
    judged.is_jurisdiction_report,
    text.report_id = judged.text_id as is_primary_document
from text
inner join grouped on text.text_id = grouped.text_id
inner join judged on grouped.edition_text_id = judged.text_id;

-- 4. Cells: what an edition states of a line and column, a table before an attachment before prose.

create temp table cell as
with statement as (
    select
        edition.report_key,
        figure.line_form,
        figure.line_code,
        figure.column_code,
        figure.method,
        max(figure.value_state) as value_state,
        min(figure.value * figure.unit_scale)::decimal(20, 4) as low,
        max(figure.value * figure.unit_scale)::decimal(20, 4) as high,
        min(figure.value) as published_value,
        max(figure.unit_scale) as unit_scale,
        max(figure.unit) as unit,
        min(figure.reading) as reading,
        list_sort(list(figure.figure_id)) as figure_ids
    from raw.figure
    inner join edition on figure.report_id = edition.report_id
    where
        figure.subject = 'report'
        and figure.period = 'year'
        and figure.qualifier = 'exact'
        and figure.column_code <> 'cumulative'
        and coalesce(figure.unit, '') not in ('%', '％')
    group by all
),

ranked as (
    select
        *,
        row_number() over (
            partition by report_key, line_form, line_code, column_code
            order by list_position(['table', 'attachment', 'prose'], method)
        ) as place
    from statement
),

adjudication as (
    select
        edition.report_key,
        adjudications.line_form,
        adjudications.line_code,
        adjudications.column_code,
        adjudications.old_value,
        adjudications.new_value
    from reference.adjudications
    inner join edition on adjudications.report_id = edition.report_id
)

select
    won.report_key,
    won.line_form,
    won.line_code,
    won.column_code,
    won.method,
    won.figure_ids,
    coalesce(won.low <> won.high, false) as is_split,
    case when won.low = won.high then won.low end as printed_number,
    case when won.low = won.high then won.published_value end as published_value,
    prose.figure_ids as prose_figure_ids,
    case when prose.low = prose.high then prose.low end as prose_value,
    case when prose.low = prose.high then prose.published_value end as prose_published_value,
    is_split and adjudication.report_key is null as has_conflict,
    case
        when adjudication.report_key is null then printed_number
        else (adjudication.new_value * won.unit_scale)::decimal(20, 4)
    end as value_number,
    case
        when adjudication.new_value is not null then 'number'
        when is_split then 'conflicting'
        else won.value_state
    end as value_state,
    case
        when adjudication.report_key is not null then 'adjudicated'
        when won.reading = 'inferred' then 'inferred'
        else 'printed'
    end as value_origin,
    edition.is_current,
    form_line.fact_table,
    form_line.member_code,
    form_line.measure_code,
    form_line.is_by_applicant,
    coalesce(won.unit, form_line.unit) as unit
from ranked as won
inner join edition on won.report_key = edition.report_key and edition.is_primary_document
left join reference.line_items as form_line
    on won.line_form = form_line.form_code and won.line_code = form_line.line_code
left join statement as prose
    on
        won.report_key = prose.report_key
        and won.line_form = prose.line_form
        and won.line_code = prose.line_code
        and won.column_code = prose.column_code
        and prose.method = 'prose'
left join adjudication
    on
        won.report_key = adjudication.report_key
        and won.line_form = adjudication.line_form
        and won.line_code = adjudication.line_code
        and won.column_code = adjudication.column_code
        and (case when won.low = won.high then won.published_value end)
        is not distinct from adjudication.old_value
where won.place = 1;

-- 5. Breakdowns: which stated lines feed their fact as they stand, what stated parts leave open.

create temp table form_line as
select
    form_line.form_code as line_form,
    form_line.line_code,
    form_line.total_line_code,
    form_line.fact_table,
    form_line.member_code,
    form_line.measure_code,
    coalesce(form_line.fact_table = total.fact_table, false) as is_of_total_fact,
    case
        when form_line.fact_table = 'fct_fees' then fee_type.fee_class
        when form_line.fact_table in ('fct_disclosure_items', 'fct_capacity', 'fct_public_contact')
            then form_line.member_code || ':' || form_line.measure_code
        else form_line.fact_table
    end as choice_code,
    count(*) over (partition by form_line.form_code, form_line.total_line_code) as sibling_count
from reference.line_items as form_line
left join reference.line_items as total
    on form_line.form_code = total.form_code and form_line.total_line_code = total.line_code
left join reference.fee_types as fee_type on form_line.member_code = fee_type.fee_type_code
where form_line.additivity <> 'heading';

-- Where a report quotes another form's lines, what both count is taken from its own form.
create temp table stated_line as
with stated as (
    select
        cell.report_key,
        cell.line_form,
        cell.line_code,
        edition.form_code,
        bool_or(cell.value_number is not null) as has_number,
        bool_or(cell.value_number is not null and cell.column_code not in ('total', 'value'))
            as has_applicant_numbers,
        count(*) filter (where cell.column_code not in ('total', 'value')) < 6
            as lacks_applicants,
        -- Its stated total, else what its applicants make.
        coalesce(
            max(cell.value_number) filter (where cell.column_code in ('total', 'value')),
            sum(cell.value_number)
        ) as value_number,
        flatten(list(cell.figure_ids) filter (where cell.value_number is not null)) as figure_ids
    from cell
    inner join edition on cell.report_key = edition.report_key and edition.is_primary_document
    where
        cell.is_current
        and cell.fact_table is not null
        and cell.is_by_applicant = (cell.column_code <> 'value')
    group by all
),

chosen_form as (
    select
        stated.report_key,
        form_line.choice_code,
        coalesce(
            max(stated.line_form) filter (where stated.line_form = stated.form_code),
            max(stated.line_form)
        ) as line_form
    from stated
    inner join form_line
        on stated.line_form = form_line.line_form and stated.line_code = form_line.line_code
    where stated.line_form <> 'prose'
    group by all
    having min(stated.line_form) <> max(stated.line_form)
)

select
    stated.report_key,
    stated.line_form,
    stated.line_code,
    stated.has_number,
    stated.has_applicant_numbers,
    stated.lacks_applicants,
    stated.value_number,
    stated.figure_ids,
    form_line.total_line_code,
    form_line.fact_table,
    form_line.member_code,
    form_line.measure_code,
    form_line.is_of_total_fact,
    form_line.sibling_count,
    stated.line_form <> 'prose'
    and coalesce(chosen_form.line_form <> stated.line_form, false) as is_other_form
from stated
inner join form_line
    on stated.line_form = form_line.line_form and stated.line_code = form_line.line_code
left join chosen_form
    on
        stated.report_key = chosen_form.report_key
        and form_line.choice_code = chosen_form.choice_code;

-- Totals of which the report states some parts and leaves out others.
create temp table total_with_gaps as
with accounted as (
    select
        report_key,
        line_form,
        line_code
    from stated_line
    where not is_other_form
    union
    -- A caption is accounted for when all its parts are.
    select
        report_key,
        line_form,
        total_line_code
    from stated_line
    where total_line_code is not null and not is_other_form
    group by all
    having count(*) = any_value(sibling_count)
)

select
    accounted.report_key,
    form_line.line_form,
    form_line.total_line_code as line_code
from accounted
inner join form_line
    on accounted.line_form = form_line.line_form and accounted.line_code = form_line.line_code
where form_line.total_line_code is not null
group by all
having count(*) < any_value(form_line.sibling_count);

create temp table line_choice as
with recursive ancestor as (
    select
        line_form,
        line_code,
        total_line_code
    from form_line
    where is_of_total_fact and total_line_code is not null
    union
    select
        ancestor.line_form,
        ancestor.line_code,
        form_line.total_line_code
    from ancestor
    inner join form_line
        on
            ancestor.line_form = form_line.line_form
            and ancestor.total_line_code = form_line.line_code
    where form_line.is_of_total_fact and form_line.total_line_code is not null
),

total_with_numbers as (
    select distinct
        stated_line.report_key,
        ancestor.line_form,
        ancestor.total_line_code as line_code
    from stated_line
    inner join ancestor
        on
            stated_line.line_form = ancestor.line_form
            and stated_line.line_code = ancestor.line_code
    where stated_line.has_number and not stated_line.is_other_form
),

-- What a report's own lines state, to which prose then adds nothing.
own_statement as (
    select
        report_key,
        list(distinct measure_code) as measures,
        bool_or(fact_table = 'fct_appeals' and member_code like 'lawsuit%') as has_lawsuits
    from stated_line
    where line_form <> 'prose' and has_number and not is_other_form
    group by all
)

select
    stated_line.report_key,
    stated_line.line_form,
    stated_line.line_code,
    stated_line.has_applicant_numbers,
    stated_line.has_applicant_numbers and stated_line.lacks_applicants as lacks_applicants,
    case
        when stated_line.is_other_form then 'other_form_in_fact'
        when total_with_numbers.report_key is not null then 'total_of_stated_parts'
        when stated_line.line_form <> 'prose' then null
        when stated_line.fact_table = 'fct_appeals' and own.has_lawsuits
            then 'not_broken_down_by_route'
        when
            stated_line.measure_code in ('carried_in_count', 'carried_forward_count')
            and list_contains(own.measures, stated_line.measure_code)
            then 'other_line_states_measure'
        when
            stated_line.measure_code = 'received_count'
            and (
                list_contains(own.measures, 'new_count')
                or (
                    list_contains(own.measures, 'received_count')
                    and carried_in.report_key is null
                )
            )
            then 'other_line_states_measure'
    end as reason
from stated_line
left join total_with_numbers
    on
        stated_line.report_key = total_with_numbers.report_key
        and stated_line.line_form = total_with_numbers.line_form
        and stated_line.line_code = total_with_numbers.line_code
left join own_statement as own on stated_line.report_key = own.report_key
left join stated_line as carried_in
    on
        stated_line.report_key = carried_in.report_key
        and carried_in.line_code = 'P.carried_in'
        and carried_in.has_number;

create temp table residual as
with total as (
    select
        gap.report_key,
        form_line.line_form,
        form_line.line_code,
        case
            when form_line.fact_table = 'fct_requests' then 'fct_request_channels'
            else form_line.fact_table
        end as fact_table,
        coalesce(form_line.member_code, 'not_broken_down') as member_code,
        form_line.measure_code,
        coalesce(own.value_number, handled.value_number) as value_number,
        case when own.value_number is not null then own.figure_ids else handled.figure_ids end
            as figure_ids
    from total_with_gaps as gap
    inner join form_line
        on gap.line_form = form_line.line_form and gap.line_code = form_line.line_code
    left join stated_line as own
        on
            gap.report_key = own.report_key
            and gap.line_form = own.line_form
            and gap.line_code = own.line_code
    left join stated_line as handled
        on
            gap.report_key = handled.report_key
            and handled.line_code = 'P.received_incl_carried_in'
            and form_line.measure_code = 'received_count'
    where form_line.fact_table is not null
),

below as (
    select
        report_key,
        line_form,
        total_line_code,
        list(struct_pack(value_number := value_number, ids := figure_ids)) as numbers
    from stated_line
    where value_number is not null and total_line_code is not null
    group by all
),

part as (
    select
        total.report_key,
        total.line_form,
        total.line_code,
        -- A caption counts by its parts.
        unnest(
            case
                when own.value_number is not null
                    then [struct_pack(value_number := own.value_number, ids := own.figure_ids)]
                else below.numbers
            end
        ) as part
    from total
    inner join form_line
        on total.line_form = form_line.line_form and total.line_code = form_line.total_line_code
    left join stated_line as own
        on
            total.report_key = own.report_key
            and form_line.line_form = own.line_form
            and form_line.line_code = own.line_code
    left join below
        on
            total.report_key = below.report_key
            and form_line.line_form = below.line_form
            and form_line.line_code = below.total_line_code
),

part_sum as (
    select
        report_key,
        line_form,
        line_code,
        sum(part['value_number']) as value_number,
        flatten(list(part['ids'])) as figure_ids
    from part
    group by all
)

select
    total.report_key,
    total.fact_table,
    total.member_code,
    total.measure_code,
    total.line_form,
    total.line_code,
    (total.value_number - part_sum.value_number)::decimal(20, 4) as value_number,
    list_sort(list_distinct(total.figure_ids || part_sum.figure_ids)) as figure_ids
from total
inner join part_sum
    on
        total.report_key = part_sum.report_key
        and total.line_form = part_sum.line_form
        and total.line_code = part_sum.line_code
where total.value_number > part_sum.value_number
union all
select
    cell.report_key,
    cell.fact_table,
    cell.member_code,
    cell.measure_code,
    cell.line_form,
    cell.line_code,
    sum(case when cell.column_code = 'total' then cell.value_number else -cell.value_number end)
    ::decimal(20, 4) as value_number,
    list_sort(list_distinct(flatten(list(cell.figure_ids)))) as figure_ids
from cell
inner join line_choice
    on
        cell.report_key = line_choice.report_key
        and cell.line_form = line_choice.line_form
        and cell.line_code = line_choice.line_code
where
    line_choice.lacks_applicants
    and line_choice.reason is null
    and cell.value_number is not null
    and cell.is_by_applicant = (cell.column_code <> 'value')
group by all
having
    bool_or(cell.column_code = 'total')
    and sum(
        case when cell.column_code = 'total' then cell.value_number else -cell.value_number end
    ) > 0;

-- 6. Facts. First the fact row, or the reason for none, of every cell; then what is derived.

create temp macro fact_key(fact_table, report_key, applicant_type_code, member_code, measure_code)
as key16(
    fact_table || '|' || report_key || '|' || case
        when fact_table = 'fct_requests' then applicant_type_code
        when fact_table = 'fct_request_outcomes' then applicant_type_code || '|' || member_code
        when fact_table in ('fct_disclosure_items', 'fct_capacity', 'fct_public_contact')
            then member_code || ':' || measure_code
        else member_code
    end
);

create temp table disposed as
select
    cell.report_key,
    cell.line_form,
    cell.line_code,
    cell.column_code,
    cell.method,
    cell.figure_ids,
    cell.published_value,
    cell.has_conflict,
    cell.value_number,
    cell.value_state,
    cell.value_origin,
    cell.fact_table,
    cell.member_code,
    cell.measure_code,
    cell.unit,
    coalesce(applicant.applicant_type_code, 'not_broken_down') as applicant_type_code,
    case
        when not cell.is_current then 'other_edition'
        when
            cell.fact_table is null
            or cell.is_by_applicant <> (cell.column_code <> 'value') then 'no_fact_for_line'
        when choice.reason is not null then choice.reason
        when cell.column_code = 'total' and choice.has_applicant_numbers
            then 'total_of_stated_parts'
    end as not_in_fact_reason,
    case
        when not_in_fact_reason is null
            then fact_key(
                cell.fact_table,
                cell.report_key,
                coalesce(applicant.applicant_type_code, 'not_broken_down'),
                cell.member_code,
                cell.measure_code
            )
    end as fact_key
from cell
left join line_choice as choice
    on
        cell.report_key = choice.report_key
        and cell.line_form = choice.line_form
        and cell.line_code = choice.line_code
left join reference.applicant_types as applicant
    on cell.column_code = applicant.column_code and cell.is_by_applicant;

create temp table fact as
with value as (
    select
        fact_key,
        report_key,
        fact_table,
        applicant_type_code,
        member_code,
        measure_code,
        line_form,
        value_number,
        value_state,
        value_origin,
        published_value,
        unit,
        figure_ids
    from disposed
    where not_in_fact_reason is null
    union all
    select
        fact_key(fact_table, report_key, 'not_broken_down', member_code, measure_code)
            as fact_key,
        report_key,
        fact_table,
        'not_broken_down' as applicant_type_code,
        member_code,
        measure_code,
        line_form,
        value_number,
        'number' as value_state,
        'derived' as value_origin,
        null as published_value,
        null as unit,
        figure_ids
    from residual
)

select
    value.*,
    edition.reporting_body_key,
    edition.jurisdiction_key,
    edition.report_year,
    edition.form_code,
    edition.jurisdiction_level,
    edition.is_jurisdiction_report
from value
inner join edition on value.report_key = edition.report_key and edition.is_primary_document;

create table fct_requests as
with measured as (
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
        map_from_entries(list((
            case
                when line_form = 'prose' and measure_code = 'received_count' then 'handled'
                else replace(measure_code, '_count', '')
            end,
            struct_pack(
                amount := value_number,
                state := value_state,
                origin := value_origin,
                published := published_value,
                ids := figure_ids
            )
        ))) as measures
    from fact
    where fact_table = 'fct_requests'
    group by all
),

based as (
    select
        *,
        measures['new'] as newly,
        measures['carried_in'] as carried_in,
        measures['carried_forward'] as carried_forward,
        measures['received'] as received,
        measures['handled'] as handled,
        -- A line that states a number goes before one that states a blank.
        case
            when received['amount'] is not null then 'not_said'
            when newly['amount'] is not null then 'new'
            when handled['amount'] is not null then 'new_and_carried_in'
            when received['state'] is not null then 'not_said'
            when newly['state'] is not null then 'new'
            when handled['state'] is not null then 'new_and_carried_in'
        end as received_basis,
        case received_basis
            when 'not_said' then received
            when 'new' then newly
            when 'new_and_carried_in' then handled
        end as basis,
        coalesce(
            newly['state'] is null and handled['amount'] >= carried_in['amount'], false
        ) as is_derived
    from measured
)

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
    case when is_derived then handled['amount'] - carried_in['amount'] else newly['amount'] end
    ::bigint as new_count,
    case when is_derived then 'number' else newly['state'] end as new_value_state,
    case when is_derived then 'derived' else newly['origin'] end as new_value_origin,
    newly['published'] as new_published_value,
    case
        when is_derived then list_sort(handled['ids'] || carried_in['ids'])
        else newly['ids']
    end as new_figure_ids,
    carried_in['amount']::bigint as carried_in_count,
    carried_in['state'] as carried_in_value_state,
    carried_in['origin'] as carried_in_value_origin,
    carried_in['published'] as carried_in_published_value,
    carried_in['ids'] as carried_in_figure_ids,
    carried_forward['amount']::bigint as carried_forward_count,
    carried_forward['state'] as carried_forward_value_state,
    carried_forward['origin'] as carried_forward_value_origin,
    carried_forward['published'] as carried_forward_published_value,
    carried_forward['ids'] as carried_forward_figure_ids,
    basis['amount']::bigint as received_count,
    received_basis,
    basis['state'] as received_value_state,
    basis['origin'] as received_value_origin,
    basis['published'] as received_published_value,
    basis['ids'] as received_figure_ids,
    list_sort(list_distinct(
        coalesce(newly['ids'], []) || coalesce(carried_in['ids'], [])
        || coalesce(carried_forward['ids'], []) || coalesce(received['ids'], [])
        || coalesce(handled['ids'], [])
    )) as figure_ids
from based;

create table fct_request_channels as
select
    fact.fact_key,
    fact.report_key,
    fact.reporting_body_key,
    fact.jurisdiction_key,
    fact.member_code as channel_code,
    fact.report_year,
    fact.form_code,
    fact.jurisdiction_level,
    fact.is_jurisdiction_report,
    fact.value_number::bigint as request_count,
    coalesce(request.received_basis, 'not_said') as received_basis,
    fact.value_state,
    fact.value_origin,
    fact.published_value,
    fact.figure_ids
from fact
left join fct_requests as request
    on fact.report_key = request.report_key and request.applicant_type_code = 'not_broken_down'
where fact.fact_table = 'fct_request_channels';

create table fct_request_timeliness as
select
    fact_key,
    report_key,
    reporting_body_key,
    jurisdiction_key,
    member_code as timeliness_code,
    report_year,
    form_code,
    jurisdiction_level,
    is_jurisdiction_report,
    value_number::bigint as request_count,
    value_state,
    value_origin,
    published_value,
    figure_ids
from fact
where fact_table = 'fct_request_timeliness';

create table fct_request_outcomes as
select
    fact_key,
    report_key,
    reporting_body_key,
    jurisdiction_key,
    applicant_type_code,
    member_code as outcome_code,
    report_year,
    form_code,
    jurisdiction_level,
    is_jurisdiction_report,
    value_number::bigint as request_count,
    value_state,
    value_origin,
    published_value,
    figure_ids
from fact
where fact_table = 'fct_request_outcomes';

create table fct_appeals as
select
    fact_key,
    report_key,
    reporting_body_key,
    jurisdiction_key,
    split_part(member_code, ':', 1) as appeal_route_code,
    split_part(member_code, ':', 2) as appeal_result_code,
    report_year,
    form_code,
    jurisdiction_level,
    is_jurisdiction_report,
    value_number::bigint as appeal_count,
    value_state,
    value_origin,
    published_value,
    figure_ids
from fact
where fact_table = 'fct_appeals';

create table fct_fees as
select
    fact.fact_key,
    fact.report_key,
    fact.reporting_body_key,
    fact.jurisdiction_key,
    fact.member_code as fee_type_code,
    fee_type.fee_class,
    fact.report_year,
    fact.form_code,
    fact.jurisdiction_level,
    fact.is_jurisdiction_report,
    fact.value_number as amount_cny,
    fact.value_state,
    fact.value_origin,
    fact.published_value,
    fact.figure_ids
from fact
inner join reference.fee_types as fee_type on fact.member_code = fee_type.fee_type_code
where fact.fact_table = 'fct_fees';

create temp macro items_of(wanted_fact) as table
    with item as (
        select
            *,
            member_code || ':' || measure_code as item_code,
            case when measure_code <> 'amount' then value_number end as item_value,
            case when measure_code = 'amount' and unit is not null then value_number end
                as amount_cny
        from fact
        where fact_table = wanted_fact
    )

    select
        fact_key,
        report_key,
        reporting_body_key,
        jurisdiction_key,
        item_code,
        report_year,
        form_code,
        jurisdiction_level,
        is_jurisdiction_report,
        item_value,
        amount_cny,
        value_state,
        value_origin,
        published_value,
        figure_ids
    from item;

create table fct_disclosure_items as from items_of('fct_disclosure_items');

create table fct_capacity as from items_of('fct_capacity');

create table fct_public_contact as from items_of('fct_public_contact');

create table fct_figures as
with reasoned as (
    select
        figure.*,
        edition.report_key,
        edition.reporting_body_key,
        edition.jurisdiction_key,
        edition.report_year,
        edition.form_code,
        edition.is_current,
        disposed.fact_table,
        disposed.fact_key,
        case
            when figure.subject <> 'report' then 'not_whole_report_subject'
            when figure.period <> 'year' or figure.column_code = 'cumulative'
                then 'not_year_period'
            when figure.qualifier <> 'exact' then 'not_exact'
            when figure.unit in ('%', '％') then 'percentage'
            when not edition.is_current then 'other_edition'
            when disposed.not_in_fact_reason = 'no_fact_for_line' then 'no_fact_for_line'
            when figure.method <> disposed.method then 'superseded_by_table'
            when disposed.not_in_fact_reason is not null then disposed.not_in_fact_reason
            when disposed.has_conflict then 'conflicting_values'
        end as not_in_fact_reason
    from raw.figure
    inner join edition on figure.report_id = edition.report_id
    left join disposed
        on
            edition.report_key = disposed.report_key
            and figure.line_form = disposed.line_form
            and figure.line_code = disposed.line_code
            and figure.column_code = disposed.column_code
)

select
    figure_id,
    report_key,
    report_id,
    reporting_body_key,
    jurisdiction_key,
    report_year,
    form_code,
    is_current,
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
    value as published_value,
    unit_scale,
    (value * unit_scale)::decimal(20, 4) as value_number,
    page as page_no,
    table_no,
    row_no,
    column_no,
    char_start,
    char_end,
    locator ->> 'text' as statement_text,
    locator,
    case when not_in_fact_reason is null then fact_table end as fact_table,
    case when not_in_fact_reason is null then fact_key end as fact_key,
    not_in_fact_reason
from reasoned;

-- 7. Codes and places.

create table dim_applicant_type as
select
    applicant_type_code,
    applicant_type_name_zh,
    applicant_type_name_en,
    applicant_group,
    column_code,
    applicant_type_order
from reference.applicant_types;

create table dim_request_channel as
select
    channel_code,
    channel_name_zh,
    channel_name_en,
    comparable_group,
    channel_order
from reference.request_channels;

create table dim_timeliness as
select
    timeliness_code,
    timeliness_name_zh,
    timeliness_name_en,
    timeliness_order
from reference.timeliness_types;

create table dim_outcome as
select
    outcome_code,
    outcome_name_zh,
    outcome_name_en,
    outcome_group,
    comparable_group,
    outcome_order,
    is_not_broken_down
from reference.outcomes;

create table dim_appeal_route as
select
    appeal_route_code,
    appeal_route_name_zh,
    appeal_route_name_en,
    appeal_kind,
    appeal_route_order
from reference.appeal_routes;

create table dim_appeal_result as
select
    appeal_result_code,
    appeal_result_name_zh,
    appeal_result_name_en,
    comparable_group,
    appeal_result_order
from reference.appeal_results;

create table dim_fee_type as
select
    fee_type.fee_type_code,
    fee_type.fee_type_name_zh,
    fee_type.fee_type_name_en,
    fee_type.fee_class,
    fee_class.fee_class_name_zh,
    fee_class.fee_class_name_en,
    fee_class.legal_basis,
    fee_type.fee_type_order,
    fee_class.valid_from_year,
    fee_class.valid_to_year,
    fee_type.is_not_broken_down
from reference.fee_types as fee_type
inner join reference.fee_classes as fee_class on fee_type.fee_class = fee_class.fee_class;

create table dim_item as
select
    item.item_code,
    item.item_subject_code,
    item.measure_code,
    item.item_name_zh,
    item.item_name_en,
    measure.measure_name_zh,
    measure.measure_name_en,
    item.fact_table,
    item.additivity,
    item.item_order,
    item.measure_code = 'amount' as is_money
from reference.items as item
inner join reference.measures as measure on item.measure_code = measure.measure_code;

-- In table 三 a group of results is a caption without cells of its own.
create table dim_line as
with part as (
    select distinct
        form_code,
        total_line_code as line_code
    from reference.line_items
)

select
    form_line.form_code || ':' || form_line.line_code as line_key,
    form_line.form_code as line_form,
    form_line.line_code,
    form_line.line_order,
    form_line.heading_line_code,
    form_line.total_line_code,
    form_line.label_zh,
    form_line.label_en,
    form_line.section_zh,
    form_line.unit,
    form_line.additivity,
    form_line.is_by_applicant,
    part.line_code is null
    or not form_line.is_by_applicant
    or form_line.total_line_code is null as is_value_row,
    form_line.fact_table,
    form_line.source
from reference.line_items as form_line
left join part
    on form_line.form_code = part.form_code and form_line.line_code = part.line_code
where form_line.additivity <> 'heading';

create table dim_form as
select
    form.form_code,
    form.form_name_zh,
    form.form_name_en,
    form.legal_basis,
    form.first_year,
    form.last_year,
    count(*) filter (where dim_line.is_value_row)::integer as line_count
from reference.forms as form
left join dim_line on form.form_code = dim_line.line_form
group by all;

create table dim_year as
with bound as (
    select
        min(first_year) as first_year,
        max(last_year) as last_year
    from (
        select
            first_year,
            first_year as last_year
        from reference.forms
        union all
        select
            report_year as first_year,
            report_year as last_year
        from edition
    ) as known_year
),

calendar as (
    select unnest(range(first_year, last_year + 1))::integer as report_year
    from bound
)

select
    calendar.report_year,
    coalesce(any_value(form.form_code), 'unknown') as usual_form_code,
    coalesce(bool_or(fee.fee_class = 'request_cost_recovery'), false)
        as has_request_cost_recovery,
    coalesce(bool_or(fee.fee_class = 'processing_fee'), false) as has_processing_fee
from calendar
left join reference.forms as form
    on
        calendar.report_year between form.first_year
        and coalesce(form.last_year, calendar.report_year)
left join reference.fee_classes as fee
    on
        calendar.report_year between fee.valid_from_year
        and coalesce(fee.valid_to_year, calendar.report_year)
group by calendar.report_year;

create table dim_jurisdiction as
select
    division.jurisdiction_key,
    case
        when division.parent_name_zh is not null
            then key16(division.parent_code || '|' || division.parent_name_zh)
    end as parent_jurisdiction_key,
    division.division_code,
    division.level_code,
    division.lineage,
    division.province_code,
    division.prefecture_code,
    division.division_name_zh as jurisdiction_name_zh,
    pinyin.name_pinyin as jurisdiction_name_pinyin,
    coalesce(nullif(division.province_name_zh, division.division_name_zh), '')
    || coalesce(nullif(division.prefecture_name_zh, division.division_name_zh), '')
    || division.division_name_zh as full_name_zh,
    division.province_name_zh,
    division.prefecture_name_zh,
    division.source as validity_source,
    division.valid_from_date,
    division.valid_to_date,
    division.valid_to_date is null as is_current
from division
left join reference.place_pinyin as pinyin on division.division_name_zh = pinyin.division_name_zh
union all
select
    'unknown' as jurisdiction_key,
    null as parent_jurisdiction_key,
    null as division_code,
    'unknown' as level_code,
    'unknown' as lineage,
    null as province_code,
    null as prefecture_code,
    '未知' as jurisdiction_name_zh,
    null as jurisdiction_name_pinyin,
    '未知' as full_name_zh,
    null as province_name_zh,
    null as prefecture_name_zh,
    'gongkai' as validity_source,
    null as valid_from_date,
    null as valid_to_date,
    true as is_current;

create table dim_reporting_body as
with latest as (
    select
        lineage,
        max_by(jurisdiction_key, coalesce(valid_from_date, date '0001-01-01'))
            as jurisdiction_key
    from dim_jurisdiction
    group by lineage
),

body as (
    select distinct
        located.reporting_body_key,
        place.jurisdiction_key,
        place.lineage,
        located.body_type_code,
        place.jurisdiction_name_zh,
        place.full_name_zh,
        case
            when located.body_type_code not in ('government', 'office')
                then located.own_name_zh
            when ends_with(place.jurisdiction_name_zh, '委员会') then ''
            when place.level_code = 'local' then '管理委员会'
            when regexp_matches(place.jurisdiction_name_zh, '(地区|盟)$') then '行政公署'
            else '人民政府'
        end || case
            when located.body_type_code <> 'office' then ''
            when place.level_code = 'province' then '办公厅'
            else '办公室'
        end as own_name_zh
    from located
    inner join latest on located.lineage = latest.lineage
    inner join dim_jurisdiction as place on latest.jurisdiction_key = place.jurisdiction_key
    where located.reporting_body_key <> 'unknown'
)

select
    reporting_body_key,
    jurisdiction_key,
    lineage,
    body_type_code,
    jurisdiction_name_zh || own_name_zh as body_name_zh,
    full_name_zh || own_name_zh as full_body_name_zh
from body
union all
select
    'unknown' as reporting_body_key,
    'unknown' as jurisdiction_key,
    'unknown' as lineage,
    'unknown' as body_type_code,
    '未知' as body_name_zh,
    '未知' as full_body_name_zh;

-- An older line read as a later outcome ('none' where the older form has no line for it), as the
-- crosswalk says; a line as its own outcome only where the crosswalk says nothing.
create table bridge_outcome_form as
with outcome_line as (
    select * from reference.line_items
    where fact_table = 'fct_request_outcomes'
),

relation as (
    select
        2 as preference,
        form_code,
        line_code,
        member_code as outcome_code,
        'exact' as relation,
        null as note
    from outcome_line
    union all
    select
        1 as preference,
        crosswalk.from_form_code as form_code,
        coalesce(older.line_code, 'none') as line_code,
        later.member_code as outcome_code,
        crosswalk.relation,
        crosswalk.note
    from reference.outcome_crosswalk as crosswalk
    inner join outcome_line as later
        on
            crosswalk.to_form_code = later.form_code
            and crosswalk.to_line_code = later.line_code
    left join outcome_line as older
        on
            crosswalk.from_form_code = older.form_code
            and crosswalk.from_line_code = older.line_code
    where older.line_code is not null or crosswalk.from_line_code is null
),

closest as (
    from relation
    qualify
        row_number() over (
            partition by form_code, line_code, outcome_code
            order by
                preference,
                list_position(
                    [
                        'exact', 'exact_at_sum', 'approximate', 'narrower', 'broader',
                        'overlap', 'none'
                    ],
                    relation
                ),
                note nulls first
        ) = 1
)

select
    key16(concat_ws('|', closest.form_code, closest.line_code, closest.outcome_code))
        as outcome_form_key,
    closest.form_code,
    closest.line_code,
    closest.outcome_code,
    outcome_line.label_zh,
    outcome_line.label_en,
    closest.relation,
    case when starts_with(closest.relation, 'exact') then form.first_year end
        as comparable_from_year,
    closest.note
from closest
inner join reference.forms as form on closest.form_code = form.form_code
left join outcome_line
    on closest.form_code = outcome_line.form_code and closest.line_code = outcome_line.line_code;

-- 8. Checks: every rule at every line and column of a form, against what editions print.

create temp table term as
with by_line as (
    select
        term.rule_code,
        term.form_code,
        form_line.line_form as test_line_form,
        form_line.line_code as test_line_code,
        form_line.is_value_row,
        term.test_column_code,
        term.reading_code,
        term.side,
        term.sign,
        term.line_form,
        case when term.line_code = '*' then form_line.line_code else term.line_code end
            as line_code,
        term.column_code,
        term.value_source,
        term.year_offset,
        term.is_required,
        term.group_line_code,
        term.is_undivided
    from reference.rule_terms as term
    inner join dim_line as form_line
        on
            form_line.line_form in (term.form_code, 'prose')
            and (
                term.test_line_code = form_line.line_code
                or (term.test_line_code = '*' and form_line.is_by_applicant)
            )
),

by_column as (
    select
        by_line.* replace (
            coalesce(applicant.column_code, by_line.test_column_code) as test_column_code,
            case
                when by_line.column_code = '*' then applicant.column_code
                else by_line.column_code
            end as column_code
        )
    from by_line
    left join reference.applicant_types as applicant on by_line.test_column_code = '*'
)

select
    by_column.rule_code,
    by_column.form_code,
    by_column.test_line_form,
    by_column.test_line_code,
    by_column.test_column_code,
    by_column.is_value_row,
    by_column.reading_code,
    by_column.side,
    by_column.sign,
    by_column.line_form,
    by_column.line_code,
    by_column.column_code,
    by_column.value_source,
    by_column.year_offset,
    by_column.is_required,
    by_column.group_line_code,
    by_column.is_undivided,
    rules.comparison,
    rules.tolerance,
    by_column.sign < 0 or form_line.additivity = 'delta' as can_be_negative,
    dense_rank() over (
        order by
            by_column.rule_code, by_column.form_code, by_column.test_line_form,
            by_column.test_line_code, by_column.test_column_code, by_column.reading_code
    ) as reading_no
from by_column
inner join reference.rules on by_column.rule_code = rules.rule_code
inner join dim_line as form_line
    on by_column.line_form = form_line.line_form and by_column.line_code = form_line.line_code;

-- One row per rule, line, column and way to read it, with how many places there are to fill: two
-- forms' lines for one term fill one place.
create temp table reading as
with place as (
    select distinct
        reading_no,
        side,
        line_code,
        column_code,
        value_source,
        year_offset,
        is_required
    from term
    where not is_undivided
),

place_count as (
    select
        reading_no,
        count(*) filter (where side = 'left') as left_places,
        count(*) filter (where side = 'right') as right_places,
        count(*) filter (where is_required) as required_places,
        count(*) filter (where is_required and year_offset = 0) as own_required_places,
        count(*) filter (where year_offset = -1) as previous_places
    from place
    group by all
)

select
    term.reading_no,
    term.rule_code,
    term.form_code,
    term.test_line_form as line_form,
    term.test_line_code as line_code,
    term.test_column_code as column_code,
    term.reading_code,
    any_value(term.is_value_row) as is_on_form,
    any_value(term.comparison) as comparison,
    any_value(term.tolerance) as tolerance,
    bool_or(term.can_be_negative) as can_be_negative,
    any_value(place_count.left_places) as left_places,
    any_value(place_count.right_places) as right_places,
    any_value(place_count.required_places) as required_places,
    any_value(place_count.own_required_places) as own_required_places,
    any_value(place_count.previous_places) as previous_places
from term
inner join place_count on term.reading_no = place_count.reading_no
group by all;

-- Half a unit of the last printed digit, of a number that was converted.
create temp macro rounding(number, published) as coalesce(
    case
        when number = published or published = 0 then 0
        else (
            0.5 * abs(number / published) * case
                when published = round(published, 0) then 1
                when published = round(published, 1) then 0.1
                when published = round(published, 2) then 0.01
                when published = round(published, 3) then 0.001
                when published = round(published, 4) then 0.0001
                when published = round(published, 5) then 0.00001
                else 0.000001
            end
        )::decimal(20, 4)
    end,
    0
);

create temp table previous_report as
select
    edition.report_key,
    earlier.report_key as previous_report_key
from edition
inner join edition as earlier
    on
        edition.reporting_body_key = earlier.reporting_body_key
        and edition.scope_code = earlier.scope_code
        and edition.report_year = earlier.report_year + 1
where
    edition.is_primary_document
    and earlier.is_primary_document
    and earlier.is_current
    and edition.reporting_body_key <> 'unknown';

create temp table printed as
select
    report_key,
    line_form,
    line_code,
    column_code,
    method,
    printed_number,
    published_value,
    figure_ids,
    prose_value,
    prose_published_value,
    prose_figure_ids,
    case
        when printed_number is not null then 'number'
        when value_state in ('number', 'conflicting') then 'conflict'
        when value_state = 'illegible' then 'illegible'
        else 'blank'
    end as cell_state
from cell;

create temp table tested as
with own as (
    select
        printed.report_key,
        term.reading_no,
        term.side,
        term.sign,
        term.year_offset,
        term.is_required,
        term.line_form <> 'prose' as is_form_line,
        case
            when term.value_source <> 'prose' then printed.cell_state
            when printed.prose_value is null then 'conflict'
            else 'number'
        end as cell_state,
        case
            when term.value_source = 'prose' then printed.prose_value else printed.printed_number
        end as number,
        case
            when term.value_source = 'prose' then printed.prose_published_value
            else printed.published_value
        end as published,
        case
            when term.value_source = 'prose' then printed.prose_figure_ids
            else printed.figure_ids
        end as figure_ids
    from printed
    inner join term
        on
            printed.line_form = term.line_form
            and printed.line_code = term.line_code
            and printed.column_code = term.column_code
    where
        term.year_offset = 0
        and not term.is_undivided
        and case term.value_source
            when 'any' then true
            when 'table' then printed.method <> 'prose'
            else printed.method <> 'prose' and len(printed.prose_figure_ids) > 0
        end
    union all
    select
        previous_report.report_key,
        term.reading_no,
        term.side,
        term.sign,
        term.year_offset,
        term.is_required,
        term.line_form <> 'prose' as is_form_line,
        printed.cell_state,
        printed.printed_number as number,
        printed.published_value as published,
        printed.figure_ids
    from printed
    inner join previous_report on printed.report_key = previous_report.previous_report_key
    inner join term
        on
            printed.line_form = term.line_form
            and printed.line_code = term.line_code
            and printed.column_code = term.column_code
    where term.year_offset = -1
),

-- A group stated on one row stands in for its parts where none of them is a number.
undivided as (
    select
        printed.report_key,
        term.reading_no,
        term.group_line_code,
        any_value(term.side) as side,
        any_value(term.year_offset) as year_offset,
        any_value(term.is_required) as is_required,
        arg_max(term.sign * printed.printed_number, printed.line_form) as signed_value,
        arg_max(printed.figure_ids, printed.line_form) as figure_ids
    from printed
    inner join term
        on
            printed.line_form = term.line_form
            and printed.line_code = term.line_code
            and printed.column_code = term.column_code
    where term.is_undivided and printed.printed_number is not null
    group by all
),

stand_in as (
    select
        undivided.*,
        count(*) as part_count,
        count(*) filter (where printed.cell_state = 'blank') as blank_count,
        count(*) filter (where printed.cell_state = 'conflict') as conflict_count,
        count(*) filter (where printed.cell_state = 'illegible') as illegible_count
    from undivided
    inner join term
        on
            undivided.reading_no = term.reading_no
            and undivided.group_line_code = term.group_line_code
            and not term.is_undivided
            and term.year_offset = 0
    left join printed
        on
            undivided.report_key = printed.report_key
            and term.line_form = printed.line_form
            and term.line_code = printed.line_code
            and term.column_code = printed.column_code
    group by all
    having count(printed.printed_number) = 0
),

counted as (
    select
        report_key,
        reading_no,
        side,
        year_offset,
        is_required,
        is_form_line,
        sign * number as signed_value,
        rounding(number, published) as rounding,
        (cell_state = 'number')::integer as numbers,
        (cell_state = 'blank')::integer as blanks,
        (cell_state = 'conflict')::integer as conflicts,
        (cell_state = 'illegible')::integer as illegible,
        figure_ids
    from own
    union all
    select
        report_key,
        reading_no,
        side,
        year_offset,
        is_required,
        true as is_form_line,
        signed_value,
        0 as rounding,
        part_count as numbers,
        -blank_count as blanks,
        -conflict_count as conflicts,
        -illegible_count as illegible,
        figure_ids
    from stand_in
),

summed as (
    select
        report_key,
        reading_no,
        sum(signed_value) filter (where side = 'left') as left_value,
        sum(signed_value) filter (where side = 'right') as right_value,
        sum(rounding) as rounding,
        sum(numbers) filter (where side = 'left') as left_numbers,
        sum(numbers) filter (where side = 'right') as right_numbers,
        sum(blanks) filter (where side = 'left') as left_blanks,
        sum(blanks) filter (where side = 'right') as right_blanks,
        sum(conflicts) as conflicts,
        sum(illegible) as illegible,
        sum(numbers) filter (where is_required) as required_numbers,
        sum(numbers) filter (where is_required and year_offset = 0) as own_required_numbers,
        sum(blanks) filter (where is_required) as required_blanks,
        sum(numbers + blanks + conflicts + illegible) filter (where year_offset = -1)
            as previous_stated,
        bool_or(is_form_line and numbers > 0) as has_form_number,
        flatten(list(figure_ids) filter (where side = 'left')) as left_figure_ids,
        flatten(list(figure_ids) filter (where side = 'right')) as right_figure_ids
    from counted
    group by report_key, reading_no
),

expected as (
    select
        edition.report_key,
        reading.reading_no
    from edition
    inner join reading on edition.form_code = reading.form_code
    where edition.is_primary_document and reading.is_on_form
)

select
    coalesce(expected.report_key, summed.report_key) as report_key,
    reading.reading_no,
    reading.rule_code,
    reading.line_form,
    reading.line_code,
    reading.column_code,
    reading.reading_code,
    reading.comparison,
    reading.can_be_negative,
    summed.left_value,
    summed.right_value,
    reading.tolerance + coalesce(summed.rounding, 0) as allowed,
    reading.left_places + reading.right_places as term_count,
    coalesce(summed.left_numbers, 0) as left_numbers,
    coalesce(summed.right_numbers, 0) as right_numbers,
    reading.left_places - coalesce(summed.left_numbers, 0) as left_gaps,
    reading.right_places - coalesce(summed.right_numbers, 0) as right_gaps,
    coalesce(summed.left_blanks, 0) as left_blanks,
    coalesce(summed.right_blanks, 0) as right_blanks,
    coalesce(summed.conflicts, 0) > 0 as has_conflict,
    coalesce(summed.illegible, 0) > 0 as has_illegible,
    coalesce(summed.required_numbers, 0) = reading.required_places as has_required,
    coalesce(summed.own_required_numbers, 0) = reading.own_required_places as has_own_required,
    coalesce(summed.required_blanks, 0) > 0 as has_blank_required,
    coalesce(summed.previous_stated, 0) < reading.previous_places as lacks_previous_year,
    coalesce(summed.left_value, 0) - coalesce(summed.right_value, 0) as gap,
    coalesce(summed.left_figure_ids, []) as left_figure_ids,
    coalesce(summed.right_figure_ids, []) as right_figure_ids
from expected
full join summed
    on expected.report_key = summed.report_key and expected.reading_no = summed.reading_no
inner join reading on coalesce(expected.reading_no, summed.reading_no) = reading.reading_no
where
    expected.report_key is not null
    or (summed.has_form_number and summed.required_numbers = reading.required_places);

create table fct_report_checks as
with reasoned as (
    select
        *,
        left_gaps + right_gaps as gaps,
        gaps = left_blanks + right_blanks as has_only_blanks,
        case
            when not has_required
                then case
                    when has_conflict then 'conflicting_values'
                    when has_illegible then 'illegible'
                    when has_blank_required then 'total_blank'
                    when not has_own_required then 'total_not_stated'
                    else 'previous_year'
                end
            when comparison = 'le' and left_gaps = 0 and gap <= allowed
                then case when gaps = 0 then 'all_stated' else 'bound_met_by_stated' end
            when comparison = 'le' and right_gaps = 0 and gap > allowed then 'bound_exceeded'
            when left_gaps = 0 and right_gaps = 0
                then case
                    when gap = 0 then 'all_stated'
                    when abs(gap) <= allowed then 'within_rounding'
                    else 'sides_differ'
                end
            -- A side without any number supports a zero only by blank cells of its own.
            when
                comparison = 'eq'
                and abs(gap) <= allowed
                and not (has_conflict or has_illegible or lacks_previous_year)
                and (left_numbers > 0 or left_gaps = left_blanks)
                and (right_numbers > 0 or right_gaps = right_blanks)
                then case
                    when has_only_blanks then 'blanks_counted_as_zero'
                    else 'unstated_counted_as_zero'
                end
            when
                comparison = 'eq'
                and not can_be_negative
                and (
                    (left_gaps = 0 and gap < -allowed) or (right_gaps = 0 and gap > allowed)
                )
                then 'parts_exceed_total'
            when has_conflict then 'conflicting_values'
            when has_illegible then 'illegible'
            when lacks_previous_year then 'previous_year'
            when has_only_blanks then 'parts_blank'
            else 'parts_not_stated'
        end as first_reason
    from tested
),

explained as (
    select
        reasoned.*,
        previous_report.previous_report_key,
        case
            when reasoned.first_reason <> 'previous_year' then reasoned.first_reason
            when previous_report.report_key is null then 'previous_report_missing'
            else 'previous_year_not_stated'
        end as reason_code
    from reasoned
    left join previous_report on reasoned.report_key = previous_report.report_key
),

-- Of several readings of a rule, one that holds; else one whose total the report states.
best as (
    select
        explained.*,
        reason.status
    from explained
    inner join reference.check_reasons as reason on explained.reason_code = reason.reason_code
    qualify
        row_number() over (
            partition by
                explained.report_key, explained.rule_code, explained.line_form,
                explained.line_code, explained.column_code
            order by
                reason.status = 'holds' desc,
                explained.has_required desc,
                reason.status = 'not_testable' desc,
                explained.reading_no
        ) = 1
),

in_prose_rule as (
    select distinct
        line_form,
        line_code,
        column_code
    from term
    where value_source = 'prose'
),

every_check as (
    select
        report_key,
        rule_code,
        line_form,
        line_code,
        column_code,
        reading_code,
        left_value,
        right_value,
        allowed,
        reason_code,
        term_count,
        left_numbers + right_numbers as stated_term_count,
        previous_report_key,
        left_figure_ids,
        right_figure_ids
    from best
    union all
    -- Prose against the table, at one line and column.
    select
        printed.report_key,
        'PT' as rule_code,
        printed.line_form,
        printed.line_code,
        printed.column_code,
        'form' as reading_code,
        printed.prose_value as left_value,
        printed.printed_number as right_value,
        rounding(printed.printed_number, printed.published_value)
        + rounding(printed.prose_value, printed.prose_published_value) as allowed,
        case
            when printed.prose_value is null or printed.cell_state = 'conflict'
                then 'conflicting_values'
            when printed.cell_state = 'illegible' then 'illegible'
            when printed.cell_state = 'blank' then 'total_blank'
            when printed.prose_value = printed.printed_number then 'all_stated'
            when abs(printed.prose_value - printed.printed_number) <= allowed
                then 'within_rounding'
            else 'sides_differ'
        end as reason_code,
        2 as term_count,
        (printed.prose_value is not null)::integer + (printed.printed_number is not null)::integer
            as stated_term_count,
        null as previous_report_key,
        printed.prose_figure_ids as left_figure_ids,
        printed.figure_ids as right_figure_ids
    from printed
    left join in_prose_rule
        on
            printed.line_form = in_prose_rule.line_form
            and printed.line_code = in_prose_rule.line_code
            and printed.column_code = in_prose_rule.column_code
    where
        printed.method <> 'prose'
        and len(printed.prose_figure_ids) > 0
        and in_prose_rule.line_code is null
)

select
    key16(concat_ws(
        '|', every_check.report_key, every_check.rule_code, every_check.line_form,
        every_check.line_code, every_check.column_code
    )) as check_key,
    every_check.report_key,
    edition.reporting_body_key,
    edition.jurisdiction_key,
    every_check.rule_code,
    every_check.line_form,
    every_check.line_code,
    every_check.column_code,
    every_check.reading_code,
    edition.report_year,
    edition.form_code,
    edition.jurisdiction_level,
    edition.is_current,
    edition.is_jurisdiction_report,
    every_check.left_value::decimal(20, 4) as left_value,
    every_check.right_value::decimal(20, 4) as right_value,
    (every_check.left_value - every_check.right_value)::decimal(20, 4) as difference,
    every_check.allowed::decimal(20, 4) as tolerance,
    reason.status,
    every_check.reason_code,
    reason.reason_en || '. ' || reason.reason_zh || '。' as reason,
    every_check.term_count::integer as term_count,
    every_check.stated_term_count::integer as stated_term_count,
    every_check.previous_report_key,
    list_sort(every_check.left_figure_ids) as left_figure_ids,
    list_sort(every_check.right_figure_ids) as right_figure_ids,
    list_sort(every_check.left_figure_ids) || list_sort(every_check.right_figure_ids) as figure_ids
from every_check
inner join edition on every_check.report_key = edition.report_key and edition.is_primary_document
inner join reference.check_reasons as reason on every_check.reason_code = reason.reason_code;

-- 9. Reports and their documents.

create table dim_report as
with figures as (
    select
        report_key,
        count(*) as figure_count
    from fct_figures
    group by report_key
),

documents as (
    select
        report_key,
        count(*) as document_count
    from edition
    group by report_key
),

failed as (
    select
        report_key,
        count(distinct rule_code) as failed_rule_count
    from fct_report_checks
    where status = 'violated'
    group by report_key
)

select
    edition.report_key,
    edition.reporting_body_key,
    edition.jurisdiction_key,
    edition.report_year,
    edition.form_code,
    edition.jurisdiction_level,
    edition.is_jurisdiction_report,
    edition.is_current,
    edition.edition_reason,
    edition.scope_code,
    landed.form_basis,
    landed.title,
    landed.issuing_body,
    landed.jurisdiction_name as printed_jurisdiction_name,
    located.location_basis,
    located.location_note,
    landed.source_url,
    documents.document_count,
    coalesce(figures.figure_count, 0) as figure_count,
    coalesce(failed.failed_rule_count, 0) as failed_rule_count,
    coalesce(
        regexp_matches(lower(landed.source_url), '^[a-z]+://([^/:]+\.)?gov\.cn([:/]|$)'), false
    ) as is_official_source,
    landed.period_start as period_start_date,
    landed.period_end as period_end_date,
    landed.published_on as published_date
from edition
inner join raw.report as landed on edition.report_id = landed.report_id
inner join located on edition.report_id = located.report_id
inner join documents on edition.report_key = documents.report_key
left join figures on edition.report_key = figures.report_key
left join failed on edition.report_key = failed.report_key
where edition.is_primary_document;

create table bridge_report_document as
select
    edition.report_key,
    edition.report_id,
    landed.main_report_id,
    landed.file_name,
    landed.media_type,
    landed.source_url,
    landed.title,
    landed.byte_size,
    edition.is_primary_document,
    landed.main_report_id <> landed.report_id as is_attachment,
    coalesce(
        regexp_matches(lower(landed.source_url), '^[a-z]+://([^/:]+\.)?gov\.cn([:/]|$)'), false
    ) as is_official_source,
    landed.published_on as published_date
from edition
inner join raw.report as landed on edition.report_id = landed.report_id;

create view report_lines as
with stated as (
    select
        report_key,
        line_form,
        line_code,
        min(list_position(
            ['number', 'illegible', 'not_applicable', 'dash', 'blank'], value_state
        )) as best_state,
        count(*)::integer as figure_count
    from main.fct_figures
    where subject = 'report' and period = 'year' and column_code <> 'cumulative'
    group by all
)

select
    report.report_key,
    report.reporting_body_key,
    report.jurisdiction_key,
    report.report_year,
    report.form_code,
    report.jurisdiction_level,
    report.is_current,
    report.is_jurisdiction_report,
    form_line.line_code,
    form_line.line_order,
    form_line.label_zh,
    form_line.label_en,
    coalesce(
        ['number', 'illegible', 'not_applicable', 'dash', 'blank'][stated.best_state], 'silent'
    ) as line_state,
    coalesce(stated.figure_count, 0) as figure_count
from main.dim_report as report
inner join main.dim_line as form_line on report.form_code = form_line.line_form
left join stated
    on
        report.report_key = stated.report_key
        and form_line.line_form = stated.line_form
        and form_line.line_code = stated.line_code
where form_line.is_value_row;

-- 10. One row per jurisdiction and year, and what is compared over years, peers and levels.

-- Columns of a place's year that add up what is stated, though the report prints another total.
create temp table untied as
with wide_column as (
    select
        form_line.line_form,
        form_line.line_code,
        form_line.total_line_code,
        unnest(
            case form_line.fact_table
                when 'fct_requests'
                    then case form_line.measure_code
                        when 'new_count'
                            then ['new_request_count', 'received_count', 'in_hand_count']
                        when 'carried_in_count' then ['carried_in_count', 'in_hand_count']
                        else [form_line.measure_code]
                    end
                when 'fct_request_outcomes'
                    then [
                        'outcome_count',
                        case outcome.outcome_group
                            when 'other' then 'other_handling_count'
                            when 'not_grouped' then 'other_2014_reply_count'
                            else outcome.outcome_group || '_count'
                        end,
                        case
                            when outcome.comparable_group in ('disclosed', 'partly_disclosed')
                                then 'any_disclosure_count'
                            when outcome.comparable_group = 'not_disclosed'
                                then 'not_disclosed_count'
                        end
                    ]
                when 'fct_appeals'
                    then [
                        route.appeal_kind || '_count',
                        route.appeal_kind || '_' || result.comparable_group || '_count',
                        case route.appeal_kind
                            when 'lawsuit' then route.appeal_route_code || '_count'
                        end
                    ]
                when 'fct_fees' then [fee.fee_class || '_cny']
            end
        ) as column_name
    from form_line
    left join reference.outcomes as outcome on form_line.member_code = outcome.outcome_code
    left join reference.appeal_routes as route
        on split_part(form_line.member_code, ':', 1) = route.appeal_route_code
    left join reference.appeal_results as result
        on split_part(form_line.member_code, ':', 2) = result.appeal_result_code
    left join reference.fee_types as fee on form_line.member_code = fee.fee_type_code
),

summed as (
    select check_of.*
    from fct_report_checks as check_of
    inner join reference.rules as sum_rule on check_of.rule_code = sum_rule.rule_code
    where
        sum_rule.kind = 'sum'
        and check_of.is_jurisdiction_report
        and check_of.column_code in ('total', 'value')
),

all_outcomes as (
    select
        report_key,
        sum(request_count) as outcome_count
    from fct_request_outcomes
    group by report_key
)

select distinct
    failed.report_key,
    wide_column.column_name
from summed as failed
inner join wide_column
    on failed.line_form = wide_column.line_form and failed.line_code = wide_column.line_code
left join line_choice as choice
    on
        failed.report_key = choice.report_key
        and failed.line_form = choice.line_form
        and failed.line_code = choice.line_code
left join wide_column as part
    on
        failed.line_form = part.line_form
        and failed.line_code = part.total_line_code
        and wide_column.column_name = part.column_name
left join summed as whole
    on
        failed.report_key = whole.report_key
        and whole.rule_code in ('R2', 'R2014.3', 'R2008.2')
        and whole.line_code in ('B3.7', '3.3', 'K17')
left join all_outcomes on failed.report_key = all_outcomes.report_key
where
    failed.status <> 'holds'
    and abs(failed.difference) > failed.tolerance
    and failed.reason_code <> 'parts_not_stated'
    and case
        when failed.rule_code = 'R3' then choice.reason is null
        else choice.reason = 'total_of_stated_parts' and part.line_code is not null
    end
    and not coalesce(
        wide_column.column_name = 'outcome_count'
        and whole.left_value = all_outcomes.outcome_count,
        false
    );

create table jurisdiction_year as
with request as (
    select
        fact.report_key,
        sum(fact.new_count)::bigint as new_request_count,
        sum(fact.carried_in_count)::bigint as carried_in_count,
        sum(fact.carried_forward_count)::bigint as carried_forward_count,
        sum(fact.received_count)::bigint as received_count,
        max(fact.received_basis) as received_basis,
        sum(fact.new_count) filter (where applicant.applicant_group = 'natural_person')::bigint
            as natural_person_request_count,
        sum(fact.new_count) filter (where applicant.applicant_group = 'legal_person')::bigint
            as legal_person_request_count
    from fct_requests as fact
    inner join dim_applicant_type as applicant
        on fact.applicant_type_code = applicant.applicant_type_code
    where fact.is_jurisdiction_report
    group by fact.report_key
),

outcome as (
    select
        fact.report_key,
        sum(fact.request_count)::bigint as outcome_count,
        sum(fact.request_count) filter (where code.outcome_group = 'granted')::bigint
            as granted_count,
        sum(fact.request_count) filter (where code.outcome_group = 'partly_granted')::bigint
            as partly_granted_count,
        sum(fact.request_count) filter (where code.outcome_group = 'refused')::bigint
            as refused_count,
        sum(fact.request_count) filter (where code.outcome_group = 'unable')::bigint
            as unable_count,
        sum(fact.request_count) filter (where code.outcome_group = 'not_processed')::bigint
            as not_processed_count,
        sum(fact.request_count) filter (where code.outcome_group = 'other')::bigint
            as other_handling_count,
        sum(fact.request_count) filter (where code.outcome_group = 'not_grouped')::bigint
            as other_2014_reply_count,
        sum(fact.request_count) filter (where code.comparable_group = 'not_broken_down')::bigint
            as outcome_not_broken_down_count,
        sum(fact.request_count) filter (
            where code.comparable_group in ('disclosed', 'partly_disclosed')
        )::bigint as any_disclosure_count,
        sum(fact.request_count) filter (where code.comparable_group = 'not_disclosed')::bigint
            as not_disclosed_count
    from fct_request_outcomes as fact
    inner join dim_outcome as code on fact.outcome_code = code.outcome_code
    where fact.is_jurisdiction_report
    group by fact.report_key
),

appeal_kind as (
    select
        fact.report_key,
        route.appeal_kind,
        sum(fact.appeal_count)::bigint as total,
        sum(fact.appeal_count) filter (where result.comparable_group = 'upheld')::bigint as upheld,
        sum(fact.appeal_count) filter (where result.comparable_group = 'corrected')::bigint
            as corrected,
        sum(fact.appeal_count) filter (where result.comparable_group = 'other_or_pending')::bigint
            as other_or_pending,
        sum(fact.appeal_count) filter (where result.comparable_group = 'not_broken_down')::bigint
            as not_broken_down,
        case when coalesce(not_broken_down, 0) = 0 then corrected / nullif(total, 0) end::double
            as corrected_ratio,
        sum(fact.appeal_count) filter (where route.appeal_route_code = 'lawsuit_direct')::bigint
            as direct,
        sum(fact.appeal_count) filter (
            where route.appeal_route_code = 'lawsuit_after_review'
        )::bigint as after_review,
        sum(fact.appeal_count) filter (where route.appeal_route_code = 'lawsuit_undivided')::bigint
            as undivided
    from fct_appeals as fact
    inner join dim_appeal_route as route on fact.appeal_route_code = route.appeal_route_code
    inner join dim_appeal_result as result on fact.appeal_result_code = result.appeal_result_code
    where fact.is_jurisdiction_report
    group by fact.report_key, route.appeal_kind
),

fee as (
    select
        report_key,
        sum(amount_cny) filter (where fee_class = 'administrative_charge')::decimal(20, 4)
            as administrative_charge_cny,
        sum(amount_cny) filter (where fee_class = 'processing_fee')::decimal(20, 4)
            as processing_fee_cny,
        sum(amount_cny) filter (where fee_class = 'request_cost_recovery')::decimal(20, 4)
            as request_cost_recovery_cny,
        sum(amount_cny) filter (where fee_class = 'proactive_cost_recovery')::decimal(20, 4)
            as proactive_cost_recovery_cny
    from fct_fees
    where is_jurisdiction_report
    group by report_key
),

filled as (
    select
        report_key,
        count(*)::integer as line_count,
        count(*) filter (where line_state = 'number')::integer as stated_line_count
    from report_lines
    where is_jurisdiction_report
    group by report_key
),

timed as (
    select
        report_key,
        sum(request_count) filter (where timeliness_code = 'on_time')::bigint as on_time_count,
        case
            when count(request_count) filter (where timeliness_code <> 'not_broken_down') = 2
                then sum(request_count) filter (where timeliness_code <> 'not_broken_down')
        end::bigint as timed_count
    from fct_request_timeliness
    where is_jurisdiction_report
    group by report_key
),

decided as (
    select
        report_key,
        case when count(item_value) = 3 then sum(item_value) end::bigint as decision_count
    from fct_disclosure_items
    where
        is_jurisdiction_report
        and item_code in (
            'administrative_licences:decisions', 'administrative_penalties:decisions',
            'administrative_coercion:decisions'
        )
    group by report_key
),

checked as (
    select
        report_key,
        count(*) filter (where status = 'holds')::integer as held_check_count,
        count(*) filter (where status = 'violated')::integer as violated_check_count,
        count(*) filter (where status = 'not_testable')::integer as not_testable_check_count
    from fct_report_checks
    where is_jurisdiction_report
    group by report_key
),

open_sum as (
    select
        report_key,
        string_agg(column_name, ', ' order by column_name) as untied_columns
    from untied
    group by report_key
)

select
    report.jurisdiction_key,
    report.report_key,
    place.division_code,
    place.jurisdiction_name_zh,
    place.full_name_zh,
    place.province_name_zh,
    place.prefecture_name_zh,
    place.level_code as jurisdiction_level,
    report.report_year,
    report.form_code,
    request.new_request_count,
    request.carried_in_count,
    request.carried_forward_count,
    request.received_count,
    request.received_basis,
    request.natural_person_request_count,
    request.legal_person_request_count,
    request.new_request_count + request.carried_in_count as in_hand_count,
    outcome.outcome_count,
    outcome.granted_count,
    outcome.partly_granted_count,
    outcome.refused_count,
    outcome.unable_count,
    outcome.not_processed_count,
    outcome.other_handling_count,
    outcome.other_2014_reply_count,
    outcome.outcome_not_broken_down_count,
    outcome.any_disclosure_count,
    outcome.not_disclosed_count,
    case
        when coalesce(outcome.outcome_not_broken_down_count, 0) = 0
            then outcome.any_disclosure_count / nullif(outcome.outcome_count, 0)
    end::double as any_disclosure_ratio,
    timed.on_time_count,
    timed.timed_count,
    decided.decision_count,
    review.total as review_count,
    review.upheld as review_upheld_count,
    review.corrected as review_corrected_count,
    review.other_or_pending as review_other_or_pending_count,
    review.not_broken_down as review_not_broken_down_count,
    review.corrected_ratio as review_corrected_ratio,
    lawsuit.total as lawsuit_count,
    lawsuit.upheld as lawsuit_upheld_count,
    lawsuit.corrected as lawsuit_corrected_count,
    lawsuit.other_or_pending as lawsuit_other_or_pending_count,
    lawsuit.not_broken_down as lawsuit_not_broken_down_count,
    lawsuit.corrected_ratio as lawsuit_corrected_ratio,
    lawsuit.direct as lawsuit_direct_count,
    lawsuit.after_review as lawsuit_after_review_count,
    lawsuit.undivided as lawsuit_undivided_count,
    fee.administrative_charge_cny,
    fee.processing_fee_cny,
    fee.request_cost_recovery_cny,
    fee.proactive_cost_recovery_cny,
    coalesce(filled.line_count, 0) as line_count,
    coalesce(filled.stated_line_count, 0) as stated_line_count,
    (filled.stated_line_count / nullif(filled.line_count, 0))::double as stated_line_ratio,
    coalesce(checked.held_check_count, 0) as held_check_count,
    coalesce(checked.violated_check_count, 0) as violated_check_count,
    coalesce(checked.not_testable_check_count, 0) as not_testable_check_count,
    open_sum.untied_columns
from dim_report as report
inner join dim_jurisdiction as place on report.jurisdiction_key = place.jurisdiction_key
left join request on report.report_key = request.report_key
left join outcome on report.report_key = outcome.report_key
left join appeal_kind as review
    on report.report_key = review.report_key and review.appeal_kind = 'review'
left join appeal_kind as lawsuit
    on report.report_key = lawsuit.report_key and lawsuit.appeal_kind = 'lawsuit'
left join timed on report.report_key = timed.report_key
left join decided on report.report_key = decided.report_key
left join fee on report.report_key = fee.report_key
left join filled on report.report_key = filled.report_key
left join checked on report.report_key = checked.report_key
left join open_sum on report.report_key = open_sum.report_key
where report.is_jurisdiction_report;

-- Indicators of a place and year: those of whose own column the wide row has a value.
create temp table indicator as
with wide as (
    select
        jurisdiction_year.*,
        coalesce(
            jurisdiction_year.new_request_count, jurisdiction_year.received_count
        ) as request_count
    from jurisdiction_year
),

measure as (
    unpivot (
        select
            jurisdiction_key,
            report_year,
            columns('.*_(count|cny|ratio)$')::decimal(20, 4)
        from wide
    )
    on columns(* exclude (jurisdiction_key, report_year))
    into name code value amount
),

named as (
    select
        jurisdiction_key,
        report_year,
        map(list(code), list(amount)) as amounts
    from measure
    group by all
)

select
    wide.jurisdiction_key,
    place.lineage,
    wide.report_key,
    wide.report_year,
    wide.form_code,
    wide.jurisdiction_level,
    indicators.indicator_code,
    indicators.is_over_time,
    indicators.is_ranked,
    indicators.is_rolled_up,
    case coalesce(definition.definition_code, indicators.indicator_code)
        when 'received_basis'
            then case
                when wide.new_request_count is not null then 'new' else wide.received_basis
            end
        else coalesce(definition.definition_code, indicators.indicator_code)
    end as definition_code,
    named.amounts[indicators.numerator_measure] as numerator,
    named.amounts[indicators.denominator_measure] as denominator,
    (
        numerator / case
            when indicators.denominator_measure is null then 1 else nullif(denominator, 0)
        end
    )::double as indicator_value,
    exists (
        from untied
        where
            untied.report_key = wide.report_key
            and untied.column_name in (
                indicators.numerator_measure,
                indicators.denominator_measure,
                case
                    when indicators.numerator_measure <> 'request_count' then null
                    when wide.new_request_count is null then 'received_count'
                    else 'new_request_count'
                end
            )
    ) as is_untied
from wide
inner join dim_jurisdiction as place on wide.jurisdiction_key = place.jurisdiction_key
inner join named
    on wide.jurisdiction_key = named.jurisdiction_key and wide.report_year = named.report_year
inner join reference.indicators
    on
        named.amounts[indicators.indicator_code] is not null
        and named.amounts[indicators.numerator_measure] is not null
left join reference.indicator_definitions as definition
    on
        indicators.indicator_code = definition.indicator_code
        and wide.form_code = definition.form_code;

-- Over the years only what is whole: all lines of a definition stated, or a total that ties.
create table requests_comparable as
with line_set as (
    select
        indicator_code,
        form_code,
        unnest(string_split(line_codes, ';')) as line_codes
    from reference.indicator_definitions
),

needed as (
    select
        indicator_code,
        form_code,
        line_codes,
        unnest(string_split(line_codes, '|')) as line_code,
        len(string_split(line_codes, '|')) as line_count
    from line_set
),

stated as (
    select distinct
        cell.report_key,
        edition.form_code,
        cell.line_code
    from cell
    inner join edition on cell.report_key = edition.report_key and edition.is_primary_document
    where
        edition.is_jurisdiction_report
        and cell.printed_number is not null
        and cell.line_code in (select needed.line_code from needed)
),

whole as (
    select
        stated.report_key,
        needed.indicator_code
    from stated
    inner join needed
        on stated.form_code = needed.form_code and stated.line_code = needed.line_code
    group by stated.report_key, needed.indicator_code, needed.line_codes
    having count(*) = any_value(needed.line_count)
    union
    select
        tied.report_key,
        needed.indicator_code
    from fct_report_checks as tied
    inner join dim_line as part
        on tied.line_form = part.line_form and tied.line_code = part.total_line_code
    inner join needed on part.line_form = needed.form_code and part.line_code = needed.line_code
    where
        tied.is_jurisdiction_report
        and tied.status = 'holds'
        and tied.difference = 0
        and tied.column_code in ('value', 'total')
),

series as (
    select
        indicator.*,
        lag(indicator.report_year) over by_place as previous_year,
        lag(indicator.definition_code) over by_place as previous_definition_code,
        lag(indicator.is_untied) over by_place as was_untied
    from indicator
    inner join whole
        on
            indicator.report_key = whole.report_key
            and indicator.indicator_code = whole.indicator_code
    where indicator.is_over_time
    window by_place as (
        partition by indicator.lineage, indicator.indicator_code
        order by indicator.report_year
    )
)

select
    jurisdiction_key,
    report_year,
    indicator_code,
    report_key,
    jurisdiction_level,
    form_code,
    definition_code,
    numerator,
    denominator,
    indicator_value,
    is_untied,
    previous_year,
    case
        when previous_year is null then 'first'
        when definition_code <> previous_definition_code then 'definition'
        when report_year - previous_year > 1 then 'gap'
        else 'none'
    end as break_reason_code,
    break_reason_code in ('definition', 'gap') as break_before,
    break_reason_code = 'none' and not (is_untied or was_untied) as is_chainable
from series;

create table jurisdiction_year_peers as
with peer as (
    select
        *,
        count(*) over alike as peer_count,
        rank() over (alike order by indicator_value) as place,
        median(indicator_value) over alike as peer_median
    from indicator
    where is_ranked and jurisdiction_level in ('province', 'prefecture', 'county')
    window alike as (
        partition by jurisdiction_level, report_year, indicator_code, definition_code
    )
)

select
    peer.jurisdiction_key,
    peer.report_year,
    peer.indicator_code,
    peer.report_key,
    peer.jurisdiction_level,
    named.full_name_zh,
    indicators.indicator_name_zh,
    indicators.indicator_name_en,
    indicators.unit,
    peer.definition_code,
    peer.numerator,
    peer.denominator,
    peer.indicator_value,
    peer.peer_count::integer as peer_count,
    peer.peer_median,
    ((peer.place - 1) / nullif(peer.peer_count - 1, 0))::double as percentile
from peer
inner join dim_jurisdiction as named on peer.jurisdiction_key = named.jurisdiction_key
inner join reference.indicators on peer.indicator_code = indicators.indicator_code;

-- Who should have reported: every division in force at the end of a year, under each one above it.
create temp table expected_report as
with in_force as (
    select
        reported_year.report_year,
        place.*
    from (
        select distinct report_year
        from edition
        where is_jurisdiction_report
    ) as reported_year
    inner join dim_jurisdiction as place
        on
            make_date(reported_year.report_year, 12, 31) >= place.valid_from_date
            and make_date(reported_year.report_year, 12, 31)
            < coalesce(place.valid_to_date, date '9999-12-31')
    where place.level_code in ('province', 'prefecture', 'county')
),

reported as (
    select distinct
        place.lineage,
        edition.report_year
    from edition
    inner join dim_jurisdiction as place on edition.jurisdiction_key = place.jurisdiction_key
    where
        edition.is_jurisdiction_report
        and place.level_code in ('province', 'prefecture', 'county')
),

under as (
    select
        *,
        unnest([province_code, prefecture_code, 'country']) as above_code
    from in_force
)

select
    under.report_year,
    coalesce(above.jurisdiction_key, 'country') as parent_jurisdiction_key,
    under.lineage,
    under.level_code as jurisdiction_level,
    under.division_code,
    under.jurisdiction_name_zh,
    reported.lineage is not null as is_reported
from under
left join in_force as above
    on under.report_year = above.report_year and under.above_code = above.division_code
left join reported
    on under.lineage = reported.lineage and under.report_year = reported.report_year
where
    under.above_code = 'country'
    or above.jurisdiction_key <> under.jurisdiction_key;

create table report_coverage as
select
    expected_report.parent_jurisdiction_key,
    coalesce(any_value(superior.full_name_zh), '全国') as parent_full_name_zh,
    expected_report.jurisdiction_level,
    expected_report.report_year,
    count(*)::integer as expected_count,
    count(*) filter (where expected_report.is_reported)::integer as reported_count,
    avg(expected_report.is_reported::integer) as reported_ratio,
    coalesce(
        list(expected_report.jurisdiction_name_zh order by expected_report.division_code) filter (
            where not expected_report.is_reported
        ),
        []
    ) as missing_names_zh
from expected_report
left join dim_jurisdiction as superior
    on expected_report.parent_jurisdiction_key = superior.jurisdiction_key
group by all;

create table jurisdiction_rollups as
with rolled_up as (
    from indicator
    where is_rolled_up
),

child as (
    select
        expected_report.parent_jurisdiction_key,
        expected_report.jurisdiction_level,
        expected_report.report_year,
        rolled_up.indicator_code,
        count(*) as child_count,
        sum(rolled_up.numerator) as child_sum,
        count_if(rolled_up.is_untied) as untied_count,
        min(rolled_up.definition_code) as first_definition,
        max(rolled_up.definition_code) as last_definition
    from expected_report
    inner join rolled_up
        on
            expected_report.lineage = rolled_up.lineage
            and expected_report.report_year = rolled_up.report_year
    where expected_report.parent_jurisdiction_key <> 'country'
    group by all
),

parent as (
    select
        coverage.parent_jurisdiction_key,
        coverage.jurisdiction_level,
        coverage.report_year,
        rolled_up.indicator_code,
        rolled_up.definition_code,
        rolled_up.numerator as parent_value,
        rolled_up.is_untied
    from report_coverage as coverage
    inner join dim_jurisdiction as place
        on coverage.parent_jurisdiction_key = place.jurisdiction_key
    inner join rolled_up
        on place.lineage = rolled_up.lineage and coverage.report_year = rolled_up.report_year
),

paired as (
    select
        coalesce(parent.parent_jurisdiction_key, child.parent_jurisdiction_key)
            as parent_jurisdiction_key,
        coalesce(parent.jurisdiction_level, child.jurisdiction_level) as jurisdiction_level,
        coalesce(parent.report_year, child.report_year) as report_year,
        coalesce(parent.indicator_code, child.indicator_code) as indicator_code,
        parent.parent_value,
        parent.definition_code as parent_definition,
        coalesce(parent.is_untied, false) as is_untied,
        child.child_count,
        child.untied_count,
        case when child.first_definition = child.last_definition then child.child_sum end
            as child_sum,
        case
            when child.first_definition = child.last_definition then child.first_definition
            when child.child_count > 0 then 'mixed'
        end as child_definition
    from parent
    full join child
        on
            parent.parent_jurisdiction_key = child.parent_jurisdiction_key
            and parent.jurisdiction_level = child.jurisdiction_level
            and parent.report_year = child.report_year
            and parent.indicator_code = child.indicator_code
)

select
    paired.parent_jurisdiction_key,
    coverage.parent_full_name_zh,
    paired.jurisdiction_level,
    paired.report_year,
    paired.indicator_code,
    indicators.indicator_name_zh,
    indicators.indicator_name_en,
    indicators.unit,
    paired.parent_definition as parent_definition_code,
    paired.child_definition as children_definition_code,
    paired.parent_value,
    coverage.expected_count as children_expected_count,
    coverage.reported_count as children_reported_count,
    coalesce(paired.child_count, 0)::integer as children_stated_count,
    coalesce(paired.child_count, 0) = coverage.expected_count as is_complete,
    case
        when paired.parent_value is null or paired.child_sum is null then 'not_testable'
        when paired.child_definition <> paired.parent_definition or paired.is_untied
            then 'not_testable'
        when paired.child_sum > paired.parent_value then 'violated'
        else 'holds'
    end as status,
    paired.child_sum::decimal(20, 4) as children_lower_bound,
    case
        when paired.child_count = coverage.expected_count and paired.untied_count = 0
            then paired.child_sum
        when paired.is_untied then null
        when status = 'holds' or paired.child_count is null then paired.parent_value
    end::decimal(20, 4) as children_upper_bound,
    (paired.parent_value - paired.child_sum)::decimal(20, 4) as difference
from paired
inner join report_coverage as coverage
    on
        paired.parent_jurisdiction_key = coverage.parent_jurisdiction_key
        and paired.jurisdiction_level = coverage.jurisdiction_level
        and paired.report_year = coverage.report_year
inner join reference.indicators on paired.indicator_code = indicators.indicator_code;

-- What can be said of each report's quality.
create table report_quality as
with form_size as (
    select
        form_line.line_form,
        sum(case when form_line.is_by_applicant then columns_of_table.n else 1 end)::integer
            as expected
    from dim_line as form_line,
        (select count(*) as n from dim_applicant_type) as columns_of_table
    where form_line.is_value_row
    group by all
),

met as (
    select
        cell.report_key,
        cell.method,
        cell.value_state,
        cell.value_origin,
        form_line.line_form is not null as is_of_form
    from cell
    inner join dim_report as report on cell.report_key = report.report_key
    left join dim_line as form_line
        on
            report.form_code = form_line.line_form
            and cell.line_form = form_line.line_form
            and cell.line_code = form_line.line_code
            and form_line.is_value_row
            and form_line.is_by_applicant = (cell.column_code <> 'value')
),

tally as (
    select
        report_key,
        histogram(value_state) filter (where is_of_form) as states,
        histogram(method) filter (where value_state = 'number') as methods,
        histogram(value_origin) filter (where value_state = 'number') as origins,
        count_if(is_of_form) as met_count,
        count_if(value_state = 'number' and not is_of_form) as off_form
    from met
    group by all
),

subtracted as (
    select
        report_key,
        count(*) as n
    from (
        select report_key from residual
        union all
        select report_key from fct_requests
        where new_value_origin = 'derived'
    ) as derived
    group by all
),

verdict as (
    select
        report_key,
        count_if(status = 'holds') as held,
        count_if(status = 'violated') as violated,
        count_if(status = 'not_testable') as untestable
    from fct_report_checks
    group by all
),

broken as (
    select distinct
        done.report_key,
        prescribed.rule_code,
        prescribed.rule_order,
        prescribed.statement_zh,
        prescribed.statement_en
    from fct_report_checks as done
    inner join reference.rules as prescribed on done.rule_code = prescribed.rule_code
    where done.status = 'violated'
),

broken_rule as (
    select
        report_key,
        string_agg(rule_code, ', ' order by rule_order) as codes,
        string_agg(statement_zh, '；' order by rule_order) as in_chinese,
        string_agg(statement_en, '; ' order by rule_order) as in_english
    from broken
    group by all
),

widest as (
    select
        done.report_key,
        arg_min(
            {
                'difference': done.difference,
                'unit': replace(form_line.unit, '万', ''),
                'rule_code': done.rule_code,
                'label_zh': form_line.label_zh,
                'label_en': form_line.label_en
            },
            (
                contains(coalesce(form_line.unit, ''), '元'),
                -abs(done.difference),
                done.check_key
            )
        ) as gap
    from fct_report_checks as done
    left join dim_line as form_line
        on done.line_form = form_line.line_form and done.line_code = form_line.line_code
    where done.status = 'violated'
    group by all
),

remark as (
    select distinct
        edition.report_key,
        note.severity,
        note.code,
        note.message
    from raw.extraction_note as note
    inner join edition on note.report_id = edition.report_id
),

remarks as (
    select
        report_key,
        count(*)::integer as n,
        count_if(severity = 'warning')::integer as warnings,
        string_agg(distinct code, ', ' order by code) as codes,
        array_to_string(
            list(message order by severity desc, message asc)[1:20], chr(10)
        ) as messages
    from remark
    group by all
)

select
    report.report_key,
    report.reporting_body_key,
    report.jurisdiction_key,
    place.division_code,
    place.jurisdiction_name_zh,
    place.full_name_zh,
    place.province_name_zh,
    place.prefecture_name_zh,
    report.jurisdiction_level,
    body.full_body_name_zh,
    body.body_type_code,
    report.scope_code,
    report.is_jurisdiction_report,
    report.report_year,
    report.form_code,
    form.form_name_zh,
    form.form_name_en,
    report.form_basis,
    report.form_code = usual.usual_form_code as is_usual_form,
    report.location_basis,
    report.location_note,
    report.title,
    paper.file_name,
    paper.media_type,
    report.source_url,
    report.is_official_source,
    report.document_count::integer as document_count,
    (
        select count_if(attached.is_attachment)::integer
        from bridge_report_document as attached
        where attached.report_key = report.report_key
    ) as attachment_count,
    (
        select case when report.reporting_body_key = 'unknown' then 1 else count(*) end::integer
        from dim_report as rival
        where
            rival.reporting_body_key = report.reporting_body_key
            and rival.report_year = report.report_year
            and rival.scope_code = report.scope_code
    ) as edition_count,
    report.edition_reason,
    report.published_date,
    make_date(report.report_year + 1, deadline.due_month, deadline.due_day) as due_date,
    date_diff(
        'day',
        make_date(report.report_year + 1, deadline.due_month, deadline.due_day),
        report.published_date
    )::integer as days_past_due,
    report.figure_count::integer as figure_count,
    coalesce(form_size.expected, 0) as expected_cell_count,
    coalesce(tally.states['number'], 0)::integer as stated_cell_count,
    coalesce(tally.states['blank'], 0)::integer as blank_cell_count,
    coalesce(tally.states['dash'], 0)::integer as dash_cell_count,
    coalesce(tally.states['not_applicable'], 0)::integer as not_applicable_cell_count,
    coalesce(tally.states['illegible'], 0)::integer as illegible_cell_count,
    coalesce(tally.states['conflicting'], 0)::integer as conflicting_cell_count,
    (coalesce(form_size.expected, 0) - coalesce(tally.met_count, 0))::integer as silent_cell_count,
    (coalesce(tally.states['number'], 0) / form_size.expected)::double as stated_cell_ratio,
    coalesce(tally.off_form, 0)::integer as off_form_cell_count,
    coalesce(tally.methods['table'], 0)::integer as table_cell_count,
    coalesce(tally.methods['attachment'], 0)::integer as attachment_cell_count,
    coalesce(tally.methods['prose'], 0)::integer as prose_cell_count,
    coalesce(tally.origins['printed'], 0)::integer as printed_cell_count,
    coalesce(tally.origins['inferred'], 0)::integer as inferred_cell_count,
    coalesce(tally.origins['adjudicated'], 0)::integer as adjudicated_cell_count,
    coalesce(subtracted.n, 0)::integer as derived_value_count,
    case
        when verdict.violated > 0 then 'violated'
        when verdict.held > 0 then 'holds'
        else 'not_testable'
    end as check_status,
    coalesce(verdict.held, 0)::integer as held_check_count,
    coalesce(verdict.violated, 0)::integer as violated_check_count,
    coalesce(verdict.untestable, 0)::integer as not_testable_check_count,
    report.failed_rule_count::integer as failed_rule_count,
    broken_rule.codes as failed_rule_codes,
    broken_rule.in_chinese as failed_rules_zh,
    broken_rule.in_english as failed_rules_en,
    widest.gap['difference'] as largest_difference,
    widest.gap['unit'] as largest_difference_unit,
    widest.gap['rule_code'] as largest_difference_rule_code,
    widest.gap['label_zh'] as largest_difference_label_zh,
    widest.gap['label_en'] as largest_difference_label_en,
    coalesce(remarks.n, 0) as note_count,
    coalesce(remarks.warnings, 0) as warning_count,
    remarks.codes as note_codes,
    remarks.messages as note_text
from dim_report as report
inner join dim_jurisdiction as place on report.jurisdiction_key = place.jurisdiction_key
inner join dim_reporting_body as body on report.reporting_body_key = body.reporting_body_key
inner join dim_form as form on report.form_code = form.form_code
inner join dim_year as usual on report.report_year = usual.report_year
inner join bridge_report_document as paper
    on report.report_key = paper.report_key and paper.is_primary_document
left join reference.publication_deadlines as deadline
    on
        body.body_type_code = deadline.body_type_code
        and report.report_year between deadline.first_year and coalesce(deadline.last_year, 9999)
left join form_size on report.form_code = form_size.line_form
left join tally on report.report_key = tally.report_key
left join subtracted on report.report_key = subtracted.report_key
left join verdict on report.report_key = verdict.report_key
left join broken_rule on report.report_key = broken_rule.report_key
left join widest on report.report_key = widest.report_key
left join remarks on report.report_key = remarks.report_key
where report.is_current;

-- Both sides of each metric, for every place and year that states them.
create view jurisdiction_year_metrics as
with number as (
    select
        report_key,
        columns('.*_count$')::bigint
    from jurisdiction_year
),

measure as (
    unpivot number
    on columns(* exclude (report_key))
    into name measure_code value measure_value
),

side as (
    select
        place_year.jurisdiction_key,
        place_year.report_key,
        metric.metric_code,
        place_year.jurisdiction_level,
        place_year.form_code,
        place_year.report_year,
        upper_side.measure_value as numerator,
        lower_side.measure_value as denominator,
        metric.multiplier,
        metric.is_share,
        coalesce(
            list_has_any(
                string_split(place_year.untied_columns, ', '),
                [metric.numerator_measure, metric.denominator_measure]
            ),
            false
        ) as is_untied
    from jurisdiction_year as place_year
    inner join reference.metrics as metric
        on contains('|' || metric.form_codes || '|', '|' || place_year.form_code || '|')
    inner join measure as upper_side
        on
            place_year.report_key = upper_side.report_key
            and metric.numerator_measure = upper_side.measure_code
    inner join measure as lower_side
        on
            place_year.report_key = lower_side.report_key
            and metric.denominator_measure = lower_side.measure_code
    anti join measure as open_side
        on
            place_year.report_key = open_side.report_key
            and metric.open_measure = open_side.measure_code
            and open_side.measure_value <> 0
),

interval_of as (
    select
        *,
        is_share and numerator between 0 and denominator and denominator > 0 as has_interval,
        numerator::double + 1.9207294103 as centre,
        1.9599639845 * sqrt(
            if(
                has_interval,
                numerator::double * (denominator::double - numerator::double)
                / denominator::double,
                0
            )
            + 0.9603647051
        ) as half_width,
        denominator::double + 3.8414588207 as width
    from side
)

select
    jurisdiction_key,
    report_key,
    metric_code,
    jurisdiction_level,
    form_code,
    report_year,
    numerator,
    denominator,
    multiplier * numerator::double / nullif(denominator, 0) as metric_value,
    if(has_interval, (centre - half_width) / width, null) as wilson_low,
    if(has_interval, (centre + half_width) / width, null) as wilson_high,
    is_untied,
    make_date(report_year, 12, 31) as year_end_date
from interval_of;

-- The metrics as ratios of sums.
create view metric_values as
with grouped as (
    select
        metric_code,
        case
            when grouping(jurisdiction_key) = 0 then 'jurisdiction'
            when grouping(jurisdiction_level) = 0 and grouping(report_year) = 0 then 'level_year'
            when grouping(jurisdiction_level) = 0 then 'level'
            when grouping(report_year) = 0 then 'year'
            else 'total'
        end as grouping_code,
        jurisdiction_level,
        jurisdiction_key,
        report_year,
        count(distinct jurisdiction_key) as jurisdiction_count,
        sum(numerator)::bigint as numerator,
        sum(denominator)::bigint as denominator
    from jurisdiction_year_metrics
    group by
        grouping sets ( -- noqa: PRS, LT02
            (metric_code),
            (metric_code, report_year),
            (metric_code, jurisdiction_level),
            (metric_code, jurisdiction_level, report_year),
            (metric_code, jurisdiction_key)
        )
),

interval_of as (
    select
        grouped.*,
        metric.metric_name_zh,
        metric.metric_name_en,
        metric.multiplier,
        metric.is_share and grouped.numerator between 0 and grouped.denominator
        and grouped.denominator > 0 as has_interval,
        grouped.numerator::double + 1.9207294103 as centre,
        1.9599639845 * sqrt(
            if(
                has_interval,
                grouped.numerator::double
                * (grouped.denominator::double - grouped.numerator::double)
                / grouped.denominator::double,
                0
            )
            + 0.9603647051
        ) as half_width,
        grouped.denominator::double + 3.8414588207 as width
    from grouped
    inner join reference.metrics as metric on grouped.metric_code = metric.metric_code
)

select
    metric_code,
    metric_name_zh,
    metric_name_en,
    grouping_code,
    jurisdiction_level,
    jurisdiction_key,
    report_year,
    jurisdiction_count,
    numerator,
    denominator,
    multiplier * numerator::double / nullif(denominator, 0)::double as metric_value,
    if(has_interval, (centre - half_width) / width, null) as wilson_low,
    if(has_interval, (centre + half_width) / width, null) as wilson_high
from interval_of;
