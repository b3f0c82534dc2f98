from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from summarizer.errors import ModelError
from summarizer.models import generation
from summarizer.models.generation import Decoding, Generator
from summarizer.models.loading import load_generator

Tiny = Callable[..., Path]


class _Fake:
    """A causal model that echoes the first token of each prompt, and has memory for `capacity` tokens."""

    def __init__(self, capacity: int = 10**9, error: type[Exception] | None = None) -> None:
        self.config = SimpleNamespace(is_encoder_decoder=False)
        self.generation_config = SimpleNamespace(pad_token_id=0, eos_token_id=1)
        self.capacity, self.error = capacity, error
        self.shapes: list[tuple[int, int]] = []

    def generate(
        self, *, input_ids: Any, attention_mask: Any, max_new_tokens: int, **settings: object
    ) -> Any:
        import torch

        self.shapes.append(tuple(input_ids.shape))
        if input_ids.numel() > self.capacity:
            raise self.error("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")
        starts = (attention_mask == 0).sum(1, keepdim=True)
        first = input_ids.gather(1, starts)
        return torch.cat([input_ids, first, torch.ones_like(first)], dim=1)


class _Decoder:
    all_special_ids: tuple[int, ...] = ()
    unk_token_id = None

    def get_added_vocab(self) -> dict[str, int]:
        return {}

    def __call__(self, text: Any, **options: object) -> dict[str, Any]:
        return {"input_ids": [[5]] if isinstance(text, list) else [5]}

    def batch_decode(self, rows: list[list[int]], **options: object) -> list[str]:
        return [" ".join(str(token) for token in row if token > 1) for row in rows]


def _generator(model: _Fake, window: int = 1000) -> Generator:
    return Generator(model, _Decoder(), name="fake", window=window)


def _prompts() -> list[list[int]]:
    return [[10 + i] + [5] * (7 * i % 11) for i in range(9)]


def test_order_is_kept_though_batches_are_sorted_by_length() -> None:
    model = _Fake()
    written = _generator(model).generate(_prompts(), Decoding(4), batch_size=4)
    assert [w.text for w in written] == [str(10 + i) for i in range(9)]
    assert [rows for rows, _ in model.shapes] == [4, 4, 1]
    widths = [width for _, width in model.shapes]
    assert widths == sorted(widths, reverse=True)


def test_a_batch_holds_a_bounded_number_of_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "BATCH_TOKENS", 60)
    model = _Fake()
    _generator(model).generate([[5] * 10] * 6, Decoding(10), batch_size=8)
    assert [rows for rows, _ in model.shapes] == [3, 3]


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, "torch"])
def test_out_of_memory_halves_the_batch_until_it_fits(error: Any) -> None:
    import torch

    model = _Fake(capacity=25, error=torch.OutOfMemoryError if error == "torch" else error)
    done: list[int] = []
    written = _generator(model).generate(_prompts(), Decoding(4), batch_size=8, progress=done.append)
    assert [w.text for w in written] == [str(10 + i) for i in range(9)]
    assert model.shapes[:3] == [(8, 11), (4, 11), (2, 11)]
    assert sum(done) == 9


def test_out_of_memory_on_one_prompt_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"fake ran out of memory on one text of 9 tokens.*fewer beams"):
        _generator(_Fake(capacity=5, error=RuntimeError)).generate([[5] * 9], Decoding(4))


def test_other_errors_are_not_taken_for_a_lack_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    model = _Fake()
    monkeypatch.setattr(
        model, "generate", lambda **inputs: (_ for _ in ()).throw(RuntimeError("shape mismatch"))
    )
    with pytest.raises(RuntimeError, match="shape mismatch"):
        _generator(model).generate([[5]], Decoding(4))


def test_a_prompt_longer_than_the_window_is_refused_and_not_cut() -> None:
    generator = _generator(_Fake(), window=20)
    assert generator.generate([[5] * 16], Decoding(4))
    with pytest.raises(ModelError, match="reads 20 tokens, and was given 17"):
        generator.generate([[5] * 17], Decoding(4))


def test_greedy_output_is_the_same_every_time_and_sampling_follows_the_seed(tiny: Tiny) -> None:
    generator = load_generator(str(tiny("llama", taught=False)), "cpu", "float32")
    prompt = [generator.tokens.of_prompt("The council of Lindholm voted")]

    def write(**options: Any) -> str:
        return generator.generate(prompt, Decoding(12, **options))[0].text

    assert write() == write()
    assert write(temperature=1.0, seed=1) == write(temperature=1.0, seed=1)
    assert len({write(temperature=1.0, seed=seed) for seed in range(4)}) > 1


def test_sampling_leaves_the_callers_random_numbers_alone(tiny: Tiny) -> None:
    import torch

    generator = load_generator(str(tiny("llama", taught=False)), "cpu", "float32")
    torch.manual_seed(7)
    expected = torch.rand(1)
    torch.manual_seed(7)
    generator.generate([[5, 6]], Decoding(4, temperature=1.0))
    assert torch.equal(torch.rand(1), expected)


