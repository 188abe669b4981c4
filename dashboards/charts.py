"""The charts as Vega-Lite specifications, made with Altair.

Given to `dashboards.skeleton`, which writes them beside the pages; `web/chart.js` puts the rows in
(data set `rows`), the names of codes in the reader's language (parameter `names`), and the height
where the number of rows decides it. A specification has therefore neither numbers nor words. Years
run downwards: each bar has room for its year, and for the coverage, on a screen of 400 px too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import altair as alt

# Okabe and Ito's colours, which the colour-blind can tell apart, a little darker against white.
BLUE: Final = "#0b6aa8"
SKY: Final = "#56a5d8"
GREEN: Final = "#10805f"
ORANGE: Final = "#d97904"
VERMILION: Final = "#c24a0a"
PURPLE: Final = "#a65a8a"
YELLOW: Final = "#c9b400"
GREY: Final = "#8a9199"
PALE: Final = "#c4cad0"

# Codes in the order in which they are stacked, each with its colour.
REQUEST_SERIES: Final = {
    "new_request_count": BLUE,
    "received_not_said_count": SKY,
    "received_and_carried_in_count": PURPLE,
}
OUTCOMES: Final = {
    "granted_count": BLUE,
    "partly_granted_count": SKY,
    "refused_count": VERMILION,
    "unable_count": ORANGE,
    "not_processed_count": YELLOW,
    "other_handling_count": PURPLE,
    "other_2014_reply_count": GREY,
    "outcome_not_broken_down_count": PALE,
}
APPLICANTS: Final = {
    "natural_person": BLUE,
    "commercial": ORANGE,
    "research": GREEN,
    "public_welfare": SKY,
    "legal_service": PURPLE,
    "other": YELLOW,
    "legal_person_not_broken_down": GREY,
    "not_broken_down": PALE,
}
RESULTS: Final = {
    "upheld_count": BLUE,
    "corrected_count": VERMILION,
    "other_or_pending_count": YELLOW,
    "not_broken_down_count": PALE,
}
CHECKS: Final = {"violated": VERMILION, "holds": BLUE, "not_testable": PALE}
PLACES: Final = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, YELLOW)

Drawing = alt.LayerChart | alt.FacetChart

VEGA_LITE: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
FONT: Final = "system-ui, sans-serif"
LABEL_SIZE: Final = 12

_ROOM_FOR_TEXT: Final = {"left": 2, "right": 64, "top": 2, "bottom": 2}
_NAMES: Final = alt.param(name="names", value={})
_DATA: Final = alt.NamedData("rows")
_NAME_OF: Final = "names[datum.label] || datum.label"


def _years(**more: Any) -> alt.Y:
    """The rows: a label that the page has put together (year, form or coverage), in its order."""
    return alt.Y("label:N", sort=alt.EncodingSortField("order", op="min"), **more).title(None)


def _amounts(field: str = "value") -> alt.X:
    axis = alt.Axis(format=",~r", tickCount=4, tickMinStep=1, domain=False, ticks=False)
    return alt.X(f"{field}:Q", axis=axis).title(None)


def _colours(codes: dict[str, str], **more: Any) -> alt.Color:
    """Colour by `code`; the legend has the reader's words, and only codes that are drawn."""
    legend = alt.Legend(labelExpr=_NAME_OF, title=None, values=alt.ExprRef("shown"))
    scale = alt.Scale(domain=list(codes), range=list(codes.values()))
    return alt.Color("code:N", scale=scale, legend=legend, **more)


_SHOWN: Final = alt.param(name="shown", value=[])
_TIPS: Final = [alt.Tooltip("tip:N")]
# Pale where the number may not be the whole: a part in conflict, illegible, or short of the total.
_WHOLE: Final = alt.condition("datum.is_partial", alt.value(0.4), alt.value(1))


def bars(codes: dict[str, str]) -> Drawing:
    """A bar for each row and its number at the end; what must not be added up has its own row."""
    base = alt.Chart(_DATA).encode(y=_years(), x=_amounts())
    drawn = base.mark_bar(cornerRadiusEnd=2).encode(
        color=_colours(codes), opacity=_WHOLE, tooltip=_TIPS
    )
    texts = base.mark_text(align="left", dx=4, fontSize=11).encode(text="text:N")
    made = alt.layer(drawn, texts).properties(padding=_ROOM_FOR_TEXT)
    return made.add_params(_NAMES, _SHOWN)


def amounts() -> Drawing:
    """One bar a year, with its number."""
    base = alt.Chart(_DATA).encode(y=_years(), x=_amounts())
    drawn = base.mark_bar(color=GREEN, cornerRadiusEnd=2).encode(opacity=_WHOLE, tooltip=_TIPS)
    texts = base.mark_text(align="left", dx=4, fontSize=11).encode(text="text:N")
    return alt.layer(drawn, texts).properties(padding=_ROOM_FOR_TEXT)


def stacked(codes: dict[str, str]) -> Drawing:
    """Parts of one whole on each other, in the order of `codes`."""
    drawn = (
        alt.Chart(_DATA)
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(
            y=_years(),
            x=_amounts().stack("zero"),
            color=_colours(codes),
            order=alt.Order("code_order:Q"),
            opacity=_WHOLE,
            tooltip=_TIPS,
        )
    )
    return alt.layer(drawn).add_params(_NAMES, _SHOWN)


