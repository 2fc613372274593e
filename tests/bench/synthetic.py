"""Plans made up by a generator with a fixed seed, in the manner of real ones, with what they cite known exactly.

The words say nothing and the numbers mean nothing: such texts rank engines and show what damage does to a reading; how
well real plans are read is measured on real plans (`tests/gold`).
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PLAN_LENGTH = 26_000
"""Characters of a plan: fifteen pages or so."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands at `start:end` of a text: the class of the mention and what a reader should make of it."""

    kind: str
    start: int
    end: int
    type: str
    number: str | None
    date: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A made-up plan and everything it cites, in text order."""

    name: str
    content: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A type with its symbols: what may be cited, and by whom it was issued."""

    type: str
    symbol: str
    issuers: tuple[str, ...]
    with_year: bool = False


PROVINCES = ("Bình Phước", "Hòa Bình", "Quảng Ngãi", "Đắk Lắk", "Nghệ An", "Thái Nguyên")
_LOCAL = (
    "của Ủy ban nhân dân tỉnh",
    "của UBND tỉnh",
    "của Ủy ban nhân dân tỉnh {province}",
    "của UBND tỉnh {province}",
    "",
)
PAPERS = (
    _Paper("Quyết định", "QĐ-TTg", ("của Thủ tướng Chính phủ", "")),
    _Paper("Nghị định", "NĐ-CP", ("của Chính phủ", ""), with_year=True),
    _Paper("Thông tư", "TT-BYT", ("của Bộ Y tế", "của Bộ trưởng Bộ Y tế", ""), with_year=True),
    _Paper("Thông tư", "TT-BGDĐT", ("của Bộ Giáo dục và Đào tạo", ""), with_year=True),
    _Paper("Kế hoạch", "KH-UBND", _LOCAL),
    _Paper("Quyết định", "QĐ-UBND", _LOCAL),
    _Paper("Nghị quyết", "NQ-HĐND", ("của Hội đồng nhân dân tỉnh", "của HĐND tỉnh", ""), with_year=True),
    _Paper("Nghị quyết", "NQ-CP", ("của Chính phủ", "")),
    _Paper("Công văn", "BYT-BMTE", ("của Bộ Y tế", "")),
    _Paper("Tờ trình", "TTr-SYT", ("của Sở Y tế", "của Sở Y tế tỉnh {province}", "")),
    _Paper("Báo cáo", "BC-UBND", _LOCAL),
)  # fmt: skip
PARTY = (
    _Paper("Chỉ thị", "CT/TW", ("của Ban Bí thư", "của Bộ Chính trị", "")),
    _Paper("Nghị quyết", "NQ/TW", ("của Ban Chấp hành Trung ương Đảng", "")),
    _Paper("Chương trình hành động", "CTr/TU", ("của Tỉnh ủy", "")),
    _Paper("Kế hoạch", "KH/TU", ("của Tỉnh ủy", "của Ban Thường vụ Tỉnh ủy", "")),
)
LETTERS = (_Paper("Công văn", "CT-CS", ("của Cục Thuế",)), _Paper("Công văn", "TCT-KK", ("",)))
LAWS = (
    ("Luật Trẻ em", "2016"), ("Luật Giáo dục", "2019"), ("Luật Hôn nhân và gia đình", "2014"),
    ("Bộ luật Lao động", "2019"), ("Luật Đầu tư công", "2024"), ("Bộ luật Hình sự", "2015"),
)  # fmt: skip
JOINT = ("TTLT-BYT-BNV", "TTLT-BTC-BGDĐT", "TTLT-BNV-BTC-BYT")

