"""Comparisons made by hand, for the tests of the reports: no model runs, every text is invented."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from summarizer.citations import citations
from summarizer.framing import profiles
from summarizer.quotations import quotations
from summarizer.timeline import timeline
from summarizer.types import (
    Article,
    Cell,
    CellState,
    Claim,
    Comparison,
    Fact,
    FactStatus,
    Failure,
    Flag,
    Link,
    Quotation,
    Story,
    Summary,
    SummarySentence,
    Support,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
Said = tuple[CellState, Sequence[str]]
"""A state, and the verbatim sentences of an article that are in it."""


def by_hand(
    story: Story,
    facts: Sequence[tuple[FactStatus, Mapping[str, Said]]],
    *,
    notes: Mapping[str, str] | None = None,
    **more: object,
) -> Comparison:
    """A comparison of a story: each fact is a status and what the articles (by id) say about it."""
    claims: dict[tuple[str, str], Claim] = {}
    made: list[Fact] = []
    links: list[Link] = []
    for number, (status, said) in enumerate(facts, start=1):
        cells: dict[str, Cell] = {}
        for article_id, (state, quotes) in said.items():
            article = story.article(article_id)
            ids = tuple(_claim(claims, article, quote).id for quote in quotes)
            earlier = cells[article.label].claims if article.label in cells else ()
            cells[article.label] = Cell(
                article.label, state, (*earlier, *ids), (notes or {}).get(article_id, "")
            )
        first = next(iter(cells.values())).claims[0]
        for cell in list(cells.values())[1:]:
            relation = {"partly": "partial", "number": "number", "conflict": "conflict"}.get(
                cell.state, "same"
            )
            links.append(Link(first, cell.claims[0], relation, 0.87, "cosine 0.87"))  # type: ignore[arg-type]
        made.append(Fact(f"f{number}", first, status, tuple(cells.values()), round(1 / number, 3)))
    summary = Summary(
        story.id, "extractive", "extractive|words:120|v0", tuple(_cited(claims, fact) for fact in made[:3])
    )
    summaries = tuple(
        Summary(
            article.id,
            "extractive",
            "extractive|words:60|v0",
            tuple(_verbatim(claim) for claim in claims.values() if claim.document_id == article.id)[:2],
        )
        for article in story.articles
    )
    given: dict[str, object] = {
        "summary": summary,
        "summaries": summaries,
        "origins": tuple((article.id,) for article in story.articles),
        "signature": "compare|aligner:embedding|v0",
        "config": {"name": "default", "length": {"words": 60, "sentences": None}},
        **more,
    }
    bare = Comparison(story, tuple(claims.values()), tuple(links), tuple(made), **given)  # type: ignore[arg-type]
    said = tuple(quotation for article in story.articles for quotation in quotations(article))
    return dataclasses.replace(
        bare,
        citations=citations(story.articles),
        quotations=said,
        profiles=profiles(story, made, said, bare.summary),
        timeline=timeline(story, bare.claims, made),
    )


def _claim(claims: dict[tuple[str, str], Claim], article: Article, quote: str) -> Claim:
    key = (article.id, quote)
    if key not in claims:
        start = article.text.index(quote)
        end = start + len(quote)
        speaker = "police" if "police said" in quote else ""
        claims[key] = Claim(
            f"{article.id}:{start}-{end}", article.id, quote, start, end, len(claims), speaker
        )
    return claims[key]


def _verbatim(claim: Claim) -> SummarySentence:
    return SummarySentence(claim.text, (Support(claim.document_id, claim.start, claim.end),))


def _cited(claims: Mapping[tuple[str, str], Claim], fact: Fact) -> SummarySentence:
    by_id = {claim.id: claim for claim in claims.values()}
    said = [by_id[cell.claims[0]] for cell in fact.cells]
    return SummarySentence(
        said[0].text, tuple(Support(one.document_id, one.start, one.end, 0.9) for one in said)
    )


def from_gold(folder: Path) -> Comparison:
    """The comparison that the gold file of a sample story describes, a sentence standing in one fact only."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    articles = tuple(_sample_article(folder / f"{name}.md") for name in gold["articles"])
    story = Story(folder.name, articles, title=gold["story"])
    facts: list[tuple[FactStatus, Mapping[str, Said]]] = []
    used: set[str] = set()
    for fact in gold["facts"]:
        support: dict[str, list[str]] = fact["support"]
        support = {name: [quote for quote in quotes if quote not in used] for name, quotes in support.items()}
        support = {name: quotes for name, quotes in support.items() if quotes}
        if not support:
            continue
        used.update(quote for quotes in support.values() for quote in quotes)
        disputed = fact["disputed"] if len(support) > 1 else None
        status: FactStatus = "disputed" if disputed else "shared" if len(support) > 1 else "unique"
        other: CellState = "conflict" if disputed == "conflict" else "number" if disputed else "agree"
        first = next(iter(support))
        said: dict[str, Said] = {}
        for name, quotes in support.items():
            differs = disputed and fact["versions"].get(name) != fact["versions"].get(first)
            partly = not disputed and len(support) > 1 and "partial" in fact["kinds"] and name != first
            state: CellState = (
                "only" if status == "unique" else other if differs else "partly" if partly else "agree"
            )
            said[name] = (state, quotes)
        facts.append((status, said))
    order = {"disputed": 0, "shared": 1, "unique": 2}
    facts.sort(key=lambda fact: (order[fact[0]], -len(fact[1])))
    return by_hand(story, facts, origins=tuple(tuple(group) for group in gold["origins"]))


