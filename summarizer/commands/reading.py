"""Which stories the paths on the command line mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import InputError, nearest
from summarizer.types import Story

if TYPE_CHECKING:
    from summarizer.readers import ReadOptions

MOST_ARTICLES = 100
"""Articles without a story that are taken for one: a larger pile is surely several stories."""
MOST_LISTED = 10
"""Stories listed when one must be chosen."""


def stories_in(paths: Sequence[str], options: ReadOptions) -> Iterator[Story]:
    """The stories in the paths. Several text files given by name are one story."""
    from summarizer.readers import read_articles, read_stories
    from summarizer.readers.formats import ARTICLE_FORMATS, format_of

    formats = [options.format or format_of(Path(path)) for path in paths]
    if len(paths) > 1 and all(name in ARTICLE_FORMATS for name in formats):
        return iter([read_articles(paths, options=options)])
    return read_stories(paths, options=options)


def story_in(paths: Sequence[str], options: ReadOptions, story_id: str | None) -> Story:
    """The one story in the paths, or the one of that id. Articles that no story claims are one together.

    Raises InputError if there are several stories, saying which, or none of that id.
    """
    stories = stories_in(paths, options)
    if story_id is not None:
        return _of_id(stories, story_id)
    found: list[Story] = []
    for story in stories:
        found.append(story)
        if len(found) > 1 and any(len(one.articles) > 1 for one in found):
            ids = [one.id for one in (*found, *islice(stories, MOST_LISTED + 1))]
            raise InputError(
                f"several stories: {_listed(ids)}; "
                "choose one with --story ID, or compare all with `summarizer run`"
            )
        if len(found) > MOST_ARTICLES:
            raise InputError(
                f"more than {MOST_ARTICLES} articles, and nothing says which belong to one story; "
                "name the column that does with --field story=COLUMN, or take the first ones with --limit"
            )
    if not found:
        raise InputError(f"no articles in {', '.join(paths)}")
    return found[0] if len(found) == 1 else _together(found)


def _of_id(stories: Iterator[Story], story_id: str) -> Story:
    others: list[str] = []
    for story in stories:
        if story.id == story_id:
            return story
        others.append(story.id)
    raise InputError(f'no story "{story_id}"{nearest(story_id, others)} (there are: {_listed(others)})')


def _together(stories: Sequence[Story]) -> Story:
    """Stories of one article as one story; the articles take the ids of their stories, which differ."""
    articles = [dataclasses.replace(article, id=story.id) for story in stories for article in story.articles]
    failures = [failure for story in stories for failure in story.failures]
    return Story("articles", tuple(articles), failures=tuple(failures))


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:MOST_LISTED]) + (" ..." if len(ids) > MOST_LISTED else "") or "none"
