"""The field's words for what a report counts, and the line that each form has for it.

Two tables of data and nothing else: `TERMS` names what the words of a sentence are (synonyms of
one thing share a name), `LINES` says which line of which form counts that thing and in which
units. Used by `extract.prose.clauses` (finding terms) and `extract.prose.grammar` (joining them
with amounts). Sources: labels of the forms (国办发〔2014〕32号; 国办公开办函〔2019〕60号 and
〔2021〕30号; the Shanghai set of 2008) and the Regulation's own words (国务院令492号, 711号).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.prose.amounts import (
    CASE_UNITS,
    EVENT_UNITS,
    ITEM_UNITS,
    MONEY_UNITS,
    PERSON_UNITS,
    PLACE_UNITS,
)

# Kinds of terms. The grammar asks for a kind, never for a name, wherever it can.
ACT: Final = "act"  # what was done with requests
REQUEST: Final = "request"
CHANNEL: Final = "channel"  # how a request came, or how information was published
OUTCOME: Final = "outcome"  # how a request ended
REASON: Final = "reason"  # why information was refused
ROUTE: Final = "route"  # review, suit
RESULT: Final = "result"  # how a review or suit ended
CARRY: Final = "carry"  # over the turn of the year
INFORMATION: Final = "information"  # published items
THING: Final = "thing"  # counted by itself: staff, meetings, complaints, fees …
CONTEXT: Final = "context"  # says what the talk is about, counts nothing
APPLICANT: Final = "applicant"  # named as contract.COLUMN_CODES
VOID: Final = "void"  # looks like a term and counts something else
REMARK: Final = "remark"  # a bracket without an amount
LINK: Final = "link"  # words that join amounts and names
TIME: Final = "time"
NEGATION: Final = "negation"

_NUMERAL: Final = r"[\d零一二三四五六七八九十百两]"  # a number starts with, in either writing

# The rest of a label that is a whole sentence (…、行政机关不再处理其政府信息公开申请).
_TAIL: Final = r"(?:、(?=行政))?[^,;。、\d一二三四五六七八九十两]{0,30}"

# fmt: off
# (name, kind, words). Where several fit at one place the first one counts, so longer and more
# special words stand before shorter ones, and VOID before what it resembles.
TERMS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    # --- indicators of 2008 that resemble look-alikes --------------------------------------
    ("new_normative_documents", THING, (
        r"新增(?:的|了)?(?:行政)?规范性文件(?:总?数)?",
    )),
    ("catalogue", THING, (
        r"依申请公开(?:的)?(?:政府)?信息目录(?:数)?",
        r"列入依申请公开(?:信息)?目录的(?:政府)?信息(?:数)?",
    )),
    ("page_views", THING, (
        r"(?:政府)?信息公开(?:网站)?专栏(?:的)?(?:网页|页面)?(?:访问|浏览)(?:总?量|人?次?数)",
        r"网站专栏(?:网页|页面)?(?:访问|浏览)(?:总?量|人?次?数)",
        r"专栏(?:网页|页面)(?:访问|浏览)(?:总?量|人?次?数)",
    )),
    ("visitors", THING, (r"现场(?:咨询)?接待(?:人数|人次|数)?", r"现场咨询(?:接待)?(?:人数|数)?")),
    ("online_questions", THING, (r"网上咨询(?:人数|数|量)?",)),
    ("calls", THING, (
        r"咨询电话(?:接听)?(?:数|量)?", r"(?:接听)?电话咨询(?:数|量)?", r"接听咨询电话(?:数)?",
    )),
    ("expenses", VOID, (r"费用(?:的)?(?:支出|开支)",)),
    # --- look-alikes -----------------------------------------------------------------------
    ("applicant_is", LINK, (
        r"申请人(?:均|都)?(?:为|是|系|属于?)?(?=自然人|法人|公民|商业|科研|社会公益|法律服务)",
    )),
    ("void", VOID, (
        rf"申请(?:人|表|书(?!{_NUMERAL})|材料|方式|渠道|流程|条件|指南|内容|时间|日期|公开的?(?:政府)?信息内容)"
        r"(?!(?:仍然?)?不明确)",
        r"答复(?:书|率|时限|期限|意见|文书|质量|口径|内容)",
        r"(?:按[时期])?办结率",
        r"(?:行政)?复议(?:机关|机构|局|法|条例|委|体制|制度|决定|人员|审理|庭)|(?:行政)?复议结果(?![:为,])",
        r"(?:行政)?诉讼(?:法|风险|权利|代理)",
        r"败诉率?",
        r"(?:行政)?应诉(?:人员|工作|能力)",
        r"(?:投诉|举报)+(?:和|、)?(?:投诉|举报)?(?:电话|渠道|平台|制度|机制|热线|信箱|箱|方式|"
        r"邮箱|办法)",
        r"培训(?:计划|内容|资料|材料|科目|课程|力度|机制|制度|方案|对象|手册|需求|基地|中心)",
        r"会议(?:精神|纪要|室|制度|议题|决定|记录|信息|文件|材料)",
        r"收费(?:标准|项目|依据|公示|目录|清单|政策|管理|办法|站|单位)",
        r"(?:政策)?解读(?:专栏|栏目|率|比例|回应|工作|机制|力度|类|方案|制度)",
        r"(?:新闻发布会?|发言人)(?:制度|信息|厅|平台)",
        r"(?:采编|报道|直播|转播|转载|录制)新闻发布会",
        r"新闻通气会",
        r"行政(?:许可|处罚|强制|审批)(?:和|、|及|以及|与)?(?:行政)?(?:许可|处罚|强制)?(?:信息|"
        r"公示|公告|事项|结果|案卷|权力|目录|类|项目|文[书件]|决定书|告知书|服务)",
        r"(?:公示|公开|公布|晒出|上传|归集)行政(?:许可|处罚|强制)",
        r"因(?:其[他它]|具体)?(?:的)?行政行为(?:被|而)?(?:提起|提出|申请|引发)?(?:的)?行政(?:诉讼|复议)(?:案件|案)?",
        r"(?:不予|免[予于]|从轻|减轻)行政处罚",
        r"政府常务会议?",
        r"常务会议",
        r"全体会议",
        r"党组(?:会|扩大)?会?议?",
        r"办公会议?",
        r"听证会",
        r"座谈会",
        r"人代会",
        r"党委会",
        r"依申请公开(?:的)?(?:文件|公文)",
        r"(?:不予|免[予于])公开(?:的)?(?:(?:政府)?信息(?!公开申请)|文件|公文)",
        r"(?:移送|转办|转送|转交)[^,;。\d]{0,12}(?:申请|来信|来函)(?:、(?:申请|来信|来函))*",
        r"依申请公开(?:的)?(?:政府)?(?:信息)?(?:目录|专栏|栏目|平台|系统|渠道|指南|窗口|流程|制度|"
        r"类)",
        r"规范性文件(?:库|清理|管理|审查|备案|解读|目录|信息|合法性)",
        r"信访(?:件|事项|案件|问题|举报|投诉)?(?!举报投诉类|、?投诉类)",
        r"来电",
        r"热线",
        r"信箱",
        r"留言",
        r"诉求",
        r"咨询(?:投诉|服务|电话)?",
        r"建议",
        r"提案",
        r"议案",
        r"民意",
        r"网民",
        r"(?:审批|许可|服务|公共服务|便民)事项",
        r"办件",
        r"专栏",
        r"栏目",
        r"网页",
        r"页面",
        r"访问量",
        r"点击",
        r"浏览",
        r"阅读量",
        r"粉丝",
        r"关注(?:人数|用户)",
        r"账号",
        r"转发",
        r"热点问题(?:专栏)",
        r"(?:招聘|考试|招投标|采购)信息",
    )),
    ("not_accepted", VOID, (r"(?:不予|不)受理",)),
    ("outcomes_follow", CONTEXT, (
        r"(?:办理|答复|处理)(?:的)?(?:结果|情况|类型|方式)(?=(?:方面|来看|看|上|中|分|如下|为|:|,))",
    )),
    # --- words that join -------------------------------------------------------------------
    ("of_which", LINK, (r"其中(?:包括|有|含)?",)),
    ("not_including", LINK, (r"不(?:含|包括|包含)",)),
    ("including", LINK, (r"(?:其中)?(?:包含|包括|含)(?:了)?",)),
    ("respectively", LINK, (r"分别(?:为|是|有|达到?)?",)),
    ("all_of_them", LINK, (
        rf"均(?=为?{_NUMERAL})", rf"各(?=为?{_NUMERAL})", rf"都(?=[是为]{_NUMERAL})",
    )),
    ("grown_to", LINK, (
        r"(?:同比|环比|(?:比|较)(?:上年|去年|上一年|往年|\d{4}年)(?:度|同期)?)(?:增长|增加|减少|下降|上升)了?"
        r"[\d.]+%,(?:总[数量])?(?:达到?|为)",
    )),
    ("change", LINK, (
        r"(?:(?:同比|环比|(?:比|较)(?:上年|去年|上一年|往年|\d{4}年)(?:度|同期)?)"
        r"[^,;。\d]{0,4})?(?:增长|增加|减少|下降|上升|增幅|降幅|提高|多出)(?:了|到|至|达到|为)?"
        rf"(?={_NUMERAL}|[,约近])",
        rf"(?:比|较)[^,;。\d]{{1,12}}[多少]了?(?={_NUMERAL})",
        rf"(?:变为|变成|降到|降至|增到|增至|升到|升至|减至|减到|调整为|调整到|变化为|变化到)(?={_NUMERAL})",
    )),
    ("new_ones", LINK, (r"新(?:增设?|设|建|成立|开通|开设)(?:了)?",)),
    # --- over the turn of the year ---------------------------------------------------------
    ("carried_in", CARRY, (
        r"(?:上一?年度?|去年|往年|\d{4}年度?)(?:未办结)?(?:结转|遗留|顺延|转入|转接|跨年)(?:至|"
        r"到)?(?:本年度?|今年|当年)?(?:继续)?(?:办理|答复|处理)?(?:的)?(?:政府信息公开|"
        r"依申请公开)?(?:申请)?(?:件|数量?)?",
        r"结转(?:自)?(?:上一?年度?|去年)(?:的)?(?:申请)?(?:件)?",
        r"上一?年度?(?:未)?办结(?:结转)?申请",
        r"上一?年度?(?:尚)?未(?:办结|办理完毕|答复)(?:的)?",
    )),
    ("carried_forward", CARRY, (
        r"(?:结转|转结|转接|顺延|延至|转入|转至|跨年|延续|延期)(?:至|到|入|于|为)?(?:的)?(?:下一?个?年度?|"
        r"次年|明年|来年|\d{4}年度?)(?:度)?(?:继续)?(?:办理|答复|处理|办结|受理)?(?:的)?"
        r"(?:政府信息公开|依申请公开)?(?:申请)?(?:件|数量?)?",
        r"(?:按规定)?(?:在|于|至)?(?:下一?年度?|次年|\d{4}年度?(?=继续))(?:继续)?(?:办理|答复)(?:的)?(?:申请)?",
        r"下一?年度?结转(?:的)?(?:申请)?(?:件|数量?)?",
        r"转(?:到|至|入)?(?:下一?个?年度?|次年|\d{4}年)(?:\d{1,2}月份?)?(?:继续)?(?:办理|答复|处理|办结)?",
        rf"结转(?={_NUMERAL}+(?:件|宗|条|份))",
    )),
    # --- time ------------------------------------------------------------------------------
    ("year", TIME, (r"(?:19|20)\d{2}年度?(?!1月1日|来|以来|底|末|\d{1,2}月|上半|下半)",)),
    ("whole_year", TIME, (
        r"(?:\d{4}年)?1月1日(?:起?至|—|-|到)(?:\d{4}年|当年)?12月(?:31日|底)",
        r"1[月—\-至]+12月",
    )),
    ("part_year", TIME, (
        r"截[至止]到?(?:\d{4}年|今年|本年)?(?:[1-9]|1[01])月(?:\d{1,2}日|份|底|末)",
    )),
    ("up_to", TIME, (
        r"到(?:目前(?:为止)?|(?:\d{4}年|年)(?:年)?底)",
        r"截[至止]到?(?:目前|\d{4}年底|\d{4}年12月(?:31日|底)?|12月(?:31日|底)?|年底|年末|"
        r"本?年度?末?)",
    )),
    ("earlier_years", TIME, (r"以往(?:各|历)?年度?|往年度?(?!未|结转|遗留|顺延|转|跨年)",)),
    ("since", TIME, (
        r"自?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:《〓+》)?(?:正式)?(?:施行|实施|开通|成立|运行|"
        r"建立)?以来",
        r"(?:《〓+》|条例)(?:正式)?(?:施行|实施)以来",
        r"历年",
        r"自[^,;。]{0,14}以来",
    )),
    ("accumulated", TIME, (r"累计",)),
    ("previous_year", TIME, (
        r"上年(?:度)?同期",
        r"去年(?:同期|全年)?",
        r"上一?年度?(?!结转|遗留|转|度?未)",
    )),
    ("part_year", TIME, (
        r"上半年",
        r"下半年",
        r"前[一二三]个?季度",
        r"前\d{1,2}个月",
        r"第?[一二三四]季度",
        r"[1-9]\d?[—\-至][1-9]\d?月",
        r"\d{1,2}月(?:份|\d{1,2}日|底|初|中旬|上旬|下旬)",
        r"(?<![\d月—\-至到])\d{1,2}月(?=,)",
    )),
    ("this_year", TIME, (
        r"(?:今年以?来?|年度(?=累计)|本年度?|全年|一年来?|年内|年度内|当年|报告期内?|统计期内?)",
    )),
    # --- 2019 and 2021: results in the form's own words ------------------------------------
    ("correction_overdue", OUTCOME, (
        rf"(?:申请人)?(?:无正当理由)?逾期(?:未|不)补正{_TAIL}",
    )),
    ("fee_overdue", OUTCOME, (
        rf"(?:申请人)?逾期(?:未|不)[^,;。\d]{{0,12}}(?:缴纳?费用?|缴费|交费){_TAIL}",
    )),
    ("unclear_after_correction", OUTCOME, (r"补正后(?:的)?(?:申请)?(?:内容)?仍?然?不明确",)),
    ("needs_creation", OUTCOME, (
        r"(?:没有|无)现成(?:的)?(?:政府)?信息(?:,|、)?(?:需要?另行制作)?",
        r"需要?另行制作",
    )),
    ("abusive_volume", OUTCOME, (r"(?:无正当理由)?大量、?反复申请",)),
    ("reconfirmation", OUTCOME, (r"(?:要求行政机关)?确认或(?:者)?重新出具(?:已获取(?:的)?信息)?",)),
    ("publication", OUTCOME, (r"(?:要求)?提供公开出版物", r"公开出版物")),
    ("petition_or_complaint", OUTCOME, (
        r"信访(?:、|或)?举报(?:、|或)?投诉(?:类|等)?(?:申请|事项)?",
    )),
    ("repeat_request", OUTCOME, (r"重复申请",)),
    ("prohibited_by_law", OUTCOME, (r"(?:其他)?法律(?:、)?(?:行政)?法规(?:规定)?禁止公开",)),
    ("internal_affairs", OUTCOME, (r"(?:属于)?(?:三类)?内部事务(?:性)?信息",)),
    ("process_information", OUTCOME, (r"(?:属于)?(?:四类)?过程性+信息",)),
    ("enforcement_file", OUTCOME, (r"(?:属于)?行政执法案卷(?:信息)?",)),
    ("administrative_query", OUTCOME, (r"(?:属于)?行政查询事项",)),
    ("third_party_rights", OUTCOME, (r"(?:保护|侵害|损害|涉及)?第三方(?:的)?合法权益",)),
    ("results_total", OUTCOME, (r"(?:本年度)?办理(?:结果)?(?:总计|合计|总数)",)),
    ("unable", OUTCOME, (r"无法提供(?:的)?(?:政府信息)?",)),
    ("not_provided", REMARK, (r"(?:而)?(?:未能|不能)提供(?:的)?",)),
    ("not_processed", OUTCOME, (r"不予处理",)),
    ("other_handling", OUTCOME, (r"其他处理",)),
    # --- exemptions by the numbers of the set of 2008 ----------------------------------------
    *((f"exemption_{n}", REASON, (rf"(?:免予|不予)公开范围{n}(?!\d)",)) for n in range(1, 7)),
    # --- outcomes --------------------------------------------------------------------------
    ("not_held", OUTCOME, (
        r"(?:本(?:行政机关|机关|部门|单位|局|厅|委|办|院|镇|乡|街道|县|市|区|省|州|旗)|"
        r"我(?:行政机关|机关|部门|单位|局|厅|委|办|院|镇|乡|街道|县|市|区|省|州|旗))?(?:不|未|"
        r"没有)掌握(?:的)?(?:相关|该)?(?:政府)?(?:信息)?",
    )),
    ("not_government_information", REASON, (
        r"(?:不是|不属于|并非|不属|非)(?:《〓+》|条例)(?:所指|规定|调整|范围内)*(?:的)?(?:政府)?"
        r"信息(?:公开)?(?:范围|范畴)?",
        r"(?:不是|不属于|并非|非)(?:本条例|《〓+》)?(?:所指)?(?:的)?政府信息(?:公开)?(?:范围|"
        r"范畴)?",
    )),
    ("not_this_agency", OUTCOME, (
        r"(?:不属于?|非|不在|不属)(?:于)?(?:本|我|该)(?:行政机关|机关|部门|单位|局|厅|委|办|院|镇|"
        r"乡|街道|县|市|区|省|州|旗)(?:职权|职责|负责|公开|掌握|制作|保存|受理|管辖|的|政府信息|"
        r"信息|权限|范围|义务)*",
        r"不属于公开(?:义务|责任)?(?:主体|机关)",
        r"不属于行政机关公开",
        r"非本机关",
    )),
    ("not_existing", OUTCOME, (
        r"(?:所?申请(?:公开)?的?)?(?:政府)?信息(?:内容)?不存在",
        rf"(?:信息)?不存在(?=的?(?:有|共|为)?{_NUMERAL})",
    )),
    ("told_to_amend", OUTCOME, (
        r"(?:告知|要求|通知|请)?(?:申请人)?(?:其)?(?:一次性)?(?:作出|做出|作|进行|予以)?(?:更改|"
        r"补正)(?:、|或者?|和|及|与)?(?:补充|更改|补正|完善)?(?:申请)?(?:内容|材料)?",
        r"告知(?:申请人)?补充",
        r"作出补充",
        r"(?:因)?申请(?:公开)?(?:的)?(?:信息)?(?:内容)?不(?:够)?(?:明确|清楚|清晰)",
    )),
    ("told_elsewhere", OUTCOME, (
        r"(?:告知|引导|建议|指引|请)?(?:申请人)?(?:其)?(?:通过|到|向)?其他(?:途径|渠道|方式|机关|"
        r"部门)(?:进行)?(?:办理|解决|获取|查询|查阅|申请|反映)+",
        r"(?:告知)?(?:申请人)?通过其他(?:途径|渠道|方式)(?!公开|发布|主动|受理|收到|回应|提交|提出|申请|推送)",
        r"告知其他途径",
        r"其他途径(?:办理)?",
    )),
    ("already_public", OUTCOME, (
        r"(?:属于|属|为|应)(?:已经?)?主动公开(?:的)?(?:政府)?(?:信息)?(?:的)?(?:范围|范畴|内容)?"
        r"(?:的)?(?:政府信息)?",
        r"(?:已经?)主动公开(?:的)?(?:政府)?(?:信息)?(?:的)?(?:范围|范畴)?",
        r"主动公开范围",
        r"(?:告知)?(?:申请人)?(?:政府)?(?:信息)?获取(?:的)?(?:方式|途径)(?:和|、)?(?:途径|方式)?",
    )),
    ("partly_granted", OUTCOME, (
        r"(?:同意|予以|准予|给予|依法)*部分(?:同意)?(?:予以)?公开(?:答复)?",
        r"区分处理",
    )),
    ("refused", OUTCOME, (
        r"不(?:予|同意|准予|应|宜|能|给予)(?:以)?公开(?:答复)?",
        r"免[予于]公开",
        r"(?:否决|拒绝|不公开)(?:公开)?答复(?:总?数)?",
        r"否决公开(?:的)?(?:答复)?(?:总?数)?",
        r"依法不公开",
        rf"不公开(?=的?{_NUMERAL})",
    )),
    ("granted", OUTCOME, (
        r"(?:同意|予以|准予|给予|依法予以)(?:全部|依法|直接)?公开(?:答复)?",
        r"(?:全部|依法|直接)公开答复",
        r"(?:全部|完全)公开",
    )),
    ("other_reason", OUTCOME, (r"其[他它]原因(?:的)?",)),
    ("state_secret", REASON, (r"(?:属于|涉及|因|含有)*国家秘密(?:的)?",)),
    ("trade_secret", REASON, (r"(?:属于|涉及|因|含有)*商业秘密(?:的)?",)),
    ("personal_privacy", REASON, (r"(?:属于|涉及|因|含有)*个人隐私(?:的)?",)),
    ("security_and_stability", REASON, (
        r"(?:可能)?(?:危及|影响|涉及)(?:国家安全|公共安全|经济安全|社会稳定|、|和|及|或)+",
        r"(?:危及|影响)?三安全一稳定",
    )),
    ("other_legal_grounds", REASON, (
        r"(?:属于)?法律、?法规(?:、规章)?(?:规定|禁止公开)的?(?:不予公开的?)?其[他它]情[形况]",
    )),
    # --- reviews and suits -----------------------------------------------------------------
    ("suit_after_review", ROUTE, (
        r"(?:经)?复议(?:后)?起诉的(?:行政)?诉讼(?:案件|案)?",
        r"(?:经|行政)?复议(?:后|之后|决定后)[,]?(?:再|又)?(?:直接)?(?:起诉|提起(?:的)?(?:行政)?"
        r"诉讼|(?:的)?(?:行政)?诉讼)(?:的)?(?:案件|案)?",
        r"经复议(?:后)?起诉",
    )),
    ("suit_direct", ROUTE, (
        r"直接向(?:人民)?法院(?:起诉|提起)(?:的)?(?:政府信息公开)?(?:的)?(?:行政)?(?:诉讼)?(?:案件|案)?",
        r"未经(?:行政)?复议(?:程序)?(?:而)?直接(?:起诉|提起)的(?:行政)?诉讼(?:案件|案)?",
        r"未经(?:行政)?复议(?:程序)?[,]?(?:而|就|便)?(?:直接)?(?:(?:向[^,;。\d]{1,8})?(?:起诉|"
        r"提起(?:的)?(?:行政)?诉讼|(?:行政)?诉讼))(?:的)?(?:案件|案)?",
        r"直接(?:起诉|提起(?:的)?(?:行政)?诉讼)(?:的)?(?:案件|案)?",
    )),
    ("upheld", RESULT, (
        r"(?:被)?(?:复议机关|法院|人民法院)?(?:裁定|判决|判|决定|予以|结果|依法)*(?:维持)(?:了)?"
        r"(?:原)?(?:具体)?(?:行政行为|行政决定|决定|答复|结果|判决)?(?:数)?(?:(?:或者?|、|/|及|"
        r"和)驳回(?:原告|申请人)?(?:的)?(?:全部)?(?:诉讼|复议)?(?:请求|申请)?)?(?:数)?",
        r"(?:判决|裁定|依法)?驳回(?:原告|申请人|当事人|其)?(?:的)?(?:全部)?(?:诉讼|复议)(?:请求|"
        r"申请)(?:数)?",
    )),
    ("corrected", RESULT, (r"(?:结果|被|依法|予以|被依法)*(?:纠错|纠正)(?:数)?",)),
    ("pending", RESULT, (
        r"(?:均|都|全部)?(?:尚|暂|还)?未(?:审结|结案|审理完毕|作出(?:复议)?决定|判决|裁决)",
        r"(?:均|都|全部)?(?:尚|暂|还)未办[结理]",
        r"(?:正在|尚在)(?:审理|办理|复议)(?:中|之中|过程中)?",
        r"审理中",
    )),
    ("other_result", RESULT, (
        r"其[他它](?:情形|结果|处理结果)(?:数)?(?=[、和及与,;。])",
        r"(?<=[为属于])其[他它](?=[,;。])",
        rf"其[他它](?:情形|结果|情况|处理结果)?(?:数)?(?=(?:的|有|为|共|:|\(|分别|数量|数|是|各)*{_NUMERAL})",
    )),
    # How a case may also end; no line of its own, and yet a member of the list.
    ("other_end", RESULT, (
        rf"(?:被|已)*(?:审结|撤销|撤诉|撤回|驳回|终止|调解|和解|变更|确认违法|责令[^,;。\d]{{0,6}})(?=的?{_NUMERAL})",
    )),
    ("review", ROUTE, (
        r"(?:被)?(?:申请|提起|提出|引发|引起|发生)?(?:的)?行政复议(?:申请)?(?:案件|案|事项)?"
        r"(?:数量|总?数|结果)?",
        r"(?:申请|提起|提出|引发|被)?(?:的)?复议(?:申请)?(?:案件|案|事项)?(?:数量|总?数)?",
    )),
    ("suit", ROUTE, (
        r"(?:被)?(?:提起|提出|引发|引起|发生)?(?:的)?行政(?:诉讼|应诉)(?:申请)?(?:案件|案|事项)?"
        r"(?:数量|总?数)?",
        r"(?:被)?(?:提起|提出|引发|引起|发生)?(?:的)?诉讼(?:案件|案|事项)?(?:数量|总?数)?",
        r"被起诉(?:案件)?",
    )),
    # --- fees ------------------------------------------------------------------------------
    ("free_of_charge", NEGATION, (
        r"不(?:予)?(?:收费|收取(?:任何|相关)?费用)",
        r"(?:全部|一律|均|都|全)(?:为)?(?:予以)?(?:实行)?免费(?:提供|公开|服务)?(?!发放|开放|赠)",
    )),
    ("fee_notice", THING, (r"(?:信息处理费)?(?:收费|缴费|缴纳)通知书?",)),
    ("fee_notice", THING, (r"(?:政府)?信息(?:公开)?处理费(?:收费|缴费)?通知书?",)),
    ("processing_fee", THING, (
        r"(?:依申请公开|政府信息公开)?(?:的)?(?:政府)?信息(?:公开)?(?:申请)?处理费用?(?:实际)?"
        r"(?:收取|收费|收缴)?(?:总?金额|总额)?",
    )),
    ("fee_collected", THING, (r"实际收取(?:的)?(?:总?金额|费用|总额)?", r"实收(?:总?金额|总额)?")),
    ("administrative_charge", THING, (r"(?:本年)?行政事业性收费(?:总?金额|总额|收入)?",)),
    ("proceedings_cost", THING, (
        r"(?:用于)?(?:处理|应对)[^,;。\d]{0,6}(?:行政)?复议(?:、|和|及|与)?(?:行政)?诉讼[^,;。\d]{0,6}支出"
        r"(?:的)?(?:费用|金额|经费)?",
    )),
    ("waived", THING, (
        r"减免(?:的)?(?:政府信息公开|依申请公开)?(?:的)?(?:收费|费用|金额)(?:总?金额|总额)?",
        r"费用减免",
    )),
    ("search", THING, (r"检索费(?:用)?(?!、|和|及|与|或|以及|等)",)),
    ("postage", THING, (r"邮寄费(?:用)?(?!、|和|及|与|或|以及|等)",)),
    ("delivery", THING, (r"递送费(?:用)?(?!、|和|及|与|或|以及|等)",)),
    ("copies", THING, (r"复制费(?:用)?\(纸张?\)",)),
    ("discs", THING, (r"复制费(?:用)?\(光盘\)",)),
    ("diskettes", THING, (r"复制费(?:用)?\(软盘\)",)),
    ("fee_part", THING, (r"(?:复制|打印|工本)费(?:用)?(?!、|和|及|与|或|以及|等)",)),
    ("fee", THING, (
        r"收费(?:和|及|、|与|以及)?(?:减免)?(?:费用)?(?:总?金额|总额)?",
        r"(?:收取|产生|发生)(?!行政事业性)[^,;。\d诉]{0,30}?(?<!检索)(?<!邮寄)(?<!递送)(?<!复制)"
        r"(?:成本)?费用?(?!用)(?:总?金额|总额)?(?!的|减免)",
        r"(?:检索|复制|邮寄|递送|成本|工本)(?:检索|复制|邮寄|递送|成本|工本|费|、|及|和|等)*费用?",
        r"费用(?:总?金额|总额)?",
    )),
    # --- complaints ------------------------------------------------------------------------
    ("first_complaint", THING, (
        r"对本(?:部门|机关|单位|局)首次处理不满意的(?:行政)?申诉(?:案件|案)?(?:数量|数)?",
    )),
    ("administrative_complaint", THING, (r"(?:行政)?申诉(?:案件|案|事项)?(?:数量|数)?",)),
    ("complaint", THING, (
        r"(?:举报|投诉)(?:和|、|或者?|及|与)?(?:举报|投诉)?(?:案件|案|事项|件|信)?(?:数量|总?数)?",
    )),
    # --- requests --------------------------------------------------------------------------
    ("online_interview", THING, (
        r"(?:政府网站)?(?:在线|网上|网络)访谈(?:节目|活动)?(?:总?次数|期数|数)?",
    )),
    ("request_channel_form", CHANNEL, (r"(?:电子邮件|电子邮箱|邮箱|网络邮件)(?:方式|形式)?",)),
    ("in_person", CHANNEL, (
        r"(?:当面|现场|来访|上门|到访|窗口)(?:提交|递交|提出)?(?:方式|形式)?",
    )),
    ("in_writing", CHANNEL, (r"书面(?=申请|形式|方式|提交|材料)(?:方式|形式)?",)),
    ("other_request_channel", CHANNEL, (
        r"其[他它](?:方式|形式|途径|渠道)(?=(?:的)?申请|提交|提出)",
    )),
    ("fax", CHANNEL, (r"传真(?:方式|形式)?",)),
    ("letter", CHANNEL, (
        r"(?:邮寄|邮政)(?:的)?(?:信函|信件|函件)(?:方式|形式)?",
        r"(?:信函|来信|信件|邮寄|邮递|邮政(?:快递|寄送)?|快递|函件|书信)(?:邮寄|寄送)?(?:方式|形式)?",
    )),
    ("request", REQUEST, (
        r"申请公开(?:的)?(?:政府)?信息的(?:要求|请求)",
        r"(?:公民、?法人(?:或|和|及)?其[他它]组织)?(?:提出|提交)?(?:的)?(?:依申请)?(?:政府|政务)?"
        rf"信息(?:依申请)?公开(?:的)?(?:书面)?申请(?:件|书(?={_NUMERAL})|数量?|总数|总量|量|案件|事项|业务)?",
        r"(?:政府信息)?(?:依|按)申请公开(?:的)?(?:政府)?(?:信息)?(?:的)?(?:申请|请求)?(?:件|数量?|总数|总量|量|案件|"
        rf"事项|业务|工作|来[信函](?={_NUMERAL})|(?:来[信函]|[信函]件)(?=[,;。]))*",
        r"申请公开(?:的)?(?:政府|相关|有关)?信息(?:的)?(?:申请)?(?:件|数量?|事项)?",
        r"(?:要求)?公开(?:的)?(?:政府|相关|有关)?信息的申请(?:件|数量?|总数)?",
        r"(?:政府)?信息申请公开(?:件|事项)?",
        r"公开申请(?:件|数量?|总数)?",
        rf"申请公开(?={_NUMERAL})",
        rf"申请书(?={_NUMERAL})",
        r"申请(?:件|总数|总量|数量?|量|事项)?",
    )),
    ("licences", THING, (
        r"行政许可(?:的)?(?:本年度?)?(?:处理)?决定(?:数量?)?(?!书)",
        r"(?:办理|作出|实施|处理|办结)(?:了)?(?:各类)?行政许可(?:决定)?(?!信息|事项)",
    )),
    ("penalties", THING, (
        r"(?:办理|作出|实施|处理)?(?:了)?(?:各类)?行政处罚(?:的)?(?:本年度?)?(?:处理)?(?:决定|案件)?"
        r"(?:数量?)?",
    )),
    ("coercion", THING, (
        r"(?:办理|作出|实施|处理)?(?:了)?(?:各类)?行政强制(?:措施|执行)?(?:的)?(?:本年度?)?(?:处理)?"
        r"(?:决定|案件)?(?:数量?)?",
    )),
    ("not_in_time", VOID, (
        r"(?:超|逾)(?:期|时)(?:未)?(?:答复|办结|办理|回复)?",
        r"未(?:按[时期]|及时)(?:答复|办结|办理)?",
    )),
    ("on_time", ACT, (
        r"(?:按[时期]|如期|及时|(?:均?在)?(?:法定|规定)(?:期限|时限|时间)[内里]?)(?:依法)?"
        r"(?:予以)?办(?:理完?)?[结毕](?:数)?",
    )),
    ("extended", ACT, (r"(?:延期|延长(?:期限|答复期限)?(?:后)?)(?:办结|办理|答复)(?:数)?",)),
    ("close", ACT, (
        r"(?:已|均)?(?:全部)?(?:办结|办理完(?:毕|结|成)|处理完毕|办毕|结案)(?:数量?|总数)?",
    )),
    ("reply", ACT, (
        r"(?:作出|给予|予以|已|书面|依法|按时|按期|及时)*(?:答复|回复|办复)(?:处理|完毕)?(?:申请人)?"
        r"(?:数量?|总[数量]|量)?(?!率)",
    )),
    ("receive", ACT, (
        r"新?(?:受理|收到|接到|接收|接受|收悉|接件|登记|收取|收办|收件)(?:并(?:办理|受理|处理))?"
        r"(?:了|的)?(?!费)",
        r"新收",
    )),
    ("handle", ACT, (r"(?:办理|处理|处置)(?:了)?(?:各类)?",)),
    ("internet", CHANNEL, (
        r"(?:网络|网上|在线|互联网|线上)+(?:平台|系统)?(?:提交)?(?:表单)?(?:提交|方式|形式|渠道)?",
    )),
    # --- proactive disclosure --------------------------------------------------------------
    ("normative_documents_newly_public", THING, (
        r"(?:本年度?)?新公开(?:的)?(?:行政)?规范性文件(?:数量?)?",
    )),
    ("normative_documents_public", THING, (r"对外公开(?:的)?(?:行政)?规范性文件(?:总?数量?)?",)),
    ("normative_documents_disclosed", THING, (
        rf"(?:行政)?规范性文件(?:主动)?公开(?:数量?)?(?=(?:为|共)*{_NUMERAL})",
        r"(?:主动)?公开(?:了)?(?:行政)?规范性文件(?:总?数)?",
    )),
    ("normative_documents_issued", THING, (
        rf"(?:行政)?规范性文件(?:本年)?(?:制发|制定|出台)(?:件数|数量?)?(?=(?:了|为|共)*{_NUMERAL})",
        r"(?:制发|制定|出台|印发|新?制作|制定出台|制定印发)(?:了|并公开|并发布)?(?:行政)?"
        r"规范性文件(?:总?数)?",
    )),
    ("rules_issued", THING, (
        rf"(?:政府)?规章(?:本年)?(?:制发|制定|出台)(?:件数|数量?)?(?=(?:了|为|共)*{_NUMERAL})",
    )),
    ("rules_repealed", THING, (r"废止(?:了)?(?:市|省)?(?:政府)?规章(?!制度)",)),
    ("rules_in_force", THING, (r"现行有效(?:的)?(?:市|省)?(?:政府)?规章(?!制度)",)),
    ("normative_documents_repealed", THING, (
        r"废止(?:[和、]?(?:宣布)?失效)?(?:了)?(?:行政)?(?:规范性文件)?",
        r"失效(?:了|的)?(?:行政)?规范性文件",
    )),
    ("normative_documents_in_force", THING, (r"现行有效(?:的)?(?:行政)?(?:规范性文件)?",)),
    ("normative_documents", THING, (r"(?:行政)?规范性文件",)),
    ("rules_issued", THING, (
        r"(?:制发|制定|出台|新?制作)(?:了)?(?:市|省)?(?:政府)?规章(?!制度)",
    )),
    ("rules_newly_public", THING, (r"新公开(?:的)?(?:政府)?规章(?!制度)",)),
    ("rules_public", THING, (r"对外公开(?:的)?(?:政府)?规章(?!制度)(?:总?数量?)?",)),
    ("rules", THING, (r"(?:政府)?规章(?!制度)",)),
    ("interpretation", INFORMATION, (
        r"政策(?:性)?(?:文件)?(?:的)?解读(?:性)?(?:稿件?|信息|材料|文章|作品|产品|文件)?(?:发布)?"
        r"(?:总?数量?)?",
        r"解读(?:稿件?|信息|材料|文章)(?:发布)?(?:数)?",
    )),
    ("press_conference.principal", THING, (
        r"主要负责(?:同志|人)参加新闻(?:通气|发布)会等活动(?:次数)?",
    )),
    ("press_conference", THING, (
        r"(?:(?:参加|举办|召开|举行|组织|开展)(?:参加|举办|召开|举行|开展|或|和|、|了)*)?(?:各类|"
        r"政府|专题)?新闻发布会(?:总?次数|总?场次|数|活动)?",
    )),
    ("principal", CONTEXT, (
        r"(?:单位)?主要(?:负责同志|负责人|领导)(?:同志)?(?:参加|出席|参与)?(?:的)?",
    )),
    ("social_media_answers", THING, (
        r"(?:政务)?微博(?:、|和|及)?(?:政务)?微信回应(?:公众)?(?:事件|关切)?(?:数)?",
    )),
    ("other_answers", THING, (r"其[他它](?:方式|渠道|形式)回应(?:公众)?(?:事件|关切)?(?:数)?",)),
    ("hot_topics", THING, (
        r"回应(?:了)?(?:公众|群众|社会|网民|民生|企业|的|关注|关切|关心|热点|焦点|重大|重要|政务|"
        r"网络|舆情|问题|事件|或|和|、|与|及)*(?:热点|舆情|关切)(?:问题|事件|事项)?(?:数)?(?!类)",
    )),
    ("full_text", THING, (
        r"全文电子化(?:的|公开)*(?:主动公开)?(?:的)?(?:政府)?(?:信息)?(?:数)?(?!率|达|程度)",
    )),
    ("service_items", THING, (r"(?:提供)?服务类(?:政府)?信息(?:数)?",)),
    ("disclosed", INFORMATION, (
        r"主动公开(?:了|的|各类|各项)*(?:政府|政务)?(?:各类|各种)?(?:公开)?信息(?:公开)?"
        r"(?:总?数量?|总?量|总计)?",
    )),
    ("disclosed_weak", INFORMATION, (
        r"(?:公开|发布|公布|推送|更新|发送|刊登|刊载|上传)(?:了|的)?(?:各类|各种|各项|各级|相关|"
        r"有关)?(?:政府|政务)?(?:各类|各种)?(?:公开)?信息(?:公开)?(?:总?数量?|总?量|总计)?",
    )),
    ("disclosed_bare", INFORMATION, (rf"主动公开(?=(?:共|计|了|共计|累计)*{_NUMERAL})",)),
    ("publish", ACT, (
        rf"(?:主动|对外|向社会)*(?:公开|发布)(?:了)?(?=(?:共|计)*{_NUMERAL})",
        r"(?:均|都|全部)(?:已)?(?:向社会|对外|主动)*公开(?=[,;。]|$)",
    )),
    ("gazette", CHANNEL, (r"(?:政府|政务|人民政府)?公报",)),
    ("social_media_both", CHANNEL, (r"(?:政务)?(?:双微|两微一端|两微|微博微信|新媒体)(?:平台)?",)),
    ("microblog", CHANNEL, (r"(?:政务|官方|新浪)?微博",)),
    ("wechat", CHANNEL, (r"(?:政务|官方)?微信(?:公众)?(?:平台|号)?",)),
    ("website", CHANNEL, (
        r"(?:政府|官方|部门|公众|信息|公开|门户|政务|服务)*网(?:站|门户站)",
        r"门户网",
        r"公众信息网",
        r"(?:(?:政府)?信息|政务)?公开(?:平台|网)",
        r"政务网",
    )),
    ("other_channel", CHANNEL, (r"其[他它](?:方式|渠道|形式|途径|载体|媒体|平台)",)),
    ("named_channel", CHANNEL, (
        r"报纸",
        r"报刊",
        r"电视台?",
        r"广播(?:电台)?",
        r"电台",
        r"公示栏",
        r"公开栏",
        r"宣传栏",
        r"手机报",
        r"短信",
        r"客户端",
        r"电子屏",
        r"显示屏",
        r"抖音",
        r"今日头条",
        r"头条号",
        r"查阅点(?=(?:主动)?公开)",
    )),
    # --- organisation, meetings, training --------------------------------------------------
    ("full_and_part_time", THING, (
        r"专(?:\(兼\)|、?兼)职(?:的)?(?:从事|负责)?(?:政府)?(?:信息|政务)?(?:公开)?(?:的)?(?:工作)?人员(?:总?数)?",
    )),
    ("full_time", THING, (
        r"(?:工作)?人员专职(?:负责|从事|承担)?",
        r"[专全]职(?:从事|负责)?(?:政府)?(?:信息|政务)?(?:公开)?(?:工作|管理)?(?:的)?(?:人员)?"
        r"(?:总?数)?",
    )),
    ("part_time", THING, (
        r"(?:工作)?人员兼职(?:负责|从事|承担)?",
        r"兼职(?:从事|负责)?(?:政府)?(?:信息|政务)?(?:公开)?(?:工作|管理)?(?:的)?(?:人员)?"
        r"(?:总?数)?",
    )),
    ("specialised_units", THING, (r"专门(?:的)?(?:工作|办事|管理|服务)?机构(?:数)?",)),
    ("reading_points", THING, (
        r"(?:政府)?(?:信息)?(?:公开)?(?:集中)?(?:公共)?(?:查阅|查询)(?:点|场所|室|窗口|处)"
        r"(?:总?数)?",
    )),
    ("funding", THING, (
        r"(?:政府)?(?:信息|政务)?(?:公开)?(?:工作)?(?:专项|专门)(?:工作)?(?:经费|资金)",
        r"(?:信息|政务)公开(?:工作)?(?:专项)?经费",
    )),
    ("trainees", THING, (
        r"(?:接受|参加|参与|参训|受训|培训)(?:了)?(?:各?类?(?:业务|专题|集中))?(?:培训)?(?:的)?"
        r"(?:各级|各类|相关|有关|业务|工作|政务公开|(?:政府)?信息公开|信息员|机关|单位|部门|基层)*"
        r"(?:工作)?(?:人员|人数|干部|学员|骨干|职工|信息员)+(?:总?数)?",
        r"参训(?:人员|人数)?",
        r"受训(?:人员|人数)?",
    )),
    ("training", THING, (
        r"(?:各类|专题|业务|集中|工作|专项|轮训|全员)*培训(?:班|会|活动|讲座|及会议)?"
        r"(?:总?(?:场次|次数|期数)|数)?",
        r"以会代训",
    )),
    ("staff", THING, (
        r"(?:从事|负责|承担|配备)?(?:了)?(?:政府)?(?:信息|政务)公开(?:日常)?(?:工作|从业|管理)?"
        r"(?:的)?(?:工作|从业)?人员(?:总?数)?",
        r"(?:工作|从业)人员(?:总?数)?",
    )),
    ("meetings", THING, (
        r"(?:政务公开|(?:政府)?信息公开)(?:工作)?(?:领导小?组)?(?:专题|推进|联席|部署|协调|调度|"
        r"动员|联络员|电视电话|视频|现场|年度)*(?:工作)?(?:会议|推进会|例会|动员会|部署会|专题会|(?<=工作)会)(?:数)?",
        r"(?:领导小组|领导组|联席|专题|工作|推进|协调|调度|部署)(?:工作)?(?:会议|推进会|专题会)"
        r"(?:数)?",
    )),
    ("procurement_amount", THING, (
        r"(?:政府)?(?:集中)?采购(?:项目)?(?:总?金额|总额)",
    )),
    ("procurement_items", THING, (r"政府集中采购(?:项目)?(?:总?数量?)?(?!信息|结果|公告|目录)",)),
    # --- what the talk is about ------------------------------------------------------------
    ("other_matters", CONTEXT, (r"其[他它](?:需要?)?(?:要)?报告的?事项",)),
    ("organisations", APPLICANT, (
        r"(?<![、和及与或])法人(?:和|或者?|及|与|、)?(?:其[他它])?组织",
        rf"(?<![、和及与或])法人(?=申请|的?{_NUMERAL})",
    )),
    ("natural_person", APPLICANT, (r"自然人", r"公民个人")),
    ("commercial", APPLICANT, (r"商业(?:企业|机构)",)),
    ("research", APPLICANT, (r"科研机构",)),
    ("public_welfare", APPLICANT, (r"社会公益组织",)),
    ("legal_service", APPLICANT, (r"法律服务机构",)),
    ("disclosure", CONTEXT, (r"(?:政府)?信息公开", r"政务公开")),
    ("proactive", CONTEXT, (r"主动公开",)),
    ("organisation", CONTEXT, (
        r"机构(?:建设|人员)",
        r"经费保障",
        r"人员(?:和|及|、)?经费",
        r"队伍建设",
    )),
    ("others", CONTEXT, (
        r"(?:外地|外省|外市|外县|周边|邻近|兄弟|其他)(?:兄弟)?(?:省市?|市县|地区|地方|县区|区县|市|县|区|州|"
        r"单位|部门)(?=[^,;。]{0,6}(?:因|的|收|发|被|受))",
    )),
    ("service_hall", CONTEXT, (
        r"(?:政务服务|便民服务|行政服务|行政审批|公共服务|一体化)(?:平台|中心|大厅|窗口|网)"
        r"(?=[^;。]{0,24}(?:受理|收到|办理|办结|接))",
    )),
    ("plan", CONTEXT, (
        r"预计",
        r"今后",
        r"确保(?=[^,;。]{0,8}零)",
        r"下一?步",
        r"明年",
        r"将(?:进一步|继续|重点|着力|从)",
        r"拟(?:于|定|计划)",
        r"计划(?:在|于|开展)",
        r"力争",
    )),
    ("condition", CONTEXT, (
        r"(?:如果?|若|(?<!许)可以?|有权|应当|应)(?:依法)?(?:提出|申请|提起|向|在|对)",
        r"如对",
        r"认为",
    )),
    # --- nothing there ---------------------------------------------------------------------
    ("no_word", VOID, (
        r"未来",
        r"无法",
        r"无障碍",
        r"无缝",
        r"无偿",
        r"无线",
        r"未经",
        r"无纸化",
        r"无正当",
        r"无误",
        r"无遗漏",
        r"无盲区",
        r"无故",
        r"有无",
        r"没有(?=最好)",
        r"未公开",
        r"未达",
        r"无死角",
        r"无效",
    )),
    ("none", NEGATION, (
        r"(?:均|都|尚|也|暂|并|还|从|皆|全部?)*(?:未(?!经|来)(?:曾|有|被|再)*|没有?|无|不涉及|不存在|零)"
        r"(?:向(?:申请人|申请者|公民|群众|社会|任何(?:人|单位))|对(?=[^,;。\d]{0,20}收))?",
    )),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form that counts a thing. `column` as in contract.COLUMN_CODES."""

    form: str
    code: str
    column: str
    units: frozenset[str]


