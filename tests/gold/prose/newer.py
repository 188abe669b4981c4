# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports on the forms of 2019 and 2021: prose that repeats, sums up or splits cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tests.gold.prose.form2014 import of_which, parts, rows
from tests.gold.prose.words import Part, UnsayableError, Writer, says, trapped

BOTH = ("2019", "2021")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "B3.1": ("予以公开", "予以公开的"),
    "B3.2": ("部分公开", "予以部分公开"),
    "B3.3": ("不予公开",),
    "B3.4": ("无法提供",),
    "B3.5": ("不予处理",),
    "B3.6": ("其他处理", "作其他处理"),
}
REASONS: Mapping[str, tuple[str, ...]] = {
    "B3.3.1": ("属于国家秘密",),
    "B3.3.2": ("其他法律行政法规禁止公开", "法律、行政法规禁止公开"),
    "B3.3.3": ("危及“三安全一稳定”",),
    "B3.3.4": ("保护第三方合法权益",),
    "B3.3.5": ("属于三类内部事务信息", "三类内部事务信息"),
    "B3.3.6": ("属于四类过程性信息", "四类过程性信息"),
    "B3.3.7": ("属于行政执法案卷", "行政执法案卷信息"),
    "B3.3.8": ("属于行政查询事项", "行政查询事项"),
}
UNABLE: Mapping[str, tuple[str, ...]] = {
    "B3.4.1": ("本机关不掌握相关政府信息", "不掌握相关政府信息"),
    "B3.4.2": ("没有现成信息需要另行制作", "需另行制作"),
    "B3.4.3": ("补正后申请内容仍不明确",),
}
UNPROCESSED: Mapping[str, tuple[str, ...]] = {
    "B3.5.1": ("信访举报投诉类申请",),
    "B3.5.2": ("重复申请",),
    "B3.5.3": ("要求提供公开出版物",),
    "B3.5.4": ("无正当理由大量反复申请",),
    "B3.5.5": ("要求行政机关确认或重新出具已获取信息",),
}
OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "B3.6.1": ("申请人逾期不补正、不再处理其申请", "逾期不补正"),
    "B3.6.2": ("申请人逾期未按收费通知要求缴纳费用",),
    "B3.6.3": ("其他",),
}
LEAVES = {**GROUPS, **REASONS, **UNABLE, **UNPROCESSED, **OTHERWISE}
RESULTS = {
    "1": ("结果维持", "维持"),
    "2": ("结果纠正", "纠正"),
    "3": ("其他结果",),
    "4": ("尚未审结",),
}


def results(block: str) -> dict[str, tuple[str, ...]]:
    """Labels of one block of table 四."""
    return {f"{block}.{row}": labels for row, labels in RESULTS.items()}


def requests(w: Writer) -> tuple[Part, ...]:
    """The opening of a sentence on what is new."""
    verb = w.pick("共收到", "收到", "新收", "本年新收", "共接收", "新收到", "接到")
    return (w.when(), w.whole(), verb, w.request())


# requests


@says("received", *BOTH)
def new_requests(w: Writer) -> Iterable[Part]:
    return (*requests(w), w.count("B1"), "。")


@says("received", *BOTH)
def new_requests_number_first(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), w.pick("共收到", "新收到"), w.count("B1"), w.request(), "。")


@says("received", *BOTH)
def accepted(w: Writer) -> Iterable[Part]:
    w.need_zero("B2")
    return (
        w.when(),
        w.whole(),
        w.pick("受理", "共受理", "新受理"),
        w.request(),
        w.count("B1"),
        "。",
    )


@says("received", *BOTH)
def no_requests(w: Writer) -> Iterable[Part]:
    words = w.pick("未收到", "没有收到", "未接到", "没有接收到")
    return (
        w.when(),
        w.whole(),
        w.none(words, "B1"),
        w.pick("", "公民、法人或其他组织的"),
        w.request(),
        "。",
    )


@says("received", *BOTH)
def no_requests_nor_carried(w: Writer) -> Iterable[Part]:
    w.need_zero("B1", "B2")
    return (
        w.when(), w.whole(), w.none(w.pick("未收到政府信息公开申请", "没有收到依申请公开件"), "B1"),
        w.pick("，", "，也"), w.none(w.pick("无上年结转申请", "没有上年结转的申请"), "B2"), "。",
    )  # fmt: skip


