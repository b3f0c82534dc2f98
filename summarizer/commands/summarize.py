"""`summarizer summarize`: a summary of each article, or one of each story."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from summarizer.commands import options
from summarizer.commands.reading import stories_in, story_in
from summarizer.commands.shell import errors_for_people, say, warn_of
from summarizer.types import Failure, Story, Summary

BATCH = 16
"""Articles summarized at once: enough for a full batch of a model, few enough to see results as they come."""

Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Write the summaries to this file: .md, .json, .jsonl or .csv.", metavar="FILE"
    ),
]
Together = Annotated[
    bool,
    typer.Option("--together", help="Write one summary of all articles of a story, not one of each article."),
]


def summarize(
    paths: options.Paths,
    config: options.ConfigName = "default",
    system: options.System = None,
    model: options.Model = None,
    aligner: options.AlignerName = None,
    words: options.Words = None,
    sentences: options.Sentences = None,
    strict: options.Strict = None,
    together: Together = False,
    story: options.StoryId = None,
    output: Output = None,
    device: options.Device = None,
    dtype: options.Dtype = None,
    settings: options.Settings = None,
    field: options.FieldNames = None,
    format_name: options.Format = None,
    split: options.Split = None,
    limit: options.Limit = None,
    encoding: options.Encoding = None,
    quiet: options.Quiet = False,
) -> None:
    """Summarize each article, with the passages that every sentence rests on."""
    with errors_for_people():
        from summarizer.pipeline import Engine
        from summarizer.report import SUMMARY_FORMATS, check_format, write_summaries
        from summarizer.report.terminal import print_summaries, terminal

        files = output or []
        for file in files:
            check_format(file, SUMMARY_FORMATS)
        chosen = options.configured(
            config,
            system=system,
            model=model,
            aligner=aligner,
            words=words,
            sentences=sentences,
            strict=strict,
            device=device,
            dtype=dtype,
            settings=settings,
        )
        reading = options.read_options(
            fields=field,
            format_name=format_name,
            split=split,
            limit=limit,
            encoding=encoding,
            defaults=chosen,
        )
        engine = Engine(chosen)
        console = terminal()
        failures: list[Failure] = []
        done: list[tuple[Story, Summary]] = []
        found = [story_in(paths, reading, story)] if story else stories_in(paths, reading)
        pieces = _noting(found, failures) if together else _singles(_noting(found, failures))
        while batch := list(islice(pieces, BATCH)):
            for piece, outcome in zip(batch, engine.summarize(batch), strict=True):
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                    continue
                if files:
                    done.append((piece, outcome))
                if not quiet:
                    print_summaries([piece], [outcome], console)
        for file in files:
            write_summaries([piece for piece, _ in done], [summary for _, summary in done], file)
            if not quiet:
                say(f"wrote {file}")
        warn_of(failures)


def _noting(stories: Iterable[Story], failures: list[Failure]) -> Iterator[Story]:
    """The stories that have articles; what failed when they were read is added to `failures`."""
    for story in stories:
        failures += story.failures
        if story.articles:
            yield story


def _singles(stories: Iterable[Story]) -> Iterator[Story]:
    """Each article as a story of its own; an id that was there before gets its story's id before it."""
    taken: set[str] = set()
    for story in stories:
        for article in story.articles:
            single = article
            if article.id in taken:
                single = dataclasses.replace(article, id=f"{story.id}/{article.id}")
            taken.add(single.id)
            yield Story(single.id, (single,), title=story.title if len(story.articles) == 1 else "")
