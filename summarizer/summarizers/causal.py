"""Summaries by a chat model: any causal language model with a chat template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from summarizer.components import digest, signature
from summarizer.errors import ModelError, nearest
from summarizer.models.generation import Decoding, Generator, Written
from summarizer.models.loading import load_generator
from summarizer.summarizers.finish import token_budget
from summarizer.summarizers.generated import Frame, generated_summaries, heading
from summarizer.summarizers.windows import Unit
from summarizer.types import Length, Story, Summary

SYSTEM_PROMPT = (
    "You summarize news articles. Report only what the text says, in your own plain words and in its "
    "language, and keep who said what. Write the summary and nothing else."
)
USER_PROMPT = "Summarize this news text in {length}.\n\n{text}"
PLACEHOLDERS = ("text", "title", "outlet", "length", "words")
WORDS_A_SENTENCE = 22

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_MARK = re.compile("\ue000([a-z_]+)\ue001")
"""Stands for a placeholder while the chat template is filled in: private-use characters pass through it."""


@dataclass(frozen=True)
class Causal:
    """Asks a chat model for a summary, through its own chat template.

    What articles say is never part of the template: it is put in as tokens that cannot end a turn or open
    one.

    Args:
        model: a folder, a GGUF file, a packaged model ("smollm2-135m-instruct") or a Hugging Face id.
        system_prompt: the system turn; empty leaves it out, for models that know none.
        user_prompt: the user turn. {text} must be in it; {title}, {outlet}, {length} ("at most 60 words") and
            {words} may be. Other braces stay as they are.
        num_beams: beams of the search; 1 is greedy and fastest.
        repetition_penalty: above 1 discourages tokens that were read or written before.
        no_repeat_ngram_size: no run of so many tokens is written or copied from the prompt; 0 allows it.
        temperature: 0 writes the same every time; above 0 samples, by `seed`.
        seed: of the sampling.
        keep_to_source: write names and figures only as the text has them (`models.source_words`). Made for
            English: other languages have more words with capitals.
        window: tokens of prompt and summary; 0 is what the model names.
        batch_size: most texts at once; halved where they do not fit the memory.
        device: "auto", "cpu", "cuda", "cuda:1", "mps".
        dtype: "auto", "float32", "bfloat16", "float16".
        revision: branch, tag or commit of a Hugging Face id.
    """

    model: str
    system_prompt: str = SYSTEM_PROMPT
    user_prompt: str = USER_PROMPT
    num_beams: int = 1
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    temperature: float = 0.0
    seed: int = 0
    keep_to_source: bool = False
    window: int = 0
    batch_size: int = 4
    device: str = "auto"
    dtype: str = "auto"
    revision: str = "main"

    def __post_init__(self) -> None:
        names = _PLACEHOLDER.findall(self.user_prompt)
        for name in names:
            if name not in PLACEHOLDERS:
                raise ValueError(f"user_prompt: no placeholder {{{name}}}{nearest(name, PLACEHOLDERS)}")
        if names.count("text") != 1:
            raise ValueError("user_prompt must hold {text} once: it stands for the articles")
        if self.num_beams < 1 or self.batch_size < 1:
            raise ValueError("num_beams and batch_size must be at least 1")
        if self.temperature < 0 or self.window < 0:
            raise ValueError("temperature and window must not be negative")

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order. ModelError if the model cannot be had or does not fit the memory."""
        generator = load_generator(self.model, self.device, self.dtype, self.revision)
        if generator.writes_apart:
            raise ModelError(f"{generator.name} is an encoder-decoder; use the summarizer seq2seq for it")
        budget = token_budget(length)
        window = generator.window_of(self.window) - budget

        def write(prompts: Sequence[Unit], texts: Sequence[Unit], final: bool) -> list[Written]:
            decoding = Decoding(
                max_new_tokens=budget if final else min(budget, max(window // 2, 1)),
                num_beams=self.num_beams,
                repetition_penalty=self.repetition_penalty,
                no_repeat_ngram_size=self.no_repeat_ngram_size,
                temperature=self.temperature,
                seed=self.seed,
            )
            return generator.generate(
                prompts, decoding, batch_size=self.batch_size, sources=texts if self.keep_to_source else ()
            )

        return generated_summaries(
            stories,
            length,
            self.frames(generator, stories, [length] * len(stories)),
            generator,
            write,
            window=window,
            chat=True,
            system=f"causal:{generator.name}",
            signature=self._signature(generator.name),
        )

    def frames(
        self, generator: Generator, stories: Sequence[Story], lengths: Sequence[Length]
    ) -> list[Frame]:
        """What is put around the text of each story when so long a summary is asked for, as in training."""
        segments = self._segments(generator)
        return [
            _frame(segments, story, length, generator) for story, length in zip(stories, lengths, strict=True)
        ]

    def _signature(self, model: str) -> str:
        """As `sign` makes it, with the prompts as digests: they are long and may hold line breaks."""
        prompts = {key: digest(getattr(self, key)) for key in ("system_prompt", "user_prompt")}
        return signature("causal", {**asdict(self), **prompts, "model": model})

    def _segments(self, generator: Generator) -> list[str]:
        """The filled-in chat template, cut at the placeholders: text, name, text, name, ..., text."""
        turns = [{"role": "system", "content": self.system_prompt}] if self.system_prompt else []
        turns.append({"role": "user", "content": _PLACEHOLDER.sub("\ue000\\1\ue001", self.user_prompt)})
        return _MARK.split(generator.chat_prompt(turns))


def _frame(segments: Sequence[str], story: Story, length: Length, generator: Generator) -> Frame:
    tokens = generator.tokens
    first = story.articles[0].title if story.articles else ""
    untrusted = {"title": heading("", story.title or first), "outlet": heading(", ".join(story.outlets), "")}
    trusted = {
        "length": _asked(length),
        "words": str(length.words or (length.sentences or 1) * WORDS_A_SENTENCE),
    }
    sides: list[Unit] = [[]]
    for i, segment in enumerate(segments):
        if i % 2 == 0:
            sides[-1] += tokens.of_prompt(segment)
        elif segment == "text":
            sides.append([])
        elif segment in untrusted:
            sides[-1] += tokens.of_text([untrusted[segment]])[0]
        else:
            sides[-1] += tokens.of_prompt(trusted[segment])
    before, after = sides
    return Frame(before, after)


def _asked(length: Length) -> str:
    """The length in words: "at most 60 words", "at most 3 sentences and 60 words"."""
    parts = [
        f"{count} {noun}{'s' if count > 1 else ''}"
        for count, noun in ((length.sentences, "sentence"), (length.words, "word"))
        if count is not None
    ]
    return "at most " + " and ".join(parts)
