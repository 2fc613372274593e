"""What a web portal prints around a document: related papers, notes on use, its own address and notices.

Text copied from a portal carries it along; it is no part of the document, and laws named in it are not cited by it.
"""

import re

from cancu.graph.read.text import Text

_MARK = re.compile(
    r"^[ \t#>*_|]*(?:van ban nay chua cap nhat noi dung tieng anh|van ban lien quan|noi dung sua doi, huong dan"
    r"|file duoc dinh kem theo van ban|file attached to document|luu tru, su dung thong tin khach hang)[ \t*_|:]*$",
    re.MULTILINE,
)
_NEWS = re.compile(
    r"^[ \t#>*_|]*(?:cac )?(?:tin|bai|tin bai|bai viet|van ban)(?: da dua| da dang| moi)?"
    r" (?:khac|cung chuyen muc|lien quan)[ \t*_|:]*$",
    re.MULTILINE,
)
"""What stands above other news below a paper; in a body it may be a title."""
_CAPTION = re.compile(r"\n[ \t]*(?P<type>[^\W\d_][^\n\d]{3,40}) (?P<number>\d{1,5}[/-][^\s,;]{2,30})[^\n]*\n\s*$")
"""The line above the marks, in which the portal names the document by type and number."""
_CAPTION_WITHIN = 600
_RELATED = re.compile(r"[ \t]*-[ \t]?\d{1,3}[ \t]?[^\W\d_a-z]")
"""An item of the related papers that a portal lists above the head: «- 1Luật An toàn thực phẩm 2010»."""
_MOTTO = re.compile(r"\bcong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam\b")
_HEAD_WITHIN = 6_000
_TELLS = re.compile(r"\n[ \t*_+–-]*(?:can\s+cu|thuc\s+hien|xet|kinh\s+gui|dieu\s+\d|i\s?[.-])")
"""What shows that the paper itself has begun before the motto that follows, which is that of a form."""


def furniture_start(text: Text, ending: int) -> int:
    """Where, after the document's `ending` if it has one, the portal's own words begin; the text's length where there
    are none.
    """
    start = ending if ending < len(text.content) else 0
    marks = (_MARK.search(text.folded, start), _NEWS.search(text.folded, start) if start else None)
    mark = min((m for m in marks if m), key=re.Match.start, default=None)
    if mark is None:
        return len(text.content)
    caption = _CAPTION.search(text.content, max(start, mark.start() - _CAPTION_WITHIN), mark.start())
    return caption.start() + 1 if caption else mark.start()


def is_listed_above(text: Text, position: int) -> bool:
    """Whether `position`, in the preamble, lies in the list of related papers that a portal prints above the head, or
    begins a line there.
    """
    line = text.content.rfind("\n", 0, position) + 1
    opens = not text.content[line:position].strip(" \t*_|")
    if not opens and _RELATED.match(text.content, line) is None:
        return False
    motto = _MOTTO.search(text.folded, position, position + _HEAD_WITHIN)
    return motto is not None and not (opens and _TELLS.search(text.folded, position, motto.start()))
