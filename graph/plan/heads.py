"""Whose a paper is: the body in its head, the one that its recital names, and who decides in its name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cancu.graph.cite.communes import COMMUNE, RANKS, commune_of
from cancu.graph.cite.dates import DATE, read_date
from cancu.graph.cite.issuers import is_named_so, with_place
from cancu.graph.fold import fold
from cancu.graph.plan.casing import as_in_prose
from cancu.graph.plan.communes import commune_body, is_of_commune
from cancu.graph.plan.letters import CHAIRMAN
from cancu.graph.plan.lines import clean
from cancu.graph.plan.titles import Title
from cancu.graph.read import Outline, Text
from cancu.graph.read.quality import GOOD
from cancu.graph.registry import Area, Body, DocumentType, Registry

_PROVINCE_RANKS = ("tinh", "thanh")
_DATED = re.compile(
    r"ngay[ \t\n.?]{1,40}(?:\d{1,2})?[ \t\n.?]{0,40}thang[ \t\n.?]{1,40}(?:\d{1,2}[ \t\n.]{1,40})?"
    r"n[a-z]m[ \t\n.]{1,40}20\d\d"
)
"""The line of place and day, which is no part of a name."""
_MOTTO = re.compile(
    r"c[o0]ng h[a-z]{2,3} x[a-z]{1,2} h[a-z]{2} ch[a-z] ngh?[a-z]{2,3} vi[a-z]{2} nam|dang cong san viet nam"
    r"|\b[dp][a-z]c [l1][a-z]p - t[a-z]{1,2} d[a-z] - h[a-z]{3} ph[a-z]{2,3}"
)
_YOUTH = re.compile(r"ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH")
_YOUTH_CENTRE = re.compile(r"\bban chap hanh trung uong(?: doan (?:tncs|thanh nien cong san) ho chi minh)?$")
"""The Youth Union prints its name where others have the motto; left of it «BAN CHẤP HÀNH TRUNG ƯƠNG» is its own."""
_COLUMNS = re.compile(r"(?<=\S)(?:[ \t\u00a0]{3,}(?=\S)|[ \t\u00a0]{2}(?=[^\s_*]+[ \t\u00a0]+\S|[-–—_*=]{3}))")
"""The gap between two columns; a blank too many before the last word of a name («XÃ DÂN  TIẾN») is none."""
_ISSUES = re.compile(
    r"[\s*_]{1,9}(?:(?:ban\s+hanh|xay\s+dung(?:\s+va)?)\s+){1,2}"
    r"(?:ke\s+hoach|quyet\s+dinh|chi\s+thi|chuong\s+trinh|huong\s+dan)|[\s*_]{1,9}chi\s+thi[\s*_]*:"
)
_ENACTS = re.compile(r"[\s*_]{1,9}ban\s+hanh\s+(?P<type>thong\s+tu|nghi\s+quyet|nghi\s+dinh)\b(?!\s+so\b)")
"""The same of rules; plans tell it of others' papers as well, so it counts where the paper is of that type."""
_OF = re.compile(r"\b(?:cua|do|giao|yeu cau|de nghi|chi dao|cho)[\s*_]{1,9}$")
_OF_A_PORTAL = re.compile(r"(?:cong|trang) (?:thong tin|tin) dien tu\b|trang chu\b")
"""How the lines begin that a web page prints above a paper, where they are not in capitals."""
_LOOSE = " \t-–—|"
_NUMBER_LINE = re.compile(r"s[o06]\s*[:.\d/]|\d{1,5}[a-z]?\s?/(?:20\d\d/)?[a-z&]{2,12}[-–/][a-z&]")
_HEADER_LINES = 40
_CHAIRMAN = re.compile(r"[\s*_|.-]*(?P<who>chu\s+tich\s+(?:uy\s+ban\s+nhan\s+dan|ubnd)[^\n]*(?:\n[^\n]{1,40}(?=\n))?)")
_LINE_BELOW = re.compile(r"[\s*_|.-]*(?P<who>[^\n|*]{8,80}?)[ \t*_|:]*\n")
_HEAD_DECIDES = re.compile(r"[\s*_|.-]*TRƯỞNG\s+(?P<who>BAN\s+CHỈ\s+ĐẠO\b[^*|_;:]{4,160}?)(?=[*_|]|\n[ \t]*\n)")
_COMMITTEE = "uy ban nhan dan"
_BARE_RANKS = (" tinh", " thanh pho")
_CENTRAL = re.compile(r"\b(?:nha nuoc|quoc gia|trung uong|chinh phu)\b")
_ISSUED_LINE = re.compile(
    r"[\s*_|]*\(?[*_]*(?:ban\s+hanh\s+)?kem\s+theo\s+(?:quyet\s+dinh|nghi\s+quyet|cong\s+van|thong\s+bao)(?P<rest>[^)]{8,260})"
)
_ISSUED_LINE_WITHIN = 360
_COMMITTEE_SPEAKS = re.compile(
    r"(?:uy\s+ban\s+nhan\s+dan|ubnd)\s+(?:tinh|thanh\s+pho)[^.;,]{0,20}\s(?:yeu\s+cau|de\s+nghi)\s+(?:cac|thu\s+truong)\b"
)
_RANKED = re.compile(rf"^(?:{'|'.join(RANKS.values())}) ")
_RANK = re.compile(r"\b(?:tinh|thanh\s+pho|huyen|quan|thi\s+xa)\s")
_LONGEST_AREA = 6
"""Words of the name of an area with its rank."""
_JOINED = re.compile(r"\s*[-–]\s*")
_JOINT_PARTS = 2
"""Parts of the symbol of a paper that one body issues alone: its kind and the code of the body."""
_SHORTEST_NAME, _LONGEST_NAME = 3, 20
"""Words of the name of a body that no register knows."""

