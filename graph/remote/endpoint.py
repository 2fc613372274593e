"""Where a SPARQL server is and how to speak to it, from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

SECONDS = 30.0
"""Seconds a question may take before it is given up, unless `CANCU_ENDPOINT_SECONDS` says otherwise."""

_GRAPHS_BESIDE = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}
"""Where servers keep the Graph Store protocol beside their query address: Oxigraph, Virtuoso."""


class EndpointSettingError(ValueError):
    """A variable of the environment that cannot be used."""

    def __init__(self, variable: str, value: str, vi: str, en: str) -> None:
        self.message_vi = f"{variable}={value}: {vi}"
        self.message_en = f"{variable}={value}: {en}"
        super().__init__(f"{self.message_vi} / {self.message_en}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server: address of queries, address of the Graph Store protocol, and who asks."""

    query: str
    graphs: str
    user: str = ""
    password: str = ""
    seconds: float = SECONDS


def endpoint_from(environ: Mapping[str, str]) -> Endpoint | None:
    """The server that CANCU_ENDPOINT names; None where it is not set. Raises EndpointSettingError."""
    query = environ.get("CANCU_ENDPOINT", "").strip()
    if not query:
        return None
    _checked("CANCU_ENDPOINT", query)
    graphs = environ.get("CANCU_ENDPOINT_GRAPHS", "").strip() or _beside(query)
    _checked("CANCU_ENDPOINT_GRAPHS", graphs)
    return Endpoint(
        query,
        graphs,
        environ.get("CANCU_ENDPOINT_USER", ""),
        environ.get("CANCU_ENDPOINT_PASSWORD", ""),
        _seconds(environ.get("CANCU_ENDPOINT_SECONDS", "")),
    )


def _checked(variable: str, address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise EndpointSettingError(
            variable,
            address,
            "phải là một địa chỉ http:// hoặc https://, ví dụ http://127.0.0.1:7878/query.",
            "must be an http:// or https:// address such as http://127.0.0.1:7878/query.",
        )
    if parts.username or parts.password:
        raise EndpointSettingError(
            variable,
            urlunsplit(parts._replace(netloc=parts.hostname or "")),
            "không ghi tên và mật khẩu trong địa chỉ; đặt CANCU_ENDPOINT_USER và CANCU_ENDPOINT_PASSWORD.",
            "holds no name and password; set CANCU_ENDPOINT_USER and CANCU_ENDPOINT_PASSWORD.",
        )


def _beside(query: str) -> str:
    """The usual address of graphs for an address of queries. Raises EndpointSettingError where none is usual."""
    parts = urlsplit(query)
    for ending, graphs in _GRAPHS_BESIDE.items():
        if parts.path.endswith(ending):
            return urlunsplit(parts._replace(path=parts.path.removesuffix(ending) + graphs, query=""))
    raise EndpointSettingError(
        "CANCU_ENDPOINT",
        query,
        "không suy ra được địa chỉ của Graph Store; đặt thêm CANCU_ENDPOINT_GRAPHS.",
        "does not tell the address of its Graph Store; set CANCU_ENDPOINT_GRAPHS as well.",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text) if text.strip() else SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise EndpointSettingError(
            "CANCU_ENDPOINT_SECONDS", text, "phải là số giây lớn hơn 0.", "must be a number of seconds above 0."
        )
    return seconds
