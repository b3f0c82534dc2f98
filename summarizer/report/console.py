"""Lines, items and headings on a console, safe whatever the text of an article holds."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from summarizer.text import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 140
"""Columns that running text and tables use at most; longer lines are hard to read."""

_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def print_heading(console: Console, title: str) -> None:
    """A title above everything that belongs to it."""
    console.print()
    print_line(console, title, style="bold underline")


def print_section(console: Console, title: str) -> None:
    """The heading of a section."""
    console.print()
    print_line(console, title.upper(), style="bold cyan")


def print_line(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    """Text as a paragraph of its own, `indent` columns in."""
    print_block(console, plain(text, style=style), indent=indent)


def print_block(console: Console, text: Text, *, indent: int = 0) -> None:
    """Styled text as a paragraph of its own, `indent` columns in."""
    from rich.padding import Padding

    console.print(Padding(text, (0, 0, 0, indent), expand=False), width=page_width(console))


def print_item(console: Console, sign: str, text: str, *, style: str = "", indent: int = 0) -> None:
    """A list item whose second and further lines stand under the first one's text."""
    from rich.padding import Padding
    from rich.table import Table

    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_row(plain(sign, style=style), plain(text, style=style))
    console.print(Padding(row, (0, 0, 0, indent), expand=False), width=page_width(console))


def page_width(console: Console) -> int:
    """Columns that a line may use."""
    return min(console.width, WIDEST)


def plain(text: str, style: str = "") -> Text:
    """The text as it can be printed safely, never read as markup."""
    from rich.text import Text

    return Text(clean(text), style=style)


def clean(text: str) -> str:
    """The text on one line without control characters: nothing moves the cursor or reorders the line."""
    return "".join(
        ch for ch in one_line(text) if unicodedata.category(ch) not in ("Cc", "Cs") and ch not in _REORDERING
    )
