"""Every preset that names a model runs, with a tiny model of that architecture in the place of the real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_models import TAUGHT
from written_stories import STORIES

from summarizer.components import build
from summarizer.config import load_config
from summarizer.text import count_words

ARCHITECTURES = {
    "bart-large-cnn": "bart",
    "pegasus-cnn-dailymail": "pegasus",
    "pegasus-xsum": "pegasus",
    "t5-small": "t5",
    "primera": "primera",
    "abstractive": "llama",
    "smollm2-135m-instruct": "llama",
    "smollm2-135m-instruct-q4": "llama",
    "qwen3.5-2b": "qwen3.5",
}
PRESETS = Path(__file__).parent.parent / "configs"


def test_no_preset_with_a_model_is_left_out() -> None:
    with_a_model = {p.stem for p in PRESETS.glob("*.yaml") if "model:" in p.read_text("utf-8")}
    assert with_a_model == set(ARCHITECTURES)


@pytest.mark.parametrize(("preset", "kind"), ARCHITECTURES.items())
def test_a_preset_summarizes_with_its_architecture(tiny: Callable[..., Path], preset: str, kind: str) -> None:
    config = load_config(preset)
    options = {**config.summarizer.options, "model": str(tiny(kind)), "device": "cpu", "dtype": "float32"}
    if "keep_to_source" in options:
        options["keep_to_source"] = False  # what the tiny model was taught does not stand in these stories
    length = config.length.to_length()
    summaries = build("summarizer", config.summarizer.name, options).summarize(STORIES, length)
    assert len(summaries) == 2
    for summary in summaries:
        written = [s.text for s in summary.sentences]
        assert written
        assert length.words is None or count_words(summary.text) <= length.words
        assert length.sentences is None or len(written) <= length.sentences
        assert written[0] == TAUGHT[0]
        assert all(text.endswith(".") for text in written)
