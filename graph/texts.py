"""The text of a held document, found by the SHA-256 that the graph names."""

import hashlib
import re
from pathlib import Path

DOCUMENTS = "documents"

_SHA256 = re.compile(r"[0-9a-f]{64}")


def text_name(sha256: str) -> str:
    """Path of a text inside the data folder."""
    return f"{DOCUMENTS}/{sha256}.txt"


def text_bytes(content: str) -> bytes:
    """A text as it is stored, byte for byte what its SHA-256 was made of."""
    return content.encode("utf-8", "surrogatepass")


def held_text(folder: Path, sha256: str) -> str | None:
    """The text with this SHA-256; None where it is not held, or is no longer what it was."""
    if not _SHA256.fullmatch(sha256):
        return None
    try:
        content = (folder / text_name(sha256)).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    return content.decode("utf-8", "surrogatepass")
