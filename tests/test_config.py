from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from summarizer.components import ALIGNERS, SUMMARIZERS
from summarizer.config import Config, LengthConfig, effective, load_config, override, presets, signature
from summarizer.errors import ConfigError
from summarizer.types import Length


def write(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return [line.removeprefix(path) for line in str(caught.value).splitlines()]


def test_default_preset_says_what_the_code_says():
    assert load_config("default") == Config()
    assert "default" in presets()


README = (Path(__file__).parent.parent / "configs" / "README.md").read_text("utf-8")


def keys(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from keys(field.annotation, f"{above}{name}.")
        else:
            yield f"{above}{name}"


def documented() -> dict[str, str]:
    """The keys of the table, short forms (`length.words`, `.sentences`) written out, and their defaults."""
    found, part = {}, ""
    for names, default in re.findall(
        r"^\| (`[a-z_.`, ]+`) \|([^|]*)\|", README.partition("## Aligners")[0], re.MULTILINE
    ):
        for name in re.findall(r"`([a-z_.]+)`", names):
            part = part if name.startswith(".") else name.rpartition(".")[0]
            found[part + name if name.startswith(".") else name] = default.strip()
    return found


def test_the_readme_has_every_key_with_its_default_and_every_component():
    told = documented()
    assert sorted(told) == sorted(keys(Config))
    plain = {key: value.strip("`") for key, value in told.items()}
    default = Config()
    assert plain["summarizer.name"] == default.summarizer.name
    assert plain["aligner.name"] == default.aligner.name
    for key in ("name", "claims", "device", "dtype", "strict", "seed"):
        assert plain[key] == str(getattr(default, key)).replace("False", "false")
    assert told["length.words"] == f"{default.length.words} words"
    assert told["story_length.words"] == f"{default.story_length.words} words"
    assert set(ALIGNERS) | set(SUMMARIZERS) <= set(re.findall(r"`([a-z0-9]+)`", README))


def test_the_readme_has_a_valid_example_and_a_row_for_every_preset(tmp_path):
    example = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
    assert load_config(write(tmp_path, example)).claims == "clauses"
    assert {name for name in presets() if f"| `{name}` |" in README} == set(presets())


def test_every_preset_is_valid_and_named_by_its_file():
    for name in presets():
        assert load_config(name).name == name


def test_file_overrides_defaults(tmp_path):
    config = load_config(
        write(
            tmp_path,
            "summarizer: {name: lead}\nlength: {sentences: 3}\nstrict: true\n"
            "input: {paths: [a.txt, b], fields: {text: body}, limit: 5}\n"
            "output: {folder: out, formats: [md]}\n",
        )
    )
    assert config.summarizer.name == "lead"
    assert config.length.to_length() == Length(sentences=3)
    assert config.story_length == LengthConfig(words=120)
    assert config.strict is True
    assert config.input.paths == ("a.txt", "b")
    assert config.input.limit == 5
    assert config.output.formats == ("md",)


def test_empty_file_is_the_default(tmp_path):
    assert load_config(write(tmp_path, "# nothing\n")) == Config()


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path):
    text = """name: 3
sumarizer: {name: lead}
summarizer:
  name: lexrnk
aligner:
  name: overlap
  options: {same: "0.4", partal: 0.1}
length: {words: "60", sentence: 2}
story_length: {}
dtype: float64
strict: yes
"""
    assert problems(tmp_path, text) == [
        ":1: name: expected text, not 3",
        ':2: sumarizer: no such key; did you mean "summarizer"? '
        "(there are: name, summarizer, aligner, claims, length, story_length, device, dtype, strict, seed, input, output)",
        ':4: summarizer.name: no summarizer "lexrnk"; did you mean "lexrank"? '
        "(there are: lead, lexrank, extractive, seq2seq, causal)",
        ':7: aligner.options.partal: aligner "overlap" has no such option; did you mean "partial"? '
        "(it takes: same, partial, near)",
        ':7: aligner.options.same: expected a number, not "0.4"',
        ':8: length.sentence: no such key; did you mean "sentences"? (there are: words, sentences)',
        ':8: length.words: expected a whole number, not "60"',
        ":9: story_length: give words, sentences, or both",
        ":10: dtype: expected 'auto', 'float32', 'bfloat16' or 'float16', not \"float64\"",
        ':11: strict: expected true or false, not "yes"',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("length: {words: 0}", ":1: length.words: expected greater than or equal to 1, not 0"),
        ("length: {words: 1.5}", ":1: length.words: expected a"),
        ("length: {words: true}", ":1: length.words: expected a whole number, not true"),
        ("input: {paths: data}", ':1: input.paths: expected a list, not "data"'),
        ("input: {paths: [1]}", ":1: input.paths.0: expected text, not 1"),
        ("output: {formats: [pdf]}", ":1: output.formats.0: expected 'html', 'md', 'json' or 'csv'"),
        ("summarizer: {options: {}}", ":1: summarizer.name: missing"),
        ("summarizer: lead", ':1: summarizer: expected keys with values, not "lead"'),
        (
            "summarizer: {name: 'no.such.module:Thing'}",
            ':1: summarizer.name: summarizer "no.such.module:Thing"',
        ),
        ("- a\n- b", ':1: expected keys with values, not ["a", "b"]'),
        ("seed: 1\nseed: 2", ':2: not valid YAML: the key "seed" is given twice'),
        ("a: [1", ":1: not valid YAML"),
        ("a: &x {b: 1}\nc: *x", ":2: not valid YAML: aliases are not supported"),
        ("a: !!python/object/apply:os.system [ls]", ":1: not valid YAML: tags are not supported"),
        ("name: !!binary aGk=", ":1: not valid YAML: tags are not supported"),
        ("seed: !!int x", ": not valid YAML"),
        ("1: 2", ":1: not valid YAML: a key must be a word"),
        ("[" * 1500, ""),
        ("seed: " + "9" * 5000, ""),
        ("name: caf\u00e9".encode("latin-1"), ": a configuration must be UTF-8 text"),
        ("# " + "x" * 300_000, ": too large for a configuration"),
    ],
)
def test_bad_files(tmp_path, text, problem):
    assert problems(tmp_path, text)[0].startswith(problem)


