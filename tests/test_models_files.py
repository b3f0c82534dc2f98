from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from summarizer.errors import ModelError
from summarizer.models import cache, files, hub
from summarizer.models.packaged import PACKAGED


def _folder(path: Path, *names: str) -> Path:
    path.mkdir(parents=True)
    for name in names:
        (path / name).write_bytes(b"{}")
    return path


def test_the_bundled_encoder_is_found_and_its_hash_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = files.locate("bundled")
    assert (found.name, found.source) == ("all-MiniLM-L6-v2", "bundled")
    assert files.sha256(found.path / "model.safetensors") == files.BUNDLED_SHA256
    monkeypatch.setattr(files, "BUNDLED_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"53aa51172d14.*expected 0000"):
        files.locate("bundled")


def test_the_bundled_adapter_is_found_and_a_tampered_one_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = files.locate("abstractive")
    assert (found.name, found.source) == ("abstractive", "bundled")
    monkeypatch.setattr(files, "ADAPTERS", {"abstractive": "0" * 64})
    with pytest.raises(ModelError, match=r"adapter_model.safetensors is not the file.*expected 0000"):
        files.locate("abstractive")


def test_a_file_that_changes_after_it_was_verified_is_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"published")
    expected = hashlib.sha256(b"published").hexdigest()
    assert files.verify(weights, expected) == weights
    weights.write_bytes(b"tampered!!")
    tampered = hashlib.sha256(b"tampered!!").hexdigest()
    with pytest.raises(ModelError, match=f"{tampered}.*{expected}"):
        files.verify(weights, expected)


def test_a_folder_with_safetensors_is_taken_under_its_last_name_only(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "private" / "my-model", "config.json", "model.safetensors", "old.bin")
    found = files.locate(str(folder))
    assert (found.path, found.name, found.source, found.is_gguf) == (folder, "my-model", "path", False)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "model.ckpt", "weights.pkl"])
def test_a_folder_with_only_pickles_is_refused_and_told_how_to_convert(tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path / "old", "config.json", name)
    with pytest.raises(ModelError, match=rf"{name}.*save_pretrained"):
        files.locate(str(folder))


def test_a_folder_that_misses_a_shard_is_incomplete(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "big", "config.json", "a.safetensors")
    index = {"weight_map": {"x": "a.safetensors", "y": "b.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelError, match="incomplete"):
        files.locate(str(folder))
    (folder / "b.safetensors").write_bytes(b"")
    assert files.locate(str(folder)).path == folder


def test_a_folder_without_a_configuration_is_incomplete(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.json"):
        files.locate(str(_folder(tmp_path / "m", "model.safetensors")))


def test_a_file_is_a_model_only_if_it_is_gguf(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.gguf", tmp_path / "bad.gguf"
    good.write_bytes(b"GGUF\x03")
    bad.write_bytes(b"PK\x03\x04")
    assert files.locate(str(good)).is_gguf
    with pytest.raises(ModelError, match="GGUF"):
        files.locate(str(bad))


def test_what_is_neither_path_nor_hub_id_says_so() -> None:
    with pytest.raises(ModelError, match="no such folder"):
        files.locate("./nowhere/to/be/found")
    with pytest.raises(ModelError, match='did you mean "bundled"'):
        files.locate("bundeld")


def test_a_name_of_the_hub_that_is_like_a_packaged_one_is_none_misspelt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "hub_folder", lambda model, revision: tmp_path)
    assert {files.locate(name).source for name in ("t5-base", "albert-base-v2")} == {"hub"}


def test_a_packaged_model_that_is_not_here_names_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    monkeypatch.setattr(files.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="summarizer models --fetch smollm2-135m-instruct"):
        files.locate("smollm2-135m-instruct")


def test_a_packaged_model_is_verified_wherever_it_lies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    monkeypatch.setattr(files.importlib.util, "find_spec", lambda name: None)
    place = files.packaged_places(PACKAGED["smollm2-135m-instruct"])[-1]
    place.parent.mkdir()
    place.write_bytes(b"GGUF but not the published one")
    with pytest.raises(ModelError, match="not the file that was published"):
        files.locate("smollm2-135m-instruct")


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("SUMMARIZER_CACHE", raising=False)
    assert cache.cache_folder() == tmp_path / "xdg" / "summarizer"
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "own"))
    assert cache.cache_folder() == tmp_path / "own"


def test_a_folder_arrives_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "model"
    with pytest.raises(ZeroDivisionError), cache.arriving(target) as folder:
        (folder / "half").write_text(str(1 / 0))
    assert list(tmp_path.iterdir()) == []
    with cache.arriving(target) as folder:
        (folder / "whole").write_text("first")
    with cache.arriving(target) as folder:
        (folder / "whole").write_text("second")
    assert [p.name for p in tmp_path.iterdir()] == ["model"]
    assert (target / "whole").read_text() == "first"


class _Hub:
    """A hub that holds the named files of one model at each revision, and records what is asked of it."""

    def __init__(self, root: Path, revisions: dict[str, tuple[str, ...]], authors: dict[int, str]) -> None:
        self.root, self.revisions, self.authors = root, revisions, authors
        self.cached: set[str] = set()
        self.downloads: list[str] = []

    def snapshot_download(
        self,
        model: str,
        *,
        revision: str,
        allow_patterns: list[str],
        ignore_patterns: list[str],
        local_files_only: bool = False,
    ) -> str:
        from huggingface_hub.errors import LocalEntryNotFoundError
        from huggingface_hub.utils import filter_repo_objects

        if local_files_only and revision not in self.cached:
            raise LocalEntryNotFoundError("not in the cache")
        if not local_files_only:
            self.downloads.append(revision)
        folder = self.root / revision.replace("/", "_")
        folder.mkdir(exist_ok=True)
        for name in filter_repo_objects(
            self.revisions[revision], allow_patterns=allow_patterns, ignore_patterns=ignore_patterns
        ):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("{}")
        self.cached.add(revision)
        return str(folder)

    def model_info(self, model: str, *, revision: str) -> object:
        siblings = [type("File", (), {"rfilename": name}) for name in self.revisions[revision]]
        return type("Info", (), {"siblings": siblings})

    def get_repo_discussions(self, model: str, **asked: str) -> list[object]:
        title = "Adding `safetensors` variant of this model"
        return [
            type("Discussion", (), {"num": n, "author": author, "title": title})
            for n, author in self.authors.items()
        ]


@pytest.fixture
def a_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def make(revisions: dict[str, tuple[str, ...]], authors: dict[int, str] | None = None) -> _Hub:
        made = _Hub(tmp_path, revisions, authors or {})
        monkeypatch.setattr("huggingface_hub.snapshot_download", made.snapshot_download)
        monkeypatch.setattr("huggingface_hub.HfApi", lambda: made)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "none"))
        return made

    return make


