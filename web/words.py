"""Wording of the closed vocabularies where a page needs more than the concept's own label."""

from collections.abc import Mapping

from cancu.graph import names

Words = Mapping[str, str]

RELATIONS: Words = {
    "implements": "Triển khai, thực hiện",
    "based_on": "Căn cứ ban hành",
    "proposed_by": "Cơ quan trình",
    "replaces": "Thay thế",
    "amends": "Sửa đổi, bổ sung",
    "repeals": "Bãi bỏ",
    "nested": "Viện dẫn trong tên văn bản khác",
    "cites": "Dẫn chiếu",
    "details": "Quy định chi tiết",
    "guides": "Hướng dẫn",
    "approves": "Phê duyệt, ban hành",
    "announces": "Thông báo",
}
BODY_RELATIONS: Words = {"based_on": "Căn cứ, nêu trong nội dung"}
BASES: Words = {
    "issued-for": "Ban hành để thực hiện",
    "register": "Theo danh mục, chưa đọc văn bản",
    "task": "Nêu trong nhiệm vụ",
    "orders-plan": "Giao xây dựng kế hoạch",
    "via": "Theo trích yếu",
}
RESOLUTIONS: Words = {
    "resolved": "Đã xác định",
    "ambiguous": "Trùng số, cần chọn",
    "unresolved": "Chưa xác định",
}
REVIEWS: Words = {
    "reviewed": "Đã soát",
    "unreviewed": "Chưa soát",
}
METHODS: Words = {
    "exact": "khớp đúng chữ in",
    "folded": "khớp sau khi bỏ dấu và khoảng trắng",
    "skeleton": "khớp theo khung chữ (bản quét lỗi dấu)",
    "nearest": "khớp gần nhất (bản quét lỗi chữ)",
    "review": "do người rà soát xác nhận",
}
ROLES: Words = {
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "requested": "Đề nghị thực hiện",
    "other": "Thực hiện",
}
HELD: Words = {
    "text": "Đã đọc toàn văn",
    "citation": "Chỉ biết qua viện dẫn",
    "register": "Biết qua danh mục",
}
NUMBER_STATUSES: Words = {
    "blank": "số để trống trên văn bản",
    "absent": "không rõ",
    "illegible": "số không đọc được",
    "issued-with": "không có số riêng",
}
STATUSES: Words = {
    "in-force": "Còn hiệu lực",
    "partly-ended": "Hết hiệu lực một phần",
    "ended": "Hết hiệu lực toàn bộ",
    "period-over": "Hết thời gian thực hiện",
    "issuer-ended": "Cơ quan ban hành đã kết thúc hoạt động",
    "not-applicable": "Không áp dụng",
    "unchecked": "Chưa kiểm tra",
}
VERIFICATIONS: Words = {
    "checked": "Đã đối chiếu",
    "unchecked": "Chưa kiểm tra",
}
MEMBERSHIPS: Words = {
    "member": "Thành viên của nhóm",
    "possible": "Nếu có liên quan",
}
QUALITIES: Words = {
    "good": "Đọc được rõ",
    "undiacritic": "Bản nguồn mất dấu",
    "garbled": "Bản nguồn quét lỗi chữ",
}
UNITS: Words = {
    "percent": "%",
    "permille": "‰",
    "per-100000": "/100.000",
    "per-1000": "/1.000",
    "count": "",
}
LEVEL_ORDER = ("central", "province", "district", "commune")
LEVELS: Words = {"central": "Trung ương", "province": "Tỉnh", "district": "Huyện (đến 30/6/2025)", "commune": "Xã"}
LEVELS_SHORT: Words = {"central": "Trung ương", "province": "Tỉnh", "district": "Huyện", "commune": "Xã"}
SYSTEMS: Words = {"party": "Đảng", "state": "Nhà nước", "front": "Mặt trận và đoàn thể"}


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