@says("received", *BOTH)
def zero_requests_digits(w: Writer) -> Iterable[Part]:
    w.need_zero("B1")
    return (*requests(w), w.count("B1"), "。")


@says("received", *BOTH)
def new_and_carried(w: Writer) -> Iterable[Part]:
    return (
        *requests(w), w.count("B1"), w.pick("，上年结转", "，上年度结转申请", f"，{w.year - 1}年结转"),
        w.count("B2"), "。",
    )  # fmt: skip


@says("received", *BOTH, traps=("carried_in_included",))
def handled_altogether(w: Writer) -> Iterable[Part]:
    w.need_positive("B1", "B2")
    return (
        w.when(), w.whole(), w.pick("共办理", "累计办理", "全年共处理"), w.request(),
        w.count("P.received_incl_carried_in"), w.pick("，其中", "，其中：", "。其中，"),
        w.pick("本年新收", "本年度新接收", "新收"), w.count("B1"), w.pick("，", "、"),
        w.pick("上年结转", f"{w.year - 1}年结转办理", "上年度结转"), w.count("B2"), "。",
    )  # fmt: skip


@says("received", *BOTH, traps=("carried_in_included",))
def handled_including(w: Writer) -> Iterable[Part]:
    w.need_positive("B2")
    return (
        w.when(), w.whole(), w.pick("共受理", "受理", "收到"), w.request(),
        w.count("P.received_incl_carried_in"), w.pick("（含上年结转", "（含上年度结转申请", "（包括上年结转"),
        w.count("B2"), "）。",
    )  # fmt: skip


@says("received", *BOTH)
def by_applicant(w: Writer) -> Iterable[Part]:
    people = w.value("B1", "natural_person")
    w.need(people > 0)
    return (
        *requests(w), w.count("B1"), w.pick("，其中自然人申请", "，其中，自然人"),
        w.count("B1", column="natural_person"), "。",
    )  # fmt: skip


@says("received", *BOTH, traps=("breakdown_without_lines",))
def by_person_or_organisation(w: Writer) -> Iterable[Part]:
    people = w.value("B1", "natural_person")
    others = w.value("B1") - people
    w.need(people > 0 and others > 0)
    return (
        *requests(w), w.count("B1"), "，其中自然人申请", w.count("B1", column="natural_person"),
        f"，法人或其他组织申请{w.plain(others)}{w.item}。",
    )  # fmt: skip


@says("received", *BOTH)
def by_applicant_types(w: Writer) -> Iterable[Part]:
    types = {
        "natural_person": "自然人", "commercial": "商业企业", "research": "科研机构",
        "public_welfare": "社会公益组织", "legal_service": "法律服务机构",
    }  # fmt: skip
    stated = [column for column in types if w.numbers.get(("B1", column), Decimal(0)) > 0]
    w.need(len(stated) > 1)
    items = [(f"{types[column]}申请", w.count("B1", column=column)) for column in stated]
    return (*requests(w), w.count("B1"), "，其中", w.listed(items, styles="abcd"), "。")


@says("received", *BOTH, traps=("all_of_one_kind",))
def all_from_people(w: Writer) -> Iterable[Part]:
    w.need_positive("B1")
    w.need(w.value("B1", "natural_person") == w.value("B1"))
    total = w.count("B1")
    both = trapped(total, "all_of_one_kind")
    figure = both.figures[0]
    people = type(figure)(
        "B1", figure.value, figure.printed, "natural_person", figure.state, source="prose"
    )
    return (
        *requests(w),
        type(both)(both.text, (figure, people), both.traps),
        w.pick("，均为自然人申请。", "，全部由自然人提出。"),
    )


@says("received", *BOTH, traps=("breakdown_without_lines",))
def by_channel_without_lines(w: Writer) -> Iterable[Part]:
    total = int(w.value("B1"))
    w.need(total >= 4)
    online = total // 2
    return (
        *requests(w), w.count("B1"),
        f"，其中网络申请{w.plain(online)}{w.item}，信函申请{w.plain(total - online)}{w.item}。",
    )  # fmt: skip


