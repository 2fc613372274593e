"""Who receives a report that names only a post: «báo cáo Giám đốc» in a hospital's paper means the hospital's."""

from cancu.graph.fold import fold
from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.model import Identity, Party
from cancu.graph.plan.party_words import one_of
from cancu.graph.read import Text

_OWN_WORDS = "sở, trung tâm, bệnh viện, trường, nhà trường, chi cục, cục, viện, công ty, đài, quỹ, phòng, ban, hội"
_HEADS = {
    "giám đốc": ("so", "trung tam", "benh vien", "cong ty", "dai", "quy", "ban quan ly", "cong an", "vuon", "nha hat"),
    "ban giám đốc": ("so", "trung tam", "benh vien", "cong ty", "dai", "cong an"),
    "lãnh đạo": ("so", "ban", "trung tam", "benh vien", "chi cuc", "cuc", "phong", "cong ty", "vien"),
    "hiệu trưởng": ("truong",),
    "ban giám hiệu": ("truong",),
    "chủ tịch": ("uy ban nhan dan", "hoi", "lien doan", "lien minh", "cong doan"),
    "trưởng phòng": ("phong",),
    "trưởng ban": ("ban",),
    "cục trưởng": ("cuc",),
    "chi cục trưởng": ("chi cuc",),
    "viện trưởng": ("vien",),
}
"""Posts and the first words, folded, of the bodies that have them."""
_POSTS = {fold(post): post for post in _HEADS}

_TO_HEAD = Words(
    r"\b(?:báo cáo|gửi|nộp|trình)(?: (?:về|cho|lên|tới|đến|với))? (?:đồng chí )?"
    rf"(?P<post>{one_of(','.join(_HEADS))})(?: {one_of(_OWN_WORDS)})?"
    r"(?=[\s*_]*(?:[,.;()/]|$)|[\s*_]+(?:kết quả|tình hình|tiến độ|trước|hằng|hàng|định kỳ|để|theo|vào|và|chậm nhất"
    r"|bằng|xem xét|chỉ đạo|thông qua|qua|sau|trong)\b)"
)


def own_head(text: Text, identity: Identity, start: int, end: int) -> tuple[Party, ...]:
    """The head of the issuer, where `start:end` has something reported to a post that only the issuer's can be."""
    issuer = identity.issuer_name
    found = _TO_HEAD.search(text, start, end) if issuer else None
    if found is None or issuer is None:
        return ()
    post = _POSTS[" ".join(fold(found["post"]).split())]
    if not fold(issuer).startswith(_HEADS[post]):
        return ()
    start, end = found.start("post"), found.end()
    name = f"{post[:1].upper()}{post[1:]} {issuer}"
    return (Party(name, clean(text.content[start:end]), identity.issuer, group=False, start=start, end=end),)
