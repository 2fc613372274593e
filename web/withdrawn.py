"""What is told of an identifier that the data do not hold: gone, where an earlier version that is kept had it."""

from pyoxigraph import NamedNode

from cancu.graph import names
from cancu.web import address
from cancu.web.errors import ProblemError
from cancu.web.site import knowledge, site


def absent(iri: str) -> ProblemError:
    """410 with where the thing can still be seen, else 404 with its words to search for."""
    words = " ".join(iri.removeprefix(names.ID).replace("_", " ").replace("-", " ").split("/"))
    current = knowledge().version.id
    for version in site().source.kept():
        earlier = site().source.pinned(version) if version != current else None
        if earlier is not None and earlier.page("resource-known", thing=NamedNode(iri)).rows:
            return ProblemError(
                410,
                "Dữ liệu hiện tại không còn mục này; phiên bản trước còn giữ.",
                "withdrawn",
                title="Đã rút khỏi dữ liệu",
                next_step="Xem ở phiên bản trước, hoặc tìm văn bản thay cho nó.",
                links=((f"{address.page(iri)}?v={version}", f"Xem ở phiên bản {version}"),),
                extra={"search": words, "version": version, "iri": iri},
            )
    return ProblemError.not_found(words)