_OUTCOMES_2014: Final = {
    "already_public": "3.3.1",
    "granted": "3.3.2",
    "partly_granted": "3.3.3",
    "refused": "3.3.4",
    "state_secret": "3.3.4.1",
    "trade_secret": "3.3.4.2",
    "personal_privacy": "3.3.4.3",
    "security_and_stability": "3.3.4.4",
    "not_government_information": "3.3.4.5",
    "other_legal_grounds": "3.3.4.6",
    "not_this_agency": "3.3.5",
    "not_existing": "3.3.6",
    "told_to_amend": "3.3.7",
    "told_elsewhere": "3.3.8",
}
_OUTCOMES_2019: Final = {
    "granted": "B3.1",
    "partly_granted": "B3.2",
    "refused": "B3.3",
    "state_secret": "B3.3.1",
    "prohibited_by_law": "B3.3.2",
    "security_and_stability": "B3.3.3",
    "third_party_rights": "B3.3.4",
    "internal_affairs": "B3.3.5",
    "process_information": "B3.3.6",
    "enforcement_file": "B3.3.7",
    "administrative_query": "B3.3.8",
    "unable": "B3.4",
    "not_held": "B3.4.1",
    "needs_creation": "B3.4.2",
    "unclear_after_correction": "B3.4.3",
    "not_processed": "B3.5",
    "petition_or_complaint": "B3.5.1",
    "repeat_request": "B3.5.2",
    "publication": "B3.5.3",
    "abusive_volume": "B3.5.4",
    "reconfirmation": "B3.5.5",
    "other_handling": "B3.6",
}
_RESULTS_2019: Final = ("upheld", "corrected", "other_result", "pending")
_CASES_2008: Final = {
    "received": "K10",
    "received.in_person": "K11",
    "received.fax": "K12",
    "received.request_channel_form": "K13",
    "received.internet": "K14",
    "received.website": "K14",
    "received.letter": "K15",
    "replied": "K17",
    "granted": "K18",
    "partly_granted": "K19",
    "refused": "K20",
    "not_government_information": "K21",
    "not_existing": "K22",
    "not_held": "K23",
    "not_this_agency": "K23",
    "told_to_amend": "K24",
    "state_secret": "K25",
    "trade_secret": "K26",
    "personal_privacy": "K27",
    **{f"exemption_{n}": f"K{24 + n}" for n in range(1, 7)},
    "first_complaint": "K35",
    "review": "K32",
    "suit": "K33",
    "administrative_complaint": "K34",
    "received.other_request_channel": "K16",
    "other_reason": "K31",
}


