"""What an HTML page shows, block by block."""

from pathlib import Path

import pytest

from cancu.graph.read import UnreadableFile, read_file


def lines(tmp_path: Path, page: str, encoding: str = "utf-8", name: str = "trang.html") -> list[str]:
    path = tmp_path / name
    path.write_bytes(page.encode(encoding))
    return [line for line in read_file(path).content.split("\n") if line]


def test_blocks_break_lines_and_source_line_ends_do_not(tmp_path: Path) -> None:
    page = "<html><body><h1>KẾ\nHOẠCH</h1><div>Căn cứ <b>Luật</b>\n  Trẻ em<p>Một<br>Hai</p>ba</div></body></html>"
    assert lines(tmp_path, page) == ["KẾ HOẠCH", "Căn cứ Luật Trẻ em", "Một", "Hai", "ba"]


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Cổng</title><style>p{}</style></head><body><script>1</script>"
        "<p style='DISPLAY: none'>ẩn</p><!-- chú --><del>bỏ</del><![if !supportLists]>1.<![endif]>"
        "&nbsp;Số&#58; 5</p><p hidden>ẩn</p><s>cũ</s></html>"
    )
    assert lines(tmp_path, page) == ["1. Số: 5"]


def test_the_menus_of_a_portal_are_not_the_document(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}">Quyết định số {n}/QĐ-UBND</a></li>' for n in range(3))
    page = (
        f"<html><nav>Trang chủ</nav><div role=navigation>Văn bản</div><ul>{menu}</ul><p>KẾ HOẠCH</p>"
        "<ul><li>Theo <a href=/1>Luật Trẻ em</a> năm 2016<li>Theo <a href=/2>Nghị định</a><li><a href=/3>Một</a></ul>"
        f"<ol>{menu}</ol></html>"
    )
    assert lines(tmp_path, page) == ["KẾ HOẠCH", "Theo Luật Trẻ em năm 2016", "Theo Nghị định", "Một"]


def test_tables_by_cell_with_spans_as_empty_cells(tmp_path: Path) -> None:
    page = (
        "<html><table><tr><td>UBND TỈNH<br>SỞ Y TẾ<td><p>CỘNG HÒA</p><p>Độc lập</p></table><table><tr><th rowspan=2>TT"
        "<th colspan=2>Chỉ tiêu<tr><td>a<td>b<table><tr><td>c<td>d</table><tr><td>1<td>2<td>3</table>"
    )
    assert lines(tmp_path, page) == [
        "|", "UBND TỈNH", "SỞ Y TẾ", "|", "CỘNG HÒA", "Độc lập", "|", "| TT | Chỉ tiêu |  |", "|  | a | b c d |",
        "| 1 | 2 | 3 |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "windows-1252"), ("utf-8-sig", "x"), ("utf-16", "x"), ("cp1258", "windows-1258")],
)
def test_charset_by_mark_by_bytes_then_by_declaration(tmp_path: Path, encoding: str, declared: str) -> None:
    page = f'<html><meta http-equiv=Content-Type content="text/html; charset={declared}"><p>Đơn v\u00ea</p></html>'
    assert lines(tmp_path, page, encoding) == ["Đơn vê"]


def test_an_unknown_charset_and_an_empty_page_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"trang\.html.*x-bi-mat.*UTF-8"):
        lines(tmp_path, "<html><meta charset=x-bi-mat><p>\xe9", "latin-1")
    with pytest.raises(UnreadableFile, match="không có chữ nào"):
        lines(tmp_path, "<html><body><script>1</script></body></html>")


def test_depth_and_stray_cells_do_no_harm(tmp_path: Path) -> None:
    assert lines(tmp_path, "<html>" + "<div>" * 200 + "Số" + "</div>" * 200) == ["Số"]
    with pytest.raises(UnreadableFile, match="quá sâu"):
        lines(tmp_path, "<html>" + "<div>" * 5000 + "Số" + "</div>" * 5000)
    assert lines(tmp_path, "<html><td>a</td></tr></table><p>b</p>") == ["a", "b"]


def test_raised_figures_refer_to_notes_unless_they_are_powers(tmp_path: Path) -> None:
    page = (
        "<html><p>Chỉ thị số 28-CT/TW<sup>1</sup> ngày 07/01/2021<sup>(2)</sup>, 500 m<sup>2</sup>, 10<sup>6</sup></p>"
    )
    assert lines(tmp_path, page) == ["Chỉ thị số 28-CT/TW[1] ngày 07/01/2021[2], 500 m2, 106"]


def test_items_of_an_ordered_list_have_the_numbers_that_a_browser_shows(tmp_path: Path) -> None:
    page = "<html><ol><li>Sở Y tế<ul><li>Trồng cây</li></ul></li><li>Sở Nội vụ</li><li>3. Sở Tài chính</li></ol>"
    crumbs = '<ol><li><a href="/">Trang chủ</a></li><li><a href="/a">Văn bản</a></li></ol>'
    assert lines(tmp_path, page + crumbs) == [
        "1. Sở Y tế", "Trồng cây", "2. Sở Nội vụ", "3. Sở Tài chính", "Trang chủ", "Văn bản",
    ]  # fmt: skip
