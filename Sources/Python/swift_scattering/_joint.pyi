from typing import Generic, Literal, TypedDict, type_check_only

import numpy as np
from numpy.typing import NDArray
from typing_extensions import NotRequired

from ._frontend import _Given, _Made, _Named, _Out
from ._time import TimeFrontend, _Average, _Quality, _Support

# Order 0 has none of the last five, and n1_max and n1_stride are those of format="joint".
@type_check_only
class _Path(TypedDict, Generic[_Made]):
    coef: _Made
    j: tuple[int, ...]
    n: tuple[int, ...]
    order: int
    j_fr: NotRequired[tuple[int]]
    n_fr: NotRequired[tuple[int]]
    spin: NotRequired[float]
    n1_max: NotRequired[int]
    n1_stride: NotRequired[int]

@type_check_only
class _Meta(TypedDict):
    order: NDArray[np.int64]
    key: list[tuple[int, ...]]
    n: NDArray[np.object_]
    xi: NDArray[np.float64]
    sigma: NDArray[np.float64]
    j: NDArray[np.float64]
    n_fr: NDArray[np.float64]
    xi_fr: NDArray[np.float64]
    sigma_fr: NDArray[np.float64]
    j_fr: NDArray[np.float64]
    spin: NDArray[np.float64]

class Joint(TimeFrontend[_Given, _Made, _Path[_Made], _Out]):
    J_fr: int
    Q_fr: tuple[int]
    format: Literal["time", "joint"]
    def __init__(
        self, J: int, J_fr: int, Q: _Quality, shape: int | tuple[int, ...], T: _Support = None, stride: int | None = None,
        Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None, out_type: _Out = ...,
        format: Literal["time", "joint"] = "time", backend: str | _Named | None = None,
    ) -> None: ...
    @property
    def F(self) -> int: ...
    @property
    def average_fr(self) -> _Average: ...
    @property
    def log2_F(self) -> int: ...
    @property
    def log2_stride_fr(self) -> int: ...
    @property
    def stride_fr(self) -> int: ...
    def meta(self) -> _Meta: ...