def _cases(form: str, codes: dict[str, str], column: str) -> dict[str, Line]:
    return {name: Line(form, code, column, CASE_UNITS) for name, code in codes.items()}


def _prose(*names: str) -> dict[str, Line]:
    codes = {
        "received_incl_carried_in": "P.received_incl_carried_in",
        "carried_in": "P.carried_in",
        "carried_forward": "P.carried_forward",
        "suit": "P.litigation_total",
    }
    return _cases("prose", {name: codes[name] for name in names}, "value")


def _lines_2014() -> dict[str, Line]:
    form = "2014"
    cases = {
        "received": "3.1",
        "received.in_person": "3.1.1",
        "received.fax": "3.1.2",
        "received.internet": "3.1.3",
        "received.website": "3.1.3",
        "received.request_channel_form": "3.1.3",
        "received.letter": "3.1.4",
        "closed": "3.2",
        "on_time": "3.2.1",
        "extended": "3.2.2",
        "replied": "3.3",
        **_OUTCOMES_2014,
        "review": "4",
        "review.upheld": "4.1",
        "review.corrected": "4.2",
        "review.other_result": "4.3",
        "suit": "5",
        "suit.upheld": "5.1",
        "suit.corrected": "5.2",
        "suit.other_result": "5.3",
        "complaint": "6",
    }
    others = {
        "disclosed": ("1.1", ITEM_UNITS),
        "normative_documents_disclosed": ("1.1.1", ITEM_UNITS),
        "normative_documents_issued": ("1.1.2", ITEM_UNITS),
        "disclosed.gazette": ("1.2.1", ITEM_UNITS - {"期"}),  # 政府公报12期 counts issues
        "disclosed.website": ("1.2.2", ITEM_UNITS),
        "disclosed.microblog": ("1.2.3", ITEM_UNITS),
        "disclosed.wechat": ("1.2.4", ITEM_UNITS),
        "disclosed.other_channel": ("1.2.5", ITEM_UNITS),
        "hot_topics": ("2.1", EVENT_UNITS | CASE_UNITS),
        "press_conference": ("2.2.1", EVENT_UNITS),
        "press_conference.principal": ("2.2.1.1", EVENT_UNITS),
        "online_interview": ("2.2.2", EVENT_UNITS),
        "online_interview.principal": ("2.2.2.1", EVENT_UNITS),
        "interpretation": ("2.2.3", ITEM_UNITS),
        "social_media_answers": ("2.2.4", EVENT_UNITS | CASE_UNITS),
        "other_answers": ("2.2.5", EVENT_UNITS | CASE_UNITS),
        "fee": ("7", MONEY_UNITS),
        "specialised_units": ("8.1", PLACE_UNITS),
        "reading_points": ("8.2", PLACE_UNITS),
        "staff": ("8.3", PERSON_UNITS),
        "full_time": ("8.3.1", PERSON_UNITS),
        "part_time": ("8.3.2", PERSON_UNITS),
        "funding": ("8.4", MONEY_UNITS),
        "meetings": ("9.1", EVENT_UNITS),
        "training": ("9.2", EVENT_UNITS),
        "trainees": ("9.3", PERSON_UNITS),
    }
    return {
        **_cases(form, cases, "value"),
        **{name: Line(form, code, "value", units) for name, (code, units) in others.items()},
        **_prose("received_incl_carried_in", "carried_in", "carried_forward"),
        # A fee that only exists since 2021 is that form's line, whatever form the rest is on.
        "processing_fee": Line("2021", "D6", "value", MONEY_UNITS),
    }


