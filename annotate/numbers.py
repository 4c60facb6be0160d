"""Names for numbers that the stages hand each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Facts = dict[str, float]  # features by name; what is not named is 0
Floats = NDArray[np.floating[Any]]  # of whatever precision a network gave
Doubles = NDArray[np.float64]  # of the precision that sums are made in
