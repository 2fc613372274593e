"""Splits SPARQL text into tokens, so that guards see keywords and never the inside of strings, comments or IRIs.

«<» opens an IRI or means less-than; which one depends on where it stands, and a guess that differs from the engine's
would let text hide from the guard. Hence the small amount of context kept here: inside an expression, after an operand,
it is less-than, everywhere else an IRI.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["iri", "string", "variable", "name", "blank", "language", "number", "word", "punctuation"]

_PATTERN = re.compile(
    r"""(?P<space>[\x00-\x20]+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.\-]*)
    |(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<number>\d[\d.]*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    |(?P<word>\w+)
    |(?P<punctuation>\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_OPERANDS = frozenset({"iri", "string", "variable", "name", "blank", "language", "number"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` counts characters from the beginning of the text."""

    kind: Kind
    text: str
    start: int


@dataclass(slots=True)
class _Level:
    """One open bracket: «{», «[», «(» of an expression, «l» for the parenthesis of a list, "" outside all.

    `projecting` is true between SELECT, GROUP, ORDER or HAVING and the next group: parentheses there hold expressions.
    """

    bracket: str
    projecting: bool = False


@dataclass(slots=True)
class _Context:
    """Where the next token stands."""

    levels: list[_Level]
    last: Token | None = None
    before: Token | None = None

    def less_than(self) -> bool:
        last = self.last
        if self.levels[-1].bracket != "(" or last is None:
            return False
        return last.kind in _OPERANDS or last.text == ")" or last.text.lower() in ("true", "false")

    def parenthesis(self) -> str:
        level, last, before = self.levels[-1], self.last, self.before
        if last is not None and last.text == "<":
            return "l"
        if level.bracket in ("", "(") or level.projecting or last is None or _is_keyword(last):
            return "("
        if last.kind in ("iri", "name") and before is not None and _is_keyword(before):
            return "("
        return "l"

    def push(self, token: Token) -> None:
        if token.kind == "word" and token.text.lower() in ("select", "group", "order", "having"):
            self.levels[-1].projecting = True
        elif token.text == "(":
            self.levels.append(_Level(self.parenthesis()))
        elif token.kind == "punctuation" and token.text in "{[":
            self.levels[-1].projecting = False
            self.levels.append(_Level(token.text))
        elif token.kind == "punctuation" and token.text in "})]" and len(self.levels) > 1:
            self.levels.pop()
        self.before, self.last = self.last, token


def _is_keyword(token: Token) -> bool:
    return token.kind == "word" and token.text != "a"


def tokens(text: str) -> Iterator[Token]:
    """Tokens of `text` in order, without spaces and comments; never fails, broken text gives broken tokens."""
    context = _Context([_Level("")])
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None or match.lastgroup is None:
            position += 1
            continue
        kind, value = match.lastgroup, match.group()
        if kind == "iri" and context.less_than():
            kind, value = "punctuation", "<"
        if kind != "space":
            token = Token(kind, value, position)  # type: ignore[arg-type]
            context.push(token)
            yield token
        position += len(value)


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character position."""
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


_WORD = re.compile(r"<[^<>\n]*>?|[^\s{}()\[\];,]+|\S")


def word_at(text: str, line: int, column: int) -> str:
    """The word at a line and column, both from 1, cut at 40 characters; "" where there is none."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return ""
    word = _WORD.match(lines[line - 1], max(column - 1, 0))
    return word[0][:40] if word else ""
