"""How the training data are prepared and the card is written, on tiny invented data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotate.training import card, entities, packing, quotes, schedule, treebank, vectors
from annotate.training.__main__ import parse, write_card
from annotate.training.recipes import RECIPES, SEED
from annotate.training.scoring import FLOORS, TREEBANK_METRICS, shortfalls

NAMES = [f"paper_{number}.txt" for number in range(400)]

SENTENCE = """\
# sent_id = s-1
# text = "Don't," he said.
1\t"\t"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No|Entity=(1
2-3\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tDo\tdo\tVERB\tVB\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\tSpaceAfter=No
5\t"\t"\tPUNCT\t''\t_\t2\tpunct\t_\t_
6\the\the\tPRON\tPRP\t_\t7\tnsubj\t_\t_
6.1\tx\tx\tX\tX\t_\t_\t_\t_\t_
7\tsaid\tsay\tVERB\tVBD\t_\t2\tparataxis\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


class TestEntities:
    def test_split_by_document_is_disjoint_complete_and_stable(self) -> None:
        parts = {name: entities.part_of(name) for name in NAMES}
        assert parts == {name: entities.part_of(name) for name in reversed(NAMES)}
        counts = {part: list(parts.values()).count(part) for part in entities.PARTS}
        assert sum(counts.values()) == len(NAMES)
        assert counts["test"] == pytest.approx(entities.TEST_SHARE * len(NAMES), rel=0.5)
        assert counts["dev"] == pytest.approx(entities.DEV_SHARE * len(NAMES), rel=0.5)

    def test_split_depends_on_the_seed(self) -> None:
        assert any(entities.part_of(n, "a") != entities.part_of(n, "b") for n in NAMES)

    def test_lines_without_tabs_are_tokens_outside(self) -> None:
        lines = ["https://example.org/a\tO", "", "Ama\tB-Person", "spoke", "", "", "Now\tO"]
        assert list(entities.sentences(lines)) == [
            [("Ama", "B-Person"), ("spoke", "O")],
            [("Now", "O")],
        ]

    def test_third_column_and_empty_label_are_left(self) -> None:
        lines = [
            "Bank\tB-Organization",
            "of\tI-Organization",
            "Ghana\tI-Organization\tB-Location",
            "!\t",
            "\tO",
        ]
        (sentence,) = entities.sentences(lines)
        assert sentence[2] == ("Ghana", "I-Organization")
        assert len(sentence) == 3 or sentence[3][1] == "O"

    def test_stray_inside_labels_begin(self) -> None:
        sentence = [("a", "I-Person"), ("b", "I-Person"), ("c", "I-Location"), ("d", "O")]
        labels = [label for _, label in entities.repair(sentence)]
        assert labels == ["B-Person", "I-Person", "B-Location", "O"]

    def test_files_are_built_by_part(self, tmp_path: Path) -> None:
        folder = tmp_path / "newswire" / "entities"
        folder.mkdir(parents=True)
        for name in NAMES[:60]:
            (folder / f"{name}.tsv").write_text(f"{name}\tB-Misc\n", encoding="utf-8")
        sizes = entities.build(tmp_path, tmp_path / "out", "x")
        assert sum(size["documents"] for size in sizes.values()) == 60
        seen = []
        for part in entities.PARTS:
            rows = json.loads((tmp_path / "out" / f"x.{part}.json").read_text(encoding="utf-8"))
            assert all(entities.part_of(row[0]["text"]) == part for row in rows)
            seen += [row[0]["text"] for row in rows]
        assert sorted(seen) == sorted(NAMES[:60])

    def test_missing_data_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError, match="--data"):
            entities.files_of(tmp_path, "train")


