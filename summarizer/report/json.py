"""A comparison as JSON, and back to an equal one. The format is versioned (docs/json-schema.md)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.errors import InputError
from summarizer.text import one_line
from summarizer.types import Comparison

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = "summarizer.comparison/1"
"""Name and version of the format; the version rises when a reader of the old one would misread the new."""

MOST_PROBLEMS = 5
"""Problems of a damaged file that its error message lists."""


def dumps(comparison: Comparison) -> str:
    """The comparison as JSON text that `loads` turns back into an equal one; `config` must be JSON-like."""
    document = {"schema": SCHEMA, **dataclasses.asdict(comparison)}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def loads(text: str) -> Comparison:
    """The comparison in a JSON text.

    Raises InputError for text that is not JSON, another schema or version, a missing or mistyped field (named
    by its path), an id that nothing has, and a claim whose words are not at its place in the article.
    Fields that this version does not know are ignored.
    """
    from pydantic import ValidationError

    _check_header(text)
    try:
        comparison = _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        listed = [f"{_place(item['loc'])}: {item['msg']}" for item in error.errors()[:MOST_PROBLEMS]]
        more = error.error_count() - len(listed)
        raise InputError(
            f"damaged comparison: {'; '.join(listed)}{f'; and {more} more' if more else ''}"
        ) from error
    _check_references(comparison)
    return comparison


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the format, as docs/comparison.schema.json holds it."""
    schema = _adapter().json_schema()
    for definition in (schema, *schema["$defs"].values()):
        definition["description"] = one_line(definition["description"])
    properties = {"schema": {"const": SCHEMA, "description": "Name and version of this format."}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Comparison",
        **{key: value for key, value in schema.items() if key != "title"},
        "properties": properties | schema["properties"],
        "required": ["schema", *schema["required"]],
    }


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Comparison]:
    from pydantic import TypeAdapter

    return TypeAdapter(Comparison)


def _check_header(text: str) -> None:
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a comparison: the text is not valid JSON ({error})") from error
    found = document.get("schema") if isinstance(document, dict) else None
    if found is None:
        raise InputError(f'not a comparison: a JSON object with "schema": "{SCHEMA}" was expected')
    if found != SCHEMA:
        raise InputError(
            f'this comparison has the schema "{found}", and this version of summarizer reads "{SCHEMA}"; '
            "compare the articles again, or use the version that wrote it"
        )


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _place(location: tuple[int | str, ...]) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return place.lstrip(".") or "the file"


def _check_references(comparison: Comparison) -> None:
    articles = {article.id: article for article in comparison.story.articles}
    for claim in comparison.claims:
        article = articles.get(claim.document_id)
        problem = ""
        if article is None:
            problem = f'is of article "{claim.document_id}", which is not in the story'
        elif article.text[claim.start : claim.end] != claim.text:
            problem = f'is not the text at {claim.start}-{claim.end} of article "{article.id}"'
        if problem:
            raise InputError(f'damaged comparison: claim "{claim.id}" {problem}')
    _check_names("claim", {claim.id for claim in comparison.claims}, _cited_claims(comparison))
    _check_names("fact", {fact.id for fact in comparison.facts}, _cited_facts(comparison))
    for name, article_id, start, end in _cited_passages(comparison):
        _check_names("article", articles.keys(), [(name, article_id)])
        if not 0 <= start <= end <= len(articles[article_id].text):
            raise InputError(
                f'damaged comparison: {name} points to {start}-{end}, outside article "{article_id}"'
            )


def _check_names(kind: str, known: Set[str], cited: Iterable[tuple[str, str]]) -> None:
    for name, identifier in cited:
        if identifier not in known:
            raise InputError(f'damaged comparison: {name} names {kind} "{identifier}", which is not there')


def _cited_claims(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for fact in comparison.facts:
        yield f'fact "{fact.id}"', fact.representative
        if fact.near:
            yield f'fact "{fact.id}"', fact.near
        yield from ((f'fact "{fact.id}"', claim) for cell in fact.cells for claim in cell.claims)
    for link in comparison.links:
        yield from (("a link", link.a), ("a link", link.b))
    for event in comparison.timeline:
        yield from ((f'the event of fact "{event.fact_id}"', claim) for *_, claim in event.figures)


def _cited_facts(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for profile in comparison.profiles:
        yield from ((f'the profile of "{profile.outlet}"', fact) for fact in (*profile.only, *profile.omits))
    yield from (("the timeline", event.fact_id) for event in comparison.timeline)


def _cited_passages(comparison: Comparison) -> Iterator[tuple[str, str, int, int]]:
    for claim in comparison.claims:
        if claim.sentence_start >= 0:
            place = (claim.document_id, claim.sentence_start, claim.sentence_end)
            yield (f'the sentence of claim "{claim.id}"', *place)
    for summary in (comparison.summary, *comparison.summaries):
        for support in (support for sentence in summary.sentences for support in sentence.support):
            yield f'the summary of "{summary.document_id}"', support.article_id, support.start, support.end
    document_of = {claim.id: claim.document_id for claim in comparison.claims}
    for link in comparison.links:
        for claim_id, spans in zip((link.a, link.b), link.shared, strict=True):
            yield from (("the shared part of a link", document_of[claim_id], *span) for span in spans)
    for group in comparison.origins:
        yield from (("an origin", article_id, 0, 0) for article_id in group)
    for citation in comparison.citations:
        yield f'the citation of "{citation.source}"', citation.article_id, citation.start, citation.end
    for quotation in comparison.quotations:
        yield "a quotation", quotation.document_id, quotation.start, quotation.end


if __name__ == "__main__":  # pragma: no cover
    import sys

    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
