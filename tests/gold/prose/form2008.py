# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports of 2008 to 2013: the indicators K01 to K35, the fees and the staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tests.gold.prose.form2014 import of_which, parts, rows, shown
from tests.gold.prose.words import Part, Writer, says

F = "2008"

CHANNELS: Mapping[str, tuple[str, ...]] = {
    "K11": ("当面申请", "当面提出申请"),
    "K12": ("传真申请", "以传真方式申请"),
    "K13": ("电子邮件申请", "以电子邮件申请"),
    "K14": ("网上申请", "网上提交申请"),
    "K15": ("信函申请", "以信函方式申请"),
    "K16": ("其他形式申请", "其它形式申请"),
}
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "K18": ("同意公开", "同意公开答复"),
    "K19": ("同意部分公开", "同意部分公开答复", "部分公开"),
    "K20": ("否决公开", "否决公开答复"),
}
REASONS: Mapping[str, tuple[str, ...]] = {
    "K21": ("“非《规定》所指政府信息”", "非《规定》所指政府信息"),
    "K22": ("“信息不存在”", "信息不存在"),
    "K23": ("“非本部门掌握”", "非本部门掌握"),
    "K24": ("“申请内容不明确”", "申请内容不明确"),
    "K25": ("“免予公开范围1”",),
    "K26": ("“免予公开范围2”",),
    "K27": ("“免予公开范围3”",),
    "K28": ("“免予公开范围4”",),
    "K29": ("“免予公开范围5”",),
    "K30": ("“免予公开范围6”",),
    "K31": ("其他原因", "其它原因"),
}


def requests(w: Writer) -> tuple[Part, ...]:
    """The opening of a sentence on what came in."""
    verb = w.pick("共收到", "收到", "受理", "共受理", "接受")
    return (
        w.when(),
        w.whole(),
        verb,
        w.pick("政府信息公开申请", "依申请公开信息申请", "公开政府信息的申请"),
    )


@says("disclosure", F)
def items(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("主动公开政府信息", "共主动公开政府信息", "新增主动公开信息"),
        w.count("K01", "条"),
        "。",
    )


@says("disclosure", F)
def items_full_text(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("K01", "条"), w.pick("，其中全文电子化的", "，全文电子化的主动公开信息"),
        w.count("K02", "条"), "。",
    )  # fmt: skip


@says("disclosure", F, traps=("rate",))
def items_full_text_rate(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("K01", "条"), f"，全文电子化率达{w.draw.randrange(90, 101)}%；新增的行政规范性文件",
        w.count("K03", "条"), "。",
    )  # fmt: skip


@says("disclosure", F)
def service_items(w: Writer) -> Iterable[Part]:
    return (w.when(), w.pick("提供服务类信息", "共提供服务类信息"), w.count("K04", "条"), "。")


@says("disclosure", F, traps=("cumulative",))
def items_since(w: Writer) -> Iterable[Part]:
    since = w.value("K01") * 3 + w.draw.randrange(1, 500)
    return (
        w.whole(), f"{w.year}年主动公开政府信息", w.count("K01", "条"), w.pick("，历年累计", "，自《条例》实施以来累计"),
        w.stated("K01", since, "条", period="cumulative"), "。",
    )  # fmt: skip


@says("disclosure", F)
def items_roughly(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "主动公开政府信息", w.rounded("K01", "条"), "。")


@says("disclosure", F, traps=("breakdown_without_lines",))
def items_by_theme(w: Writer) -> Iterable[Part]:
    total = int(w.value("K01"))
    w.need(total >= 12)
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("K01", "条"),
        f"，其中政策法规类{w.plain(total // 3)}条，业务类{w.plain(total // 2)}条，其余为其他类。",
    )  # fmt: skip


@says("consultation", F)
def consultations(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("接受公民、法人及其他组织政府信息公开方面的咨询，其中", "政府信息公开咨询方面，"), "现场接待",
        w.count("K06", "人次"), "，网上咨询", w.count("K07", "人次"), "，咨询电话接听", w.count("K08", "人次"), "。",
    )  # fmt: skip


@says("consultation", F)
def column_visits(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.pick("网站政府信息公开专栏页面访问量", "政府信息公开专栏访问量"),
        w.pick("", "为", "达"),
        w.count("K05", "人次"),
        "。",
    )


@says("consultation", F)
def telephone_only(w: Writer) -> Iterable[Part]:
    return (w.when(), "共接听政府信息公开咨询电话", w.count("K08", "人次"), "。")


@says("consultation", F)
def request_catalogue(w: Writer) -> Iterable[Part]:
    return (
        w.whole(),
        w.pick("依申请公开信息目录数", "列入依申请公开目录的信息"),
        w.count("K09", "条"),
        "。",
    )


