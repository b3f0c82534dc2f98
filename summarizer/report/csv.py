"""A comparison as CSV: a row for each sentence that an outlet has on a fact, and none for an outlet that has none.

In a story of 200 articles most outlets do not mention most facts; a row for each of them made a file of 193 MB.

The text is UTF-8 with a byte order mark, without which spreadsheets take it for another encoding (in Python,
read it as "utf-8-sig"). A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from summarizer.report.overview import by_pair, nearest, sentence_state, spread
from summarizer.types import Cell, CellState, Claim, Comparison, Story

COLUMNS = (
    *("fact", "status", "importance", "fact_text", "outlet", "state", "rank", "sentence", "start", "end"),
    *("article", "published", "url", "speaker", "note", "outlets", "origins", "newer", "first_reported"),
    "closest_elsewhere",
)
"""`rank` is 1 for the sentence that says it best; `state` is how each sentence relates to the fact's wording.

`outlets` and `origins` count those that report the fact, `newer` is "yes" beside the later of two figures, and
`closest_elsewhere` is the sentence of another outlet that an unclear fact may be stated by.
"""

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(comparison: Comparison) -> str:
    """The comparison as CSV text."""
    return table(COLUMNS, _rows(comparison))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV text with a byte order mark; every string is made safe for spreadsheets."""
    text = io.StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue()


def safe_cell(value: str) -> str:
    """The value without NUL characters, behind an apostrophe if a spreadsheet would take it for a formula."""
    value = value.replace("\0", "\ufffd")
    dangerous = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
    return f"'{value}" if dangerous else value


def _rows(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    claims = {claim.id: claim for claim in comparison.claims}
    links = by_pair(comparison.links)
    widths = spread(comparison)
    first = {event.fact_id: event.date for event in comparison.timeline}
    for fact in comparison.facts:
        text = claims[fact.representative].text
        near = nearest(comparison.story, claims[fact.near]) if fact.near else ""
        for outlet in comparison.story.outlets:
            cell = fact.cell(outlet)
            if cell is None:
                continue
            head = (fact.id, fact.status, fact.importance, text, outlet)
            tail = (*widths[fact.id], "yes" if cell.newer else "", first.get(fact.id, ""), near)
            said = [claims[one] for one in cell.claims]
            states = [
                sentence_state(links.get(frozenset((fact.representative, claim.id))), cell) for claim in said
            ]
            rows = _sentence_rows(comparison.story, cell, said, states)
            yield from ((*head, *row, *tail) for row in rows)


def _sentence_rows(
    story: Story, cell: Cell, claims: Sequence[Claim], states: Sequence[CellState]
) -> Iterator[tuple[object, ...]]:
    for rank, (claim, state) in enumerate(zip(claims, states, strict=True), start=1):
        article = story.article(claim.document_id)
        place = (claim.start, claim.end, article.id, article.published, article.url)
        yield (state, rank, claim.text, *place, claim.speaker, cell.note if state == cell.state else "")
