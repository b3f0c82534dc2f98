"""A comparison and summaries on the terminal: from 80 columns up, with and without colours, and in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING

from summarizer.report.console import (
    clean,
    page_width,
    plain,
    print_block,
    print_heading,
    print_item,
    print_line,
    print_section,
)
from summarizer.report.overview import (
    OutletView,
    claim_text,
    counts,
    failures,
    origin_groups,
    outlet_views,
    sources,
    spread,
    story_title,
    subject,
)
from summarizer.report.terminal_table import COLOURS, print_matrix, shortened
from summarizer.report.words import STATES, flag_reason, show_date, spread_words
from summarizer.types import Comparison, Fact, Failure, Story, Summary, SummarySentence

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 100
"""Columns where the output is not a terminal."""
MOST_ROWS = 24
"""Facts in the table."""
MOST_CITED = 4
"""Outlets named behind a summary sentence."""
MOST_CHANGES = 5
"""Facts whose figures are given over time."""
MOST_NAMED = 3
"""Speakers, sources and words named per outlet."""
MOST_ONLY = 3
"""Facts that only one outlet has, listed per outlet; the files have them all."""


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
    print_heading(console, story_title(comparison.story))
    print_line(console, counts(comparison), style="dim")
    print_section(console, "The story")
    _print_sentences(console, comparison.story, comparison.summary)
    disputed = comparison.with_status("disputed")
    if disputed:
        print_section(console, f"Where they differ ({len(disputed)})")
        widths = spread(comparison)
        for number, fact in enumerate(disputed):
            if number:
                console.print()
            _print_dispute(console, comparison, fact, widths[fact.id])
    common = disputed + comparison.with_status("shared")
    if common:
        print_section(console, "Who reports what")
        print_matrix(console, comparison, common[:MOST_ROWS], outlets)
        if len(common) > MOST_ROWS:
            print_line(
                console,
                f"… and {len(common) - MOST_ROWS} more facts; a file has them all",
                style="dim",
                indent=2,
            )
    _print_changes(console, comparison)
    if comparison.facts:
        _print_outlets(console, comparison)
    _print_origins(console, comparison)
    print_failures(failures(comparison), console)


def print_summaries(stories: Sequence[Story], summaries: Sequence[Summary], console: Console) -> None:
    """Print summaries under the titles of the articles or stories they are about, with flags and notes."""
    for summary in summaries:
        story, title, source = subject(stories, summary.document_id)
        print_heading(console, title)
        print_line(console, " · ".join(part for part in (source, summary.system) if part), style="dim")
        console.print()
        _print_sentences(console, story, summary, cite=len(story.articles) > 1)
        console.print()


def print_failures(failed: Sequence[Failure], console: Console) -> None:
    """Print what could not be read or computed, if anything."""
    if failed:
        print_section(console, f"Failed ({len(failed)})")
        for failure in failed:
            print_item(console, "✕", f"{failure.item} ({failure.stage}): {failure.message}", style="red")


def _print_sentences(console: Console, story: Story, summary: Summary, *, cite: bool = True) -> None:
    from rich.text import Text

    if not summary.sentences:
        print_line(console, "No summary could be made.", style="italic")
    for sentence in summary.sentences:
        text = plain(sentence.text)
        cited = _cited_outlets(story, sentence) if cite else ""
        if cited:
            text.append(f" [{clean(cited)}]", style="cyan")
        print_block(console, text, indent=2)
        for flag in sentence.flags:
            print_block(console, Text(f"! {clean(flag_reason(flag))}", style="yellow"), indent=4)
        if sentence.replaced:
            print_block(console, plain(f"in place of: {sentence.replaced}", style="dim"), indent=4)
    for note in summary.notes:
        print_line(console, f"Note: {note}", style="dim", indent=2)


def _cited_outlets(story: Story, sentence: SummarySentence) -> str:
    cited = list(dict.fromkeys(citation.article.label for citation in sources(story, sentence)))
    more = [f"{len(cited) - MOST_CITED} more"] if len(cited) > MOST_CITED else []
    return "; ".join([*cited[:MOST_CITED], *more])


def _print_dispute(console: Console, comparison: Comparison, fact: Fact, width: tuple[int, int]) -> None:
    """One disputed fact in the outlets' own words; those that agree with its first wording stand together."""
    from rich.table import Table

    agreeing = [cell for cell in fact.cells if cell.state == "agree"]
    rows = Table.grid(padding=(0, 1))
    rows.add_column(width=1)
    rows.add_column(min_width=14, no_wrap=True)
    rows.add_column(max_width=24, overflow="fold")
    rows.add_column(ratio=1)
    for cell in (*agreeing[:1], *(cell for cell in fact.cells if cell.state != "agree")):
        words = STATES[cell.state]
        outlets = ", ".join(one.outlet for one in agreeing) if cell.state == "agree" else cell.outlet
        quote = plain(claim_text(comparison, cell.claims[0]) if cell.claims else "")
        if cell.note:
            quote.append(f" ({clean(cell.note)})", style="italic")
        rows.add_row(
            "",
            plain(f"{words.sign} {words.label}", COLOURS[cell.state]),
            plain(outlets, style="bold"),
            quote,
        )
    console.print(rows, width=page_width(console))
    print_line(console, spread_words(*width), style="dim", indent=2)