@pytest.mark.parametrize("kind", ["llama", "bart"])
def test_each_new_token_is_read_alone_and_not_with_all_before_it(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    generator = load_generator(str(tiny(kind, taught=False)), "cpu", "float32")
    inner = generator._model.model if kind == "llama" else generator._model.model.decoder
    widths: list[int] = []
    forward = inner.forward

    def watched(input_ids: Any = None, **options: Any) -> Any:
        widths.append(input_ids.shape[1])
        return forward(input_ids=input_ids, **options)

    monkeypatch.setattr(inner, "forward", watched)
    generator.generate([[5, 6, 7, 8]], Decoding(6, min_new_tokens=6))
    assert widths == [4 if kind == "llama" else 1, 1, 1, 1, 1, 1]


def test_padding_changes_nothing(tiny: Tiny) -> None:
    for kind in ("bart", "t5", "led", "llama", "qwen3.5"):
        generator = load_generator(str(tiny(kind, taught=False)), "cpu", "float32")
        tokens = generator.tokens
        prompts = [
            [*tokens.head, *tokens.of_prompt(text), *tokens.tail]
            for text in ("Rain is expected.", "The council of Lindholm voted 9 to 4 for the tram.")
        ]
        together = generator.generate(prompts, Decoding(8), batch_size=2)
        apart = generator.generate(prompts, Decoding(8), batch_size=1)
        assert together == apart, kind


def test_what_was_cut_off_is_told_from_what_is_finished(tiny: Tiny) -> None:
    generator = load_generator(str(tiny("bart")), "cpu", "float32")
    prompt = [
        [*generator.tokens.head, *generator.tokens.of_prompt("Rain is expected."), *generator.tokens.tail]
    ]
    assert generator.generate(prompt, Decoding(100))[0].finished
    assert not generator.generate(prompt, Decoding(8))[0].finished


@pytest.mark.parametrize(
    ("kind", "window"),
    [("bart", 512), ("pegasus", 512), ("t5", 512), ("led", 512), ("llama", 512), ("qwen3.5", 512)],
)
def test_the_window_is_what_the_model_names(tiny: Tiny, kind: str, window: int) -> None:
    generator = load_generator(str(tiny(kind, taught=False)), "cpu", "float32")
    assert generator.window_of(0) == window
    assert generator.window_of(64) == 64
    assert generator.window_of(10_000) == window


def test_led_is_not_taken_to_read_only_as_much_as_it_writes(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("led", taught=False), tmp_path / "led")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"max_position_embeddings": 128}))
    generator = load_generator(str(folder), "cpu", "float32")
    assert (generator.window, generator.writable(1000)) == (512, 127)


def test_a_model_that_names_no_window_wants_one(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("t5", taught=False), tmp_path / "t5")
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    settings.pop("model_max_length")
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    generator = load_generator(str(folder), "cpu", "float32")
    assert generator.window_of(256) == 256
    with pytest.raises(ModelError, match="set the option window"):
        generator.window_of(0)


def test_the_models_own_decoding_defaults_decide_nothing(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("bart"), tmp_path / "bart")
    settings = json.loads((folder / "generation_config.json").read_text())
    own = settings | {
        "min_length": 90,
        "num_beams": 4,
        "do_sample": True,
        "temperature": 3.0,
        "max_length": 99,
    }
    (folder / "generation_config.json").write_text(json.dumps(own))
    prompt = [[0, 10, 11, 2]]
    plain, changed = (load_generator(str(f), "cpu", "float32") for f in (tiny("bart"), folder))
    assert plain.generate(prompt, Decoding(60)) == changed.generate(prompt, Decoding(60))


def test_a_damaged_model_is_a_model_error(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("bart", taught=False), tmp_path / "damaged")
    (folder / "model.safetensors").write_bytes(b"not safetensors")
    with pytest.raises(ModelError, match='"damaged" cannot be loaded'):
        load_generator(str(folder), "cpu", "float32")


def test_missing_weights_are_not_made_up(tiny: Tiny, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = _copy(tiny("bart", taught=False), tmp_path / "partial")
    weights = load_file(folder / "model.safetensors")
    weights.pop("model.decoder.layers.0.fc1.weight")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(
        ModelError, match=r'"partial" lacks 1 of its weights \(model\.decoder\.layers\.0\.fc1\.weight'
    ):
        load_generator(str(folder), "cpu", "float32")


def test_pegasus_is_whole_without_its_sines(tiny: Tiny, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = _copy(tiny("pegasus"), tmp_path / "sines")
    weights = load_file(folder / "model.safetensors")
    kept = {name: weight for name, weight in weights.items() if "embed_positions" not in name}
    assert len(kept) == len(weights) - 2
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})
    prompt = [[9, 10, 11, 1]]
    with_sines, without = (load_generator(str(f), "cpu", "float32") for f in (tiny("pegasus"), folder))
    assert with_sines.generate(prompt, Decoding(40)) == without.generate(prompt, Decoding(40))


def test_code_that_comes_with_a_model_is_not_run(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("llama", taught=False), tmp_path / "hostile")
    config = json.loads((folder / "config.json").read_text())
    config |= {
        "model_type": "own",
        "auto_map": {"AutoConfig": "own.OwnConfig", "AutoModelForCausalLM": "own.Own"},
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "own.py").write_text("from pathlib import Path\nPath(__file__).with_name('ran').touch()\n")
    with pytest.raises(ModelError, match='"hostile" cannot be loaded'):
        load_generator(str(folder), "cpu", "float32")
    assert not (folder / "ran").exists()


def test_progress_bars_stay_off_the_terminal(tiny: Tiny, capfd: pytest.CaptureFixture[str]) -> None:
    load_generator.cache_clear()
    load_generator(str(tiny("bart", taught=False)), "cpu", "float32")
    assert "Loading weights" not in capfd.readouterr().err


def _copy(folder: Path, to: Path) -> Path:
    import shutil

    shutil.copytree(folder, to)
    return to
