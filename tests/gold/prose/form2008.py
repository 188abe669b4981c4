# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports of 2008 to 2013: the indicators K01 to K35, the fees and the staff."""

from __future__ import annotations

# fmt: off
from tests.gold.prose.patterns import clause, names, say, stack

F = "2008"

names("ROUTES", {
    "K11": ("当面申请", "当面提出申请", "当面提交"), "K12": ("传真申请", "以传真方式申请"), "K13": ("电子邮件申请", "以电子邮件形式申请"),
    "K14": ("网上申请", "网上提交申请"), "K15": ("信函申请", "以信函形式申请"), "K16": ("其他形式申请", "其它形式申请"),
})
names("ANSWERS", {
    "K18": ("同意公开", "同意公开答复"), "K19": ("同意部分公开", "同意部分公开答复"), "K20": ("否决公开", "否决公开答复"),
})
names(
    "ANSWERS_QUOTED", {"K18": ("“同意公开”",), "K19": ("“同意部分公开”",), "K20": ("“否决公开”",)}
)
names("DENIED", {
    "K21": ("“非《规定》所指政府信息”", "非《规定》所指政府信息"), "K22": ("“信息不存在”", "信息不存在"),
    "K23": ("“非本部门掌握”", "非本部门掌握"), "K24": ("“申请内容不明确”", "申请内容不明确"), "K25": ("“免予公开范围1”",),
    "K26": ("“免予公开范围2”",), "K27": ("“免予公开范围3”",), "K28": ("“免予公开范围4”",), "K29": ("“免予公开范围5”",),
    "K30": ("“免予公开范围6”",), "K31": ("其他原因", "其它原因"),
})
names("FEES", {
    "F21": ("检索费",), "F22": ("邮寄费",), "F24": ("复制费（纸张）",), "F25": ("复制费（光盘）",),
})

GOT = "[共收到|收到|受理|共受理|接受]"
REQ = "[政府信息公开申请|依申请公开信息申请|公开政府信息的申请|信息公开申请]"
OF_WHICH = "[，其中，|，其中|。其中，|，其中：|。其中：|：]"

# disclosure and consultation

clause("disclosure", F, "[主动公开政府信息|共主动公开政府信息|新增主动公开信息|主动公开的政府信息]{K01 条}")
clause("disclosure", F, "主动公开政府信息{K01 条}[，其中全文电子化的|，全文电子化的主动公开信息|，其中全文电子化的主动公开信息]{K02 条}")
clause("disclosure", F, "主动公开政府信息{K01 条}，全文电子化率达{%}", "rate")
clause("disclosure", F, "主动公开政府信息{K01 条}，全文电子化率100%；[新增的行政规范性文件|其中新增的行政规范性文件]{K03 条}", "rate")
clause("disclosure", F, "[新增的行政规范性文件|新增行政规范性文件]{K03 条}")
clause("disclosure", F, "[提供服务类信息|共提供服务类信息]{K04 条}")
clause("disclosure", F, "主动公开政府信息{K01 条}[，历年累计|，自《条例》实施以来累计|，历年累计公开]{&K01 条}")
clause("disclosure", F, "主动公开政府信息{~K01 条}")
clause("disclosure", F, "主动公开政府信息{K01 条}，其中政策法规类{#K01 条}，业务类{#K01 条}，机构设置类{#K01 条}", "breakdown_without_lines")
clause("disclosure", F, "主动公开政府信息{K01 条}，其中政府网站公开{#K01 条}、政府公报公开{#K01 条}", "breakdown_without_lines")
clause("disclosure", F, "主动公开政府信息{K01 条}，[上年为|上一年度为]{<K01 条}")
clause("disclosure", F, "主动公开政府信息{K01 条}，其中{part2}公开{P2:K01 条}，{part3}公开{P3:K01 条}")
clause("disclosure", F, "{!K03 未新增行政规范性文件/没有新增行政规范性文件}")
say("disclosure", F, "{when}移送档案馆公开信息{#3-90 件}，送交图书馆{#3-90 件}。", "look_alike")
say("consultation", F, "{when}{who}[接受政府信息公开方面的咨询，其中|政府信息公开咨询方面，]现场接待{K06 人次}，网上咨询{K07 人次/次}，咨询电话接听{K08 人次/次}。")
say("consultation", F, "{when}[网站政府信息公开专栏页面访问量|政府信息公开专栏访问量][|为|达]{K05 人次}。")
clause("consultation", F, "[共接听政府信息公开咨询电话|咨询电话接听数]{K08 人次/次}")
clause("consultation", F, "[接受网上咨询|网上咨询数]{K07 人次/次}，[现场接待人数|现场接待]{K06 人次/人}")
clause("consultation", F, "[依申请公开信息目录数|列入依申请公开信息目录的信息]{K09 条}")
clause("consultation", F, "{!K06,K07,K08 未接到政府信息公开咨询/没有收到政府信息公开咨询}")
say("consultation", F, "{level}政府网站总浏览量{#900-900000 人次}，办事大厅接待群众{#900-90000 人次}。", "look_alike")

