"""The words by which groups of bodies are named in plans, and those that end a name; a phrase list a purpose."""

import re

from cancu.graph.plan.lines import Words


def one_of(phrases: str) -> str:
    """Pattern that matches any of the comma-separated `phrases`, longer ones first."""
    kept = {" ".join(p.split()) for p in phrases.split(",")}
    return "(?:" + "|".join(sorted(kept - {""}, key=lambda p: (-len(p), p))) + ")"


_UNIT = one_of("huyện, thị xã, thành phố, quận, xã, phường, thị trấn, đặc khu, đơn vị hành chính")
_UNITS = rf"(?:xã phường|phường xã|{_UNIT})(?:\s*(?:,|/|và)\s*(?:các )?{_UNIT}\b)*"
_HEADS = (
    "thủ trưởng, giám đốc, lãnh đạo, người đứng đầu, chủ tịch, phó chủ tịch, bộ trưởng, hiệu trưởng, trưởng phòng,"
    "trưởng"
)
_HEAD = rf"(?:{one_of(_HEADS)} )?"
_COMMITTEE = one_of(
    "ubnd, uỷ ban nhân dân, ủy ban nhân dân, hđnd, hội đồng nhân dân, công an, ban chỉ huy quân sự, cấp ủy, đảng ủy,"
    "đoàn thanh niên, ban chấp hành đoàn, bch đoàn,"
    "công đoàn, trạm y tế, trung tâm y tế, trung tâm phục vụ hành chính công, mặt trận tổ quốc,"
    "hội lhpn, hội liên hiệp phụ nữ, hội phụ nữ, hội nông dân, hội cựu chiến binh,"
    "ủy ban mặt trận tổ quốc, ủy ban mặt trận tổ quốc việt nam, ủy ban mttq, ủy ban mttq việt nam, ubmttq"
)
_SCHOOL = one_of(
    """mầm non, mẫu giáo, tiểu học, trung học cơ sở, thcs, trung học phổ thông, thpt, trung học, phổ thông,
    dân tộc nội trú, phổ thông dân tộc nội trú, phổ thông dân tộc bán trú, trung cấp, cao đẳng, đại học"""
)
_SCHOOLS = rf"trường {_SCHOOL}(?:\s*(?:,|và|-|–)\s*(?:(?:các )?trường )?{_SCHOOL})*"
"""Schools of several levels, the word said once or again: «trường mầm non, tiểu học, trung học cơ sở»."""
_UNION = (
    r"(?:các )?công đoàn (?:cơ sở|ngành|cấp trên(?: trực tiếp cơ sở)?|trực thuộc|các khu [^,;:.()]{3,40}(?=[,;:.(\n]))"
)
_HAMLET = "(?:thôn|ấp|bản|buôn|làng|xóm|khóm|khu phố|khu dân cư|tiểu khu|tổ dân phố)"
"""What a commune is divided into; each has a head, whom papers charge together."""
_YOUTH = "đoàn trực thuộc|thị đoàn|thành đoàn|huyện đoàn|quận đoàn|đoàn (?:xã|phường)"
_DIVISION = (
    r"phòng (?:(?!(?:đề nghị|yêu cầu|giao|phối hợp|chủ trì|hướng dẫn|chỉ đạo|đôn đốc|báo cáo|gửi)\b)"
    r"[^\W\d_]+[, –-]{1,3}){1,9}?(?=các )"
)
_NOUN = one_of(
    """sở, ban, ngành, phòng, cơ quan, đơn vị, địa phương, đoàn thể, hội, hiệp hội, tổ chức, trường, trung tâm,
    doanh nghiệp, cơ sở, cấp ủy, cấp, khoa,
    chủ đầu tư, chủ rừng, ngân hàng, nhà mạng, huyện, thị xã, thành phố, quận, xã,
    phường, thị trấn, đặc khu, tỉnh ủy, thành ủy, đảng ủy, tỉnh, bộ, viện, hợp tác xã, tổng công ty, cá nhân,
    chính quyền, thôn, ấp, khu phố, tổ dân phố, khóm, buôn, tiểu khu, khu vực, huyện ủy, thị ủy, quận ủy,
    bản(?! (?:án|tin|đồ|vẽ|kế|sao|ghi|cam|in|báo|dự|tự|tổng|thuyết|quy|mô|nhạc|hợp|đăng|khai|kê|thảo|chụp|scan|giấy)),
    quỹ, công ty, chi cục, cục, văn phòng, ủy ban, ban quản lý, báo, đài, tập thể, bệnh viện, hộ,
    tổ đại biểu, đại biểu, thương nhân, vụ, chi bộ, đảng bộ"""
)
_NEXT = one_of(
    """sở, ban ngành, ban, ngành, phòng, cơ quan, đơn vị, địa phương, đoàn thể, hội, hiệp hội, tổ chức, cá nhân,
    doanh nghiệp, chính quyền, huyện, thị xã, thành phố, xã, phường, thị trấn, đặc khu, hợp tác xã, cơ sở,
    hộ kinh doanh, trường, viện, trung tâm, nhà cung cấp, nhà đầu tư, cục, chi cục, thành ủy, đảng ủy,
    chi bộ, đảng bộ,
    lĩnh vực, vụ, thương nhân, công ty, nghiệp vụ, thôn, ấp, bản, buôn, khóm, khu phố, tổ dân phố, tiểu khu,
    huyện ủy, thị ủy, quận ủy"""
)
_QUALIFIER = (
    "(?: (?:"
    + one_of(
        """khác, tương đương sở, tương đương, chịu sự giám sát, chịu sự kiểm tra, được giám sát, được kiểm tra,
        liên quan, có liên quan, chức năng, chuyên môn, tín dụng, viễn thông, ngành dọc, báo chí, truyền thông,
        thông tấn, hành chính,
        giáo dục thường xuyên, giáo dục, y tế, lâm sàng, cận lâm sàng,
        đào tạo, học, sự nghiệp, mầm non, phổ thông, kinh tế, công lập, tôn giáo, sản xuất, kinh doanh,
        đầu mối, phân phối, xăng dầu, xuất khẩu, nhập khẩu, ngang bộ, thuộc chính phủ,
        nghề nghiệp, thương mại, các cấp, địa phương, nhà nước, đảng, mình, ngành, thành viên,
        thành viên của mặt trận, xã hội, xã hội nghề nghiệp, chính trị xã hội"""
    )
    + r"|(?:trực )?thuộc(?: (?:sở|tỉnh ủy|thành ủy|(?:ubnd )?(?:tỉnh|huyện|thành phố)|ngành))?"
    r"|(?:của |cấp )?(?:tỉnh|huyện|thành phố|xã|trung ương)|chính trị\s*[–-]\s*xã hội(?: nghề nghiệp)?"
    r"|được (?:phân công|giao) (?:chủ trì )?(?:thực hiện )?(?:các )?nhiệm vụ|có thẩm quyền"
    r"|(?:đóng )?(?:chân )?(?:trên|tại) địa bàn(?: (?:tỉnh|huyện|thành phố|xã))?"
    r"|trực tiếp quản lý(?=\s?(?:[.;,)]|$))"
    r")\b)*"
)