_SUBJECTS = (
    "Ủy ban nhân dân các xã, phường", "Các cơ quan, đơn vị", "Các trường học", "Các tổ chức đoàn thể", "Sở Y tế",
    "Các cơ sở khám bệnh, chữa bệnh", "Đội ngũ cộng tác viên", "Các bậc cha mẹ", "Công an tỉnh", "Sở Tài chính",
    "Các nhóm cộng đồng", "Người chăm sóc",
)  # fmt: skip
_VERBS = (
    "duy trì", "mở rộng", "củng cố", "rà soát", "đổi mới", "nhân rộng", "tăng cường", "chú trọng", "từng bước nâng cao",
    "bảo đảm", "chủ động lồng ghép", "định kỳ đánh giá",
)  # fmt: skip
_OBJECTS = (
    "chất lượng chăm sóc sức khỏe cho người dân ở vùng sâu, vùng xa", "mạng lưới dịch vụ tại thôn, bản, khu phố",
    "các mô hình phòng, chống tai nạn thương tích dựa vào cộng đồng", "kỹ năng làm việc của người làm công tác xã hội",
    "nguồn lực xã hội hóa cho các hoạt động ở cơ sở", "công tác thông tin hai chiều giữa gia đình và nhà trường",
    "môi trường sống an toàn, lành mạnh và thân thiện", "việc phát hiện sớm các trường hợp có nguy cơ cao",
    "năng lực phối hợp liên ngành trong xử lý tình huống khẩn cấp", "nội dung tư vấn phù hợp với từng độ tuổi",
    "sự tham gia của người dân vào các quyết định liên quan", "hệ thống số liệu dùng chung và chế độ cập nhật",
    "các điểm vui chơi ngoài giờ học ở khu dân cư", "sinh kế bền vững cho các hộ khó khăn", "nề nếp học tập suốt đời",
)  # fmt: skip
_TAILS = (
    "góp phần ổn định đời sống", "nhất là ở những nơi còn nhiều khó khăn", "bảo đảm đúng đối tượng và kịp thời",
    "tránh hình thức, lãng phí", "gắn với nhiệm vụ thường xuyên của từng đơn vị", "lấy kết quả thực chất làm thước đo",
    "không để khoảng trống trong quản lý", "phù hợp với điều kiện của từng địa bàn", "có kiểm tra và nhắc nhở",
    "ưu tiên nhóm yếu thế", "trong khả năng cân đối của ngân sách", "với sự đồng thuận của người dân",
)  # fmt: skip
_TITLES = (
    "về công tác chăm sóc, giáo dục và bảo vệ trẻ em", "về phát triển nguồn nhân lực", "quy định chế độ thông tin",
    "phê duyệt Chương trình phòng, chống tai nạn, thương tích", "về chuyển đổi số trong quản lý",
    "về nâng cao chất lượng dân số", "ban hành Bộ tiêu chí đánh giá",
)  # fmt: skip
_LEADS = (
    "Thực hiện ", "Triển khai thực hiện ", "Căn cứ ", "Tiếp tục thực hiện ", "Các đơn vị thực hiện nhiệm vụ theo ",
    "Nội dung chi thực hiện theo quy định tại ", "Tuyên truyền, phổ biến ", "Trên cơ sở ",
)  # fmt: skip
_HEADINGS = (
    "MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "NHIỆM VỤ VÀ GIẢI PHÁP", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN",
)  # fmt: skip
_ITEM_HEADINGS = (
    "Công tác truyền thông", "Nâng cao năng lực", "Phát triển dịch vụ", "Kiểm tra, giám sát", "Phối hợp liên ngành",
    "Yêu cầu chung", "Chỉ tiêu cụ thể", "Nguồn lực",
)  # fmt: skip
_BODIES = (
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Tài chính",
    "Công an tỉnh",
    "Sở Nội vụ",
    "Ủy ban nhân dân các xã, phường",
)


