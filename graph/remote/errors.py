"""What can go wrong with a server, in words: each says what happened and what to do."""

import re


class RemoteError(Exception):
    """A server that gave no usable answer; `code` is stable, the messages are for people."""

    def __init__(self, code: str, address: str, vi: str, en: str) -> None:
        self.code = code
        self.message_vi = f"Máy chủ SPARQL {address}: {vi}"
        self.message_en = f"SPARQL server {address}: {en}"
        super().__init__(f"{self.message_vi} / {self.message_en}")


def unreachable(address: str, reason: object) -> RemoteError:
    """Nobody answers there, or the connection broke."""
    return RemoteError(
        "unreachable",
        address,
        "không kết nối được, hoặc kết nối bị ngắt. Kiểm tra máy chủ có đang chạy và địa chỉ CANCU_ENDPOINT.",
        f"cannot be reached, or the connection broke ({reason}). See that it runs and that CANCU_ENDPOINT is right.",
    )


def timed_out(address: str, seconds: float) -> RemoteError:
    """No whole answer in time."""
    return RemoteError(
        "timeout",
        address,
        f"chưa trả lời xong sau {seconds:g} giây. Thử lại, hoặc tăng CANCU_ENDPOINT_SECONDS.",
        f"gave no whole answer within {seconds:g} seconds. Try again, or raise CANCU_ENDPOINT_SECONDS.",
    )


def incomplete(address: str) -> RemoteError:
    """An answer that ends in the middle: servers cut it off when a query takes too long."""
    return RemoteError(
        "incomplete",
        address,
        "câu trả lời bị cắt giữa chừng, thường do máy chủ hết thời gian cho một truy vấn. Tăng thời gian ở máy chủ.",
        "the answer ends in the middle, mostly because the server's own time limit ran out. Raise that limit.",
    )


def log_in_refused(address: str) -> RemoteError:
    """401 or 403."""
    return RemoteError(
        "log-in-refused",
        address,
        "từ chối đăng nhập. Đặt CANCU_ENDPOINT_USER và CANCU_ENDPOINT_PASSWORD của người có quyền đọc và ghi.",
        "refused the log-in. Set CANCU_ENDPOINT_USER and CANCU_ENDPOINT_PASSWORD of somebody who may read and write.",
    )


def not_found(address: str) -> RemoteError:
    """404: there is a server but nothing of the kind at this address."""
    return RemoteError(
        "not-found",
        address,
        "không có dịch vụ SPARQL ở địa chỉ này. Kiểm tra CANCU_ENDPOINT và CANCU_ENDPOINT_GRAPHS.",
        "there is no SPARQL service at this address. See CANCU_ENDPOINT and CANCU_ENDPOINT_GRAPHS.",
    )


def not_sparql(address: str, content_type: str) -> RemoteError:
    """A page for people, or anything else that is no result."""
    return RemoteError(
        "not-sparql",
        address,
        f"trả về «{content_type or 'không rõ kiểu'}» thay vì kết quả SPARQL. Kiểm tra địa chỉ CANCU_ENDPOINT.",
        f"answered with «{content_type or 'no type'}» instead of a SPARQL result. See that CANCU_ENDPOINT is right.",
    )


def failed(address: str, status: int, body: bytes) -> RemoteError:
    """Any other status; the first words of what the server says are kept."""
    said = " ".join(re.sub(r"<[^>]*>", " ", body.decode("utf-8", "replace")).split())[:200]
    told = f": «{said}»" if said else ""
    return RemoteError("failed", address, f"báo lỗi {status}{told}.", f"answered {status}{told}.")


def other_version(address: str, expected: str, found: str | None) -> RemoteError:
    """The server holds nothing of ours, another version, or an upload that was not finished."""
    return RemoteError(
        "other-version",
        address,
        f"chưa có đủ dữ liệu của phiên bản {expected} (đang có: {found or 'chưa có, hoặc tải lên dở dang'}). "
        "Chạy `cancu build`.",
        f"does not hold version {expected} (it holds {found or 'none, or an unfinished upload'}). Run `cancu build`.",
    )


def no_union(address: str) -> RemoteError:
    """The default graph is not the union of all named graphs."""
    return RemoteError(
        "no-union",
        address,
        "đồ thị mặc định không phải là hợp của mọi đồ thị. Bật chế độ ấy ở máy chủ (Oxigraph: --union-default-graph).",
        "its default graph is not the union of all graphs. Switch that on (Oxigraph: --union-default-graph).",
    )
