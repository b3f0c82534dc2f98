"""A user's rows become a model that loads by path; a killed run ends with the same bytes; nothing is lost."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
import tiny_models
import yaml
from training_cases import ODD_COLUMNS, odd_csv, pairs_csv, tiny_encoder, train, weights
from typer.testing import CliRunner

from summarizer.errors import ConfigError, InputError, ModelError
from summarizer.models.encoder import load_encoder
from summarizer.models.loading import load_generator
from summarizer.training import session
from summarizer.training.recipe import recipe_from

TRAINING = {
    "epochs": 2,
    "batch_size": 2,
    "accumulation": 2,
    "learning_rate": 1e-2,
    "every": 3,
    "patience": 0,
}
ROWS = 24
KINDS = ("seq2seq", "causal", "embedder", "ranking")
RECIPES = Path(__file__).parent.parent / "configs" / "finetune"


@pytest.fixture(autouse=True, scope="module")
def few_samples():
    """Intervals are not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarizer.training.comparison.SAMPLES", 50)
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Tiny base models and data, made once."""
    folder = tmp_path_factory.mktemp("training")
    for kind in ("t5", "llama"):
        tiny_models.make(kind, folder / kind, taught=False)
    tiny_encoder(folder / "bert")
    odd_csv(folder / "odd.csv", ROWS)
    pairs_csv(folder / "pairs.csv", 36)
    return folder


def recipe(place, kind, **training):
    """The recipe that ships for the kind, on a tiny model and a few rows; "ranking" is an embedder's other loss."""
    name = "embedder" if kind == "ranking" else kind
    chosen = yaml.safe_load((RECIPES / f"{name}.yaml").read_text("utf-8"))
    writes = name != "embedder"
    chosen["model"] = str(place / {"seq2seq": "t5", "causal": "llama", "embedder": "bert"}[name])
    chosen["data"]["train"] = [str(place / ("odd.csv" if writes else "pairs.csv"))]
    chosen["data"]["validation_share"] = 0.2
    if writes:
        chosen["data"]["columns"] = ODD_COLUMNS
        chosen["options"]["max_summary"] = 12
    if name == "causal":
        chosen["options"] |= {"max_tokens": 250, "system_prompt": ""}
    if kind == "ranking":
        chosen["options"]["loss"] = "ranking"
    chosen["training"] |= {**TRAINING, "metric": "loss", **training}
    return chosen


@pytest.fixture(scope="module")
def whole(place):
    """One uninterrupted training of each kind."""
    for kind in KINDS:
        train(recipe(place, kind), place / f"whole-{kind}")
    return place


@pytest.mark.parametrize(
    ("kind", "step"), [("seq2seq", 2), ("seq2seq", 8), ("causal", 5), ("embedder", 5), ("ranking", 5)]
)
def test_a_killed_run_ends_with_the_same_bytes(whole, kind, step):
    chosen = recipe(whole, kind)
    folder = whole / f"killed-{kind}-{step}"
    train(chosen, folder, killed_at=step)
    assert not (folder / "model").exists()
    told = train(chosen, folder, resume=True)
    start = (step - 1) // 3 * 3
    assert (f"  going on from checkpoint-{start}" if start else "  no checkpoint yet: from the start") in told
    assert weights(folder / "model") == weights(whole / f"whole-{kind}" / "model")
    before = json.loads((folder / "before.json").read_text())
    assert before == json.loads((whole / f"whole-{kind}" / "before.json").read_text())


def test_a_run_that_was_killed_after_its_last_step_only_measures_and_saves(whole):
    folder = whole / "late"
    shutil.copytree(whole / "whole-seq2seq", folder)
    shutil.rmtree(folder / "model")
    train(recipe(whole, "seq2seq"), folder, resume=True)
    assert weights(folder / "model") == weights(whole / "whole-seq2seq" / "model")


