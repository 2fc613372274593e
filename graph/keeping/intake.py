"""A file that someone hands in: its documents, read on their own."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.known import Known
from cancu.graph.plan.restriction import restriction
from cancu.graph.read import OcrSettings, UnreadableFile
from cancu.graph.reading import Reading, read_documents
from cancu.graph.registry import load_registry


@dataclass(frozen=True, slots=True)
class Arrival:
    """The documents of a file as read on their own, without known instruments; or why they could not be read, in both
    languages. One `restricted` document makes the whole file so: each is kept with the file.
    """

    path: Path
    original_sha256: str
    readings: tuple[Reading, ...] = ()
    restricted: str | None = None
    failure: str = ""


def arrive(path: Path, ocr: OcrSettings | None = None) -> Arrival:
    """Read one file, its pictures as `ocr` says; every failure is an answer."""
    digest = ""
    try:
        readings = read_documents(path, load_registry(), Known(), ocr=ocr)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except UnreadableFile as error:
        return Arrival(path, digest, failure=str(error))
    except OSError as error:
        return Arrival(path, digest, failure=f"{path}: không mở được / {path}: cannot be opened ({error.strerror})")
    except Exception as error:
        # Whatever a hostile file provokes must not stop the files after it.
        return Arrival(
            path,
            digest,
            failure=f"{path}: lỗi khi đọc ({type(error).__name__}); hãy gửi tệp này cho người phát triển Căn Cứ / "
            f"{path}: reading failed ({type(error).__name__}); please report it with the file",
        )
    return Arrival(path, digest, readings, next(filter(None, map(_restriction, readings)), None))


def _restriction(reading: Reading) -> str | None:
    identity = reading.facts.identity
    return restriction(reading.text, identity.title_start, identity.title_end)
