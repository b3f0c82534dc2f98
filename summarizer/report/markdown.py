"""A comparison as a Markdown page that can be pasted into a story, a ticket or a mail.

Text from articles is escaped, so that it is shown and never taken for markup. Citations are footnotes to the
verbatim sentences, understood by GitHub, Pandoc and most editors and still readable where they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.report.links import safe_url
from summarizer.report.overview import (
    OutletView,
    Source,
    by_pair,
    cell_words,
    claim_texts,
    counts,
    days,
    failures,
    nearest,
    origin_groups,
    outlet_views,
    sources,
    speakers,
    spread,
    story_title,
)
from summarizer.report.words import STATES, WEAK, count, flag_reason, show_date, spread_words
from summarizer.text import one_line
from summarizer.types import Article, Comparison, SummarySentence

MOST_LISTED = 100
"""Facts in one outlet's list; the other files have them all."""
MOST_COLUMNS = 12
"""Outlets from which on a table is too wide to read."""

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_LEADING = re.compile(r"^(\d{1,9})([.)])|^([#+\-=:])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def render(comparison: Comparison) -> str:
    """The comparison as a Markdown page."""
    sections = (
        _summary,
        _disputed,
        _matrix,
        _shared,
        _timeline,
        _quotes,
        _outlets,
        _origins,
        _failures,
        _method,
    )
    lines = [f"# {escape(story_title(comparison.story))}\n", f"{counts(comparison)}\n"]
    lines += [line for section in sections for line in section(comparison)]
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown and HTML show it as it is."""
    line = _CONTROL.sub("", one_line(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line)
    return _LEADING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", line)


def sentence_notes(sentence: SummarySentence) -> str:
    """What is wrong with a summary sentence, in brackets after it, or nothing."""
    reasons = [flag_reason(flag) for flag in sentence.flags]
    if sentence.replaced:
        reasons.append(f"In place of: {sentence.replaced}")
    return f" (⚠ {escape(' '.join(reasons))})" if reasons else ""


def _summary(comparison: Comparison) -> Iterator[str]:
    yield "## The story\n"
    footnotes: dict[tuple[str, int, int], Source] = {}
    for sentence in comparison.summary.sentences:
        marks = []
        for citation in sources(comparison.story, sentence):
            key = (citation.article.id, citation.start, citation.end)
            footnotes.setdefault(key, citation)
            marks.append(f" \\[{escape(citation.article.label)}\\][^{list(footnotes).index(key) + 1}]")
        yield f"{escape(sentence.text)}{''.join(marks)}{sentence_notes(sentence)}\n"
    if not comparison.summary.sentences:
        yield "No summary could be made.\n"
    for note in comparison.summary.notes:
        yield f"Note: {escape(note)}\n"
    for number, citation in enumerate(footnotes.values(), start=1):
        yield f"[^{number}]: {_source(citation.article)}: {escape(citation.quote)}"
    yield ""


def _disputed(comparison: Comparison) -> Iterator[str]:
    facts = comparison.with_status("disputed")
    if not facts:
        return
    texts, widths = claim_texts(comparison), spread(comparison)
    yield f"## Disputed ({len(facts)})\n"
    for fact in facts:
        yield f"- **{escape(texts[fact.representative])}** ({spread_words(*widths[fact.id])})"
        for cell in fact.cells:
            words = escape(texts[cell.claims[0]]) if cell.claims else ""
            note = f" ({escape(cell.note)})" if cell.note else ""
            yield f"  - {escape(cell.outlet)} ({STATES[cell.state].label}): {words}{note}"
    yield ""


def _matrix(comparison: Comparison) -> Iterator[str]:
    facts = (*comparison.with_status("disputed"), *comparison.with_status("shared"))
    if not facts:
        return
    outlets = comparison.story.outlets
    texts, links = claim_texts(comparison), by_pair(comparison.links)
    yield "## Who reports what\n"
    if len(outlets) > MOST_COLUMNS:
        yield f"{count(len(outlets), 'outlet')} are too many for a table; the lists name those that report a fact.\n"
        return
    yield f"| Fact | {' | '.join(escape(outlet) for outlet in outlets)} |"
    yield f"| --- |{' --- |' * len(outlets)}"
    for fact in facts:
        found = [fact.cell(outlet) for outlet in outlets]
        states = [cell_words(links, fact, cell).label if cell else "–" for cell in found]
        yield f"| {escape(texts[fact.representative])} | {' | '.join(states)} |"
    yield f"\n“–”: not mentioned. “{WEAK.label}”: {WEAK.legend}.\n"


def _shared(comparison: Comparison) -> Iterator[str]:
    facts = comparison.with_status("shared")
    if not facts:
        return
    texts, widths = claim_texts(comparison), spread(comparison)
    yield f"## Shared ({len(facts)})\n"
    for fact in facts:
        outlets = ", ".join(escape(cell.outlet) for cell in fact.cells)
        yield f"- {escape(texts[fact.representative])} ({outlets}: {spread_words(*widths[fact.id])})"
    yield ""


def _timeline(comparison: Comparison) -> Iterator[str]:
    """The facts that several outlets report, by the date of the first report."""
    facts = {fact.id: fact for fact in comparison.facts if fact.common}
    texts = claim_texts(comparison)
    found = [(date, [one for one in events if one.fact_id in facts]) for date, events in days(comparison)]
    if not any(events for _, events in found):
        return
    yield "## When it was reported\n"
    for date, events in found:
        for event in events:
            text = escape(texts[facts[event.fact_id].representative])
            yield f"- {escape(show_date(date))}: {text} (first: {', '.join(map(escape, event.outlets))})"
            for when, outlet, claim in event.figures:
                yield f"  - {escape(show_date(when))}, {escape(outlet)}: {escape(texts[claim])}"
    yield ""


def _quotes(comparison: Comparison) -> Iterator[str]:
    found = speakers(comparison)
    if not found:
        return
    yield "## Who is quoted\n"
    for speaker in found:
        yield f"- {escape(speaker.name)} ({', '.join(map(escape, speaker.outlets))})"
        for article, quotation in speaker.quotations:
            quote = escape(article.text[quotation.start : quotation.end])
            yield f"  - {escape(article.label)}: “{quote}”"
    yield ""


def _profile(comparison: Comparison, view: OutletView) -> Iterator[str]:
    profile = view.profile
    if comparison.profiles and comparison.summary.sentences:
        yield f"Behind {profile.share:.0%} of the sentences of the story above.\n"
    for heading, counted in (("Passes on", view.passes_on), ("Quotes", profile.quoted)):
        if counted:
            yield f"{heading}: {', '.join(f'{escape(name)} ({times})' for name, times in counted)}.\n"
    for heading, words in (
        ("Words it uses more than the others", [one for one in profile.wording if one.z > 0]),
        ("Words it uses less", [one for one in profile.wording if one.z < 0]),
    ):
        if words:
            listed = ", ".join(f"{escape(one.word)} ({one.count}, others {one.elsewhere})" for one in words)
            yield f"{heading}: {listed}.\n"


def _outlets(comparison: Comparison) -> Iterator[str]:
    texts = claim_texts(comparison)
    claims = {claim.id: claim for claim in comparison.claims}
    yield "## Outlet by outlet\n"
    for view in outlet_views(comparison):
        yield f"### {escape(view.outlet)}\n"
        for article in view.articles:
            yield f"{_source(article)}\n"
        for summary in view.summaries:
            sentences = [
                f"{escape(sentence.text)}{sentence_notes(sentence)}" for sentence in summary.sentences
            ]
            yield f"{' '.join(sentences) or 'No summary could be made.'}\n"
            yield from (f"Note: {escape(note)}\n" for note in summary.notes)
        if view.common:
            share = f"{len(view.covered)} of the {view.common} facts that several outlets report"
            yield f"Has {share} ({view.share:.0%}).\n"
        yield from _profile(comparison, view)
        yield from _fact_list("Only here", [texts[fact.representative] for fact in view.only])
        unclear = [
            f"{texts[fact.representative]} (closest: {nearest(comparison.story, claims[fact.near])})"
            for fact in view.unclear
        ]
        yield from _fact_list("Perhaps only here", unclear)
        yield from _fact_list("Left out", [texts[fact.representative] for fact in view.left_out])


def _fact_list(heading: str, facts: Sequence[str]) -> Iterator[str]:
    if facts:
        yield f"{heading} ({len(facts)}):\n"
        yield from (f"- {escape(fact)}" for fact in facts[:MOST_LISTED])
        if len(facts) > MOST_LISTED:
            yield f"- … and {len(facts) - MOST_LISTED:,} more"
        yield ""


def _origins(comparison: Comparison) -> Iterator[str]:
    groups = origin_groups(comparison)
    shared = [group for group in groups if len(group) > 1]
    if not shared:
        return
    outlets = count(len(comparison.story.outlets), "outlet")
    yield f"## Origins\n\n{outlets}, {count(len(groups), 'independent origin')}. These share their text:\n"
    for group in shared:
        yield f"- {', '.join(escape(article.label) for article in group)}"
    yield ""


def _failures(comparison: Comparison) -> Iterator[str]:
    failed = failures(comparison)
    if failed:
        yield f"## Failed ({len(failed)})\n"
        yield from (f"- {escape(one.item)} ({escape(one.stage)}): {escape(one.message)}" for one in failed)
        yield ""


def _method(comparison: Comparison) -> Iterator[str]:
    if comparison.signature:
        yield f"---\n\nMade with summarizer: {escape(comparison.signature)}"


def _source(article: Article) -> str:
    """The outlet, title and date of an article, linked if its URL is safe."""
    title = escape(article.title)
    url = safe_url(article.url)
    linked = f"[{title or escape(article.label)}](<{url}>)" if url else title
    parts = [escape(article.label) if title or not url else "", linked, escape(article.published)]
    return ", ".join(part for part in parts if part)
