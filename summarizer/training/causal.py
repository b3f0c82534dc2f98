"""The kind `causal`: a chat model that writes a summary when asked as the summarizer `causal` asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from inspect import signature
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from summarizer.errors import ConfigError, ModelError
from summarizer.models.generation import Decoding, Generator
from summarizer.models.loading import Writer, load_writer
from summarizer.summarizers.causal import SYSTEM_PROMPT, USER_PROMPT, Causal
from summarizer.summarizers.finish import finish
from summarizer.training import summaries
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure
from summarizer.training.lora import LoraPart, save_writer, with_adapter
from summarizer.training.recipe import Part, Recipe
from summarizer.training.rows import Column, Record
from summarizer.training.summaries import IGNORED, WHOLE, Collator, Encoded, SummaryExample, read_ids
from summarizer.training.trainers import arguments_for, exact

MARK = "\ue000"
"""Stands for the answer while the chat template is filled in."""


class CausalOptions(Part):
    """What is special to chat models.

    Prompts are those of the summarizer `causal`; use the same there. Prompt, document and summary have
    `max_tokens` together, of which the summary takes at most `max_summary`. The loss is on the summary only.
    """

    system_prompt: str = SYSTEM_PROMPT
    user_prompt: str = USER_PROMPT
    max_tokens: int = Field(default=1024, ge=64)
    max_summary: int = Field(default=256, ge=8)
    repetition_penalty: float = Field(default=1.0, ge=1)
    lora: LoraPart = LoraPart(rank=16)


class CausalRecipe(Recipe):
    """A recipe for a chat model."""

    kind: Literal["causal"] = "causal"
    options: CausalOptions = CausalOptions()


class CausalKind:
    """Trains an adapter on a chat model, or all of its weights."""

    recipe_type: ClassVar[type[Recipe]] = CausalRecipe
    columns: ClassVar[Mapping[str, Column]] = summaries.COLUMNS
    measures: ClassVar[Sequence[str]] = summaries.MEASURES

    def __init__(self, recipe: CausalRecipe) -> None:
        self.recipe = recipe
        self.options = recipe.options

    def examples(self, records: Sequence[Record]) -> list[SummaryExample]:
        """An example a record."""
        return summaries.examples_from(records)

    def check(self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample]) -> list[Finding]:
        """Lengths, repeated and leaked articles, and summaries that their source does not support."""
        generator = self._generator(self._writer.model)
        encoded = self._encoded(train, generator, whole=True)
        return [
            *summaries.check_lengths(encoded, self._prompt_window, self.options.max_summary),
            *summaries.check_summaries(train, validation),
        ]

    def trainer(
        self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample], folder: Path
    ) -> Any:
        """A Trainer whose loss is that of the summary's tokens and of the end of the turn."""
        from transformers import Trainer, TrainingArguments

        part = self.recipe.training
        generator = self._generator(self._writer.model)
        return exact(Trainer)(
            model=with_adapter(self._writer.model, self.options.lora, "CAUSAL_LM", part.seed),
            args=TrainingArguments(**arguments_for(part, folder, len(train))),
            train_dataset=self._dataset(train, generator),
            eval_dataset=self._dataset(validation, generator),
            data_collator=Collator(
                self._writer.model.generation_config.pad_token_id,
                logits_of_labels="logits_to_keep" in signature(self._writer.model.forward).parameters,
            ),
        )

    def measure(self, model: Any, examples: Sequence[SummaryExample]) -> dict[str, Measure]:
        """ROUGE, support and length of what the model writes, cut to the length that was asked for."""
        generator = self._generator(model)
        written = generator.generate(
            [one.ids for one in self._encoded(examples, generator)],
            Decoding(self.options.max_summary, repetition_penalty=self.options.repetition_penalty),
            batch_size=self.recipe.training.batch_size,
        )
        texts = [
            " ".join(finish(one, example.length, chat=True)[0])
            for one, example in zip(written, examples, strict=True)
        ]
        return summaries.measures_of(texts, examples)

    def save(self, model: Any, folder: Path) -> None:
        """Write the adapter, or the whole model, with the tokenizer."""
        save_writer(model, self._writer.tokenizer, self.options.lora, self.recipe, folder)

    def use(self, folder: Path) -> str:
        """The command that summarizes with the model in the folder."""
        prompts = [
            f" --set 'summarizer.options.{name}={getattr(self.options, name)!r}'"
            for name, usual in (("system_prompt", SYSTEM_PROMPT), ("user_prompt", USER_PROMPT))
            if getattr(self.options, name) != usual
        ]
        return f"summarizer summarize article.txt --system causal --model {folder}{''.join(prompts)}"

    @cached_property
    def _writer(self) -> Writer:
        import torch

        writer = load_writer(self.recipe.model, torch.float32, self.recipe.revision)
        if writer.model.config.is_encoder_decoder:
            raise ModelError(f'{writer.name} is an encoder-decoder; use "kind: seq2seq" for it')
        return writer

    @property
    def _component(self) -> Causal:
        """The summarizer that will use the model: as it asks is how the model learns to be asked."""
        options = self.options
        try:
            return Causal(self.recipe.model, options.system_prompt, options.user_prompt)
        except ValueError as error:
            raise ConfigError(f"options: {error}") from error

    @property
    def _prompt_window(self) -> int:
        """Tokens that a prompt may have beside the summary."""
        window = min(size for size in (self.options.max_tokens, self._writer.window) if size)
        if window <= self.options.max_summary:
            raise ConfigError(
                f"options.max_summary: {self.options.max_summary} leaves no room for the document in {window} tokens"
            )
        return window - self.options.max_summary

    def _generator(self, model: Any) -> Generator:
        writer = self._writer
        return Generator(model, writer.tokenizer, name=writer.name, window=writer.window, device=model.device)

    def _dataset(
        self, examples: Sequence[SummaryExample], generator: Generator
    ) -> list[dict[str, list[int]]]:
        """Prompts with their answers behind them; the loss passes over the prompts."""
        return [
            {"input_ids": one.ids + one.labels, "labels": [IGNORED] * len(one.ids) + one.labels}
            for one in self._encoded(examples, generator)
        ]

    def _encoded(
        self, examples: Sequence[SummaryExample], generator: Generator, *, whole: bool = False
    ) -> list[Encoded]:
        """Prompt and answer of each example, apart; `whole` cuts neither."""
        frames = self._component.frames(
            generator, [example.story for example in examples], [example.length for example in examples]
        )
        answers = generator.tokens.of_text([example.summary for example in examples])
        end = self._end_of_turn()
        encoded = []
        for example, frame, answer in zip(examples, frames, answers, strict=True):
            room = WHOLE if whole else self._prompt_window - len(frame.around([]))
            kept = answer if whole else answer[: self.options.max_summary - 1]
            encoded.append(Encoded(frame.around(read_ids(example, frame, generator, room)), [*kept, end]))
        return encoded

    def _end_of_turn(self) -> int:
        """The token that the chat template puts behind an answer."""
        turns = [{"role": "user", "content": "?"}, {"role": "assistant", "content": MARK}]
        tokenizer = self._writer.tokenizer
        text: str = tokenizer.apply_chat_template(turns, tokenize=False)
        behind = text.rpartition(MARK)[2].strip()
        ids: list[int] = tokenizer(behind, add_special_tokens=False)["input_ids"]
        return ids[0] if ids else int(tokenizer.eos_token_id)
