from collections.abc import Sequence
from typing import Literal, overload

from . import jax as _jax, numpy as _numpy, sklearn as _sklearn, torch as _torch
from ._frontend import _Named, _Out
from ._images import _Out as _ImagesOut
from ._time import _Quality, _Support
from .errors import ScatteringError
from .sklearn import _Pool
from .transform import Transform

__version__: str

# Classes at runtime, but their calls make objects of others.
@overload
def HarmonicScattering3D(
    J: int, shape: Sequence[int], L: int = 3, sigma_0: float = 1, max_order: int = 2, rotation_covariant: bool = True,
    method: Literal["integral"] = "integral", points: None = None, integral_powers: Sequence[float] = (0.5, 1.0, 2.0),
    backend: str | _Named | None = None, *, frontend: Literal["numpy"] = "numpy",
) -> _numpy.HarmonicScattering3D: ...
@overload
def HarmonicScattering3D(
    J: int, shape: Sequence[int], L: int = 3, sigma_0: float = 1, max_order: int = 2, rotation_covariant: bool = True,
    method: Literal["integral"] = "integral", points: None = None, integral_powers: Sequence[float] = (0.5, 1.0, 2.0),
    backend: str | _Named | None = None, *, frontend: Literal["torch"],
) -> _torch.HarmonicScattering3D: ...
@overload
def HarmonicScattering3D(
    J: int, shape: Sequence[int], L: int = 3, sigma_0: float = 1, max_order: int = 2, rotation_covariant: bool = True,
    method: Literal["integral"] = "integral", points: None = None, integral_powers: Sequence[float] = (0.5, 1.0, 2.0),
    backend: str | _Named | None = None, *, frontend: Literal["jax"],
) -> _jax.HarmonicScattering3D: ...
@overload
def HarmonicScattering3D(
    J: int = 2, shape: Sequence[int] | None = None, L: int = 3, sigma_0: float = 1, max_order: int = 2,
    rotation_covariant: bool = True, method: Literal["integral"] = "integral", points: None = None,
    integral_powers: Sequence[float] = (0.5, 1.0, 2.0), backend: str = "numpy", *, frontend: Literal["sklearn"],
) -> _sklearn.HarmonicScattering3D: ...
@overload
def Scattering1D(
    J: int, shape: int | tuple[int, ...], Q: _Quality = 1, T: _Support = None, stride: int | None = None, max_order: int = 2,
    oversampling: int = 0, out_type: _Out = ..., backend: str | _Named | None = None, *, frontend: Literal["numpy"] = "numpy",
) -> _numpy.Scattering1D[_Out]: ...
@overload
def Scattering1D(
    J: int, shape: int | tuple[int, ...], Q: _Quality = 1, T: _Support = None, stride: int | None = None, max_order: int = 2,
    oversampling: int = 0, out_type: _Out = ..., backend: str | _Named | None = None, *, frontend: Literal["torch"],
) -> _torch.Scattering1D[_Out]: ...
@overload
def Scattering1D(
    J: int, shape: int | tuple[int, ...], Q: _Quality = 1, T: _Support = None, stride: int | None = None, max_order: int = 2,
    oversampling: int = 0, out_type: _Out = ..., backend: str | _Named | None = None, *, frontend: Literal["jax"],
) -> _jax.Scattering1D[_Out]: ...
@overload
def Scattering1D(
    J: int = 2, shape: int | tuple[int, ...] | None = None, Q: _Quality = 1, T: _Support = None, stride: int | None = None,
    max_order: int = 2, oversampling: int = 0, out_type: Literal["array", "list", "dict"] = "array", backend: str = "numpy", *,
    pool: _Pool = None, frontend: Literal["sklearn"],
) -> _sklearn.Scattering1D: ...
@overload
def Scattering2D(
    J: int, shape: Sequence[int], L: int = 8, max_order: int = 2, pre_pad: bool = False, backend: str | _Named | None = None,
    out_type: _ImagesOut = ..., *, frontend: Literal["numpy"] = "numpy",
) -> _numpy.Scattering2D[_ImagesOut]: ...
@overload
def Scattering2D(
    J: int, shape: Sequence[int], L: int = 8, max_order: int = 2, pre_pad: bool = False, backend: str | _Named | None = None,
    out_type: _ImagesOut = ..., *, frontend: Literal["torch"],
) -> _torch.Scattering2D[_ImagesOut]: ...
@overload
def Scattering2D(
    J: int, shape: Sequence[int], L: int = 8, max_order: int = 2, pre_pad: bool = False, backend: str | _Named | None = None,
    out_type: _ImagesOut = ..., *, frontend: Literal["jax"],
) -> _jax.Scattering2D[_ImagesOut]: ...
@overload
def Scattering2D(
    J: int = 2, shape: Sequence[int] | None = None, L: int = 8, max_order: int = 2, pre_pad: bool = False, backend: str = "numpy",
    out_type: Literal["array", "list"] = "array", *, pool: _Pool = None, frontend: Literal["sklearn"],
) -> _sklearn.Scattering2D: ...
@overload
def TimeFrequencyScattering(
    J: int, J_fr: int, Q: _Quality, shape: int | tuple[int, ...], T: _Support = None, stride: int | None = None,
    Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None, out_type: _Out = ...,
    format: Literal["time", "joint"] = "time", backend: str | _Named | None = None, *, frontend: Literal["numpy"] = "numpy",
) -> _numpy.TimeFrequencyScattering[_Out]: ...
@overload
def TimeFrequencyScattering(
    J: int, J_fr: int, Q: _Quality, shape: int | tuple[int, ...], T: _Support = None, stride: int | None = None,
    Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None, out_type: _Out = ...,
    format: Literal["time", "joint"] = "time", backend: str | _Named | None = None, *, frontend: Literal["torch"],
) -> _torch.TimeFrequencyScattering[_Out]: ...
@overload
def TimeFrequencyScattering(
    J: int, J_fr: int, Q: _Quality, shape: int | tuple[int, ...], T: _Support = None, stride: int | None = None,
    Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None, out_type: _Out = ...,
    format: Literal["time", "joint"] = "time", backend: str | _Named | None = None, *, frontend: Literal["jax"],
) -> _jax.TimeFrequencyScattering[_Out]: ...
@overload
def TimeFrequencyScattering(
    J: int = 4, J_fr: int = 2, Q: _Quality = 4, shape: int | tuple[int, ...] | None = None, T: _Support = None,
    stride: int | None = None, Q_fr: int | tuple[int] = 1, F: _Support = None, stride_fr: int | None = None,
    out_type: Literal["array", "list", "dict"] = "array", format: Literal["time", "joint"] = "time", backend: str = "numpy", *,
    pool: _Pool = None, frontend: Literal["sklearn"],
) -> _sklearn.TimeFrequencyScattering: ...

__all__ = [
    "HarmonicScattering3D",
    "Scattering1D",
    "Scattering2D",
    "ScatteringError",
    "TimeFrequencyScattering",
    "Transform",
]
