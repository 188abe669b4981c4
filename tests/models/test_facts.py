"""The facts of four real reports, from landed figures through every model, as DESIGN.md says."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from tests.models.conftest import REPORTS

FACTS = (
    "fct_requests",
    "fct_request_channels",
    "fct_request_timeliness",
    "fct_request_outcomes",
    "fct_appeals",
    "fct_fees",
    "fct_disclosure_items",
    "fct_capacity",
    "fct_public_contact",
)


def rows(marts: duckdb.DuckDBPyConnection, name: str, query: str) -> list[tuple[object, ...]]:
    """Rows of a query on the facts of one report; `$here` in it is that report's key."""
    key = marts.execute(
        "select report_key from bridge_report_document where report_id = ?",
        [REPORTS[name].report_id],
    ).fetchone()
    assert key is not None
    return marts.execute(query, {"here": key[0]}).fetchall()


def test_sichuan_requests(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "四川",
        """
        select applicant_type_code, received_count, received_basis, received_value_origin,
            carried_in_count, new_count, new_value_origin, len(new_figure_ids),
            carried_forward_count
        from fct_requests where report_key = $here
        """,
    ) == [
        (
            "not_broken_down",
            17846,
            "new_and_carried_in",
            "printed",
            508,
            17338,
            "derived",
            2,
            292,
        )
    ]


def test_sichuan_channels_add_up_with_what_they_leave_open(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(
        marts,
        "四川",
        """
        select channel_code, request_count, value_origin, received_basis, len(figure_ids)
        from fct_request_channels where report_key = $here order by request_count desc
        """,
    ) == [
        ("in_person", 9737, "printed", "new_and_carried_in", 1),
        ("internet", 6031, "printed", "new_and_carried_in", 1),
        ("letter", 1920, "printed", "new_and_carried_in", 1),
        ("not_broken_down", 158, "derived", "new_and_carried_in", 4),
    ]


def test_sichuan_refusals_are_one_undivided_row(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "四川",
        "select sum(request_count), count(*) from fct_request_outcomes where report_key = $here",
    ) == [(17554, 8)]
    assert rows(
        marts,
        "四川",
        """
        select outcome_code, request_count
        from fct_request_outcomes inner join dim_outcome using (outcome_code)
        where report_key = $here and outcome_group = 'refused'
        """,
    ) == [("refused_not_broken_down", 1540)]


def test_sichuan_staff_and_funds(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "四川",
        """
        select item_code, item_value, amount_cny, published_value
        from fct_capacity where report_key = $here order by item_code
        """,
    ) == [
        ("earmarked_funds:amount", None, Decimal(40212700), Decimal("4021.27")),
        ("full_time_staff:staff", 2182, None, 2182),
        ("part_time_staff:staff", 11191, None, 11191),
    ]


def test_yongchuan_refusals_by_reason_without_residual(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "永川",
        """
        select outcome_code, request_count
        from fct_request_outcomes inner join dim_outcome using (outcome_code)
        where report_key = $here and outcome_group = 'refused' order by request_count
        """,
    ) == [("trade_secret", 1), ("personal_privacy", 3), ("not_government_information", 10)]
    assert rows(
        marts,
        "永川",
        "select sum(request_count) from fct_request_outcomes where report_key = $here",
    ) == [(92,)]


def test_quxian_outcomes_reviews_and_lawsuits(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "渠县",
        "select sum(request_count) from fct_request_outcomes where report_key = $here",
    ) == [(103,)]
    assert rows(
        marts,
        "渠县",
        """
        select appeal_kind, count(distinct appeal_route_code), sum(appeal_count),
            sum(appeal_count) filter (where appeal_result_code = 'corrected')
        from fct_appeals inner join dim_appeal_route using (appeal_route_code)
        where report_key = $here group by appeal_kind order by appeal_kind
        """,
    ) == [("lawsuit", 2, 7, 0), ("review", 1, 5, 3)]
    assert rows(
        marts,
        "渠县",
        """
        select fact_key, not_in_fact_reason from fct_figures
        where report_key = $here and line_code = 'P.litigation_total'
        """,
    ) == [(None, "not_broken_down_by_route")]


def test_quxian_charges_apart_from_a_printed_zero(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "渠县",
        """
        select fee_class, amount_cny, published_value, value_state
        from fct_fees where report_key = $here order by fee_class
        """,
    ) == [
        ("administrative_charge", Decimal(31356000), Decimal("3135.6"), "number"),
        ("processing_fee", 0, 0, "number"),
    ]


def test_dayao_silence_is_no_row_and_zero_is_one(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(marts, "大姚", "select * from fct_fees where report_key = $here") == []
    assert rows(
        marts,
        "大姚",
        """
        select appeal_route_code, appeal_result_code, appeal_count
        from fct_appeals where report_key = $here order by appeal_route_code
        """,
    ) == [("lawsuit_undivided", "not_broken_down", 0), ("review", "not_broken_down", 0)]


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_row_leads_to_its_figures(marts: duckdb.DuckDBPyConnection, fact: str) -> None:
    held, linked = marts.execute(
        f"""
        with links as (select fact_key, report_key, unnest(figure_ids) as figure_id from {fact})
        select
            (select count(*) from {fact}),
            count(distinct links.fact_key)
        from links
        inner join fct_figures using (figure_id, report_key)
        """
    ).fetchone() or (0, 0)
    # The four reports are silent on timeliness and on contact with the public.
    assert (held > 0) == (fact not in {"fct_request_timeliness", "fct_public_contact"})
    assert linked == held


def test_each_place_has_its_report(marts: duckdb.DuckDBPyConnection) -> None:
    assert marts.execute(
        """
        select jurisdiction_name_zh, report_year, is_jurisdiction_report
        from dim_report inner join dim_jurisdiction using (jurisdiction_key)
        order by report_year, jurisdiction_name_zh
        """
    ).fetchall() == [
        ("四川省", 2018, True),
        ("大姚县", 2018, True),
        ("永川区", 2018, True),
        ("渠县", 2023, True),
    ]
