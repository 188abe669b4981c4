"""The form of 国办公开办函〔2019〕60号, 政府信息公开工作年度报告格式（试行）: tables 二, 三, 四.

Known by the columns of table 二 (新制作, 新公开, 对外公开总数; 上一年项目数量, 增/减) and by an
undivided row （六）其他处理 in table 三.
"""

from typing import Final

from extract.forms.requests import OTHER_UNDIVIDED

FORM: Final = "2019"
FIRST_YEAR: Final = 2019
VOCABULARY: Final = (
    "新制作",
    "新公开",
    "对外公开总数",
    "上一年项目数量",
    "政府集中采购",
    "采购总金额",
)
REQUEST_LINES: Final = frozenset({OTHER_UNDIVIDED})
HAS_INDICATOR_TABLE: Final = False