_CENTRAL_COMMITTEE = "trung-uong-dang"
_IN_THE_NAME_OF = re.compile(r"\n[\s*_|]*t/m[\s*_]+(?P<who>[^|*_.]{4,60})")
_OF_AN_ORGAN = re.compile(r"[\s*_]*cua\s+(?P<who>[^.;\d]{3,100}?)[\s*_]+(?=ve\s)")


def header_issuer(
    text: Text, end: int, symbol: str | None, registry: Registry, day: date | None, dated_at: Area | None = None
) -> Body | None:
    """The body whose name ends the header's left column; above it stands the body it belongs to. A head that says
    only «TỈNH» means the province that the line of the day names (`dated_at`).
    """
    header = _left_column(text, end)
    above = next((body for _, _, body in registry.bodies_in(header, None, day) if body.area is not None), None)
    place = above.area if above else None
    if place is None and dated_at is not None and dated_at.level == "province":
        bare = any(" ".join(fold(line).split()).endswith(_BARE_RANKS) for line in _left_lines(text, end))
        place = dated_at if bare else None
    if text.quality != GOOD and symbol:
        code = re.split(r"[-/]", symbol)[-1]
        signed = [body for body in registry.bodies_of_code(code, place) if body.area == place]
        if place is not None and len(signed) == 1:
            return signed[0]
    bodies = registry.bodies_in(header, place, day)
    if not bodies and text.recognised_at(0):
        # A letterhead says nothing but whose it is: a misread tone mark («TĨNH») makes no other body of it.
        header = fold(header).upper()
        bodies = registry.bodies_in(header, place, day)
    last = header[bodies[-1][1] :] if bodies else header
    if bodies and not any(map(str.isalpha, last)):
        return _first_of_joint(header, bodies, symbol)
    if bodies and (organ := _organ(last, bodies[-1][2], registry, day)) is not None:
        return organ
    # «BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC»: short for a body that the symbol names.
    coded = registry.bodies_of_code(re.split(r"[-/]", symbol)[-1], place) if symbol else ()
    short = " ".join(fold(last).split())
    return coded[0] if len(coded) == 1 and short and short in fold(coded[0].name) else None


def _first_of_joint(header: str, bodies: Sequence[tuple[int, int, Body]], symbol: str | None) -> Body:
    """The last of `bodies`; in the head of a joint paper («SỞ Y TẾ - SỞ NỘI VỤ», signed «KHLN-SYT-SNV») the first of
    those that dashes join: its register numbers the paper.
    """
    first = len(bodies) - 1
    codes = re.split(r"[-/]", symbol) if symbol is not None else []
    if len(codes) > _JOINT_PARTS:
        for _, end, body in bodies:  # the names between may be misprinted
            if codes[1] in body.symbol_codes and _JOINED.match(header, end):
                return body
        while first > 0 and _JOINED.fullmatch(header, bodies[first - 1][1], bodies[first][0]):
            first -= 1
    return bodies[first][2]


