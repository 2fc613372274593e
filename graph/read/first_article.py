"""What the first article of a decision issues with it: «Điều 1. Ban hành kèm theo Quyết định này Kế hoạch …»."""

import re

from cancu.graph.read.text import Text

_OPENING = "dieu 1"
_ISSUES = re.compile(
    r"\n[ \t#>*_|]*dieu 1[.:\s*_]{1,6}(?:nay[ \t]+)?(?:ban\s*hanh|phe\s+duyet)\s+"
    r"(?P<first>kem\s+theo\s+(?:quyet\s+dinh|nghi\s+quyet)\s+nay[\s:]+)?(?:la\s+)?(?:ban\s+)?"
    r"(?P<type>ke\s+hoach|chuong\s+trinh(?:\s+hanh\s+dong)?|de\s+an|phuong\s+an)\b"
)
_COMES_WITH = re.compile(r"\bkem\s+theo\b")
_ARTICLE_TWO = re.compile(r"\n[ \t#>*_|]*dieu 2\b")
_LONGEST = 800


def issued_type(text: Text) -> str | None:
    """The type, as printed, of what the first article issues as a paper of its own; None where it issues none."""
    opening = text.folded.find(_OPENING)
    issues = _ISSUES.search(text.folded, max(0, text.folded.rfind("\n", 0, opening))) if opening >= 0 else None
    if issues is None:
        return None
    if not issues["first"]:
        limit = issues.end() + _LONGEST
        second = _ARTICLE_TWO.search(text.folded, issues.end(), limit)
        if _COMES_WITH.search(text.folded, issues.end(), second.start() if second else limit) is None:
            return None
    return " ".join(text.content[issues.start("type") : issues.end("type")].split())
