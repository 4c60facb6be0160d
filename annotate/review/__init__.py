"""The review app: people correct what an annotator proposed; knows only `corpus`, no annotator.

``events`` what can be done to a quotation, as frozen records; ``log`` keeps them on disk; ``acts``
and ``replay`` turn records and events into records; ``workspace`` holds all that one annotator has
open; ``app`` serves it to a browser; ``results`` puts logs back into a corpus.
"""
