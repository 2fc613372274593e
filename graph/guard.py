"""Decides, before anything is touched, whether a visitor's query may run at all.

It refuses what would write, reach the network, or break the parser by its depth. Whether the rest is well-formed is for
the engine to say, in a process that may die.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cancu.graph.tokens import Token, line_and_column, tokens

Form: TypeAlias = Literal["select", "ask", "construct", "describe"]

MAX_CHARACTERS = 100_000
MAX_DEPTH = 64
"""Open brackets at once; written by hand no query comes near it, and the engine's stack lasts far beyond it."""
MAX_SIGNS = 64
"""Signs («!», «-», «^» …) in a row: each one is a level of the parser's recursion too."""

_FORMS: tuple[Form, ...] = ("select", "ask", "construct", "describe")
_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_UPDATES_ANYWHERE = frozenset({"insert", "delete", "load", "clear", "drop", "create"})
_GRAPH_CLAUSE = frozenset({"graph", "from", "named"})


@dataclass(frozen=True, slots=True)
class Guarded:
    """A query that may be given to a worker."""

    text: str
    form: Form


class RefusedError(ValueError):
    """Why a query is not run; line and column are from 1, 0 where the whole text is meant."""

    def __init__(self, code: str, vi: str, en: str, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{vi} / {en}")
        self.code = code
        self.message_vi = vi
        self.message_en = en
        self.line = line
        self.column = column


def guard(text: str) -> Guarded:
    """The query with its form, or RefusedError with one of the codes query-missing, query-too-long, query-too-deep,
    federation-disabled, read-only, query-malformed."""
    if not text.strip():
        raise RefusedError("query-missing", "Chưa có câu truy vấn.", "There is no query.")
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(
            "query-too-long",
            f"Câu truy vấn dài {len(text)} ký tự; tối đa {MAX_CHARACTERS} ký tự.",
            f"The query has {len(text)} characters; at most {MAX_CHARACTERS} are accepted.",
        )
    found = list(tokens(text))
    _bound_depth(text, found)
    form: Form | None = None
    for at, token in enumerate(found):
        if _is_service(found, at):
            raise _refused(
                text,
                token,
                "federation-disabled",
                "Không cho phép SERVICE: máy chủ này không gửi truy vấn sang nơi khác.",
                "SERVICE is not allowed: this server sends no query elsewhere.",
            )
        if token.kind != "word":
            continue
        word = token.text.lower()
        if word in _UPDATES_ANYWHERE or (form is None and word in _UPDATES):
            raise _refused(
                text,
                token,
                "read-only",
                f"Kho chỉ cho đọc: không nhận lệnh {token.text.upper()}.",
                f"The store is read-only: {token.text.upper()} is not accepted.",
            )
        if form is None:
            form = next((f for f in _FORMS if f == word), None)
    if form is None:
        raise RefusedError(
            "query-malformed",
            "Không thấy SELECT, ASK, CONSTRUCT hoặc DESCRIBE trong câu truy vấn.",
            "No SELECT, ASK, CONSTRUCT or DESCRIBE in the query.",
            1,
            1,
        )
    return Guarded(text, form)


def _is_service(found: list[Token], at: int) -> bool:
    """The keyword, also where it is written together with a prefixed name («SERVICE:x {»)."""
    token = found[at]
    if token.kind == "word":
        return token.text.lower() == "service"
    if token.kind != "name" or not token.text.lower().startswith("service:"):
        return False
    opens = at + 1 < len(found) and found[at + 1].text == "{"
    return opens and not (at > 0 and found[at - 1].text.lower() in _GRAPH_CLAUSE)


def _bound_depth(text: str, found: list[Token]) -> None:
    depth = signs = 0
    for token in found:
        if token.kind != "punctuation":
            signs = 0
            continue
        if token.text in "{([":
            depth += 1
        elif token.text in "})]":
            depth -= 1
        signs = signs + 1 if token.text in ("!", "-", "+", "^", "<") else 0
        if depth > MAX_DEPTH or signs > MAX_SIGNS:
            raise _refused(
                text,
                token,
                "query-too-deep",
                f"Câu truy vấn lồng quá sâu (hơn {MAX_DEPTH} bậc).",
                f"The query is nested too deeply (more than {MAX_DEPTH} levels).",
            )


def _refused(text: str, token: Token, code: str, vi: str, en: str) -> RefusedError:
    line, column = line_and_column(text, token.start)
    return RefusedError(code, f"{vi} (dòng {line}, cột {column})", f"{en} (line {line}, column {column})", line, column)
