"""An evaluation on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.evaluation.results import Evaluation, SystemResult
from summarizer.evaluation.tables import footnotes, metric_signatures, rows, said_of, title_of
from summarizer.report.console import page_width, plain, print_heading, print_line, print_section

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_SIDE_BY_SIDE = 3
"""Systems up to which an interval stands beside its value; of more it stands below."""
MOST_FAILURES = 5
"""Failures of a system that are listed; the files have them all."""


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the table, the differences between systems, what failed, and the signatures."""
    print_heading(console, evaluation.title)
    print_line(console, f"{evaluation.n:,} {evaluation.unit}", style="dim")
    console.print()
    console.print(_table(evaluation), width=page_width(console))
    for line in footnotes(evaluation):
        print_line(console, line, style="dim")
    if evaluation.differences:
        print_section(console, "Differences")
    for one in evaluation.differences:
        style = "bold" if one.significant else "dim"
        print_line(console, f"{one.score}: {said_of(one)}", style=style, indent=2)
    for system in evaluation.systems:
        _print_failures(evaluation, system, console)
    print_section(console, "Signatures")
    signatures = [f"{system.name}: {system.signature}" for system in evaluation.systems]
    for line in (*signatures, *metric_signatures(evaluation)):
        print_line(console, line, style="dim", indent=2)


def _table(evaluation: Evaluation) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    many = len(evaluation.systems) > MOST_SIDE_BY_SIDE
    table = Table(box=SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column("")
    table.add_column("n", justify="right")
    for system in evaluation.systems:
        style = "dim" if system.baseline else ""
        table.add_column(plain(title_of(system, evaluation)), style=style, overflow="fold")
    for name, count, cells in rows(evaluation):
        shown = [f"{cell.value}{cell.beats}\n{cell.interval}" if many else str(cell) for cell in cells]
        table.add_row(plain(name), f"{count:,}", *map(Text, shown))
    return table


def _print_failures(evaluation: Evaluation, system: SystemResult, console: Console) -> None:
    failed = [
        f"{item.id}: {why}" for item, why in zip(evaluation.items, system.failures, strict=False) if why
    ]
    if failed:
        print_section(console, f"Failed: {system.name} ({len(failed)})")
    for line in failed[:MOST_FAILURES]:
        print_line(console, line, style="red", indent=2)