def _sample_article(path: Path) -> Article:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    fields = {key: value.strip("\"'") for key, value in fields.items()}
    return Article(
        path.stem,
        body.lstrip("\n"),
        fields["outlet"],
        fields["title"],
        fields["published"],
        fields["url"],
        "en",
    )


def two_outlets() -> Comparison:
    """The smallest real case: two outlets, a shared, a disputed and two unique facts."""
    harbor = Article(
        "harbor",
        "The bridge at Lowmere closed on Monday.\n\nEngineers found 14 cracks in the deck, police said.\n\n"
        "A ferry will carry foot passengers for free.\n",
        "The Harbor Herald",
        "Lowmere bridge closed",
        "2026-03-14T18:40:00+00:00",
        "https://harbor-herald.example/bridge?a=1&b=2",
        "en",
    )
    clarion = Article(
        "clarion",
        "Lowmere’s bridge was shut on Monday. Inspectors counted 17 cracks.\n\n"
        "Drivers face a detour of 40 miles.",
        "Clarion",
        "Bridge shut over cracks",
        "2026-03-14",
        "https://clarion.example/x",
    )
    return by_hand(
        Story("lowmere", (harbor, clarion), title="Lowmere bridge closure"),
        [
            (
                "disputed",
                {
                    "harbor": ("agree", ["Engineers found 14 cracks in the deck, police said."]),
                    "clarion": ("number", ["Inspectors counted 17 cracks."]),
                },
            ),
            (
                "shared",
                {
                    "harbor": ("agree", ["The bridge at Lowmere closed on Monday."]),
                    "clarion": ("partly", ["Lowmere’s bridge was shut on Monday."]),
                },
            ),
            ("unique", {"harbor": ("only", ["A ferry will carry foot passengers for free."])}),
            ("unique", {"clarion": ("only", ["Drivers face a detour of 40 miles."])}),
        ],
        notes={"clarion": "17, not 14"},
    )


def unclear() -> Comparison:
    """The smallest case, with a sentence of the other outlet that comes close to one of the lone facts."""
    made = two_outlets()
    ferry, detour = made.with_status("unique")
    (cell,) = ferry.cells
    why = "relation model: 0.21 that they share anything"
    ferry = dataclasses.replace(
        ferry,
        status="unclear",
        cells=(dataclasses.replace(cell, state="unclear", note=why),),
        near=detour.representative,
    )
    facts = (*made.facts[:2], ferry, detour)
    told = profiles(made.story, facts, made.quotations, made.summary)
    return dataclasses.replace(made, facts=facts, profiles=told)