# requests

clause("received", F, f"{GOT}{REQ}{{K10}}")
clause("received", F, "收到{K10}政府信息公开申请", "number_before_label")
clause("received", F, "[申请总数为|政府信息公开申请总数]{K10}")
clause("received", F, f"{GOT}{REQ}{{K10+}}{OF_WHICH}{{ROUTES+ abcdefg}}")
clause("received", F, f"{GOT}{REQ}{{K10+}}（{{ROUTES abh}}）")
say("received", F, "在提出的申请中，{ROUTES abcd}。")
say("received", F, "按申请方式分，{ROUTES acf}。")
clause("received", F, f"{GOT}{REQ}{{K10=K14+}}，[均为网上申请|全部为网上提交]", "all_of_one_kind")
clause("received", F, f"{GOT}{REQ}{{K10=K11+}}，[均为当面申请|均为当面提交]", "all_of_one_kind")
clause("received", F, f"{GOT}{REQ}{{K10+}}，其中{{ROUTES-:3 abc}}[，其余为其它形式|]", "partial_list rest_unnumbered")
clause("received", F, "{!K10 未收到/没有收到/未接到/未受理}[|任何|公民、法人和其他组织的][政府信息公开申请|依申请公开信息的申请]")
clause("received", F, "{!K10 无政府信息公开申请/没有发生依申请公开情况}")
clause("received", F, f"{GOT}{REQ}{{K10-}}")
clause("received", F, f"{GOT}{REQ}{{K10}}[，历年累计受理|；《条例》实施以来累计受理|，历年累计]{{&K10}}")
clause("received", F, f"{GOT}{REQ}{{P.received_incl_carried_in}}[（含上年结转|（含上年度未办结的]{{P.carried_in+}}）", "carried_in_included")
clause("received", F, "[新收到|当年收到]政府信息公开申请{K10+}，[上年结转|另有上年度结转]{P.carried_in+}", "carried_in_excluded")
clause("received", F, f"{GOT}{REQ}{{K10}}，[上年为|上一年度为]{{<K10}}")
clause("received", F, f"{GOT}{REQ}{{K10+}}，[同比增长|比上年下降]{{%}}", "percentages")
clause("received", F, f"{GOT}{REQ}{{K10}}，比上年[增加|减少]{{#1-20}}{{item}}", "change_without_level")
clause("received", F, f"{GOT}{REQ}{{~K10}}")
clause("received", F, f"{GOT}{REQ}{{K10+}}。内容主要涉及动拆迁（{{#K10}}）、规划（{{#K10}}）等方面", "breakdown_without_lines")
clause("received", F, f"{GOT}{REQ}{{K10}}，其中{{part2}}{{P2:K10}}，{{part3}}{{P3:K10}}")
clause("received", F, f"{GOT}{REQ}{{K10+}}，[均按期答复|已全部答复|均已在规定期限内答复]", "all_answered")
say("received", F, "[上半年，|截至{year}年6月底，]{who}收到政府信息公开申请{^K10}；全年收到政府信息公开申请{K10}。")
clause("received", F, "[在线受理平台|网上申请系统]注册用户{#20-900 人}", "look_alike")

# replies

