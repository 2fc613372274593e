"""Saved questions: the list, one question with its form and answer, and the answer as a file."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from cancu.graph.knowledge import Answer
from cancu.graph.results import to_csv, to_json, to_xlsx
from cancu.graph.saved import Bound, ParameterError, SavedQuery
from cancu.web import address, explaining, present, snippets, two_way
from cancu.web.apart import answer_apart, is_large
from cancu.web.cells import heading
from cancu.web.errors import ProblemError
from cancu.web.outlines import SHOWN
from cancu.web.overviews import UnknownLengthError, crossing, overview
from cancu.web.pivoting import Asked
from cancu.web.replies import TABLE_TYPES, download, origin
from cancu.web.searching import TAKEN
from cancu.web.site import knowledge

questions = Blueprint("questions", __name__)

LONGEST = 500
"""Characters of a value."""
_OF_THE_PAGE = frozenset({"v", "excel", "lang", *two_way.PARAMETERS})
HINTS = {
    "plan": "Số, ký hiệu (206/KH-UBND), thêm năm nếu trùng (206/KH-UBND@2021), hoặc IRI",
    "instrument": "Số, ký hiệu (28-CT/TW), thêm năm nếu trùng (28-CT/TW@2023), hoặc IRI",
    "agency": "Tên cơ quan, ví dụ Sở Y tế tỉnh Bình Phước",
    "body": "Tên cơ quan, ví dụ Sở Y tế tỉnh Bình Phước",
    "area": "Tên địa bàn, ví dụ tỉnh Bình Phước",
    "indicator": "Tên chỉ tiêu",
    "level": "Trung ương, tỉnh, huyện hoặc xã",
    "date": "Ngày, ví dụ 31/12/2025",
    "year": "Năm, ví dụ 2025",
    "integer": "Số nguyên",
    "text": "",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form shows it."""

    name: str
    label: str
    hint: str
    required: bool
    value: str
    taken: str
    suggests: str
    """What is offered while somebody types, "" where it is nothing of the data."""


@questions.get("/queries")
def gallery() -> str:
    """Every saved question."""
    return render_template("queries.html", questions=list(knowledge().saved.values()))


@questions.get("/queries/<name>")
def question(name: str) -> Response | tuple[str, int] | str:
    """One question; with an ending its answer (or its text, `.rq`) as a file."""
    stem, dot, ending = name.partition(".")
    asked = knowledge().saved.get(stem)
    if asked is None or (dot and ending not in TABLE_TYPES):
        raise ProblemError.not_found(name)
    if ending == "rq":
        return download(asked.text.encode(), TABLE_TYPES["rq"], f"{stem}.rq")
    given = given_values(asked)
    chosen = two_way.asked(request.args, asked.columns)
    if (ending or chosen) and not any(given.values()) and is_large(asked):
        return answer_apart()
    if ending:
        return answer_file(asked, given, ending, chosen)
    if asked.required and not any(given.values()):
        return _page(asked, given)
    try:
        bound = knowledge().bind_question(stem, given)
    except ParameterError as error:
        return _page(asked, given, error=error), 400
    try:
        return _page(asked, given, bound=bound, chosen=chosen)
    except UnknownLengthError:
        return answer_apart()


def answered(asked: SavedQuery, given: Mapping[str, str], ending: str) -> Answer:
    """The answer for a file. Raises ProblemError for a value that cannot be bound."""
    try:
        return knowledge().ask_question(asked.name, given)
    except ParameterError as error:
        links = tuple(
            (address.question(f"{asked.name}.{ending}", **{**given, error.parameter: c.iri}), c.label)
            for c in error.candidates
        )
        raise ProblemError(
            400, error.message_vi, f"parameter-{error.code}", title="Tham số không đúng", links=links,
            next_step="Sửa tham số rồi thử lại.", extra={"parameter": error.parameter},
        ) from None  # fmt: skip


def answer_file(asked: SavedQuery, given: Mapping[str, str], ending: str, chosen: Asked | None = None) -> Response:
    """The whole answer as CSV, JSON or a spreadsheet, or its two-way table. Raises ProblemError."""
    if ending == "json" and chosen:
        raise ProblemError(
            400, "Bảng hai chiều chỉ có dạng CSV và Excel; tệp JSON là cả câu trả lời.", "parameter-unknown",
            next_step="Đổi đuôi thành .csv hoặc .xlsx, hoặc bỏ «down» và «across».", extra={"parameter": "down"},
        )  # fmt: skip
    answer = answered(asked, given, ending)
    if ending == "json":
        return download(to_json(answer.table), TABLE_TYPES["json"], f"{asked.name}.json")
    headed = partial(heading, question=asked.name)
    table = two_way.filed(answer.table, chosen, headed, two_way.of_saved) if chosen else answer.table
    if ending == "csv":
        excel = request.args.get("excel") == "1"
        return download(to_csv(table, excel=excel), TABLE_TYPES["csv"], f"{asked.name}.csv")
    about = {
        "Câu hỏi": asked.title_vi,
        "Trả lời": asked.answer_vi,
        **{f"{p.label_vi} ({p.name})": given[p.name] for p in asked.parameters if given.get(p.name)},
        "Số dòng": str(len(answer.table.rows)),
        **({"Câu trả lời bị cắt": told} if (told := cut(asked, len(answer.table.rows))) else {}),
        **({"Bảng hai chiều": two_way.told(answer.table, chosen, headed)} if chosen else {}),
        **origin(),
        "Câu truy vấn": answer.bound.sparql,
    }
    return download(to_xlsx(table, asked.title_vi, about), TABLE_TYPES["xlsx"], f"{asked.name}.xlsx")