def twelve_outlets() -> Comparison:
    """A dozen outlets with long names, titles and many facts; three of them share their text."""
    names = (
        *(
            "The Harbor Herald",
            "Clarion",
            "Orrin Valley 8 News",
            "Continental Press",
            "The Meridian Evening Gazette",
        ),
        *(
            "Tarrant Public Radio",
            "Lowmere Ledger",
            "Business Desk Daily",
            "The Saltmarsh Letter",
            "North Shore Times",
        ),
        *("Kestrel Wire & Dispatch Service International", "Süddeutsches Küstenblatt"),
    )
    topics = (
        "ferry",
        "reservoir",
        "tram line",
        "grain terminal",
        "lighthouse",
        "hospital wing",
        "fish market",
        "viaduct",
    )
    articles = []
    for number, name in enumerate(names):
        sentences = [
            f"The {topic} in Port Alder will reopen on {day} May, {name} reported."
            for day, topic in enumerate(topics, 3)
        ]
        sentences.append(f"Only {name} spoke to the harbor master about dredging at pier {number + 1}.")
        title = (
            "A very long headline that goes on about the reopening of nearly everything in Port Alder "
            * (1 + number % 3)
        )
        body = "\n\n".join(sentences)
        articles.append(
            Article(
                f"a{number}",
                body,
                name,
                title.strip(),
                f"2026-05-{number + 1:02d}",
                f"https://o{number}.example/",
            )
        )
    states: tuple[CellState, ...] = ("agree", "partly", "number", "agree", "conflict")
    facts: list[tuple[FactStatus, Mapping[str, Said]]] = []
    for row in range(len(topics)):
        status: FactStatus = "disputed" if row < 3 else "shared"
        said: dict[str, Said] = {}
        for number, article in enumerate(articles):
            if (number + row) % 4 == 3:
                continue
            state = states[(number + row) % 5] if status == "disputed" else states[number % 2]
            said[article.id] = ("agree" if not said else state, [article.text.split("\n\n")[row]])
        facts.append((status, said))
    facts += [("unique", {article.id: ("only", [article.text.split("\n\n")[-1]])}) for article in articles]
    origins = (("a3", "a2", "a6"), *((f"a{number}",) for number in range(12) if number not in (2, 3, 6)))
    return by_hand(
        Story("port-alder", tuple(articles), title="Reopenings in Port Alder"), facts, origins=origins
    )


def right_to_left() -> Comparison:
    """An Arabic, a Hebrew and an English article about one event."""
    arabic = Article(
        "ar",
        "أغلقت السلطات جسر لومير يوم الاثنين.\n\nوجد المهندسون 14 شقا في الجسر.",
        "صحيفة الميناء",
        "إغلاق جسر لومير",
        "2026-03-14",
        "https://mina.example/ar",
        "ar",
    )
    hebrew = Article(
        "he",
        "גשר לומיר נסגר ביום שני.\n\nהמהנדסים מצאו 17 סדקים.",
        "עיתון הנמל",
        "גשר לומיר נסגר",
        "2026-03-14",
        "https://namal.example/he",
        "he",
    )
    english = Article(
        "en", "The Lowmere bridge closed on Monday.", "Harbor Herald", "Bridge closed", language="en"
    )
    return by_hand(
        Story("lowmere-rtl", (arabic, hebrew, english), title="إغلاق جسر لومير (Lowmere)"),
        [
            (
                "shared",
                {
                    "ar": ("agree", ["أغلقت السلطات جسر لومير يوم الاثنين."]),
                    "he": ("agree", ["גשר לומיר נסגר ביום שני."]),
                    "en": ("partly", ["The Lowmere bridge closed on Monday."]),
                },
            ),
            (
                "disputed",
                {
                    "ar": ("agree", ["وجد المهندسون 14 شقا في الجسر."]),
                    "he": ("number", ["המהנדסים מצאו 17 סדקים."]),
                },
            ),
        ],
    )


HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    '"onload="window.hacked=1" x="',
    "<img src=x onerror=window.hacked=1>",
    "[bold red]markup[/bold red] [link=javascript:alert(1)]x[/link]",
    "line\u2028separator and 🦊 emoji",
    "\u202eoverride\u202c",
    "W" * 400,
    "=HYPERLINK(1)",
    "{{ 7*7 }} {% raw %} ${x} `code` **bold** [t](javascript:alert(1)) | pipe",
    "\x1b[31mred\x1b[0m &lt;b&gt; &amp;",
)


def hostile() -> Comparison:
    """Text that tries to be markup, script or formula wherever text can be; flags, failures, no summary."""
    body = "\n\n".join(f"Sentence {number} is {text} here." for number, text in enumerate(HOSTILE))
    articles = tuple(
        Article(
            f"<b>{name}</b>",
            body + f"\n\nOnly {name}.",
            f"{name} <i>&\"'</i> {HOSTILE[0]}",
            HOSTILE[1] + HOSTILE[3],
            '2026"><script>window.hacked=1</script>',
            "javascript:window.hacked=1",
            '"><script>',
        )
        for name in ("one", "two")
    )
    quotes = [f"Sentence {number} is {text} here." for number, text in enumerate(HOSTILE)]
    made = by_hand(
        Story("<u>id</u>", articles, title=HOSTILE[1], failures=(Failure(HOSTILE[0], "read", HOSTILE[3]),)),
        [
            ("shared" if number % 2 else "disputed", {one.id: ("agree", [quote]) for one in articles})
            for number, quote in enumerate(quotes)
        ],
        notes={articles[1].id: HOSTILE[2]},
        failures=(Failure("article.txt", "summarize", HOSTILE[1]),),
        signature=HOSTILE[0],
        config={"prompt": HOSTILE[1], "list": [1, 2.5, None, True]},
    )
    bad = SummarySentence(
        HOSTILE[1],
        (),
        (Flag("unsupported"), Flag("number", HOSTILE[3]), Flag("name", HOSTILE[0])),
        HOSTILE[2],
    )
    summary = Summary(
        made.summary.document_id, HOSTILE[0], "s", (*made.summary.sentences, bad), 3, (HOSTILE[0],)
    )
    return dataclasses.replace(made, summary=summary, summaries=made.summaries[:1])


def empty() -> Comparison:
    """Nothing came out: one article, no facts, no sentence, a failure."""
    article = Article("a", "", "Nobody", "", "", "")
    story = Story("empty", (article,), failures=(Failure("b.txt", "read", "the file is empty"),))
    return by_hand(story, [], summary=Summary("empty", "lead", "lead|v0", ()), summaries=(), origins=())


def copies() -> Comparison:
    """The two outlets' story with one text as the other's copy, a part that two sentences share, and quotations."""
    case = two_outlets()
    a, b = (next(c for c in case.claims if c.text.startswith(text)) for text in ("The bridge", "Lowmere’s"))
    spans = (((a.start + 4, a.start + 10),), ((b.start + 10, b.start + 16),))
    links = tuple(
        dataclasses.replace(link, shared=spans, decided_by="score")
        if {link.a, link.b} == {a.id, b.id}
        else link
        for link in case.links
    )
    said = (Quotation("harbor", 0, 10, "Ada Brandt"), Quotation("clarion", 0, 9, "Ms. Brandt"))
    return dataclasses.replace(case, links=links, origins=(("harbor", "clarion"),), quotations=said)


CASES = {
    "two": two_outlets,
    "unclear": unclear,
    "copies": copies,
    "twelve": twelve_outlets,
    "right_to_left": right_to_left,
    "hostile": hostile,
    "empty": empty,
}
