"""A visitor's query as the file of a saved question, to be put into `queries/saved/`; nothing is kept here."""

from flask import Blueprint, Response, request

from cancu.graph import names
from cancu.graph.saved import saved_text
from cancu.web import asking
from cancu.web.errors import ProblemError
from cancu.web.replies import TABLE_TYPES, download

keeping_query = Blueprint("keeping_query", __name__)

_LONGEST = 300


@keeping_query.post("/query/saved.rq")
def as_question() -> Response:
    """The file; its name is made from the English title, else from the Vietnamese one."""
    text = request.form.get("query", "").replace("\r\n", "\n")
    said = {
        name: " ".join(request.form.get(name, "").split())[:_LONGEST] for name in ("title_vi", "title_en", "answer_vi")
    }
    if not said["title_vi"]:
        raise ProblemError(
            400, "Câu hỏi cần có tên.", "parameter-missing", title="Chưa lưu được", query=text,
            next_step="Điền «Tên câu hỏi» rồi lưu lại.", extra={"parameter": "title_vi"},
        )  # fmt: skip
    if asking.guarded(text).form != "select":
        raise ProblemError(
            400, "Chỉ câu truy vấn SELECT mới lưu thành câu hỏi được.", "parameter-malformed", title="Chưa lưu được",
            query=text, next_step="Đổi câu truy vấn thành SELECT rồi lưu lại.", extra={"parameter": "query"},
        )  # fmt: skip
    written = saved_text(text, said["title_vi"], said["title_en"], said["answer_vi"])
    return download(
        written.encode(), TABLE_TYPES["rq"], (names.slug(said["title_en"] or said["title_vi"]) or "cau-hoi") + ".rq"
    )
