"""Wavelet scattering transforms of images, time series and volumes, with exact derivatives."""

from ._entry import entry as _entry
from ._library import version as _version
from .errors import ScatteringError
from .transform import Transform

HarmonicScattering3D = _entry("HarmonicScattering3D")
Scattering1D = _entry("Scattering1D")
Scattering2D = _entry("Scattering2D")
TimeFrequencyScattering = _entry("TimeFrequencyScattering")

__all__ = [
    "HarmonicScattering3D",
    "Scattering1D",
    "Scattering2D",
    "ScatteringError",
    "TimeFrequencyScattering",
    "Transform",
]
__version__ = _version()