_PARTY = one_of("tỉnh ủy, thành ủy, huyện ủy, quận ủy, đảng ủy xã, đảng ủy phường, đảng ủy")
_LINE = "cơ quan ngành dọc"
"""Branches of central bodies: in a list of the place's own («sở, ban, ngành, cơ quan ngành dọc») a group of its own."""

BODIES_OF_PLACES = Words(
    rf"(?P<heads>{_COMMITTEE}(?:(?:, | và ){_COMMITTEE})+) "
    rf"(?P<places>(?:các )?{one_of('cấp xã, cấp huyện, các cấp')}|các {_UNITS})"
)
"""Bodies of which each place has one, and the places said once: «UBND và Công an các xã, phường»."""

GROUP = Words(
    rf"(?:{_HEAD}(?:{_COMMITTEE}|{_DIVISION})\s*"
    rf"(?:(?:các )?{one_of('cấp xã, cấp huyện, cấp tỉnh, các cấp')}"
    rf"|(?:các )?(?:tỉnh, )?thành phố trực thuộc trung ương|(?:các|\d{{1,3}}) (?:tỉnh, )?{_UNITS}"
    rf"|{_UNIT}\s*(?:,|/|và)\s*{_UNITS})"
    rf"|{one_of(_HEADS)} các {_NOUN}\b{_QUALIFIER}(?:,[\s*_]+(?:các )?{_NEXT}\b{_QUALIFIER})+"
    rf"|{_UNION}"
    rf"|(?:tổ )?trưởng (?:ban công tác mặt trận )?(?:các )?{_HAMLET}\b(?:\s*(?:,|và)\s*{_HAMLET}\b)*"
    rf"|bí thư chi bộ(?:(?: các)? {_HAMLET}\b|(?=\s*,\s*(?:tổ )?trưởng ))"
    rf"|các (?:{_YOUTH})(?:\s*(?:,|/|và)\s*(?:các )?(?:{_YOUTH}))*"
    rf"|{_HEAD}các (?:cấp, )?(?:{_SCHOOLS}|{_NOUN})\b{_QUALIFIER}(?: khu vực\b|(?:,| và) ngoài công lập\b)?"
    rf"(?:\s*(?:,|/|và)\s*(?!các |ubnd |ủy ban |{_LINE})(?:{_NEXT}\b{_QUALIFIER}|báo chí\b|truyền thông\b))*"
    rf"|{_LINE}\b{_QUALIFIER}"
    r"|(?:các )?thành viên (?:của )?(?:ban chỉ đạo|hội đồng|tổ công tác|tổ giúp việc)\b"
    rf"|hệ thống (?:truyền thanh|thông tin) cơ sở"
    rf"|(?:bí thư|thường trực|ban thường vụ) (?:các )?{_PARTY}"
    rf"(?:(?:\s*(?:,|/|và)\s*(?:các )?{_PARTY})+|(?=(?:,|\s+và)\s))"
    r"|bộ trưởng(?=\s*,)|thủ trưởng (?:các )?cơ quan (?:ngang bộ|thuộc chính phủ)(?:, cơ quan thuộc chính phủ)?\b"
    r"|(?:các )?tỉnh,? (?:và )?thành phố(?: trực thuộc trung ương)?(?=[\s*_]*:)"
    r"|(?:bộ|sở), (?:ban, )?ngành(?:, địa phương)?\b(?: trực tiếp quản lý\b)?"
    r"|đại biểu (?:hội đồng nhân dân|quốc hội)\b(?: (?:tỉnh|thành phố|xã|phường|các cấp)\b)?"
    r"|(?:cấp|cơ quan) có thẩm quyền|báo\s*,\s*đài\b"
    rf"|{_HEAD}sở\s*,\s*(?:ban\s*,?\s*)?ngành{_QUALIFIER}(?:\s*(?:,|và)\s*{_NEXT}\b{_QUALIFIER})*"
    rf")"
)
"""A group of bodies: «UBND các xã, phường», «các sở, ban, ngành», «thủ trưởng các sở», «sở, ban, ngành thành phố»."""