clause("replies", F, "[对申请的答复总数为|共答复申请|已答复申请]{K17}")
clause("replies", F, f"[申请答复数|已答复申请|对申请的答复总数]{{K17+}}{OF_WHICH}{{ANSWERS+ abcefg}}")
say("replies", F, "在已答复的申请中，{ANSWERS abcf}。")
say("replies", F, "在已经答复的{K17+}申请中，{ANSWERS_QUOTED bf}。", "labels_in_quotes number_before_label")
say("replies", F, "“同意公开”的{K18+}，占总数的{%}，主要涉及[机构职能|业务办理]类信息；“否决公开”的{K20}，占总数的{%}。", "labels_in_quotes percentages")
say("replies", F, "否决公开[的|]{K20+}（{DENIED abch}）。", "reasons_in_brackets")
clause("replies", F, "否决公开答复总数{K20+}[，其中|，主要原因是：]{DENIED acfg}")
say("replies", F, "在否决公开的答复中，{DENIED acf}。")
say("replies", F, "{when}{!K20 无否决公开的答复/没有否决公开的情况}。")
clause("replies", F, "答复申请{K17=K18+}，[均同意公开|全部同意公开]", "all_of_one_kind")
say("replies", F, "[至年底，|截至{year}年底，]已答复申请{K17+}[，其余|，另有]{P.carried_forward+}按规定在下年度答复。", "carried_forward")
say("replies", F, "{when}“信息不存在”和“非本部门掌握”的各{K22=K23+}。", "each")
say("replies", F, "[免予公开信息|经审查免予公开的公文]{#1-90 条}。", "look_alike stock_not_refusal")

stack("received", F, "{when}{who}收到政府信息公开申请{K10+}，其中：", "ROUTES")
stack("replies", F, "已答复申请{K17+}，其中：", "ANSWERS")
stack("replies", F, "否决公开{K20+}，原因如下：", "DENIED")

# reviews, lawsuits, grievances

clause("appeals", F, "发生针对政府信息公开的行政复议{K32 件/起}，行政诉讼{K33 件/起}，行政申诉{K34 件/起}")
clause("appeals", F, "针对政府信息公开{!K32,K33,K34 未发生行政复议、行政诉讼和行政申诉/没有行政复议、行政诉讼、行政申诉/无行政复议、诉讼和申诉案件}")
clause("appeals", F, "[未发生|没有发生]针对本机关有关政府信息公开事务的{!K32 行政复议案}、{!K33 行政诉讼案}和{!K34 申诉案}")
clause("appeals", F, "因政府信息公开{!K32,K33 未发生行政复议和行政诉讼/没有被申请行政复议或提起行政诉讼/无行政复议、行政诉讼}")
clause("appeals", F, "因政府信息公开被申请行政复议{K32 件/起}[，|、]被提起行政诉讼{K33 件/起}")
clause("appeals", F, "政府信息公开行政复议、行政诉讼各{K32=K33+ 件}", "each")
clause("appeals", F, "政府信息公开行政复议、行政诉讼、行政申诉均为{K32=K33=K34- 件}", "each")
clause("appeals", F, "[收到行政申诉|受理行政申诉]{K34+ 件}，其中对本部门首次处理不满意的行政申诉{K35 件}")
clause("appeals", F, "因政府信息公开被申请行政复议{K32+ 件}，{!K33 未发生行政诉讼/无行政诉讼}")
say("appeals", F, "{when}行政复议案件[均已审结|审理中听证{#1-9 次}]。", "other_matter")

# fees, staff

clause("fees", F, "[政府信息公开收费总数|政府信息公开共收取费用|收费总数]{F0+ 元}")
clause("fees", F, "依申请公开收费{F2+ 元}，其中{FEES ac 元}")
clause("fees", F, "[主动公开|政府信息主动公开]{?F0-}和依申请公开{!F0 均未收取费用/均未收费}")
clause("fees", F, "[政府信息公开工作|依申请提供政府信息]{!F0 未收取任何费用/没有收取费用/未收费/无收费情况}")
clause("fees", F, "政府信息公开收费[为|共计]{F0- 元}")
clause("fees", F, "减免政府信息公开费用{H5+ 元}")
say("fees", F, "检索费每件{#1-3 元}，复印费每页{#1-3 元}。", "other_matter")
clause("organisation", F, "[配备政府信息公开指定专职人员|政府信息公开指定专职人员]{H1 名/人}[、|，]兼职人员{H2 名/人}")
clause("organisation", F, "处理政府信息公开的专项经费{H3 万元}")
clause("organisation", F, "设立政府信息申请受理点{#1-40 个}，公共查阅室{#1-20 个}", "look_alike")

# more ways, met in reports of districts and departments

