import dataclasses
import os
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .transform import Transform

@dataclasses.dataclass(frozen=True)
class FeatureFile:
    features: NDArray[np.floating[Any]]
    inputs: list[str]
    metadata: dict[str, Any]
    @property
    def configuration(self) -> dict[str, Any]: ...
    @property
    def paths(self) -> NDArray[np.void]: ...
    def transform(self, *, threads: int | None = ..., rigor: Literal["measure", "estimate", "patient"] = ...) -> Transform: ...

def read(path: str | os.PathLike[str]) -> FeatureFile: ...
def write(
    path: str | os.PathLike[str], features: ArrayLike, transform: Transform, inputs: Iterable[str] | None = None
) -> None: ...
