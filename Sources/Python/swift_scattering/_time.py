"""What Kymatio's transforms of time series share: the axis of time."""

import math
import numbers

import numpy as np

from ._frontend import Frontend
from .transform import Transform

# The full width of a Gaussian at half its peak, over its deviation.
WIDTH = 2 * math.sqrt(2 * math.log(2))


def whole(value):
    """Whether a value is a whole number, of Python's or an array's."""
    return isinstance(value, numbers.Integral) or getattr(value, "shape", None) == () and value.dtype.kind in "iu"


def support(value, scales, count, name):
    """The samples that a low-pass is over, and whether it averages: ``"local"``, ``"global"`` or False."""
    if value is None or value == "global":
        return 2**scales, "local" if value is None else "global"
    if value > count:
        raise ValueError(
            f"The support {name} of the low-pass filter cannot exceed input length (got {value} > {count}). "
            f"For large averaging size, consider passing {name}='global'.")
    if value == 0:
        return 2**scales, False
    if value < 1:
        raise ValueError(f"{name} must be ==0 or >=1 (got {value})")
    if value != int(value):
        raise ValueError(f"{name} must be a whole number (got {value})")
    return int(value), "local"


def logarithm(stride, default, average, support, name):
    """The logarithm of a stride, where it was given and fits."""
    if stride is None:
        return default
    if not whole(stride):
        raise ValueError(f"{name} must be integer. Got: {stride}")
    if stride < 1 or stride & (stride - 1):
        raise ValueError(f"{name} must be a power of two. Got: {stride}")
    if average != "local":
        raise ValueError(f"{name}={stride} is incompatible with {support}.")
    return int(stride).bit_length() - 1


class TimeFrontend(Frontend):
    """A transform of time series with Kymatio's arguments."""

    def _set_time(self, J, shape, Q, T, stride, max_order, oversampling, out_type):
        self.J, self.shape, self._Q, self._T, self._stride = int(J), shape, Q, T, stride
        self.max_order, self.out_type, self._oversampling = int(max_order), out_type, oversampling
        if whole(shape):
            self.shape = (int(shape),)
        elif not isinstance(shape, tuple):
            raise ValueError(f"shape must be an integer or a 1-tuple. Got: {shape}")
        elif len(shape) > 1:
            raise ValueError(
                f"If shape is specified as a tuple, it must have exactly one element. Got: {shape}")
        if not whole(oversampling):
            raise ValueError(f"oversampling must be integer. Got: {oversampling}")
        if oversampling < 0:
            raise ValueError(f"oversampling must be nonnegative. Got: {oversampling}")
        if oversampling > 0:
            if stride not in (None, 2 ** (self.log2_T - oversampling)):
                raise ValueError(f"oversampling={oversampling} and stride={stride} are incompatible")
            self._stride = 2 ** (self.log2_T - oversampling)
        # Both raise where they do not fit.
        self.Q, self.log2_stride

    @property
    def Q(self):
        """tuple of int: Wavelets to the octave, of both orders."""
        if min(self._Q if isinstance(self._Q, (list, tuple)) else (self._Q,)) < 1:
            raise ValueError(f"Q must always be >= 1, got {self._Q}")
        if whole(self._Q):
            return (int(self._Q), 1)
        if not isinstance(self._Q, tuple):
            raise ValueError("Q must be an integer or a tuple")
        if len(self._Q) > 2:
            raise NotImplementedError(
                "Q must be an integer, 1-tuple or 2-tuple. Scattering transforms beyond order 2 are not implemented. "
                f"Got: {self._Q}")
        return tuple(self._Q) if len(self._Q) == 2 else (*self._Q, 1)

    @property
    def T(self):
        """int: The samples that averages are over; 2^J where there are none, or one."""
        return support(self._T, self.J, self.shape[0], "T")[0]

    @property
    def average(self):
        """str or bool: ``"local"``, ``"global"`` or False."""
        return support(self._T, self.J, self.shape[0], "T")[1]

    @property
    def log2_T(self):
        """int: The logarithm of T, rounded down."""
        return int(math.floor(math.log2(self.T)))

    @property
    def log2_stride(self):
        """int: The logarithm of the stride."""
        return logarithm(self._stride, self.log2_T, self.average, f"T={self._T}", "stride")

    @property
    def stride(self):
        """int: Samples from one average to the next."""
        return 2**self.log2_stride

    @property
    def oversampling(self):
        """int: The octaves of oversampling that were given."""
        return self._oversampling

    @property
    def _padding(self):
        if self.average == "local":
            return self._transform().padding[0]
        return self._once(self._made_padding, "padding", self.J, self.shape)

    def _made_padding(self):
        configuration = dict(
            shape=list(self.shape), scales=self.J, maximalOrder=0, padding="reflect", oversampling=0,
            normalization="kymatio", wavelets=dict(family="morlet1D", quality=[1]))
        return Transform(configuration, rigor="estimate").padding[0]

    @property
    def pad_left(self):
        """int: The samples that stand before a padded signal."""
        return self._padding[0]

    @property
    def pad_right(self):
        """int: The samples that stand behind a padded signal."""
        return self._padding[1]

    def _time_configuration(self):
        """What the averages make of the axis of time."""
        common = dict(scales=self.J, normalization="kymatio")
        if self.average == "global":
            # The sums are over the padded signal, which then goes on around its ends.
            return dict(
                common, shape=[self.pad_left + self.shape[0] + self.pad_right], padding="periodic", oversampling=0,
                readout=dict(kind="samples"))
        if not self.average:
            return dict(common, shape=list(self.shape), padding="reflect", oversampling=0, readout=dict(kind="samples"))
        return dict(
            common, shape=list(self.shape), padding="reflect", averaging=self.T,
            oversampling=self.log2_T - self.log2_stride)

    def _check(self, x):
        if self.out_type not in ("array", "dict", "list"):
            raise ValueError(f"out_type must be one of 'array', 'dict', or 'list'. Got: {self.out_type}")
        if not self.average and self.out_type == "array":
            raise ValueError(
                "Cannot convert to out_type='array' with T=0. Please set out_type to 'dict' or 'list'.")
        self._checked(x)
        if len(x.shape) < 1:
            raise ValueError(f"Input tensor x should have at least one axis, got {len(x.shape)}")
        if x.shape[-1] != self.shape[0]:
            raise ValueError(f"The last axis of x must have {self.shape[0]} samples, got {tuple(x.shape)}")

    def _reflected(self):
        """The samples of a signal that stand in its padding and between it."""
        count = self.shape[0]
        period = max(2 * count - 2, 1)
        lags = np.abs(np.arange(-self.pad_left, count + self.pad_right)) % period
        return np.minimum(lags, period - lags) if count > 1 else lags

    def output_size(self, detail=False):
        """The number of paths; with `detail` those of each order."""
        orders = np.bincount(self.meta()["order"])
        return tuple(int(count) for count in orders) if detail else int(orders.sum())