say("received", F, "{when}{who}主动公开政府信息{K01 条}，受理政府信息公开申请{K10}，答复{K17}，收到针对政府信息公开的行政复议{K32 件}。")
say("received", F, "{year}年1月1日至12月31日，{who}受理政府信息公开申请{K10}，答复{K17}，{!K32 未收到针对政府信息公开的行政复议/未发生行政复议}。")
clause("received", F, f"{GOT}{REQ}{{K10+}}，其中{{ROUTES:2 i}}", "unit_dropped")
say("received", F, "依申请公开情况：{!K10 无}。", "colons")
say("received", F, "申请受理点共收到当面申请{K11}、传真申请{K12}、电子邮件申请{K13}、网上申请{K14}、信函申请{K15}、其他形式申请{K16}。")
clause("received", F, "[目前尚未|至今未]{!K10 收到政府信息公开申请}")
clause("disclosure", F, "[产生主动公开的公文类政府信息|编制公文类政府信息目录]{#5-400 条}", "look_alike")
clause("disclosure", F, "公开政府信息{#5-40 条}，占总数的{%}，均为机构职能类", "breakdown_without_lines look_alike")
say("disclosure", F, "自《条例》施行以来，截至{year}年12月31日，{who}累计主动公开政府信息{&K01 条}。")
say("consultation", F, "{when}{who}接受政府信息公开咨询{#20-400 人次}，其中现场接待{K06 人次}，电话咨询{K08 人次}，网上咨询{K07 人次}。", "total_without_line")
clause("consultation", F, "{!K08 未发生电话咨询/没有接到电话咨询}，{!K06 未发生现场咨询/无现场咨询}")
clause("organisation", F, "共有专职工作人员{H1 人}，兼职工作人员{H2 名}")
clause("organisation", F, "配备了{H1+ 名}全职工作人员、{H2+ 名}兼职工作人员", "number_before_label")
clause("appeals", F, "收到涉及政府信息公开方面的行政复议{K32 件}，行政诉讼{K33 件}")
say("appeals", F, "行政复议{K32+ 件}，[均维持原行政行为|其中维持{#1-3 件}]。", "line_of_another_form")
say("replies", F, "“信息不存在”的{K22}，占否决总数的{%}；“非本部门掌握”的{K23}；“申请内容不明确”的{K24}；其它原因{K31}。", "labels_in_quotes")
clause("replies", F, "已答复{K17+}，答复率100%", "rate")
clause("fees", F, "[没有|未]发生与政府信息公开有关的{!F0 收费/收费及费用支出}")

# explanations and numbers that close a sentence

clause("received", F, "依申请公开工作有序开展，[受理申请|收到申请]{K10}")
say("received", F, "据统计，{when}{who}受理政府信息公开申请{K10}，已答复{K17}。")
say("received", F, "以网上方式提出的申请最多，为{K14+}；其次是信函申请，为{K15+}。", "partial_list")
say("replies", F, "申请处理情况：已答复{K17}，同意公开{K18}，同意部分公开{K19}，否决公开{K20}。", "colons")
say("replies", F, "对于否决公开的{K20+}申请，均书面说明理由。", "number_before_label")
clause("appeals", F, "政府信息公开类行政复议{K32 件}、行政诉讼{K33 件}、行政申诉{K34 件}")
clause("disclosure", F, "主动公开政府信息{K01 条}，其中新增的行政规范性文件{K03 条}，提供服务类信息{K04 条}")

# years, units and ways in brackets

say("received", F, "{last}年，{who}收到政府信息公开申请{<K10}；{year}年，收到政府信息公开申请{K10}。")
clause("received", F, "受理政府信息公开申请{#1-9 批次}{K10+}", "two_units")
say("received", F, "申请总数（{item}）：{K10 ∅}；答复总数（{item}）：{K17 ∅}。", "colons unit_in_label")
clause("received", F, f"{GOT}{REQ}{{K10=K11+}}（当面申请）", "all_of_one_kind")
clause("appeals", F, "政府信息公开行政复议、行政诉讼、行政申诉分别为{K32 件}、{K33 件}、{K34 件}", "respectively")
clause("fees", F, "政府信息公开收费{!F0 为零/零元}")
clause("disclosure", F, "主动公开信息数（条）：{K01 ∅}", "colons unit_in_label")
say("disclosure", F, "{last}年主动公开政府信息{<K01 条}，{year}年主动公开政府信息{K01 条}。")

# zeros of parts and of other things

say("received", F, "{when}{part1}[未收到|没有收到]政府信息公开申请。", "parts_without_whole zero_of_some")
say("received", F, "{when}有{#3-40 个}单位未收到政府信息公开申请。", "zero_of_some")
say("appeals", F, "{when}未发生因政府信息公开引起的[投诉举报|泄密事件]，未出现责任追究情形。", "zero_of_another_thing")