class TestTreebank:
    def test_documents_of_every_held_out_split(self) -> None:
        splits = "## dev\n\n  * GUM_a\n\n## test\n * GUM_b\n## test2\n- G_c\n## train\n * d"
        assert treebank.held_out_documents(splits) == {"GUM_a", "GUM_b", "G_c"}

    def test_plain_lines_drop_copies_and_misc(self) -> None:
        lines = ["# newpar_block = p", "# global.Entity = x", *SENTENCE.splitlines()]
        plain = list(treebank.plain_lines(lines))
        assert [line for line in plain if line.startswith("#")] == SENTENCE.splitlines()[:2]
        assert not any(line.startswith("6.1") for line in plain)
        rows = [line.split("\t") for line in plain if "\t" in line]
        assert rows[0][9] == "SpaceAfter=No"
        assert {row[8] for row in rows} == {"_"}

    def test_build_joins_and_holds_out(self, tmp_path: Path) -> None:
        ewt, gum = tmp_path / "ud" / "ewt", tmp_path / "ud" / "gum"
        ewt.mkdir(parents=True)
        gum.mkdir()
        for part in treebank.PARTS:
            (ewt / f"en_ewt-ud-{part}.conllu").write_text(SENTENCE + "\n", encoding="utf-8")
        for name in ("GUM_a", "GUM_b"):
            text = SENTENCE.replace("s-1", name) + "\n\n"
            (gum / f"{name}.conllu").write_text(text, encoding="utf-8")
        (gum / "splits.md").write_text("## dev\n * GUM_a\n", encoding="utf-8")
        words = treebank.build(tmp_path, tmp_path / "out")
        assert words == {"train": 16, "dev": 8, "test": 8}
        train = treebank.part_file(tmp_path / "out", "train").read_text(encoding="utf-8")
        assert "GUM_b" in train
        assert "GUM_a" not in train


class TestQuotes:
    def test_marks_curl_in_forms_and_text_alike(self) -> None:
        lines = list(treebank.plain_lines(SENTENCE.splitlines()))
        curled = quotes.curl(lines)
        assert curled[1] == "# text = \u201cDon\u2019t,\u201d he said."
        forms = [line.split("\t")[1] for line in curled if "\t" in line]
        assert forms[:4] == ["\u201c", "Don\u2019t", "Do", "n\u2019t"]
        lemmas = [line.split("\t")[2] for line in curled if "\t" in line]
        assert lemmas == [line.split("\t")[2] for line in lines if "\t" in line]

    def test_a_sentence_that_does_not_match_its_text_stays(self) -> None:
        lines = [line.replace("# text = ", "# text = x") for line in SENTENCE.splitlines()]
        broken = [line.replace("said", "says") if line.startswith("#") else line for line in lines]
        plain = list(treebank.plain_lines(broken))
        assert quotes.curl(plain) == plain

    def test_about_half_of_the_sentences_change(self) -> None:
        chosen = sum(quotes.is_chosen(name) for name in NAMES)
        assert 0.4 * len(NAMES) < chosen < 0.6 * len(NAMES)


class TestVectors:
    def test_hash_of_known_strings(self) -> None:
        # Values that spaCy's StringStore gives.
        assert vectors.string_hash("coffee") == 3197928453018144401
        assert vectors.string_hash("apple") == 8566208034543834098

    def test_key_map_of_every_width(self) -> None:
        packed = bytes([0x83, 5, 6, 0xCF, *(1).to_bytes(8, "big"), 0xCD, 1, 0, 0xCC, 200, 0xFF])
        assert vectors.read_key_map(packed) == {5: 6, 1: 256, 200: -1}
        with pytest.raises(ValueError, match="MessagePack"):
            vectors.read_key_map(b"\x90")

    def test_frequent_words_come_first_and_names_find_their_vector(self) -> None:
        rows = {vectors.string_hash(form): row for row, form in enumerate(("the", "Accra", "cat"))}
        counts = {"accra": 2, "the": 9, "unknown": 5, "cat": 1}
        assert vectors.choose(counts, rows, 2) == {"the": 0, "accra": 1}

    def test_reduction_keeps_the_main_axis(self) -> None:
        matrix = np.array([[-2.0, 0.0], [2.0, 0.1], [-2.0, 0.1], [2.0, 0.0]])
        reduced = vectors.reduce(matrix, 1)
        assert reduced.shape == (4, 1)
        assert np.sign(reduced[0, 0]) == np.sign(reduced[2, 0]) != np.sign(reduced[1, 0])


