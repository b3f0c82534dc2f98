"""The page that leads to the reports of a run: as HTML and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape as html_escape
from pathlib import Path
from string import Template

from summarizer.report.markdown import escape
from summarizer.report.words import count
from summarizer.text import one_line
from summarizer.types import Failure

COLUMNS = ("Outlets", "Shared", "Disputed", "Perhaps elsewhere", "Only one outlet")

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage compared: $count</title>
<style>
$theme
main { max-width: 60rem; margin: 2rem auto; padding: 0 var(--edge); }
main > * + * { margin-top: 1.25rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem; text-align: end; vertical-align: top; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: start; padding-inline-start: 0; }
thead th { color: var(--soft); font-size: .875rem; font-weight: 400; }
tbody th { font: 600 1.0625rem/1.35 var(--serif); min-width: 14rem; }
tbody th span { font: .875rem var(--sans); margin-inline-start: .35em; }
li + li { margin-top: .35rem; }
</style>
</head>
<body>
<main>
<h1>$count</h1>
<div class="table">
<table>
<thead><tr>$head</tr></thead>
<tbody>
$rows
</tbody>
</table>
</div>
$failures
</main>
</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One story of the index: title, reports (format -> path beside the index), and how many facts it has."""

    title: str
    reports: Mapping[str, str]
    outlets: int
    shared: int
    disputed: int
    unclear: int
    unique: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The values of `COLUMNS`."""
        return (self.outlets, self.shared, self.disputed, self.unclear, self.unique)


def index_html(entries: Sequence[IndexEntry], failures: Sequence[Failure]) -> str:
    """A self-contained HTML page with a row for each story, and what failed."""
    theme = Path(__file__).parent / "templates" / "theme.css"
    failed = "\n".join(f'<li dir="auto">{html_escape(_told(failure))}</li>' for failure in failures)
    return _PAGE.substitute(
        count=count(len(entries), "story", "stories"),
        theme=theme.read_text(encoding="utf-8"),
        head="".join(f'<th scope="col">{name}</th>' for name in ("Story", *COLUMNS)),
        rows="\n".join(map(_html_row, entries)),
        failures=f"<h2>Failed ({len(failures):,})</h2>\n<ul>\n{failed}\n</ul>" if failures else "",
    )


def index_markdown(entries: Sequence[IndexEntry], failures: Sequence[Failure]) -> str:
    """The same as Markdown."""
    return "\n".join(_markdown_lines(entries, failures)) + "\n"


def _html_row(entry: IndexEntry) -> str:
    (_, first), *others = entry.reports.items()
    links = f'<a dir="auto" href="{html_escape(first)}">{html_escape(_title(entry))}</a>'
    links += "".join(
        f' <span><a href="{html_escape(path)}">{html_escape(name)}</a></span>' for name, path in others
    )
    return (
        f'<tr><th scope="row">{links}</th>{"".join(f"<td>{number:,}</td>" for number in entry.numbers)}</tr>'
    )


def _markdown_lines(entries: Sequence[IndexEntry], failures: Sequence[Failure]) -> Iterator[str]:
    yield f"# {count(len(entries), 'story', 'stories')}\n"
    yield f"| {' | '.join(('Story', *COLUMNS))} |"
    yield f"| --- |{' ---: |' * len(COLUMNS)}"
    for entry in entries:
        (_, first), *others = entry.reports.items()
        links = " ".join(
            [f"[{escape(_title(entry))}]({first})", *(f"[{name}]({path})" for name, path in others)]
        )
        yield f"| {links} | {' | '.join(f'{number:,}' for number in entry.numbers)} |"
    if failures:
        yield f"\n## Failed ({len(failures):,})\n"
        yield from (f"- {escape(_told(failure))}" for failure in failures)


def _title(entry: IndexEntry) -> str:
    return one_line(entry.title) or "(no title)"


def _told(failure: Failure) -> str:
    return one_line(f"{failure.item} ({failure.stage}): {failure.message}")
