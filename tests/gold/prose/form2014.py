# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentences of reports on the form of 2014: the ways in which they state its lines."""

from __future__ import annotations

# fmt: off
from tests.gold.prose.patterns import clause, names, say, stack

F = "2014"

names("CHANNELS", {
    "3.1.1": ("当面申请", "现场申请", "当面提交申请", "当面递交"),
    "3.1.2": ("传真申请", "传真", "以传真方式申请", "传真形式"),
    "3.1.3": ("网络申请", "网上申请", "通过网络提交申请", "网络在线申请", "网络平台申请"),
    "3.1.4": ("信函申请", "信函", "邮寄信函申请", "来信申请", "书面信函申请"),
})
names("WAYS", {
    "3.1.1": ("以当面方式申请的", "通过当面申请的"), "3.1.2": ("以传真方式申请的", "通过传真申请的"),
    "3.1.3": ("以网络方式申请的", "通过网络申请的"), "3.1.4": ("以信函方式申请的", "通过信函申请的"),
})
names("OUTCOMES", {
    "3.3.1": ("属于已主动公开范围", "已主动公开", "属于已主动公开", "已纳入主动公开范围", "属于主动公开范围"),
    "3.3.2": ("同意公开", "同意公开答复", "予以公开", "同意全部公开"),
    "3.3.3": ("同意部分公开", "部分公开", "同意部分公开答复"),
    "3.3.4": ("不同意公开", "不同意公开答复", "不予公开", "答复不予公开"),
    "3.3.5": ("不属于本行政机关公开", "不属于本机关公开", "非本行政机关公开职责", "不属于本部门公开"),
    "3.3.6": ("申请信息不存在", "信息不存在", "所申请的信息不存在", "政府信息不存在"),
    "3.3.7": ("告知作出更改补充", "告知申请人更改、补充", "要求作出更改补充", "告知补正"),
    "3.3.8": ("告知通过其他途径办理", "引导通过其他途径办理", "告知其他途径办理"),
})
names("OUTCOMES_QUOTED", {
    "3.3.1": ("“属于已主动公开范围”",), "3.3.2": ("“同意公开”", "“同意公开答复”"),
    "3.3.3": ("“同意部分公开”", "“同意部分公开答复”"), "3.3.4": ("“不同意公开”", "“不同意公开答复”"),
    "3.3.5": ("“不属于本行政机关公开”",), "3.3.6": ("“申请信息不存在”", "“信息不存在”"),
    "3.3.7": ("“告知作出更改补充”",), "3.3.8": ("“告知通过其他途径办理”",),
})
names("OUTCOMES_NUMBERS", {
    "3.3.1": ("属于已主动公开范围数",), "3.3.2": ("同意公开答复数",), "3.3.3": ("同意部分公开答复数",),
    "3.3.4": ("不同意公开答复数",), "3.3.5": ("不属于本行政机关公开数",), "3.3.6": ("申请信息不存在数",),
    "3.3.7": ("告知作出更改补充数",), "3.3.8": ("告知通过其他途径办理数",),
})
names("GRANTED", {
    "3.3.1": ("已主动公开", "属于主动公开范围"), "3.3.2": ("同意公开", "予以公开"), "3.3.3": ("部分公开", "同意部分公开"),
})
names("REASONS", {
    "3.3.4.1": ("涉及国家秘密", "属于国家秘密"),
    "3.3.4.2": ("涉及商业秘密", "属商业秘密"),
    "3.3.4.3": ("涉及个人隐私", "属个人隐私"),
    "3.3.4.4": ("危及国家安全、公共安全、经济安全和社会稳定", "可能危及国家安全、公共安全、经济安全和社会稳定"),
    "3.3.4.5": ("不是《条例》所指政府信息", "不属于《条例》所指的政府信息"),
    "3.3.4.6": ("法律法规规定的其他情形", "属于法律法规规定的其他情形"),
})
names("BECAUSE", {
    "3.3.4.1": ("因涉及国家秘密不予公开",), "3.3.4.2": ("因涉及商业秘密不予公开",),
    "3.3.4.3": ("因涉及个人隐私不予公开",), "3.3.4.5": ("因不是《条例》所指政府信息不予公开",),
})
names("MEDIA", {
    "1.2.1": ("政府公报公开", "通过政府公报公开", "政府公报刊登", "政府公报公开政府信息"),
    "1.2.2": ("政府网站公开", "通过政府门户网站公开", "政府门户网站发布", "政府网站公开政府信息"),
    "1.2.3": ("政务微博公开", "通过政务微博公开", "政务微博发布", "政务微博公开政府信息"),
    "1.2.4": ("政务微信公开", "通过政务微信公众号公开", "政务微信发布", "政务微信公开政府信息"),
    "1.2.5": ("其他方式公开", "通过其他方式公开", "以其他方式公开", "其他方式公开政府信息"),
})
names("RESPONSES", {
    "2.1": ("回应公众关注热点或重大舆情", "回应公众关注热点"), "2.2.1": ("参加或举办新闻发布会", "举办新闻发布会"),
    "2.2.2": ("政府网站在线访谈", "组织政府网站在线访谈"), "2.2.4": ("微博微信回应事件", "通过微博微信回应事件"),
    "2.2.5": ("其他方式回应事件", "以其他方式回应事件"),
})
names("REVIEW", {
    "4.1": ("维持具体行政行为", "维持原行政行为", "复议维持", "被维持"), "4.2": ("被依法纠错", "依法纠错", "被纠错"),
    "4.3": ("其他情形", "其他"),
})
names("SUITS", {
    "5.1": ("维持具体行政行为或者驳回原告诉讼请求", "驳回原告诉讼请求", "维持或驳回"),
    "5.2": ("被依法纠错", "依法纠错", "判决纠错"), "5.3": ("其他情形", "其他"),
})

OF_WHICH = "[，其中，|，其中|。其中，|，其中：|。其中：|：]"
GOT = "[共收到|收到|受理|共受理|接到|共接收|接收|收到各类|累计受理]"

# proactive disclosure

