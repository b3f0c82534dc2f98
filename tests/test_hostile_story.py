"""Whatever articles hold, every step after alignment keeps its spans, and every report can be made and read."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.citations import citations
from summarizer.digest import story_summary
from summarizer.facts import group
from summarizer.framing import profiles
from summarizer.origins import Independence, origins
from summarizer.quotations import quotations
from summarizer.report import csv, html, json, markdown
from summarizer.report.terminal import print_comparison, terminal
from summarizer.text import sentences
from summarizer.timeline import timeline
from summarizer.types import Article, Claim, Comparison, Length, Link, Story

PIECES = st.sampled_from(
    (
        *("<script>alert(1)</script>", "</p><img onerror=x>", "“", "”", '"', "«", "{{ 7*7 }}", "{% raw %}", "|", "`", "=1+1"),
        *("\n", "\n\n", "\u2028", "\u202e", "\x1b[31m", "\x00", "\ufeff", "🦊", "👩‍👩‍👧", "日本語。", "مرحبا.", "שלום.", "e\u0301"),
        *("W" * 500, "- " * 50, "A-" * 200, "told Reuters", "according to the Post", "(AP) — ", "“It is so,” she said.", "By A"),
        *("killed 17 people.", "At least nine people died.", "The dam broke.", "Mr. Ada Brandt said.", ". ", "? ", "! ", " "),
    )
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=25).map("".join)
RELATIONS = st.sampled_from(("same", "partial", "number", "conflict"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    st.lists(st.tuples(TEXTS, st.text(max_size=15), st.text(max_size=25)), min_size=1, max_size=4), st.data()
)
def test_no_text_breaks_a_span_or_a_report(texts: list[tuple[str, str, str]], data: st.DataObject) -> None:
    articles = tuple(
        Article(f"a{number}", text, outlet, outlet[::-1], published)
        for number, (text, outlet, published) in enumerate(texts)
    )
    story = Story("s", articles)
    outlet_of = {article.id: article.label for article in articles}
    claims = [
        Claim(f"{article.id}:{one.start}", article.id, one.text, one.start, one.end, number)
        for article in articles
        for number, one in enumerate(sentences(article.text))
    ]
    pairs = [
        (a, b)
        for a in claims
        for b in claims
        if a.id < b.id and outlet_of[a.document_id] != outlet_of[b.document_id]
    ]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=8, unique=True)) if pairs else []
    links = tuple(Link(a.id, b.id, data.draw(RELATIONS), 0.5, "made up") for a, b in chosen)
    facts = group(claims, links, outlet_of)
    copied, cited = origins(articles), citations(articles)
    quoted = tuple(one for article in articles for one in quotations(article))
    independence = Independence(articles, claims, copied, cited)
    summary = story_summary(story, claims, links, facts, independence, Length(words=80))
    found = Comparison(
        story,
        tuple(claims),
        links,
        facts,
        summary,
        origins=copied,
        citations=cited,
        quotations=quoted,
        profiles=profiles(story, facts, quoted, summary),
        timeline=timeline(story, claims, facts),
    )
    for citation in cited:
        assert citation.source in story.article(citation.article_id).text[citation.start : citation.end]
    assert sorted(one for group in copied for one in group) == sorted(article.id for article in articles)
    assert all(1 <= independence.count(fact) <= len(fact.cells) for fact in facts)
    assert "<script>alert(1)" not in html.render(found)
    assert markdown.render(found)
    assert csv.render(found)
    assert json.loads(json.dumps(found)) == found
    stream = io.StringIO()
    print_comparison(found, terminal(stream))
    assert "\x1b" not in stream.getvalue()
