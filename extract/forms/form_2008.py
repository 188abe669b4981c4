"""Reports under the Regulations of 2008 (国务院令492号): free prose, provincial indicator sets."""

from typing import Final

FORM: Final = "2008"
# Words that only reports of this generation use for how a request ended or what it cost.
VOCABULARY: Final = (
    "免予公开", "否决公开", "不予公开的政府信息", "全文电子化", "行政申诉", "检索费", "邮寄费",
    "复制费", "依申请公开信息目录", "信息公开专栏页面访问量", "非《条例》所指政府信息",
)  # fmt: skip
HAS_INDICATOR_TABLE: Final = True