def coverage() -> Drawing:
    """How much of what is expected is held: a bar from 0 to 1 in front of the whole."""
    base = alt.Chart(_DATA).encode(y=_years())
    share = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]))
    share = share.axis(alt.Axis(format="%", tickCount=4, domain=False, ticks=False)).title(None)
    whole = base.mark_bar(color=PALE, opacity=0.35).encode(x=alt.XDatum(1))
    held = base.mark_bar(color=GREEN).encode(x=share, tooltip=_TIPS)
    texts = base.mark_text(align="left", dx=4, fontSize=11).encode(x=alt.XDatum(1), text="text:N")
    made = alt.layer(whole, held, texts)
    return made.properties(padding=_ROOM_FOR_TEXT)


def tiles() -> Drawing:
    """The provinces as tiles, each about where it lies; shade by `value`, none where NULL."""
    base = alt.Chart(_DATA).encode(
        x=alt.X("tile_column:O", axis=None), y=alt.Y("tile_row:O", axis=None)
    )
    drawn = base.mark_rect(cornerRadius=3, stroke="white", strokeWidth=2)
    shade = alt.Color(
        "value:Q",
        scale=alt.Scale(range=["#dbe9f5", "#0b4f86"], domainMin=0),
        legend=None,
    )
    filled = drawn.encode(color=shade, tooltip=_TIPS).transform_filter("isValid(datum.value)")
    empty = drawn.encode(color=alt.value("#e8eaed"), tooltip=_TIPS)
    empty = empty.transform_filter("!isValid(datum.value)")
    names = base.mark_text(fontSize=13, dy=-6).encode(
        text="short_name:N",
        color=alt.condition("datum.is_dark", alt.value("white"), alt.value("#1c2126")),
    )
    values = base.mark_text(fontSize=10, dy=9).encode(
        text="text:N",
        color=alt.condition("datum.is_dark", alt.value("white"), alt.value("#1c2126")),
    )
    return alt.layer(empty, filled, names, values).properties(height=440)


def ranks() -> Drawing:
    """Where a place stands among its peers: 0 the lowest, 1 the highest, one row an indicator."""
    base = alt.Chart(_DATA).encode(y=_years())
    place = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]))
    place = place.axis(alt.Axis(format="%", values=[0, 0.5, 1], domain=False)).title(None)
    line = base.mark_rule(color=PALE, strokeWidth=2).encode(x=alt.XDatum(0), x2=alt.X2Datum(1))
    dots = base.mark_point(filled=True, size=110, color=BLUE, opacity=1)
    return alt.layer(line, dots.encode(x=place, tooltip=_TIPS))


def lines() -> Drawing:
    """Series over years. A line joins only years of one `segment`; a rule stands at each break."""
    years = alt.X("year:Q", scale=alt.Scale(zero=False, nice=False, padding=16), title=None).axis(
        alt.Axis(format="d", tickMinStep=1, grid=False, domain=False)
    )
    values = alt.Y("value:Q", title=None).axis(
        alt.Axis(format=alt.ExprRef("numbers"), tickCount=5, domain=False, ticks=False)
    )
    colour = alt.Color(
        "place:N",
        scale=alt.Scale(domain=alt.ExprRef("places"), range=list(PLACES)),
        legend=alt.Legend(title=None),
    )
    shape = alt.Shape("place:N", scale=alt.Scale(domain=alt.ExprRef("places"))).title(None)
    base = alt.Chart(_DATA).encode(x=years, y=values, color=colour)
    series = base.mark_line(strokeWidth=2).encode(detail="segment:N")
    points = base.mark_point(filled=True, size=64).encode(
        shape=shape, opacity=_WHOLE, tooltip=_TIPS
    )
    breaks = alt.Chart(alt.NamedData("breaks"))
    rules = breaks.mark_rule(strokeDash=[4, 3], color=GREY).encode(x="at:Q", tooltip=_TIPS)
    # Along the rule: the next one may be a year away, and the edge nearer than its words are long.
    words = breaks.mark_text(
        angle=90, align="left", baseline="bottom", dx=3, dy=-2, fontSize=10, color=GREY
    ).encode(x="at:Q", y=alt.value(0), text="text:N")
    return (
        alt.layer(rules, words, series, points)
        .properties(height=320)
        .add_params(
            alt.param(name="places", value=[]),
            alt.param(name="numbers", value=",~r"),
        )
    )


CHARTS: Final[dict[str, Callable[[], Drawing]]] = {
    "coverage": coverage,
    "requests": lambda: bars(REQUEST_SERIES),
    "outcomes": lambda: stacked(OUTCOMES),
    "applicants": lambda: stacked(APPLICANTS),
    "results": lambda: stacked(RESULTS),
    "amounts": amounts,
    "checks": lambda: stacked(CHECKS),
    "tiles": tiles,
    "ranks": ranks,
    "lines": lines,
}


def specification(name: str) -> dict[str, Any]:
    """The Vega-Lite specification of a chart of `CHARTS`, as wide as the place it is put in."""
    chart = CHARTS[name]().properties(
        width="container",
        background="transparent",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    # The page tells what the chart is and has the numbers in a table; its marks would be noise.
    chart = chart.configure(font=FONT).configure_mark(aria=False)
    chart = chart.configure_view(stroke=None)
    chart = chart.configure_axis(
        aria=False, labelFontSize=LABEL_SIZE, labelLimit=220, gridColor=PALE, gridOpacity=0.5
    )
    chart = chart.configure_axisY(ticks=False, domain=False, labelPadding=8)
    chart = chart.configure_legend(
        aria=False,
        orient="top",
        labelFontSize=LABEL_SIZE,
        labelLimit=260,
        symbolType="square",
    )
    made: dict[str, Any] = chart.to_dict()
    return made
