# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports on the form of 2014: a pattern for each way in which they state its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tests.gold.prose.words import (
    Labelled,
    Part,
    Piece,
    UnsayableError,
    Writer,
    join,
    says,
)

F = "2014"
ITEMS = ("条", "条", "条", "件")

CHANNELS: Mapping[str, tuple[str, ...]] = {
    "3.1.1": ("当面申请", "现场申请", "当面提交", "当面递交申请"),
    "3.1.2": ("传真申请", "传真", "以传真方式申请"),
    "3.1.3": ("网络申请", "网上申请", "通过网络提交", "网络在线申请"),
    "3.1.4": ("信函申请", "信函", "邮寄信函申请", "来信申请"),
}
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "3.3.1": ("属于已主动公开范围", "已主动公开", "属于已主动公开", "已纳入主动公开范围"),
    "3.3.2": ("同意公开", "同意公开答复", "予以公开", "同意全部公开"),
    "3.3.3": ("同意部分公开", "部分公开", "同意部分公开答复"),
    "3.3.4": ("不同意公开", "不同意公开答复", "不予公开", "答复不予公开"),
    "3.3.5": ("不属于本行政机关公开", "不属于本机关公开", "非本行政机关公开职责"),
    "3.3.6": ("申请信息不存在", "信息不存在", "所申请的信息不存在"),
    "3.3.7": ("告知作出更改补充", "告知申请人更改、补充", "要求作出更改补充"),
    "3.3.8": ("告知通过其他途径办理", "引导通过其他途径办理", "告知其他途径办理"),
}
REASONS: Mapping[str, tuple[str, ...]] = {
    "3.3.4.1": ("涉及国家秘密", "属于国家秘密"),
    "3.3.4.2": ("涉及商业秘密", "属商业秘密"),
    "3.3.4.3": ("涉及个人隐私", "属个人隐私"),
    "3.3.4.4": ("危及国家安全、公共安全、经济安全和社会稳定", "可能危及“三安全一稳定”"),
    "3.3.4.5": ("不是《条例》所指政府信息", "不属于《条例》所指的政府信息"),
    "3.3.4.6": ("法律法规规定的其他情形", "属于法律法规规定的其他情形"),
}
WEBSITES = {
    "1.2.1": ("政府公报公开", "通过政府公报公开", "政府公报刊登"),
    "1.2.2": ("政府网站公开", "通过政府门户网站公开", "政府门户网站发布"),
    "1.2.3": ("政务微博公开", "通过政务微博公开", "政务微博发布"),
    "1.2.4": ("政务微信公开", "通过政务微信公众号公开", "政务微信发布"),
    "1.2.5": ("其他方式公开", "通过其他方式公开", "以其他方式公开"),
}
REVIEW = {
    "4.1": ("维持具体行政行为", "维持原行政行为", "结果维持", "被维持"),
    "4.2": ("被依法纠错", "依法纠错", "被纠错"),
    "4.3": ("其他情形", "其他"),
}
SUITS = {
    "5.1": ("维持具体行政行为或者驳回原告诉讼请求", "驳回原告诉讼请求", "维持或驳回"),
    "5.2": ("被依法纠错", "依法纠错", "判决纠错"),
    "5.3": ("其他情形", "其他"),
}


def rows(
    w: Writer, labels: Mapping[str, tuple[str, ...]], lines: Iterable[str], unit: str = ""
) -> list[Labelled]:
    """Labelled numbers of the lines."""
    return [(w.pick(*labels[line]), w.count(line, unit)) for line in lines]


