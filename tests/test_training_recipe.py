"""Recipes say what is wrong with them, and those that ship are valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.training.kinds import KINDS, kind_class
from summarizer.training.recipe import fingerprint, load_recipe, recipe_from

RECIPES = Path(__file__).parent.parent / "configs" / "finetune"
LEAST = {"kind": "seq2seq", "model": "a/b", "data": {"train": ["rows.csv"]}}


def write(folder, text):
    path = folder / "recipe.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_recipes_are_valid_and_say_what_they_are_for(path):
    recipe = load_recipe(path)
    assert recipe.kind in KINDS
    assert path.read_text("utf-8").startswith("#")
    assert set(recipe.data.columns) <= set(kind_class(recipe.kind).columns)


@pytest.mark.parametrize("kind", ["seq2seq", "causal", "embedder"])
def test_every_kind_has_a_recipe(kind):
    assert load_recipe(RECIPES / f"{kind}.yaml").kind == kind


def test_all_problems_are_told_with_line_and_nearest_match(tmp_path):
    text = "kind: seq2seq\nmodel: a/b\ndata:\n  trian: [x.csv]\ntraining:\n  epoch: 3\n  batch_size: many\n"
    with pytest.raises(ConfigError) as told:
        load_recipe(write(tmp_path, text))
    lines = str(told.value).splitlines()
    assert 'recipe.yaml:4: data.trian: no such key; did you mean "train"?' in lines[1]
    assert 'training.epoch: no such key; did you mean "epochs"?' in lines[2]
    assert 'recipe.yaml:7: training.batch_size: expected a whole number, not "many"' in lines[3]
    assert "data.train: missing" in lines[0]


def test_an_option_of_another_kind_is_unknown(tmp_path):
    with pytest.raises(ConfigError, match=r"options\.user_prompt: no such key"):
        recipe_from(LEAST | {"options": {"user_prompt": "{text}"}})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: seqseq\nmodel: x\ndata: {train: [a]}\n", 'no kind "seqseq"; did you mean "seq2seq"'),
        ("model: x\ndata: {train: [a]}\n", "kind: missing"),
        ("- 1\n", "must have keys"),
        ("kind: nowhere.at:All\nmodel: x\ndata: {train: [a]}\n", "cannot import nowhere.at:All"),
    ],
)
def test_what_is_no_recipe(tmp_path, text, message):
    with pytest.raises(ConfigError, match=message):
        load_recipe(write(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot read .*none.yaml: No such file"):
        load_recipe(tmp_path / "none.yaml")


def test_keys_are_changed_by_path(tmp_path):
    path = write(tmp_path, "kind: seq2seq\nmodel: a/b\ndata: {train: [x.csv]}\n")
    recipe = load_recipe(path, {"training.epochs": 1, "options.lora.rank": 4})
    assert recipe.training.epochs == 1
    assert recipe.options.lora.rank == 4
    with pytest.raises(ConfigError, match="model is a single value"):
        load_recipe(path, {"model.name": "x"})


def test_the_fingerprint_is_of_what_is_learned_and_not_of_where_it_goes():
    one = recipe_from(LEAST)
    assert fingerprint(one) == fingerprint(recipe_from(LEAST | {"output": {"folder": "there"}}))
    assert fingerprint(one) != fingerprint(recipe_from(LEAST | {"training": {"seed": 1}}))
