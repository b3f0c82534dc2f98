"""What readers hand over, and how it becomes a Story: ids made unique, failures kept in their place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.types import Article, Failure, Story


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a source held it.

    `named` says that its id was given there, not made from a file name or number.
    """

    place: str
    article: Article
    named: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as a source held it; its ids may still clash."""

    id: str
    found: tuple[Found | Failure, ...]
    title: str = ""
    references: tuple[str, ...] = ()
    named: bool = False


class Ids:
    """Gives every id once: the second "fire" becomes "fire-2"."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """The id itself if it is free, else with the first number that makes it so."""
        made, number = wanted, self._last.get(wanted, 1)
        while made in self._taken:
            number += 1
            made = f"{wanted}-{number}"
        if number > 1:
            self._last[wanted] = number
        self._taken.add(made)
        return made


def failure(place: str, message: str) -> Failure:
    """A recorded failure to read what is at `place`."""
    return Failure(place, "read", message)


def finish(draft: Draft, stories: Ids) -> Story:
    """The story of a draft, under an id that no other story of the run has.

    Two articles with one id: the same text from the same outlet is read once, another text is kept under a
    new id. Both are recorded as failures if the id was given by the source; a clash of file names is resolved
    quietly.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    ids, seen = Ids(), set[tuple[str, str, str]]()
    story_id = stories.unique(draft.id)
    if story_id != draft.id and draft.named:
        failures.append(failure(draft.id, f'the id of another story, too; this one is kept as "{story_id}"'))
    for found in draft.found:
        if isinstance(found, Failure):
            failures.append(found)
            continue
        article = found.article
        content = (article.id, article.outlet, article.text)
        if found.named and content in seen:
            failures.append(
                failure(found.place, f'article "{article.id}" again, with the same text; read once')
            )
            continue
        seen.add(content)
        kept = ids.unique(article.id)
        if found.named and kept != article.id:
            failures.append(failure(found.place, f'a second article "{article.id}"; it is kept as "{kept}"'))
        articles.append(dataclasses.replace(article, id=kept) if kept != article.id else article)
    title = draft.title or (articles[0].title if len(articles) == 1 else "")
    return Story(story_id, tuple(articles), title, draft.references, tuple(failures))


def merge(drafts: Iterable[Draft], limit: int | None = None) -> Draft:
    """All articles of the drafts as one story. Reads no further draft once `limit` articles are there.

    Id, title and references are kept if there was only one draft: those of one story among several do not
    speak for all.
    """
    parts: list[Draft] = []
    found: list[Found | Failure] = []
    room = limit
    for draft in drafts:
        parts.append(Draft(draft.id, (), draft.title, draft.references))
        for item in draft.found:
            if isinstance(item, Found) and room is not None:
                if room == 0:
                    break
                room -= 1
            found.append(item)
        if room == 0:
            break
    only = parts[0] if len(parts) == 1 else Draft("", ())
    return Draft(only.id, tuple(found), only.title, only.references)
