"""Traps in what stands around the tables, and pages that are no annual report.

Each changes `Draft.blocks`. Listed in `traps`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tests.gold.document import Paragraph
from tests.gold.draft import Draft
from tests.gold.layout import Table


def furniture(draft: Draft) -> None:
    draft.options.furniture = True
    if draft.spec.format in ("html", "zip"):
        return
    number = draft.draw.randint(2_000_000, 8_999_999)
    draft.blocks.insert(0, Paragraph("当前位置：首页 > 政务公开 > 政府信息公开年报", "menu"))
    draft.blocks += [
        Paragraph(
            f"地址：{draft.place.name}人民路{draft.draw.randint(1, 300)}号　"
            f"邮编：{draft.draw.randint(100000, 899999)}",
            "foot",
        ),
        Paragraph(
            f"联系电话：0{draft.draw.randint(310, 998)}-{number}　传真：{number + 1}", "foot"
        ),
        Paragraph("扫一扫在手机打开当前页", "foot"),
    ]


_TRADITIONAL: Final = str.maketrans(
    "政务开况动数类请办处结据义务团组织业构总计国种级统发给规条项许可罚强费区区县产还关东时问题经济稳维复议诉讼审决"
    "书现实单位内务员将与两个学医门图证书报间积极导",
    "政務開況動數類請辦處結據義務團組織業構總計國種級統發給規條項許可罰強費區區縣產還關東時問題經濟穩維復議訴訟審決"
    "書現實單位內務員將與兩個學醫門圖證書報間積極導",
)


def to_traditional(text: str) -> str:
    return text.translate(_TRADITIONAL)


def traditional(draft: Draft) -> None:
    for block in draft.blocks:
        if isinstance(block, Table):
            for cell in block.cells():
                if cell.kind in ("head", "label"):
                    cell.text = to_traditional(cell.text)
        elif isinstance(block, Paragraph) and block.kind == "heading":
            block.text = to_traditional(block.text)


def _bodies(draft: Draft) -> list[int]:
    return [
        at
        for at, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.kind in ("heading", "right")
    ]


def _insert(draft: Draft, text: str) -> None:
    places = _bodies(draft) or [len(draft.blocks)]
    draft.blocks.insert(draft.draw.choice(places), Paragraph(text))


def lost_characters(draft: Draft) -> None:
    month = draft.draw.randint(2, 9)
    _insert(draft, f"新版门户网站于{draft.year}{month}月上线，旧栏目同时停用。")
    for block in draft.blocks:  # and one character of a long label
        if isinstance(block, Table) and block.name in ("requests", "statistics"):
            long = [
                c for c in block.cells() if c.kind == "label" and len(c.text) > 12 and c.down == 1
            ]
            if long:
                cell = draft.draw.choice(long)
                at = draft.draw.randrange(5, len(cell.text) - 2)
                cell.text = cell.text[:at] + cell.text[at + 1 :]


def misread_place(draft: Draft) -> None:
    name = draft.place.name
    wrong = draft.draw.choice("青清晴请") + name[1:]
    _insert(draft, f"{wrong}各单位在公开前都会核对一遍内容。")


def title_over_lines(draft: Draft) -> None:
    for at, block in enumerate(draft.blocks):
        if isinstance(block, Paragraph) and block.kind == "title":
            cut = block.text.find(str(draft.year))
            if cut > 0:
                rest = Paragraph(block.text[cut:], "title")
                draft.blocks[at : at + 1] = [Paragraph(block.text[:cut], "title"), rest]
            return


def chinese_year(draft: Draft) -> None:
    digits = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    said = "".join(digits[digit] for digit in str(draft.year))
    for block in draft.blocks:
        if isinstance(block, Paragraph) and block.kind == "title":
            block.text = block.text.replace(str(draft.year), said)


def stock_not_refusals(draft: Draft) -> None:
    _insert(draft, f"目录中另列有不予公开信息{draft.draw.randint(2, 90)}条，供内部核对。")


def hotline(draft: Draft) -> None:
    _insert(
        draft,
        f"便民热线全年接到来电{draft.draw.randint(200, 90000)}个，"
        f"办件满意率{draft.draw.randint(90, 99)}%。",
    )


# --- pages that are no annual report ------------------------------------------------------------


def _refuse(draft: Draft, code: str, title: str, *, keep: bool) -> None:
    draft.refused, draft.title = code, title
    if not keep:
        draft.blocks = [block for block in draft.blocks if not isinstance(block, Table)]
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            if block.kind == "title":
                block.text = title
            block.figures = ()


def half_year(draft: Draft) -> None:
    part = draft.draw.choice(("上半年", "第三季度", "1-6月", "一季度"))
    title = f"{draft.body}{draft.year}年{part}政府信息公开工作情况报告"
    # Such pages give no period of a whole year.
    draft.blocks = [
        block
        for block in draft.blocks
        if isinstance(block, Table)
        or (isinstance(block, Paragraph) and (block.kind == "title" or not block.figures))
    ]
    _refuse(draft, "part_of_a_year", title, keep=True)


def _only(draft: Draft, code: str, title: str, texts: Iterable[str]) -> None:
    draft.blocks = [Paragraph(title, "title"), *[Paragraph(text) for text in texts]]
    _refuse(draft, code, title, keep=False)


def news(draft: Draft) -> None:
    _only(
        draft,
        "not_an_annual_report",
        f"{draft.place.name}举办政务公开业务培训",
        [
            f"{draft.year}年3月{draft.draw.randint(2, 29)}日，各单位的联络员参加了培训，"
            f"到会{draft.draw.randint(20, 200)}人。",
            f"会上通报了去年受理政府信息公开申请{draft.draw.randint(20, 900)}件的办理情况。",
        ],
    )


def notice(draft: Draft) -> None:
    _only(
        draft,
        "not_an_annual_report",
        f"关于做好{draft.year}年度政府信息公开工作年度报告编制工作的通知",
        [
            "各镇、各部门：",
            "请按照统一格式填写三张表，核对各列的勾稽关系，于一月二十日以前报来。",
            f"联系电话：{draft.draw.randint(2000000, 8999999)}。",
        ],
    )


def other_report(draft: Draft) -> None:
    _only(
        draft,
        "not_an_annual_report",
        f"{draft.body}{draft.year}年法治政府建设年度报告",
        [
            "一、主要做法",
            f"全年审查文件{draft.draw.randint(10, 90)}件，"
            f"办理行政复议案件{draft.draw.randint(10, 300)}件，"
            f"行政诉讼案件{draft.draw.randint(10, 300)}件。",
            "二、明年打算",
            "继续把审查放在前面。",
        ],
    )


def index(draft: Draft) -> None:
    titles = [
        f"{draft.body}{draft.year - at}年政府信息公开工作年度报告"
        for at in range(draft.draw.randint(5, 9))
    ]
    _only(draft, "index_page|not_an_annual_report", "政府信息公开年报", titles)


def nothing(_: Draft) -> None:
    """What `plan` or the generator set already."""
