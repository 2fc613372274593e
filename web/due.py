"""When something is due, in the words of an official: «trước ngày 15/11/2024», «trong 10 ngày kể từ ngày nhận được»."""

import re

from cancu.web import present

UNKNOWN = "không rõ hạn"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_QUARTERS = ("I", "II", "III", "IV")
_UNITS = {"D": "ngày", "W": "tuần", "M": "tháng", "TH": "giờ", "TM": "phút"}
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WITHIN = re.compile(r"P(T?)(\d+)([DWMH])")


def shown(due: str, *, before: bool, start: str = "", working_days: bool = False) -> str:
    """A due as the data write it (a date, «2025-Q4», «--11-15», «--06», «---15», «W5», «P10D») in words.

    `start` says what a time is counted from; «31/11/2026» is as printed, for no calendar has it.
    """
    if not due:
        return UNKNOWN
    if "/" in due:
        return f"{'trước ' if before else ''}ngày {due} (không có trên lịch)"
    within = _WITHIN.fullmatch(due)
    if within:
        unit = _UNITS[within[1] + within[3]]
        working = " làm việc" if working_days else ""
        return f"trong {within[2]} {unit}{working} {start}".rstrip()
    if due.startswith("W"):
        return f"{'trước ' if before else ''}{_WEEKDAYS[int(due[1:]) - 1]} hằng tuần"
    return _calendar(due, before=before)


def _calendar(due: str, *, before: bool) -> str:
    quarter = _QUARTER.fullmatch(due)
    if quarter:
        return f"{'trước' if before else 'trong'} quý {_QUARTERS[int(quarter[2]) - 1]}/{quarter[1]}"
    if due.startswith("---"):
        return f"{'trước' if before else 'chậm nhất'} ngày {due[3:5]} hằng tháng"
    month, _, day = due.removeprefix("--").partition("-") if due.startswith("--") else ("", "", "")
    if month and not day:
        return f"{'trước' if before else 'trong'} tháng {present.month_digits(month)} hằng năm"
    if month:
        return f"{'trước' if before else 'chậm nhất'} ngày {day}/{present.month_digits(month)} hằng năm"
    if len(due) == len("2025"):
        return f"{'trước' if before else 'trong'} năm {due}"
    if len(due) == len("2025-12"):
        return f"{'trước' if before else 'trong'} tháng {present.date(due)}"
    return f"{'trước' if before else 'chậm nhất'} ngày {present.date(due)}"