def shown(w: Writer, labels: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The lines that an author lists: those that are not zero, or now and then all."""
    known = w.known(*labels)
    return known if w.chance(0.25) else [line for line in known if w.value(line) > 0]


def of_which(w: Writer) -> str:
    """What opens a list of parts."""
    return w.pick("，其中，", "，其中", "。其中，", "，其中：", "。其中：", "（其中", "：")


def parts(w: Writer, opening: str, listing: Piece) -> Piece:
    """A list of parts, closed as it was opened."""
    return join((opening, listing, "）。" if opening.startswith("（") else "。"))


def received(w: Writer) -> tuple[Part, ...]:
    """The opening of a sentence on what came in."""
    verb = w.pick("共收到", "收到", "受理", "共受理", "接到", "共接收", "接收")
    return (w.when(), w.whole(), verb, w.request())


# proactive disclosure


@says("disclosure", F)
def disclosed(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("主动公开政府信息", "共主动公开政府信息", "主动公开各类政府信息"),
        w.count("1.1", w.pick(*ITEMS)), "。",
    )  # fmt: skip


@says("disclosure", F)
def disclosed_number_first(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "主动公开", w.count("1.1", "条"), "政府信息。")


@says("disclosure", F, traps=("channels_of_one_item",))
def disclosed_by_channel(w: Writer) -> Iterable[Part]:
    unit = w.pick(*ITEMS)
    head = join((w.when(), w.whole(), "主动公开政府信息", w.count("1.1", unit)))
    listing = w.listed(rows(w, WEBSITES, shown(w, WEBSITES), unit), styles="abcdfg")
    return (head, parts(w, of_which(w), listing))


@says("disclosure", F)
def disclosed_channels_only(w: Writer) -> Iterable[Part]:
    lines = shown(w, WEBSITES)
    w.need(len(lines) > 1)
    return (w.when(), w.listed(rows(w, WEBSITES, lines, w.pick(*ITEMS)), styles="abc"), "。")


@says("disclosure", F)
def disclosed_on_website(w: Writer) -> Iterable[Part]:
    w.need_positive("1.2.2")
    site = w.pick("通过政府门户网站", f"依托{w.level}政府门户网站", "在政府网站上")
    return (
        w.when(),
        w.whole(),
        site,
        w.pick("公开政府信息", "发布政府信息"),
        w.count("1.2.2", "条"),
        "。",
    )


@says("disclosure", F)
def disclosed_on_new_media(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "通过政务微博公开政府信息", w.count("1.2.3", "条"),
        w.pick("，", "；"), "通过政务微信公开政府信息", w.count("1.2.4", "条"), "。",
    )  # fmt: skip


@says("disclosure", F, traps=("joint_channels",))
def disclosed_on_new_media_together(w: Writer) -> Iterable[Part]:
    total = w.value("1.2.3") + w.value("1.2.4")
    w.need(total > 0)
    return (
        w.when(), w.whole(), w.pick("利用微博、微信等新媒体", "通过政务微博和政务微信"),
        "共推送各类信息", w.plain(total), "条。",
    )  # fmt: skip


@says("disclosure", F)
def gazette_zero(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.pick("政府公报公开政府信息", "通过政府公报公开政府信息"),
        w.count("1.2.1", "条"),
        "。",
    )


@says("disclosure", F)
def normative_documents(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("制发规范性文件", "共制发规范性文件"), w.count("1.1.2", "件"),
        w.pick("，主动公开规范性文件", "，其中主动公开规范性文件"), w.count("1.1.1", "条"), "。",
    )  # fmt: skip


@says("disclosure", F)
def normative_of_disclosed(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("1.1", "条"),
        w.pick("（其中规范性文件", "（含规范性文件"), w.count("1.1.1", "条"), "）。",
    )  # fmt: skip


@says("disclosure", F)
def no_normative_documents(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未制发规范性文件", "没有制发规范性文件"), "1.1.2"),
        "。",
    )


@says("disclosure", F, traps=("previous_year_beside",))
def disclosed_more_than_before(w: Writer) -> Iterable[Part]:
    now = w.value("1.1")
    before = now - w.draw.randrange(1, max(2, int(now) // 3 + 2))
    w.need(before > 0)
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("1.1", "条"), w.pick("，比上年的", "，较上一年度的"),
        w.stated("1.1", before, "条", period="previous_year"),
        f"增长{w.share(now - before, before)}。",
    )  # fmt: skip


@says("disclosure", F, traps=("percentages",))
def disclosed_with_growth(w: Writer) -> Iterable[Part]:
    growth = f"{w.draw.randrange(100, 4000) / 100}%"
    change = w.pick("同比增长", "同比增加", "较上年增长", "比去年增加", "同比下降")
    return (w.when(), w.whole(), "主动公开政府信息", w.count("1.1", "条"), f"，{change}{growth}。")


@says("disclosure", F)
def disclosed_roughly(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "主动公开政府信息", w.rounded("1.1", "条"), "。")


@says("disclosure", F)
def disclosed_on_website_roughly(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "通过政府网站公开政府信息", w.rounded("1.2.2", "条"), "。")


@says("disclosure", F, traps=("breakdown_without_lines",))
def disclosed_by_theme(w: Writer) -> Iterable[Part]:
    total = int(w.value("1.1"))
    w.need(total >= 12)
    first, second = total // 2, total // 5
    themes = w.shuffled(("政策文件类", "工作动态类", "财政信息类", "人事信息类", "公告公示类"))[:3]
    numbers = (first, second, total - first - second)
    listing = "、".join(f"{t}{w.plain(n)}条" for t, n in zip(themes, numbers, strict=True))
    return (w.when(), w.whole(), "主动公开政府信息", w.count("1.1", "条"), f"，其中{listing}。")


@says("disclosure", F, traps=("named_parts",))
def disclosed_by_parts(w: Writer) -> Iterable[Part]:
    total = w.value("1.1")
    w.need(total >= 10)
    first = (total / 3).to_integral_value()
    one, other = w.parts()[-2:]
    return (
        w.when(), w.whole(), "主动公开政府信息", w.count("1.1", "条"), "，其中", one, "公开",
        w.stated("1.1", first, "条", subject=one), "，", other, "公开",
        w.stated("1.1", total - first, "条", subject=other), "。",
    )  # fmt: skip


@says("disclosure", F, traps=("scaled_unit",))
def disclosed_in_ten_thousands(w: Writer) -> Iterable[Part]:
    total = w.value("1.1")
    w.need(total >= 10_000)
    return (
        w.when(),
        w.whole(),
        "主动公开政府信息",
        w.stated("1.1", round(total / 10_000, 2), "万条"),
        "。",
    )


@says("disclosure", F, traps=("cumulative",))
def disclosed_since_2008(w: Writer) -> Iterable[Part]:
    total = w.value("1.1")
    since = total * 4 + w.draw.randrange(1, 900)
    start = w.pick("自《条例》施行以来，", "自2008年5月1日《条例》实施以来，")
    return (
        start, w.whole(), "累计主动公开政府信息", w.stated("1.1", since, "条", period="cumulative"),
        f"，{w.year}年主动公开", w.count("1.1", "条"), "。",
    )  # fmt: skip


# interpretation and response


@says("interpretation", F)
def hot_topics(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(),
        w.pick("回应公众关注热点或重大舆情", "共回应公众关注热点和重大舆情", "回应公众关注热点"),
        w.count("2.1", "次"), "。",
    )  # fmt: skip


@says("interpretation", F)
def press_conferences(w: Writer) -> Iterable[Part]:
    verb = w.pick("举办新闻发布会", "召开新闻发布会", "参加或举办新闻发布会", "组织召开新闻发布会")
    tail: tuple[Part, ...] = ("。",)
    if w.known("2.2.1.1") and w.value("2.2.1") > 0 and w.chance(0.7):
        tail = (
            w.pick("，其中主要负责同志参加", "（其中主要负责同志参加新闻发布会"),
            w.count("2.2.1.1", "次"),
        )
        tail += ("）。" if str(tail[0]).startswith("（") else "。",)
    return (w.when(), w.whole(), verb, w.count("2.2.1", w.pick("次", "场", "次")), *tail)


@says("interpretation", F)
def online_interviews(w: Writer) -> Iterable[Part]:
    verb = w.pick("开展政府网站在线访谈", "组织在线访谈", "政府网站举办在线访谈")
    return (w.when(), verb, w.count("2.2.2", w.pick("次", "期", "场")), "。")


@says("interpretation", F)
def interpretation_pieces(w: Writer) -> Iterable[Part]:
    verb = w.pick("发布政策解读稿件", "共发布政策解读材料", "发布政策解读信息", "刊发政策解读稿件")
    return (w.when(), w.whole(), verb, w.count("2.2.3", w.pick("篇", "条", "篇")), "。")


@says("interpretation", F)
def interpretation_all(w: Writer) -> Iterable[Part]:
    said = (
        ("回应公众关注热点或重大舆情", "2.1", "次"), ("举办新闻发布会", "2.2.1", "次"),
        ("组织政府网站在线访谈", "2.2.2", "次"), ("发布政策解读稿件", "2.2.3", "篇"),
        ("通过微博微信回应事件", "2.2.4", "次"), ("以其他方式回应事件", "2.2.5", "次"),
    )  # fmt: skip
    items = [(label, w.count(line, unit)) for label, line, unit in said if w.known(line)]
    w.need(len(items) > 2)
    return (w.when(), w.whole(), w.listed(items, styles="acg"), "。")


@says("interpretation", F)
def no_press_conference(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未举办新闻发布会", "没有召开新闻发布会"), "2.2.1"),
        "。",
    )


@says("interpretation", F)
def no_hot_topics(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未回应公众关注热点", "没有回应公众关注热点或重大舆情"), "2.1"),
        "。",
    )


@says("interpretation", F)
def answers_on_new_media(w: Writer) -> Iterable[Part]:
    return (
        w.when(), "通过政务微博、微信回应事件", w.count("2.2.4", "次"),
        "，通过其他方式回应事件", w.count("2.2.5", "次"), "。",
    )  # fmt: skip


@says("interpretation", F)
def interpretation_roughly(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), "发布政策解读稿件", w.rounded("2.2.3", "篇"), "。")


@says("interpretation", F, traps=("parts_of_one_site",))
def interpretation_with_pictures(w: Writer) -> Iterable[Part]:
    total = w.value("2.2.3")
    w.need(total >= 6)
    some = int(total) // 3
    return (
        w.when(), w.whole(), "发布政策解读稿件", w.count("2.2.3", "篇"),
        f"，其中图解{w.plain(some)}篇、视频解读{w.plain(some // 2 + 1)}个。",
    )  # fmt: skip


# requests received


@says("received", F)
def received_plain(w: Writer) -> Iterable[Part]:
    return (*received(w), w.count("3.1"), "。")


@says("received", F)
def received_number_first(w: Writer) -> Iterable[Part]:
    verb = w.pick("共收到", "收到", "受理了", "接到")
    return (w.when(), w.whole(), verb, w.count("3.1"), w.request(), "。")


@says("received", F)
def received_counted(w: Writer) -> Iterable[Part]:
    noun = w.pick("收到政府信息公开申请数", "收到申请数", "政府信息公开申请总数")
    return (w.when(), w.whole(), noun, w.pick("为", "", "共计"), w.count("3.1"), "。")


@says("received", F)
def received_by_channel(w: Writer) -> Iterable[Part]:
    w.need_positive("3.1")
    listing = w.listed(rows(w, CHANNELS, shown(w, CHANNELS)), w.value("3.1"))
    return (*received(w), w.count("3.1"), parts(w, of_which(w), listing))


@says("received", F, traps=("partial_list",))
def received_some_channels(w: Writer) -> Iterable[Part]:
    lines = w.positive(*CHANNELS)
    w.need(len(lines) > 2)
    listing = w.listed(rows(w, CHANNELS, lines[:-1]), styles="abc")
    return (*received(w), w.count("3.1"), "，其中", listing, w.pick("，其余为其他形式申请。", "。"))


@says("received", F)
def received_channels_only(w: Writer) -> Iterable[Part]:
    listing = w.listed(rows(w, CHANNELS, w.positive(*CHANNELS)), styles="abcd")
    return (w.when(), w.whole(), w.pick("收到", "共收到"), "的政府信息公开申请中，", listing, "。")


@says("received", F)
def channels_as_ways(w: Writer) -> Iterable[Part]:
    lines = w.positive(*CHANNELS)
    ways = {"3.1.1": "当面", "3.1.2": "传真", "3.1.3": "网络", "3.1.4": "信函"}
    items = [(f"以{ways[line]}方式申请的", w.count(line)) for line in lines]
    return ("从申请方式看，", w.listed(items, w.value("3.1"), styles="abcf"), "。")


@says("received", F, traps=("percentages", "share_without_number"))
def channel_by_share_alone(w: Writer) -> Iterable[Part]:
    lines = w.positive(*CHANNELS)
    w.need(len(lines) > 1)
    total, last = w.value("3.1"), lines[-1]
    listing = w.listed(rows(w, CHANNELS, lines[:-1]), total, styles="f")
    return (
        *received(w), w.count("3.1"), "，其中", listing, "；",
        f"{w.pick(*CHANNELS[last])}占{w.share(w.value(last), total)}。",
    )  # fmt: skip


@says("received", F, traps=("all_of_one_kind",))
def received_all_one_way(w: Writer) -> Iterable[Part]:
    lines = w.positive(*CHANNELS)
    w.need(len(lines) == 1)
    way = {"3.1.1": "当面", "3.1.2": "传真", "3.1.3": "网络", "3.1.4": "信函"}[lines[0]]
    return (
        *received(w),
        w.also(w.count("3.1"), lines[0]),
        f"，{w.pick('均', '全部')}为{way}申请。",
    )


@says("received", F)
def received_none(w: Writer) -> Iterable[Part]:
    words = w.pick("未收到", "没有收到", "未接到", "没有接到", "尚未收到", "未受理")
    who = w.pick("", "公民、法人和其他组织提出的", "任何")
    return (w.when(), w.whole(), w.none(words, "3.1"), who, w.request(), "。")


@says("received", F)
def received_none_happened(w: Writer) -> Iterable[Part]:
    words = w.pick("无依申请公开政府信息情况", "没有依申请公开的情况", "无政府信息公开申请")
    return (w.when(), w.whole(), w.none(words, "3.1"), "。")


@says("received", F)
def received_count_zero(w: Writer) -> Iterable[Part]:
    w.need_zero("3.1")
    return (*received(w), w.count("3.1"), "。")


@says("received", F)
def received_is_zero(w: Writer) -> Iterable[Part]:
    words = w.pick("申请数量为零", "依申请公开数为零")
    return (w.when(), w.whole(), "政府信息公开", w.none(words, "3.1"), "。")


@says("received", F, traps=("carried_in_included",))
def received_with_carried_in(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_in")
    return (
        *received(w), w.count("P.received_incl_carried_in"),
        w.pick("（含上年度结转申请", "（含上年结转", "（其中上年度结转"), w.count("P.carried_in"), "）。",
    )  # fmt: skip


@says("received", F, traps=("carried_in_included",))
def handled_new_and_carried(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_in", "3.1")
    return (
        w.when(), w.whole(), w.pick("共办理", "共需办理", "累计办理"), "政府信息公开申请",
        w.count("P.received_incl_carried_in"), "，其中", w.pick("本年新收", "当年收到", "本年度新收到"),
        w.count("3.1"), "，", w.pick("上年结转", f"{w.year - 1}年结转", "上年度结转"),
        w.count("P.carried_in"), "。",
    )  # fmt: skip


def bracketed(w: Writer, carried: Piece) -> tuple[Part, ...]:
    """What was carried in, beside what is new."""
    if w.chance(0.3):
        return ("（不含上年结转的", carried, "）。")
    return (w.pick("，另有上年结转申请", "，上年度结转申请", "，上年结转"), carried, "。")


@says("received", F, traps=("carried_in_excluded",))
def received_beside_carried_in(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_in", "3.1")
    return (
        w.when(), w.whole(), w.pick("新收到", "新收"), "政府信息公开申请", w.count("3.1"),
        *bracketed(w, w.count("P.carried_in")),
    )  # fmt: skip


@says("received", F, traps=("previous_year_beside",))
def received_more_than_before(w: Writer) -> Iterable[Part]:
    before = w.value("3.1") + w.draw.randrange(1, 9)
    return (
        *received(w), w.count("3.1"), w.pick("，比上年的", "，而上一年度为"),
        w.stated("3.1", before, w.item, period="previous_year"), w.pick("有所减少。", "，数量有所下降。"),
    )  # fmt: skip


@says("received", F, traps=("change_without_level",))
def received_change_alone(w: Writer) -> Iterable[Part]:
    change = w.plain(w.draw.randrange(1, 40))
    return (
        *received(w),
        w.count("3.1"),
        f"，比上年{w.pick('增加', '减少', '多')}{change}{w.item}。",
    )


@says("received", F, traps=("percentages",))
def received_growth(w: Writer) -> Iterable[Part]:
    growth = w.draw.randrange(50, 9000) / 100
    return (
        *received(w),
        w.count("3.1"),
        f"，{w.pick('同比增加', '同比增长', '较上年下降')}{growth}%。",
    )


@says("received", F, traps=("named_parts",))
def received_by_parts(w: Writer) -> Iterable[Part]:
    total = w.value("3.1")
    w.need(total >= 4)
    first = (total / 4).to_integral_value()
    one, other = w.parts()[-2:]
    return (
        *received(w), w.count("3.1"), "，其中", one, w.pick("受理", "收到"),
        w.stated("3.1", first, w.item, subject=one), "，", other, w.pick("受理", "收到"),
        w.stated("3.1", total - first, w.item, subject=other), "。",
    )  # fmt: skip


@says("received", F, traps=("named_parts", "nested_parts"))
def received_by_nested_parts(w: Writer) -> Iterable[Part]:
    total = w.value("3.1")
    w.need(total >= 8 and w.is_government)
    office, middle, lower = w.parts()
    second = (total / 3).to_integral_value()
    return (
        *received(w), w.count("3.1"), "。其中，", office, "受理申请",
        w.stated("3.1", second - 1, w.item, subject=office), "；", middle, "受理申请",
        w.stated("3.1", second, w.item, subject=middle), "，", lower, "受理申请",
        w.stated("3.1", total - second, w.item, subject=lower), "。",
    )  # fmt: skip


@says("received", F, traps=("named_parts", "top_list"))
def received_top_departments(w: Writer) -> Iterable[Part]:
    total = int(w.value("3.1"))
    w.need(total >= 12 and w.is_government)
    names = w.shuffled(("国土资源局", "规划局", "住房城乡建设局", "人力资源社会保障局", "公安局"))[
        :3
    ]
    numbers = (total // 3, total // 4, total // 6)
    items = [
        (name, w.stated("3.1", Decimal(n), w.item, subject=name))
        for name, n in zip(names, numbers, strict=True)
    ]
    return (
        *received(w),
        w.count("3.1"),
        "，收到申请较多的部门有：",
        w.listed(items, styles="ab"),
        "。",
    )


@says("received", F, traps=("breakdown_without_lines",))
def received_by_theme(w: Writer) -> Iterable[Part]:
    total = int(w.value("3.1"))
    w.need(total >= 6)
    themes = w.shuffled(("征地拆迁", "城乡规划", "财政资金", "环境保护", "社会保障"))[:2]
    one, two = total // 2, total // 3
    return (
        *received(w), w.count("3.1"), "。从申请内容看，",
        f"涉及{themes[0]}的{w.plain(one)}{w.item}，涉及{themes[1]}的{w.plain(two)}{w.item}，其他内容若干。",
    )  # fmt: skip


@says("received", F, traps=("breakdown_without_lines",))
def received_by_applicant(w: Writer) -> Iterable[Part]:
    total = int(w.value("3.1"))
    w.need(total >= 3)
    firms = total // 3
    return (
        *received(w), w.count("3.1"),
        f"，其中公民申请{w.plain(total - firms)}{w.item}，法人或者其他组织申请{w.plain(firms)}{w.item}。",
    )  # fmt: skip


@says("received", F)
def received_roughly(w: Writer) -> Iterable[Part]:
    return (*received(w), w.rounded("3.1", w.item), "。")


@says("received", F, traps=("part_year",))
def received_first_half(w: Writer) -> Iterable[Part]:
    total = w.value("3.1")
    w.need(total >= 4)
    half = (total / 2).to_integral_value()
    start = w.pick(f"{w.year}年上半年，", "上半年，", f"截至{w.year}年6月底，")
    return (
        start, w.whole(), "收到政府信息公开申请", w.stated("3.1", half, w.item, period="part_year"),
        "；", w.pick("全年共收到", "全年收到"), "政府信息公开申请", w.count("3.1"), "。",
    )  # fmt: skip


@says("received", F, traps=("cumulative",))
def received_since_2008(w: Writer) -> Iterable[Part]:
    since = w.value("3.1") * 5 + w.draw.randrange(1, 60)
    return (
        w.pick("自《条例》施行以来，", "2008年以来，"), w.whole(), "累计受理政府信息公开申请",
        w.stated("3.1", since, w.item, period="cumulative"), w.pick("，其中", "，"),
        w.pick(f"{w.year}年受理", f"{w.year}年度收到"), w.count("3.1"), "。",
    )  # fmt: skip


@says("received", F, traps=("all_answered",))
def received_all_answered(w: Writer) -> Iterable[Part]:
    w.need_positive("3.1")
    how = w.pick(
        "均在规定时限内作出答复", "全部按时办结", "均已依法按期答复", "全部答复完毕，答复率100%"
    )
    return (*received(w), w.count("3.1"), "，", how, "。")


@says("received", F)
def channel_absent(w: Writer) -> Iterable[Part]:
    w.need_positive("3.1")
    zero = [line for line in w.known(*CHANNELS) if w.value(line) == 0]
    w.need(bool(zero))
    line = w.draw.choice(zero)
    words = {
        "3.1.1": "无当面申请",
        "3.1.2": "无传真申请",
        "3.1.3": "无网络申请",
        "3.1.4": "无信函申请",
    }
    return (*received(w), w.count("3.1"), "，", w.none(words[line], line), "。")


# concluded, and carried forward


@says("concluded", F)
def concluded(w: Writer) -> Iterable[Part]:
    return (w.when(), w.whole(), w.pick("办结", "共办结"), "政府信息公开申请", w.count("3.2"), "。")


@says("concluded", F)
def concluded_in_time_or_late(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.pick("申请办结数为", "共办结申请"), w.count("3.2"), of_which(w).replace("（", "，"),
        w.pick("按时办结", "按时办结数"), w.count("3.2.1"), "、",
        w.pick("延期办结", "延期办结数"), w.count("3.2.2"), "。",
    )  # fmt: skip


@says("concluded", F, traps=("all_of_one_kind",))
def concluded_all_in_time(w: Writer) -> Iterable[Part]:
    w.need_positive("3.2")
    return (
        w.when(),
        "办结申请",
        w.also(w.count("3.2"), "3.2.1"),
        w.pick("，均为按时办结。", "，全部按时办结。"),
    )


@says("concluded", F)
def concluded_late(w: Writer) -> Iterable[Part]:
    w.need_positive("3.2.2")
    return ("因情况复杂，", w.pick("延期办结", "经批准延期办结"), w.count("3.2.2"), "。")


@says("concluded", F)
def concluded_none_late(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        "办结申请",
        w.count("3.2"),
        "，",
        w.none(w.pick("无延期办结", "没有延期办结情况"), "3.2.2"),
        "。",
    )


@says("concluded", F, traps=("rate",))
def concluded_rate(w: Writer) -> Iterable[Part]:
    return (
        "对收到的申请，",
        w.whole(),
        w.pick("办结率100%", "按时办结率达98.5%", "均依法办理，答复率为100%"),
        "。",
    )


@says("concluded", F, traps=("carried_forward",))
def carried_forward(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_forward", "3.3")
    rest = w.pick("，其余", "，剩余", "，尚有", "，另有")
    until = w.pick(
        "按规定顺延到下年度答复。", "结转下年度办理。", f"结转至{w.year + 1}年继续办理。"
    )
    return (
        w.when(),
        "答复政府信息公开申请",
        w.count("3.3"),
        rest,
        w.count("P.carried_forward"),
        until,
    )


@says("concluded", F, traps=("carried_forward",))
def carried_forward_alone(w: Writer) -> Iterable[Part]:
    w.need_positive("P.carried_forward")
    return (
        w.pick("截至年底，", f"截至{w.year}年12月31日，"), w.pick("结转下年度继续办理的申请", "未到答复期限、结转下一年度的申请"),
        w.pick("有", "共"), w.count("P.carried_forward"), "。",
    )  # fmt: skip


# replies


@says("replies", F)
def replied(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("答复", "共答复", "作出答复"),
        "政府信息公开申请",
        w.count("3.3"),
        "。",
    )


@says("replies", F)
def replied_by_outcome(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3")
    listing = w.listed(rows(w, OUTCOMES, shown(w, OUTCOMES)), w.value("3.3"))
    return (
        w.when(),
        w.pick("共答复申请", "答复申请", "申请答复数"),
        w.count("3.3"),
        parts(w, of_which(w), listing),
    )


@says("replies", F)
def outcomes_only(w: Writer) -> Iterable[Part]:
    listing = w.listed(rows(w, OUTCOMES, w.positive(*OUTCOMES)), w.value("3.3"), styles="abcfg")
    return (w.pick("从答复情况看，", "在答复的申请中，", "答复情况如下："), listing, "。")


@says("replies", F, traps=("number_before_label",))
def finished_by_outcome(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3")
    listing = w.listed(rows(w, OUTCOMES, w.positive(*OUTCOMES)), styles="abc")
    return (w.count("3.3"), w.pick("申请均已答复", "申请全部答复完毕"), "，其中，", listing, "。")


@says("replies", F, traps=("labels_in_quotes",))
def outcomes_in_quotes(w: Writer) -> Iterable[Part]:
    items = [(f"“{w.pick(*OUTCOMES[line])}”", w.count(line)) for line in w.positive(*OUTCOMES)]
    return ("在已答复的申请中，", w.listed(items, styles="bc"), "。")


@says("replies", F, traps=("reasons_in_brackets",))
def refused_with_reasons(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3.4")
    reasons = w.positive(*REASONS)
    listing = w.listed(rows(w, REASONS, reasons), styles="abc")
    granted = w.positive("3.3.1", "3.3.2", "3.3.3")
    head: tuple[Part, ...] = ()
    if granted:
        head = (w.listed(rows(w, OUTCOMES, granted), styles="abc"), "，")
    return (
        "答复中，",
        *head,
        w.pick(*OUTCOMES["3.3.4"]),
        w.pick("的", ""),
        w.count("3.3.4"),
        "（",
        listing,
        "）。",
    )


@says("replies", F)
def refused_because(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3.4")
    reasons = w.positive(*REASONS)
    items = [(f"因{w.pick(*REASONS[line])}不予公开", w.count(line)) for line in reasons]
    return ("不同意公开答复数", w.count("3.3.4"), "，其中", w.listed(items, styles="ac"), "。")


@says("replies", F, traps=("reasons_named_without_numbers",))
def refused_without_split(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3.4")
    return (
        w.when(), w.pick("因涉及国家秘密、商业秘密等原因，", "因涉及个人隐私等原因，"), "不同意公开的有",
        w.count("3.3.4"), "。",
    )  # fmt: skip


@says("replies", F)
def none_refused(w: Writer) -> Iterable[Part]:
    words = w.pick("无不予公开的情况", "没有不同意公开的情形", "未发生不同意公开答复的情况")
    return (w.when(), w.whole(), w.none(words, "3.3.4"), "。")


@says("replies", F, traps=("all_of_one_kind",))
def replied_all_granted(w: Writer) -> Iterable[Part]:
    w.need_positive("3.3.2")
    return (
        "答复申请",
        w.also(w.count("3.3"), "3.3.2"),
        w.pick("，全部同意公开。", "，均为同意公开答复。"),
    )


@says("replies", F)
def granted_and_partly(w: Writer) -> Iterable[Part]:
    return (
        w.when(), "同意公开答复数", w.count("3.3.2"), "，同意部分公开答复数", w.count("3.3.3"),
        "，不同意公开答复数", w.count("3.3.4"), "。",
    )  # fmt: skip


@says("replies", F, traps=("each",))
def outcomes_each(w: Writer) -> Iterable[Part]:
    lines = w.positive(*OUTCOMES)
    pair = [(a, b) for i, a in enumerate(lines) for b in lines[i + 1 :] if w.value(a) == w.value(b)]
    if not pair:
        raise UnsayableError
    one, two = pair[0]
    said = w.also(w.count(one), two)
    return ("答复中，", w.pick(*OUTCOMES[one]), "和", w.pick(*OUTCOMES[two]), "的各", said, "。")


# reviews and lawsuits


@says("appeals", F)
def appeals(w: Writer) -> Iterable[Part]:
    cause = w.pick("因政府信息公开", "因政府信息公开工作", "就政府信息公开")
    return (
        w.when(), w.whole(), cause, w.pick("被申请行政复议", "申请行政复议", "引发行政复议"), w.count("4"),
        w.pick("，", "；", "、"), w.pick("被提起行政诉讼", "提起行政诉讼", "引发行政诉讼"), w.count("5"), "。",
    )  # fmt: skip


@says("appeals", F)
def appeals_number_of(w: Writer) -> Iterable[Part]:
    return (
        w.when(), "因政府信息公开引起的行政复议数量为", w.count("4"), "，行政诉讼数量为", w.count("5"), "。",
    )  # fmt: skip


@says("appeals", F, traps=("number_before_label",))
def appeals_number_first(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        "有",
        w.count("4"),
        "行政复议、",
        w.count("5"),
        "行政诉讼涉及政府信息公开。",
    )


@says("appeals", F)
def review_results(w: Writer) -> Iterable[Part]:
    w.need_positive("4")
    listing = w.listed(rows(w, REVIEW, shown(w, REVIEW)), w.value("4"), styles="abcdf")
    return (
        w.when(), w.whole(), w.pick("因政府信息公开被申请行政复议", "受理政府信息公开行政复议申请"),
        w.count("4"), parts(w, of_which(w), listing),
    )  # fmt: skip


@says("appeals", F)
def suit_results(w: Writer) -> Iterable[Part]:
    w.need_positive("5")
    listing = w.listed(rows(w, SUITS, shown(w, SUITS)), w.value("5"), styles="abcdf")
    return (
        w.when(), w.whole(), w.pick("因政府信息公开被提起行政诉讼", "发生政府信息公开行政诉讼"),
        w.count("5"), parts(w, of_which(w), listing),
    )  # fmt: skip


@says("appeals", F)
def appeal_results_both(w: Writer) -> Iterable[Part]:
    w.need_positive("4", "5")
    return (
        w.when(), "涉及政府信息公开的行政复议", w.count("4"), "，其中",
        w.listed(rows(w, REVIEW, w.positive(*REVIEW)), styles="ab"), "；行政诉讼", w.count("5"), "，其中",
        w.listed(rows(w, SUITS, w.positive(*SUITS)), styles="ab"), "。",
    )  # fmt: skip


@says("appeals", F, traps=("all_of_one_kind",))
def review_all_upheld(w: Writer) -> Iterable[Part]:
    w.need_positive("4")
    how = w.pick(
        "，均维持原行政行为。", "，均被维持。", "，复议结果均为维持。", "，全部维持具体行政行为。"
    )
    return (w.when(), w.whole(), "因政府信息公开被申请行政复议", w.also(w.count("4"), "4.1"), how)


@says("appeals", F, traps=("all_of_one_kind",))
def suits_all_rejected(w: Writer) -> Iterable[Part]:
    w.need_positive("5")
    how = w.pick("，均驳回原告诉讼请求。", "，法院均判决驳回原告诉讼请求。")
    return (w.when(), w.whole(), "因政府信息公开被提起行政诉讼", w.also(w.count("5"), "5.1"), how)


@says("appeals", F, traps=("rest_unnumbered",))
def review_rest_pending(w: Writer) -> Iterable[Part]:
    w.need_positive("4.1")
    w.need(w.value("4") > w.value("4.1"))
    return (
        w.when(), w.whole(), "因政府信息公开被申请行政复议", w.count("4"), "，其中维持具体行政行为",
        w.count("4.1"), w.pick("，其余仍在审理中。", "，其余尚在办理。"),
    )  # fmt: skip


@says("appeals", F)
def no_appeals(w: Writer) -> Iterable[Part]:
    cause = w.pick("因政府信息公开", "因信息公开", "有关政府信息公开的")
    words = w.pick(
        "未发生行政复议、行政诉讼", "没有行政复议和行政诉讼", "未被申请行政复议、提起行政诉讼",
        "无行政复议、行政诉讼案件",
    )  # fmt: skip
    return (
        w.when(),
        w.whole(),
        cause,
        w.none(words, "4", "5"),
        w.pick("。", "情况。") if "案件" not in words else "。",
    )


@says("appeals", F)
def no_appeals_at_all(w: Writer) -> Iterable[Part]:
    things = w.pick("行政复议、行政诉讼", "申请行政复议、提起行政诉讼", "行政复议及行政诉讼")
    return (
        w.when(),
        w.whole(),
        "因政府信息公开",
        things,
        w.none(w.pick("均未发生", "均为零", "情况为零"), "4", "5"),
        "。",
    )


@says("appeals", F)
def no_review_no_suit_no_complaint(w: Writer) -> Iterable[Part]:
    words = w.pick(
        "无信息公开相关举报投诉、复议、诉讼情况",
        "未收到与政府信息公开有关的举报投诉、行政复议和行政诉讼",
    )
    return (w.when(), w.whole(), w.none(words, "4", "5", "6"), "。")


@says("appeals", F)
def not_one_case(w: Writer) -> Iterable[Part]:
    words = w.pick("无一例行政复议和行政诉讼", "没有一起行政复议或行政诉讼案件")
    return (w.when(), w.whole(), "因政府信息公开", w.none(words, "4", "5"), "发生。")


@says("appeals", F)
def appeals_zero_digits(w: Writer) -> Iterable[Part]:
    w.need_zero("4", "5")
    return (w.when(), "政府信息公开行政复议", w.count("4"), "，行政诉讼", w.count("5"), "。")


@says("appeals", F, traps=("each",))
def appeals_both_zero_digits(w: Writer) -> Iterable[Part]:
    w.need_zero("4", "5")
    said = w.also(w.count("4"), "5")
    return (w.when(), w.whole(), "行政复议、行政诉讼", w.pick("均为", "案件均为"), said, "。")


@says("appeals", F, traps=("each",))
def appeals_each(w: Writer) -> Iterable[Part]:
    w.need_positive("4")
    return (
        w.when(),
        w.whole(),
        "因政府信息公开发生行政复议、行政诉讼各",
        w.also(w.count("4"), "5"),
        "。",
    )


@says("appeals", F)
def review_but_no_suit(w: Writer) -> Iterable[Part]:
    w.need_positive("4")
    return (
        w.when(), w.whole(), "因政府信息公开被申请行政复议", w.count("4"), "，",
        w.none(w.pick("无行政诉讼", "未发生行政诉讼", "没有被提起行政诉讼"), "5"), "。",
    )  # fmt: skip


@says("appeals", F)
def suit_but_no_review(w: Writer) -> Iterable[Part]:
    w.need_positive("5")
    return (
        w.when(), w.whole(), w.none(w.pick("未发生", "没有发生", "无"), "4"),
        "政府信息公开行政复议；政府信息公开行政诉讼", w.count("5"), "。",
    )  # fmt: skip


@says("appeals", F, traps=("other_matter",))
def reviews_of_all_kinds(w: Writer) -> Iterable[Part]:
    cases = w.plain(w.draw.randrange(20, 300))
    office = w.pick("法制机构", "复议机关", "司法行政部门")
    return (w.when(), office, f"共审理征收补偿、行政处罚等各类行政复议案件{cases}件。")


@says("appeals", F, traps=("rate",))
def suits_lost_rate(w: Writer) -> Iterable[Part]:
    return (
        "政府信息公开行政诉讼",
        w.pick("败诉率为0", "纠错率持续走低", f"败诉率下降{w.draw.randrange(1, 9)}个百分点"),
        "。",
    )


@says("appeals", F, traps=("named_parts",))
def review_by_parts(w: Writer) -> Iterable[Part]:
    total = w.value("4")
    w.need(total >= 2)
    one, other = w.parts()[-2:]
    return (
        w.when(), w.whole(), "因政府信息公开被申请行政复议", w.count("4"), "，其中", one,
        w.stated("4", total - 1, w.item, subject=one), "、", other, w.stated("4", Decimal(1), w.item, subject=other), "。",
    )  # fmt: skip


# complaints


@says("complaints", F)
def complaints(w: Writer) -> Iterable[Part]:
    verb = w.pick(
        "收到政府信息公开相关举报投诉", "受理政府信息公开举报投诉", "收到有关政府信息公开的投诉举报"
    )
    return (w.when(), w.whole(), verb, w.count("6"), "。")


@says("complaints", F)
def no_complaints(w: Writer) -> Iterable[Part]:
    words = w.pick("未收到举报投诉", "没有接到举报投诉", "无举报投诉", "未发生举报投诉")
    return (w.when(), w.whole(), "在政府信息公开方面", w.none(words, "6"), "。")


@says("complaints", F, traps=("look_alike",))
def petitions(w: Writer) -> Iterable[Part]:
    letters = w.plain(w.draw.randrange(10, 900))
    return (
        w.when(),
        w.pick("信访部门", "群众来访接待中心"),
        f"共接待来信来访{letters}件次，均转有关单位处理。",
    )


@says("complaints", F)
def complaints_zero(w: Writer) -> Iterable[Part]:
    return (w.when(), "举报投诉数量", w.pick("为", ""), w.count("6", "件"), "。")


# fees


@says("fees", F)
def fees_none(w: Writer) -> Iterable[Part]:
    words = w.pick("未收取任何费用", "没有收取费用", "未收取检索、复制、邮寄等费用", "均未收费")
    free = w.pick("", "一律免费提供，", "")
    return (w.when(), w.whole(), "对依申请公开政府信息", free, w.none(words, "7"), "。")


@says("fees", F)
def fees_none_happened(w: Writer) -> Iterable[Part]:
    words = w.pick(
        "无收费及减免情况",
        "没有发生收费及减免情况",
        "未产生收费和减免费用",
        "不存在收费及减免的情况",
    )
    return (w.when(), w.whole(), w.pick("政府信息公开", "依申请公开"), w.none(words, "7"), "。")


@says("fees", F)
def fees_zero_amount(w: Writer) -> Iterable[Part]:
    w.need_zero("7")
    unit = w.pick("元", "万元")
    return (
        w.when(),
        w.pick("依申请公开信息收取的费用为", "依申请公开收取费用", "依申请提供政府信息收费"),
        w.count("7", unit),
        "。",
    )


@says("fees", F)
def fees_collected(w: Writer) -> Iterable[Part]:
    w.need_positive("7")
    return (
        w.when(),
        w.whole(),
        w.pick("依申请公开信息收取费用", "依申请公开政府信息共收取费用"),
        w.count("7", "万元"),
        "。",
    )


@says("fees", F, traps=("yuan_not_ten_thousand",))
def fees_in_yuan(w: Writer) -> Iterable[Part]:
    w.need_positive("7")
    amount = w.value("7") * 10_000
    w.need(amount == amount.to_integral_value())
    return (
        w.when(), w.whole(), "依申请公开政府信息收取检索、复制、邮寄等费用共计",
        w.stated("7", amount.quantize(Decimal(1)), "元"), "。",
    )  # fmt: skip


@says("fees", F, traps=("other_matter",))
def fees_rule(w: Writer) -> Iterable[Part]:
    rule = w.pick("财政部、国家发展改革委有关通知", "国家有关规定")
    return (f"根据{rule}，自2017年4月1日起取消依申请提供政府信息收费。",)


@says("fees", F, traps=("look_alike",))
def fees_of_counters(w: Writer) -> Iterable[Part]:
    money = w.plain(w.draw.randrange(20, 800))
    return (w.when(), f"政务服务中心各窗口代收行政事业性收费{money}万元。")


# organisation and money


@says("organisation", F)
def organisation(w: Writer) -> Iterable[Part]:
    return (
        w.whole(), "设立政府信息公开工作专门机构", w.count("8.1", "个"), "，设置政府信息公开查阅点",
        w.count("8.2", "个"), "，从事政府信息公开工作人员", w.count("8.3", "人"), "，其中专职人员",
        w.count("8.3.1", w.pick("人", "名")), w.pick("、", "，"), "兼职人员", w.count("8.3.2", w.pick("人", "名")), "。",
    )  # fmt: skip


@says("organisation", F)
def staff(w: Writer) -> Iterable[Part]:
    return (
        w.whole(), w.pick("现有", "共有"), "政府信息公开工作人员", w.count("8.3", "名"), "（专职",
        w.count("8.3.1", "名"), "，兼职", w.count("8.3.2", "名"), "）。",
    )  # fmt: skip


@says("organisation", F, traps=("number_before_label",))
def staff_number_first(w: Writer) -> Iterable[Part]:
    w.need_positive("8.3.1", "8.3.2")
    return (
        w.whole(),
        "配备了",
        w.count("8.3.1", "名"),
        "专职人员、",
        w.count("8.3.2", "名"),
        "兼职人员从事政府信息公开工作。",
    )


@says("organisation", F)
def staff_roughly(w: Writer) -> Iterable[Part]:
    return (w.whole(), "从事政府信息公开工作的人员", w.rounded("8.3", "人"), "。")


@says("organisation", F)
def units(w: Writer) -> Iterable[Part]:
    return (
        w.whole(),
        w.pick("承担政府信息公开工作的专门机构", "政府信息公开工作专门机构"),
        w.pick("有", "共"),
        w.count("8.1", "个"),
        "。",
    )


@says("organisation", F, traps=("partial_list",))
def reading_points(w: Writer) -> Iterable[Part]:
    total = int(w.value("8.2"))
    w.need(total >= 5)
    some = total // 2
    return (
        w.whole(), "共设置政府信息公开查阅点", w.count("8.2", "个"),
        f"，其中政务服务中心查阅点{w.plain(some)}个、档案馆查阅点{w.plain(max(1, some // 3))}个，"
        f"接待查阅{w.plain(total * 31)}人次。",
    )  # fmt: skip


@says("organisation", F)
def funding(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick(
            "政府信息公开专项经费", "安排政府信息公开专项经费", "纳入预算的政府信息公开专项经费"
        ),
        w.count("8.4", "万元"),
        "。",
    )


@says("organisation", F)
def funding_none(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未安排政府信息公开专项经费", "没有政府信息公开专项经费"), "8.4"),
        "。",
    )


# meetings and training


@says("training", F)
def meetings_and_training(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), w.pick("召开政府信息公开工作会议或专题会议", "召开政府信息公开工作会议"), w.count("9.1", "次"),
        "，举办各类培训班", w.count("9.2", w.pick("次", "期", "场")), "，接受培训人员", w.count("9.3", "人次"), "。",
    )  # fmt: skip


@says("training", F)
def training(w: Writer) -> Iterable[Part]:
    verb = w.pick("举办政府信息公开培训班", "组织政府信息公开业务培训", "开展政府信息公开专题培训")
    tail = w.pick("，培训", "，共培训", "，参训人员", "，接受培训人员")
    return (
        w.when(),
        w.whole(),
        verb,
        w.count("9.2", w.pick("期", "次", "场")),
        tail,
        w.count("9.3", "人次"),
        "。",
    )


@says("training", F)
def meetings(w: Writer) -> Iterable[Part]:
    verb = w.pick(
        "召开政府信息公开专题会议", "先后召开政府信息公开工作会议", "召开信息公开工作会议"
    )
    return (w.when(), w.whole(), verb, w.count("9.1", "次"), "。")


@says("training", F)
def no_training(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.none(w.pick("未举办政府信息公开培训班", "没有组织政府信息公开培训"), "9.2"),
        "。",
    )


@says("training", F)
def trained_roughly(w: Writer) -> Iterable[Part]:
    return (
        w.when(), w.whole(), "举办政府信息公开培训班", w.count("9.2", "期"), "，接受培训人员", w.rounded("9.3", "人次"), "。",
    )  # fmt: skip


@says("training", F, traps=("plan",))
def training_planned(w: Writer) -> Iterable[Part]:
    return (
        f"{w.year + 1}年，拟举办政府信息公开培训班{w.plain(w.draw.randrange(2, 9))}期，实现业务人员全覆盖。",
    )


@says("training", F, traps=("look_alike",))
def training_of_others(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        f"举办安全生产、农业技术等各类培训班{w.plain(w.draw.randrange(5, 60))}期，培训群众{w.plain(w.draw.randrange(300, 4000))}人次。",
    )
