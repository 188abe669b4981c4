# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports on the forms of 2019 and 2021: prose that repeats, sums up or splits cells."""

from __future__ import annotations

# fmt: off
from tests.gold.prose.patterns import clause, names, say, stack

BOTH = "2019 2021"

names("GROUPS", {
    "B3.1": ("予以公开",), "B3.2": ("部分公开", "予以部分公开"), "B3.3": ("不予公开",), "B3.4": ("无法提供",),
    "B3.5": ("不予处理",), "B3.6": ("其他处理", "作其他处理"),
})
names("REFUSED", {
    "B3.3.1": ("属于国家秘密",), "B3.3.2": ("其他法律行政法规禁止公开",), "B3.3.3": ("危及“三安全一稳定”",),
    "B3.3.4": ("保护第三方合法权益",), "B3.3.5": ("属于三类内部事务信息", "三类内部事务信息"),
    "B3.3.6": ("属于四类过程性信息", "四类过程性信息"), "B3.3.7": ("属于行政执法案卷", "行政执法案卷信息"),
    "B3.3.8": ("属于行政查询事项", "行政查询事项"),
})
names("UNABLE", {
    "B3.4.1": ("本机关不掌握相关政府信息", "不掌握相关政府信息"), "B3.4.2": ("没有现成信息需要另行制作",),
    "B3.4.3": ("补正后申请内容仍不明确",),
})
names("UNPROCESSED", {
    "B3.5.1": ("信访举报投诉类申请",), "B3.5.2": ("重复申请",), "B3.5.3": ("要求提供公开出版物",),
    "B3.5.4": ("无正当理由大量反复申请",), "B3.5.5": ("要求行政机关确认或重新出具已获取信息",),
})
names("OTHERWISE", {
    "B3.6.1": ("申请人逾期不补正、不再处理其申请", "申请人无正当理由逾期不补正"), "B3.6.2": ("申请人逾期未按收费通知要求缴纳费用",),
    "B3.6.3": ("其他",),
})
names("LEAVES", {
    "B3.1": ("予以公开",), "B3.2": ("部分公开",), "B3.3.1": ("属于国家秘密",), "B3.3.2": ("其他法律行政法规禁止公开",),
    "B3.3.4": ("保护第三方合法权益",), "B3.3.5": ("属于三类内部事务信息",), "B3.3.6": ("属于四类过程性信息",),
    "B3.3.7": ("属于行政执法案卷",), "B3.3.8": ("属于行政查询事项",), "B3.4.1": ("本机关不掌握相关政府信息",),
    "B3.4.2": ("没有现成信息需要另行制作",), "B3.5.1": ("信访举报投诉类申请",), "B3.5.2": ("重复申请",),
})
RESULTS = {"1": ("结果维持",), "2": ("结果纠正",), "3": ("其他结果",), "4": ("尚未审结",)}
names("REVIEW_RESULTS", {f"C1.{row}": labels for row, labels in RESULTS.items()})
names("DIRECT_RESULTS", {f"C2.{row}": labels for row, labels in RESULTS.items()})
names("AFTER_RESULTS", {f"C3.{row}": labels for row, labels in RESULTS.items()})
names("SUIT_ROUTES", {
    "C2.5": ("未经复议直接起诉", "直接起诉"), "C3.5": ("复议后起诉", "经复议后起诉"),
})

NEW = "[共收到|收到|新收|本年新收|共接收|新收到|接到|新接收]"
OF_WHICH = "[，其中，|，其中|。其中，|，其中：|。其中：|：]"

# requests

