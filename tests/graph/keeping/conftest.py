"""Documents of our own for the tests of keeping: plans that cite each other, in full, in short and ambiguously."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.check import Report
from cancu.graph.keeping import staging
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Added, Options

Write = Callable[..., Path]

PLAN = """ỦY BAN NHÂN DÂN                          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{issuer}                          Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND                          {place}, {day}
{mark}
KẾ HOẠCH
{title}

Thực hiện {carries_out};
Căn cứ {basis};
Ủy ban nhân dân {where} ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Tạo chuyển biến rõ rệt trong công tác này trên địa bàn tỉnh.

II. CHỈ TIÊU
1. Tỷ lệ trẻ em được khám sức khỏe định kỳ đạt {rate}%.

III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
a) Chủ trì, phối hợp với các sở, ban, ngành triển khai Kế hoạch này.
b) Định kỳ báo cáo kết quả trước ngày 15/12 hằng năm.
2. Sở Tài chính
Tham mưu bố trí kinh phí theo quy định; {task}.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Bình
"""

DEFAULTS = {
    "issuer": "TỈNH BÌNH PHƯỚC",
    "where": "tỉnh Bình Phước",
    "place": "Bình Phước",
    "number": "101",
    "day": "ngày 10 tháng 3 năm 2024",
    "mark": "",
    "title": "Chăm sóc sức khỏe trẻ em tỉnh Bình Phước năm 2024",
    "carries_out": "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Ban Bí thư về chăm sóc, giáo dục và bảo vệ trẻ em",
    "basis": "Luật Trẻ em năm 2016",
    "rate": "95",
    "task": "báo cáo Ủy ban nhân dân tỉnh",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a plan with the given words in the place of the usual ones."""
    folder = tmp_path / "văn bản"
    folder.mkdir()

    def written(name: str, **words: str) -> Path:
        path = folder / name
        path.write_text(PLAN.format(**DEFAULTS | words), "utf-8")
        return path

    return written


@pytest.fixture(autouse=True)
def quick_check(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Running the shapes takes seconds; tests that are not about them do without."""
    if "real_check" not in request.fixturenames:
        monkeypatch.setattr(staging, "check_store", lambda *_what: Report(()))
        monkeypatch.setattr(staging, "check_documents", lambda *_what: Report(()))
        monkeypatch.setattr(staging, "check_changed", lambda *_what: Report(()).content)


@pytest.fixture
def real_check() -> None:
    """Asked for by tests of what the shapes refuse."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "home"


def keep(home: Path, *paths: Path, build: bool = False, **options: object) -> Added:
    """Add files in one go; the store is built only where a test looks at it."""
    return add(home, [arrive(path) for path in paths], Options(build=build, **options))  # type: ignore[arg-type]


def graph_files(home: Path) -> dict[str, bytes]:
    """Everything in a data folder that follows from the documents alone: not when they were added, nor the store."""
    found = {}
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home).as_posix()
        told = name.startswith(("versions/", ".", "current")) or (
            name.startswith("documents/") and path.suffix == ".json"
        )
        if path.is_file() and not told:
            found[name] = path.read_bytes()
    return found