def _lines_2019(form: str) -> dict[str, Line]:
    requests = {"received": "B1", "carried_in": "B2", "carried_forward": "B4", "replied": "B3.7"}
    requests["results_total"] = requests["replied"]
    appeals = {"review": "C1.5", "suit_direct": "C2.5", "suit_after_review": "C3.5"} | {
        f"{route}.{result}": f"{block}.{place}"
        for route, block in (("review", "C1"), ("suit_direct", "C2"), ("suit_after_review", "C3"))
        for place, result in enumerate(_RESULTS_2019, start=1)
    }
    return {
        **_cases(form, requests | _OUTCOMES_2019, "total"),
        **_cases(form, appeals, "value"),
        **_prose("received_incl_carried_in", "suit"),
        "processing_fee": Line("2021", "D6", "value", MONEY_UNITS),
    }


_DECISIONS: Final = frozenset({"件", "宗", "起", "份", "例", "部"})
_DOCUMENTS: Final = _DECISIONS | {"个"}


def _lines_2019_only() -> dict[str, Line]:
    form = "2019"
    documents = {
        "rules_issued": "A1.1a",
        "rules_newly_public": "A1.1b",
        "rules_public": "A1.1c",
        "normative_documents_issued": "A1.2a",
        "normative_documents_newly_public": "A1.2b",
        "normative_documents_public": "A1.2c",
    }
    items = {
        "licences": "A5.1c",
        "penalties": "A6.1c",
        "coercion": "A6.2c",
    }
    return {
        **_lines_2019(form),
        **{name: Line(form, code, "value", _DOCUMENTS) for name, code in documents.items()},
        **{name: Line(form, code, "value", _DECISIONS) for name, code in items.items()},
        "procurement_items": Line(form, "A9.1a", "value", PLACE_UNITS | CASE_UNITS),
        "procurement_amount": Line(form, "A9.1b", "value", MONEY_UNITS),
    }


