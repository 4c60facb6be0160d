"""Releases: the same bytes, loadable by the ecosystem's own tools, never half there."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
import yaml

from corpus.hydrate import hydrate
from corpus.release import build as building
from corpus.release.build import ReleaseError, build
from corpus.release.data import load_data
from corpus.release.parquet import document_features
from corpus.release.tables import TABLES, rows
from corpus.release.version import VersionError
from corpus.schema import document_from_dict, load_schema
from corpus.selectors import make_selectors
from tests.release.corpora import FIRST, article, edit, lines, tiny, write

datasets = pytest.importorskip("datasets")

README = """# The data

## Something else

Not for the card.

## How they were annotated

By reading.

## Agreement

Read these figures with care:

- They are few.
- They are made up.

Something else.
"""
NAMES = {
    "README.md", "croissant.json", "SHA256SUMS", "CITATION.cff", ".zenodo.json", "schema.json",
    "LICENSE-annotations", "NOTICE-texts", "gold", "challenge", "tables", "records",
}  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_what_is_in_it(release: Path) -> None:
    assert release.name == "1.0.0"
    assert {path.name for path in release.iterdir()} == NAMES
    sums = (release / "SHA256SUMS").read_text().splitlines()
    files = content(release)
    assert [line.split("  ")[1] for line in sums] == sorted(set(files) - {"SHA256SUMS"})
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_the_same_bytes_from_other_places_and_orders(
    data: Path, release: Path, tmp_path: Path
) -> None:
    shuffled = tmp_path / "elsewhere"
    shutil.copytree(data, shuffled)
    for name in ("documents/newswire.jsonl", "entities.jsonl"):
        path = shuffled / name
        if name.startswith("documents"):
            path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    assert content(build(shuffled, tmp_path / "a").path) == content(release)
    assert content(build(release, tmp_path / "b").path) == content(release)


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_gold_loads_as_the_records(
    release: Path, split: str, streaming: bool, tmp_path: Path
) -> None:
    loaded = datasets.load_dataset(
        str(release), "gold", split=split, streaming=streaming, cache_dir=str(tmp_path)
    )
    ours = {"validation": "dev"}.get(split, split)
    gold = [placed.doc for placed in load_data(release).gold if placed.doc.split == ours]
    assert [document_from_dict(row) for row in loaded] == gold


def test_nested_features_are_those_of_the_schema() -> None:
    schema = load_schema()
    fields = schema["$defs"] | {"document": schema}
    features = document_features()
    for name, here in (
        ("document", features),
        ("quotation", features["quotations"].feature),
        ("speaker", features["quotations"].feature["speakers"].feature),
        ("outlet", features["quotations"].feature["outlet"]),
        ("entity", features["entities"].feature),
        ("selector", features["selectors"].feature),
    ):
        assert set(here) == set(fields[name]["properties"]), name


def test_selectors_and_affiliations_load(tmp_path: Path) -> None:
    whole = article("alder", "train", text=True)
    first, *rest = whole.entities
    belongs = (replace(first, affiliation=whole.entities[1].id), *rest)
    doc = replace(whole, text=None, entities=belongs, selectors=make_selectors(whole))
    assert doc.selectors
    release = build(write(tmp_path / "data", [doc, *tiny()[1:]]), tmp_path / "dist").path
    loaded = datasets.load_dataset(str(release), "gold", split="train", cache_dir=str(tmp_path))
    assert [document_from_dict(row) for row in loaded] == [doc]
    # What was loaded finds its words again on a page that was edited.
    assert whole.text is not None
    found = hydrate(document_from_dict(loaded[0]), "One line more.\n\n" + whole.text)
    assert (found.counts["holds"], found.counts["lost"], found.left_out) == (0, 0, ())
    words = [
        [s.of(d.text or "") for q in d.quotations for s in q.content] for d in (found.doc, whole)
    ]
    assert words[0] == words[1]


def test_challenge_and_tables_load(release: Path, tmp_path: Path) -> None:
    [row] = datasets.load_dataset(
        str(release), "challenge", split="test", cache_dir=str(tmp_path / "c")
    )
    assert row["text"]
    expected = rows(load_data(release))
    for table in TABLES:
        loaded = datasets.load_dataset(
            str(release), table.name, split="full", cache_dir=str(tmp_path / table.name)
        )
        assert loaded.column_names == [column.name for column in table.columns]
        assert loaded.to_list() == expected[table.name]


def test_tables_hold_together(data: Path) -> None:
    tables = rows(load_data(data))
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in tables[table.name]]
        assert len(set(keys)) == len(keys), table.name
        for column in table.columns:
            if column.refers is not None:
                other, name = column.refers.split("/")
                known = {row[name] for row in tables[other]} | {None}
                assert {row[column.name] for row in tables[table.name]} <= known


def test_croissant_holds_and_every_record_set_loads(release: Path) -> None:
    croissant = pytest.importorskip("mlcroissant")
    dataset = croissant.Dataset(jsonld=str(release / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    assert str(dataset.metadata.ctx.conforms_to).endswith("1_1")
    expected = rows(load_data(release))
    for record_set in dataset.metadata.record_sets:
        records = list(dataset.records(record_set.id))
        theirs = [
            {key.partition("/")[2]: _plain(value) for key, value in row.items()} for row in records
        ]
        assert theirs == expected[record_set.id]
    assert {record_set.id for record_set in dataset.metadata.record_sets} == set(expected)


def _plain(value: object) -> object:
    """A value as both sides may give it: bytes or text, NaN or None."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return None if value != value else value


