"""The attributor's part of the model card, on reports that were made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotate import weights
from annotate.benchmarks.figures import NEWSWIRE
from annotate.benchmarks.stamp import stamp
from annotate.training import card, card_attributor, card_measured, everything
from annotate.training.card_attributor import Sizes, render
from annotate.training.frames import net
from tests.annotate.training.reports import FACTS, invented_evaluation

SIZES = Sizes(files={"reader.onnx": 23_000_000, "outlets.npz": 120_000}, all=58_040_000)


def kept(part: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The part of a split, measured in other surroundings."""
    return {**part, "environment": {**part["environment"], **changes}}


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with a little of what training leaves."""
    frames = tmp_path / "models" / "en" / "frames"
    frames.mkdir(parents=True)
    (frames / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    (frames / "reader.onnx").write_bytes(b"x" * 30_000)
    (tmp_path / "models" / "resources.json").write_text("{}", encoding="utf-8")
    return tmp_path / "models"


class TestData:
    def test_each_source_has_its_size_and_its_licence(self) -> None:
        text = render(FACTS, {}, SIZES)
        assert "294 articles, 4,321 quotations" in text
        assert "| PolNeAR, its train part: 840 articles | none stated; published for res" in text
        assert "all-MiniLM-L6-v2" in text
        assert "Apache 2.0; the package MIT" in text
        assert "GUM: annotations CC BY 4.0; texts CC BY or CC BY-SA" in text

    def test_the_variant_without_polnear_says_so(self) -> None:
        text = render({**FACTS, "polnear": 0}, {}, SIZES)
        assert "PolNeAR: **not used**" in text
        assert "This is the variant without PolNeAR" in text
        assert "from PolNeAR first" not in text
        assert "| PolNeAR | 3 |" not in text
        assert "| PolNeAR | 3 | 0.00015 | 12 | 17 |" in render(FACTS, {}, SIZES)

    def test_confidences_on_the_half_that_they_were_not_fitted_to(self) -> None:
        known = {"outlet": {"answers": 1234, "right": 0.7, "error": 0.0512}}
        text = render({**FACTS, "calibration": known}, {}, SIZES)
        assert "| outlets | 1,234 | 0.700 | 0.051 |" in text
        assert "not fitted to" not in render(FACTS, {}, SIZES)

    def test_scores_between_the_halves_of_train(self) -> None:
        figures = {name: {"value": 0.9, "low": 0.85, "high": 0.9512} for name in NEWSWIRE}
        figures["outlet_named"] = {"value": None, "low": None, "high": None}
        known = {"articles": 445, "segments": 2832, "figures": figures}
        text = render({**FACTS, "crossfitted": known}, {}, SIZES)
        assert "445 articles with 2,832 quoting segments" in text
        assert f"| {NEWSWIRE['all'].label} | 0.900 | 0.850 | 0.951 |" in text
        assert NEWSWIRE["outlet_named"].label not in text
        assert "halves of train" not in render(FACTS, {}, SIZES)

    def test_sizes_are_added_up_and_held_against_the_most(self) -> None:
        text = render(FACTS, {}, SIZES)
        assert "| `reader.onnx` | 23.000 |" in text
        assert "58.0 MB, of 60 MB at most.\n" in text
        assert "**That is more.**" in render(FACTS, {}, Sizes(files={}, all=60_100_000))

    def test_the_networks_are_described_as_they_are(self) -> None:
        text = render(FACTS, {}, SIZES)
        assert f"{net.DEPTH} layers and {net.WIDTH} numbers" in text
        assert f"{net.NARROW_DEPTH} layers of {net.NARROW} numbers" in text

    def test_it_is_well_formed_and_names_no_machine(self) -> None:
        text = render(FACTS, {"dev": invented_evaluation()}, SIZES, heard={"dev": (2, 30)})
        assert "\n\n\n" not in text
        assert text.endswith(".\n")
        assert text.count("\n## ") + text.startswith("## ") == 1
        assert str(Path.home()) not in text
        heads = [line for line in text.splitlines() if line.startswith("#")]
        assert len(heads) == len(set(heads))


class TestWhole:
    def test_without_an_evaluation_it_has_not_been_measured(self, models: Path) -> None:
        everything.seal(models)
        text = (models / "README.md").read_text(encoding="utf-8")
        assert text == card_attributor.whole(models)
        assert "These weights have not been measured." in text
        assert "### Known failures" in text
        assert card_attributor.measured(models, models / "evaluation.json") == {}

    def test_only_figures_of_these_weights_are_taken(self, models: Path, tmp_path: Path) -> None:
        everything.seal(models)
        mine, part = stamp(models), invented_evaluation()
        assert mine is not None
        path = tmp_path / "evaluation.json"
        parts = {
            "test": kept(part, weights=mine),
            "dev": kept(part, weights="0" * 12),
            "train": kept(part, weights=None),
        }
        path.write_text(json.dumps(parts), encoding="utf-8")
        assert list(card_attributor.measured(models, path)) == ["test"]
        (models / "en" / "frames" / "reader.onnx").write_bytes(b"y")
        everything.seal(models)
        assert card_attributor.measured(models, path) == {}

    def test_how_long_training_took_makes_no_other_weights(self, models: Path) -> None:
        everything.seal(models)
        before = stamp(models)
        facts = json.dumps({**FACTS, "seconds": 1})
        (models / "en" / "frames" / "facts.json").write_text(facts, encoding="utf-8")
        everything.seal(models)
        assert stamp(models) == before
        assert stamp(models / "nowhere") is None

    def test_nothing_is_written_where_there_is_nothing_to_tell(self, models: Path) -> None:
        shutil.rmtree(models / "en")
        everything.seal(models)
        assert not (models / "README.md").exists()

    def test_articles_that_the_entity_recogniser_learned_from_are_counted(self) -> None:
        found = card_attributor.heard()
        assert list(found) == list(card_measured.SPLITS)
        assert all(0 <= known <= every for known, every in found.values())
        assert all(every for _, every in found.values())

    def test_the_committed_card_is_up_to_date(self) -> None:
        """After training or `make evaluate`: `python -m annotate.training card`."""
        models = weights.default_dir()
        if not (models / "scores.json").exists():
            pytest.skip("no weights in this checkout")
        text = card_attributor.whole(models)
        assert (models / "README.md").read_text(encoding="utf-8") == text
        scores = json.loads((models / "scores.json").read_text(encoding="utf-8"))
        assert text.startswith(card.render(scores))