@says("received", F)
def requests_plain(w: Writer) -> Iterable[Part]:
    return (*requests(w), w.count("K10"), "。")


@says("received", F)
def requests_number_first(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "收到", w.count("K10"), "政府信息公开申请。")


@says("received", F)
def requests_by_channel(w: Writer) -> Iterable[Part]:
    w.need_positive("K10")
    listing = w.listed(rows(w, CHANNELS, shown(w, CHANNELS)), w.value("K10"))
    return (*requests(w), w.count("K10"), parts(w, of_which(w), listing))


@says("received", F)
def channels_of_requests(w: Writer) -> Iterable[Part]:
    listing = w.listed(rows(w, CHANNELS, w.positive(*CHANNELS)), styles="abcd")
    return ("在提出的申请中，", listing, "。")


@says("received", F, traps=("all_of_one_kind",))
def requests_one_way(w: Writer) -> Iterable[Part]:
    lines = w.positive(*CHANNELS)
    w.need(len(lines) == 1)
    way = {"K11": "当面", "K12": "传真", "K13": "电子邮件", "K14": "网上", "K15": "信函"}.get(
        lines[0]
    )
    w.need(way is not None)
    return (*requests(w), w.also(w.count("K10"), lines[0]), f"，均为{way}申请。")


@says("received", F)
def requests_none(w: Writer) -> Iterable[Part]:
    words = w.pick("未收到", "没有收到", "未接到", "未受理")
    return (
        w.when(),
        w.whole(),
        w.none(words, "K10"),
        w.pick("", "任何"),
        w.pick("政府信息公开申请", "依申请公开信息的申请"),
        "。",
    )


@says("received", F, traps=("cumulative",))
def requests_since(w: Writer) -> Iterable[Part]:
    since = w.value("K10") * 3 + w.draw.randrange(1, 50)
    return (
        *requests(w), w.count("K10"), w.pick("，历年累计受理", "；《条例》实施以来累计受理"),
        w.stated("K10", since, w.item, period="cumulative"), "。",
    )  # fmt: skip


