"""Where a paper ends: «Nơi nhận» or, without it, what follows the closing «./.»."""

import re
from functools import lru_cache

from cancu.graph.read.linewise import AtLineStart
from cancu.graph.read.text import Text

_ENDING = AtLineStart(r"[ \t#>*_]*(?:noi nhan|noi nhgn)(?![^\W_])")
_ENDING_LETTERS = "noi nh"
_FINAL_MARK = re.compile(r"\./\.")


@lru_cache(maxsize=8)
def ending_start(text: Text, start: int = 0) -> int:
    """Where, from `start` on, «Nơi nhận» or, without it, what follows the closing «./.» begins."""
    near = text.folded.find(_ENDING_LETTERS, start)
    line = max(start, text.folded.rfind("\n", start, near)) if near >= 0 else len(text.folded)
    ending = _ENDING.search(text.folded, line, len(text.folded))
    if ending:
        return ending.start()
    final = _FINAL_MARK.search(text.folded, start)
    return final.end() if final else len(text.content)
