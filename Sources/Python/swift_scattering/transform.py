"""Scattering transforms of NumPy arrays, with their derivatives."""

import functools
import json
import math
import time

import numpy as np

from . import _library
from .errors import ScatteringError

# Samples of features that the first call of the library makes at the most, and about the seconds that later ones take: between calls
# Python answers to Ctrl-C.
_CHUNK, _SECONDS = 1 << 20, 0.25


class Transform:
    """A wavelet scattering transform of arrays, with exact derivatives.

    Immutable; used by any number of threads at once, each call by several of its own. Pickles hold the configuration alone, and transforms
    of one configuration are made once a process.

    Parameters
    ----------
    configuration : dict
        What is computed, with the keys and values of ``Docs/C.md``: ``shape``, ``scales``, ``orientations`` or ``wavelets``, ...
    threads : int, optional
        Threads that work on a call, one a core by default. Results do not depend on it.
    rigor : {"measure", "estimate", "patient"}, optional
        How long FFTW looks for fast transforms where it computes them: of time series, and of padded sides over 8,192 or with a prime factor over
        1,021. With the last bits of its plans those of features differ.

    Raises
    ------
    ScatteringError
        Where there is no such transform.

    Examples
    --------
    >>> import numpy as np
    >>> S = Transform(dict(shape=[32, 32], scales=2, orientations=8, maximalOrder=2, padding="reflect",
    ...                    oversampling=0, normalization="kymatio"))
    >>> S(np.ones((5, 3, 32, 32), np.float32)).shape
    (5, 3, 81, 8, 8)
    """

    def __init__(self, configuration, *, threads=None, rigor="measure"):
        request = {"configuration": configuration, "rigor": rigor}
        if threads is not None:
            request["threads"] = threads
        try:
            self._request = json.loads(json.dumps(request, default=_number))
        except (TypeError, ValueError) as error:
            raise ScatteringError(f"the arguments hold what is no JSON: {error}") from error
        self._handles, self._named = {}, self._text()
        description = self._handle(np.dtype(np.float32)).description
        self._configuration = description["configuration"]
        self._shape = tuple(self._configuration["shape"])
        self._offsets = [path["offset"] for path in description["paths"]]
        self._shapes = [tuple(path["shape"]) for path in description["paths"]]
        self._count = description["featureCount"]
        self._padding = [tuple(axis) for axis in description["padding"]]

    @property
    def configuration(self):
        """dict: What is computed, with defaults filled in; a copy."""
        return json.loads(json.dumps(self._configuration))

    @property
    def shape(self):
        """tuple of int: The axes of one signal."""
        return self._shape

    @property
    def feature_count(self):
        """int: Features of one signal, of all paths."""
        return self._count

    @property
    def padding(self):
        """list of tuple of int: The samples that are added before and behind each axis."""
        return list(self._padding)

    @property
    def described_paths(self):
        """list of dict: What ``scattering_describe`` says of each path (``Docs/C.md``); to be read and not changed."""
        return self._handle(np.dtype(np.float32)).description["paths"]

    @property
    def paths(self):
        """numpy.ndarray: A record a path, in the order of the features.

        Fields: ``name``; ``order``, the moduli taken; ``scale``, ``frequency`` and ``bandwidth`` of each wavelet on the way, ``[maximal order]``, the
        frequencies in cycles a sample, -1 and NaN behind the last; ``offset`` and ``count`` of its features in the block of a signal.
        """
        described = self.described_paths
        longest = max(max((len(path["steps"]) for path in described), default=0), 1)
        name = max(len(path["name"]) for path in described)
        table = np.zeros(
            len(described),
            dtype=[
                ("name", f"U{name}"),
                ("order", np.int64),
                ("scale", np.int64, (longest,)),
                ("frequency", np.float64, (longest,)),
                ("bandwidth", np.float64, (longest,)),
                ("offset", np.int64),
                ("count", np.int64),
            ],
        )
        table["scale"], table["frequency"], table["bandwidth"] = -1, np.nan, np.nan
        for row, path in zip(table, described):
            row["name"], row["order"], row["offset"] = path["name"], path["order"], path["offset"]
            row["count"] = math.prod(path["shape"])
            for index, step in enumerate(path["steps"]):
                row["scale"][index] = step["scale"]
                row["frequency"][index] = step["frequency"]
                row["bandwidth"][index] = step.get("bandwidth", np.nan)
        return table

    def __call__(self, signals):
        """The features of signals.

        Parameters
        ----------
        signals : array_like
            ``[..., *shape]`` of real numbers; single precision stays single, and so do small integers; double stays double.

        Returns
        -------
        numpy.ndarray or list of numpy.ndarray
            ``[..., path, *space]``; where the axes of features differ among paths, ``[..., *space]`` for each.

        Raises
        ------
        ScatteringError
            For other shapes, and for samples that are no real numbers of up to eight bytes.
        """
        return self.split(self.flat_features(signals))

    def pushforward(self, signals, tangents):
        """The Jacobian at signals times tangents: how features change along them, to first order.

        Parameters
        ----------
        signals, tangents : array_like
            Both ``[..., *shape]``, of one shape.

        Returns
        -------
        numpy.ndarray or list of numpy.ndarray
            As features are. A modulus that is 0 has derivative 0.
        """
        return self.split(self.flat_pushforward(signals, tangents))

    def pullback(self, signals, cotangents):
        """The transposed Jacobian at signals times cotangents: the gradient of the inner product of features and cotangents.

        Parameters
        ----------
        signals : array_like
            ``[..., *shape]``.
        cotangents : array_like or list of array_like
            As the features of the signals are.

        Returns
        -------
        numpy.ndarray
            ``[..., *shape]``, finite everywhere: a modulus that is 0 has derivative 0.
        """
        signals = self._signals(signals, "signals")
        return self.flat_pullback(signals, self._joined(cotangents, self._batch(signals)))

    # What frontends of other arrays build on: features as one block a signal, [..., feature].

    def flat_shape(self, signals):
        """The shape of features as one block a signal, ``[..., feature]``, of signals of any kind of array."""
        return (*self._batch(signals), self._count)

    def flat_features(self, signals):
        """The features of signals ``[..., *shape]`` as one block a signal, ``[..., feature]``."""
        signals = self._signals(signals, "signals")
        features = np.empty(self.flat_shape(signals), signals.dtype)
        self._each(self._handle(signals.dtype).execute, [signals], features)
        return features

    def flat_pushforward(self, signals, tangents):
        """The Jacobian at signals times tangents as one block a signal, ``[..., feature]``."""
        signals = self._signals(signals, "signals")
        tangents = self._like(signals, self._signals(tangents, "tangents"), "tangents")
        features = np.empty(self.flat_shape(signals), signals.dtype)
        self._each(self._handle(signals.dtype).pushforward, [signals, tangents], features)
        return features

    def flat_pullback(self, signals, cotangents):
        """The transposed Jacobian at signals times cotangents of one block a signal, ``[..., feature]``."""
        signals = self._signals(signals, "signals")
        expected = self.flat_shape(signals)
        if cotangents.shape != expected:
            raise ScatteringError(f"cotangents are {list(cotangents.shape)}, but features are {list(expected)}")
        cotangents = np.require(cotangents, signals.dtype, ["C", "ALIGNED"])
        gradients = np.empty_like(signals)
        self._each(self._handle(signals.dtype).pullback, [signals, cotangents], gradients)
        return gradients

    def split(self, features):
        """Blocks of features ``[..., feature]``, of any kind of array, as calls return them."""
        batch = tuple(features.shape[:-1])
        if len(set(self._shapes)) == 1:
            return features.reshape((*batch, len(self._shapes), *self._shapes[0]))
        return [
            features[..., offset : offset + math.prod(shape)].reshape((*batch, *shape))
            for offset, shape in zip(self._offsets, self._shapes)
        ]

    @property
    def request(self):
        """str: What `of_request` makes this transform of again, in this process or another."""
        return self._named

    @staticmethod
    def of_request(request):
        """The transform of a `request`; made where the process has none."""
        return _of_request(request)

    def __eq__(self, other):
        return isinstance(other, Transform) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return f"Transform({self._configuration!r})"

    def __reduce__(self):
        return _remade, (self._request,)

    def _key(self):
        """What tells transforms apart: the configuration with its defaults filled in, and how it is run."""
        return json.dumps({**self._request, "configuration": self._configuration}, sort_keys=True)

    def _text(self, **others):
        return json.dumps({**self._request, **others}, sort_keys=True)

    def _handle(self, dtype):
        precision = {4: "float", 8: "double"}[dtype.itemsize]
        if precision not in self._handles:
            self._handles[precision] = _library.handle(self._text(precision=precision))
        return self._handles[precision]

    def _signals(self, values, name):
        """An array of the transform's signals, in row-major order and of a precision that there is."""
        values = np.asarray(values)
        if values.dtype.kind not in "biuf":
            raise ScatteringError(f"{name} are of {values.dtype}, but they must be real numbers")
        dtype = np.result_type(values.dtype, np.float32)
        if dtype.itemsize > 8:
            raise ScatteringError(f"{name} are of {values.dtype}, but at most float64 is computed")
        rank = len(self._shape)
        if values.ndim < rank or values.shape[values.ndim - rank :] != self._shape:
            raise ScatteringError(
                f"{name} are {list(values.shape)}, but their last axes must be {list(self._shape)}"
            )
        return np.require(values, dtype.newbyteorder("="), ["C", "ALIGNED"])

    @staticmethod
    def _like(signals, values, name):
        if values.shape != signals.shape:
            raise ScatteringError(
                f"{name} are {list(values.shape)}, but signals are {list(signals.shape)}"
            )
        return np.require(values, signals.dtype, ["C", "ALIGNED"])

    def _each(self, function, inputs, output):
        """Calls a function of the library on as many signals at a time as a chunk holds."""
        size = math.prod(self._shape)
        count = inputs[0].size // size
        # As many as an earlier call found; a pair for each thread, in which signals travel.
        handle = function.__self__
        least = 2 * handle.description["threads"]

        def whole(signals):
            return max(1, int(signals) // least) * least

        start, step = 0, handle.step or whole(_CHUNK // max(self._count, size))
        strides = [array.nbytes // max(count, 1) for array in [*inputs, output]]
        while start < count:
            addresses = [
                array.ctypes.data + start * stride for array, stride in zip([*inputs, output], strides)
            ]
            before = time.perf_counter()
            signals = min(step, count - start)
            function(*addresses[:-1], signals, addresses[-1])
            start += signals
            rate = signals / max(time.perf_counter() - before, 1e-6)
            handle.step = step = whole(_SECONDS * rate)

    def _batch(self, signals):
        return signals.shape[: signals.ndim - len(self._shape)]

    def _joined(self, cotangents, batch):
        """Cotangents as one block a signal."""
        if len(set(self._shapes)) == 1:
            expected = (*batch, len(self._shapes), *self._shapes[0])
            values = [np.asarray(cotangents)]
            shapes = [expected]
        else:
            values = [np.asarray(value) for value in cotangents]
            shapes = [(*batch, *shape) for shape in self._shapes]
        if [value.shape for value in values] != shapes:
            found = [list(value.shape) for value in values]
            raise ScatteringError(
                f"cotangents are {found[0] if len(found) == 1 else found}, but features are "
                f"{list(shapes[0]) if len(shapes) == 1 else [list(shape) for shape in shapes]}"
            )
        if any(value.dtype.kind not in "biuf" for value in values):
            raise ScatteringError(f"cotangents are of {values[0].dtype}, but they must be real numbers")
        count = self._count if len(values) == 1 else None
        rows = [
            value.reshape(*batch, count or math.prod(shape))
            for value, shape in zip(values, self._shapes)
        ]
        return rows[0] if len(rows) == 1 else np.concatenate(rows, axis=-1)


def _number(value):
    """NumPy's numbers as JSON has them."""
    if isinstance(value, np.generic) or isinstance(value, np.ndarray) and value.ndim == 0:
        return value.item()
    raise TypeError(f"object of type {type(value).__name__}")


def _remade(request):
    return Transform(
        request["configuration"], threads=request.get("threads"), rigor=request["rigor"]
    )


@functools.lru_cache(maxsize=64)
def _of_request(request):
    return _remade(json.loads(request))
