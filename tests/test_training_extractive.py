"""The kind extractive: learns which sentences to take, saves what the engine loads, goes on from a folder."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from summarizer.models.sentence_scorer import load_scorer
from summarizer.summarizers.extractive import Extractive
from summarizer.training.recipe import load_recipe, recipe_from
from summarizer.training.session import finetune
from summarizer.types import Article, Length, Story

RECIPE = Path(__file__).parent.parent / "configs" / "finetune" / "extractive.yaml"
NOUNS = (
    "bread river market concert garden teacher window blanket orchard lantern bicycle kettle meadow violin ladder "
    "carpet harvest compass pigeon basket thunder cottage pepper saddle curtain hammer puddle whistle"
).split()
VERBS = "carried painted followed admired repaired noticed borrowed dropped welcomed compared covered praised".split()


def row(number: int) -> dict[str, str]:
    """An article whose summary is the sentence with the verdict, which may stand anywhere."""
    draw = random.Random(number)
    place = " and ".join(draw.sample(NOUNS, 2))
    sentences = [
        f"The old {' '.join(draw.sample(NOUNS, 3))} {draw.choice(VERBS)} every {' '.join(draw.sample(NOUNS, 7))}"
        for _ in range(5)
    ]
    news = f"A court sentenced {number + 3} men over the {place} verdict on smuggled copper"
    sentences.insert(number % 5, news)
    return {
        "Body": ". ".join(sentences) + ".",
        "Kurz": f"Court sentenced {number + 3} men over {place} verdict on smuggled copper.",
    }


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extractive")
    for name, numbers in (("train", range(0, 40)), ("held", range(40, 52))):
        lines = (json.dumps(row(number)) for number in numbers)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    recipe = recipe_from(
        {
            "kind": "extractive",
            "data": {
                "train": [str(folder / "train.jsonl")],
                "validation": [str(folder / "held.jsonl")],
                "columns": {"document": "Body", "summary": "Kurz"},
            },
            "training": {"epochs": 8.0, "batch_size": 8, "learning_rate": 1e-2, "metric": "rouge1"},
            "options": {"fresh": True, "seldom": 3, "meaning": 4, "hidden": 12, "words": 16},
        }
    )
    return recipe, finetune(recipe, folder / "run", tell=lambda line: None)


def test_it_learns_which_sentence_to_take(trained):
    _, result = trained
    change = {change.name: change for change in result.changes}["rouge1"]
    assert change.after.value > 0.6
    assert change.after.value > change.before.value
    over = {change.name: change for change in result.changes}["over_lead"]
    assert over.after.value > 0.1


def test_the_engine_loads_the_folder_and_chooses_alike(trained):
    _, result = trained
    story = Story("s", (Article("a", row(63)["Body"]),))
    summary = Extractive(head=str(result.model)).summarize([story], Length(words=16))[0]
    assert "smuggled copper" in summary.text
    support = summary.sentences[0].support[0]
    assert story.articles[0].text[support.start : support.end] == summary.text


def test_the_recipe_that_ships_goes_on_from_a_folder(trained, tmp_path):
    recipe, result = trained
    changes = {
        "model": str(result.model),
        "data": recipe.data.model_dump(),
        "training.epochs": 1.0,
        "training.learning_rate": 1e-4,
        "options.words": 16,
    }
    again = finetune(load_recipe(RECIPE, changes), tmp_path / "again", tell=lambda line: None)
    before = {change.name: change for change in again.changes}["rouge1"].before.value
    assert before == pytest.approx(after(result), abs=1e-6)
    assert load_scorer(str(again.model)).vocabulary == load_scorer(str(result.model)).vocabulary


def after(result):
    return {change.name: change for change in result.changes}["rouge1"].after.value