def _print_outlets(console: Console, comparison: Comparison) -> None:
    print_section(console, "Outlet by outlet")
    for view in outlet_views(comparison):
        share = (
            f": {len(view.covered)} of {view.common} common facts ({view.share:.0%})" if view.common else ""
        )
        perhaps = f", {len(view.unclear)} perhaps only here" if view.unclear else ""
        print_line(console, f"{view.outlet}{share}, {len(view.only)} only here{perhaps}", style="bold")
        for line in _profile_lines(view):
            print_line(console, line, style="dim", indent=2)
        for fact in view.only[:MOST_ONLY]:
            print_item(console, "◆", shortened(claim_text(comparison, fact.representative)), indent=2)
        if len(view.only) > MOST_ONLY:
            print_line(console, f"… and {len(view.only) - MOST_ONLY} more only here", style="dim", indent=2)


def _print_changes(console: Console, comparison: Comparison) -> None:
    """The figures that rose or fell from one article to a later one."""
    changed = {fact.id for fact in comparison.facts if any(cell.newer for cell in fact.cells)}
    changes = [event for event in comparison.timeline if event.fact_id in changed and event.figures]
    if not changes:
        return
    print_section(console, f"Figures that changed ({len(changes)})")
    for number, event in enumerate(changes[:MOST_CHANGES]):
        if number:
            console.print()
        for date, outlet, claim in event.figures:
            print_item(
                console,
                "·",
                f"{show_date(date)}, {outlet}: {shortened(claim_text(comparison, claim))}",
                indent=2,
            )


def _profile_lines(view: OutletView) -> Iterator[str]:
    """Whom an outlet quotes and passes on, and the words that set it apart, in a line each."""
    for heading, counted in (("quotes", view.profile.quoted), ("passes on", view.passes_on)):
        if counted:
            more = f" and {len(counted) - MOST_NAMED} more" if len(counted) > MOST_NAMED else ""
            yield f"{heading} {', '.join(f'{name} ({times})' for name, times in counted[:MOST_NAMED])}{more}"
    own = [one for one in view.profile.wording if one.z > 0][:MOST_NAMED]
    if own:
        listed = ", ".join(f"{one.word} ({one.count}, others {one.elsewhere})" for one in own)
        yield f"its own words: {listed}"


def _print_origins(console: Console, comparison: Comparison) -> None:
    shared = [group for group in origin_groups(comparison) if len(group) > 1]
    if shared:
        print_section(console, "Shared text")
        for group in shared:
            names = ", ".join(article.label for article in group)
            print_line(console, f"{names}: copies of one report, counted as one origin", indent=2)
