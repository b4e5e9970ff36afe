from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

def field(
    kind: Literal["translation", "rotation", "dilation", "shear", "elastic", "rough"], amplitude: float,
    shape: int | tuple[int, ...] | list[int], *, seed: int = 0, image: int = 0, field: int = 0,
    cutoff: int = 5, exponent: float = 0.5,
) -> NDArray[np.float64]: ...
def warp(
    signals: ArrayLike, displacement: ArrayLike, *, interpolation: Literal["reference", "fast", "linear"] = "reference",
    boundary: Literal["reflect", "periodic"] = "reflect", threads: int | None = None,
) -> NDArray[np.floating[Any]]: ...

__all__ = ["field", "warp"]
