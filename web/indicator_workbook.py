"""The workbook of «Biểu tổng hợp chỉ tiêu»: a row for each target of a plan, with room for what was reached."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cancu.web import present, quoting
from cancu.web.planning import Item, Target
from cancu.web.refs import DocumentRef

COLUMNS = (
    ("TT", 6),
    ("Chỉ tiêu", 56),
    ("ĐVT", 14),
    ("Chỉ tiêu giao", 18),
    ("Kết quả thực hiện", 18),
    ("Cơ quan cung cấp số liệu", 36),
)
_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_LINE = Side(style="thin")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING_ROW = 4


def workbook(plan: DocumentRef, items: Sequence[Item]) -> bytes:
    """The form as a file: bordered, printed on A4 across, its heading repeated on every page."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu tổng hợp"
    for at, (_, width) in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEF"[at]].width = width
    _across(sheet, 1, "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU", Font(name="Times New Roman", size=14, bold=True))
    _across(sheet, 2, f"(Theo {quoting.legal(plan)})", Font(name="Times New Roman", size=12, italic=True))
    for at, (heading, _) in enumerate(COLUMNS, start=1):
        _put(sheet, _HEADING_ROW, at, heading, heading=True)
    row = _HEADING_ROW
    for number, item in enumerate(items, start=1):
        leads = "; ".join(ref.label for ref in item.leads)
        for nth, target in enumerate(item.targets):
            row += 1
            label = f"{number}.{nth + 1}" if len(item.targets) > 1 else str(number)
            values = (label, _label(target), target.unit_shown.strip(), _value(target), None, leads)
            for at, value in enumerate(values, start=1):
                _put(sheet, row, at, value)
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _across(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
    cell = sheet.cell(row, 1, text)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 36


def _put(sheet: Worksheet, row: int, column: int, value: str | float | None, *, heading: bool = False) -> None:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes text that begins with «=» for a formula
    cell.border = _BORDER
    cell.font = Font(name="Times New Roman", size=12, bold=heading)
    centred = heading or column in (1, 3, 4)
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)


def _label(target: Target) -> str:
    year = f" (năm {target.year})" if target.year else ""
    change = ", mức thay đổi" if target.is_change else ""
    return present.capital(target.measure) + (f": {target.group}" if target.group else "") + change + year


def _value(target: Target) -> str | float:
    """A number where it is one, else as a sign and a number, or as printed."""
    if target.is_of_a_whole or not target.value:
        return target.value_text or "không rõ"
    if target.value_to:
        return f"{present.decimal(target.value)} – {present.decimal(target.value_to)}"
    sign = _SIGNS.get(target.comparator, "")
    return f"{sign} {present.decimal(target.value)}" if sign else float(target.value)
