"""Kymatio's scattering transforms of NumPy arrays: its names, arguments, shapes and numbers (those of its development branch)."""

import math
import numbers

import numpy as np

from .transform import Transform


class _Frontend:
    """What the transforms of all ranks share.

    Attributes may be changed between calls, as Kymatio's may; the transform that they ask for is made at the next call.
    """

    def __init__(self, backend):
        name = backend if isinstance(backend, str) else backend.name
        if not name.startswith("numpy"):
            raise ImportError(
                f"The backend {name} can not be called from the frontend numpy."
                if isinstance(backend, str)
                else f"The backend {name} is not supported by the frontend numpy."
            )
        self.backend = backend
        self.frontend_name = "numpy"
        self._made = None

    def __call__(self, x):
        """The features of x; the same as `scattering`."""
        return self.scattering(x)

    def _transform(self):
        configuration = self._configuration()
        if self._made is None or self._made[0] != configuration:
            self._made = (configuration, Transform(configuration))
        return self._made[1]

    def __getstate__(self):
        return {**self.__dict__, "_made": None}

    @staticmethod
    def _checked(x):
        if x is None:
            raise TypeError("The input should be not empty.")
        if not isinstance(x, np.ndarray):
            raise TypeError(f"The input should be a numpy array, got type {type(x)}")
        return x

    def _steps(self):
        return [path["steps"] for path in self._transform().described_paths]