KIND = re.compile(
    one_of(
        """Sở, Phòng, phòng(?= [A-ZĐ]), Khoa(?= [A-ZĐ]), Ban(?! hành), Tổ(?= [A-ZĐ]),
        Trạm(?= Y tế), Đảng đoàn,
        Văn phòng, Trung tâm, Báo(?! cáo| chí), Đài, Cục(?! trưởng), Chi cục, Công an, Bộ(?! trưởng), Toà án,
        Công đoàn(?= [A-ZĐ]), Thư viện(?= (?:tỉnh|thành)),
        Tòa án, Viện,
        Hội(?! nghị| thi| thảo| chợ| trại| diễn), Liên đoàn, Liên hiệp, Liên minh, Hiệp hội,
        Tỉnh đoàn, Tỉnh Đoàn, Thành đoàn,
        Thành Đoàn, Huyện đoàn, Huyện Đoàn, Đoàn, Uỷ ban, Ủy ban, Mặt trận, Kho bạc, Bảo hiểm, Ngân hàng,
        Trường(?! hợp), Bệnh viện, Thanh tra, Công ty, Tổng công ty, Tổng Công ty, Bưu điện, Quỹ, UBND, UBMTTQ, HĐND,
        Chi nhánh, Điện lực, Thường trực, UBMTTQVN, MTTQ, MTTQVN,
        Đảng ủy, Thành ủy, Tỉnh ủy, Huyện ủy, Kiểm toán, Thuế, Hải quan,
        Bộ phận(?= [A-ZĐ]), Bộ đội, BCH, Phó Thủ tướng, Vụ(?! việc), Hạt(?= [Kk]iểm lâm),
        Công chức(?= (?:Văn|Địa|Tài|Tư|Lao|Nông|Kế|Kinh|Hộ|Thống|Nội|Đô|Thương)),
        công chức(?= (?:Văn|Địa|Tài|Tư|Lao|Nông|Kế|Kinh|Hộ|Thống|Nội|Đô|Thương)), Tiểu ban, Tổ công tác,
        Hội đồng, Học viện, Thông tấn xã, Cổng, Hệ thống truyền thanh, Viettel, VNPT, Cảng, Vườn(?= [Qq]uốc),
        Tập đoàn, Viễn thông"""
    ).replace(" ", r"\s+")
    + r"(?=\s+[^\W\d_])(?!\s+(?:chống|ngừa)\b)"
)
"""First words of the name of a single body the registry does not know."""

