# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences that any report may hold and that state none of its lines: what a reader must leave alone."""

from __future__ import annotations

from collections.abc import Iterable

from tests.gold.prose.words import Part, Writer, says

ALL = ("2008", "2014", "2019", "2021")
OLDER = ("2008", "2014")


def some(w: Writer, low: int, high: int) -> str:
    """A number that is nothing to the form."""
    return w.plain(w.draw.randrange(low, high))


@says("aside", *ALL, traps=("look_alike",))
def hotline(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        f"12345政务服务热线共受理群众来电{some(w, 90, 40_000)}件，办结率{w.draw.randrange(950, 1000) / 10}%。",
    )


@says("aside", *ALL, traps=("look_alike",))
def mailbox(w: Writer) -> Iterable[Part]:
    box = w.pick("领导信箱", "“书记县长信箱”", "市长信箱", "网上信箱")
    return (w.when(), w.pick("通过", "经由"), box, f"收到并办理群众来信{some(w, 12, 900)}件。")


@says("aside", *ALL, traps=("look_alike",))
def proposals(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        f"办理人大代表建议{some(w, 3, 200)}件、政协提案{some(w, 3, 200)}件，办理结果全部公开。",
    )


@says("aside", *ALL, traps=("look_alike",))
def services(w: Writer) -> Iterable[Part]:
    hall = w.pick("政务服务中心", "行政服务大厅", "便民服务中心")
    total = w.draw.randrange(900, 300_000)
    return (w.when(), hall, f"累计受理各类办事申请{w.plain(total)}件，办结{w.plain(total - 7)}件。")


@says("aside", *ALL, traps=("look_alike",))
def petitions_online(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        f"受理网上信访事项{some(w, 5, 500)}件，其中投诉类{some(w, 1, 5)}件。",
    )


@says("aside", *ALL, traps=("look_alike",))
def visits(w: Writer) -> Iterable[Part]:
    return (
        f"{w.level}政府门户网站" if w.is_government else "门户网站",
        f"全年总访问量{some(w, 2000, 9_000_000)}次，独立用户{some(w, 900, 90_000)}个。",
    )


@says("aside", *ALL, traps=("look_alike",))
def followers(w: Writer) -> Iterable[Part]:
    return (
        w.pick("官方微信公众号", "政务新媒体账号"),
        f"关注用户{some(w, 800, 300_000)}人，推文阅读量{some(w, 9000, 900_000)}次。",
    )


@says("aside", *ALL, traps=("look_alike",))
def accounts(w: Writer) -> Iterable[Part]:
    return (
        "截至年底，",
        w.whole(),
        f"开设政务微博{some(w, 1, 30)}个、微信公众号{some(w, 1, 60)}个。",
    )


@says("aside", *ALL, traps=("look_alike", "stock_not_refusal"))
def withheld_in_catalogue(w: Writer) -> Iterable[Part]:
    return (
        w.pick("公开目录中", "经保密审查，"),
        f"定为不予公开的信息{some(w, 2, 90)}条，定为依申请公开的信息{some(w, 2, 300)}条。",
    )


@says("aside", *ALL, traps=("look_alike",))
def catalogue(w: Writer) -> Iterable[Part]:
    return (
        w.pick("编制完成", "梳理形成"),
        f"主动公开基本目录，涵盖{some(w, 3, 30)}个领域、{some(w, 40, 900)}项公开事项。",
    )


@says("aside", *ALL, traps=("plan",))
def plan(w: Writer) -> Iterable[Part]:
    return (
        f"{w.year + 1}年，",
        w.pick("力争", "计划", "将"),
        f"发布政策解读{some(w, 20, 300)}篇，开展业务培训{some(w, 2, 9)}次。",
    )


@says("aside", *ALL, traps=("plan",))
def plan_for_requests(w: Writer) -> Iterable[Part]:
    return (
        w.pick("下一步，", "今后，"),
        f"对收到的政府信息公开申请，要求{some(w, 5, 15)}个工作日内答复，确保全年零投诉、零复议。",
    )


@says("aside", *ALL, traps=("other_matter",))
def law(w: Writer) -> Iterable[Part]:
    return (
        "依照《条例》规定，",
        w.pick("不能当场答复的", "需要延长期限的"),
        "，应当自收到申请之日起20个工作日内予以答复。",
    )


@says("aside", *ALL, traps=("other_body",))
def upper_body(w: Writer) -> Iterable[Part]:
    upper = w.pick("据上级通报，全国", "据省政府办公厅通报，全省", "从面上情况看，全国")
    return (
        upper,
        f"各级行政机关{w.year - 1}年收到政府信息公开申请{some(w, 20_000, 400_000)}件，同比有所增加。",
    )


@says("aside", *ALL, traps=("other_body",))
def neighbour(w: Writer) -> Iterable[Part]:
    return (
        w.pick("周边县区", "外地兄弟单位"),
        f"因政府信息公开被申请行政复议{some(w, 3, 30)}件的情况，",
        w.pick("值得我们警醒。", "应引以为戒。"),
    )


@says("aside", *ALL, traps=("other_matter",))
def documents_cited(w: Writer) -> Iterable[Part]:
    return (
        w.pick("认真落实", "转发"),
        f"《{w.year}年政务公开工作要点》（×政办发〔{w.year}〕{w.draw.randrange(1, 120)}号），细化为{some(w, 10, 60)}项任务。",
    )


