"""Papers of communes, and papers that cite them: no register lists the communes, and none is taken for a province."""

import pytest

from cancu.graph.known import Known
from cancu.graph.read import text_of
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PROVINCE = f"ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\n{MOTTO}Số: 15/KH-UBND\nCao Bằng, ngày 05 tháng 01 năm 2025\n"
COMMUNE = f"ỦY BAN NHÂN DÂN\nXÃ ĐƯNG K’NỚ\n-------\n{MOTTO}Số: 15/KH-UBND\nĐưng K’Nớ, ngày 05 tháng 01 năm 2025\n"


def read(head: str, recital: str) -> Reading:
    content = f"{head}\nKẾ HOẠCH\nTRỒNG CÂY XANH NĂM 2025\n{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n"
    return understand(text_of("a.txt", content), load_registry(), Known())


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("Ủy ban nhân dân xã Tân Cây", "Ủy ban nhân dân xã Tân Cây"),
        ("UBND phường 5", "Ủy ban nhân dân phường 5"),
        ("HĐND thị trấn Ea T'ling", "Hội đồng nhân dân thị trấn Ea T'ling"),
        ("Chủ tịch UBND đặc khu Tân Đảo", "Chủ tịch Ủy ban nhân dân đặc khu Tân Đảo"),
    ],
)
def test_a_commune_that_is_printed_issues_and_its_province_does_not(printed: str, issuer: str) -> None:
    recital = f"Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2025 của {printed} về trồng cây;"
    (citation,) = read(PROVINCE, recital).resolution.citations
    assert citation.mention.issuer_name == issuer
    assert citation.instrument is None


@pytest.mark.parametrize("printed", [" của UBND xã", ""], ids=["bare name", "nothing"])
def test_what_a_commune_cites_without_a_place_is_its_own(printed: str) -> None:
    recital = (
        f"Thực hiện Kế hoạch số 9/KH-UBND ngày 02/01/2025 của UBND tỉnh Cao Bằng về trồng cây;\n"
        f"Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2025{printed} về trồng cây;"
    )
    reading = read(COMMUNE, recital)
    assert reading.facts.identity.issuer_name == "Ủy ban nhân dân xã Đưng K’Nớ"
    assert [m.issuer_name for m in reading.mentions] == [
        "Ủy ban nhân dân tỉnh Cao Bằng",
        "Ủy ban nhân dân xã Đưng K’Nớ",
    ]


def test_a_province_that_was_merged_into_the_communes_own_is_no_other() -> None:
    merged = COMMUNE.replace("05 tháng 01", "05 tháng 9")
    recital = (
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 02/9/2025 của UBND thành phố Đà Nẵng về trồng cây;\n"
        "Thực hiện Kế hoạch số 3318/KH-UBND ngày 31/5/2022 của UBND tỉnh Quảng Nam (trước sáp nhập) về trồng cây;\n"
        "Thực hiện Hướng dẫn số 512/HD-SYT ngày 28/8/2025 của Sở Y tế về trồng cây;"
    )
    issuers = [m.issuer_name for m in read(merged, recital).mentions]
    assert issuers == [
        "Ủy ban nhân dân thành phố Đà Nẵng",
        "Ủy ban nhân dân tỉnh Quảng Nam",
        "Sở Y tế thành phố Đà Nẵng",
    ]


def test_a_bare_commune_at_the_end_of_any_name_is_the_papers_own() -> None:
    recital = "Thực hiện Nghị quyết số 1-NQ/ĐU ngày 21/01/2025 của Ban Chấp hành Đảng bộ xã về trồng cây;"
    (resolution,) = read(COMMUNE, recital).mentions
    assert resolution.issuer_name == "Ban Chấp hành Đảng bộ xã Đưng K’Nớ"
    placed = "Thực hiện Công văn số 5/SYT-NV ngày 02/01/2025 của Sở Y tế tỉnh Cao Bằng;\n"
    committee = "Thực hiện Kế hoạch số 5/KH-BCĐ ngày 15/01/2025 của Ban Chỉ đạo công tác trẻ em xã;"
    assert read(COMMUNE, placed + committee).mentions[1].issuer_name == "Ban Chỉ đạo công tác trẻ em xã Đưng K’Nớ"


@pytest.mark.parametrize(
    ("head", "printed", "issuer"),
    [
        (COMMUNE, "UBND huyện", "Ủy ban nhân dân huyện"),
        (COMMUNE, "Chủ tịch Uỷ ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
        (COMMUNE, "HĐND huyện", "Hội đồng nhân dân huyện"),
        (COMMUNE, "thị xã", "Ủy ban nhân dân thị xã"),
        (COMMUNE, "UBND huyện Suối Mơ", "Ủy ban nhân dân huyện Suối Mơ"),
        (PROVINCE, "UBND huyện", "Ủy ban nhân dân huyện"),
        (PROVINCE, "UBND thành phố", "Ủy ban nhân dân thành phố"),
        (PROVINCE, "UBND xã", "Ủy ban nhân dân xã"),
    ],
)
def test_a_committee_of_another_rank_is_not_the_papers_own(head: str, printed: str, issuer: str) -> None:
    recital = f"Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2025 của {printed} về trồng cây;"
    (citation,) = read(head, recital).resolution.citations
    assert citation.mention.number == "11/KH-UBND"
    assert citation.mention.issuer_name == issuer
    assert citation.instrument is None


def test_a_province_that_became_a_city_still_issued_what_its_old_name_says() -> None:
    city = PROVINCE.replace("TỈNH CAO BẰNG", "THÀNH PHỐ HUẾ").replace("Cao Bằng", "Huế")
    recital = "Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2024 của UBND tỉnh về trồng cây;"
    (citation,) = read(city, recital).resolution.citations
    assert citation.instrument is not None


def test_the_one_district_that_the_recital_names_is_the_communes() -> None:
    recital = (
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 02/01/2025 của UBND huyện Lạc Dương về trồng cây;\n"
        "Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2025 của UBND huyện về trồng cây;\n"
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 21/01/2025 của UBND tỉnh về trồng cây;"
    )
    assert [m.issuer_name for m in read(COMMUNE, recital).mentions] == [
        "Ủy ban nhân dân huyện Lạc Dương",
        "Ủy ban nhân dân huyện Lạc Dương",
        "Ủy ban nhân dân tỉnh Lâm Đồng",
    ]


def test_the_title_of_a_paper_ends_before_the_division_that_asks() -> None:
    recital = (
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 02/01/2025 của UBND huyện Lạc Dương về chăm sóc cây xanh đô thị, "
        "Phòng Kinh tế - Hạ tầng đề nghị các xã trồng cây;"
    )
    (mention,) = read(COMMUNE, recital).mentions
    assert mention.title == "chăm sóc cây xanh đô thị"


def test_a_committee_without_place_is_named_as_printed_in_a_paper_without_head() -> None:
    (mention,) = read("", "Thực hiện Công điện số 14/CĐ-UBND ngày 15/10/2020 của Chủ tịch UBND tỉnh;").mentions
    assert mention.issuer_name == "Chủ tịch Ủy ban nhân dân tỉnh"
