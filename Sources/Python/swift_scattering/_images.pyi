from collections.abc import Sequence
from typing import Generic, Literal, TypedDict, type_check_only

from typing_extensions import TypeVar

from ._frontend import Frontend, _Given, _Made, _Named

_Out = TypeVar("_Out", bound=Literal["array", "list"], default=Literal["array"])

@type_check_only
class _Path(TypedDict, Generic[_Made]):
    coef: _Made
    j: tuple[int, ...]
    n: tuple[int, ...]
    theta: tuple[int, ...]

class Images(Frontend[_Given, _Made, _Path[_Made], _Out]):
    J: int
    shape: tuple[int, int]
    L: int
    max_order: int
    pre_pad: bool
    out_type: _Out
    def __init__(
        self, J: int, shape: Sequence[int], L: int = 8, max_order: int = 2, pre_pad: bool = False,
        backend: str | _Named | None = None, out_type: _Out = ...,
    ) -> None: ...