def _organ(words: str, above: Body, registry: Registry, day: date | None) -> Body | None:
    """The organ that the head names below the body it belongs to: «ỦY BAN MTTQ … / BAN THƯỜNG TRỰC»."""
    name = f"{' '.join(words.split())} {above.name}"
    found = registry.bodies_in(name, above.area, day)
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(name)) else None


def party_organ(text: Text, title: Title, registry: Registry, day: date | None) -> tuple[Title, Body] | None:
    """The organ of the Party whose paper it is and the title behind its name, where a line below the type tells it:
    «KẾT LUẬN⏎CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ⏎VỀ …» under the head of the Central Committee.
    """
    line = _OF_AN_ORGAN.match(text.folded, title.start, title.end)
    who = line and registry.bodies_in(text.content[slice(*line.span("who"))], None, day)
    if not line or not who or who[0][0] != 0 or who[0][2].system != "party":
        return None
    words = clean(text.content[line.end() : title.end])
    return replace(title, text=words, start=line.end()), who[0][2]


def signing_organ(text: Text, outline: Outline, issuer: Body, registry: Registry, day: date | None) -> Body:
    """The organ in whose name a paper with the head of the Central Committee is signed: «T/M BAN BÍ THƯ»."""
    signed = _IN_THE_NAME_OF.search(text.folded, outline.body_start) if issuer.slug == _CENTRAL_COMMITTEE else None
    who = registry.bodies_in(text.content[slice(*signed.span("who"))], None, day) if signed else ()
    return who[0][2] if who and who[0][0] == 0 and who[0][2].system == "party" else issuer


def chairman(
    text: Text, title: Title, end: int, symbol: str | None, issuer: Body | None, registry: Registry, day: date | None
) -> Body | None:
    """The chairman where he decides and not his committee: in the line below the title, or in the symbol."""
    if issuer is None or issuer.area is None:
        return issuer
    below = _CHAIRMAN.match(text.folded, title.end, end)
    named = registry.bodies_in(text.content[below.start("who") : below.end("who")], issuer.area, day) if below else []
    deciding = [body for _, _, body in named[:1]]
    if not deciding and symbol:
        deciding = list(registry.bodies_of_code(re.split(r"[-/]", symbol)[-1], issuer.area))
    one = deciding[0] if len(deciding) == 1 else None
    return one if one is not None and CHAIRMAN in one.slug and one.parent == issuer.slug else issuer


def commune_chairman(text: Text, title: Title, end: int, name: str) -> str:
    """The chairman of a commune's committee of that `name` where the line below the title says that he decides."""
    below = _CHAIRMAN.match(text.folded, title.end, end) if fold(name).startswith(_COMMITTEE) else None
    who = " ".join(below["who"].split()) if below else ""
    return f"Chủ tịch {name}" if fold(commune_of(name) or "-") in who else name


def deciding(
    text: Text, title: Title, end: int, place: Area | None, registry: Registry, day: date | None
) -> Body | None:
    """The body of a place whose name in capitals stands alone below the title, as whoever decides is named there."""
    line = _LINE_BELOW.match(text.content, title.end, end) if title.text or title.type is None else None
    if line is None or not line["who"].isupper():
        return None
    named = registry.bodies_in(line["who"], place, day)
    return named[0][2] if len(named) == 1 and named[0][:2] == (0, len(line["who"])) else None


def level(name: str | None, area: Area | None) -> str | None:
    """Level of a body that no register knows, by its place or its name."""
    if name and is_of_commune(name):
        return COMMUNE
    if area is not None:
        return area.level
    return "central" if name and _CENTRAL.search(fold(name)) else None


