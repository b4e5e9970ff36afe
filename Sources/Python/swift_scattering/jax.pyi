from typing import Any, TypeAlias

import jax
import numpy as np
from numpy.typing import NDArray

from ._frontend import _Out
from ._images import Images, _Out as _ImagesOut
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes

_Given: TypeAlias = jax.Array | NDArray[np.floating[Any]]

class Scattering2D(Images[_Given, jax.Array, _ImagesOut]): ...
class HarmonicScattering3D(Volumes[_Given, jax.Array]): ...
class Scattering1D(Series[_Given, jax.Array, _Out]): ...
class TimeFrequencyScattering(Joint[_Given, jax.Array, _Out]): ...

__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
