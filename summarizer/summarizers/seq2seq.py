"""Summaries by an encoder-decoder that was trained to summarize: BART, PEGASUS, T5, LED, PRIMERA."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.components import sign
from summarizer.errors import ModelError
from summarizer.models.generation import Decoding, Generator, Written
from summarizer.models.loading import load_generator
from summarizer.summarizers.finish import token_budget
from summarizer.summarizers.generated import Frame, generated_summaries
from summarizer.summarizers.windows import Unit
from summarizer.types import Length, Story, Summary


@dataclass(frozen=True)
class Seq2Seq:
    """Gives the text to the encoder and lets the decoder write.

    Args:
        model: a folder or a Hugging Face id.
        prefix: what the model was trained to see before the text ("summarize: " for T5).
        separator: the token between articles of a model trained on several (PRIMERA's "<doc-sep>"). Without
            one, each article of several is headed by its outlet and title.
        num_beams: beams of the search; 1 is greedy and fastest.
        length_penalty: above 0 favours longer beams.
        no_repeat_ngram_size: no run of so many tokens is written twice; 0 allows it.
        fill: share of the words that are asked for below which the model may not stop.
        temperature: 0 writes the same every time; above 0 samples, by `seed`.
        seed: of the sampling.
        keep_to_source: write names and figures only as the text has them (`models.source_words`). Made for
            English: other languages have more words with capitals.
        window: tokens read at once; 0 is what the model names.
        batch_size: most texts at once; halved where they do not fit the memory.
        device: "auto", "cpu", "cuda", "cuda:1", "mps".
        dtype: "auto", "float32", "bfloat16", "float16".
        revision: branch, tag or commit of a Hugging Face id.
    """

    model: str
    prefix: str = ""
    separator: str = ""
    num_beams: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 3
    fill: float = 0.0
    temperature: float = 0.0
    seed: int = 0
    keep_to_source: bool = False
    window: int = 0
    batch_size: int = 8
    device: str = "auto"
    dtype: str = "auto"
    revision: str = "main"

    def __post_init__(self) -> None:
        if self.num_beams < 1 or self.batch_size < 1:
            raise ValueError("num_beams and batch_size must be at least 1")
        if not 0 <= self.fill <= 1:
            raise ValueError(f"fill must lie between 0 and 1, not {self.fill}")
        if self.temperature < 0 or self.window < 0:
            raise ValueError("temperature and window must not be negative")

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order. ModelError if the model cannot be had or does not fit the memory."""
        generator = load_generator(self.model, self.device, self.dtype, self.revision)
        if not generator.writes_apart:
            raise ModelError(f"{generator.name} is not an encoder-decoder; use the summarizer causal for it")
        frame = self.frame(generator)
        window = generator.window_of(self.window)

        def write(prompts: Sequence[Unit], texts: Sequence[Unit], final: bool) -> list[Written]:
            budget = token_budget(length)
            if not final:  # what is read again must get shorter
                budget = min(budget, window // 2)
            decoding = Decoding(
                max_new_tokens=generator.writable(budget),
                min_new_tokens=int(self.fill * length.words) if length.words and final else 0,
                num_beams=self.num_beams,
                length_penalty=self.length_penalty,
                no_repeat_ngram_size=self.no_repeat_ngram_size,
                temperature=self.temperature,
                seed=self.seed,
            )
            return generator.generate(
                prompts,
                decoding,
                batch_size=self.batch_size,
                global_tokens=attentive_tokens(frame, generator),
                sources=texts if self.keep_to_source else (),
            )

        return generated_summaries(
            stories,
            length,
            [frame] * len(stories),
            generator,
            write,
            window=window,
            chat=False,
            system=f"seq2seq:{generator.name}",
            signature=sign(replace(self, model=generator.name)),
        )

    def frame(self, generator: Generator) -> Frame:
        """What is put around a text; training puts the same around it."""
        separator = self._separator(generator)
        tokens = generator.tokens
        return Frame(
            before=[*tokens.head, *tokens.of_prompt(self.prefix)],
            after=[*separator, *tokens.tail],
            separator=separator,
        )

    def _separator(self, generator: Generator) -> tuple[int, ...]:
        if not self.separator:
            return ()
        token = generator.tokens.named(self.separator)
        if token is None:
            raise ModelError(
                f'{generator.name} has no token "{self.separator}": leave the option separator empty'
            )
        return (token,)


def attentive_tokens(frame: Frame, generator: Generator) -> list[int]:
    """The ids that attend to the whole input in a model that has global attention (LED), else none."""
    return sorted({*generator.tokens.head, *frame.separator}) if generator.has_global_attention else []
