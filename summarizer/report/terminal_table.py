"""The table of who reports what, on a console: signs and words, or letters and signs where outlets are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from summarizer.report.console import page_width, plain
from summarizer.report.overview import by_pair, cell_words, claim_text, spread
from summarizer.report.words import NOT_MENTIONED, STATES, WEAK, StateWords, spread_words
from summarizer.text import one_line
from summarizer.types import Comparison, Fact

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table

LONGEST_FACT = 110
"""Characters of a fact in the table."""
COLOURS = {
    "agree": "green",
    "partly": "cyan",
    "number": "yellow",
    "conflict": "red",
    "unclear": "magenta",
    "only": "magenta",
}
"""The colour of each state."""


def print_matrix(
    console: Console, comparison: Comparison, facts: Sequence[Fact], outlets: Sequence[str]
) -> None:
    """The facts that several outlets report, one row each; with many outlets the columns carry letters."""
    from rich.table import Table

    width = page_width(console)
    wide = max(12, min(18, (width * 55 // 100) // max(1, len(outlets))))
    spelled_out = len(outlets) * (wide + 2) <= width * 55 // 100
    names = list(outlets) if spelled_out else [_letter(number) for number in range(len(outlets))]
    table = Table(box=_box(), expand=True, show_edge=False, header_style="bold", show_lines=True)
    table.add_column("Fact", ratio=1)
    for name in names:
        table.add_column(plain(name), width=wide if spelled_out else max(2, len(name)), overflow="fold")
    widths, links = spread(comparison), by_pair(comparison.links)
    for fact in facts:
        words = {cell.outlet: cell_words(links, fact, cell) for cell in fact.cells}
        _add_matrix_row(table, comparison, fact, words, widths[fact.id], outlets, spelled_out=spelled_out)
    if not spelled_out:
        _print_legend(console, [f"{name} = {outlet}" for name, outlet in zip(names, outlets, strict=True)])
    shown = [words for state, words in STATES.items() if state not in ("unclear", "only")]
    _print_legend(
        console, [f"{words.sign} {words.label}" for words in (*shown, WEAK, NOT_MENTIONED)], style="dim"
    )
    console.print()
    console.print(table, width=width)


def _print_legend(console: Console, entries: Sequence[str], style: str = "") -> None:
    from rich.columns import Columns
    from rich.padding import Padding

    columns = Columns([plain(entry, style=style) for entry in entries], padding=(0, 3))
    console.print(Padding(columns, (0, 0, 0, 2)), width=page_width(console))


def _add_matrix_row(
    table: Table,
    comparison: Comparison,
    fact: Fact,
    said: Mapping[str, StateWords],
    width: tuple[int, int],
    outlets: Sequence[str],
    *,
    spelled_out: bool,
) -> None:
    marks = []
    for outlet in outlets:
        cell = fact.cell(outlet)
        words = said.get(outlet, NOT_MENTIONED)
        mark = words.sign if not spelled_out or cell is None else f"{words.sign} {words.label}"
        marks.append(plain(mark, style=COLOURS[cell.state] if cell else "dim"))
    text = plain(shortened(claim_text(comparison, fact.representative)))
    text.append(f"  {spread_words(*width)}", style="bold yellow" if width[1] == 1 else "dim")
    if fact.status == "disputed":
        text.append("  disputed", style="bold yellow")
    table.add_row(text, *marks)


def shortened(text: str) -> str:
    """The text on one line, cut at a word where it is too long for a table."""
    text = one_line(text)
    if len(text) <= LONGEST_FACT:
        return text
    return text[:LONGEST_FACT].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26) * (number // 26 + 1)


def _box() -> Box:
    from rich.box import SIMPLE_HEAD

    return SIMPLE_HEAD
