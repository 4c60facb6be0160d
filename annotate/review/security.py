"""Who may speak to the server, and what a page from it may do.

Article text is hostile input and the browser holds other people's pages: a request must name this
host, come from a page of this server (or from none), and carry the token where one is set. The
page itself may run no script and load nothing but what this server sends.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 256 * 1024
COOKIE = "otr_review"
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_LOCAL_NAMES = frozenset(("localhost",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whom to let in: ``host`` and ``port`` that the server is bound to; the token, if one is set.

    ``names`` are further names by which the host may be called.
    """

    host: str
    port: int
    token: str | None = None
    names: frozenset[str] = frozenset()

    def hosts(self) -> frozenset[str]:
        """What a Host header may be, in lower case; empty if any will do, the token deciding."""
        names = {self.host.lower(), *(name.lower() for name in self.names)}
        if is_loopback(self.host):
            names |= {"127.0.0.1", "::1", *_LOCAL_NAMES}
        elif self.host in ("0.0.0.0", "::"):
            return frozenset()
        bracketed = {f"[{name}]" if ":" in name else name for name in names}
        plain = bracketed if self.port in (80, 443) else set()
        return frozenset({f"{name}:{self.port}" for name in bracketed} | plain)


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host.lower() in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """ASGI middleware: refuses what `Access` does not allow, and sends the headers of `HEADERS`.

    The token comes in the cookie, as ``Authorization: Bearer``, or once in the address
    (``/?token=…``), which sets the cookie and leads on to an address without it.
    """

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        self._app = app
        self._access = access
        self._hosts = access.hosts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _answer(send, *refusal)
            return
        if self._access.token is not None and not self._carries_token(headers):
            if _constant_time(_query_token(scope), self._access.token) and scope["path"] == "/":
                await _answer(send, 303, "", {"location": "/", "set-cookie": self._cookie()})
            else:
                await _answer(send, 401, "open the address that 'otr review' printed, with token")
            return
        await self._app(scope, _limited(receive), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if self._hosts and host not in self._hosts:
            return 403, "this host name is not the server's"
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"http://{host}":
            return 403, "requests from other sites are refused"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            allowed = scope["method"] == "GET" and scope["path"] == "/"
            if not (allowed and headers.get("sec-fetch-mode") == "navigate"):
                return 403, "requests from other sites are refused"
        if scope["method"] not in ("GET", "HEAD"):
            if headers.get("x-otr-review") != "1":
                return 403, "the header X-OTR-Review is missing"
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return 415, "send application/json"
        length = headers.get("content-length", "0")
        if not length.isdigit():
            return 400, "content-length is no number"
        if int(length) > BODY_LIMIT:
            return 413, f"more than {BODY_LIMIT} bytes"
        return None

    def _carries_token(self, headers: Mapping[str, str]) -> bool:
        token = self._access.token or ""
        given = headers.get("authorization", "")
        if given.startswith("Bearer ") and _constant_time(given[7:], token):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie_name())
        except CookieError:
            return False
        return cookie is not None and _constant_time(cookie.value, token)

    def _cookie_name(self) -> str:
        return f"{COOKIE}_{self._access.port}"  # cookies do not tell ports apart

    def _cookie(self) -> str:
        return f"{self._cookie_name()}={self._access.token}; HttpOnly; SameSite=Strict; Path=/"


def _query_token(scope: Scope) -> str:
    for pair in scope["query_string"].decode("latin-1").split("&"):
        name, _, value = pair.partition("=")
        if name == "token":
            return str(value)
    return ""


def _constant_time(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8"), token.encode("utf-8"))


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", []), *own]}
        await send(message)

    return wrapped


class TooLargeError(Exception):
    """A body that is larger than it said, and than is allowed."""


def _limited(receive: Receive) -> Receive:
    """Bodies without a stated length are counted as they come."""
    got = 0

    async def wrapped() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > BODY_LIMIT:
            raise TooLargeError
        return message

    return wrapped


async def _answer(
    send: Send, status: int, words: str, headers: Mapping[str, str] | None = None
) -> None:
    every = {"content-type": "text/plain; charset=utf-8", **HEADERS, **(headers or {})}
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in every.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": words.encode("utf-8")})
