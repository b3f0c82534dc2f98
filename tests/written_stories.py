"""Two invented stories for the systems that write: one article, and two articles of different length."""

from __future__ import annotations

from summarizer.types import Article, Story

FERRIES = Article(
    id="ferries",
    outlet="Lindholm Post",
    title="Ferries stop at noon",
    text=(
        "By Ada Brandt\n"
        "Ferries between Lindholm and the islands will stop at noon on Monday. The port office said that two hulls "
        "must be inspected. “Nobody is in danger,” said its director, Ada Brandt.\n"
        "Some 900 people use the line every day. Buses will run by the northern road until the ships are back.\n"
        "Read more: our guide to the islands"
    ),
)
TRAM = Article(
    id="tram",
    outlet="Nordkurier",
    title="Council votes for the tram",
    text=(
        "The council of Lindholm voted 9 to 4 for a new tram. Two members had left before the vote. The line will "
        "cost 42 million. Work begins in May, and the first trams are to run in three years."
    ),
)
STORIES = (Story("one", (FERRIES,)), Story("several", (FERRIES, TRAM), title="Getting about in Lindholm"))


def long_story(sentences: int) -> Story:
    """A story of one article with so many sentences of about ten words."""
    text = " ".join(
        f"On day {i} the ferry left Lindholm with {i * 7} people aboard." for i in range(sentences)
    )
    return Story("long", (Article("long", text),))
