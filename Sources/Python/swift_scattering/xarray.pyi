from collections.abc import Sequence
from typing import Literal

import xarray as xr

class Accessor:
    def __init__(self, array: xr.DataArray) -> None: ...
    def __call__(
        self, J: int, *, dims: str | Sequence[str] | None = None,
        wavelets: Literal["morlet", "joint", "solid-harmonic"] = "morlet", L: int | None = None,
        Q: int | tuple[int, ...] = (8, 1), T: int | Literal["global"] | None = None, J_fr: int = 4, Q_fr: int = 1,
        F: int | None = None, max_order: int = 2, padding: Literal["reflect", "periodic", "zero", "edge"] | None = None,
        oversampling: int = 0, normalization: str = "kymatio",
    ) -> xr.DataArray: ...
