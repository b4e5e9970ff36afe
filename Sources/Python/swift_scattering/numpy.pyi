from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._frontend import _Out
from ._images import Images, _Out as _ImagesOut
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes

_Given: TypeAlias = NDArray[np.floating[Any] | np.integer[Any] | np.bool_]
_Made: TypeAlias = NDArray[np.floating[Any]]

class Scattering2D(Images[_Given, _Made, _ImagesOut]): ...
class HarmonicScattering3D(Volumes[_Given, NDArray[np.float32]]): ...
class Scattering1D(Series[_Given, _Made, _Out]): ...
class TimeFrequencyScattering(Joint[_Given, _Made, _Out]): ...

__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
