"""Where a model runs and in which precision."""

from __future__ import annotations

import os
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.errors import ConfigError, nearest

if TYPE_CHECKING:
    import torch

KERNELS_KEPT = "32"
"""Kernels that oneDNN keeps, one for each shape of a batch; its own limit of 1,024 takes up to a gigabyte."""
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KERNELS_KEPT)  # read when torch computes first

LARGER_BLOCK = 64 * 1024
"""Bytes from which on a block of memory counts as a larger one."""
_M_MMAP_THRESHOLD = -3  # as <malloc.h> numbers it

SLOW = "up to a hundred times as slow as float32 on this processor, which does not compute in it"

DTYPES = ("auto", "float32", "bfloat16", "float16")


class SlowPrecision(UserWarning):
    """A precision that was asked for by name and takes many times as long here as another."""


def pick_device(name: str = "auto") -> torch.device:
    """The device of that name; "auto" takes CUDA, then MPS, then the CPU. ConfigError if it is not there."""
    import torch

    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ConfigError(
            f'device "{name}" cannot be used here ({reason}); "auto" picks one that can'
        ) from error
    return device


def pick_dtype(name: str, device: torch.device) -> torch.dtype:
    """The floating-point type of that name.

    "auto" takes bfloat16 where the hardware computes in it, else float32. A bfloat16 that was asked for by name
    and is slow here gives a `SlowPrecision` warning.
    """
    import torch

    if name not in DTYPES:
        raise ConfigError(f'no dtype "{name}"{nearest(name, DTYPES)} (there are: {", ".join(DTYPES)})')
    if is_slow(name, device.type):
        told = f'dtype "bfloat16" is {SLOW}; "auto" or "float32" is fast'
        warnings.warn(told, SlowPrecision, stacklevel=1)  # of this line, so that it comes once
    if name != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}[name]
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.bfloat16 if device.type == "cpu" and _cpu_computes_bfloat16() else torch.float32


def is_slow(name: str, device: str) -> bool:
    """True for bfloat16 on a CPU that does not compute in it."""
    return name == "bfloat16" and device == "cpu" and not _cpu_computes_bfloat16()


@lru_cache(maxsize=1)
def _cpu_computes_bfloat16() -> bool:
    """True on x86 with AVX-512 BF16 or AMX and on Arm with BF16, where bfloat16 is faster than float32."""
    import torch

    names = ("_is_avx512_bf16_supported", "_is_amx_tile_supported", "_is_arm_bf16_supported")
    checks = (getattr(torch.cpu, name, None) for name in names)
    return any(bool(check()) for check in checks if check is not None)


def return_memory() -> None:
    """Give freed memory back to the system where its allocator keeps it (glibc).

    It breaks into pieces there, so that a run over many stories would grow with their number.
    """
    import ctypes
    import sys

    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def return_memory_at_once() -> None:
    """Have glibc give every larger block back as soon as it is freed, for the rest of the process.

    Tensors that live long keep it from closing the holes between them, which takes a training several times the
    memory it needs; asking the system for each block takes a sixth of the time.
    """
    import ctypes
    import sys

    if sys.platform == "linux":
        option = getattr(ctypes.CDLL(None), "mallopt", None)
        if option is not None:
            option(_M_MMAP_THRESHOLD, LARGER_BLOCK)
