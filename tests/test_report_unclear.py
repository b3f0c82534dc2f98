"""Facts of one outlet that a sentence of another comes close to: told apart, and the sentence shown."""

from __future__ import annotations

import csv
import io

import pytest
import report_cases

from summarizer.errors import InputError
from summarizer.report import csv as csv_report
from summarizer.report import html, markdown
from summarizer.report import json as json_report
from summarizer.report.overview import counts, outlet_views
from summarizer.report.page import fact_views

FERRY, DETOUR = "A ferry will carry foot passengers for free.", "Drivers face a detour of 40 miles."


def test_it_is_counted_apart():
    case = report_cases.unclear()
    assert counts(case).endswith("1 disputed, 1 shared, 1 in one outlet only, 1 perhaps elsewhere")
    harbor, clarion = outlet_views(case)
    assert ([len(harbor.only), len(harbor.unclear)], [len(clarion.only), len(clarion.unclear)]) == (
        [0, 1],
        [1, 0],
    )
    assert harbor.profile.only == ()


def test_the_page_opens_what_comes_close_and_does_not_count_it():
    view = fact_views(report_cases.unclear())[2]
    harbor, clarion = view.cells
    assert (harbor.state, clarion.state) == ("unclear", "near")
    assert clarion.quotes == (DETOUR,)
    assert clarion.note == "relation model: 0.21 that they share anything"
    assert [cell.outlet for cell in view.reported] == [harbor.outlet]
    page = html.render(report_cases.unclear())
    assert "Perhaps only here" in page
    assert "comes close" in page
    assert "comes close" not in html.render(report_cases.two_outlets()).replace("elsewhere comes close", "")


def test_markdown_and_csv_name_the_sentence():
    page = markdown.render(report_cases.unclear())
    assert "Perhaps only here (1):" in page
    assert f"{FERRY} (closest: Clarion: “{DETOUR}”)" in page.replace("\\", "")
    text = csv_report.render(report_cases.unclear()).removeprefix("\ufeff")
    rows = {row["sentence"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows[FERRY]["status"] == rows[FERRY]["state"] == "unclear"
    assert rows[FERRY]["closest_elsewhere"] == f"Clarion: “{DETOUR}”"
    assert rows[DETOUR]["closest_elsewhere"] == ""


def test_json_keeps_it_and_refuses_a_claim_that_is_not_there():
    case = report_cases.unclear()
    text = json_report.dumps(case)
    assert json_report.loads(text) == case
    near = case.facts[2].near
    with pytest.raises(InputError, match="names claim"):
        json_report.loads(text.replace(f'"near": "{near}"', '"near": "nobody"'))