clause("disclosure", F, "[主动公开政府信息|共主动公开政府信息|主动公开各类政府信息|公开政府信息共计|主动公开信息总数为]{1.1 条/条/件}")
clause("disclosure", F, "主动公开{1.1 条}政府信息", "number_before_label")
clause("disclosure", F, f"主动公开政府信息{{1.1+ 条}}{OF_WHICH}{{MEDIA+ abcfg 条}}", "channels_of_one_item")
clause("disclosure", F, "主动公开政府信息{1.1+ 条}（{MEDIA abch 条}）", "channels_of_one_item")
say("disclosure", F, "{when}{MEDIA:2 abc 条}。")
say("disclosure", F, "按公开渠道分，{MEDIA:2 abcdfg 条}。")
clause("disclosure", F, "[通过政府门户网站|依托{level}政府门户网站|在政府网站上][公开政府信息|发布政府信息]{1.2.2+ 条}")
clause("disclosure", F, "通过政务微博公开政府信息{1.2.3 条}[，|；]通过政务微信公开政府信息{1.2.4 条}")
clause("disclosure", F, "[利用微博、微信等新媒体|通过政务微博和政务微信]共推送各类信息{#20-9000 条}", "joint_channels")
say("disclosure", F, "{when}[政府公报|通过政府公报]公开政府信息{1.2.1 条}。")
clause("disclosure", F, "[制发规范性文件|共制发规范性文件|制发规范性文件总数为]{1.1.2 件}[，主动公开规范性文件|，其中主动公开规范性文件]{1.1.1 条/件}")
say("disclosure", F, "主动公开政府信息数：{1.1 条}；主动公开规范性文件数：{1.1.1 条}；制发规范性文件总数：{1.1.2 件}。", "colons")
say("disclosure", F, "{1.1+ 条}主动公开的政府信息中，{MEDIA:2 abc 条}。", "number_before_label channels_of_one_item")
clause("disclosure", F, "主动公开规范性文件{1.1.1 条/件}")
clause("disclosure", F, "主动公开政府信息{1.1+ 条}[（其中规范性文件|（含规范性文件|（其中主动公开规范性文件]{1.1.1 条}）")
clause("disclosure", F, "{!1.1.2 未制发规范性文件/没有制发规范性文件/无规范性文件制发}")
clause("disclosure", F, "主动公开政府信息{1.1 条}[，比上年的|，较上一年度的|，上年为]{<1.1 条}[，有所变化|，略有变化|]")
clause("disclosure", F, "主动公开政府信息{1.1+ 条}，[同比增长|同比增加|较上年增长|比去年增加|同比下降]{%}", "percentages")
clause("disclosure", F, "[主动公开政府信息|主动公开各类信息]{~1.1 条}")
clause("disclosure", F, "通过政府网站公开政府信息{~1.2.2 条}")
clause("disclosure", F, "主动公开政府信息{1.1 条}，其中政策文件类{#1.1 条}、[工作动态类|财政信息类]{#1.1 条}、[人事信息类|公告公示类]{#1.1 条}", "breakdown_without_lines")
clause("disclosure", F, "主动公开政府信息{1.1 条}，其中{part2}公开{P2:1.1 条}，{part3}公开{P3:1.1 条}")
say("disclosure", F, "从{part2}看，主动公开政府信息{P2:1.1 条}，[同比增长|同比下降]{%}；{part3}主动公开政府信息{P3:1.1 条}。", "parts_without_whole")
clause("disclosure", F, "主动公开政府信息{*1.1+ 万条}", "scaled_unit")
say("disclosure", F, "[自《条例》施行以来，|自2008年5月1日《条例》实施以来，]{who}累计主动公开政府信息{&1.1 条}，{year}年主动公开{1.1 条}。")
say("disclosure", F, "从公开总量看，{when}{who}主动公开信息数{1.1 条}，近五年年均增长{%}。", "percentages")
clause("disclosure", F, "[向档案馆、图书馆移送|向查阅场所送交]政府信息{#3-400 件}", "look_alike")
say("disclosure", F, "其中，[组织机构|规划计划]类{#1-40 条}，占{%}；[政策法规|业务动态]类{#2-400 条}，占{%}。", "breakdown_without_lines look_alike")
clause("disclosure", F, "[重点领域信息公开|财政预决算信息公开]{#3-500 条}", "part_of_disclosure look_alike")

# interpretation and response

clause("interpretation", F, "[回应公众关注热点或重大舆情|共回应公众关注热点和重大舆情|回应公众关注热点或重大舆情数为]{2.1 次/次/件}")
clause("interpretation", F, "[举办|召开|参加或举办|组织召开]新闻发布会{2.2.1 次/场}")
clause("interpretation", F, "[参加或举办|举办]新闻发布会{2.2.1+ 次}[，其中主要负责同志参加|，主要负责同志参加]{2.2.1.1 次}")
clause("interpretation", F, "举办新闻发布会{2.2.1+ 次}（其中主要负责同志参加新闻发布会{2.2.1.1 次}）")
clause("interpretation", F, "[开展政府网站在线访谈|组织在线访谈|政府网站在线访谈]{2.2.2 次/期/场}")
clause("interpretation", F, "[发布政策解读稿件|共发布政策解读材料|发布政策解读信息|刊发政策解读稿件|政策解读稿件发布]{2.2.3 篇/条/篇}")
clause("interpretation", F, "{RESPONSES+:3 acg 次}；发布政策解读稿件{2.2.3 篇}")
clause("interpretation", F, "{!2.2.1 未举办新闻发布会/没有召开新闻发布会}")
clause("interpretation", F, "{!2.2.3 未发布政策解读稿件/没有发布政策解读}")
clause("interpretation", F, "{!2.2.2 未开展政府网站在线访谈/没有组织在线访谈}")
clause("interpretation", F, "通过政务微博、微信回应事件{2.2.4 次}，通过其他方式回应事件{2.2.5 次}")
clause("interpretation", F, "发布政策解读稿件{~2.2.3 篇}")
clause("interpretation", F, "发布政策解读稿件{2.2.3+ 篇}，其中图解{#2.2.3 篇}、视频解读{#2.2.3 个}", "parts_of_one_line")
clause("interpretation", F, "主要负责同志参加[新闻发布会|新闻通气会等活动]{2.2.1.1+ 次}")
clause("interpretation", F, "召开新闻通气会、媒体见面会{#1-40 场}", "look_alike")
say("interpretation", F, "{when}{level}政府网站针对出台的{#3-90 件}重要文件开展解读，采编专题{#1-30 个}。", "look_alike")

# requests received

