"""Kymatio's scattering transforms of NumPy arrays: its names, arguments, shapes and numbers (those of its development branch)."""

import numpy as np

from ._images import Images
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes


class _Arrays:
    """NumPy's arrays."""

    frontend_name, array_name, array_noun = "numpy", "NumPy array", "array"

    def __call__(self, x):
        """The features of x; the same as `scattering`."""
        return self.scattering(x)

    @staticmethod
    def _checked(x):
        if x is None:
            raise TypeError("The input should be not empty.")
        if not isinstance(x, np.ndarray):
            raise TypeError(f"The input should be a numpy array, got type {type(x)}")
        return x

    @staticmethod
    def _features(transform, x):
        return transform(x)

    @staticmethod
    def _stack(parts, axis):
        return np.stack(parts, axis)


class Scattering2D(Images, _Arrays):
    __doc__ = Images.__doc__


class HarmonicScattering3D(Volumes, _Arrays):
    __doc__ = Volumes.__doc__

    def scattering(self, x):
        """The features of volumes, in single precision.

        Parameters
        ----------
        x : numpy.ndarray
            ``[..., M, N, O]``, real.

        Returns
        -------
        numpy.ndarray
            ``[..., scales, degree, power]``: the scales of order 1, then the pairs of order 2.
        """
        return super().scattering(x).astype(np.float32)


class Scattering1D(Series, _Arrays):
    __doc__ = Series.__doc__


class TimeFrequencyScattering(Joint, _Arrays):
    __doc__ = Joint.__doc__


__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
