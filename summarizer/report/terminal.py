"""A comparison and summaries on the terminal: from 80 columns up, with and without colours, and in a pipe."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from summarizer.report.overview import (
    citations,
    counts,
    fact_text,
    failures,
    origin_groups,
    outlet_views,
    story_title,
    subject,
)
from summarizer.report.words import NOT_MENTIONED, STATES, flag_reason, state_words
from summarizer.text import one_line
from summarizer.types import Comparison, Fact, Failure, Story, Summary, SummarySentence

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

PIPED_WIDTH = 100
"""Columns where the output is not a terminal."""
WIDEST = 140
"""Columns that running text and tables use at most; longer lines are hard to read."""
LONGEST_FACT = 110
"""Characters of a fact in the table."""
MOST_ROWS = 24
"""Facts in the table."""
MOST_CITED = 4
"""Outlets named behind a summary sentence."""
MOST_ONLY = 3
"""Facts that only one outlet has, listed per outlet; the files have them all."""

_COLOURS = {"agree": "green", "partly": "cyan", "number": "yellow", "conflict": "red", "only": "magenta"}


def terminal(file: IO[str] | None = None) -> Console:
    """A console for standard output (or `file`), of a fixed width in a pipe; it honours NO_COLOR."""
    from rich.console import Console

    stream = file or sys.stdout
    return Console(
        file=stream,
        width=None if stream.isatty() else PIPED_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print the story's summary, where outlets differ, who reports what as a table, and what only one has."""
    outlets = comparison.story.outlets
    _heading(console, story_title(comparison.story))
    _line(console, counts(comparison), style="dim")
    _section(console, "The story")
    _print_sentences(console, comparison.story, comparison.summary)
    disputed = comparison.with_status("disputed")
    if disputed:
        _section(console, f"Where they differ ({len(disputed)})")
        for number, fact in enumerate(disputed):
            if number:
                console.print()
            _print_dispute(console, comparison, fact)
    common = disputed + comparison.with_status("shared")
    if common:
        _section(console, "Who reports what")
        _print_matrix(console, comparison, common[:MOST_ROWS], outlets)
        if len(common) > MOST_ROWS:
            _line(
                console,
                f"… and {len(common) - MOST_ROWS} more facts; a file has them all",
                style="dim",
                indent=2,
            )
    if comparison.facts:
        _print_outlets(console, comparison)
    _print_origins(console, comparison)
    print_failures(failures(comparison), console)


def print_summaries(stories: Sequence[Story], summaries: Sequence[Summary], console: Console) -> None:
    """Print summaries under the titles of the articles or stories they are about, with flags and notes."""
    for summary in summaries:
        story, title, source = subject(stories, summary.document_id)
        _heading(console, title)
        _line(console, " · ".join(part for part in (source, summary.system) if part), style="dim")
        console.print()
        _print_sentences(console, story, summary, cite=len(story.articles) > 1)
        console.print()


def print_failures(failed: Sequence[Failure], console: Console) -> None:
    """Print what could not be read or computed, if anything."""
    if failed:
        _section(console, f"Failed ({len(failed)})")
        for failure in failed:
            _print_item(console, "✕", f"{failure.item} ({failure.stage}): {failure.message}", style="red")


def _print_sentences(console: Console, story: Story, summary: Summary, *, cite: bool = True) -> None:
    from rich.text import Text

    if not summary.sentences:
        _line(console, "No summary could be made.", style="italic")
    for sentence in summary.sentences:
        text = _plain(sentence.text)
        sources = _cited_outlets(story, sentence) if cite else ""
        if sources:
            text.append(f" [{_clean(sources)}]", style="cyan")
        _print_block(console, text, indent=2)
        for flag in sentence.flags:
            _print_block(console, Text(f"! {_clean(flag_reason(flag))}", style="yellow"), indent=4)
        if sentence.replaced:
            _print_block(console, _plain(f"in place of: {sentence.replaced}", style="dim"), indent=4)
    for note in summary.notes:
        _line(console, f"Note: {note}", style="dim", indent=2)


def _cited_outlets(story: Story, sentence: SummarySentence) -> str:
    cited = list(dict.fromkeys(citation.article.label for citation in citations(story, sentence)))
    more = [f"{len(cited) - MOST_CITED} more"] if len(cited) > MOST_CITED else []
    return "; ".join([*cited[:MOST_CITED], *more])


def _print_dispute(console: Console, comparison: Comparison, fact: Fact) -> None:
    """One disputed fact in the outlets' own words; those that agree with its first wording stand together."""
    from rich.table import Table

    agreeing = [cell for cell in fact.cells if cell.state == "agree"]
    rows = Table.grid(padding=(0, 1))
    rows.add_column(width=1)
    rows.add_column(min_width=14, no_wrap=True)
    rows.add_column(max_width=24, overflow="fold")
    rows.add_column(ratio=1)
    for cell in (*agreeing[:1], *(cell for cell in fact.cells if cell.state != "agree")):
        words = state_words(cell.state)
        outlets = ", ".join(one.outlet for one in agreeing) if cell.state == "agree" else cell.outlet
        quote = _plain(comparison.claim(cell.claims[0]).text if cell.claims else "")
        if cell.note:
            quote.append(f" ({_clean(cell.note)})", style="italic")
        rows.add_row(
            "",
            _plain(f"{words.sign} {words.label}", _COLOURS[cell.state]),
            _plain(outlets, style="bold"),
            quote,
        )
    console.print(rows, width=_width(console))