def test_a_damaged_checkpoint_is_set_aside_and_the_one_before_used(whole):
    folder = whole / "damaged"
    chosen = recipe(whole, "causal")
    train(chosen, folder, killed_at=8)
    optimizer = folder / "checkpoints" / "checkpoint-6" / "optimizer.pt"
    raw = bytearray(optimizer.read_bytes())
    raw[len(raw) // 2] ^= 1
    optimizer.write_bytes(raw)
    told = train(chosen, folder, resume=True)
    assert any("checkpoint-6 is not used: optimizer.pt has changed" in line for line in told)
    assert "  going on from checkpoint-3" in told
    assert (folder / "checkpoints" / "damaged-checkpoint-6" / "optimizer.pt").is_file()
    assert weights(folder / "model") == weights(whole / "whole-causal" / "model")


def test_a_full_disk_is_told_and_loses_nothing(whole, monkeypatch):
    import torch

    folder = whole / "full"
    chosen = recipe(whole, "causal")
    save = torch.save

    def full(thing, path, *args, **options):
        if "checkpoint-6" in str(path):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(thing, path, *args, **options)

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(InputError, match=r"checkpoint-6 could not be written.*--resume"):
        train(chosen, folder)
    monkeypatch.undo()
    assert not (folder / "checkpoints" / "checkpoint-6").exists()
    assert "  going on from checkpoint-3" in train(chosen, folder, resume=True)
    assert weights(folder / "model") == weights(whole / "whole-causal" / "model")


def test_a_run_is_only_resumed_as_it_was_begun(whole):
    folder = whole / "whole-causal"
    with pytest.raises(ConfigError, match="--resume"):
        train(recipe(whole, "causal"), folder)
    with pytest.raises(ConfigError, match="another recipe"):
        train(recipe(whole, "causal", learning_rate=0.5), folder, resume=True)
    with (whole / "odd.csv").open("a", encoding="utf-8") as file:
        file.write("99,A text that is new.,New text.\n")
    try:
        with pytest.raises(ConfigError, match="another data"):
            train(recipe(whole, "causal"), folder, resume=True)
    finally:
        odd_csv(whole / "odd.csv", ROWS)


def test_no_pickle_is_left_with_a_model_or_named_by_a_checkpoint(whole):
    for kind in KINDS:
        folder = whole / f"whole-{kind}"
        assert not [
            path for path in (folder / "model").rglob("*") if path.suffix in (".bin", ".pt", ".pth", ".pkl")
        ]
        assert not list(folder.rglob("training_args.bin"))


def test_the_models_load_by_path_and_their_cards_say_what_was_done(whole):
    assert load_generator(str(whole / "whole-seq2seq" / "model"), "cpu", "float32").writes_apart
    adapter = load_generator(str(whole / "whole-causal" / "model"), "cpu", "float32")
    assert not adapter.writes_apart
    encoder = load_encoder(str(whole / "whole-embedder" / "model"), "cpu", "float32")
    assert encoder.encode(["A tram."]).shape == (1, 16)
    card = (whole / "whole-causal" / "model" / "README.md").read_text("utf-8")
    for part in ("rouge1", "seed: 0", "say whose text it is", "SHA-256", "torch", "seconds on CPU"):
        assert part in card
    facts = json.loads((whole / "whole-causal" / "model" / "training.json").read_text("utf-8"))
    assert facts["train"] + facts["validation"] == ROWS
    assert {"before", "after", "difference", "p"} <= facts["changes"][0].keys()


def test_an_adapter_on_other_weights_is_refused(whole, tmp_path):
    shutil.copytree(whole / "whole-causal" / "model", tmp_path / "adapter")
    base = json.loads((tmp_path / "adapter" / "base.json").read_text("utf-8"))
    (tmp_path / "adapter" / "base.json").write_text(json.dumps(base | {"sha256": "0" * 64}), "utf-8")
    with pytest.raises(ModelError, match="made for other weights"):
        load_generator(str(tmp_path / "adapter"), "cpu", "float32")


def test_merging_gives_a_whole_model_that_writes_as_base_and_adapter(whole, tmp_path):
    import torch

    from summarizer.training.kinds import kind_class

    chosen = recipe(whole, "causal")
    folder = tmp_path / "late"
    shutil.copytree(whole / "whole-causal", folder)
    merged = json.loads(json.dumps(chosen))
    merged["options"]["lora"]["merge"] = True
    kind = kind_class("causal")(recipe_from(merged))
    from peft import PeftModel

    base = load_generator(str(whole / "llama"), "cpu", "float32")._model
    kind.save(PeftModel.from_pretrained(base, str(folder / "model")), tmp_path / "merged")
    ids = torch.arange(5, 25)[None]
    with torch.no_grad():
        apart = load_generator(str(folder / "model"), "cpu", "float32")._model(ids).logits
        joined = load_generator(str(tmp_path / "merged"), "cpu", "float32")._model(ids).logits
    assert (tmp_path / "merged" / "config.json").is_file()
    assert torch.equal(apart, joined)


def test_one_command_trains_on_an_odd_csv(place, tmp_path):
    from summarizer.cli import app

    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump(recipe(place, "seq2seq", epochs=1, metric="rouge1", patience=1)), "utf-8")
    checked = CliRunner().invoke(app, ["finetune", str(path), "--check"])
    assert checked.exit_code == 0, checked.output
    assert "ready to train" in checked.output
    done = CliRunner().invoke(
        app, ["finetune", str(path), "-o", str(tmp_path / "out"), "--set", "training.every=0"]
    )
    assert done.exit_code == 0, done.output
    assert "| rouge1 |" in done.output
    assert "validation rouge1" in done.output
    assert (tmp_path / "out" / "model" / "model.safetensors").is_file()


def test_what_would_waste_a_run_stops_it(place, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(
        "document,summary\nA long text about a tram.,\nAnother text on ferries.,A ferry.\n", "utf-8"
    )
    data = {"train": [str(path)], "validation": [str(place / "odd.csv")]}
    chosen = recipe_from(recipe(place, "seq2seq") | {"data": data | {"columns": {}}})
    with pytest.raises(InputError, match="no column for document"):
        session.check_training(chosen)
    chosen = recipe_from(
        recipe(place, "seq2seq") | {"data": {"train": [str(path)], "validation": [str(path)]}}
    )
    levels = {finding.level for finding in session.check_training(chosen)}
    assert "stop" in levels
    with pytest.raises(InputError, match="lack a required value"):
        session.finetune(chosen, tmp_path / "out", tell=lambda line: None)
    assert not (tmp_path / "out").exists()


def test_a_measure_that_is_not_there_is_named(place, tmp_path):
    with pytest.raises(ConfigError, match='no measure "rouge"; did you mean "rouge'):
        train(recipe(place, "seq2seq", metric="rouge"), tmp_path / "out")