OFFICE = re.compile(
    r"(?:Đảng\s+ủy\s+(?:Ủy\s+ban\s+)?(?:Mặt\s+trận\s+Tổ\s+quốc|MTTQ)(?:\s+Việt\s+Nam)?(?:\s*,|\s+và)"
    r"\s+các\s+(?:đoàn\s+thể|tổ\s+chức\s+chính\s+trị\s*[-–]\s*xã\s+hội)"
    r"|Phòng\s+Kinh\s+tế,\s+[Hh]ạ\s+tầng\s+và\s+[Đđ]ô\s+thị"
    r"|Bộ\s+phận\s+[Tt]iếp\s+nhận\s+(?:và|&)\s+[Tt]rả\s+kết\s+quả"
    r"|(?:[Cc]hánh\s+)?[Vv]ăn\s+phòng\s+(?:HĐND|Hội\s+đồng\s+nhân\s+dân)\s*(?:và|&|[-–])"
    r"\s*(?:UBND|[ỦU][ỷyỶ]\s+ban\s+nhân\s+dân))"
    r"(?:\s+(?:xã|phường|đặc\s+khu|huyện|quận|thị\s+xã|thành\s+phố|tỉnh)(?!\w))?"
)
"""The one office of a council and its committee, the Party committee of Front and unions: «và» joins no two bodies."""

COMMITTEE = re.compile(
    r"(?:Ban\s+[Cc]hỉ\s+đạo|Tổ\s+[Cc]ông\s+tác|Tổ\s+[Gg]iúp\s+việc|Ban\s+[Vv]ận\s+động)"
    r"\s+(?:[^,;:.()|]|,\s+chống\b){3,140}?(?<!của)(?<!bàn)(?<!toàn)"
    r"\s+(?:cấp\s+)?(?:tỉnh|[Tt]hành\s+phố|huyện|Trung\s+ương|[Qq]uốc\s+gia)(?!\w)"
    r"(?:(?:\s*,|\s+và)\s+cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở)(?!\w))*"
)
"""A committee that is named by what it sees to and whose it is: «Ban Chỉ đạo xây dựng nông thôn mới tỉnh»."""

_MORE = one_of(
    """báo, đài, viện, trường, cộng đồng, người dân, nhân dân, hộ gia đình, tổ hợp tác, học sinh, phụ huynh,
    cha mẹ học sinh, giáo viên, giáo viên chủ nhiệm, giáo viên chủ nhiệm các lớp, kế toán, y tế học đường,
    y tế trường học, giáo viên bộ môn, nhân viên, nhân viên y tế, nhân viên kế toán,
    cán bộ, viên chức, hiệu trưởng, phó hiệu trưởng, ban giám hiệu, tổng phụ trách, tổng phụ trách đội, tổ chuyên môn,
    tổ trưởng chuyên môn, chi đoàn, chi hội, khoa"""
)
BARE_GROUP = Words(
    rf"(?:{_SCHOOLS}|{_HEAD}(?:{_NOUN}|{_MORE}))\b{_QUALIFIER}"
    rf"(?:\s*(?:,|/|và)\s*(?!các |ubnd |ủy ban |sở\s*,)(?:{_NEXT}|{_MORE})\b{_QUALIFIER})*"
    r"(?=[\s*_]*(?:[,;:.(|]|và |$)|(?<=thuộc)\s)"
)
"""Kinds of bodies that a heading or a cell names without «các»: «Doanh nghiệp, người dân», «Viện, Trường»."""

VAGUE = re.compile(
    one_of("cấp, ban, hội, phòng, cơ quan, tổ chức, đơn vị, huyện, xã, phường, thôn, ấp, khu vực, bộ, cục")
)
"""Words that alone name no kind of bodies."""

LIKE_GROUP = Words(
    one_of(
        """chủ đầu tư, chủ rừng, nhà mạng, nhà đầu tư, nhà thầu, tổ, nhóm, đội, lực lượng, thành viên, lãnh đạo,
        bộ phận, khối, câu lạc bộ, hợp tác xã, cơ sở, người đứng đầu, thủ trưởng, đảng ủy, thường trực, đoàn, hội"""
    )
    + r"\b"
)
"""First words of what a cell may name that is neither a known body nor a kind of bodies."""