def test_from_the_hub_come_weights_tokenizer_and_settings_but_no_pickles_and_no_code(a_hub) -> None:
    held = ("config.json", "tokenizer.json", "spiece.model", "model.safetensors", "1_Pooling/config.json")
    a_hub({"main": (*held, "pytorch_model.bin", "modeling_own.py", "onnx/model.onnx", "train.pt")})
    found = files.locate("owner/model")
    brought = {str(p.relative_to(found.path)) for p in found.path.rglob("*") if p.is_file()}
    assert brought == set(held)
    assert (found.name, found.source) == ("owner/model", "hub")


def test_a_model_in_the_cache_is_not_downloaded_again(a_hub) -> None:
    server = a_hub({"main": ("config.json", "model.safetensors")})
    files.locate("owner/model")
    files.locate("owner/model")
    assert server.downloads == ["main"]


def test_of_a_pickled_model_the_conversion_bots_safetensors_are_taken_and_no_one_elses(a_hub) -> None:
    revisions = {"main": ("config.json", "pytorch_model.bin")}
    converted = ("config.json", "model.safetensors", "pytorch_model.bin")
    server = a_hub(
        {**revisions, "refs/pr/4": converted, "refs/pr/9": converted}, {4: "SFconvertbot", 9: "someone"}
    )
    assert files.locate("owner/model").path.name == "refs_pr_4"
    assert server.downloads == ["refs/pr/4"]
    a_hub({**revisions, "refs/pr/9": converted}, {9: "someone"})
    with pytest.raises(ModelError, match=r"no safetensors \(pytorch_model\.bin\).*save_pretrained"):
        files.locate("owner/model")


def test_a_conversion_in_the_cache_is_found_without_the_network(
    a_hub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = a_hub({"main": ("config.json",), "refs/pr/4": ("config.json", "model.safetensors")})
    server.cached |= {"main", "refs/pr/4"}
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    ref = tmp_path / "hub" / "models--owner--model" / "refs" / "refs" / "pr" / "4"
    ref.parent.mkdir(parents=True)
    ref.write_text("0" * 40)
    assert files.locate("owner/model").path.name == "refs_pr_4"
    assert server.downloads == []


def test_without_a_network_the_message_names_the_model_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from huggingface_hub import HfApi

    def offline(self: HfApi, *args: object, **options: object) -> None:
        raise ConnectionError("name not known")

    monkeypatch.setattr(HfApi, "model_info", offline)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match=r'"owner/never-seen" is not in the cache.*name not known.*folder'):
        hub.hub_folder("owner/never-seen")