def _print_matrix(
    console: Console, comparison: Comparison, facts: Sequence[Fact], outlets: Sequence[str]
) -> None:
    """The facts that several outlets report, one row each; with many outlets the columns carry letters."""
    from rich.table import Table

    width = _width(console)
    wide = max(12, min(18, (width * 55 // 100) // max(1, len(outlets))))
    spelled_out = len(outlets) * (wide + 2) <= width * 55 // 100
    names = list(outlets) if spelled_out else [_letter(number) for number in range(len(outlets))]
    table = Table(box=_box(), expand=True, show_edge=False, header_style="bold", show_lines=True)
    table.add_column("Fact", ratio=1)
    for name in names:
        table.add_column(_plain(name), width=wide if spelled_out else max(2, len(name)), overflow="fold")
    for fact in facts:
        _add_matrix_row(table, comparison, fact, outlets, spelled_out=spelled_out)
    if not spelled_out:
        _print_legend(console, [f"{name} = {outlet}" for name, outlet in zip(names, outlets, strict=True)])
    shown = [words for state, words in STATES.items() if state != "only"]
    _print_legend(console, [f"{words.sign} {words.label}" for words in (*shown, NOT_MENTIONED)], style="dim")
    console.print()
    console.print(table, width=width)


def _print_legend(console: Console, entries: Sequence[str], style: str = "") -> None:
    from rich.columns import Columns
    from rich.padding import Padding

    columns = Columns([_plain(entry, style=style) for entry in entries], padding=(0, 3))
    console.print(Padding(columns, (0, 0, 0, 2)), width=_width(console))


def _add_matrix_row(
    table: Table, comparison: Comparison, fact: Fact, outlets: Sequence[str], *, spelled_out: bool
) -> None:
    marks = []
    for outlet in outlets:
        cell = fact.cell(outlet)
        words = state_words(cell.state if cell else None)
        mark = words.sign if not spelled_out or cell is None else f"{words.sign} {words.label}"
        marks.append(_plain(mark, style=_COLOURS[cell.state] if cell else "dim"))
    text = _plain(_shortened(fact_text(comparison, fact)))
    if fact.status == "disputed":
        text.append("  disputed", style="bold yellow")
    table.add_row(text, *marks)


def _print_outlets(console: Console, comparison: Comparison) -> None:
    _section(console, "Outlet by outlet")
    for view in outlet_views(comparison):
        share = (
            f": {len(view.covered)} of {view.common} common facts ({view.share:.0%})" if view.common else ""
        )
        _line(console, f"{view.outlet}{share}, {len(view.only)} only here", style="bold")
        for fact in view.only[:MOST_ONLY]:
            _print_item(console, "◆", _shortened(fact_text(comparison, fact)), indent=2)
        if len(view.only) > MOST_ONLY:
            _line(console, f"… and {len(view.only) - MOST_ONLY} more only here", style="dim", indent=2)


def _print_origins(console: Console, comparison: Comparison) -> None:
    shared = [group for group in origin_groups(comparison) if len(group) > 1]
    if shared:
        _section(console, "Shared text")
        for group in shared:
            names = ", ".join(article.label for article in group)
            _line(console, f"{names}: copies of one report, counted as one origin", indent=2)


def _heading(console: Console, title: str) -> None:
    console.print()
    _line(console, title, style="bold underline")


def _section(console: Console, title: str) -> None:
    console.print()
    _line(console, title.upper(), style="bold cyan")


def _line(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    _print_block(console, _plain(text, style=style), indent=indent)


def _print_block(console: Console, text: Text, *, indent: int = 0) -> None:
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, indent), expand=False), width=_width(console))


def _print_item(console: Console, sign: str, text: str, *, style: str = "", indent: int = 0) -> None:
    """A list item whose second and further lines stand under the first one's text."""
    from rich.padding import Padding
    from rich.table import Table

    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_row(_plain(sign, style=style), _plain(text, style=style))
    console.print(Padding(row, (0, 0, 0, indent), expand=False), width=_width(console))


def _width(console: Console) -> int:
    return min(console.width, WIDEST)


def _plain(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(_clean(text), style=style)


def _clean(text: str) -> str:
    """The text on one line without control characters: nothing moves the cursor or reorders the line."""
    return "".join(
        ch for ch in one_line(text) if unicodedata.category(ch) not in ("Cc", "Cs") and ch not in _REORDERING
    )


_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _shortened(text: str) -> str:
    text = one_line(text)
    if len(text) <= LONGEST_FACT:
        return text
    return text[:LONGEST_FACT].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26) * (number // 26 + 1)


def _box() -> Box:
    from rich.box import SIMPLE_HEAD

    return SIMPLE_HEAD