VERB = Words(
    one_of(
        r"""chủ trì, phối hợp, căn cứ, triển khai, thực hiện, theo dõi, gửi, báo cáo,
        (?<!kế\shoạch\s)(?<!hành\schính\s)(?<!dịch\svụ\s)tổng hợp, chịu trách,
        có trách, có kế, có giải, có phương, chủ động, tăng cường, kiện toàn, tham mưu, bố trí, chỉ(?<!ban\schỉ) đạo,
        hướng dẫn, chuẩn bị, nghiêm túc, kịp thời, khẩn trương, tiếp tục, tích cực, đẩy mạnh, tuyên truyền, rà soát,
        đề xuất, ban hành, tham gia, quán triệt, quan tâm, bảo đảm, đảm bảo, định kỳ, quyết định, xem xét,
        thường(?<!giáo\sdục\sthường) xuyên, lồng ghép, tập trung, thẩm định, đăng tải, trong phạm vi, theo chức năng,
        trên cơ sở, bằng, đưa, (?<!tầng\s)(?<!án\sđầu\stư\s)xây dựng (?!và|–|-), cụ thể hóa, cụ thể hoá,
        tổ chức (?:thực hiện|triển khai|quán triệt|tuyên truyền),
        giám sát (?:việc|thực hiện), giám sát(?:\x2c| và) phản biện, phản biện xã,
        vận động (?:hội viên|đoàn viên|nhân dân|quần chúng|các tầng|người dân|thành viên),
        giám sát(?=$|\x2c)(?<!chịu\ssự\sgiám\ssát)(?<!được\sgiám\ssát),
        tổ chức (?:huy động|rà soát|lựa|các|thi|cho|học|đánh|tốt|kiểm|trực|phổ biến),
        tổ chức (?:tập huấn|khảo sát|sơ kết|tổng kết|hội nghị|lễ|nghiên cứu|tiếp nhận|vận hành|hoạt động),
        tổ chức (?:phong trào|theo dõi|in|lấy ý|công bố), nắm tình hình,
        cấp (?:thẻ|giấy|phát|thuốc|gạo|kinh phí|tài khoản),
        lãnh đạo(?=$|\x2c? (?:chỉ đạo|xây dựng|tổ chức|thực hiện|triển khai|việc|công tác|thể chế))"""
    )
    + r"\b"
)
"""Words that open what a body does and so end its name."""

WEAK_VERB = Words(
    one_of(
        r"""theo, được, định hướng, trong, trước, khi, cần, phải, đề nghị, lập, cung cấp, hằng năm, hàng năm, để,
        hằng quý, hàng quý, hằng tháng, hàng tháng, hằng tuần, hàng tuần, hằng ngày, hàng ngày,
        là, nâng, yêu cầu, giao(?! thông| dịch| lưu| tiếp),
        tạo điều, tạo môi, tạo sự, phân công, cử, vào, ưu tiên, hỗ trợ, thiết lập, không,
        phát, mở, về(?<!tội\sphạm\svề), cho, với, qua, đến, tới, nhằm, nếu, sẽ, đã, đang, bám, vận động, quy định,
        khuyến khích, có, ngay, chậm nhất, sửa đổi, kết quả"""
    )
    + r"\b"
)
"""Words that end a name in a sentence, but may also qualify one in a heading."""

ANY_VERB = Words(f"(?:{VERB.pattern}|{WEAK_VERB.pattern})")
"""Either of them."""

BEYOND_NAMES = Words(one_of("cung cấp, lãnh đạo, đôn đốc, cập nhật, hoàn thành, chuẩn bị, tiếp nhận, chi trả") + r"\b")
"""Words that are no part of the name of a single body, in a heading neither."""

ACTS = Words(
    one_of(
        """hỗ trợ, giám sát, kiểm tra, cung cấp, có nhiệm vụ, tập trung, phát huy, phát động, phân công, vận động,
        bám sát, ưu tiên, nâng cao, lập, cử, tạo điều kiện, sử dụng, khai thác, quản lý, kiểm soát, xử lý, cấp phát,
        cân đối, nghiên cứu, công bố, công khai, cập nhật, trình, đôn đốc, giúp, tổ chức, xây dựng, đăng tải,
        trực tiếp, xuất cấp, chi trả, huy động, khôi phục, duy trì, tiếp nhận, kết nối, chuẩn bị, tạo, đầu tư,
        là cơ quan thường trực, là đơn vị thường trực, là cơ quan đầu mối, là đơn vị đầu mối, nhân rộng,
        ứng cứu, ứng phó, cứu hộ, tuần tra"""
    )
    + r"\b"
)
"""Further words that open what a body does where a sentence begins with its name."""