clause("received", F, f"{GOT}{{req}}{{3.1}}")
clause("received", F, "[共收到|收到|受理了|接到]{3.1}{req}", "number_before_label")
clause("received", F, "[收到政府信息公开申请数|收到申请数|政府信息公开申请总数|依申请公开总数][为|共计|]{3.1}")
clause("received", F, "[共收到公民、法人和其他组织|收到社会公众]提出的政府信息公开申请{3.1}")
clause("received", F, f"{GOT}{{req}}{{3.1+}}{OF_WHICH}{{CHANNELS+ abcdefg}}")
clause("received", F, f"{GOT}{{req}}{{3.1+}}（{{CHANNELS abch}}）")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，其中{{CHANNELS-:3 abc}}[，其余为其他形式申请|]", "partial_list rest_unnumbered")
say("received", F, "{when}{who}[收到|共收到]的政府信息公开申请中，{CHANNELS abcd}。")
say("received", F, "从申请[方式|渠道|途径]看，{WAYS acf}。")
say("received", F, "从申请渠道看，{CHANNELS:2 abdf}。")
say("received", F, "从申请方式看，{CHANNELS-:3 f}，其余渠道占{%}。", "share_without_number")
say("received", F, "政府信息公开申请的主要形式为信函、网络和当面，全年申请量分别为{3.1.4+}、{3.1.3+}、{3.1.1+}。", "respectively")
clause("received", F, f"{GOT}{{req}}{{3.1=3.1.3+}}，[均|全部]为[网络申请|网上申请]", "all_of_one_kind")
clause("received", F, f"{GOT}{{req}}{{3.1=3.1.4+}}，[均为信函申请|全部以信函方式提交]", "all_of_one_kind")
clause("received", F, f"{GOT}{{req}}{{3.1=3.1.1+}}，[均为当面申请|均为当面提交]", "all_of_one_kind")
clause("received", F, "{!3.1 未收到/没有收到/未接到/没有接到/尚未收到/未受理}[|公民、法人和其他组织提出的|任何]{req}")
clause("received", F, "{!3.1 无依申请公开政府信息情况/没有依申请公开的情况/无政府信息公开申请/没有公民申请公开政府信息}")
clause("received", F, "{!3.1 未发生依申请公开事项/没有发生政府信息公开申请事项/没有依申请公开的政府信息}")
clause("received", F, f"{GOT}{{req}}{{3.1-}}")
clause("received", F, "[政府信息公开|信息公开]{!3.1 申请数量为零/申请量为零/申请为零}")
clause("received", F, "以当面、信函、网络方式提出的政府信息公开申请[均为|各为]{3.1.1=3.1.3=3.1.4-}", "each")
clause("received", F, f"{GOT}{{req}}{{P.received_incl_carried_in}}[（含上年度结转申请|（含上年结转|（其中上年度结转|（包含{{last}}年结转]{{P.carried_in+}}）", "carried_in_included")
clause("received", F, "[共办理|共需办理|累计办理|共处理]政府信息公开申请{P.received_incl_carried_in}，其中[本年新收|当年收到|本年度新收到|新受理]{3.1+}，[上年结转|{last}年结转|上年度结转]{P.carried_in+}", "carried_in_included")
clause("received", F, "[新收到|新收|当年新收]政府信息公开申请{3.1+}[，另有上年结转申请|，上年度结转申请|，上年结转]{P.carried_in+}", "carried_in_excluded")
clause("received", F, f"{GOT}政府信息公开申请{{3.1+}}（不含上年结转的{{P.carried_in+}}）", "carried_in_excluded")
clause("received", F, f"{GOT}{{req}}{{3.1}}[，比上年的|，而上一年度为|，上年同期为|，上年为]{{<3.1}}[，有所变化|]")
clause("received", F, f"{GOT}{{req}}{{3.1}}，比上年[增加|减少|多|少]{{#1-40}}{{item}}", "change_without_level")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，[同比增加|同比增长|较上年下降|同比下降]{{%}}", "percentages")
clause("received", F, f"{GOT}{{req}}{{3.1}}，其中{{part2}}[受理|收到]{{P2:3.1}}，{{part3}}[受理|收到]{{P3:3.1}}")
clause("received", F, f"{GOT}{{req}}{{3.1}}。其中，{{part1}}受理申请{{P1:3.1}}；{{part2}}受理申请{{P2:3.1}}，{{part3}}受理申请{{P3:3.1}}", "nested_parts")
clause("received", F, f"{GOT}{{req}}{{3.1}}，其中{{part2}}{{P2:3.1}}（含{{part1}}{{P1:3.1}}），{{part3}}{{P3:3.1}}", "nested_parts")
say("received", F, "{when}{part1}共收到政府信息公开申请{P1:3.1}，[均已答复|已按期办结]。", "parts_without_whole")
say("received", F, "申请量较多的部门有：{dept1}{D1:3.1}，{dept2}{D2:3.1}。", "top_list")
clause("received", F, f"{GOT}{{req}}{{3.1}}，收到申请较多的是{{dept1}}（{{D1:3.1}}）和{{dept2}}（{{D2:3.1}}）", "top_list")
clause("received", F, f"{GOT}{{req}}{{3.1}}。从申请内容看，涉及[征地拆迁|城乡规划]的{{#3.1}}，涉及[财政资金|环境保护]的{{#3.1}}", "breakdown_without_lines")
clause("received", F, f"{GOT}{{req}}{{3.1}}，其中公民申请{{#3.1}}，法人或者其他组织申请{{#3.1}}", "breakdown_without_lines")
clause("received", F, f"{GOT}{{req}}{{~3.1}}")
say("received", F, "[{year}年上半年，|上半年，|截至{year}年6月底，]{who}收到政府信息公开申请{^3.1}；[全年共收到|全年收到]政府信息公开申请{3.1}。")
say("received", F, "[自《条例》施行以来，|2008年以来，]{who}累计受理政府信息公开申请{&3.1}[，其中|，]{year}年[受理|收到]{3.1}。")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，[均在规定时限内作出答复|全部按时办结|均已依法按期答复|全部答复完毕，答复率100%|已全部按规定时间予以回复]", "all_answered")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，{{!3.1.2 无传真申请/没有传真申请/无以传真形式提出的申请}}")
clause("received", F, "通过信件和网络[受理|收到]政府信息公开申请{3.1+ 人次/件次/件}")
clause("received", F, "[接收办理政府信息依申请公开件|接收并办理政府信息公开申请]{3.1}")
clause("received", F, "[受理|收到]信函申请{3.1.4+}、网络申请{3.1.3+}")
say("received", F, "1.收到申请数{3.1}。2.申请方式：{CHANNELS abc}。", "numbered_list")
say("received", F, "（一）收到申请数{3.1}[，|：]{CHANNELS+ g}。", "numbered_list")

