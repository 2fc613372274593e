"""The words for a section of a text, as people find it on paper."""

import re

_NAMES = {
    "vi": {"preamble": "phần mở đầu", "recipients": "nơi nhận", "title": "tên văn bản", "document": ""},
    "en": {"preamble": "opening", "recipients": "recipients", "title": "title", "document": ""},
}
_WORDS = {
    "vi": {"part": "Phần", "chapter": "Chương", "annex": "phụ lục", "section": "mục"},
    "en": {"part": "Part", "chapter": "Chapter", "annex": "annex", "section": "section"},
}
_DIVISION = re.compile(r"(?P<kind>part|chapter)(?P<number>\d+)\.?")


def section_words(section: str, language: str = "vi") -> str:
    """«II.3» → «mục II.3», «part2.II.3» → «Phần 2, mục II.3», «annex.1» → «phụ lục 1»; empty for the document."""
    named = _NAMES[language].get(section)
    if named is not None:
        return named
    words = _WORDS[language]
    if section.startswith("annex"):
        return f"{words['annex']} {section.partition('.')[2]}".strip()
    told, at = [], 0
    while division := _DIVISION.match(section, at):
        told.append(f"{words[division['kind']]} {division['number']}")
        at = division.end()
    if at < len(section):
        told.append(f"{words['section']} {section[at:]}")
    return ", ".join(told)
