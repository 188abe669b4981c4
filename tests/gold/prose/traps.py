# ruff: noqa: E501  (a Chinese character counts as two columns)
"""What the sentences of the gold set do to a reader: the ids that they carry, and what each means."""

from __future__ import annotations

TRAPS: dict[str, str] = {
    # print
    "chinese_numerals": "the number stands in Chinese numerals",
    "thousands_separator": "a comma inside the number",
    "full_width_digits": "digits as wide as characters",
    "spaces_around_numbers": "spaces before and after numbers, as in text out of a PDF",
    "half_width_marks": "commas, colons and brackets in half width, as a comma inside a number would be",
    "scaled_unit": "万条, 万元 where the form counts 条, 元",
    "yuan_not_ten_thousand": "元 where the form asks for 万元",
    "number_before_label": "57件为信函申请: the number comes before what it counts",
    "labels_in_quotes": "outcomes in quotation marks",
    "numbered_list": "the parts of a list are numbered; the numbering is no figure",
    # not exact
    "approximate": "9300余条, 近百件, 超过500件",
    "vague_number": "数十件: no number at all",
    # zero and all
    "zero_in_words": "未收到, 无, 均未发生: zero without a digit",
    "all_of_one_kind": "均维持, 全部为网络申请: one printed number states total and part",
    "each": "各2件, 均为0件: one printed number for two lines",
    "respectively": "labels first, then their numbers: 分别为",
    "all_answered": "均按时答复: says nothing of how many were concluded or replied to",
    # whole and part
    "channels_of_one_item": "one item on several channels: the list need not be a partition",
    "partial_list": "a list of some parts, not of all",
    "rest_unnumbered": "其余: the rest is not numbered",
    "reasons_in_brackets": "parts in brackets after their total",
    "reasons_named_without_numbers": "因涉及国家秘密等原因: reasons are named, not counted",
    "breakdown_without_lines": "split by theme, applicant or channel where the form has no such lines",
    "parts_of_one_site": "kinds of one line that the form does not tell apart",
    "named_parts": "numbers of named parts of the body",
    "nested_parts": "parts inside parts",
    "top_list": "the departments with most requests",
    "joint_channels": "one number for two channels",
    "joint_lines": "one number for two lines",
    "routes_together": "lawsuits of both routes in one number",
    "of_the_new_ones_only": "concluded among the new ones, not all that were concluded",
    # carried over
    "carried_in_included": "the total includes what was carried in",
    "carried_in_excluded": "what was carried in stands beside the total",
    "carried_forward": "what goes on to the next year",
    # time
    "previous_year_beside": "last year's number beside this year's",
    "change_without_level": "more or fewer by a number",
    "percentages": "shares and growth",
    "share_without_number": "a channel of which only the share is printed",
    "cumulative": "since the law came into force",
    "part_year": "half a year",
    "other_year": "another year",
    "plan": "next year's plan",
    "rate": "rates of conclusion, of defeat, of satisfaction",
    # other things
    "look_alike": "counts of other work: hotlines, letters, proposals, services, visits, petitions",
    "stock_not_refusal": "不予公开的信息 as a stock in the catalogue, not refusals",
    "line_of_another_form": "counted on another generation of the form, not on this one",
    "other_matter": "other cases and rules in the words of the form",
    "other_body": "numbers of other bodies",
    "undecidable": "on the subject, but nobody can say which line, or whether it is a count of the year",
    "conditional": "if there are more than ten",
    "example": "one case told as an example",
    "selection": "a selection of cases, not a part of any list",
    "no_number": "words of the form without a number",
    "contact_block": "postcode and telephone",
    "period_of_report": "the dates that the report covers",
}
