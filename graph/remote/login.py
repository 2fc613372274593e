"""Logs in to a server by basic or digest authentication, whichever it asks for, with every request but the first.

Python's own handlers wait for each request to be refused first; a server that refuses a large upload closes the
connection while it is still being sent. The first request here has no body, so nothing is lost by its refusal.
"""

import urllib.request
from email.message import Message
from typing import Any
from urllib.request import HTTPBasicAuthHandler, HTTPDigestAuthHandler, HTTPPasswordMgrWithPriorAuth, Request

from cancu.graph.remote.endpoint import Endpoint


def opener(endpoint: Endpoint) -> urllib.request.OpenerDirector:
    """Opens addresses of the server's graphs, logged in where a user is named."""
    if not endpoint.user:
        return urllib.request.build_opener()
    known = HTTPPasswordMgrWithPriorAuth()
    known.add_password(None, endpoint.graphs, endpoint.user, endpoint.password)
    return urllib.request.build_opener(_Digest(known), HTTPBasicAuthHandler(known))


class _Digest(HTTPDigestAuthHandler):
    """Answers the last challenge again, before the next one is made."""

    challenge: dict[str, str] | None = None

    def http_error_401(self, req: Request, fp: Any, code: int, msg: str, headers: Message) -> Any:
        scheme, _, parts = (headers.get("WWW-Authenticate") or "").partition(" ")
        if scheme.lower() == "digest":
            listed = filter(None, urllib.request.parse_http_list(parts))
            self.challenge = urllib.request.parse_keqv_list(list(listed))
        try:
            answered = super().http_error_401(req, fp, code, msg, headers)  # type: ignore[arg-type]
        except Exception:
            fp.close()
            raise
        if answered is not None:
            fp.close()
        return answered

    def http_request(self, request: Request) -> Request:
        """Adds the log-in to a request, once the server has asked for one."""
        if self.challenge is not None and not request.has_header(self.auth_header):
            answer = self.get_authorization(request, self.challenge)
            if answer:
                request.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return request

    https_request = http_request
