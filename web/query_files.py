"""The two-way table of a visitor's own query as a file: `/query/two-way.csv`, `/query/two-way.xlsx`."""

from flask import Blueprint, Response, request

from cancu.graph.results import to_csv, to_xlsx
from cancu.web import asking, two_way
from cancu.web.errors import ProblemError
from cancu.web.querying import cut_at, named, rows_of
from cancu.web.replies import TABLE_TYPES, download, origin

query_files = Blueprint("query_files", __name__)


@query_files.get("/query/two-way.<ending>")
def two_way_file(ending: str) -> Response:
    """The table that `query`, `down`, `across` and `measure` ask for. Raises ProblemError."""
    if ending not in ("csv", "xlsx"):
        raise ProblemError.not_found(f"two-way.{ending}")
    asking.check_rate()
    text = request.args.get("query", "")
    if not text.strip():
        raise ProblemError(400, "Chưa có câu truy vấn.", "query-missing", next_step="Lập bảng ở trang SPARQL.")
    table, truncated = rows_of(text)
    chosen = two_way.asked(request.args, table.columns)
    if chosen is None:
        raise ProblemError(400, "Chưa chọn cột cho bảng hai chiều.", "parameter-missing", extra={"parameter": "down"})
    filed = two_way.filed(table, chosen, str, named)
    if ending == "csv":
        return download(to_csv(filed, excel=True), TABLE_TYPES["csv"], "bang-hai-chieu.csv")
    about = {
        "Câu truy vấn": text,
        "Bảng hai chiều": two_way.told(table, chosen, str),
        "Số dòng": str(len(table.rows)),
        **({"Câu trả lời bị cắt": cut_at(table)} if truncated else {}),
        **origin(),
    }
    return download(to_xlsx(filed, "Bảng hai chiều", about), TABLE_TYPES["xlsx"], "bang-hai-chieu.xlsx")
