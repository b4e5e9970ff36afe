from typing import Generic, Literal, TypedDict, overload, type_check_only

import numpy as np
from numpy.typing import NDArray

from ._frontend import _Given, _Made, _Named, _Out
from ._time import TimeFrontend, _Quality, _Support

@type_check_only
class _Path(TypedDict, Generic[_Made]):
    coef: _Made
    j: tuple[int, ...]
    n: tuple[int, ...]
    order: int

@type_check_only
class _Meta(TypedDict):
    order: NDArray[np.int64]
    key: list[tuple[int, ...]]
    n: NDArray[np.float64]
    xi: NDArray[np.float64]
    sigma: NDArray[np.float64]
    j: NDArray[np.float64]

class Series(TimeFrontend[_Given, _Made, _Path[_Made], _Out]):
    def __init__(
        self, J: int, shape: int | tuple[int, ...], Q: _Quality = 1, T: _Support = None, stride: int | None = None,
        max_order: int = 2, oversampling: int = 0, out_type: _Out = ..., backend: str | _Named | None = None,
    ) -> None: ...
    def meta(self) -> _Meta: ...