class _Writer:
    """A plan as it is written: the text so far and what it has cited."""

    def __init__(self, rng: random.Random, province: str) -> None:
        self.rng, self.province = rng, province
        self.parts: list[str] = []
        self.length = 0
        self.cited: list[Cited] = []
        self.dated: list[tuple[str, str, str]] = []

    def write(self, words: str) -> int:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start

    def mention(self, kind: str, surface: str, type_: str, number: str | None, date: str | None = None) -> None:
        start = self.write(surface)
        self.cited.append(Cited(kind, start, self.length, type_, number, date))

    def sentence(self) -> str:
        pick = self.rng.choice
        return f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_OBJECTS)}, {pick(_TAILS)}; {pick(_VERBS)} {pick(_OBJECTS)}. "

    def prose(self, characters: int) -> None:
        end = self.length + characters
        while self.length < end:
            self.write(self.sentence())

    def date(self) -> tuple[str, str]:
        """A date as one of four forms prints it, and what it is."""
        year, month, day = self.rng.randint(2016, 2025), self.rng.randint(1, 12), self.rng.randint(1, 28)
        form = self.rng.randrange(4)
        printed = (
            f"ngày {day:02}/{month:02}/{year}",
            f"ngày {day:02}/{month}/{year}",
            f"ngày {day:02} tháng {month:02} năm {year}",
            f"ngày {day}-{month}-{year}",
        )[form]
        return printed, f"{year}-{month:02}-{day:02}"

    def full(self, kind: str = "full", papers: tuple[_Paper, ...] = PAPERS) -> None:
        paper = self.rng.choice(papers)
        digits = str(self.rng.randint(1, 4000))
        printed, iso = self.date()
        separator = "-" if "/" in paper.symbol else "/"
        number = f"{digits}/{iso[:4]}/{paper.symbol}" if paper.with_year else f"{digits}{separator}{paper.symbol}"
        issuer = self.rng.choice(paper.issuers).format(province=self.province)
        surface = f"{paper.type} số {number} {printed} {issuer}".rstrip()
        self.mention(kind, surface, paper.type, number, iso)
        self.dated.append((paper.type, number, iso))


def _header(w: _Writer) -> None:
    number = w.rng.randint(10, 900)
    day, month = w.rng.randint(1, 28), w.rng.randint(1, 9)
    w.write(
        f"ỦY BAN NHÂN DÂN\nTỈNH {w.province.upper()}\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Độc lập - Tự do - Hạnh phúc\n---------------\n\nSố: {number}/KH-UBND\n\n"
        f"{w.province}, ngày {day:02} tháng {month:02} năm 2025\n\nKẾ HOẠCH\n"
        f"Nâng cao chất lượng dịch vụ ở cơ sở trên địa bàn tỉnh {w.province} năm 2025\n\n"
    )


def _ending(w: _Writer) -> None:
    w.write(
        "\nTrên đây là Kế hoạch của Ủy ban nhân dân tỉnh, yêu cầu các đơn vị nghiêm túc thực hiện./.\n\n"
        "Nơi nhận:\n- Như trên;\n- Sở Y tế;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn A\n"
    )


def _body(w: _Writer, length: int, cite: Callable[[_Writer], None]) -> None:
    share = length // len(_HEADINGS)
    for roman, heading in zip(("I", "II", "III", "IV", "V"), _HEADINGS, strict=True):
        w.write(f"\n{roman}. {heading}\n\n")
        end = w.length + share
        organising = heading.startswith("TỔ CHỨC")
        ordinal = 0
        while w.length < end:
            ordinal += 1
            title = _BODIES[(ordinal - 1) % len(_BODIES)] if organising else w.rng.choice(_ITEM_HEADINGS)
            w.write(f"{ordinal}. {title}\n\n")
            for letter in "abc":
                w.write(f"{letter}) " if not organising else "- ")
                w.prose(280)
                if heading == "MỤC TIÊU":
                    w.write(
                        f"Đến cuối năm 2025 có ít nhất {w.rng.randint(40, 99)}% hộ gia đình được tiếp cận dịch vụ. "
                    )
                if w.rng.random() < 0.8:
                    w.write(w.rng.choice(_LEADS))
                    cite(w)
                    w.write(f" {w.rng.choice(_TITLES)}. ")
                w.prose(380)
                if organising and letter == "c":
                    w.write(f"Báo cáo kết quả về Sở Y tế trước ngày {w.rng.randint(1, 28)}/11/2025 để tổng hợp. ")
                w.write("\n\n")


def plans(size: int, seed: int = 20251122) -> Iterator[Plan]:
    """Plans of `PLAN_LENGTH` that cite in full, `size` bytes of UTF-8 in all."""
    rng = random.Random(seed)
    written = 0
    while written < size:
        w = _Writer(rng, rng.choice(PROVINCES))
        _header(w)
        w.write("Thực hiện ")
        w.full()
        w.write(f" {rng.choice(_TITLES)}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n")
        _body(w, PLAN_LENGTH - w.length - 300, _Writer.full)
        _ending(w)
        content = "".join(w.parts)
        written += len(content.encode())
        yield Plan(f"plan-{written}.txt", content, tuple(w.cited))
