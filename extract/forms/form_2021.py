"""The form of 国办公开办函〔2021〕30号 (政府信息公开工作年度报告格式), tables 二, 三 and 四.

Known by the columns of table 二 (制发, 废止, 现行有效; 处理决定数量 alone; 收费金额) and by the
three rows of （六）其他处理 in table 三.
"""

from typing import Final

from extract.forms.requests import OTHER_PARTS

FORM: Final = "2021"
VOCABULARY: Final = (
    "现行有效", "本年制发", "信息处理费", "政府信息管理", "平台建设", "监督保障", "行政规范性文件",
)  # fmt: skip
REQUEST_LINES: Final = OTHER_PARTS
HAS_INDICATOR_TABLE: Final = False
