"""The ASGI app: one page, its static files, and a small JSON interface to a `Workspace`.

``GET /api/start`` what the page needs to begin; ``/api/queue`` the order of work;
``/api/item/DOC?quotation=ID`` a document; ``/api/entities?q=`` the registry; ``/api/progress``;
``/api/conflicts``; ``POST /api/act`` an act. An act is answered when it is on the disk: 200 done;
400 no request; 409 the record changed, with the present state; 422 it cannot be done; 507 it could
not be saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import orjson
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from annotate.review.acts import ActError, find
from annotate.review.log import LogError
from annotate.review.queue import FilterError, Order, Status, items, read_filter
from annotate.review.requests import read_request
from annotate.review.security import Access, Guard, TooLargeError
from annotate.review.view import document_view
from annotate.review.wire import BadRequestError
from annotate.review.workspace import StaleError, Workspace
from corpus.entities import Registry, fold
from corpus.records import EntityKind, OutletKind

_HERE = Path(__file__).resolve().parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_TYPES |= {".svg": "image/svg+xml"}
_FOUND = 12


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Every static file by its name, read once: a request can name no other file."""
    return {
        path.name: (path.read_bytes(), f"{_TYPES[path.suffix]}; charset=utf-8")
        for path in sorted((_HERE / "static").iterdir())
        if path.suffix in _TYPES
    }


def make_app(space: Workspace, *, access: Access) -> ASGIApp:
    """The app over a workspace, guarded by `Guard`; one app a workspace, one thread."""
    handlers = _Handlers(space)
    routes = [
        Route("/", handlers.page),
        Route("/static/{name}", handlers.static),
        Route("/api/start", handlers.start),
        Route("/api/queue", handlers.queue),
        Route("/api/item/{place:int}", handlers.item),
        Route("/api/entities", handlers.entities),
        Route("/api/progress", handlers.progress),
        Route("/api/conflicts", handlers.conflicts),
        Route("/api/act", handlers.act, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), access=access)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """One method a route; asynchronous without waiting, so that one runs after another."""

    space: Workspace

    async def page(self, request: HttpRequest) -> Response:
        return Response(_page(), media_type="text/html")

    async def static(self, request: HttpRequest) -> Response:
        found = static_files().get(request.path_params["name"])
        if found is None:
            return _json({"error": "there is no such file"}, 404)
        return Response(found[0], headers={"content-type": found[1]})

    async def start(self, request: HttpRequest) -> Response:
        space = self.space
        space.refresh()
        return _json(
            {
                "annotator": space.log.by,
                "corpus": space.source.path.name,
                "adjudicating": space.disputes is not None,
                "sides": space.sides,
                "documents": [state.base.id for state in space.states],
                "problems": [*space.problems, *_set_aside(space), *_missing(space)],
                "orders": get_args(Order),
                "statuses": get_args(Status),
                "outlet_kinds": get_args(OutletKind),
                "entity_kinds": get_args(EntityKind),
                **self._common(),
            }
        )

    async def queue(self, request: HttpRequest) -> Response:
        try:
            order, chosen = read_filter(dict(request.query_params))
        except FilterError as error:
            return _json({"error": str(error)}, 400)
        self.space.refresh()
        return _json({"items": items(self.space, order, chosen), **self._common()})

    async def item(self, request: HttpRequest) -> Response:
        place = request.path_params["place"]
        self.space.refresh()
        if place >= len(self.space.states):
            return _json({"error": "there is no such document"}, 404)
        view = document_view(self.space, place, request.query_params.get("quotation"))
        return _json({"doc": view, "version": self.space.version})

    async def entities(self, request: HttpRequest) -> Response:
        found = _search(self.space.registry, request.query_params.get("q", "")[:200])
        return _json({"found": found})

    async def progress(self, request: HttpRequest) -> Response:
        self.space.refresh()
        return _json(self._common())

    async def conflicts(self, request: HttpRequest) -> Response:
        places = {self.space.index[c.event.doc] for c in self.space.conflicts()}
        found = [
            {"place": place, "id": view["id"], **conflict}
            for place in sorted(places)
            for view in [document_view(self.space, place, None)]
            for conflict in view["conflicts"]
        ]
        return _json({"conflicts": found})

    async def act(self, request: HttpRequest) -> Response:
        try:
            data = orjson.loads(await request.body())
        except orjson.JSONDecodeError:
            return _json({"error": "the request is no JSON"}, 400)
        except TooLargeError:
            return _json({"error": "the request is too large"}, 413)
        try:
            outcome = self.space.act(read_request(data, self.space))
        except BadRequestError as error:
            return _json({"error": str(error)}, 400)
        except ActError as error:
            return _json({"error": str(error), **self._present(data)}, 422)
        except StaleError as error:
            return _json({"error": str(error), **self._present(data)}, 409)
        except LogError as error:
            return _json({"error": str(error)}, 507)
        gone = outcome.doc < 0
        view = None if gone else document_view(self.space, outcome.doc, outcome.quotation)
        return _json(
            {
                "seq": outcome.event.seq,
                "duplicate": outcome.duplicate,
                "doc": view,
                "quotation": outcome.quotation,
                **self._common(),
            }
        )

    def _present(self, data: Any) -> dict[str, Any]:
        """The document that a refused act was about, as it is now."""
        doc = data.get("doc")
        quotation = data.get("quotation")
        if not isinstance(doc, str) or doc not in self.space.index:
            return self._common()
        place = self.space.index[doc]
        known = isinstance(quotation, str) and find(self.space.states[place].doc, quotation)
        view = document_view(self.space, place, quotation if known else None)
        return {"doc": view, **self._common()}

    def _common(self) -> dict[str, Any]:
        undo, redo = self.space.undo_target(), self.space.redo_target()
        return {
            "progress": self.space.progress(),
            "undo": None if undo is None else undo.seq,
            "redo": None if redo is None else redo.seq,
            "conflict_count": len(self.space.conflicts()),
            "version": self.space.version,
        }


def _search(registry: Registry, query: str) -> list[dict[str, Any]]:
    """Entries of the registry with a name of which a word begins with the query, best first."""
    wanted = fold(query)
    if not wanted:
        return []
    ranked: list[tuple[int, str, Any]] = []
    for entry in registry:
        best = min((_rank(fold(name), wanted) for name in (entry.name, *entry.aliases)), default=9)
        if best < 9:
            ranked.append((best, entry.name, entry))
    ranked.sort(key=lambda item: item[:2])
    return [
        {"id": e.id, "name": e.name, "kind": e.kind, "aliases": list(e.aliases), "outlet": e.outlet}
        for _, _, e in ranked[:_FOUND]
    ]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in f" {name}" else 9


def _set_aside(space: Workspace) -> list[str]:
    torn = space.log.set_aside
    if torn is None:
        return []
    return [
        f"The end of your log was unfinished ({torn.length} bytes, never confirmed) and is now in "
        f"{torn.path.name}."
    ]


def _missing(space: Workspace) -> list[str]:
    if not space.missing:
        return []
    some = ", ".join(space.missing[:5])
    return [f"Your log has work on {len(space.missing)} documents that are not here: {some}."]


def _json(data: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(data), status_code=status, media_type="application/json")


@cache
def _page() -> str:
    import jinja2

    loader = jinja2.FileSystemLoader(_HERE / "templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    keys = orjson.loads(static_files()["keys.json"][0])
    modules = [name for name in static_files() if name.endswith(".js")]
    page: str = environment.get_template("review.html.j2").render(keys=keys, modules=modules)
    return page
