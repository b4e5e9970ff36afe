import os
import subprocess
from collections.abc import Callable, Container
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import ScatteringError

_Path: TypeAlias = str | os.PathLike[str]
_Option: TypeAlias = _Path | float | np.number[Any] | list[Any] | tuple[Any, ...] | None

class ToolError(ScatteringError):
    code: int
    def __init__(self, message: str, code: int) -> None: ...

class Report:
    data: dict[str, Any]
    rows: list[dict[str, Any]]
    html: str
    def __init__(self, page: _Path) -> None: ...
    def save(self, path: _Path) -> None: ...

def executable() -> str: ...
def run(*arguments: _Path, accepted: Container[int] = (0,), **options: _Option) -> subprocess.CompletedProcess[str]: ...
def stability(
    f: Callable[[NDArray[np.float64]], ArrayLike] | None, X: ArrayLike, *, name: str = "f", rank: int | None = None,
    **options: _Option,
) -> Report: ...
def train(features: _Path | ArrayLike, labels: _Path | ArrayLike, model: _Path, **options: _Option) -> str: ...
def predict(model: _Path, features: _Path | ArrayLike, **options: _Option) -> NDArray[np.str_]: ...

__all__ = ["Report", "ToolError", "executable", "predict", "run", "stability", "train"]