stack("received", F, "{when}{who}共收到政府信息公开申请{3.1+}，其中：", "CHANNELS")
stack("received", F, "{when}{who}受理政府信息公开申请{3.1+}。", "WAYS")
stack("replies", F, "{when}{who}答复政府信息公开申请{3.3+}，其中：", "OUTCOMES")
stack("replies", F, "申请答复情况如下：", "OUTCOMES_NUMBERS")
stack("replies", F, "在已经答复的申请中：", "OUTCOMES_QUOTED")
stack("disclosure", F, "{when}{who}主动公开政府信息{1.1+ 条}，其中：", "MEDIA 条")
stack("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，其中：", "REVIEW 件")

# concluded, carried forward

clause("concluded", F, "[办结|共办结]政府信息公开申请{3.2}")
clause("concluded", F, "[申请办结数为|共办结申请|办结申请]{3.2}[，其中，|，其中|：][按时办结|按时办结数]{3.2.1}[、|，][延期办结|延期办结数]{3.2.2}")
clause("concluded", F, "办结申请{3.2}（按时办结{3.2.1}，延期办结{3.2.2}）")
clause("concluded", F, "办结申请{3.2=3.2.1+}，[均为按时办结|全部按时办结]", "all_of_one_kind")
say("concluded", F, "[因情况复杂，|因需征求第三方意见，]{who}[延期办结|经批准延期办结]政府信息公开申请{3.2.2+}。")
clause("concluded", F, "办结申请{3.2}，{!3.2.2 无延期办结/没有延期办结情况/无延期办结情况}")
say("concluded", F, "对收到的申请，{who}[办结率100%|按时办结率达98.5%|均依法办理，答复率为100%]。", "rate")
clause("concluded", F, "[按时办结|在法定期限内办结]政府信息公开申请{3.2.1+}")
clause("concluded", F, "答复政府信息公开申请{3.3+}[，其余|，剩余|，尚有|，另有]{P.carried_forward+}[按规定顺延到下年度答复|结转下年度办理|结转至{next}年继续办理]", "carried_forward")
say("concluded", F, "[截至年底，|截至{year}年12月31日，][结转下年度继续办理的申请|未到答复期限、结转下一年度的申请][有|共]{P.carried_forward+}。", "carried_forward")
say("concluded", F, "除{P.carried_forward+}[结转{next}年办理|因未到答复期限顺延至下年度]外，其余均依法按期答复。", "carried_forward")
clause("concluded", F, "{!P.carried_forward 无结转下年度办理的申请/没有结转下年度的申请}", "carried_forward")

# replies

clause("replies", F, "[答复|共答复|作出答复]政府信息公开申请{3.3}")
clause("replies", F, f"[共答复申请|答复申请|申请答复数|申请答复数为]{{3.3+}}{OF_WHICH}{{OUTCOMES+ abcefg}}")
clause("replies", F, f"申请答复数{{3.3+}}{OF_WHICH}{{OUTCOMES_NUMBERS+ acg}}")
clause("replies", F, "答复申请{3.3+}（{OUTCOMES abch}）")
say("replies", F, "[从答复情况看，|在答复的申请中，|答复情况如下：|答复结果为：]{OUTCOMES abcfg}。")
say("replies", F, "{3.3+}申请[均已答复|全部答复完毕|已全部办理答复]，其中，{OUTCOMES abc}。", "number_before_label")
say("replies", F, "在已经答复的{3.3+}申请中，{OUTCOMES_QUOTED bc}。", "labels_in_quotes number_before_label")
say("replies", F, "按照有关规定，{OUTCOMES_QUOTED bcf}。", "labels_in_quotes")
say("replies", F, "“同意公开”的{3.3.2+}，占总数的{%}，主要涉及[行政审批|规划许可]等信息；“申请信息不存在”的{3.3.6}，占总数的{%}，主要原因是[本机关未制作|查无此件]。", "labels_in_quotes percentages")
say("replies", F, "答复中，{GRANTED abc}，[不同意公开|不予公开][的|]{3.3.4+}（{REASONS abch}）。", "reasons_in_brackets")
say("replies", F, "不同意公开{3.3.4+}，其中：{REASONS abcg}。")
clause("replies", F, "[不同意公开答复数|不予公开的申请]{3.3.4+}，其中{BECAUSE ac}")
say("replies", F, "{when}[因涉及国家秘密、商业秘密等原因，|因涉及个人隐私等原因，]不同意公开的有{3.3.4+}。", "reasons_named_without_numbers")
clause("replies", F, "{!3.3.4 无不予公开的情况/没有不同意公开的情形/未发生不同意公开答复的情况/没有不予公开的申请}")
clause("replies", F, "答复申请{3.3=3.3.2+}，[全部同意公开|均为同意公开答复|均同意公开]", "all_of_one_kind")
clause("replies", F, "答复申请{3.3=3.3.1+}，均属于已主动公开范围", "all_of_one_kind")
say("replies", F, "{when}同意公开答复数{3.3.2}，同意部分公开答复数{3.3.3}，不同意公开答复数{3.3.4}。")
say("replies", F, "答复中，同意公开和同意部分公开的各{3.3.2=3.3.3+}。", "each")
say("replies", F, "答复中，“申请信息不存在”、“不属于本行政机关公开”各{3.3.6=3.3.5+}。", "each")
say("replies", F, "其他答复情况：申请信息不存在{3.3.6}，不属于本行政机关公开{3.3.5}，告知作出更改补充{3.3.7}，告知通过其他途径办理{3.3.8}。")
say("replies", F, "在办理中，有{3.3.5+}不属于本行政机关公开，已告知申请人；有{3.3.7+}告知作出更改补充。", "number_before_label")
say("replies", F, "（三）申请答复数{3.3+}：{OUTCOMES+ g}。", "numbered_list")
say("replies", F, "{when}[予以公开和部分公开|同意公开和部分公开][共|合计]{#1-40}{item}，[公开率|占比]{%}。", "joint_lines undecidable")

# reviews and lawsuits