@says("received", F, traps=("carried_in_included",))
def requests_with_carried_in(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_in")
    return (
        *requests(w),
        w.count("P.received_incl_carried_in"),
        w.pick("（含上年结转", "（含上年度未办结的"),
        w.count("P.carried_in"),
        "）。",
    )


@says("received", F, traps=("previous_year_beside",))
def requests_against_before(w: Writer) -> Iterable[Part]:
    before = w.value("K10") + w.draw.randrange(1, 20)
    return (
        *requests(w),
        w.count("K10"),
        "，上年为",
        w.stated("K10", before, w.item, period="previous_year"),
        "。",
    )


@says("received", F, traps=("breakdown_without_lines",))
def requests_by_theme(w: Writer) -> Iterable[Part]:
    total = int(w.value("K10"))
    w.need(total >= 6)
    return (
        *requests(w),
        w.count("K10"),
        f"。内容主要涉及动拆迁（{w.plain(total // 2)}{w.item}）、规划（{w.plain(total // 4)}{w.item}）等方面。",
    )


@says("replies", F)
def replies(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("对申请的答复总数为", "共答复申请", "答复"),
        w.count("K17"),
        "。",
    )


@says("replies", F)
def replies_by_outcome(w: Writer) -> Iterable[Part]:
    w.need_positive("K17")
    listing = w.listed(rows(w, OUTCOMES, shown(w, OUTCOMES)), w.value("K17"))
    return (
        w.pick("申请答复数", "已答复申请", "对申请的答复总数"),
        w.count("K17"),
        parts(w, of_which(w), listing),
    )


@says("replies", F)
def replies_outcomes_only(w: Writer) -> Iterable[Part]:
    listing = w.listed(rows(w, OUTCOMES, w.positive(*OUTCOMES)), w.value("K17"), styles="abcf")
    return ("在已答复的申请中，", listing, "。")


@says("replies", F, traps=("reasons_in_brackets",))
def denied_with_reasons(w: Writer) -> Iterable[Part]:
    w.need_positive("K20")
    listing = w.listed(rows(w, REASONS, w.positive(*REASONS)), styles="abc")
    return ("否决公开", w.pick("的", ""), w.count("K20"), "（", listing, "）。")


@says("replies", F)
def denied_by_reason(w: Writer) -> Iterable[Part]:
    w.need_positive("K20")
    listing = w.listed(rows(w, REASONS, w.positive(*REASONS)), styles="acg")
    return ("否决公开答复总数", w.count("K20"), w.pick("，其中", "，主要原因是："), listing, "。")


@says("replies", F)
def none_denied(w: Writer) -> Iterable[Part]:
    return (w.when(), w.none(w.pick("无否决公开的答复", "没有否决公开的情况"), "K20"), "。")


@says("replies", F, traps=("all_of_one_kind",))
def replies_all_granted(w: Writer) -> Iterable[Part]:
    w.need_positive("K18")
    return ("答复申请", w.also(w.count("K17"), "K18"), w.pick("，均同意公开。", "，全部同意公开。"))


@says("replies", F, traps=("carried_forward",))
def replies_and_open(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_forward", "K17")
    return (
        "至年底，已答复申请",
        w.count("K17"),
        w.pick("，其余", "，另有"),
        w.count("P.carried_forward"),
        "按规定在下年度答复。",
    )


@says("appeals", F)
def appeals_of_three_kinds(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "发生针对政府信息公开的行政复议", w.count("K32", "件"), "，行政诉讼", w.count("K33", "件"),
        "，行政申诉", w.count("K34", "件"), "。",
    )  # fmt: skip


@says("appeals", F)
def none_of_three_kinds(w: Writer) -> Iterable[Part]:
    words = w.pick(
        "未发生行政复议、行政诉讼和行政申诉",
        "没有行政复议、行政诉讼、行政申诉",
        "无行政复议、诉讼和申诉案件",
    )
    return (w.when(), w.whole(), "针对政府信息公开", w.none(words, "K32", "K33", "K34"), "。")


@says("appeals", F)
def no_review_nor_suit(w: Writer) -> Iterable[Part]:
    words = w.pick("未发生行政复议和行政诉讼", "没有被申请行政复议或提起行政诉讼")
    return (w.when(), w.whole(), "因政府信息公开", w.none(words, "K32", "K33"), "。")


@says("appeals", F)
def review_and_suit(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        "因政府信息公开被申请行政复议",
        w.count("K32", "件"),
        w.pick("，", "、"),
        "被提起行政诉讼",
        w.count("K33", "件"),
        "。",
    )


@says("appeals", F)
def grievances(w: Writer) -> Iterable[Part]:
    w.need_positive("K34")
    return (
        w.when(),
        "收到行政申诉",
        w.count("K34", "件"),
        "，其中对本部门首次处理不满意的行政申诉",
        w.count("K35", "件"),
        "。",
    )


@says("fees", F)
def charges(w: Writer) -> Iterable[Part]:
    w.need_positive("F0")
    return (
        w.when(),
        w.whole(),
        w.pick("政府信息公开收费总数", "政府信息公开共收取费用"),
        w.count("F0", "元"),
        "。",
    )


@says("fees", F)
def charges_by_head(w: Writer) -> Iterable[Part]:
    labels = {
        "F21": ("检索费",),
        "F22": ("邮寄费",),
        "F24": ("复制费（纸张）",),
        "F25": ("复制费（光盘）",),
    }
    lines = w.positive(*labels)
    w.need_positive("F2")
    return (
        w.when(),
        "依申请公开收费",
        w.count("F2", "元"),
        "，其中",
        w.listed(rows(w, labels, lines, "元"), styles="ac"),
        "。",
    )


@says("fees", F)
def no_charges(w: Writer) -> Iterable[Part]:
    words = w.pick("未收取任何费用", "没有收取费用", "未收费", "无收费情况")
    return (w.when(), w.whole(), "政府信息公开工作", w.none(words, "F0"), "。")


@says("fees", F)
def charges_zero(w: Writer) -> Iterable[Part]:
    w.need_zero("F0")
    return (
        w.when(),
        w.whole(),
        "政府信息公开收费",
        w.pick("为", "共计"),
        w.count("F0", "元"),
        "。",
    )


@says("fees", F)
def reductions(w: Writer) -> Iterable[Part]:
    w.need_positive("H5")
    return (w.when(), w.whole(), "减免政府信息公开费用", w.count("H5", "元"), "。")


@says("organisation", F)
def staff_of_both_kinds(w: Writer) -> Iterable[Part]:
    return (
        w.whole(), w.pick("配备政府信息公开指定专职人员", "政府信息公开专职人员"), w.count("H1", w.pick("名", "人")), w.pick("、", "，"),
        "兼职人员", w.count("H2", w.pick("名", "人")), "。",
    )  # fmt: skip


@says("organisation", F)
def earmarked(w: Writer) -> Iterable[Part]:
    return (w.when(), "处理政府信息公开的专项经费", w.count("H3", "万元"), "。")


@says("organisation", F, traps=("look_alike",))
def counters(w: Writer) -> Iterable[Part]:
    points = Decimal(w.draw.randrange(1, 50))
    return (
        w.whole(),
        f"设立政府信息申请受理点{w.plain(points)}个，公共查阅室{w.plain(points + 2)}个。",
    )