class Scattering2D(_Frontend):
    """Scattering of images by Morlet wavelets.

    Parameters
    ----------
    J : int
        Averages are over about 2^J pixels.
    shape : tuple of int
        ``(M, N)``, each at least 2^J.
    L : int, optional
        Orientations over half a turn.
    max_order : int, optional
        The most wavelets of a path.
    pre_pad : bool, optional
        Whether inputs are padded already, to whole periods of 2^J pixels and one on each side.
    backend : str or object, optional
        ``"numpy"``; there for Kymatio's sake.
    out_type : {"array", "list"}, optional
        An array ``[..., path, M / 2^J, N / 2^J]``; or a list with a dictionary a path: ``coef``, ``j``, ``n`` and ``theta`` (indices of
        scale, wavelet and orientation).

    Raises
    ------
    RuntimeError
        Where a side is shorter than 2^J; by calls, for inputs of another size.
    """

    def __init__(self, J, shape, L=8, max_order=2, pre_pad=False, backend="numpy", out_type="array"):
        super().__init__(backend)
        self.J, self.shape, self.L, self.max_order = int(J), tuple(int(n) for n in shape), int(L), int(max_order)
        self.pre_pad, self.out_type = bool(pre_pad), out_type
        if len(self.shape) != 2:
            raise RuntimeError(f"shape must be (M, N). Got: {shape}")
        if 2**self.J > min(self.shape):
            raise RuntimeError("The smallest dimension should be larger than 2^J.")
        self._transform()

    @property
    def _padded(self):
        period = 2**self.J
        return tuple(((n + period) // period + 1) * period for n in self.shape)

    def _configuration(self):
        return dict(
            shape=list(self._padded if self.pre_pad else self.shape), scales=self.J, orientations=self.L,
            maximalOrder=self.max_order, padding="periodic" if self.pre_pad else "reflect", oversampling=0,
            normalization="kymatio",
        )

    def scattering(self, x):
        """The features of images.

        Parameters
        ----------
        x : numpy.ndarray
            ``[..., M, N]``, real.

        Returns
        -------
        numpy.ndarray or list of dict
            As `out_type` says.
        """
        x = self._checked(x)
        if x.ndim < 2:
            raise RuntimeError("Input array must have at least two dimensions.")
        if self.pre_pad and x.shape[-2:] != self._padded:
            raise RuntimeError("Padded array must be of spatial size (%i,%i)." % self._padded)
        if not self.pre_pad and x.shape[-2:] != self.shape:
            raise RuntimeError("NumPy array must be of spatial size (%i,%i)." % self.shape)
        if self.out_type not in ("array", "list"):
            raise RuntimeError("The out_type must be one of 'array' or 'list'.")
        features = self._transform()(x)
        if self.pre_pad:
            features = features[..., 1:-1, 1:-1]
        if self.out_type == "array":
            return features
        return [
            dict(
                coef=features[..., index, :, :],
                j=tuple(step["scale"] for step in steps),
                n=tuple(step["scale"] * self.L + step["orientation"] for step in steps),
                theta=tuple(step["orientation"] for step in steps),
            )
            for index, steps in enumerate(self._steps())
        ]


class HarmonicScattering3D(_Frontend):
    """Scattering of volumes by solid harmonic wavelets, read as integrals of powers; periodic, without padding.

    Parameters
    ----------
    J : int
        There are scales 0 to J.
    shape : tuple of int
        ``(M, N, O)``.
    L : int, optional
        The largest degree.
    sigma_0 : float, optional
        The deviation of the Gaussian of scale 0, in samples.
    max_order : int, optional
        1 or 2.
    rotation_covariant : bool, optional
        Whether the moduli are over all orders m of a degree; otherwise of the one m = -l alone.
    method : {"integral"}, optional
    points : None
    integral_powers : sequence of float, optional
    backend : str or object, optional

    Raises
    ------
    ValueError
        For another method than integrals.
    RuntimeError
        By calls, for inputs of another size.
    """

    def __init__(
        self, J, shape, L=3, sigma_0=1, max_order=2, rotation_covariant=True, method="integral", points=None,
        integral_powers=(0.5, 1.0, 2.0), backend="numpy",
    ):
        super().__init__(backend)
        self.J, self.shape, self.L, self.sigma_0 = int(J), tuple(int(n) for n in shape), int(L), float(sigma_0)
        self.max_order, self.rotation_covariant, self.method = int(max_order), bool(rotation_covariant), method
        self.points, self.integral_powers = points, integral_powers
        if method != "integral":
            raise ValueError(f"method must be 'integral'. Got: {method}")
        self.M, self.N, self.O = self.shape
        self._transform()

    def _configuration(self):
        return dict(
            shape=list(self.shape), scales=self.J, maximalOrder=self.max_order, padding="periodic", oversampling=0,
            normalization="kymatio",
            wavelets=dict(
                family="solidHarmonic", maximalDegree=self.L, sigma=self.sigma_0, perM=not self.rotation_covariant),
            readout=dict(kind="integrals", powers=[float(power) for power in self.integral_powers]),
        )

    def _order(self):
        """The indices of paths, ``[scales, degree]``: those of order 1 first, of order 2 by both scales."""
        found = {}
        for index, steps in enumerate(self._steps()):
            degrees = {step["degree"] for step in steps}
            # The order m = -l has the modulus of |m| = l.
            if steps and all(self.rotation_covariant or step["order"] == step["degree"] for step in steps):
                found[tuple(step["scale"] for step in steps), degrees.pop()] = index
        scales = sorted({key[0] for key in found}, key=lambda key: (len(key), key))
        return np.array([[found[scale, degree] for degree in range(self.L + 1)] for scale in scales])

    def scattering(self, x):
        """The features of volumes.

        Parameters
        ----------
        x : numpy.ndarray
            ``[..., M, N, O]``, real.

        Returns
        -------
        numpy.ndarray
            ``[..., scales, degree, power]``, in single precision: the scales of order 1, then the pairs of order 2.
        """
        x = self._checked(x)
        if x.ndim < 3:
            raise RuntimeError("Input tensor must have at least three dimensions.")
        if x.shape[-3:] != self.shape:
            raise RuntimeError("Tensor must be of spatial size (%i, %i, %i)." % self.shape)
        return self._transform()(x)[..., self._order(), :].astype(np.float32)


class Scattering1D(_Frontend):
    """Scattering of time series by Morlet wavelets.

    Parameters
    ----------
    J : int
        The longest wavelets extend over about 2^J samples.
    shape : int or tuple of int
        N.
    Q : int or tuple of int, optional
        Wavelets to the octave, of order 1 and of order 2.
    T : int, "global" or 0, optional
        Samples that averages are over, 2^J unless given; ``"global"`` for sums over all of the padded signal; 0 for none.
    stride : int, optional
        Samples from one average to the next, a power of two, T rounded down to one unless given.
    max_order : int, optional
        1 or 2.
    oversampling : int, optional
        In place of `stride`, octaves.
    out_type : {"array", "list", "dict"}, optional
        An array ``[..., path, time]``; a list with a dictionary a path (``coef``, ``j``, ``n``, ``order``); or features by ``n``.
    backend : str or object, optional

    Raises
    ------
    ValueError, NotImplementedError
        For arguments that do not fit.
    """

    def __init__(
        self, J, shape, Q=1, T=None, stride=None, max_order=2, oversampling=0, out_type="array", backend="numpy"
    ):
        super().__init__(backend)
        self.J, self.shape, self._Q, self._T, self._stride = int(J), shape, Q, T, stride
        self.max_order, self.out_type, self._oversampling = int(max_order), out_type, oversampling
        if isinstance(shape, numbers.Integral):
            self.shape = (int(shape),)
        elif not isinstance(shape, tuple):
            raise ValueError(f"shape must be an integer or a 1-tuple. Got: {shape}")
        elif len(shape) > 1:
            raise ValueError(
                f"If shape is specified as a tuple, it must have exactly one element. Got: {shape}")
        if not isinstance(oversampling, numbers.Integral):
            raise ValueError(f"oversampling must be integer. Got: {oversampling}")
        if oversampling < 0:
            raise ValueError(f"oversampling must be nonnegative. Got: {oversampling}")
        if oversampling > 0:
            if stride not in (None, 2 ** (self.log2_T - oversampling)):
                raise ValueError(f"oversampling={oversampling} and stride={stride} are incompatible")
            self._stride = 2 ** (self.log2_T - oversampling)
        # Both raise where they do not fit.
        self.Q, self.log2_stride
        padded = self._padded_length()
        self.pad_left = (padded - self.shape[0]) // 2
        self.pad_right = padded - self.shape[0] - self.pad_left
        self._transform()

    @property
    def Q(self):
        """tuple of int: Wavelets to the octave, of both orders."""
        if np.any(np.array(self._Q) < 1):
            raise ValueError(f"Q must always be >= 1, got {self._Q}")
        if isinstance(self._Q, numbers.Integral):
            return (int(self._Q), 1)
        if not isinstance(self._Q, tuple):
            raise ValueError("Q must be an integer or a tuple")
        if len(self._Q) > 2:
            raise NotImplementedError(
                "Q must be an integer, 1-tuple or 2-tuple. Scattering transforms beyond order 2 are not implemented. "
                f"Got: {self._Q}")
        return self._Q if len(self._Q) == 2 else (*self._Q, 1)

    @property
    def T(self):
        """int: The samples that averages are over; 2^J where there are none, or one."""
        if self._T is None or self._T == "global":
            return 2**self.J
        if self._T > self.shape[0]:
            raise ValueError(
                f"The support T of the low-pass filter cannot exceed input length (got {self._T} > {self.shape[0]}). "
                "For large averaging size, consider passing T='global'.")
        if self._T == 0:
            return 2**self.J
        if self._T < 1:
            raise ValueError(f"T must be ==0 or >=1 (got {self._T})")
        if self._T != int(self._T):
            raise ValueError(f"T must be a whole number of samples (got {self._T})")
        return int(self._T)

    @property
    def average(self):
        """str or bool: ``"local"``, ``"global"`` or False."""
        self.T
        return "global" if self._T == "global" else False if self._T == 0 and self._T is not None else "local"

    @property
    def log2_T(self):
        """int: The logarithm of T, rounded down."""
        return int(math.floor(math.log2(self.T)))

    @property
    def log2_stride(self):
        """int: The logarithm of the stride."""
        if self._stride is None:
            return self.log2_T
        if not isinstance(self._stride, numbers.Integral):
            raise ValueError(f"stride must be integer. Got: {self._stride}")
        if self._stride < 1 or self._stride & (self._stride - 1):
            raise ValueError(f"stride must be a power of two. Got: {self._stride}")
        if self.average != "local":
            raise ValueError(f"stride={self._stride} is incompatible with T={self._T}.")
        return int(self._stride).bit_length() - 1

    @property
    def stride(self):
        """int: Samples from one average to the next."""
        return 2**self.log2_stride

    @property
    def oversampling(self):
        """int: The octaves of oversampling that were given."""
        return self._oversampling

    def _padded_length(self):
        """The power of two that leaves room for the low-pass three times on each side, but for no more than two signals in all."""
        count = self.shape[0]
        lags = np.minimum(np.arange(count), count - np.arange(count))
        frequencies = lags / count
        kernel = np.abs(np.fft.ifft(np.exp(-((frequencies * self.T / 0.1) ** 2) / 2)))[: count // 2]
        beyond = np.cumsum(kernel[::-1])[::-1]
        short = np.flatnonzero(beyond <= 1e-3)
        support = 3 * (int(short[0]) + 1 if len(short) else count // 2)
        return 2 ** min(
            math.ceil(math.log2(count + 2 * support)), math.floor(math.log2(max(3 * count - 2, 1))))

    def _configuration(self):
        quality = list(self.Q)[: max(1, self.max_order)]
        common = dict(
            scales=self.J, maximalOrder=self.max_order, normalization="kymatio",
            wavelets=dict(family="morlet1D", quality=quality),
        )
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

    def scattering(self, x):
        """The features of time series.

        Parameters
        ----------
        x : numpy.ndarray
            ``[..., N]``, real.

        Returns
        -------
        numpy.ndarray, list of dict, or dict
            As `out_type` says.
        """
        if self.out_type not in ("array", "dict", "list"):
            raise ValueError(f"out_type must be one of 'array', 'dict', or 'list'. Got: {self.out_type}")
        if not self.average and self.out_type == "array":
            raise ValueError(
                "Cannot convert to out_type='array' with T=0. Please set out_type to 'dict' or 'list'.")
        if len(x.shape) < 1:
            raise ValueError(f"Input tensor x should have at least one axis, got {len(x.shape)}")
        if self.average == "global":
            pads = [(0, 0)] * (x.ndim - 1) + [(self.pad_left, self.pad_right)]
            features = self._transform()(np.pad(x, pads, mode="reflect"))
            parts = [part.sum(axis=-1, keepdims=True) for part in self._parts(features)]
            features = np.stack(parts, axis=-2)
        else:
            features = self._transform()(x)
        if self.out_type == "array":
            return features
        parts = self._parts(features)
        keys = self._keys()
        if self.out_type == "dict":
            return dict(zip(keys, parts))
        scales = [tuple(step["scale"] for step in steps) for steps in self._steps()]
        return [
            dict(coef=part, j=scale, n=key, order=len(key)) for part, scale, key in zip(parts, scales, keys)]

    @staticmethod
    def _parts(features):
        """Features one path after the other."""
        return features if isinstance(features, list) else list(np.moveaxis(features, -2, 0))

    def _keys(self):
        return [tuple(step["index"] for step in steps) for steps in self._steps()]

    def meta(self):
        """What each path is.

        Returns
        -------
        dict
            ``order`` and ``key``, one a path; ``n``, ``xi``, ``sigma`` and ``j`` ``[path, max_order]``: the indices of its wavelets, their centre
            frequencies and deviations in cycles a sample, and their scales, NaN behind the last.
        """
        steps = self._steps()
        # The full width of a Gaussian at half its peak, over its deviation.
        width = 2 * math.sqrt(2 * math.log(2))
        values = dict(
            n=lambda step: step["index"], xi=lambda step: step["frequency"],
            sigma=lambda step: step["bandwidth"] / width, j=lambda step: step["scale"])
        meta = dict(order=np.array([len(path) for path in steps]), key=self._keys())
        for key, value in values.items():
            meta[key] = np.full((len(steps), self.max_order), np.nan)
            for row, path in zip(meta[key], steps):
                row[: len(path)] = [value(step) for step in path]
        return meta

    def output_size(self, detail=False):
        """The number of paths; with `detail` those of each order."""
        orders = np.bincount(self.meta()["order"])
        return tuple(int(count) for count in orders) if detail else int(orders.sum())


__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D"]