@says("received", *BOTH, traps=("named_parts",))
def new_by_parts(w: Writer) -> Iterable[Part]:
    total = w.value("B1")
    w.need(total >= 4)
    first = (total / 4).to_integral_value()
    one, other = w.parts()[-2:]
    return (
        *requests(w), w.count("B1"), "，其中", one, "收到", w.stated("B1", first, w.item, subject=one),
        "，", other, "收到", w.stated("B1", total - first, w.item, subject=other), "。",
    )  # fmt: skip


@says("received", *BOTH, traps=("previous_year_beside",))
def new_against_before(w: Writer) -> Iterable[Part]:
    before = w.value("B1") + w.draw.randrange(1, 30)
    return (
        *requests(w), w.count("B1"), w.pick("，上年为", "，上一年度收到"),
        w.stated("B1", before, w.item, period="previous_year"), "，数量有所下降。",
    )  # fmt: skip


@says("received", *BOTH, traps=("percentages",))
def new_with_growth(w: Writer) -> Iterable[Part]:
    growth = w.draw.randrange(50, 9000) / 100
    return (
        *requests(w),
        w.count("B1"),
        f"，{w.pick('同比增长', '较上年上升', '同比下降')}{growth}%。",
    )


@says("received", *BOTH, traps=("change_without_level",))
def new_with_change(w: Writer) -> Iterable[Part]:
    change = w.plain(w.draw.randrange(1, 40))
    return (*requests(w), w.count("B1"), f"，比上年{w.pick('增加', '减少')}了{change}{w.item}。")


@says("received", *BOTH)
def new_roughly(w: Writer) -> Iterable[Part]:
    return (*requests(w), w.rounded("B1", w.item), "。")


@says("received", *BOTH, traps=("part_year",))
def new_by_half(w: Writer) -> Iterable[Part]:
    total = w.value("B1")
    w.need(total >= 4)
    half = (total / 2).to_integral_value()
    return (
        w.pick("上半年，", f"截至{w.year}年6月30日，"), w.whole(), "收到政府信息公开申请",
        w.stated("B1", half, w.item, period="part_year"), "；全年收到政府信息公开申请", w.count("B1"), "。",
    )  # fmt: skip


@says("received", *BOTH, traps=("all_answered",))
def new_all_answered(w: Writer) -> Iterable[Part]:
    w.need_positive("B1")
    how = w.pick(
        "均按时答复", "全部在法定期限内办结", "均已在规定时间内答复申请人", "已全部按期答复"
    )
    return (*requests(w), w.count("B1"), "，", how, "。")


@says("received", *BOTH, traps=("of_the_new_ones_only",))
def new_of_which_finished(w: Writer) -> Iterable[Part]:
    w.need_positive("B1", "B4")
    left = w.value("B4")
    w.need(w.value("B1") > left)
    done = w.plain(w.value("B1") - left)
    return (
        w.when(), w.whole(), w.pick("新收", "新受理"), "政府信息公开申请", w.count("B1"),
        f"，{w.pick('已办结', '其中已办结', '当年已答复')}{done}{w.item}。",
    )  # fmt: skip


# results


@says("results", *BOTH)
def results_total(w: Writer) -> Iterable[Part]:
    w.need_zero("B2", "B4")
    return (
        w.when(),
        w.whole(),
        w.pick("办结", "共办结", "答复"),
        "政府信息公开申请",
        w.count("B3.7"),
        "。",
    )


@says("results", *BOTH, traps=("carried_in_included",))
def results_including_carried(w: Writer) -> Iterable[Part]:
    w.need_positive("B2", "B4")
    return (
        w.when(), w.whole(), w.pick("答复政府信息公开申请", "办结政府信息公开申请"), w.count("B3.7"),
        w.pick("（含上年度结转", "（含上年结转申请"), w.count("B2"), "，另有", w.count("B4"),
        w.pick("结转下年度办理）。", "顺延至下年度答复）。"),
    )  # fmt: skip