clause("appeals", F, "[因政府信息公开|因政府信息公开工作|就政府信息公开][被申请行政复议|申请行政复议|引发行政复议]{4 件/起/例/宗}[，|；|、][被提起行政诉讼|提起行政诉讼|引发行政诉讼]{5 件/起/宗}")
clause("appeals", F, "[因政府信息公开引起的|涉及政府信息公开的][行政复议数量为|行政复议]{4 件}，行政诉讼[数量为|]{5 件}")
clause("appeals", F, "[收到有关政府信息公开的行政复议申请|因政府信息公开被申请行政复议]{4 件/起/次}")
clause("appeals", F, "[有关政府信息公开的行政诉讼案共|因政府信息公开被提起行政诉讼]{5 件/起/次}")
clause("appeals", F, "有{4 件/起}行政复议、{5 件/起}行政诉讼涉及政府信息公开", "number_before_label")
clause("appeals", F, f"[因政府信息公开被申请行政复议|受理政府信息公开行政复议申请|受理因政府信息公开提起的行政复议申请]{{4+ 件}}{OF_WHICH}{{REVIEW+ abcdfgh 件}}")
clause("appeals", F, f"[因政府信息公开被提起行政诉讼|发生政府信息公开行政诉讼|受理因政府信息公开提起的行政诉讼]{{5+ 件}}{OF_WHICH}{{SUITS+ abcdfgh 件}}")
say("appeals", F, "{when}涉及政府信息公开的行政复议{4+ 件}（{REVIEW ab 件}）；行政诉讼{5+ 件}（{SUITS ab 件}）。")
say("appeals", F, "{when}政府信息公开行政复议{4+ 件}，其中{REVIEW ab 件}；行政诉讼{5+ 件}，其中{SUITS ab 件}。")
say("appeals", F, "政府信息公开行政复议结果：{REVIEW abc 件}。")
clause("appeals", F, "因政府信息公开被申请行政复议{4=4.1+ 件/起}，[均维持原行政行为|均被维持|复议结果均为维持|全部维持具体行政行为]", "all_of_one_kind")
clause("appeals", F, "因政府信息公开被提起行政诉讼{5=5.1+ 件/起}，[均驳回原告诉讼请求|法院均判决驳回原告诉讼请求|均判决维持具体行政行为或者驳回原告诉讼请求]", "all_of_one_kind")
clause("appeals", F, "因政府信息公开被申请行政复议{4=4.2+ 件}，均被依法纠错", "all_of_one_kind")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，其中维持具体行政行为{4.1+ 件}[，其余仍在审理中|，其余尚在办理]", "rest_unnumbered")
say("appeals", F, "{when}{who}[因政府信息公开|因信息公开|在政府信息公开方面]{!4,5 未发生行政复议、行政诉讼/没有行政复议和行政诉讼/未被申请行政复议、提起行政诉讼/无行政复议、行政诉讼案件/无行政复议及行政诉讼情况/未发生被申请行政复议、提起行政诉讼的情况}。")
clause("appeals", F, "因政府信息公开[行政复议、行政诉讼|申请行政复议、提起行政诉讼|行政复议及行政诉讼]{!4,5 均未发生/均为零/情况为零/均无}")
clause("appeals", F, "[没有|未有]公民、法人和其他组织因政府信息公开{!4,5 申请行政复议或者提起行政诉讼}")
clause("appeals", F, "{!4,5,6 无信息公开相关举报投诉、复议、诉讼情况/未收到与政府信息公开有关的举报投诉、行政复议和行政诉讼/没有因政府信息公开引起的行政复议、行政诉讼和举报投诉}")
clause("appeals", F, "因政府信息公开{!4,5 无一例行政复议和行政诉讼/没有一起行政复议或行政诉讼案件}发生")
clause("appeals", F, "[未发生|没有发生]针对本机关有关政府信息公开的{!4 行政复议案}、{!5 行政诉讼案}")
clause("appeals", F, "[未发生|没有]因政府信息公开{!4 申请行政复议}的情况；[未发生|没有]因政府信息公开{!5 提起行政诉讼}的情况")
clause("appeals", F, "政府信息公开行政复议{4- 件}，行政诉讼{5- 件}")
clause("appeals", F, "政府信息公开行政复议、行政诉讼[均为|案件均为|数量均为]{4=5- 件/起/例}", "each")
clause("appeals", F, "因政府信息公开发生行政复议、行政诉讼各{4=5+ 件/起}", "each")
clause("appeals", F, "[被申请行政复议和被提起行政诉讼分别为|行政复议、行政诉讼案件分别为]{4 件}、{5 件}", "respectively")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，{!5 无行政诉讼/未发生行政诉讼/没有被提起行政诉讼}")
clause("appeals", F, "{!4 未发生行政复议/无行政复议/没有被申请行政复议}，因政府信息公开被提起行政诉讼{5+ 件}")
say("appeals", F, "{when}[法制机构|复议机关|司法行政部门]共审理征收补偿、行政处罚等各类行政复议案件{#20-300 件}。", "other_matter")
say("appeals", F, "政府信息公开行政诉讼[败诉率为0|纠错率持续走低|败诉率下降{#1-9 }个百分点]。", "rate")
clause("appeals", F, "因政府信息公开被申请行政复议{4 件}，其中{part2}{P2:4 件}、{part3}{P3:4 件}")
clause("appeals", F, "因政府信息公开被申请行政复议{4 件}，[上年为|上一年度为]{<4 件}")
clause("appeals", F, "[本级受理以下级机关为被申请人的行政复议申请|作为复议机关收到行政复议申请]{#2-90 件}", "other_matter undecidable")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，其中{4.1+ 件}被维持、{4.2+ 件}被纠错", "number_before_label")
clause("appeals", F, "因政府信息公开被提起行政诉讼{5+ 件}，其中{5.1+ 件}被法院驳回诉讼请求，{5.2+ 件}被依法纠错", "number_before_label")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，其中维持具体行政行为{4.1+ 件}，正在审理{#4 件}", "line_of_another_form")
say("appeals", F, "行政复议数量：{4 件}；行政诉讼数量：{5 件}；举报投诉数量：{6 件}。", "colons")
say("appeals", F, "{when}因政府信息公开发生的行政复议中，{REVIEW abde 件}。")
say("appeals", F, "因政府信息公开发生的行政诉讼中，{SUITS abde 件}。")
clause("appeals", F, "政府信息公开行政复议、行政诉讼数量由上年的{<4 件}、{<5 件}变为{4 件}、{5 件}", "years_respectively")
say("appeals", F, "{when}出庭应诉行政案件{#3-60 件}，其中行政首长出庭{#1-20 件}。", "other_matter")

# complaints

clause("complaints", F, "[收到政府信息公开相关举报投诉|受理政府信息公开举报投诉|收到有关政府信息公开的投诉举报|收到公民、法人或其他组织提出的政府信息公开相关举报或投诉]{6 件/起/次}")
clause("complaints", F, "收到政府信息公开相关举报投诉{6 件}，其中{part3}收到{P3:6 件}，{part2}收到{P2:6 件}")
clause("complaints", F, "在政府信息公开方面{!6 未收到举报投诉/没有接到举报投诉/无举报投诉/未发生举报投诉}")
clause("complaints", F, "{!6 未收到与政府信息公开有关的举报投诉/没有发生政府信息公开举报投诉事项}")
say("complaints", F, "{when}[信访部门|群众来访接待中心]共接待来信来访{#10-900 件次}，均转有关单位处理。", "look_alike")
clause("complaints", F, "举报投诉数量[为|]{6 件}")
say("complaints", F, "{when}[消费者投诉|市场监管投诉举报平台]受理投诉举报{#10-900 件}，办结率{%}。", "look_alike")

# fees

clause("fees", F, "[对依申请公开政府信息|依申请公开政府信息|在依申请公开中]{!7 未收取任何费用/没有收取费用/未收取检索、复制、邮寄等费用/均未收费/未收取相关费用}")
clause("fees", F, "依申请提供政府信息一律免费，{!7 未收取任何费用/没有收取费用}")
clause("fees", F, "[政府信息公开|依申请公开]{!7 无收费及减免情况/没有发生收费及减免情况/未产生收费和减免费用/不存在收费及减免的情况/无收费和减免事项/没有收费情况}")
clause("fees", F, "[没有|未]向申请人{!7 收取任何费用/收取检索、复制、邮寄等成本费用}")
clause("fees", F, "[依申请公开信息收取的费用为|依申请公开收取费用|依申请提供政府信息收费|依申请公开收取的费用（检索费、邮寄费、复制费等）为]{7- 元/万元}")
clause("fees", F, "[依申请公开信息收取费用|依申请公开政府信息共收取费用|依申请公开信息收取的费用为]{7+ 万元}")
clause("fees", F, "依申请公开政府信息收取检索、复制、邮寄等费用共计{/7+ 元}")
say("fees", F, "根据[财政部、国家发展改革委有关通知|国家有关规定]，自2017年4月1日起取消依申请提供政府信息收费。", "other_matter")
say("fees", F, "{when}政务服务中心各窗口代收行政事业性收费{#20-800 万元}。", "look_alike")
say("fees", F, "对[申请人确有经济困难的|城乡低保对象]，可以减免检索、复制、邮寄费用。", "other_matter no_number")
say("fees", F, "复印费按每页{#1-3 元}、邮寄费按邮政标准执行，{when}{who}{!7 未收取费用/没有实际收费}。", "other_matter")

# organisation and money

clause("organisation", F, "[设立|设有]政府信息公开工作专门机构{8.1 个}，设置政府信息公开查阅点{8.2 个}，从事政府信息公开工作人员{8.3 人}，其中专职人员{8.3.1 人/名}[、|，]兼职人员{8.3.2 人/名}")
clause("organisation", F, "[现有|共有]政府信息公开工作人员{8.3 名/人}（专职{8.3.1 名/人}，兼职{8.3.2 名/人}）")
clause("organisation", F, "从事政府信息公开工作人员{8.3 人}，专职和兼职人员分别为{8.3.1 人}和{8.3.2 人}", "respectively")
clause("organisation", F, "[配备了|配备]{8.3.1+ 名}专职人员、{8.3.2+ 名}兼职人员从事政府信息公开工作", "number_before_label")
clause("organisation", F, "从事政府信息公开工作的人员{~8.3 人}")
clause("organisation", F, "[承担政府信息公开工作的专门机构|政府信息公开工作专门机构][有|共]{8.1 个}")
clause("organisation", F, "[设置政府信息公开查阅点|共设立政府信息公开查阅点]{8.2 个/处}")
clause("organisation", F, "共设置政府信息公开查阅点{8.2+ 个}，其中政务服务中心查阅点{#8.2 个}、档案馆查阅点{#8.2 个}，接待查阅{#30-9000 人次}", "partial_list")
clause("organisation", F, "[政府信息公开专项经费|安排政府信息公开专项经费|纳入预算的政府信息公开专项经费|政府信息公开专项经费共]{8.4 万元}")
clause("organisation", F, "政府信息公开专项经费{8.4+ 万元}，[同比增长|比上年增加]{%}", "percentages")
clause("organisation", F, "{!8.4 未安排政府信息公开专项经费/没有政府信息公开专项经费/无政府信息公开专项经费}")
say("organisation", F, "{level}政府门户网站建设运维经费{#5-300 万元}，政府公报印制经费{#1-30 万元}。", "look_alike")

# meetings and training

clause("training", F, "[召开政府信息公开工作会议或专题会议|召开政府信息公开工作会议]{9.1 次}，举办各类培训班{9.2 次/期/场}，接受培训人员{9.3 人次}")
clause("training", F, "[举办政府信息公开培训班|组织政府信息公开业务培训|开展政府信息公开专题培训|举办各类政府信息公开培训班]{9.2 期/次/场}[，培训|，共培训|，参训人员|，接受培训人员]{9.3 人次/人次/人}")
clause("training", F, "[召开政府信息公开专题会议|先后召开政府信息公开工作会议|召开信息公开工作会议]{9.1 次}")
clause("training", F, "共开展政府信息公开培训{9.2 期/次}，召开政府信息公开领导小组会议、联席会议{9.1 次}")
clause("training", F, "开展{9.2+ 场}政府信息公开专题培训，接受培训人数{9.3 人次}", "number_before_label")
clause("training", F, "{!9.2 未举办政府信息公开培训班/没有组织政府信息公开培训}")
clause("training", F, "{!9.1 未召开政府信息公开专题会议/没有召开政府信息公开工作会议}")
clause("training", F, "举办政府信息公开培训班{9.2 期}，接受培训人员{~9.3 人次}")
say("training", F, "{next}年，拟举办政府信息公开培训班{#2-9 期}，实现业务人员全覆盖。", "plan")
say("training", F, "{when}举办[安全生产|农业技术]等各类培训班{#5-60 期}，培训群众{#300-4000 人次}。", "look_alike")
say("training", F, "选派{#1-9 人}参加[省里|上级]组织的政务公开培训。", "look_alike")

# more ways, met in reports of departments, towns and houses

clause("received", F, "[依申请公开|政府信息公开][申请为零|零申请]{?3.1-}，即{!3.1 未收到/没有收到}任何申请")
clause("received", F, "没有[接到|收到]{!3.1 群众主动要求公开政府信息的申请/公民、法人或者其他组织的公开申请}")
clause("received", F, "收到申请公开政府信息数{3.1}")
clause("received", F, "{req}{3.1}，[内容主要涉及征地补偿、城乡规划等方面|申请人多为被征地农民]")
say("received", F, "全{level}各部门、各镇街共收到政府信息公开申请{3.1+}，其中{CHANNELS fi}。")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，其中{{CHANNELS:2 i}}", "unit_dropped")
say("received", F, "申请方式：①{3.1.1}当面申请；②{3.1.3}网上申请；③{3.1.4}信函申请。", "numbered_list number_before_label")
clause("received", F, f"{GOT}{{req}}{{3.1=3.3.2+}}，[已全部予以公开|均同意公开]", "all_of_one_kind")
clause("received", F, f"{GOT}{{req}}{{3.1}}，较去年同期[略有增加|基本持平|大幅减少]")
say("received", F, "{when}{who}共收到当面申请{3.1.1}。网络申请{3.1.3}。信函申请{3.1.4}。", "sentence_cut")
say("received", F, "{when}{who}主动公开政府信息{1.1 条}，受理政府信息公开申请{3.1}，收到涉及政府信息公开的行政复议{4 件}，行政诉讼{5 件}。")
say("received", F, "{year}年1月1日至12月31日，{who}受理政府信息公开申请{3.1}，答复{3.3}，{!4,5 未发生行政复议和行政诉讼/未收到针对政府信息公开的行政复议、行政诉讼}。")
clause("replies", F, "已处理申请{3.3}，其中{OUTCOMES:2 i}", "unit_dropped")
say("replies", F, "对{3.3+}申请作出答复，其中{OUTCOMES_QUOTED abf}。", "number_before_label labels_in_quotes")
say("replies", F, "同意公开{3.3.2+}（其中经征求第三方意见后公开{#3.3.2}），同意部分公开{3.3.3}。", "breakdown_without_lines")
say("replies", F, "属于已主动公开范围的{3.3.1+}，已告知申请人获取的方式和途径；申请信息不存在的{3.3.6+}，已告知申请人。")
say("replies", F, "不同意公开{3.3.4+}，理由是[涉及个人隐私、商业秘密|属于过程性信息]。", "reasons_named_without_numbers")
clause("appeals", F, "[没有|无]因政府信息公开工作{!4,5 被申请行政复议、提起行政诉讼/产生的行政复议和行政诉讼/引起的行政复议、行政诉讼}")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，[上级机关|复议机关]均已受理")
clause("appeals", F, "{!4,5,6 未发生政府信息公开行政复议、行政诉讼和投诉举报/无政府信息公开方面的复议、诉讼、投诉}")
say("appeals", F, "{when}针对{who}的政府信息公开行政复议案{4 件/起}、行政诉讼案{5 件/起}。")
say("appeals", F, "{when}{who}[行政首长出庭应诉率100%|未发生败诉案件]。", "rate")
clause("fees", F, "[政府信息公开|依申请公开]{!7 没有收费/未收费/不收费}")
clause("fees", F, "依申请公开信息{!7 零收费}，[减免|免除]检索、复制等费用")
say("fees", F, "收费情况：{!7 无}。", "colons")
say("appeals", F, "行政复议情况：{!4 无}；行政诉讼情况：{!5 无}。", "colons")
say("received", F, "依申请公开情况：{!3.1 无}。", "colons")
clause("organisation", F, "明确{8.3.1+ 名}工作人员作为专职信息公开员，[另有|配备]兼职人员{8.3.2 名}", "number_before_label")
clause("organisation", F, "从事政府信息公开工作的专（兼）职人员共{8.3 名/人}")
say("organisation", F, "领导小组由{#3-15 人}组成，办公室设在党政办，{#1-4 人}负责日常联络。", "look_alike")
clause("disclosure", F, "[主动公开政府信息|公开政府信息]{1.1 条}，其中线上公开{#1.1 条}", "partial_list breakdown_without_lines")
clause("disclosure", F, "主动公开政府信息{1.1 条}，公开率100%", "rate")
clause("disclosure", F, "[共发布各类信息|累计发布动态信息]{#20-9000 条}，[其中转发|含转载]{#5-900 条}", "look_alike undecidable")
say("disclosure", F, "公开内容分为：①机构概况{#1-30 条}；②工作动态{#5-300 条}；③财政信息{#1-30 条}。", "numbered_list look_alike")

# definitions, explanations and numbers that close a sentence

clause("disclosure", F, "主动公开政府信息{1.1 条}（不同渠道和方式公开相同信息计1条）", "number_in_definition")
clause("disclosure", F, "主动公开政府信息{1.1 条}，其中主动公开规范性文件{1.1.1 条}，制发规范性文件总数{1.1.2 件}")
say("disclosure", F, "公开渠道方面，{MEDIA+:2 ach 条}。")
say("disclosure", F, "政府公报、政府网站、政务微博、政务微信、其他方式公开政府信息分别为{1.2.1 条}、{1.2.2 条}、{1.2.3 条}、{1.2.4 条}、{1.2.5 条}。", "respectively")
clause("interpretation", F, "回应公众关注热点或重大舆情{2.1 次}（不同方式回应同一热点或舆情计1次）", "number_in_definition")
clause("interpretation", F, "新闻发布会、在线访谈分别举办{2.2.1 次}、{2.2.2 次}", "respectively")
clause("received", F, "依申请公开工作平稳开展，[受理量为|申请量为|收到申请]{3.1}")
clause("received", F, "[申请量为|收到申请]{3.1}，[答复量为|答复申请]{3.3}")
say("received", F, "据统计，{when}{who}收到申请{3.1}，办结{3.2}，答复{3.3}。")
say("received", F, "在收到的申请中，以信函方式提出的最多，为{3.1.4+}；其次是网络申请，为{3.1.3+}。", "partial_list")
say("received", F, "网络申请{3.1.3+}，比信函申请多{#1-9}{item}；信函申请{3.1.4}。", "change_without_level")
clause("received", F, "收到{req}{3.1+}，[涉及申请人|来自]{#1-9 人/名}", "breakdown_without_lines")
clause("replies", F, "政府信息公开申请答复率100%，共答复{3.3}", "rate")
say("replies", F, "公开类答复中，属于已主动公开范围{3.3.1}、同意公开{3.3.2}、同意部分公开{3.3.3}；不同意公开{3.3.4}；无法提供类答复中，不属于本行政机关公开{3.3.5}、申请信息不存在{3.3.6}；其他答复中，告知作出更改补充{3.3.7}、告知通过其他途径办理{3.3.8}。")
say("replies", F, "对于不同意公开的{3.3.4+}申请，{who}均说明了理由。", "number_before_label")
clause("appeals", F, "政府信息公开类行政复议案件{4 件/起}，行政诉讼案件{5 件/起}")
clause("appeals", F, "因不服政府信息公开答复[申请行政复议的|而引发的行政复议]{4 件}")
say("appeals", F, "{when}以{who}为被告的政府信息公开行政诉讼{5+ 件}，[均在审理之中|正在审理]。", "rest_unnumbered")
say("appeals", F, "在{4+ 件}政府信息公开行政复议中，维持具体行政行为{4.1}、被依法纠错{4.2}、其他情形{4.3}。", "number_before_label")
clause("fees", F, "收取依申请公开费用共计人民币{/7+ 元}整")
clause("fees", F, "依申请公开信息收取费用{7+ 万元}，减免{#1-9 万元/元}", "look_alike")
clause("organisation", F, "从事政府信息公开工作人员{8.3 人}（不包括政府公报及政府网站工作人员）")
clause("organisation", F, "政府信息公开专项经费{8.4 万元}（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）")
clause("training", F, "举办各类培训班{9.2 期}（次），接受培训人员达{9.3 人次}")

# years, units and ways in brackets

clause("received", F, "上年结转政府信息公开申请{P.carried_in+}，本年新收{3.1+}", "carried_in_excluded")
say("received", F, "{last}年，{who}收到政府信息公开申请{<3.1}；{year}年，收到政府信息公开申请{3.1}。")
say("received", F, "早在{early}年，{who}就收到政府信息公开申请{#3-40}{item}。", "other_year")
say("received", F, "4月，{who}集中收到政府信息公开申请{#3-40}{item}，涉及同一项目。", "part_year undecidable")
clause("received", F, "受理政府信息公开申请{#1-9 批次}{3.1+}", "two_units")
clause("received", F, f"{GOT}{{req}}{{3.1+}}（涉及{{#1-30 人}}）", "two_units")
say("received", F, "收到申请数（{item}）：{3.1 ∅}；申请办结数（{item}）：{3.2 ∅}。", "colons unit_in_label")
say("replies", F, "答复数（{item}）：{3.3 ∅}，其中同意公开{3.3.2 ∅}、同意部分公开{3.3.3 ∅}、不同意公开{3.3.4 ∅}。", "colons unit_in_label")
clause("received", F, f"{GOT}{{req}}{{3.1=3.1.1+}}（当面申请）", "all_of_one_kind")
clause("received", F, f"{GOT}{{req}}{{3.1=3.1.4+}}（信函方式）", "all_of_one_kind")
clause("received", F, "收到信函申请{3.1.4+}，{!3.1.1,3.1.2 无当面、传真申请/没有当面申请和传真申请}")
clause("received", F, f"{GOT}{{req}}{{3.1}}，占全市申请总量的{{%}}", "percentages")
clause("received", F, f"{GOT}{{req}}{{3.1+}}，其中{{dept1}}{{D1:3.1}}，其余由其他部门受理", "rest_unnumbered top_list")
clause("appeals", F, "因政府信息公开引起的复议{4 件}、诉讼{5 件}")
clause("appeals", F, "因政府信息公开被申请行政复议{4+ 件}，{!4.2 无被依法纠错情况/没有被依法纠错的案件}")
clause("appeals", F, "因政府信息公开被提起行政诉讼{5+ 件}，{!5.2 无被依法纠错情况/没有被依法纠错的案件}")
clause("appeals", F, "政府信息公开行政复议、诉讼、举报投诉分别为{4 件}、{5 件}、{6 件}", "respectively")
clause("fees", F, "依申请公开[收取费用|收费]{!7 零元/为零}")
clause("disclosure", F, "主动公开政府信息{1.1 条次/条（次）}")
clause("disclosure", F, "主动公开政府信息数（条）：{1.1 ∅}", "colons unit_in_label")
say("disclosure", F, "{last}年主动公开政府信息{<1.1 条}，{year}年主动公开政府信息{1.1 条}。")
clause("training", F, "举办培训班{9.2 期}共计{9.3 人次}")
clause("organisation", F, "{!8.3.1 无专职人员/没有专职人员}，兼职人员{8.3.2 名}从事政府信息公开工作")

# zeros of the whole, of parts and of other things; shares in a list of their own

clause("appeals", F, "实现政府信息公开{!6 零投诉}、{!4 零复议}、{!5 零诉讼}")
clause("appeals", F, "[继续保持|保持]政府信息公开行政复议、行政诉讼{!4,5 零发生}")
say("received", F, "{when}{part1}[未收到|没有收到]政府信息公开申请。", "parts_without_whole zero_of_some")
say("received", F, "{when}有{#3-40 个}单位未收到政府信息公开申请，已[提醒畅通渠道|逐一核实]。", "zero_of_some")
say("received", F, "政府信息公开申请以信函、网络和当面为主，全年申请量分别为{3.1.4+}、{3.1.3+}、{3.1.1+}，所占比重分别为{%}、{%}、{%}。", "respectively percentages")
say("received", F, "{when}受理回复依申请公开事项，来信申请件{3.1.4+}，网站申请件{3.1.3+}，全部在规定时限内答复。", "all_answered")
clause("received", F, f"{GOT}{{req}}{{3.1}}，与上年[持平|基本持平]")
say("replies", F, "“申请信息不存在”{3.3.6+}，“告知作出更改补充”的{3.3.7}，“告知通过其他途径办理数{3.3.8}”。", "labels_in_quotes")
say("replies", F, "同意公开{3.3.2+}、同意部分公开{3.3.3}、不同意公开{3.3.4}，分别占{%}、{%}、{%}。", "percentages respectively")
say("appeals", F, "{when}未发生因政府信息公开引起的[负面舆情|泄密事件]，未出现责任追究情形。", "zero_of_another_thing")
clause("fees", F, "未因公开政府信息{!7 收取费用}")