def test_the_card(release: Path) -> None:
    head, _, body = (release / "README.md").read_text()[4:].partition("\n---\n")
    fields = yaml.safe_load(head)
    configs = {config["config_name"]: config for config in fields["configs"]}
    assert list(configs) == ["gold", "challenge", *(table.name for table in TABLES)]
    assert configs["gold"]["default"] is True
    for config in configs.values():
        for file in config["data_files"]:
            assert (release / file["path"]).is_file()
    assert "| gold, all | 3 |" in body
    assert orjson.loads((release / ".zenodo.json").read_bytes())["version"] == "1.0.0"
    assert yaml.safe_load((release / "CITATION.cff").read_text())["date-released"] == "2026-01-02"


def test_agreement_and_account_are_in_the_card(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", tiny())
    figures = '{"cue": {"agree": 1, "f1": 0.5}, "all": {"agree": 2, "f1": null}}'
    agreement = f'{{"alpha": 0.81234, "documents": 3, "figures": {figures}, "kinds": {{"cue": 1}}}}'
    (folder / "agreement.json").write_text(agreement)
    (folder / "README.md").write_text(README)
    (tmp_path / "GUIDELINES.md").write_text("# Guidelines")
    release = build(folder, tmp_path / "dist").path
    card = (release / "README.md").read_text()
    for line in (
        "| alpha | 0.812 |",
        "| cue | 1 | 0.500 |",
        "| all | 2 | - |",
        "| kinds | value |",
    ):
        assert line in card
    assert "## How they were annotated\n\nBy reading." in card
    assert "Read these figures with care:\n\n- They are few.\n- They are made up.\n" in card
    assert "Something else" not in card
    assert (release / "GUIDELINES.md").read_text() == "# Guidelines"
    assert content(build(release, tmp_path / "again").path) == content(release)


def test_an_existing_folder_stays(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "1.0.0" / "mine"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(ReleaseError, match="exists already"):
        build(data, tmp_path)
    assert content(tmp_path) == {"1.0.0/mine": b"mine"}


def test_nothing_is_left_of_a_failure(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "card", fail)
    with pytest.raises(OSError, match="No space"):
        build(data, tmp_path / "new" / "dist")
    assert list(tmp_path.iterdir()) == []


def test_errors_hold_a_release_up(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", tiny(), registry=[])
    with pytest.raises(ReleaseError, match="12 errors") as caught:
        build(folder, tmp_path / "dist")
    assert {issue.code for issue in caught.value.issues} == {"C-REGISTRY"}
    assert not (tmp_path / "dist").exists()


def test_the_next_release(release: Path, tmp_path: Path) -> None:
    why = FIRST | {"version": "1.1.0", "kind": "corrected", "ids": ["tests/alder"], "reason": "So."}
    added = why | {"kind": "added", "ids": ["tests/fir"]}
    folder = write(
        tmp_path / "data", [*tiny(), article("fir", "train")], changes=[FIRST, why, added]
    )
    edit(folder, lambda quotations: quotations[0].update(mode="writing"))
    with pytest.raises(VersionError, match=r"this is 1\.1\.0"):
        build(folder, tmp_path / "dist", previous=release, version="1.0.1")
    assert build(folder, tmp_path / "dist", previous=release).version == "1.1.0"
    lines(folder / "CHANGES.jsonl", [FIRST, added])
    with pytest.raises(ReleaseError, match="1 errors"):
        build(folder, tmp_path / "other", previous=release)


def test_the_log_tells_of_the_version_that_is_built(release: Path, tmp_path: Path) -> None:
    why = FIRST | {"version": "1.0.1", "kind": "added", "ids": ["tests/fir"]}
    folder = write(tmp_path / "data", [*tiny(), article("fir", "train")], changes=[FIRST, why])
    with pytest.raises(VersionError, match=r"tells of 1\.0\.1, while this release is 1\.1\.0"):
        build(folder, tmp_path / "dist", previous=release)
    with pytest.raises(VersionError, match=r"tells of 1\.0\.1, while this release is 1\.0\.0"):
        build(folder, tmp_path / "dist", version="1.0.0")
    assert not (tmp_path / "dist").exists()