STATES = Words(
    one_of(
        """là, được, bị, đã, đang, sẽ, vẫn, còn, chưa, cũng, có, của, và, hoặc, tại, thuộc, trên, trong, ngoài, về, cho,
        với, theo, từ, ở, do, nêu, nhận, thông báo, như, gồm, không, cùng, để, khi, mà, thì, này, đó, sau, trước, đến,
        cơ bản, nhất trí, thống nhất, đồng ý, đánh giá, ghi nhận, biểu dương, kính, trân trọng, cho rằng, ủy quyền, xin,
        đề nghị, kiến nghị, yêu cầu"""
    )
    + r"\b"
)
"""Words behind the name of a body that do not open what it shall do."""

MUST = Words(
    r"(?:theo [^,.;]{0,40}? )?(?:chủ động|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|khẩn trương|nghiêm túc|định kỳ)\b"
)
"""Words that say that a body must."""

POST = Words(
    "(?:"
    + one_of(
        """giám đốc, tổng giám đốc, chủ tịch, thủ trưởng, người đứng đầu, cục trưởng, chỉ huy trưởng, tổng biên tập,
        bộ trưởng, thống đốc, viện trưởng, chánh án, tổng thanh tra, bí thư, trưởng ban"""
    )
    + r" |chánh (?=văn phòng|thanh tra))"
)
"""The post of whoever heads a body, in front of its name: «Giám đốc Sở Y tế»."""

_OFFICE_HOLDER = one_of(
    """chủ tịch, phó chủ tịch, giám đốc, phó giám đốc, hiệu trưởng, phó hiệu trưởng, trưởng ban, phó trưởng ban,
    trưởng phòng, phó trưởng phòng, trưởng khoa, trưởng công an, phó trưởng công an, trưởng trạm, trạm trưởng,
    tổ trưởng, tổ phó, trưởng đoàn, bí thư, phó bí thư, chỉ huy trưởng, chánh văn phòng, phó chánh văn phòng,
    chánh thanh tra, viện trưởng, phó viện trưởng, kế toán trưởng"""
)
OFFICIAL = Words(
    rf"(?P<post>{_OFFICE_HOLDER}\b(?: (?!kiêm\b)(?:[^,;:.()|/\n–-]|[–-](?! {_OFFICE_HOLDER}\b)){{1,70}}?)?)"
    rf"(?:(?:\s*[,–-]|\s+kiêm)\s+(?:{_OFFICE_HOLDER}|ủy viên|thành viên)\b[^;:.()|/\n–-]{{0,80}}?)*"
    r"(?=[\s*_]*(?:[:(|]|$))"
)
"""Whoever holds a post, as a heading charges them: «Phó Chủ tịch UBND xã, Trưởng ban:»; the first post names them."""
_HOLDER = rf"(?:đồng chí|đ/c|ông|bà):? (?:[^\W\d_]+ ){{1,6}}?[^\W\d_]+\s?[,–-]\s?(?={_OFFICE_HOLDER}\b)"
"""The name of a person in front of the post: it stays out of the data, where the post is charged whoever holds it."""

LEAD_IN = Words(
    rf"(?:[\s*_:–-]|{_HOLDER}|"
    + one_of(
        """đề nghị, giao, yêu cầu, khuyến khích, đối với, trách nhiệm, trách nhiệm của, nhiệm vụ, nhiệm vụ của,
        các đồng chí, đồng chí, trân trọng đề nghị, kính đề nghị"""
    )
    + r"\b)+"
)
"""Words that stand before the names: «Đề nghị», «Giao», «Đối với»."""

BRANCH = Words(r"[\s*_]*[–-]?[\s*_]*(?:chi nhánh|khu vực)\b")
"""Behind the name of a central body these make it the name of a branch."""

SEPARATOR = Words(
    r"(?:[\s*_]*\((?:(?:thông )?qua [^()]{1,80}|[^()]{1,60})\)(?=\s*(?:,|và)))?"
    r"[\s*_]*(?:[,;]\s*(?:và )?|và |cùng với |cùng |/\s*)[\s*_]*(?:(?:với|đề nghị|giao)\s+)?"
)
"""What stands between two names."""