def _lines_2021() -> dict[str, Line]:
    form = "2021"
    cases = {
        "correction_overdue": "B3.6.1",
        "fee_overdue": "B3.6.2",
        "other_handling.other_result": "B3.6.3",
    }
    documents = {
        "rules_issued": "A1.1a",
        "rules_repealed": "A1.1b",
        "rules_in_force": "A1.1c",
        "normative_documents_issued": "A1.2a",
        "normative_documents_repealed": "A1.2b",
        "normative_documents_in_force": "A1.2c",
    }
    items = {
        "licences": "A5.1",
        "penalties": "A6.1",
        "coercion": "A6.2",
    }
    return {
        **_lines_2019(form),
        **_cases(form, cases, "total"),
        **{name: Line(form, code, "value", _DOCUMENTS) for name, code in documents.items()},
        **{name: Line(form, code, "value", _DECISIONS) for name, code in items.items()},
        "administrative_charge": Line(form, "A8.1", "value", MONEY_UNITS),
    }


def _lines_2008() -> dict[str, Line]:
    form = "2008"
    return {
        **_cases(form, _CASES_2008, "value"),
        **{
            name: Line(form, code, "value", ITEM_UNITS)
            for name, code in {
                "disclosed": "K01",
                "full_text": "K02",
                "new_normative_documents": "K03",
                "service_items": "K04",
                "catalogue": "K09",
            }.items()
        },
        **{
            name: Line(form, code, "value", PERSON_UNITS | EVENT_UNITS)
            for name, code in {
                "page_views": "K05",
                "visitors": "K06",
                "online_questions": "K07",
                "calls": "K08",
            }.items()
        },
        "fee": Line(form, "F2", "value", MONEY_UNITS),
        "fee.search": Line(form, "F21", "value", MONEY_UNITS),
        "fee.postage": Line(form, "F22", "value", MONEY_UNITS),
        "fee.delivery": Line(form, "F23", "value", MONEY_UNITS),
        "fee.copies": Line(form, "F24", "value", MONEY_UNITS),
        "fee.discs": Line(form, "F25", "value", MONEY_UNITS),
        "fee.diskettes": Line(form, "F26", "value", MONEY_UNITS),
        "fee.all": Line(form, "F0", "value", MONEY_UNITS),
        "proceedings_cost": Line(form, "H4", "value", MONEY_UNITS),
        "waived": Line(form, "H5", "value", MONEY_UNITS),
        "full_time": Line(form, "H1", "value", PERSON_UNITS),
        "part_time": Line(form, "H2", "value", PERSON_UNITS),
        "funding": Line(form, "H3", "value", MONEY_UNITS),
        **_prose("received_incl_carried_in", "carried_in", "carried_forward"),
    }


# What a form counts: name of the thing (and, after a point, of its part) → line.
LINES: Final[dict[str, dict[str, Line]]] = {
    "2008": _lines_2008(),
    "2014": _lines_2014(),
    "2019": _lines_2019_only(),
    "2021": _lines_2021(),
}
