"""Open and decode files that others made: regular files only, gzip unpacked, sizes bounded."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import io
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from summarizer.errors import InputError
from summarizer.readers.formats import stem_of

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes (after decompression) of a file that is one article."""
LARGEST_ROW = 64 * 1024 * 1024
"""Characters of one line of JSONL or CSV, and bytes of a whole .json file."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "a rich text document"),
    (b"PAR1", "a Parquet file"),
)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or standard input (`stream`) where `path` is None."""

    path: Path | None
    stream: io.BufferedReader | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return "standard input" if self.path is None else str(self.path)

    @property
    def stem(self) -> str:
        """What ids are made from: the file name without suffix."""
        return "stdin" if self.path is None else stem_of(self.path)

    @contextlib.contextmanager
    def open(self) -> Iterator[io.BufferedReader]:
        """The bytes of the input, unpacked if they are gzip.

        Raises InputError if they cannot be read, at once or when the file turns out to be damaged.
        """
        with contextlib.ExitStack() as stack:
            try:
                stream = stack.enter_context(self._raw())
                if stream.peek(2).startswith(b"\x1f\x8b"):
                    unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
                    stream = stack.enter_context(io.BufferedReader(cast("io.RawIOBase", unpacked)))
                yield stream
            except (OSError, EOFError, zlib.error) as error:
                raise InputError(f"{self.name}: cannot be read ({_reason(error)})") from error

    @contextlib.contextmanager
    def _raw(self) -> Iterator[io.BufferedReader]:
        if self.path is None:
            yield self.stream or standard_input()
            return
        check_regular(self.path)
        with self.path.open("rb") as stream:
            yield stream


def standard_input() -> io.BufferedReader:
    """Standard input as bytes, in a form that can be looked into before it is read."""
    stream = sys.stdin.buffer
    return (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )


def check_regular(path: Path) -> None:
    """InputError if there is nothing at the path, or no regular file (a device, a pipe)."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file or folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({_reason(error)})") from error
    if not stat.S_ISREG(mode):
        raise InputError(f'{path}: not a regular file; "-" reads standard input')


def read_text(source: Input, encoding: str) -> str:
    """The whole text of an input, line ends as they are; without its byte order mark.

    Raises InputError if it is empty, larger than LARGEST_FILE, binary, or not in that encoding.
    """
    text = decode(source.name, read_bytes(source, LARGEST_FILE), encoding)
    if "\x00" in text:
        raise InputError(f"{source.name}: binary, not text (a zero byte at character {text.index(chr(0))})")
    if not text.strip():
        raise InputError(f"{source.name}: empty")
    return text


def read_bytes(source: Input, largest: int) -> bytes:
    """All bytes of an input; InputError if there are none or more than `largest`."""
    with source.open() as stream:
        data = stream.read(largest + 1)
    if not data:
        raise InputError(f"{source.name}: empty")
    if len(data) > largest:
        raise InputError(
            f"{source.name}: larger than {largest // 2**20} MB; split it, or make it rows of a JSONL file"
        )
    return data


def decode(name: str, data: bytes, encoding: str) -> str:
    """The bytes as text, in the encoding that their byte order mark tells, or else in the one given.

    Raises InputError naming the byte that does not belong there.
    """
    try:
        return data.decode(_codec(name, data[:4096], encoding))
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise InputError(
            f"{name}: not {_shown(error.encoding)} ({where}); {_advice(error.encoding)}"
        ) from error


def text_lines(source: Input, encoding: str, newline: str) -> Iterator[str]:
    """The lines of an input one by one, with their ends.

    Bytes that are not in the encoding come out as lone surrogates (see `undecoded`), so that one bad row does
    not end the file. `newline` is what a line ends in, or "" for any line end. Raises InputError for a binary
    file, a line longer than LARGEST_ROW, and a file that breaks off.
    """
    with source.open() as stream:
        codec = _codec(source.name, stream.peek(4096)[:4096], encoding)
        text = io.TextIOWrapper(stream, codec, errors="surrogateescape", newline=newline)
        try:
            while line := text.readline(LARGEST_ROW + 1):
                if len(line) > LARGEST_ROW:
                    raise InputError(
                        f"{source.name}: a line longer than {LARGEST_ROW // 2**20} million characters"
                    )
                yield line
        except UnicodeDecodeError as error:
            raise InputError(f"{source.name}: not {codec} ({error.reason})") from error
        finally:
            if source.path is None:
                text.detach()


def undecoded(text: str, encoding: str) -> str:
    """What keeps a string from being text: bytes not in the encoding, see `text_lines`, or zeros; "" if nothing."""
    if "\x00" in text:
        return f"binary, not text (a zero byte at character {text.index(chr(0))})"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        if 0xDC80 <= code <= 0xDCFF:
            return f"not {_shown(encoding)} (byte 0x{code - 0xDC00:02x}); {_advice(encoding)}"
        return f"half of a surrogate pair at character {error.start}, which is no text"
    return ""


def _codec(name: str, head: bytes, encoding: str) -> str:
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"{name}: {what}, not text")
    wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
    if b"\x00" in head and not wide:
        raise InputError(f"{name}: binary, not text (a zero byte at offset {head.index(0)})")
    return encoding


def _shown(encoding: str) -> str:
    name = encoding.upper()
    return name if name.startswith("UTF") else encoding


def _advice(encoding: str) -> str:
    western = codecs.lookup(encoding).name == "utf-8"
    return (
        "if it is Western European text, pass --encoding cp1252" if western else "pass the right --encoding"
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
