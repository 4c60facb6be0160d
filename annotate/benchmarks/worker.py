"""``python -m annotate.benchmarks.worker JOB``: one system over some texts, in one thread.

Every system runs in a process of its own, so that none pays for what another loaded and the
limit on threads holds before any library is imported. `run` starts such a process and returns
what it measured; the process reads its job from a file and writes records and measurements.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol

from corpus.records import Document
from corpus.store import load_documents, write_documents

RULES = "none"
"""In place of a folder of weights: the annotator without its learned tagger."""

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)


class System(Protocol):
    """What is compared: documents without quotations in, records out, in their order."""

    def annotate_many(self, docs: Iterable[Document], /) -> Iterator[Document]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A system, the file of documents that it is to annotate, and where its records go.

    ``weights`` is a folder, ``none`` for rules alone, or None for the embedded weights;
    ``registry`` a file in place of the registry that ships. The documents are annotated
    ``rounds`` times, and the quickest counts.
    """

    system: Literal["annotator", "textacy"]
    documents: str
    output: str
    weights: str | None = None
    scheme: Literal["guidelines", "polnear"] = "guidelines"
    registry: str | None = None
    rounds: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Words, as white space parts them, and seconds of wall clock, loading apart.

    ``cores`` is processor time by wall clock, which one thread cannot bring above 1.
    """

    words: int
    seconds: float
    load_seconds: float
    peak_mb: float
    cores: float

    @property
    def words_a_second(self) -> float:
        """Words a second; 0 of nothing."""
        return self.words / self.seconds if self.seconds else 0.0


class RunError(Exception):
    """A system did not end well; the message has its last words."""


def run(job: Job, folder: Path) -> tuple[list[Document], Measured]:
    """Run a job in a process of its own; ``folder`` takes its files.

    Raises RunError with the end of its messages if it fails.
    """
    paths = folder / "job.json", folder / "measured.json"
    paths[0].write_text(json.dumps(asdict(job)), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key not in _SET_ELSEWHERE}
    environment |= dict.fromkeys(_THREADS, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        [sys.executable, "-m", "annotate.benchmarks.worker", *map(str, paths)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
        raise RunError(f"{job.system} ({job.weights or 'as it ships'}): {last[0]}")
    measured = Measured(**json.loads(paths[1].read_text(encoding="utf-8")))
    return load_documents(job.output), measured


# Another folder of models would be measured without a word.
_SET_ELSEWHERE = frozenset({"STANZA_RESOURCES_DIR"})


def load(job: Job) -> System:
    """The system of a job."""
    if job.system == "textacy":
        from annotate.benchmarks.triples import Textacy

        return Textacy()
    from corpus.entities import load_registry

    registry = load_registry(Path(job.registry)) if job.registry else None
    return load_annotator(job.weights, scheme=job.scheme, registry=registry)


def load_annotator(weights: str | None, **options: Any) -> System:
    """The annotator with the weights of a variant: here alone it is said how they are given.

    A folder may be a whole one of models (``resources.json``, with or without a tagger in
    ``en/frames``) or that of a tagger alone, beside the embedded models.
    """
    from annotate import Annotator

    if weights == RULES:
        options["tagger"] = "none"
    elif weights is not None:
        folder = Path(weights)
        if (folder / "resources.json").is_file():
            options["models"] = folder
        taggers = [each for each in (folder / "en" / "frames", folder) if _is_tagger(each)]
        if taggers:
            options["tagger"] = import_module("annotate.frames").FrameTagger(taggers[0])
        elif "models" not in options:
            raise FileNotFoundError(f"{folder}: neither models nor a tagger are there")
    annotator: System = Annotator(**options)
    return annotator


def _is_tagger(folder: Path) -> bool:
    return any(folder.glob("*.onnx"))


def measure(system: System, docs: list[Document], *, rounds: int) -> tuple[list[Document], float]:
    """The records of ``docs``, and the seconds of the quickest round."""
    best, records = float("inf"), list[Document]()
    for _ in range(rounds):
        start = time.perf_counter()
        records = list(system.annotate_many(docs))
        best = min(best, time.perf_counter() - start)
    return records, best


def main(argv: list[str]) -> int:
    """Carry out the job of the first file, and write what was measured to the second."""
    job = Job(**json.loads(Path(argv[0]).read_text(encoding="utf-8")))
    docs = load_documents(job.documents)
    start = time.perf_counter()
    system = load(job)
    gc.freeze()  # as `otr annotate` does
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    loaded = time.perf_counter(), time.process_time()
    records, seconds = measure(system, docs, rounds=job.rounds)
    wall, spent = time.perf_counter() - loaded[0], time.process_time() - loaded[1]
    # Linux counts kilobytes, macOS bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    measured = Measured(
        words=sum(len((doc.text or "").split()) for doc in docs),
        seconds=seconds,
        load_seconds=loaded[0] - start,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
        cores=spent / wall if wall else 0.0,
    )
    write_documents(job.output, records)
    Path(argv[1]).write_text(json.dumps(asdict(measured)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
