"""Names, codes and slugs lead to the right types, areas and bodies, and to nothing where they say too little."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from cancu.graph.registry import Area, Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def places(registry: Registry) -> dict[str, Area | None]:
    """Places of citing documents, by the short names used in the tables below."""
    return {
        "BP": registry.areas["tinh-binh-phuoc"],
        "SH": registry.areas["huyen-son-ha"],
        "HN": registry.areas["thanh-pho-ha-noi"],
        "DX": registry.areas["thanh-pho-dong-xoai"],
        "ĐN25": registry.areas["tinh-dong-nai~2025"],
        "-": None,
    }


@pytest.mark.parametrize(
    ("code", "party", "slug"),
    [
        ("KH", False, "ke-hoach"),
        ("KH", True, "ke-hoach"),
        ("QĐ", False, "quyet-dinh"),
        ("QÐ", False, "quyet-dinh"),
        ("QD", False, "quyet-dinh"),
        ("QĐ", True, "quyet-dinh"),
        ("CTr", True, "chuong-trinh"),
        ("TTr", False, "to-trinh"),
        ("TT", False, "thong-tu"),
        ("TT", True, "thong-tri"),
        ("ĐA", False, "de-an"),
        ("DA", False, "du-an"),
        ("HD", False, "huong-dan"),
        ("HĐ", False, "hop-dong"),
        ("QCPH", False, "quy-che-phoi-hop"),
        ("TTLT", False, "thong-tu-lien-tich"),
        ("VBHN", False, "van-ban-hop-nhat"),
        ("NĐ", True, None),
        ("QH14", False, None),
        ("UBND", False, None),
    ],
)
def test_type_of_symbol(registry: Registry, code: str, party: bool, slug: str | None) -> None:
    found = registry.type_of_symbol(code, party=party)
    assert (found.slug if found else None) == slug


def test_the_party_uses_one_symbol_for_two_types(registry: Registry) -> None:
    assert [t.slug for t in registry.types_of_symbol("QĐ", party=True)] == ["quyet-dinh", "quy-dinh"]


@pytest.mark.parametrize(
    ("surface", "slug"),
    [
        ("Kế hoạch", "ke-hoach"),
        ("KẾ HOẠCH", "ke-hoach"),
        ("quyết  định", "quyet-dinh"),
        ("Quyet dinh", "quyet-dinh"),
        ("QĐ", "quyet-dinh"),
        ("Nghị quyết liên tịch", "nghi-quyet-lien-tich"),
        ("Chương trình\nhành động", "chuong-trinh"),
        ("Luật", "luat"),
        ("Bộ luật", "bo-luat"),
        ("Giấy khai sinh", None),
        ("", None),
    ],
)
def test_type_named(registry: Registry, surface: str, slug: str | None) -> None:
    found = registry.type_named(surface)
    assert (found.slug if found else None) == slug


@pytest.mark.parametrize(
    ("surface", "within", "on", "slug"),
    [
        ("tỉnh Bình Phước", "-", None, "tinh-binh-phuoc"),
        ("Bình Phước", "-", None, "tinh-binh-phuoc"),
        ("TỈNH BÌNH PHƯỚC", "-", None, "tinh-binh-phuoc"),
        ("Hoà Bình", "-", None, "tinh-hoa-binh"),
        ("HOA BINH", "-", None, "tinh-hoa-binh"),
        ("TP. Hồ Chí Minh", "-", None, "thanh-pho-ho-chi-minh"),
        ("TP.HCM", "-", None, "thanh-pho-ho-chi-minh"),
        ("Bà Rịa-Vũng Tàu", "-", None, "tinh-ba-ria-vung-tau"),
        ("Đắc Lắc", "-", None, "tinh-dak-lak"),
        ("huyện Sơn Hà", "-", None, "huyen-son-ha"),
        ("Sơn Hà", "-", None, "huyen-son-ha"),
        ("huyện Châu Thành", "-", None, None),
        ("Cao Bằng", "-", None, "tinh-cao-bang"),
        ("thành phố Cao Bằng", "-", None, "thanh-pho-cao-bang"),
        ("quận 1", "-", None, "quan-1"),
        ("1", "-", None, None),
        ("tỉnh Sơn Hà", "-", None, None),
        ("Đồng Nai", "-", None, "tinh-dong-nai"),
        ("Đồng Nai", "-", date(2025, 6, 30), "tinh-dong-nai"),
        ("Đồng Nai", "-", date(2025, 7, 1), "tinh-dong-nai~2025"),
        ("Đồng Nai", "-", date(2026, 4, 30), "thanh-pho-dong-nai"),
        ("tỉnh Đồng Nai", "-", date(2026, 8, 1), "tinh-dong-nai~2025"),
        ("Đồng Nai", "ĐN25", None, "tinh-dong-nai~2025"),
        ("Đồng Nai", "ĐN25", date(2024, 1, 1), "tinh-dong-nai"),
        ("Bình Phước", "ĐN25", date(2026, 1, 1), "tinh-binh-phuoc"),
        ("thành phố Huế", "-", date(2020, 1, 1), None),
        ("Thừa Thiên - Huế", "-", None, "tinh-thua-thien-hue"),
        ("Huế", "-", date(2025, 2, 1), "thanh-pho-hue"),
    ],
)
def test_area_named(
    registry: Registry, places: dict[str, Area | None], surface: str, within: str, on: date | None, slug: str | None
) -> None:
    found = registry.area_named(surface, places[within], on)
    assert (found.slug if found else None) == slug


def test_districts_of_one_name_are_told_apart_by_their_province(registry: Registry) -> None:
    found = registry.area_named("huyện Châu Thành", registry.areas["tinh-long-an"])
    assert found is not None
    assert found.slug == "huyen-chau-thanh-tinh-long-an"


def test_an_area_knows_rank_chain_and_predecessors(registry: Registry) -> None:
    district = registry.areas["huyen-son-ha"]
    assert (district.rank, district.level, district.ended_on) == ("huyện", "district", date(2025, 7, 1))
    assert [a.slug for a in registry.chain(district)] == ["huyen-son-ha", "tinh-quang-ngai"]
    merged = registry.predecessors(registry.areas["tinh-dong-nai~2025"])
    assert [a.slug for a in merged] == ["tinh-binh-phuoc", "tinh-dong-nai"]


@pytest.mark.parametrize(
    ("surface", "place", "slug"),
    [
        ("UBND tỉnh", "BP", "ubnd-tinh-binh-phuoc"),
        ("UBND tỉnh", "SH", "ubnd-tinh-quang-ngai"),
        ("UBND tỉnh", "HN", None),
        ("UBND tỉnh", "-", None),
        ("UBND huyện", "SH", "ubnd-huyen-son-ha"),
        ("UBND huyện", "BP", None),
        ("UBND", "BP", None),
        ("UBND thành phố", "HN", "ubnd-thanh-pho-ha-noi"),
        ("UBND thành phố", "DX", "ubnd-thanh-pho-dong-xoai"),
        ("Uỷ ban nhân dân\n tỉnh", "BP", "ubnd-tinh-binh-phuoc"),
        ("ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", "-", "ubnd-tinh-binh-phuoc"),
        ("UBND tỉnh Hòa Bình", "BP", "ubnd-tinh-hoa-binh"),
        ("UBND huyện Sơn Hà", "BP", "ubnd-huyen-son-ha"),
        ("UBND huyện Sơn Xa", "SH", None),
        ("UBND xã An Bình", "SH", None),
        ("UBND huyện, thị xã", "SH", None),
        ("HĐND tỉnh Bình Phước", "-", "hdnd-tinh-binh-phuoc"),
        ("Chủ tịch UBND tỉnh", "BP", "chu-tich-ubnd-tinh-binh-phuoc"),
        ("Sở LĐ-TB&XH", "BP", "so-lao-dong-thuong-binh-va-xa-hoi-tinh-binh-phuoc"),
        ("Sở LĐTBXH", "ĐN25", None),
        ("Sở VH,TT&DL", "BP", "so-van-hoa-the-thao-va-du-lich-tinh-binh-phuoc"),
        ("Sở Y tế", "SH", "so-y-te-tinh-quang-ngai"),
        ("Sở Y tế Hòa Bình", "BP", "so-y-te-tinh-hoa-binh"),
        ("Sở Y tế", "-", None),
        ("Số Y tế", "BP", None),
        ("So Y te", "BP", "so-y-te-tinh-binh-phuoc"),
        ("Ban Thường vụ Tỉnh ủy", "BP", "btv-tinh-uy-binh-phuoc"),
        ("BTV Tỉnh uỷ", "BP", "btv-tinh-uy-binh-phuoc"),
        ("Tỉnh ủy", "HN", None),
        ("Thành ủy", "HN", "thanh-uy-ha-noi"),
        ("Thành ủy", "DX", "thanh-uy-dong-xoai"),
        ("Tỉnh Đoàn", "BP", "tinh-doan-binh-phuoc"),
        ("Huyện đoàn", "SH", "huyen-doan-son-ha"),
        ("Công an huyện", "SH", "cong-an-huyen-son-ha"),
        ("Phòng Y tế", "SH", "phong-y-te-huyen-son-ha"),
        ("Phòng Y tế", "BP", None),
        ("Phòng Kinh tế và Hạ tầng", "SH", "phong-kinh-te-va-ha-tang-huyen-son-ha"),
        ("Viện Kiểm sát Nhân dân huyện", "SH", "vksnd-huyen-son-ha"),
        ("Toà án nhân dân tỉnh", "BP", "tand-tinh-binh-phuoc"),
        ("Ủy ban MTTQ Việt Nam huyện", "SH", "ubmttqvn-huyen-son-ha"),
        ("Hội Liên hiệp Phụ nữ huyện", "SH", "hoi-lhpn-huyen-son-ha"),
        ("Hội Liên hiệp Phụ nữ Việt Nam tỉnh", "BP", "hoi-lhpn-tinh-binh-phuoc"),
        ("Hội Liên hiệp Phụ nữ Việt Nam", "BP", "hoi-lhpn-viet-nam"),
        ("Bộ Chính trị", "BP", "bo-chinh-tri"),
        ("Bộ chính trị", "-", "bo-chinh-tri"),
        ("Bộ trưởng Bộ Y tế", "-", "bo-y-te"),
        ("Bộ LĐTBXH", "-", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Thủ tướng Chính phủ", "-", "thu-tuong-chinh-phu"),
        ("Chính phủ", "-", "chinh-phu"),
        ("Quốc hội", "-", "quoc-hoi"),
        ("Ban Chỉ đạo", "BP", None),
        ("", "BP", None),
    ],
)
def test_body_named(
    registry: Registry, places: dict[str, Area | None], surface: str, place: str, slug: str | None
) -> None:
    found = registry.body_named(surface, places[place])
    assert (found.slug if found else None) == slug


@pytest.mark.parametrize(
    ("kind", "area", "name"),
    [
        ("ubnd-tinh", "tinh-binh-phuoc", "Ủy ban nhân dân tỉnh Bình Phước"),
        ("hdnd-tinh", "tinh-binh-phuoc", "Hội đồng nhân dân tỉnh Bình Phước"),
        ("so-y-te", "tinh-binh-phuoc", "Sở Y tế tỉnh Bình Phước"),
        ("so-y-te", "thanh-pho-ha-noi", "Sở Y tế thành phố Hà Nội"),
        ("btv-tinh-uy", "tinh-binh-phuoc", "Ban Thường vụ Tỉnh ủy Bình Phước"),
        ("tinh-uy", "tinh-binh-phuoc", "Tỉnh ủy Bình Phước"),
        ("thanh-uy", "thanh-pho-ha-noi", "Thành ủy Hà Nội"),
        ("cong-an-tinh", "tinh-binh-phuoc", "Công an tỉnh Bình Phước"),
        ("tinh-doan", "tinh-binh-phuoc", "Tỉnh Đoàn Bình Phước"),
        ("ubmttqvn-tinh", "tinh-binh-phuoc", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bình Phước"),
        ("ubnd-huyen", "huyen-son-ha", "Ủy ban nhân dân huyện Sơn Hà"),
        ("phong-y-te", "huyen-son-ha", "Phòng Y tế huyện Sơn Hà"),
    ],
)
def test_full_names(registry: Registry, kind: str, area: str, name: str) -> None:
    body = registry.local_body(kind, registry.areas[area])
    assert body.name == name
    assert registry.body_named(name, None) == body
    assert registry.body_by_slug(body.slug) == body


def test_every_local_body_is_found_again_by_slug_and_name(registry: Registry) -> None:
    areas = [
        registry.areas[s] for s in ("tinh-binh-phuoc", "thanh-pho-da-nang~2025", "huyen-son-ha", "thi-xa-binh-long")
    ]
    for area in areas:
        for kind in registry.kinds.values():
            if kind.level == area.level and kind.rank in (None, area.rank):
                body = registry.local_body(kind.slug, area)
                assert registry.body_by_slug(body.slug) == body
                if not (kind.ended_on and area.exists_from):
                    assert registry.body_named(body.name, area) == body, body.name


def test_a_body_lives_as_long_as_kind_and_area(registry: Registry) -> None:
    labour = registry.local_body("so-lao-dong-thuong-binh-va-xa-hoi", registry.areas["tinh-binh-phuoc"])
    assert labour.ended_on == date(2025, 3, 1)
    health = registry.local_body("so-y-te", registry.areas["tinh-binh-phuoc"])
    assert health.ended_on == date(2025, 7, 1)
    later = registry.local_body("ubnd-tinh", registry.areas["tinh-dong-nai~2025"])
    assert (later.slug, later.exists_from) == ("ubnd-tinh-dong-nai~2025", date(2025, 7, 1))


def test_papers_are_counted_in_the_register_of(registry: Registry) -> None:
    area = registry.areas["tinh-binh-phuoc"]
    standing = registry.local_body("btv-tinh-uy", area)
    assert (standing.register, standing.parent, standing.system) == ("tinh-uy-binh-phuoc",) * 2 + ("party",)
    assert registry.local_body("so-y-te", area).register == "so-y-te-tinh-binh-phuoc"
    assert {registry.bodies[s].register for s in ("bo-chinh-tri", "ban-bi-thu")} == {"trung-uong-dang"}


@pytest.mark.parametrize(
    ("code", "place", "slugs"),
    [
        ("UBND", "BP", ["ubnd-tinh-binh-phuoc"]),
        ("UBND", "SH", ["ubnd-huyen-son-ha", "ubnd-tinh-quang-ngai"]),
        ("UBND", "-", []),
        ("TU", "BP", ["tinh-uy-binh-phuoc"]),
        ("TU", "HN", ["thanh-uy-ha-noi"]),
        ("HU", "SH", ["huyen-uy-son-ha"]),
        ("TW", "BP", ["trung-uong-dang"]),
        ("TƯ", "BP", ["trung-uong-dang"]),
        ("SYT", "BP", ["so-y-te-tinh-binh-phuoc"]),
        ("SGD&ĐT", "BP", ["so-giao-duc-va-dao-tao-tinh-binh-phuoc"]),
        ("SGDDT", "BP", ["so-giao-duc-va-dao-tao-tinh-binh-phuoc"]),
        ("SLĐTBXH", "BP", ["so-lao-dong-thuong-binh-va-xa-hoi-tinh-binh-phuoc"]),
        ("QH14", "-", ["quoc-hoi"]),
        ("QH15", "BP", ["quoc-hoi"]),
        ("UBTVQH15", "-", ["uy-ban-thuong-vu-quoc-hoi"]),
        ("TTg", "-", ["thu-tuong-chinh-phu"]),
        ("CP", "-", ["chinh-phu"]),
        ("BYT", "-", ["bo-y-te"]),
        ("BGD&ĐT", "-", ["bo-giao-duc-va-dao-tao"]),
        ("XYZ", "BP", []),
    ],
)
def test_bodies_of_code(
    registry: Registry, places: dict[str, Area | None], code: str, place: str, slugs: list[str]
) -> None:
    assert [b.slug for b in registry.bodies_of_code(code, places[place])] == slugs


def test_a_code_of_several_bodies_gives_the_nearest_first(registry: Registry) -> None:
    found = [b.slug for b in registry.bodies_of_code("LĐTBXH", registry.areas["huyen-son-ha"])]
    assert found[0] == "phong-lao-dong-thuong-binh-va-xa-hoi-huyen-son-ha"
    assert found[-1] == "bo-lao-dong-thuong-binh-va-xa-hoi"


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (
            "9. Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh",
            "BP",
            {"Viện kiểm sát nhân dân tỉnh": "vksnd-tinh-binh-phuoc", "Tòa án nhân dân tỉnh": "tand-tinh-binh-phuoc"},
        ),
        (
            "**1. Sở Lao động -\n\nThương binh  và Xã hội**",
            "BP",
            {"Sở Lao động -\n\nThương binh  và Xã hội": "so-lao-dong-thuong-binh-va-xa-hoi-tinh-binh-phuoc"},
        ),
        (
            "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh Đoàn",
            "BP",
            {"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": "ubmttqvn-tinh-binh-phuoc", "Tỉnh Đoàn": "tinh-doan-binh-phuoc"},
        ),
        (
            "HĐND và UBND huyện Sơn Hà",
            "BP",
            {"HĐND": "hdnd-huyen-son-ha", "UBND huyện Sơn Hà": "ubnd-huyen-son-ha"},
        ),
        (
            "Các Sở: Y tế, GD&ĐT và Tài chính;",
            "BP",
            {
                "Y tế": "so-y-te-tinh-binh-phuoc",
                "GD&ĐT": "so-giao-duc-va-dao-tao-tinh-binh-phuoc",
                "Tài chính": "so-tai-chinh-tinh-binh-phuoc",
            },
        ),
        (
            "các Bộ Quốc phòng, Công an; Công an tỉnh",
            "BP",
            {"Bộ Quốc phòng": "bo-quoc-phong", "Công an": "bo-cong-an", "Công an tỉnh": "cong-an-tinh-binh-phuoc"},
        ),
        ("- UBND các huyện, thị xã, thành phố; UBND huyện, thị xã", "SH", {}),
        ("Sở Y tế các tỉnh, Phòng Giáo dục và Đào tạo các huyện", "SH", {}),
        ("cán bộ y tế, tổ chức phi chính phủ, sở, ngành", "BP", {}),
        ("Đảng ủy Bộ Y tế, Văn phòng Bộ Nội vụ, các ban Đảng Tỉnh ủy", "BP", {}),
        ("Phó Thủ tướng Chính phủ, Phó Chủ tịch UBND tỉnh", "BP", {}),
        ("- Ban Pháp chế của HĐND tỉnh;", "BP", {"Ban Pháp chế của HĐND tỉnh": "ban-phap-che-hdnd-tinh-binh-phuoc"}),
        ("số 51/QĐ-VPCP và 11298/VPCP-KTTH", "BP", {}),
    ],
)
def test_bodies_in(
    registry: Registry, places: dict[str, Area | None], text: str, place: str, found: dict[str, str]
) -> None:
    bodies = registry.bodies_in(text, places[place])
    assert {text[start:end]: body.slug for start, end, body in bodies} == found
    spans = [(start, end) for start, end, _ in bodies]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("printed", "behind", "slug"),
    [
        ("Ủy ban nhân dân tỉnh", " về phát triển nguồn nhân lực", "ubnd-tinh-binh-phuoc"),
        ("Ủy ban nhân dân\ntỉnh Bình Phước", "\nphê duyệt Đề án", "ubnd-tinh-binh-phuoc"),
        ("Thủ tướng Chính phủ", " (sau đây gọi là Quyết định)", "thu-tuong-chinh-phu"),
        ("Ủy ban Quốc gia về\ntrẻ em", " về tháng hành động", "uy-ban-quoc-gia-ve-tre-em"),
        ("Bo Y te", " ve cong tac duoc", "bo-y-te"),
    ],
)
def test_a_name_ends_before_the_title_that_follows_it(
    registry: Registry, places: dict[str, Area | None], printed: str, behind: str, slug: str
) -> None:
    text = f"của {printed}{behind}"
    found = registry.body_opening(text, 4, len(text), places["BP"])
    assert found is not None
    assert (found[0], found[1].slug) == (len(printed), slug)


def test_every_central_body_is_found_where_a_title_follows_its_name(registry: Registry) -> None:
    for body in registry.bodies.values():
        for name in (body.name, *body.aliases):
            found = registry.body_opening(f"{name} về việc ban hành quy chế", 0, len(name) + 24, None)
            assert found is None or found[0] == len(name), name


def test_an_extra_file_adds_to_the_registry(tmp_path: Path) -> None:
    extra = tmp_path / "more.ttl"
    extra.write_text(
        """
        @prefix cancu: <https://w3id.org/cancu/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/cancu/id/body/hoi-thu> a <http://www.w3.org/ns/org#FormalOrganization> ;
            skos:prefLabel "Hội Thử nghiệm Việt Nam"@vi ; cancu:symbolCode "HTNVN" ;
            cancu:level <https://w3id.org/cancu/level/central> ; cancu:system <https://w3id.org/cancu/system/front> .
        """,
        encoding="utf-8",
    )
    registry = load_registry(extra)
    assert [b.slug for b in registry.bodies_of_code("HTNVN", None)] == ["hoi-thu"]
    found = registry.body_named("Hội Thử nghiệm Việt Nam", None)
    assert found is not None
    assert found.slug == "hoi-thu"


def test_no_body_ends_before_it_begins(registry: Registry) -> None:
    merged = registry.areas["thanh-pho-ho-chi-minh~2025"]
    (body,) = registry.bodies_of_code("STNMT", merged)
    assert body.ended_on is not None
    assert body.exists_from is None or body.exists_from < body.ended_on
    assert body.area == registry.areas["thanh-pho-ho-chi-minh"]
