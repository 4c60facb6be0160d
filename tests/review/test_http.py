"""The server: who may speak to it, what it answers, and what it never does."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from annotate.review.app import make_app, static_files
from annotate.review.security import BODY_LIMIT, Access, is_loopback
from annotate.review.serve import ServeError, bind
from corpus.store import write_documents
from tests.review.helpers import Hand, corpus, harbour, new_key, open_space

PORT = 8042
HEADERS = {"X-OTR-Review": "1", "Origin": f"http://127.0.0.1:{PORT}"}
BASE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Hand]:
    hand = Hand(open_space(corpus(tmp_path)))
    yield hand
    hand.space.log.close()


@pytest.fixture
def client(hand: Hand) -> TestClient:
    return TestClient(make_app(hand.space, access=Access(host="127.0.0.1", port=PORT)), BASE)


def post(client: TestClient, body: object, **headers: str):  # type: ignore[no-untyped-def]
    kind = {"content-type": "application/json"}
    content = orjson.dumps(body)
    return client.post("/api/act", content=content, headers={**HEADERS, **kind, **headers})


def test_the_page_and_its_files(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "http:" not in page.text
    assert "https:" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "<script>" not in page.text
    assert " style=" not in page.text
    assert " onclick" not in page.text
    for name in static_files():
        file = client.get(f"/static/{name}")
        assert file.status_code == 200
        assert "content-security-policy" in file.headers
        content = file.content.replace(b"http://www.w3.org/2000/svg", b"")  # the name of a language
        assert b"http:" not in content
        assert b"https:" not in content


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/main.js%00.css",
        "/static/",
        "/static",
        "/review.py",
        "/api/item/-1",
        "/api/item/99",
        "/api/item/x",
    ],
)
def test_no_other_path_leads_anywhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "import" not in response.text


def test_an_act_is_on_the_disk_when_it_is_answered(client: TestClient, hand: Hand) -> None:
    response = post(client, hand.body("accept", "direct"))
    assert response.status_code == 200
    data = response.json()
    assert data["seq"] == 1
    assert data["progress"]["mine"] == 1
    line = hand.space.log.path.read_bytes()
    assert orjson.loads(line)["kind"] == "accept"


def test_an_act_sent_twice_is_done_once(client: TestClient, hand: Hand) -> None:
    body = hand.body("add", content=[[0, 5]])
    body["content"] = [hand.view()["paragraphs"][1][:2]]
    first, second = post(client, body).json(), post(client, body).json()
    assert first["seq"] == second["seq"] == 1
    assert second["duplicate"]
    assert first["quotation"] == second["quotation"]
    assert len(hand.space.log.events) == 1


def test_a_stale_act_is_refused_with_what_is_there_now(client: TestClient, hand: Hand) -> None:
    late = hand.body("reject", "direct")
    assert post(client, hand.body("mode", "direct", mode="writing")).status_code == 200
    response = post(client, late)
    assert response.status_code == 409
    data = response.json()
    assert "was changed" in data["error"]
    now = next(q for q in data["doc"]["quotations"] if q["id"] == "direct")
    assert now["mode"] == "writing"
    assert len(hand.space.log.events) == 1


def test_records_that_change_on_the_disk_are_seen(client: TestClient, hand: Hand) -> None:
    late = hand.body("accept", "direct")
    doc = harbour()
    other = replace(doc.quotations[0], cue=())
    write_documents(hand.space.source.path, [replace(doc, quotations=(other, *doc.quotations[1:]))])
    response = post(client, late)
    assert response.status_code == 409
    now = next(q for q in response.json()["doc"]["quotations"] if q["id"] == "direct")
    assert now["cue"] == []


def test_a_text_that_changes_on_the_disk_is_seen(tmp_path: Path) -> None:
    doc = harbour()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "harbour.txt").write_bytes(doc.text.encode())
    from corpus.hydrate import strip

    hand = Hand(open_space(corpus(tmp_path, [strip(doc)]), texts=texts))
    client = TestClient(make_app(hand.space, access=Access(host="127.0.0.1", port=PORT)), BASE)
    body = hand.body("accept", "direct")
    assert post(client, body).status_code == 200
    late = hand.body("accept", "mixed")
    (texts / "harbour.txt").write_bytes(doc.text.replace("calm", "wild").encode())
    response = post(client, late)
    assert response.status_code == 409
    assert "text of this article was changed" in response.json()["error"]


def test_what_cannot_be_done_says_why(client: TestClient, hand: Hand) -> None:
    response = post(client, hand.body("type", "indirect", type="direct"))
    assert response.status_code == 422
    assert "no quotation marks in it" in response.json()["error"]
    assert response.json()["doc"]["id"] == "tests/harbour"
    assert post(client, {"kind": "undo", "key": new_key(), "target": 7}).status_code == 422


def test_a_full_disk_is_said(
    client: TestClient, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    body = hand.body("accept", "direct")
    monkeypatch.setattr("annotate.review.log.os.write", full)
    response = post(client, body)
    assert response.status_code == 507
    assert "No space left on device" in response.json()["error"]
    monkeypatch.undo()
    assert post(client, body).status_code == 200
    assert os.path.getsize(hand.space.log.path) > 0


BROKEN = [
    None,
    [],
    "text",
    {},
    {"kind": "accept"},
    {"kind": "accept", "key": "short"},
    {"kind": "accept", "key": "long" * 40},
    {"kind": "undo", "key": "12345678", "target": "1"},
    {"kind": "undo", "key": "12345678", "target": True},
    {"kind": "accept", "key": "12345678", "doc": 3},
    {"kind": "__class__", "key": "12345678", "doc": "tests/harbour"},
]


@pytest.mark.parametrize("body", BROKEN)
def test_what_no_page_sends(client: TestClient, body: object) -> None:
    assert post(client, body).status_code == 400


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("spans", {"content": [[0, 10**9]]}),
        ("spans", {"content": [[5, 2]]}),
        ("spans", {"content": [[-1, 2]]}),
        ("spans", {"content": [[True, 2]]}),
        ("spans", {"content": [["0", "2"]]}),
        ("spans", {"content": [[0, 1]] * 1000}),
        ("spans", {"content": "all"}),
        ("split", {"at": None}),
        ("split", {"at": 10**12}),
        ("type", {"type": "shouted"}),
        ("mode", {"mode": None}),
        ("speakers", {"speakers": "all"}),
        ("speakers", {"speakers": [3]}),
        ("speakers", {"speakers": [{"entity": 3}]}),
        ("speakers", {"speakers": [{"name": "X", "kind": "alien"}]}),
        ("outlet", {"outlet": {"entity": "e/tide-post"}, "outlet_kind": "rumour"}),
        ("outlet", {"outlet": {"entity": "e/tide-post"}, "explicit": "yes"}),
        ("note", {"note": 3}),
        ("decide", {"choice": "both"}),
        ("accept", {"part": [0, 10**9]}),
        ("accept", {"part": "all"}),
        ("accept", {"seen": None}),
        ("accept", {"text": 1}),
    ],
)
def test_fields_that_are_wrong(client: TestClient, hand: Hand, kind: str, fields: dict) -> None:  # type: ignore[type-arg]
    response = post(client, {**hand.body(kind, "direct"), **fields})
    assert response.status_code == 400
    assert response.json()["error"]
    assert hand.space.log.events == []


def test_an_offset_inside_a_character_is_refused(client: TestClient, hand: Hand) -> None:
    view = hand.view()
    wave = view["text"].index("🌊")
    first = len(view["text"][:wave].encode("utf-16-le")) // 2
    response = post(client, {**hand.body("add"), "content": [[first + 1, first + 8]]})
    assert response.status_code == 400
    assert "inside a character" in response.json()["error"]


def test_entities_that_are_none(client: TestClient, hand: Hand) -> None:
    for wanted in (
        {"entity": "e/nobody"},
        {"name": "  "},
        {"name": "a\u202eb"},
        {"name": "x" * 999},
    ):
        response = post(client, hand.body("speakers", "direct", speakers=[wanted]))
        assert response.status_code == 422, wanted


def test_sizes_are_limited(client: TestClient, hand: Hand) -> None:
    body = hand.body("note", "direct", note="x" * 5000)
    assert post(client, body).status_code == 422
    big = orjson.dumps({**body, "note": "x" * BODY_LIMIT})
    headers = {**HEADERS, "content-type": "application/json"}
    assert client.post("/api/act", content=big, headers=headers).status_code == 413
    chunks = iter([big[: len(big) // 2], big[len(big) // 2 :]])  # without a stated length
    assert client.post("/api/act", content=chunks, headers=headers).status_code == 413
    assert hand.space.log.events == []


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"127.0.0.1.evil.example:{PORT}"},
        {"host": "127.0.0.1:9999"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://localhost:{PORT}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-otr-review": "0"},
    ],
)
def test_other_sites_are_refused(client: TestClient, hand: Hand, headers: dict) -> None:  # type: ignore[type-arg]
    response = post(client, hand.body("accept", "direct"), **headers)
    assert response.status_code == 403
    assert hand.space.log.events == []
    if "x-otr-review" not in headers:
        assert client.get("/api/start", headers=headers).status_code == 403


def test_a_form_of_another_site_cannot_post(client: TestClient, hand: Hand) -> None:
    body = orjson.dumps(hand.body("accept", "direct"))
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = {**HEADERS, "content-type": kind}
        assert client.post("/api/act", content=body, headers=headers).status_code == 415
    assert client.get("/api/act").status_code == 405
    assert hand.space.log.events == []


def test_a_link_from_elsewhere_opens_the_page_alone(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=headers).status_code == 200
    assert client.get("/api/start", headers=headers).status_code == 403
    assert (
        client.get("/static/main.js", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    )


@pytest.fixture
def guarded(hand: Hand) -> TestClient:
    access = Access(host="192.0.2.7", port=PORT, token="s3cret-token")
    base = f"http://192.0.2.7:{PORT}"
    return TestClient(make_app(hand.space, access=access), base, follow_redirects=False)


def test_every_request_needs_the_token(guarded: TestClient, hand: Hand) -> None:
    for path in ("/", "/static/main.js", "/api/start", "/api/queue", "/api/item/0", "/nowhere"):
        assert guarded.get(path).status_code == 401
        assert guarded.get(f"{path}?token=wrong").status_code == 401
        if path != "/":
            assert guarded.get(f"{path}?token=s3cret-token").status_code == 401
    headers = {"X-OTR-Review": "1"}
    assert guarded.post("/api/act", json={}, headers=headers).status_code == 401
    bearer = {"Authorization": "Bearer s3cret-token"}
    assert guarded.get("/api/start", headers=bearer).status_code == 200
    assert guarded.get("/api/start", headers={"Authorization": "Bearer s3cret"}).status_code == 401
    assert guarded.get("/api/start", headers={"Cookie": f"otr_review_{PORT}=x"}).status_code == 401


def test_the_token_in_the_address_becomes_a_cookie(guarded: TestClient) -> None:
    response = guarded.get("/?token=s3cret-token")
    assert response.status_code == 303
    assert response.headers["location"] == "/"
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert guarded.get("/").status_code == 200


def test_addresses() -> None:
    for host in ("127.0.0.1", "::1", "localhost", "127.8.9.1"):
        assert is_loopback(host)
    for host in ("0.0.0.0", "192.168.1.2", "example.org", "::"):
        assert not is_loopback(host)
    bound = bind("127.0.0.1", 0)
    try:
        assert bound.access.token is None
        assert bound.address == f"http://127.0.0.1:{bound.access.port}/"
        with pytest.raises(ServeError, match="cannot listen on"):
            bind("127.0.0.1", bound.access.port)
    finally:
        bound.socket.close()
    everywhere = bind("0.0.0.0", 0)
    try:
        assert everywhere.access.token is not None
        assert len(everywhere.access.token) >= 32
        assert everywhere.address.endswith(f"?token={everywhere.access.token}")
    finally:
        everywhere.socket.close()


def test_the_queue_and_the_registry(client: TestClient, hand: Hand) -> None:
    queue = client.get("/api/queue?order=document").json()["items"]
    assert [item[1] for item in queue] == [q.id for q in harbour().quotations]
    assert client.get("/api/queue?order=luck").status_code == 400
    assert client.get("/api/queue?below=low").status_code == 400
    found = client.get("/api/entities?q=tide").json()["found"]
    assert [each["id"] for each in found] == ["e/tide-post"]
    assert client.get("/api/entities?q=post").json()["found"][0]["id"] == "e/tide-post"
    assert client.get("/api/entities?q=TP").json()["found"][0]["id"] == "e/tide-post"
    assert client.get("/api/entities?q=").json()["found"] == []
