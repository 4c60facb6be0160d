"""Records without text and a folder of texts to records with text, and the way back.

`strip` takes the text out and leaves selectors; `hydrate` puts a text in and says of every anchor
whether it holds, has moved or is lost; `find_text` reads the text of a record from a folder.
"""

from corpus.hydrate.restore import AnchorError, Hydrated, LostAnchor, hydrate, strip
from corpus.hydrate.texts import TextError, find_text

__all__ = [
    "AnchorError",
    "Hydrated",
    "LostAnchor",
    "TextError",
    "find_text",
    "hydrate",
    "strip",
]
