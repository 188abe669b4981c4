"""Reports with the indicators of 国办发〔2014〕32号 政府信息公开情况统计表: prose or one table.

One value column, labels with units, nine sections; no applicant types and no carry-over rows.
"""

from typing import Final

FORM: Final = "2014"
VOCABULARY: Final = (
    "同意公开", "同意部分公开", "不同意公开", "属于已主动公开", "不属于本行政机关公开",
    "申请信息不存在", "告知作出更改补充", "告知通过其他途径", "维持具体行政行为", "被依法纠错",
    "当面申请", "信函申请", "政策解读稿件", "政务舆情", "政务微博", "政务微信", "社会关切",
    "解读回应", "新闻发布会", "举报投诉", "收费及减免", "建议提案", "政协提案",
)  # fmt: skip
HAS_INDICATOR_TABLE: Final = True