def test_plain_words_are_what_they_look_like(tmp_path):
    path = write(
        tmp_path, "name: no\noutput: {folder: 2026-01-02}\naligner: {name: overlap, options: {same: 3e-1}}"
    )
    config = load_config(path)
    assert config.name == "no"
    assert config.output.folder == "2026-01-02"
    assert config.aligner.options == {"same": 0.3}


def test_byte_order_mark_is_read_over(tmp_path):
    assert load_config(write(tmp_path, b"\xef\xbb\xbfname: mine")).name == "mine"


def test_missing_file_and_preset(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot read .*no\.yaml: No such file"):
        load_config(str(tmp_path / "no.yaml"))
    with pytest.raises(ConfigError, match=r'no preset "defualt"; did you mean "default"\?'):
        load_config("defualt")


def test_folder_called_like_a_preset_is_not_in_the_way(tmp_path, monkeypatch):
    (tmp_path / "default").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_config("default").name == "default"


def test_override_sets_keys_by_path_and_leaves_the_original():
    config = Config()
    other = override(config, {"summarizer.name": "lead", "length": {"sentences": 2}, "seed": 7})
    assert (other.summarizer.name, other.length, other.seed) == ("lead", LengthConfig(sentences=2), 7)
    assert config == Config()


def test_another_component_drops_the_options_of_the_one_before():
    config = override(Config(), {"aligner.name": "overlap", "aligner.options.same": 0.5})
    assert config.aligner.options == {"same": 0.5}
    assert override(config, {"aligner.name": "embedding"}).aligner.options == {}
    assert override(config, {"aligner.name": "overlap"}).aligner.options == {"same": 0.5}


def test_override_tells_every_problem_and_its_source():
    with pytest.raises(ConfigError) as caught:
        override(Config(), {"length.words": "x", "lenth.words": 3}, source="command line")
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert all(line.startswith("command line: ") for line in lines)
    with pytest.raises(ConfigError, match="options: name is a single value"):
        override(Config(), {"name.first": 1})


def test_configuration_cannot_be_altered():
    with pytest.raises(ValueError, match="frozen"):
        Config().seed = 3  # type: ignore[misc]


def test_signature_is_of_what_decides_the_results():
    config = Config()
    elsewhere = override(config, {"output.folder": "x", "input.limit": 3, "name": "other"})
    assert signature(elsewhere) == signature(config)
    assert signature(override(config, {"length.words": 61})) != signature(config)
    assert "output" not in effective(config)
    assert effective(config)["length"] == {"words": 60, "sentences": None}
