"""Wording of the closed vocabularies: the ontology's own, and what a page needs beyond it."""

from collections.abc import Mapping

from cancu.graph import names
from cancu.graph.vocabulary import labels, meanings, wordings

Words = Mapping[str, str]

RELATIONS = wordings(names.RELATION)
BODY_RELATIONS: Words = {"based_on": "Căn cứ, nêu trong nội dung"}
BASES = wordings(names.BASIS)
RESOLUTIONS = wordings(names.RESOLUTION)
REVIEWS = wordings(names.REVIEW)
METHODS: Words = {
    "exact": "khớp đúng chữ in",
    "folded": "khớp sau khi bỏ dấu và khoảng trắng",
    "skeleton": "khớp theo khung chữ (bản quét lỗi dấu)",
    "nearest": "khớp gần nhất (bản quét lỗi chữ)",
    "review": "do người rà soát xác nhận",
}
ROLES = wordings(names.ROLE)
HELD = wordings(names.HELD)
NUMBER_STATUSES: Words = {key: said for key, said in wordings(names.NUMBER_STATUS).items() if key != "given"}
STATUSES = wordings(names.STATUS)
VERIFICATIONS: Words = {
    "checked": "Đã đối chiếu",
    "unchecked": "Chưa kiểm tra",
}
MEMBERSHIPS: Words = {
    "member": "Thành viên của nhóm",
    "possible": "Nếu có liên quan",
}
QUALITIES = wordings(names.QUALITY)
UNITS: Words = {
    "percent": "%",
    "permille": "‰",
    "per-100000": "/100.000",
    "per-1000": "/1.000",
    "count": "",
}
LEVELS = labels(names.LEVEL)
LEVEL_MEANINGS = meanings(names.LEVEL)
LEVELS_SHORT = wordings(names.LEVEL)
LEVEL_ORDER = tuple(LEVELS)
SYSTEMS = wordings(names.SYSTEM)


def local(iri: str) -> str:
    """Last piece of a vocabulary IRI: «…/relation/cites» → «cites»."""
    return iri.rpartition("/")[2].rpartition("#")[2]


def word(words: Words, iri: str) -> str:
    """The wording of a vocabulary IRI, its last piece when there is none, nothing for nothing."""
    key = local(iri)
    return words.get(key, key)


def relation(iri: str, section: str = "preamble") -> str:
    """Wording of a citation's relation; only title and recital make «Căn cứ» a ground of the whole paper."""
    key = local(iri)
    if section not in ("preamble", "title") and key in BODY_RELATIONS:
        return BODY_RELATIONS[key]
    return RELATIONS.get(key, key)


def level_rank(iri: str) -> int:
    """Place of a level from the centre down, unknown last."""
    key = iri.removeprefix(names.LEVEL)
    return LEVEL_ORDER.index(key) if key in LEVEL_ORDER else len(LEVEL_ORDER)
