from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin  # type: ignore[import-untyped]
from typing_extensions import Self

from . import numpy as _numpy
from ._joint import _Meta as _JointMeta
from ._series import _Meta as _SeriesMeta
from ._time import _Quality, _Support

_Pool: TypeAlias = Literal["mean"] | None

class _Transformer(TransformerMixin, BaseEstimator):
    n_features_in_: int
    def fit(self, X: ArrayLike, y: object = None) -> Self: ...
    # Tables where set_output asks for them.
    def fit_transform(self, X: ArrayLike, y: object = None, **fit_params: Any) -> NDArray[np.floating[Any]] | Any: ...
    def transform(self, X: ArrayLike) -> NDArray[np.floating[Any]] | Any: ...
    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]: ...
    # Lists and dictionaries where out_type asks for them.
    def scattering(self, x: NDArray[Any]) -> NDArray[np.floating[Any]] | Any: ...
    __call__ = scattering
    def __sklearn_is_fitted__(self) -> bool: ...
    def __sklearn_tags__(self) -> Any: ...

class Scattering2D(_Transformer):
    J: int
    shape: Sequence[int] | None
    L: int
    max_order: int
    pre_pad: bool
    backend: str
    out_type: Literal["array", "list"]
    pool: _Pool
    scattering_: _numpy.Scattering2D[Any]
    def __init__(
        self, J: int = 2, shape: Sequence[int] | None = None, L: int = 8, max_order: int = 2, pre_pad: bool = False,
        backend: str = "numpy", out_type: Literal["array", "list"] = "array", *, pool: _Pool = None,
    ) -> None: ...

class Scattering1D(_Transformer):
    J: int
    shape: int | tuple[int, ...] | None
    Q: _Quality
    T: _Support
    stride: int | None
    max_order: int
    oversampling: int
    out_type: Literal["array", "list", "dict"]
    backend: str
    pool: _Pool
    scattering_: _numpy.Scattering1D[Any]
    def __init__(
        self, J: int = 2, shape: int | tuple[int, ...] | None = None, Q: _Quality = 1, T: _Support = None,
        stride: int | None = None, max_order: int = 2, oversampling: int = 0,
        out_type: Literal["array", "list", "dict"] = "array", backend: str = "numpy", *, pool: _Pool = None,
    ) -> None: ...
    def meta(self) -> _SeriesMeta: ...

class TimeFrequencyScattering(_Transformer):
    J: int
    J_fr: int
    Q: _Quality
    shape: int | tuple[int, ...] | None
    T: _Support
    stride: int | None
    Q_fr: int | tuple[int]
    F: _Support
    stride_fr: int | None
    out_type: Literal["array", "list", "dict"]
    format: Literal["time", "joint"]
    backend: str
    pool: _Pool
    scattering_: _numpy.TimeFrequencyScattering[Any]
    def __init__(
        self, J: int = 4, J_fr: int = 2, Q: _Quality = 4, shape: int | tuple[int, ...] | None = None, T: _Support = None,
        stride: int | None = None, Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None,
        out_type: Literal["array", "list", "dict"] = "array", format: Literal["time", "joint"] = "time", backend: str = "numpy",
        *, pool: _Pool = None,
    ) -> None: ...
    def meta(self) -> _JointMeta: ...

class HarmonicScattering3D(_Transformer):
    J: int
    shape: Sequence[int] | None
    L: int
    sigma_0: float
    max_order: int
    rotation_covariant: bool
    method: Literal["integral"]
    points: None
    integral_powers: Sequence[float]
    backend: str
    out_type: Literal["array"]
    pool: None
    scattering_: _numpy.HarmonicScattering3D
    def __init__(
        self, J: int = 2, shape: Sequence[int] | None = None, L: int = 3, sigma_0: float = 1, max_order: int = 2,
        rotation_covariant: bool = True, method: Literal["integral"] = "integral", points: None = None,
        integral_powers: Sequence[float] = (0.5, 1.0, 2.0), backend: str = "numpy",
    ) -> None: ...

def expected_failed_checks(estimator: _Transformer) -> dict[str, str]: ...

__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering", "expected_failed_checks"]
