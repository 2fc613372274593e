"""A file that someone hands in: read on its own, and judged whether it can be kept."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cancu.graph.known import Known
from cancu.graph.plan.restriction import restriction
from cancu.graph.read import UnreadableFile, read_file
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as read on its own, without known instruments; or why it could not be read, in both languages."""

    path: Path
    original_sha256: str
    reading: Reading | None = None
    restricted: str | None = None
    failure: str = ""


def arrive(path: Path) -> Arrival:
    """Read one file; every failure is an answer."""
    digest = ""
    try:
        text = read_file(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        reading = understand(text, load_registry(), Known())
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
    identity = reading.facts.identity
    return Arrival(path, digest, reading, restriction(text, identity.title_start, identity.title_end))


def unclear(reading: Reading) -> list[str]:
    """What keeps a document from being told from others, as a clerk would say it; empty where it is clear enough."""
    identity = reading.facts.identity
    missing = []
    if identity.type is None:
        missing.append("loại văn bản")
    if identity.issuer is None:
        missing.append("cơ quan ban hành")
    if identity.number is None:
        missing.append("số, ký hiệu")
    enough = identity.type is not None and (len(missing) <= 1 or bool(identity.issuer and identity.title))
    return [] if enough else missing