def unregistered(text: Text, end: int, registry: Registry, day: date | None) -> tuple[str, Area | None] | None:
    """Name and place of a body that the header names and no register knows («TRUNG TÂM …», «BAN CHỈ ĐẠO …»)."""
    header = _left_column(text, end)
    bodies = registry.bodies_in(header, None, day)
    area = next((body.area for _, _, body in bodies if body.area is not None), None)
    if (commune := commune_body(_left_lines(text, end), registry)) is not None:
        return _spelt(text, commune), area
    words = header[bodies[-1][1] if bodies else 0 :].split()
    first = next(
        (i for i, word in enumerate(words) if word[0].isupper() and is_named_so(" ".join(words[i:]).capitalize())), None
    )
    words = words[first:] if first is not None else []
    if words and words[-1].endswith((":", ";")):
        return None  # a sentence, which stands there in a paper without a head
    if not _SHORTEST_NAME <= len(words) <= _LONGEST_NAME:
        return None
    if area is None and (province := _province_at_end(words, registry, day)) is not None:
        own, area = province
        return f"{_in_prose(text, end, own)} {area.name}", area
    name = _in_prose(text, end, words)
    if area is None or fold(area.short_name) in fold(name):
        return with_place(name, area), area
    return f"{name} {area.name}", area


def steering_committee(text: Text, title: Title, end: int) -> str | None:
    """The committee that no register knows and whose head decides, by the capitals below the title of a paper without
    a head: «TRƯỞNG BAN CHỈ ĐẠO QUỐC GIA VỀ …».
    """
    line = _HEAD_DECIDES.match(text.content, title.end, end) if title.text else None
    if line is None or not line["who"].isupper():
        return None
    return _in_prose(text, line.end(), line["who"].split())


def _province_at_end(words: list[str], registry: Registry, day: date | None) -> tuple[list[str], Area] | None:
    """The name of a body without the province that ends it, and that: «BAN CHỈ ĐẠO 389» + «THÀNH PHỐ CẦN THƠ»."""
    for at in range(1, len(words)):
        if fold(words[at]).lower() in _PROVINCE_RANKS:
            area = registry.area_named(" ".join(words[at:]), on=day)
            return (words[:at], area) if area is not None and area.level == "province" else None
    return None


def _in_prose(text: Text, end: int, words: Sequence[str]) -> str:
    """The name as the paper itself prints it in small letters, else as an official would write it."""
    name = _as_in_prose(text, end, words) or as_in_prose(" ".join(words))
    return name[0].upper() + name[1:]


def _spelt(text: Text, commune: str) -> str:
    """The body of a commune with the name of its place as it is printed in small letters, «K’Nớ» or «M’gar»."""
    place = _RANKED.sub("", commune_of(commune) or "")
    return commune.removesuffix(place) + (_as_in_prose(text, 0, place.split()) or place)


def _as_in_prose(text: Text, start: int, words: Sequence[str]) -> str | None:
    """The name as it is printed in small letters behind `start`; None where it is not."""
    spelt = re.compile(r",?\s+".join(re.escape(fold(word)) for word in words))
    printed = (" ".join(text.content[m.start() : m.end()].split()) for m in spelt.finditer(text.folded, start))
    return next((surface for surface in printed if not surface.isupper()), None)


def issued_below(text: Text, title: Title, registry: Registry, day: date | None) -> tuple[str, str, Body] | None:
    """Date, its words and issuer from the line «(Ban hành kèm theo Quyết định số … ngày … của …)» below the title."""
    line = _ISSUED_LINE.match(text.folded, title.end, title.end + _ISSUED_LINE_WITHIN)
    if line is None:
        return None
    found = DATE.search(text.folded, *line.span("rest"))
    dated = read_date(found, text.content) if found else None
    if found is None or dated is None or dated.iso is None:
        return None
    issuer = registry.bodies_in(text.content[found.end() : line.end()], None, day)
    return (dated.iso, clean(text.content[found.start() : found.end()]), issuer[0][2]) if issuer else None


def _left_column(text: Text, end: int) -> str:
    """The header's lines above the number, without motto, in one line."""
    header = _without_motto(" ".join(_lines_above_number(text, end)))
    centre = _YOUTH_CENTRE.search(fold(header).rstrip(_LOOSE + "*_"))
    if centre is not None and _YOUTH.search(text.content, 0, end):
        return f"{header[: centre.start()]}BAN CHẤP HÀNH TRUNG ƯƠNG ĐOÀN"
    return header


def _left_lines(text: Text, end: int) -> list[str]:
    """The same line by line."""
    return [_without_motto(line).strip(_LOOSE) for line in _lines_above_number(text, end)]


