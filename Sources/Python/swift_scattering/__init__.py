"""Wavelet scattering transforms of images, time series and volumes, with exact derivatives."""

from ._library import version as _version
from .errors import ScatteringError
from .transform import Transform

__all__ = ["ScatteringError", "Transform"]
__version__ = _version()
