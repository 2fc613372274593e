"""Who receives a report that names only a post or a kind of body: «báo cáo Giám đốc», «gửi về Phòng» mean the
issuer's own.
"""

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


_TO_ITSELF = Words(
    r"\b(?:báo cáo|gửi|nộp)\b[^.;:()]{0,80}?\b(?:về|cho|tới|đến) "
    r"(?P<own>phòng|sở|trung tâm|chi cục|cục|trường|nhà trường|bệnh viện|viện)"
    r"(?=[\s*_]*(?:[,.;()]|$)|[\s*_]+(?:trước|để|chậm nhất|vào|bằng|qua|theo quy định)\b)"
)
"""«gửi danh sách về Phòng trước ngày …» in a paper of a division."""


def own_head(text: Text, identity: Identity, start: int, end: int) -> tuple[Party, ...]:
    """The issuer or its head, where `start:end` has something reported to a body or a post that only its can be."""
    issuer = identity.issuer_name
    if issuer is None:
        return ()
    own = _TO_ITSELF.search(text, start, end)
    if own is not None and fold(issuer).startswith(fold(own["own"]).removeprefix("nha ")):
        surface = clean(text.content[slice(*own.span("own"))])
        return (Party(issuer, surface, identity.issuer, group=False, start=own.start("own"), end=own.end("own")),)
    found = _TO_HEAD.search(text, start, end)
    if found is None:
        return ()
    post = _POSTS[" ".join(fold(found["post"]).split())]
    if not fold(issuer).startswith(_HEADS[post]):
        return ()
    start, end = found.start("post"), found.end()
    name = f"{post[:1].upper()}{post[1:]} {issuer}"
    return (Party(name, clean(text.content[start:end]), identity.issuer, group=False, start=start, end=end),)
