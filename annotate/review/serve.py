"""A workspace to a running server: an address that is free, a token where one is needed."""

from __future__ import annotations

import gc
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from annotate.review.app import make_app
from annotate.review.security import Access, is_loopback
from annotate.review.workspace import Workspace

_TRIED = 20


class ServeError(OSError):
    """No address to serve on; the message says why."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A socket that listens, and whom it may let in."""

    socket: socket.socket
    access: Access

    @property
    def address(self) -> str:
        """The address for a browser, with the token if there is one."""
        host = self.access.host
        if host in ("0.0.0.0", "::"):
            host = socket.gethostname()
        host = f"[{host}]" if ":" in host else host
        token = "" if self.access.token is None else f"?token={self.access.token}"
        return f"http://{host}:{self.access.port}/{token}"


def bind(host: str, port: int | None, *, token: str | None = None) -> Bound:
    """Listen on a host; without a port, on the first free one from 8042 on, else any.

    An address that is not loopback gets a token if none is given. Raises ServeError.
    """
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    ports = [port] if port is not None else [*range(8042, 8042 + _TRIED), 0]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason = ""
    for number in ports:
        # The protocol by name: only then does asyncio send small answers without delay.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, number))
            listener.listen(64)
        except OSError as error:
            listener.close()
            reason = error.strerror or str(error)
            continue
        access = Access(host=host, port=listener.getsockname()[1], token=token)
        return Bound(listener, access)
    where = host if port is None else f"{host}:{port}"
    raise ServeError(f"cannot listen on {where}: {reason}; give another --port or --host")


def serve(space: Workspace, bound: Bound, *, ready: Callable[[], None] | None = None) -> None:
    """Serve until the process is told to stop; passes on the KeyboardInterrupt of Ctrl-C."""
    config = uvicorn.Config(
        make_app(space, access=bound.access),
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,
    )
    server = uvicorn.Server(config)
    # The records stay for good: a full collection over them would hold up an answer for long.
    gc.collect()
    gc.freeze()
    if ready is not None:
        ready()
    server.run(sockets=[bound.socket])
