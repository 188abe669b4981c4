"""Reports with the indicators of 国办发〔2014〕32号 政府信息公开情况统计表: prose or one table.

One value column, labels with units, nine sections; no applicant types and no carry-over rows.
"""

from typing import Final

FORM: Final = "2014"
FIRST_YEAR: Final = 2014
# Words that reports went on using when the form had gone.
LASTING_WORDS: Final = (
    "当面申请", "信函申请", "政务舆情", "政务微博", "政务微信", "社会关切", "解读回应",
    "新闻发布会", "举报投诉", "建议提案", "政协提案",
)  # fmt: skip
VOCABULARY: Final = (
    "同意公开", "同意部分公开", "不同意公开", "属于已主动公开", "不属于本行政机关公开",
    "申请信息不存在", "告知作出更改补充", "告知通过其他途径", "维持具体行政行为", "被依法纠错",
    "政策解读稿件", "收费及减免", *LASTING_WORDS,
)  # fmt: skip
HAS_INDICATOR_TABLE: Final = True
# Wordings met beside the official ones.
LABEL_VARIANTS: Final = {
    "主动公开政府信息总数": "1.1",
    "制发规范性文件数": "1.1.2",
    "政府公报公开数": "1.2.1",
    "政府网站公开数": "1.2.2",
    "政务微博公开数": "1.2.3",
    "政务微信公开数": "1.2.4",
    "其他方式公开数": "1.2.5",
    "回应公众关注热点或重大舆情次数": "2.1",
    "举办新闻发布会次数": "2.2.1",
    "在线访谈次数": "2.2.2",
    "收到申请总数": "3.1",
    "申请办结总数": "3.2",
    "申请答复总数": "3.3",
    "已主动公开范围数": "3.3.1",
    "收取的费用": "7",
    "依申请公开信息收取费用": "7",
    "专门机构数": "8.1",
    "查阅点数": "8.2",
    "工作人员数": "8.3",
    "专职人员数": "8.3.1",
    "兼职人员数": "8.3.2",
    "专项经费": "8.4",
    "培训班数": "9.2",
    "接受培训人次": "9.3",
}