@says("results", *BOTH)
def results_by_group(w: Writer) -> Iterable[Part]:
    lines = w.positive(*GROUPS)
    listing = w.listed(rows(w, GROUPS, lines), w.value("B3.7"), styles="abcdf")
    head = w.pick("办理结果：", "在办理结果中，", "从办理结果看，", "已办结的申请中，")
    return (head, listing, "。")


@says("results", *BOTH)
def results_of_total(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.7")
    lines = w.known(*GROUPS) if w.chance(0.3) else w.positive(*GROUPS)
    listing = w.listed(rows(w, GROUPS, lines), w.value("B3.7"), styles="abcdfg")
    return (w.when(), "共办结政府信息公开申请", w.count("B3.7"), parts(w, of_which(w), listing))


@says("results", *BOTH)
def results_by_leaf(w: Writer) -> Iterable[Part]:
    lines = w.positive("B3.1", "B3.2", *REASONS, *UNABLE, *UNPROCESSED)
    listing = w.listed(rows(w, LEAVES, lines), styles="abcg")
    return (w.pick("其办理结果为：", "按办理结果分，", "办理结果中，"), listing, "。")


@says("results", *BOTH, traps=("reasons_in_brackets",))
def refused_by_reason(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.3")
    listing = w.listed(rows(w, REASONS, w.positive(*REASONS)), styles="abc")
    return ("办理结果中，", "不予公开", w.count("B3.3"), "（", listing, "）。")


@says("results", *BOTH, traps=("reasons_in_brackets",))
def unable_by_reason(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.4")
    listing = w.listed(rows(w, UNABLE, w.positive(*UNABLE)), styles="abc")
    return ("办理结果中，无法提供", w.count("B3.4"), parts(w, w.pick("（其中", "，其中"), listing))


@says("results", *BOTH)
def unprocessed_by_reason(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.5")
    listing = w.listed(rows(w, UNPROCESSED, w.positive(*UNPROCESSED)), styles="abc")
    return ("办理结果中，不予处理", w.count("B3.5"), "，其中", listing, "。")


@says("results", "2021")
def otherwise_by_reason(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.6")
    listing = w.listed(rows(w, OTHERWISE, w.positive(*OTHERWISE)), styles="abc")
    return ("其他处理", w.count("B3.6"), "，其中", listing, "。")


@says("results", *BOTH, traps=("all_of_one_kind",))
def all_granted(w: Writer) -> Iterable[Part]:
    w.need_positive("B3.1")
    return (
        "共办结申请",
        w.also(w.count("B3.7"), "B3.1"),
        w.pick("，均予以公开。", "，全部予以公开。"),
    )


@says("results", *BOTH)
def none_refused_newer(w: Writer) -> Iterable[Part]:
    words = w.pick("无不予公开情形", "没有不予公开的情况")
    return (w.when(), w.whole(), w.none(words, "B3.3"), "。")


@says("results", *BOTH, traps=("carried_forward",))
def forward(w: Writer) -> Iterable[Part]:
    w.need_positive("B4")
    until = w.pick(
        "结转下年度继续办理", f"结转至{w.year + 1}年办理", "结转下一年度", "转结下年度办理"
    )
    if w.chance(0.5):
        return (w.pick("尚有", "其余", "剩余"), w.count("B4"), until, "。")
    return (until, w.pick("", "申请", "的申请"), w.count("B4"), "。")


@says("results", *BOTH)
def none_forward(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.none(w.pick("无结转下年度继续办理的申请", "没有结转下年度办理的申请"), "B4"),
        "。",
    )


@says("results", *BOTH, traps=("rate",))
def rate_newer(w: Writer) -> Iterable[Part]:
    return (
        w.pick("申请", "依申请公开件"),
        w.pick(
            "按时办结率100%", "答复率达到100%", f"按期答复率为{w.draw.randrange(9700, 9999) / 100}%"
        ),
        "。",
    )


@says("results", *BOTH, traps=("each",))
def results_each(w: Writer) -> Iterable[Part]:
    lines = w.positive(*GROUPS)
    pairs = [
        (a, b) for i, a in enumerate(lines) for b in lines[i + 1 :] if w.value(a) == w.value(b)
    ]
    if not pairs:
        raise UnsayableError
    one, two = pairs[0]
    return (
        "办理结果中，",
        GROUPS[one][0],
        "、",
        GROUPS[two][0],
        "各",
        w.also(w.count(one), two),
        "。",
    )


# reviews and lawsuits


@says("appeals", *BOTH)
def reviews(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("因政府信息公开被申请行政复议", "因政府信息公开引发行政复议", "发生政府信息公开行政复议"),
        w.count("C1.5", "件"), "。",
    )  # fmt: skip


@says("appeals", *BOTH)
def reviews_with_results(w: Writer) -> Iterable[Part]:
    w.need_positive("C1.5")
    table = results("C1")
    lines = w.known(*table) if w.chance(0.3) else w.positive(*table)
    listing = w.listed(rows(w, table, lines, "件"), w.value("C1.5"), styles="abcdf")
    return (
        w.when(),
        w.pick("政府信息公开行政复议", "引发行政复议", "被申请行政复议"),
        w.count("C1.5", "件"),
        parts(w, of_which(w), listing),
    )


@says("appeals", *BOTH, traps=("routes_together",))
def suits_together(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("因政府信息公开被提起行政诉讼", "因政府信息公开引发行政诉讼", "发生政府信息公开行政诉讼"),
        w.count("P.litigation_total", "件"), "。",
    )  # fmt: skip


@says("appeals", *BOTH, traps=("routes_together", "breakdown_without_lines"))
def suits_together_with_results(w: Writer) -> Iterable[Part]:
    w.need_positive("C2.5", "C3.5")
    sums = [
        (label[0], w.value(f"C2.{row}") + w.value(f"C3.{row}")) for row, label in RESULTS.items()
    ]
    listing = "、".join(f"{label}{w.plain(total)}件" for label, total in sums if total)
    return (
        w.when(),
        "政府信息公开行政诉讼",
        w.count("P.litigation_total", "件"),
        f"，其中{listing}。",
    )


@says("appeals", *BOTH)
def suits_by_route(w: Writer) -> Iterable[Part]:
    w.need_positive("P.litigation_total")
    return (
        w.when(), w.whole(), "因政府信息公开被提起行政诉讼", w.count("P.litigation_total", "件"),
        w.pick("，其中未经复议直接起诉", "，其中直接起诉"), w.count("C2.5", "件"),
        w.pick("，复议后起诉", "、经复议后起诉"), w.count("C3.5", "件"), "。",
    )  # fmt: skip


@says("appeals", *BOTH)
def suits_of_one_route(w: Writer) -> Iterable[Part]:
    block, label = w.draw.choice((("C2", "未经复议直接起诉"), ("C3", "复议后起诉")))
    w.need_positive(f"{block}.5")
    table = results(block)
    listing = w.listed(rows(w, table, w.positive(*table), "件"), styles="abc")
    return (
        "行政诉讼中，",
        label,
        w.pick("的", ""),
        w.count(f"{block}.5", "件"),
        "，其中",
        listing,
        "。",
    )


@says("appeals", *BOTH)
def reviews_and_suits(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "因政府信息公开引发行政复议", w.count("C1.5", "件"), w.pick("、", "，", "；"),
        w.pick("行政诉讼", "引发行政诉讼"), w.count("P.litigation_total", "件"), "。",
    )  # fmt: skip


@says("appeals", *BOTH)
def no_reviews_no_suits(w: Writer) -> Iterable[Part]:
    words = w.pick(
        "未发生行政复议、行政诉讼", "未引发行政复议、行政诉讼案件", "没有被申请行政复议、提起行政诉讼",
        "无行政复议和行政诉讼",
    )  # fmt: skip
    return (
        w.when(),
        w.whole(),
        w.pick("因政府信息公开", "因政府信息公开申请"),
        w.none(words, "C1.5", "P.litigation_total"),
        "。",
    )


@says("appeals", *BOTH, traps=("each",))
def reviews_and_suits_zero(w: Writer) -> Iterable[Part]:
    w.need_zero("C1.5", "P.litigation_total")
    said = w.also(w.count("C1.5", "件"), "P.litigation_total")
    return (
        w.when(),
        w.whole(),
        "政府信息公开行政复议、行政诉讼",
        w.pick("均为", "数量均为"),
        said,
        "。",
    )


@says("appeals", *BOTH)
def review_not_suit(w: Writer) -> Iterable[Part]:
    w.need_positive("C1.5")
    return (
        w.when(), "因政府信息公开引发行政复议", w.count("C1.5", "件"), "，",
        w.none(w.pick("未发生行政诉讼", "无行政诉讼", "没有引发行政诉讼"), "P.litigation_total"), "。",
    )  # fmt: skip


@says("appeals", *BOTH, traps=("all_of_one_kind",))
def reviews_all_upheld(w: Writer) -> Iterable[Part]:
    w.need_positive("C1.1")
    return (
        w.when(), w.whole(), "因政府信息公开被申请行政复议", w.also(w.count("C1.5", "件"), "C1.1"),
        w.pick("，结果均为维持。", "，均维持原行政行为。", "，复议结果全部维持。"),
    )  # fmt: skip


@says("appeals", *BOTH, traps=("rest_unnumbered",))
def review_rest_open(w: Writer) -> Iterable[Part]:
    w.need_positive("C1.1")
    w.need(w.value("C1.5") > w.value("C1.1"))
    return (
        w.when(), "被申请行政复议", w.count("C1.5", "件"), "，结果维持", w.count("C1.1", "件"),
        w.pick("，其余正在审理。", "，其余案件尚在办理中。"),
    )  # fmt: skip


@says("appeals", *BOTH, traps=("other_matter",))
def reviews_of_the_court(w: Writer) -> Iterable[Part]:
    cases = w.plain(w.draw.randrange(20, 300))
    return (
        w.when(),
        f"司法行政部门办理涉及征收、处罚的各类行政复议案件{cases}件，行政应诉案件{w.plain(w.draw.randrange(5, 99))}件。",
    )


# proactive disclosure


@says("disclosure", "2021")
def normative_2021(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("制发行政规范性文件", "共制发行政规范性文件"), w.count("A1.2a", "件"),
        w.pick("，废止", "、废止"), w.count("A1.2b", "件"), w.pick("，现行有效", "，现行有效的"), w.count("A1.2c", "件"), "。",
    )  # fmt: skip


@says("disclosure", "2021")
def normative_2021_one(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("制发行政规范性文件", "新制发行政规范性文件"),
        w.count("A1.2a", "件"),
        "。",
    )


@says("disclosure", "2021")
def no_normative_2021(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未制发行政规范性文件", "没有制发行政规范性文件"), "A1.2a"),
        "。",
    )


@says("disclosure", "2021")
def rules_2021(w: Writer) -> Iterable[Part]:
    w.need_positive("A1.1a")
    return (w.when(), w.whole(), "制发规章", w.count("A1.1a", "件"), "。")


@says("disclosure", "2021")
def decisions_2021(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("作出行政许可处理决定", "办理行政许可"), w.count("A5.1", "件"),
        w.pick("，作出行政处罚处理决定", "，实施行政处罚"), w.count("A6.1", "件"),
        w.pick("，作出行政强制处理决定", "，行政强制"), w.count("A6.2", "件"), "。",
    )  # fmt: skip


@says("disclosure", "2021")
def charges_2021(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        "行政事业性收费金额",
        w.pick("", "为", "共"),
        w.count("A8.1", "万元"),
        "。",
    )


@says("disclosure", "2019")
def normative_2019(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("新制作规范性文件", "本年新制作规范性文件"), w.count("A1.2a", "件"),
        "，新公开规范性文件", w.count("A1.2b", "件"), "，对外公开规范性文件总数", w.count("A1.2c", "件"), "。",
    )  # fmt: skip


@says("disclosure", "2019")
def procurement_2019(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("实施政府集中采购项目", "政府集中采购项目数量"),
        w.count("A9.1a", w.pick("个", "项")),
        "。",
    )


@says("disclosure", "2019")
def decisions_2019(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        "作出行政许可处理决定",
        w.count("A5.1c", "件"),
        "，作出行政处罚处理决定",
        w.count("A6.1c", "件"),
        "。",
    )


@says("disclosure", *BOTH, traps=("look_alike", "line_of_another_form"))
def disclosed_items_newer(w: Writer) -> Iterable[Part]:
    total = w.draw.randrange(40, 9000)
    site = w.pick("通过政府网站", "依托门户网站", "")
    return (
        w.when(), w.whole(), site, "主动公开政府信息", w.plain(total, "条"),
        f"，其中政策文件类{w.plain(total // 3)}条、工作动态类{w.plain(total // 4)}条。",
    )  # fmt: skip


@says("disclosure", *BOTH, traps=("look_alike", "line_of_another_form"))
def channels_newer(w: Writer) -> Iterable[Part]:
    numbers = [w.plain(w.draw.randrange(1, 3000), "条") for _ in range(3)]
    return (
        w.when(),
        f"政务微博发布{numbers[0]}，政务微信发布{numbers[1]}，政府公报刊登{numbers[2]}。",
    )


@says("disclosure", *BOTH, traps=("look_alike", "line_of_another_form"))
def interpretation_newer(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), f"发布政策解读{w.plain(w.draw.randrange(2, 300))}篇，召开新闻发布会",
        f"{w.plain(w.draw.randrange(1, 60))}场，开展在线访谈{w.plain(w.draw.randrange(1, 20))}期。",
    )  # fmt: skip


@says("disclosure", *BOTH, traps=("look_alike", "line_of_another_form"))
def training_newer(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), f"举办政务公开业务培训{w.plain(w.draw.randrange(1, 12))}次，培训",
        f"{w.plain(w.draw.randrange(20, 900))}人次，召开专题会议{w.plain(w.draw.randrange(1, 9))}次。",
    )  # fmt: skip


# the processing fee


@says("fees", "2021")
def processing_fee(w: Writer) -> Iterable[Part]:
    w.need_positive("D6")
    return (
        w.when(), w.whole(), w.pick("收取信息处理费", "共收取政府信息公开信息处理费", "依法收取信息处理费", "信息处理费收取金额为"),
        w.count("D6", "元"), "。",
    )  # fmt: skip


@says("fees", "2021")
def processing_fee_notices(w: Writer) -> Iterable[Part]:
    w.need_positive("D6")
    notices = w.plain(w.draw.randrange(1, 30))
    return (
        w.when(), w.whole(), f"发出信息处理费收费通知{notices}件，", w.pick("总金额为", "共收取", "实际收取"),
        w.count("D6", "元"), "。",
    )  # fmt: skip


@says("fees", "2021")
def no_processing_fee(w: Writer) -> Iterable[Part]:
    words = w.pick(
        "未收取信息处理费", "没有收取信息处理费", "未产生信息处理费", "无信息处理费收取情况", "未收取政府信息公开信息处理费",
        "没有收取政府信息处理费的情况",
    )  # fmt: skip
    return (w.when(), w.whole(), w.none(words, "D6"), "。")


@says("fees", "2021")
def no_notice_no_fee(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        "未发出信息处理费收费通知，",
        w.none(w.pick("未收取信息处理费", "无收费情况"), "D6"),
        "。",
    )


@says("fees", "2021")
def processing_fee_zero(w: Writer) -> Iterable[Part]:
    w.need_zero("D6")
    return (
        w.when(),
        w.whole(),
        w.pick("收取信息处理费", "信息处理费收取金额为", "收取信息处理费的情况："),
        w.count("D6", "元"),
        "。",
    )


@says("fees", "2021", traps=("other_matter",))
def processing_fee_rule(w: Writer) -> Iterable[Part]:
    return (
        "按照《政府信息公开信息处理费管理办法》，按件计收的，11件至30件部分收费标准为100元/件。",
    )


@says("fees", "2021", traps=("scaled_unit",))
def processing_fee_in_ten_thousands(w: Writer) -> Iterable[Part]:
    fee = w.value("D6")
    w.need(fee >= 1000 and fee % 100 == 0)
    return (w.when(), w.whole(), "收取信息处理费", w.stated("D6", fee / 10_000, "万元"), "。")
