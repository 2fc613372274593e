"""The period a title states, and only that."""

import pytest

from cancu.graph.institutions.periods import period_of


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Chương trình hành động vì trẻ em giai đoạn 2021-2030", ("2021", "2030")),
        ("Đề án trồng cây giai đoạn 2021 – 2025, định hướng đến năm 2030", ("2021", "2025")),
        ("Đề án trồng cây giai đoạn từ năm 2022 đến năm 2026 và tầm nhìn 2045", ("2022", "2026")),
        ("Chương trình bơi an toàn đến năm 2030", (None, "2030")),
        ("Công tác trẻ em năm 2025", ("2025", "2025")),
        ("Chiến lược phát triển, tầm nhìn đến năm 2045", None),
        ("So sánh công tác năm 2024 và năm 2025", None),
        ("Triển khai Chỉ thị về trẻ em giai đoạn 2021-2030", None),
        ("Thực hiện Kế hoạch số 9/KH-UBND ngày 02/3/2021 về trẻ em giai đoạn 2021-2030", None),
        ("Công tác trẻ em năm 2024 thực hiện Quyết định số 23/QĐ-TTg giai đoạn 2021-2030", ("2024", "2024")),
        ("Công tác trẻ em", None),
        ("giai đoạn 2030-2021", None),
    ],
)
def test_period_of_a_title(title: str, period: tuple[str | None, str] | None) -> None:
    assert period_of(title) == period