def _lines_above_number(text: Text, end: int) -> list[str]:
    kept: list[str] = []
    for line in text.content[:end].split("\n")[:_HEADER_LINES]:
        left = clean(_COLUMNS.split(line.strip(" \t\u00a0*_|#"))[0])
        folded = fold(left)
        if _NUMBER_LINE.match(folded):
            break
        if _OF_A_PORTAL.match(folded) and not left.isupper():
            continue
        if any(map(str.isalpha, folded)) and not _DATED.search(fold(line)):
            kept.append(left)
    return kept


def _without_motto(header: str) -> str:
    for motto in _MOTTO.finditer(fold(header)):
        header = header[: motto.start()] + " " * (motto.end() - motto.start()) + header[motto.end() :]
    return header


def body_issuer(
    text: Text, outline: Outline, title: Title, place: Area | None, registry: Registry, day: date | None
) -> Body | None:
    """Who «ban hành Kế hoạch» according to the recital, in the place of the place line or named there."""
    start = title.end if title.text else 0
    named = _sole_area(title.text, "province", registry, day)
    district = None if place or named else _sole_area(title.text, "district", registry, day)
    found = _issuing(text, start, outline.body_start, title.type, place or named or district, registry, day)
    if found:
        committee = registry.body_by_slug(found[-1].parent or "") if CHAIRMAN in found[-1].slug else None
        return committee or found[-1]
    # The head of a committee that does not print its place: the line of the day and the title agree on it.
    bare = " ".join(fold(_left_column(text, title.type_start)).split()).endswith(_COMMITTEE)
    return _committee(registry, named, day) if bare and named is not None and named == place else None


def _committee(registry: Registry, place: Area, day: date | None) -> Body | None:
    rank = place.name.split()[0]
    return registry.body_named(f"Ủy ban nhân dân {rank if rank == 'tỉnh' else 'thành phố'}", place, day)


def _sole_area(title: str, level: str, registry: Registry, day: date | None) -> Area | None:
    """The one area of that level that a title names with its rank, «trên địa bàn tỉnh …»."""
    named = {_area_opening(title[rank.start() :], level, registry, day) for rank in _RANK.finditer(fold(title))} - {
        None
    }
    return next(iter(named)) if len(named) == 1 else None


def _area_opening(words: str, level: str, registry: Registry, day: date | None) -> Area | None:
    """The area of that level with whose name `words` begin; the longest name counts."""
    first = words.split()[:_LONGEST_AREA]
    names = (" ".join(first[:length]) for length in range(len(first), 1, -1))
    return next((area for name in names if (area := registry.area_named(name, on=day)) and area.level == level), None)


def place_named(text: Text, registry: Registry, day: date | None) -> Area | None:
    """The one province whose bodies are named in full where «UBND tỉnh» itself speaks and no head tells which it is."""
    if not _COMMITTEE_SPEAKS.search(text.folded):
        return None
    areas = {body.area for _, _, body in registry.bodies_in(text.content, None, day) if body.area is not None}
    provinces = {area for area in areas if area.level == "province"}
    return next(iter(provinces)) if len(provinces) == 1 else None


def province_of_commune(text: Text, outline: Outline, registry: Registry, day: date | None) -> Area | None:
    """The one province whose bodies the head and the recital of a commune's paper name, and those that were merged into
    it; None where they name several.

    No register tells where a commune lies, and «Sở Y tế» in its papers is that of its province.
    """
    named = registry.bodies_in(text.content[: outline.body_start], None, day)
    provinces = {body.area for _, _, body in named if body.area is not None and body.area.level == "province"}
    present = [area for area in provinces if day is None or area.alive(day)]
    if len(present) != 1 or any(area.replaced_by != present[0].slug for area in provinces - {present[0]}):
        return next(iter(provinces)) if len(provinces) == 1 else None
    return present[0]


def _issuing(
    text: Text, start: int, end: int, own: DocumentType | None, place: Area | None, registry: Registry, day: date | None
) -> list[Body]:
    """Bodies that «ban hành» in `start:end` a paper like this one; one that follows «của» issued another."""

    def issues(at: int) -> bool:
        enacts = _ENACTS.match(text.folded, at, end)
        if enacts is not None:
            return own is not None and " ".join(enacts["type"].split()) == fold(own.name)
        return _ISSUES.match(text.folded, at, end) is not None

    return [
        body
        for first, last, body in registry.bodies_in(text.content[start:end], place, day)
        if issues(start + last) and not _OF.search(text.folded, start, start + first)
    ]