@says("aside", *ALL, traps=("rate",))
def satisfaction(w: Writer) -> Iterable[Part]:
    return (
        w.pick("经第三方评估，", "据抽样回访，"),
        f"群众对政府信息公开工作满意率为{w.draw.randrange(9000, 9999) / 100}%。",
    )


@says("aside", *ALL, traps=("look_alike",))
def inspections(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.pick("组织", "开展"),
        f"政务公开专项检查{some(w, 1, 9)}次，发现并整改问题{some(w, 2, 90)}个。",
    )


@says("aside", *ALL, traps=("look_alike",))
def open_day(w: Writer) -> Iterable[Part]:
    return (
        w.pick("举办政府开放日活动", "开展政务公开日活动"),
        f"{some(w, 1, 20)}场，邀请群众代表{some(w, 20, 1200)}人次。",
    )


@says("aside", *ALL, traps=("look_alike",))
def leaflets(w: Writer) -> Iterable[Part]:
    return (
        w.pick("印发", "编印"),
        f"《政府信息公开指南》等宣传资料{some(w, 200, 9000)}册，张贴海报{some(w, 10, 300)}张。",
    )


@says("aside", *ALL, traps=("look_alike",))
def columns_of_site(w: Writer) -> Iterable[Part]:
    return (
        w.pick("在政府网站开设", "优化"),
        f"财政预决算、工作动态等{some(w, 5, 40)}个栏目，其中规划计划栏目发布{some(w, 2, 40)}条。",
    )


@says("aside", *ALL, traps=("look_alike",))
def consultations_answered(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        f"网站互动栏目答复网民留言咨询{some(w, 5, 900)}条，平均办理时间{some(w, 2, 6)}天。",
    )


@says("aside", *OLDER, traps=("look_alike",))
def licences(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        f"受理行政许可申请{some(w, 30, 9000)}件，作出行政处罚决定{some(w, 5, 900)}件并予公示。",
    )


@says("aside", *ALL, traps=("look_alike",))
def projects(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        f"公开重大建设项目{some(w, 3, 60)}个，总投资{some(w, 2, 300)}亿元；公开扶贫资金{some(w, 100, 9000)}万元。",
    )


@says("aside", *ALL, traps=("no_number",))
def praise(w: Writer) -> Iterable[Part]:
    return (
        w.whole(),
        w.pick(
            "高度重视政府信息公开工作，主要负责人亲自部署。",
            "不断健全制度，压实责任，政府信息公开工作平稳有序。",
        ),
    )


@says("aside", *ALL, traps=("no_number",))
def channels_open(w: Writer) -> Iterable[Part]:
    return (
        "公民、法人或者其他组织可以通过",
        w.pick("当面、信函、网络", "邮寄、传真、在线平台"),
        "等方式提出政府信息公开申请。",
    )


@says("aside", *ALL, traps=("contact_block",))
def contact(w: Writer) -> Iterable[Part]:
    return (
        f"如对本报告有疑问，请与{w.body}联系（邮编：{w.draw.randrange(100_000, 860_000)}，电话：0{w.draw.randrange(310, 999)}-{w.draw.randrange(2_000_000, 8_999_999)}）。",
    )


@says("aside", *ALL, traps=("period_of_report",))
def period(w: Writer) -> Iterable[Part]:
    return (f"本报告所列数据的统计期限自{w.year}年1月1日起至{w.year}年12月31日止。",)


@says("aside", *ALL, traps=("other_year",))
def other_year(w: Writer) -> Iterable[Part]:
    return (
        w.pick("回顾", "总结"),
        f"{w.year - 2}年工作，当年举办培训班{some(w, 1, 9)}期，为后续工作打下基础。",
    )


# statements on lines of the form that nobody can decide


@says("undecidable", *ALL, traps=("undecidable", "joint_lines"))
def reviews_and_suits_in_one_number(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        f"涉及政府信息公开的行政复议和行政诉讼案件共计{some(w, 2, 40)}件。",
    )


@says("undecidable", *ALL, traps=("undecidable", "joint_lines"))
def refused_or_absent(w: Writer) -> Iterable[Part]:
    return ("答复中，不予公开和信息不存在的", w.pick("合计", "共"), f"{some(w, 2, 40)}件。")


@says("undecidable", *ALL, traps=("undecidable", "joint_lines"))
def consultations_and_requests(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        f"接待现场咨询和办理依申请公开{w.pick('共', '合计')}{some(w, 20, 400)}人次。",
    )


@says("undecidable", *ALL, traps=("undecidable", "vague_number"))
def dozens(w: Writer) -> Iterable[Part]:
    return (
        w.when(),
        w.whole(),
        w.pick("收到数十件", "处理了几十件", "收到为数不多的"),
        "政府信息公开申请。",
    )


@says("undecidable", *ALL, traps=("undecidable", "conditional"))
def conditional(w: Writer) -> Iterable[Part]:
    return (
        f"申请人一次提出{some(w, 11, 30)}件以上申请的，",
        w.pick("可以合并答复。", "应当分别登记。"),
    )


@says("undecidable", *ALL, traps=("undecidable", "example"))
def example(w: Writer) -> Iterable[Part]:
    return (
        w.pick("例如，", "如，"),
        f"某申请人就同一宗地先后提出{some(w, 3, 20)}件申请，经沟通后撤回{some(w, 1, 3)}件。",
    )


@says("undecidable", *ALL, traps=("undecidable", "selection"))
def selection(w: Writer) -> Iterable[Part]:
    return (w.pick("其中较为复杂的", "在疑难申请中，"), f"经会商研判后答复的有{some(w, 1, 9)}件。")
