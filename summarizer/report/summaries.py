"""Summaries as Markdown, JSON, JSON Lines and CSV."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Any

from summarizer.report.csv import table
from summarizer.report.markdown import escape, sentence_notes
from summarizer.report.overview import sources, subject
from summarizer.types import Story, Summary

COLUMNS = ("document_id", "title", "outlet", "system", "summary", "words", "flags", "notes", "signature")


def markdown(stories: Sequence[Story], summaries: Sequence[Summary]) -> str:
    """The summaries as a Markdown page, each sentence with the verbatim passages it rests on."""
    return "\n".join(line for summary in summaries for line in _markdown_block(stories, summary))


def json_array(stories: Sequence[Story], summaries: Sequence[Summary]) -> str:
    """The summaries as one JSON array of objects (see docs/json-schema.md)."""
    return (
        json.dumps(list(_records(stories, summaries)), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    )


def json_lines(stories: Sequence[Story], summaries: Sequence[Summary]) -> str:
    """The summaries as JSON Lines: the same objects, one a line."""
    return "".join(
        json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
        for record in _records(stories, summaries)
    )


def csv_table(stories: Sequence[Story], summaries: Sequence[Summary]) -> str:
    """The summaries as CSV, one row each, safe to open in a spreadsheet."""
    from summarizer.text import count_words

    rows = []
    for summary in summaries:
        _, title, source = subject(stories, summary.document_id)
        flags = "; ".join(
            f"{flag.kind} {flag.detail}".strip() for one in summary.sentences for flag in one.flags
        )
        notes = "; ".join(summary.notes)
        words = count_words(summary.text)
        rows.append(
            (
                summary.document_id,
                title,
                source,
                summary.system,
                summary.text,
                words,
                flags,
                notes,
                summary.signature,
            )
        )
    return table(COLUMNS, rows)


def _records(stories: Sequence[Story], summaries: Sequence[Summary]) -> Iterator[dict[str, Any]]:
    for summary in summaries:
        story, title, source = subject(stories, summary.document_id)
        record: dict[str, Any] = {
            "story_id": story.id,
            "title": title,
            "outlet": source,
            "summary": summary.text,
        }
        yield record | dataclasses.asdict(summary)


def _markdown_block(stories: Sequence[Story], summary: Summary) -> Iterator[str]:
    story, title, source = subject(stories, summary.document_id)
    yield f"## {escape(title)}\n"
    yield f"*{escape(' · '.join(part for part in (source, summary.system) if part))}*\n"
    for sentence in summary.sentences:
        yield f"- {escape(sentence.text)}{sentence_notes(sentence)}"
        yield from (
            f"  - {escape(citation.article.label)}: {escape(citation.quote)}"
            for citation in sources(story, sentence)
        )
    if not summary.sentences:
        yield "No summary could be made."
    yield from ("", *(f"Note: {escape(note)}\n" for note in summary.notes))