clause("received", BOTH, f"{NEW}{{req}}{{B1}}")
clause("received", BOTH, "[共收到|新收到]{B1}{req}", "number_before_label")
clause("received", BOTH, "[受理|共受理|新受理]{req}{?B2-}{B1+}")
clause("received", BOTH, "{req}[新收|共收到|收到]{B1}")
say("received", BOTH, "{last}年、{year}年，{who}分别收到政府信息公开申请{<B1}、{B1}。", "years_respectively")
clause("received", BOTH, "[新收|收到]{req}由上年的{<B1}[变为|变化到|调整为]{B1+}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中{{own1}}{{O1:B1}}", "partial_list")
say("received", BOTH, "{own1}收到政府信息公开申请{O1:B1}；全{level}共收到{B1}。", "parts_without_whole")
say("received", BOTH, "新收政府信息公开申请：{B1}；上年结转：{B2}；办理结果总计：{B3.7}；结转下年度：{B4}。", "colons")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，上年结转{{B2+}}，[共办结|公开答复|办结]{{B3.7}}，[转下年度办理|结转下年度|结转至{{next}}年办理]{{B4}}", "carried_forward")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，{{!B2 无上年结转申请}}，[当年办结|共办结]{{B3.7}}，[结转{{next}}年办理|结转下年度]{{B4+}}", "carried_forward")
clause("received", BOTH, "[本年新收政府信息公开申请数量|新收政府信息公开申请数量][为|共|]{B1}")
clause("received", BOTH, "{!B1 未收到/没有收到/未接到/没有接收到}[|公民、法人或其他组织的|任何]{req}")
clause("received", BOTH, "{!B1 无政府信息公开申请/没有依申请公开情况/未发生依申请公开事项}")
clause("received", BOTH, "{!B1 未收到政府信息公开申请/没有收到依申请公开件}[，|，也]{!B2 无上年结转申请/没有上年结转的申请}")
clause("received", BOTH, f"{NEW}{{req}}{{B1-}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1-}}，上年结转{{B2-}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}[，上年结转|，上年度结转申请|，{{last}}年结转|，上年结转政府信息公开申请]{{B2}}")
clause("received", BOTH, "[共办理|累计办理|全年共处理|累计处理]{req}{P.received_incl_carried_in}[，其中|，其中：|。其中，][本年新收|本年度新接收|新收]{B1+}[，|、][上年结转|{last}年结转办理|上年度结转]{B2+}", "carried_in_included")
clause("received", BOTH, "[共受理|受理|收到]{req}{P.received_incl_carried_in}[（含上年结转|（含上年度结转申请|（包括上年结转]{B2+}）", "carried_in_included")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}（不含上年结转的{{B2+}}）", "carried_in_excluded")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}[，其中自然人申请|，其中，自然人]{{B1@natural_person+}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中自然人申请{{B1@natural_person+}}，法人或其他组织申请{{#B1}}", "breakdown_without_lines")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中自然人{{B1@natural_person+}}、商业企业{{B1@commercial+}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，自然人、商业企业申请分别为{{B1@natural_person+}}、{{B1@commercial+}}", "respectively")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中商业企业{{B1@commercial}}，科研机构{{B1@research}}，社会公益组织{{B1@public_welfare}}，法律服务机构{{B1@legal_service}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中网络申请{{#B1}}，信函申请{{#B1}}，当面申请{{#B1}}", "breakdown_without_lines")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中{{part2}}收到{{P2:B1}}，{{part3}}收到{{P3:B1}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中{{part2}}{{P2:B1}}（含{{part1}}{{P1:B1}}），{{part3}}{{P3:B1}}", "nested_parts")
say("received", BOTH, "{when}{part1}收到政府信息公开申请{P1:B1}，[均已按时答复|已全部办结]。", "parts_without_whole")
say("received", BOTH, "申请量居前的单位是{dept1}{D1:B1}、{dept2}{D2:B1}。", "top_list")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}[，上年为|，上一年度收到|，上年同期]{{<B1}}")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，[同比增长|较上年上升|同比下降]{{%}}", "percentages")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，比上年[增加|减少]了{{#1-40}}{{item}}", "change_without_level")
clause("received", BOTH, f"{NEW}{{req}}{{~B1}}")
say("received", BOTH, "[上半年，|截至{year}年6月30日，|前三季度，]{who}收到政府信息公开申请{^B1}；全年收到政府信息公开申请{B1}。")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，[均按时答复|全部在法定期限内办结|均已在规定时间内答复申请人|已全部按期答复|已办理完毕]", "all_answered")
clause("received", BOTH, "[新收|新受理]政府信息公开申请{B1+}，[已办结|其中已办结|当年已答复]{#B1}{?B4+}", "of_the_new_ones_only")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，主要集中在[征地拆迁|行政审批|财政资金]等领域，其中征地类{{#B1}}", "breakdown_without_lines")

# results

clause("results", BOTH, "[办结|共办结|答复|共答复]政府信息公开申请{B3.7}")
clause("results", BOTH, "[答复政府信息公开申请|办结政府信息公开申请]{B3.7+}{?B3.7>=B2}[（含上年度结转|（含上年结转申请|（包含上年度结转申请]{B2+}）")
clause("results", BOTH, "[答复政府信息公开申请|办结政府信息公开申请]{B3.7+}{?B3.7>=B2}（含上年度结转申请{B2+}，另有{B4+}[结转下年度办理|顺延至下年度答复]）", "carried_forward")
clause("results", BOTH, "[共办结|办结]申请{B3.7}，[结转下年度|结转{next}年|转下年度办理|结转下年度继续办理]{B4}", "carried_forward")
say("results", BOTH, "[办理结果：|在办理结果中，|从办理结果看，|已办结的申请中，|办理结果为：]{GROUPS abcdfh}。")
clause("results", BOTH, f"[共办结|办结]政府信息公开申请{{B3.7+}}{OF_WHICH}{{GROUPS+ abcdfgh}}")
say("results", BOTH, "[其办理结果为：|按办理结果分，|办理结果中，]{LEAVES abcg}。")
say("results", BOTH, "办理结果中，不予公开{B3.3+}（{REFUSED abch}）。", "reasons_in_brackets")
say("results", BOTH, "办理结果中，无法提供{B3.4+}（{UNABLE abch}）。", "reasons_in_brackets")
say("results", BOTH, "予以公开{B3.1}，部分公开{B3.2}，不予公开{B3.3+}（其中{REFUSED ac}），无法提供{B3.4}。", "reasons_in_brackets")
clause("results", BOTH, "不予处理{B3.5+}，其中{UNPROCESSED abc}")
clause("results", BOTH, "不予公开{B3.3+}，其中{REFUSED abc}")
clause("results", BOTH, "无法提供{B3.4+}，其中{UNABLE abc}")
clause("results", "2021", "其他处理{B3.6+}，其中{OTHERWISE abc}")
clause("results", BOTH, "办结申请{B3.7=B3.1+}，[均予以公开|全部予以公开]", "all_of_one_kind")
clause("results", BOTH, "办结申请{B3.7=B3.4+}，均因[本机关不掌握|信息不存在]而无法提供", "all_of_one_kind")
say("results", BOTH, "{when}{who}{!B3.3 无不予公开情形/没有不予公开的情况/未作出不予公开决定}。")
say("results", BOTH, "[尚有|其余|剩余]{B4+}[结转下年度继续办理|结转至{next}年办理|结转下一年度]。", "carried_forward")
say("results", BOTH, "[结转下年度继续办理|结转至{next}年办理的申请|转结下年度办理的申请][有|共|]{B4+}。", "carried_forward")
say("results", BOTH, "除{B4+}[结转{next}年办理|因未到期结转下年度]外，其余均依法依规答复。", "carried_forward")
clause("results", BOTH, "{!B4 无结转下年度继续办理的申请/没有结转下年度办理的申请/无结转下年度情况}", "carried_forward")
say("results", BOTH, "[申请|依申请公开件][按时办结率100%|答复率达到100%|按期答复率为{%}]。", "rate")
say("results", BOTH, "办理结果中，予以公开、部分公开各{B3.1=B3.2+}。", "each")
say("results", BOTH, "办理结果中，不予公开和无法提供各{B3.3=B3.4+}。", "each")
say("results", BOTH, "办理结果中，信息公开类答复（予以公开、部分公开）合计{#1-40}{item}，占{%}。", "joint_lines undecidable")
clause("results", BOTH, "[依法延长答复期限|因征求第三方意见延期]的申请{#1-9}{item}", "line_of_another_form look_alike")

stack("received", BOTH, "{when}{who}收到政府信息公开申请{B1+}，办理结果如下：", "GROUPS")
stack("results", BOTH, "{when}{who}共办结政府信息公开申请{B3.7+}，其中：", "GROUPS")
stack("results", BOTH, "不予公开{B3.3+}，具体为：", "REFUSED")

# reviews and lawsuits

stack("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5+ 件}，其中：", "REVIEW_RESULTS 件")

clause("appeals", BOTH, "[因政府信息公开被申请行政复议|因政府信息公开引发行政复议|发生政府信息公开行政复议]{C1.5 件/起/宗}")
clause("appeals", BOTH, f"[政府信息公开行政复议|因政府信息公开引发行政复议|因政府信息公开被申请行政复议]{{C1.5+ 件}}{OF_WHICH}{{REVIEW_RESULTS+ abcdfh 件}}")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5+ 件}（{REVIEW_RESULTS abh 件}）")
clause("appeals", BOTH, "[因政府信息公开被提起行政诉讼|因政府信息公开引发行政诉讼|发生政府信息公开行政诉讼]{P.litigation_total 件/起/宗}", "routes_together")
clause("appeals", BOTH, "政府信息公开行政诉讼{P.litigation_total+ 件}，其中结果维持{#P.litigation_total 件}{?C2.5+}{?C3.5+}、尚未审结{#P.litigation_total 件}", "routes_together breakdown_without_lines")
clause("appeals", BOTH, "因政府信息公开被提起行政诉讼{P.litigation_total+ 件}，其中{SUIT_ROUTES:2 abcd 件}")
clause("appeals", BOTH, "因政府信息公开引发行政诉讼{P.litigation_total+ 件}（{SUIT_ROUTES abh 件}）")
say("appeals", BOTH, "行政诉讼中，未经复议直接起诉[的|]{C2.5+ 件}，其中{DIRECT_RESULTS abc 件}。")
say("appeals", BOTH, "复议后起诉的行政诉讼{C3.5+ 件}，其中{AFTER_RESULTS abc 件}。")
clause("appeals", BOTH, "因政府信息公开引发行政复议{C1.5 件}[、|，|；][行政诉讼|引发行政诉讼]{P.litigation_total 件}", "routes_together")
clause("appeals", BOTH, "有{C1.5+ 件}行政复议、{P.litigation_total+ 件}行政诉讼涉及政府信息公开", "number_before_label routes_together")
clause("appeals", BOTH, "[因政府信息公开|因政府信息公开申请|因依申请公开]{!C1.5,P.litigation_total 未发生行政复议、行政诉讼/未引发行政复议、行政诉讼案件/没有被申请行政复议、提起行政诉讼/无行政复议和行政诉讼/未被申请行政复议或提起行政诉讼/无行政复议、行政诉讼情况}")
clause("appeals", BOTH, "{!C1.5,P.litigation_total 未发生因政府信息公开引起的行政复议和行政诉讼/没有因政府信息公开引起的行政复议、行政诉讼/无因政府信息公开引发的行政复议、行政诉讼}")
clause("appeals", BOTH, "政府信息公开行政复议、行政诉讼[均为|数量均为|案件均为]{C1.5=P.litigation_total- 件}", "each")
clause("appeals", BOTH, "政府信息公开行政复议、行政诉讼各{C1.5=P.litigation_total+ 件}", "each routes_together")
clause("appeals", BOTH, "因政府信息公开引发行政复议{C1.5+ 件}，{!P.litigation_total 未发生行政诉讼/无行政诉讼/没有引发行政诉讼}")
clause("appeals", BOTH, "因政府信息公开{!C1.5 未引发行政复议/没有被申请行政复议}，引发行政诉讼{P.litigation_total+ 件}", "routes_together")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5=C1.1+ 件}，[结果均为维持|均维持原行政行为|复议结果全部维持]", "all_of_one_kind")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5+ 件}，结果维持{C1.1+ 件}[，其余正在审理|，其余案件尚在办理中]", "rest_unnumbered")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5=C1.4+ 件}，[均尚未审结|均未审结]", "all_of_one_kind")
say("appeals", BOTH, "{when}[司法行政部门|复议机构]办理涉及征收、处罚的各类行政复议案件{#20-300 件}，行政应诉案件{#5-99 件}。", "other_matter")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5 件}，比上年[减少|增加]{#1-9 件}", "change_without_level")
say("appeals", BOTH, "政府信息公开行政复议[纠错率为{%}|维持率{%}]，行政诉讼[败诉率为零|无败诉]。", "rate")

# proactive disclosure

clause("disclosure", "2021", "[制发行政规范性文件|共制发行政规范性文件|本年制发行政规范性文件]{A1.2a 件}[，废止|、废止]{A1.2b 件}[，现行有效|，现行有效的|，现行有效行政规范性文件]{A1.2c 件}")
clause("disclosure", "2021", "[制发行政规范性文件|新制发行政规范性文件]{A1.2a 件}")
clause("disclosure", "2021", "[废止行政规范性文件|清理废止行政规范性文件]{A1.2b+ 件}")
clause("disclosure", "2021", "{!A1.2a 未制发行政规范性文件/没有制发行政规范性文件}")
clause("disclosure", "2021", "[制发规章|制发政府规章]{A1.1a+ 件}")
clause("disclosure", "2021", "[作出行政许可处理决定|办理行政许可]{A5.1 件}[，作出行政处罚处理决定|，实施行政处罚]{A6.1 件}[，作出行政强制处理决定|，行政强制]{A6.2 件}")
clause("disclosure", "2021", "行政事业性收费金额[|为|共]{A8.1 万元}")
clause("disclosure", "2019", "[新制作规范性文件|本年新制作规范性文件]{A1.2a 件}，新公开规范性文件{A1.2b 件}，对外公开规范性文件总数{A1.2c 件}")
clause("disclosure", "2019", "[实施政府集中采购项目|政府集中采购项目数量]{A9.1a 个/项}")
clause("disclosure", "2019", "作出行政许可处理决定{A5.1c 件}，作出行政处罚处理决定{A6.1c 件}")
clause("disclosure", BOTH, "[通过政府网站|依托门户网站|]主动公开政府信息{#40-9000 条}，其中政策文件类{#1-90 条}、工作动态类{#5-900 条}", "look_alike line_of_another_form")
clause("disclosure", BOTH, "政务微博发布{#1-3000 条}，政务微信发布{#1-3000 条}，政府公报刊登{#1-90 条}", "look_alike line_of_another_form")
clause("disclosure", BOTH, "发布政策解读{#2-300 篇}，召开新闻发布会{#1-60 场}，开展在线访谈{#1-20 期}", "look_alike line_of_another_form")
clause("disclosure", BOTH, "举办政务公开业务培训{#1-12 次}，培训{#20-900 人次}，召开专题会议{#1-9 次}", "look_alike line_of_another_form")
clause("disclosure", BOTH, "回应公众关注热点{#1-90 次}，未收到政府信息公开相关举报投诉", "look_alike line_of_another_form")
clause("disclosure", BOTH, "公开本级文件{#3-90 件}、规划计划{#1-9 件}、[财政预决算|人事任免]信息{#2-90 条}", "look_alike line_of_another_form")

# the processing fee

clause("fees", "2021", "[收取信息处理费|共收取政府信息公开信息处理费|依法收取信息处理费|信息处理费收取金额为|收取政府信息公开信息处理费共计]{D6+ 元}")
clause("fees", "2021", "发出信息处理费收费通知{#1-30 件/份}，[总金额为|共收取|实际收取|收取金额]{D6+ 元}")
clause("fees", "2021", "{!D6 未收取信息处理费/没有收取信息处理费/未产生信息处理费/无信息处理费收取情况/未收取政府信息公开信息处理费/没有收取政府信息处理费的情况/未收取任何信息处理费用}")
clause("fees", "2021", "未发出信息处理费收费通知，{!D6 未收取信息处理费/无收费情况/没有收取费用}")
clause("fees", "2021", "[收取信息处理费|信息处理费收取金额为|收取信息处理费的情况：|收取信息处理费总金额]{D6- 元}")
clause("fees", "2021", "未向申请人{!D6 收取信息处理费/收取任何信息处理费}")
say("fees", "2021", "按照《政府信息公开信息处理费管理办法》，按件计收的，11件至30件部分收费标准为100元/件。", "other_matter")
clause("fees", "2021", "收取信息处理费{D6+ 元}，涉及申请{#1-9}{item}")
say("fees", "2021", "[关于收取信息处理费情况：|一、收取信息处理费情况。|（一）信息处理费收取情况：]{when}{who}{!D6 未收取信息处理费/没有收取信息处理费/无收取}。", "numbered_list")
say("fees", "2021", "[本年度无其他需要报告的事项|{who}无其他需要报告的事项]。", "no_number")

# more ways, met in reports of districts, departments and towns

clause("received", BOTH, f"{NEW}{{req}}{{B1=B3.1+}}，{{?B2-}}{{?B4-}}[全部予以公开|均予以公开]，{{!B2 无上年结转政府信息公开申请/无上年度结转}}", "all_of_one_kind")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，其中自然人申请{{B1@natural_person}}，法人或其他组织申请{{#B1}}。截至{{year}}年12月31日，{{!B2 无上年结转申请/没有上年结转的申请}}；已办结{{B3.7}}，{{B4+}}正在办理中，结转至{{next}}年继续办理", "carried_forward")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，{{!B4 无结转下年度/没有结转下年度继续办理的申请}}", "carried_forward")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，办结{{B3.7+}}{{?B3.7>=B2}}（含{{last}}年转入{{year}}年办结{{B2+}}）", "carried_in_included")
clause("received", BOTH, "{!B1 无依申请公开事项/没有依申请公开政府信息的情况}")
clause("received", BOTH, "[全年新收政府信息公开申请数量|本年新收政府信息公开申请数量]{B1}，上年结转政府信息公开申请数量{B2}")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，全部通过[网络|信函]方式提交", "breakdown_without_lines")
say("received", BOTH, "{when}全{level}各部门、镇街共收到政府信息公开申请{B1+}，其中通过网络申请{#B1}，占{%}；通过信函申请{#B1}，占{%}。", "breakdown_without_lines percentages")
say("received", BOTH, "依申请公开情况：{!B1 无}。", "colons")
say("received", BOTH, "新收申请{B1+}，其中：予以公开{B3.1}，部分公开{B3.2}，不予公开{B3.3}，无法提供{B3.4}，不予处理{B3.5}，其他处理{B3.6}。")
say("results", BOTH, "共完成政府信息公开申请答复{B3.7+}{?B3.7>=B2}，包括上年结转申请{B2+}。其中，{GROUPS fi}。", "carried_in_included")
clause("results", BOTH, "办结申请{B3.7+}，其中{GROUPS:2 i}", "unit_dropped")
say("results", BOTH, "予以公开{B3.1+}，部分公开{B3.2}，[本机关不掌握相关政府信息|不掌握相关政府信息]{B3.4.1}，重复申请{B3.5.2}。")
say("results", "2021", "其他处理中，申请人逾期不补正的{B3.6.1}，逾期未缴费的{B3.6.2}，其他{B3.6.3}（[申请人主动撤回|申请人自愿撤销]）。")
say("results", BOTH, "对{B3.7+}申请作出处理，其中{GROUPS abe}。", "number_before_label")
say("results", BOTH, "[经沟通，申请人主动撤回申请{#1-9}{item}|当场查阅解决{#1-9}{item}]。", "line_of_another_form look_alike")
clause("appeals", BOTH, "[没有|无]因政府信息公开工作{!C1.5,P.litigation_total 被申请行政复议、提起行政诉讼/引起的行政复议和行政诉讼/产生的行政复议、行政诉讼}")
clause("appeals", BOTH, "{!C1.5,P.litigation_total 未发生政府信息公开行政复议、行政诉讼案件/未发生涉及政府信息公开的行政复议案件和行政诉讼案件}")
clause("appeals", BOTH, "发生因依申请公开引起的行政复议{C1.5+ 件}，其中{C1.4+ 件}尚未审结", "partial_list")
clause("appeals", BOTH, "因政府信息公开引发行政复议{C1.5 件}，行政诉讼{C2.5=P.litigation_total+ 件}，均为未经复议直接起诉", "all_of_one_kind")
clause("appeals", BOTH, "因政府信息公开引发行政诉讼{C3.5=P.litigation_total+ 件}，均为复议后起诉", "all_of_one_kind")
say("appeals", BOTH, "行政复议情况：{!C1.5 无}；行政诉讼情况：{!P.litigation_total 无}。", "colons")
clause("appeals", BOTH, "政府信息公开行政复议{C1.5+ 件}，其中{REVIEW_RESULTS:2 i 件}", "unit_dropped")
clause("disclosure", "2021", "行政许可决定{A5.1 件}、行政处罚{A6.1 件}、行政强制{A6.2 件}，{!A8.1 无行政事业性收费/未收取行政事业性收费}")
clause("disclosure", "2021", "办理行政许可{A5.1+ 件}，[平均用时|平均承诺时限]{#1-9 }个工作日")
clause("disclosure", "2021", "行政处罚处理决定数量{A6.1 件}，行政强制处理决定数量{A6.2 件}")
clause("disclosure", "2021", "现行有效行政规范性文件{A1.2c 件}")
clause("disclosure", "2021", "主动公开政府规章{#1-13 件}（含新制定{#1-5 件}、修改{#1-4 件}）", "undecidable")
clause("disclosure", "2021", "[全{level}累计|历年累计]公开行政规范性文件{#30-400 件}", "look_alike cumulative_stock")
clause("disclosure", "2019", "本年新公开规范性文件{A1.2b+ 件}")
clause("disclosure", "2019", "作出行政强制处理决定{A6.2c 件}")
clause("fees", "2021", "信息处理费收取情况：{!D6 无/未收取}")
clause("fees", "2021", "{!D6 未收取/没有收取}政府信息公开信息处理费，[无减免情况|无欠缴情况]")
clause("fees", "2021", "按件计收信息处理费{D6+ 元}")
say("fees", "2021", "《政府信息公开信息处理费管理办法》实施以来累计收取信息处理费{&D6+ 元}，{year}年收取{D6 元}。")

# explanations and numbers that close a sentence

clause("received", BOTH, "[新收申请|本年新收政府信息公开申请]{B1+}，加上上年结转{B2+}，共需办理{P.received_incl_carried_in}", "carried_in_included")
clause("received", BOTH, "本年新收{B1+}、上年结转{B2+}，合计办理政府信息公开申请{P.received_incl_carried_in}", "carried_in_included")
clause("received", BOTH, "依申请公开工作规范有序，[新收申请|收到申请]{B1}")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，其中自然人{{B1@natural_person}}，法人或其他组织{{#B1}}（其中商业企业{{B1@commercial}}）", "breakdown_without_lines")
say("received", BOTH, "据统计，{when}{who}新收政府信息公开申请{B1}，上年结转{B2}，办结{B3.7}，结转下年度{B4}。", "carried_forward")
clause("received", BOTH, "收到{req}{B1+}，[涉及申请人|来自]{#1-9 人/名}", "breakdown_without_lines")
say("results", BOTH, "三、本年度办理结果：（一）予以公开{B3.1}；（二）部分公开{B3.2}；（三）不予公开{B3.3}；（四）无法提供{B3.4}；（五）不予处理{B3.5}；（六）其他处理{B3.6}；（七）总计{B3.7}。", "numbered_list")
say("results", BOTH, "对于不予公开的{B3.3+}申请，{who}均说明理由并告知救济途径。", "number_before_label")
say("results", BOTH, "不予公开的主要情形为：{REFUSED ac}。")
say("results", BOTH, "无法提供的主要原因是：{UNABLE ac}。")
say("results", BOTH, "不予处理的情形包括：{UNPROCESSED ac}。")
clause("results", BOTH, "[当场答复|一次性告知补正][的申请|]{#1-9}{item}", "line_of_another_form look_alike")
clause("appeals", BOTH, "因不服政府信息公开答复[申请行政复议的|引发的行政复议]{C1.5 件}")
clause("appeals", BOTH, "直接向人民法院提起政府信息公开行政诉讼{C2.5+ 件}，经复议后提起行政诉讼{C3.5+ 件}")
say("appeals", BOTH, "在{C1.5+ 件}政府信息公开行政复议中，结果维持{C1.1 件}、结果纠正{C1.2 件}、其他结果{C1.3 件}、尚未审结{C1.4 件}。", "number_before_label")
say("appeals", BOTH, "行政诉讼方面，未经复议直接起诉{C2.5 件}（结果维持{C2.1 件}，结果纠正{C2.2 件}，其他结果{C2.3 件}，尚未审结{C2.4 件}）；复议后起诉{C3.5 件}（结果维持{C3.1 件}，结果纠正{C3.2 件}，其他结果{C3.3 件}，尚未审结{C3.4 件}）。", "reasons_in_brackets")
clause("fees", "2021", "向{#1-9 名}申请人收取信息处理费{D6+ 元}，[已全额上缴国库|均已缴入国库]", "number_before_label")
clause("fees", "2021", "发出收费通知{#1-9 件}，因申请人逾期未缴纳，{!D6 未实际收取信息处理费/实际未收取信息处理费}")
clause("fees", "2021", "{!D6 未收取信息处理费}，减免信息处理费{#100-900 元}", "look_alike")
clause("disclosure", "2019", "[新制定规范性文件|新制作规范性文件]{A1.2a+ 件}")

# years, units and ways in brackets

clause("received", BOTH, "上年结转政府信息公开申请{B2}，本年新收{B1}")
say("received", BOTH, "{last}年，{who}收到政府信息公开申请{<B1}；{year}年，收到政府信息公开申请{B1}。")
say("received", BOTH, "早在{early}年，{who}就收到政府信息公开申请{#3-40}{item}。", "other_year")
say("received", BOTH, "4月，{who}集中收到政府信息公开申请{#3-40}{item}，涉及同一项目。", "part_year undecidable")
clause("received", BOTH, "收到政府信息公开申请{#1-9 批次}{B1+}", "two_units")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}（涉及{{#1-30 人}}）", "two_units")
say("received", BOTH, "新收申请数（{item}）：{B1 ∅}；上年结转数（{item}）：{B2 ∅}。", "colons unit_in_label")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，占全市申请总量的{{%}}", "percentages")
clause("received", BOTH, f"{NEW}{{req}}{{B1+}}，其中{{dept1}}{{D1:B1}}，其余由其他部门受理", "rest_unnumbered top_list")
clause("results", BOTH, "办结申请{B3.7+}，{!B3.3 无不予公开情形}，{!B3.5 无不予处理情形}")
clause("appeals", BOTH, "因政府信息公开引起的复议{C1.5 件}、诉讼{P.litigation_total 件}", "routes_together")
clause("appeals", BOTH, "因政府信息公开被申请行政复议{C1.5+ 件}，{!C1.2 无结果纠正情形/没有结果被纠正的案件}")
clause("appeals", BOTH, "政府信息公开行政复议、行政诉讼分别为{C1.5 件}、{P.litigation_total 件}", "respectively routes_together")
clause("fees", "2021", "信息处理费收费{!D6 为零/零元}")
say("fees", "2021", "信息处理费收取金额（元）：{D6 ∅}。", "colons unit_in_label")

# zeros of the whole, of parts and of other things; accepted as against answered

clause("appeals", BOTH, "实现政府信息公开{!C1.5 零复议}、{!P.litigation_total 零诉讼}")
clause("appeals", BOTH, "[继续保持|保持]政府信息公开行政复议、行政诉讼{!C1.5,P.litigation_total 零发生}")
say("received", BOTH, "{when}{part1}[未收到|没有收到]政府信息公开申请。", "parts_without_whole zero_of_some")
say("received", BOTH, "{when}有{#3-40 个}单位未收到政府信息公开申请，已[提醒畅通渠道|逐一核实]。", "zero_of_some")
clause("received", BOTH, "共受理政府信息公开申请{B1+}，答复{B3.7+}{?B3.7>=B2}（含上年度结转申请{B2+}，另有{B4+}顺延到下年度答复），均在法定期限内答复", "carried_in_included carried_forward")
clause("received", BOTH, "新受理政府信息公开申请共计{B1+}，已办结{#B1}，结转{next}年度继续办理{B4+}", "of_the_new_ones_only carried_forward")
clause("received", BOTH, f"{NEW}{{req}}{{B1}}，与上年[持平|基本持平]")
say("results", BOTH, "予以公开{B3.1+}、部分公开{B3.2}、不予公开{B3.3}，分别占{%}、{%}、{%}。", "percentages respectively")
say("appeals", BOTH, "{when}未发生因政府信息公开引起的[负面舆情|泄密事件]，未出现责任追究情形。", "zero_of_another_thing")
