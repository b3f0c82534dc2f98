"""The kind `seq2seq`: an encoder-decoder (BART, PEGASUS, T5, LED) that writes a summary of what it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from summarizer.errors import ModelError
from summarizer.models.generation import Decoding, Generator
from summarizer.models.loading import Writer, load_writer
from summarizer.summarizers.finish import finish
from summarizer.summarizers.seq2seq import Seq2Seq, attentive_tokens
from summarizer.training import summaries
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure
from summarizer.training.lora import LoraPart, save_writer, with_adapter
from summarizer.training.recipe import Part, Recipe
from summarizer.training.rows import Column, Record
from summarizer.training.summaries import WHOLE, Collator, Encoded, SummaryExample, read_ids
from summarizer.training.trainers import arguments_for, exact


class Seq2SeqOptions(Part):
    """What is special to encoder-decoders.

    `prefix` and `separator` are those of the summarizer `seq2seq`. Of a document the first `max_document`
    tokens are read, cut between sentences; of a summary the first `max_summary` are learned. Measures are
    taken with `num_beams`.
    """

    prefix: str = ""
    separator: str = ""
    max_document: int = Field(default=1024, ge=16)
    max_summary: int = Field(default=256, ge=8)
    num_beams: int = Field(default=1, ge=1)
    lora: LoraPart = LoraPart()


class Seq2SeqRecipe(Recipe):
    """A recipe for an encoder-decoder."""

    kind: Literal["seq2seq"] = "seq2seq"
    options: Seq2SeqOptions = Seq2SeqOptions()


class Seq2SeqKind:
    """Trains all weights of an encoder-decoder, or an adapter on it."""

    recipe_type: ClassVar[type[Recipe]] = Seq2SeqRecipe
    columns: ClassVar[Mapping[str, Column]] = summaries.COLUMNS
    measures: ClassVar[Sequence[str]] = summaries.MEASURES

    def __init__(self, recipe: Seq2SeqRecipe) -> None:
        self.recipe = recipe
        self.options = recipe.options

    def examples(self, records: Sequence[Record]) -> list[SummaryExample]:
        """An example a record."""
        return summaries.examples_from(records)

    def check(self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample]) -> list[Finding]:
        """Lengths, repeated and leaked articles, and summaries that their source does not support."""
        generator = self._generator(self._writer.model)
        encoded = [self._encoded(example, generator, whole=True) for example in train]
        return [
            *summaries.check_lengths(encoded, self._window(generator), self.options.max_summary),
            *summaries.check_summaries(train, validation),
        ]

    def trainer(
        self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample], folder: Path
    ) -> Any:
        """A Trainer that computes the loss; summaries are written and measured by `measure`."""
        from transformers import Trainer, TrainingArguments

        generator = self._generator(self._writer.model)
        part = self.recipe.training
        model = with_adapter(self._writer.model, self.options.lora, "SEQ_2_SEQ_LM", part.seed)
        frame = self._component.frame(generator)
        return exact(Trainer)(
            model=model,
            args=TrainingArguments(**arguments_for(part, folder, len(train))),
            train_dataset=self._dataset(train, generator),
            eval_dataset=self._dataset(validation, generator),
            data_collator=Collator(
                self._writer.model.config.pad_token_id,
                generator.multiple,
                tuple(attentive_tokens(frame, generator)),
                self._writer.model.prepare_decoder_input_ids_from_labels,
            ),
        )

    def measure(self, model: Any, examples: Sequence[SummaryExample]) -> dict[str, Measure]:
        """ROUGE, support and length of what the model writes, cut to the length that was asked for."""
        generator = self._generator(model)
        frame = self._component.frame(generator)
        decoding = Decoding(
            max_new_tokens=generator.writable(self.options.max_summary),
            num_beams=self.options.num_beams,
            no_repeat_ngram_size=self._component.no_repeat_ngram_size,
        )
        written = generator.generate(
            [self._encoded(example, generator).ids for example in examples],
            decoding,
            batch_size=self.recipe.training.batch_size,
            global_tokens=attentive_tokens(frame, generator),
        )
        texts = [
            " ".join(finish(one, example.length)[0]) for one, example in zip(written, examples, strict=True)
        ]
        return summaries.measures_of(texts, examples)

    def save(self, model: Any, folder: Path) -> None:
        """Write the model, or its adapter, with the tokenizer."""
        save_writer(model, self._writer.tokenizer, self.options.lora, self.recipe, folder)

    def use(self, folder: Path) -> str:
        """The command that summarizes with the model in the folder."""
        prefix = f" --set 'summarizer.options.prefix={self.options.prefix}'" if self.options.prefix else ""
        return f"summarizer summarize article.txt --system seq2seq --model {folder}{prefix}"

    @cached_property
    def _writer(self) -> Writer:
        import torch

        writer = load_writer(self.recipe.model, torch.float32, self.recipe.revision)
        if not writer.model.config.is_encoder_decoder:
            raise ModelError(f'{writer.name} is not an encoder-decoder; use "kind: causal" for it')
        return writer

    @property
    def _component(self) -> Seq2Seq:
        """The summarizer that will use the model: what it puts around a text is what is learned."""
        return Seq2Seq(self.recipe.model, prefix=self.options.prefix, separator=self.options.separator)

    def _generator(self, model: Any) -> Generator:
        writer = self._writer
        return Generator(model, writer.tokenizer, name=writer.name, window=writer.window, device=model.device)

    def _window(self, generator: Generator) -> int:
        return generator.window_of(self.options.max_document)

    def _dataset(
        self, examples: Sequence[SummaryExample], generator: Generator
    ) -> list[dict[str, list[int]]]:
        encoded = [self._encoded(example, generator) for example in examples]
        return [{"input_ids": one.ids, "labels": one.labels} for one in encoded]

    def _encoded(self, example: SummaryExample, generator: Generator, *, whole: bool = False) -> Encoded:
        frame, tokens = self._component.frame(generator), generator.tokens
        summary = tokens.of_text([example.summary])[0]
        if not whole:
            summary = summary[: self.options.max_summary - len(tokens.head) - len(tokens.tail)]
        labels = [*tokens.head, *summary, *tokens.tail]
        room = WHOLE if whole else self._window(generator) - len(frame.around([]))
        return Encoded(frame.around(read_ids(example, frame, generator, room)), labels)
