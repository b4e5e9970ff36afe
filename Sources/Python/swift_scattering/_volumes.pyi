from collections.abc import Sequence
from typing import Literal

from typing_extensions import Never

from ._frontend import Frontend, _Given, _Made, _Named

class Volumes(Frontend[_Given, _Made, Never, Literal["array"]]):
    J: int
    shape: tuple[int, int, int]
    L: int
    sigma_0: float
    max_order: int
    rotation_covariant: bool
    method: Literal["integral"]
    points: None
    integral_powers: Sequence[float]
    M: int
    N: int
    O: int
    def __init__(
        self, J: int, shape: Sequence[int], L: int = 3, sigma_0: float = 1, max_order: int = 2, rotation_covariant: bool = True,
        method: Literal["integral"] = "integral", points: None = None, integral_powers: Sequence[float] = (0.5, 1.0, 2.0),
        backend: str | _Named | None = None,
    ) -> None: ...