class TestSchedule:
    def test_rate_rises_then_falls_to_nearly_nothing(self) -> None:
        shares = [schedule.share(step, 100, 10) for step in range(100)]
        assert shares[0] == 0.1
        assert max(shares) == pytest.approx(1.0)
        assert shares[10:] == sorted(shares[10:], reverse=True)
        assert schedule.LAST_SHARE <= shares[-1] < 0.05
        assert schedule.share(1000, 100, 10) == schedule.LAST_SHARE

    def test_length_of_the_decay_is_that_of_the_training(self) -> None:
        for name, recipe in RECIPES.items():
            steps = re.search(r"--(?:max_)?steps (\d+)", recipe.flags)
            assert recipe.steps == (int(steps.group(1)) if steps else 0), name
        assert SEED == 1234


class TestPacking:
    def test_paths_of_the_machine_go(self) -> None:
        config = {
            "train_file": "/a/b.conllu",
            "save_dir": "work/x",
            "save_name": "pos.pt",
            "lang": "en",
            "steps": 3,
            "wordvec_pretrain_file": "/a/v.pt",
        }
        assert packing.without_paths(config) == {
            "train_file": None,
            "save_dir": "",
            "save_name": "",
            "lang": "en",
            "steps": 3,
            "wordvec_pretrain_file": None,
        }

    def test_resources_name_every_model(self) -> None:
        english = packing.resources()["en"]
        assert set(english["default_processors"]) == set(packing.PROCESSORS) == set(RECIPES)
        assert english["packages"]["default"] == english["default_processors"]
        for processor in packing.NEED_VECTORS:
            assert english[processor]["compact"]["dependencies"][0]["model"] == "pretrain"
        assert "pretrain" in english


def invented_report() -> dict[str, Any]:
    treebank_scores = dict.fromkeys(TREEBANK_METRICS, 0.95)
    entity_scores = {
        "precision": 0.8,
        "recall": 0.8,
        "f1": 0.8,
        "classes": {"Person": 0.9, "Product": 0.2, "Misc": 0.5, "Date": 0.7},
    }
    facts: dict[str, Any] = {
        name: {"seconds": 60, "data": {"train": {"words": 1234, "documents": 5, "tokens": 77}}}
        for name in RECIPES
    }
    facts["pretrain"] = {"seconds": 2, "words": 30, "dimensions": 100}
    return {
        "facts": facts,
        "bytes": {f"en/{name}/compact.pt": 1_000_000 for name in ("pretrain", *RECIPES)},
        "scores": {
            "ewt_gold": dict(treebank_scores),
            "ewt_raw": dict(treebank_scores),
            "pud_raw": dict(treebank_scores),
            "ner_dev": entity_scores,
            "ner_test": entity_scores,
            "speed": {"tokenize": 9000, "all": 2500, "tokens": 30000, "articles": 30},
        },
    }


class TestCard:
    def test_figures_come_from_the_report(self) -> None:
        text = card.render(invented_report())
        assert "| EWT dev, gold tokens: LAS | 95.0 | 83.0 | reached |" in text
        assert "1,234 words" in text
        assert "CC BY-SA 4.0" in text
        assert "7.00" in text
        assert "Product (20.0)" in text
        assert "\n\n\n" not in text

    def test_a_missed_floor_is_said(self) -> None:
        report = invented_report()
        report["scores"]["pud_raw"]["LAS"] = 0.8
        assert "| PUD, raw text: LAS | 80.0 | 81.0 | **falls short** |" in card.render(report)
        assert shortfalls(report["scores"]) == ["PUD, raw text: LAS: 0.8, floor 0.81"]
        assert not shortfalls(invented_report()["scores"])
        assert len(FLOORS) == 6

    def test_card_and_scores_are_written_together(self, tmp_path: Path) -> None:
        write_card(tmp_path, invented_report())
        report = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
        assert (tmp_path / "README.md").read_text(encoding="utf-8") == card.render(report)

    def test_committed_weights_were_made_with_the_committed_flags(self) -> None:
        models = Path(card.__file__).parents[1] / "models"
        if not (models / "scores.json").exists():
            pytest.skip("no weights in this checkout")
        facts = json.loads((models / "scores.json").read_text(encoding="utf-8"))["facts"]
        for name, recipe in RECIPES.items():
            assert facts[name]["flags"] == recipe.flags
            assert facts[name]["steps"] == recipe.steps
            assert facts[name]["seed"] == SEED


def test_command_line_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(["evaluate", "--data", "d"]).step == "evaluate"
    with pytest.raises(SystemExit):
        parse(["tokenize", "--data", "d"])
    assert "--work" in capsys.readouterr().err