def cut(asked: SavedQuery, count: int) -> str:
    """What to say of an answer that is as long as the question allows; "" of any other."""
    most = asked.most_rows
    if most is None or count < most:
        return ""
    return f"Câu hỏi này chỉ lấy {present.integer(most)} dòng đầu; có thể còn dòng khác."


def command_of(asked: SavedQuery, given: Mapping[str, str]) -> str:
    """The same question on the command line, ready to paste; parameters without a value are left out."""
    values = [f"{p.name}={given[p.name]}" for p in asked.parameters if given.get(p.name)]
    return shlex.join(["cancu", "query", asked.name, *values, "--format", "csv"])


def given_values(asked: SavedQuery, beside: frozenset[str] = _OF_THE_PAGE) -> dict[str, str]:
    """The values of the address; `beside` are names that are no parameters of the question. Raises ProblemError naming
    a parameter that is unknown or given twice.
    """
    known = {p.name for p in asked.parameters}
    for name, values in request.args.lists():
        shown = name[:100]
        if name not in known | beside:
            accepted = ", ".join(f"«{p.label_vi}» ({p.name})" for p in asked.parameters) or "không có"
            told, token = f"Câu hỏi này không có tham số «{shown}». Tham số có: {accepted}.", "parameter-unknown"
        elif len(values) > 1:
            told, token = f"Tham số «{shown}» xuất hiện nhiều lần; chỉ gửi một lần.", "parameter-repeated"
        elif len(values[0]) > LONGEST:
            told, token = f"Giá trị của «{shown}» dài quá {LONGEST} ký tự.", "parameter-malformed"
        else:
            continue
        raise ProblemError(
            400,
            told,
            token,
            title="Tham số không đúng",
            next_step="Sửa địa chỉ rồi thử lại.",
            extra={"parameter": shown},
        )
    if request.args.get("excel", "1") != "1":
        raise ProblemError(400, "«excel» chỉ nhận giá trị 1.", "parameter-malformed", extra={"parameter": "excel"})
    return {name: value for name, value in request.args.items() if name in known}


def choices_of(asked: SavedQuery, given: Mapping[str, str], error: ParameterError) -> list[tuple[str, str, str]]:
    """Address, name and details of each thing the value may have meant."""
    return [
        (
            address.question(asked.name, **{**given, error.parameter: candidate.iri}),
            candidate.label,
            present.joined([candidate.issuer, present.date(candidate.date)]),
        )
        for candidate in error.candidates
    ]


def _page(
    asked: SavedQuery,
    given: Mapping[str, str],
    bound: Bound | None = None,
    error: ParameterError | None = None,
    chosen: Asked | None = None,
) -> str:
    shown = bound.shown if bound else {}
    answer = overview(asked, bound, of_everything=not any(given.values())) if bound else None
    fields = [
        Field(
            p.name,
            p.label_vi,
            HINTS.get(p.type, ""),
            p.required,
            given.get(p.name, ""),
            present.date(value) if isinstance(value := shown.get(p.name, ""), str) else value.label,
            p.type if p.type in TAKEN else "",
        )
        for p in asked.parameters
    ]
    choices = choices_of(asked, given, error) if error else []
    headed = partial(heading, question=asked.name)
    return render_template(
        "question.html",
        question=asked,
        fields=fields,
        given=given,
        answer=answer,
        headings=[(column, headed(column)) for column in asked.columns],
        cut=cut(asked, answer.count) if answer else "",
        two_way=two_way.shown(answer.sorting, asked.columns, chosen, headed, partial(crossing, bound))
        if answer and bound
        else None,
        shown=SHOWN,
        error=error,
        told=error.message_vi if error else "",
        command=command_of(asked, given),
        snippets=snippets.of_question(address.question(f"{asked.name}.json", **given)),
        choices=choices,
        sparql=bound.sparql if bound else asked.text,
        sentences=explaining.sentences(asked),
        terms=explaining.terms_of(asked.text),
    )
