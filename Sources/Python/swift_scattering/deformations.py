"""Random displacement fields, those of stability reports, and warps of signals by them."""

import json

import numpy as np

from . import _library
from .errors import ScatteringError


def field(kind, amplitude, shape, *, seed=0, image=0, field=0, cutoff=5, exponent=0.5):
    """A random displacement field, the one that a report of this seed measures (Docs/RandomFields.md).

    Parameters
    ----------
    kind : {"translation", "rotation", "dilation", "shear", "elastic", "rough"}
        Time series have neither rotations nor shears.
    amplitude : float
        The largest displacement, in samples.
    shape : int or tuple of int
        The axes of a signal, one to three.
    seed, image, field : int, optional
        What names the field among all.
    cutoff : int, optional
        The most half-waves of elastic fields.
    exponent : float, optional
        Rough fields are Hoelder-continuous of every exponent below it.

    Returns
    -------
    numpy.ndarray
        ``[component, *shape]`` of float64, in samples; the first component moves along the first axis.

    Raises
    ------
    ScatteringError
        For fields that there are not.

    Examples
    --------
    >>> from swift_scattering.deformations import field
    >>> tau = field("elastic", 1.5, (32, 32), seed=7)
    >>> tau.shape, round(float(np.hypot(*tau).max()), 12)
    ((2, 32, 32), 1.5)
    """
    shape = [int(count) for count in np.atleast_1d(shape)]
    request = _json(
        kind=kind, amplitude=float(amplitude), shape=shape, seed=int(seed), image=int(image), field=int(field),
        cutoff=int(cutoff), exponent=float(exponent))
    # The library looks at the request before it writes.
    known = 0 < len(shape) <= 3 and all(0 < count < 1 << 31 for count in shape)
    displacement = np.empty((len(shape), *shape) if known else (0,))
    _library.field(request, displacement.ctypes.data)
    return displacement


def warp(signals, displacement, *, interpolation="reference", boundary="reflect", threads=None):
    """Signals under displacement fields: x(u - displacement(u)).

    Parameters
    ----------
    signals : array_like
        ``[..., *shape]`` of real numbers, finite.
    displacement : array_like
        ``[component, *shape]`` in samples, one for all signals; or one for each, ``[..., component, *shape]``.
    interpolation : {"reference", "fast", "linear"}, optional
        Between samples: the Fourier series upsampled by 8 or by 2, then quintic splines, exact to 1e-6 of the signal up to 0.9 of the
        Nyquist frequency with ``"reference"``; or linear, which blurs.
    boundary : {"reflect", "periodic"}, optional
        How signals go on beyond their ends.
    threads : int, optional
        One a core by default.

    Returns
    -------
    numpy.ndarray
        ``[..., *shape]``, computed in double precision; float32 of float32.

    Raises
    ------
    ScatteringError
        For shapes that do not fit, and displacements that are not finite.

    Examples
    --------
    >>> from swift_scattering.deformations import warp
    >>> warp(np.arange(5.0), np.ones((1, 5)), boundary="periodic")
    array([4., 0., 1., 2., 3.])
    """
    signals, displacement = np.asarray(signals), np.asarray(displacement)
    for name, array in (("signals", signals), ("displacement", displacement)):
        if array.dtype.kind not in "biuf":
            raise ScatteringError(f"{name} are of {array.dtype}, but they must be real numbers")
    # The rank is the number of components, which stands before as many axes.
    ranks = [
        rank for rank in (1, 2, 3)
        if displacement.ndim > rank and displacement.shape[-rank - 1] == rank
        and signals.shape[signals.ndim - rank :] == displacement.shape[-rank:] and signals.ndim >= rank
    ]
    batches = [(signals.shape[: signals.ndim - rank], displacement.shape[: displacement.ndim - rank - 1]) for rank in ranks]
    fitting = [(rank, batch) for rank, (batch, fields) in zip(ranks, batches) if fields in ((), batch)]
    if not fitting:
        raise ScatteringError(
            f"signals are {list(signals.shape)} and displacement {list(displacement.shape)}, but it must be [component, *shape], or one "
            "such for each signal")
    rank, batch = fitting[-1]
    shape = signals.shape[signals.ndim - rank :]
    options = {} if threads is None else dict(threads=int(threads))
    request = _json(shape=list(shape), interpolation=interpolation, boundary=boundary, **options)
    rows = np.require(signals, np.float64, ["C", "ALIGNED"]).reshape(-1, *shape)
    fields = np.require(displacement, np.float64, ["C", "ALIGNED"]).reshape(-1, rank, *shape)
    warped = np.empty_like(rows)
    if displacement.ndim == rank + 1:
        _library.warp(request, rows.ctypes.data, len(rows), fields.ctypes.data, warped.ctypes.data)
    else:
        for row, one, result in zip(rows, fields, warped):
            _library.warp(request, row.ctypes.data, 1, one.ctypes.data, result.ctypes.data)
    return warped.reshape(signals.shape).astype(np.result_type(signals.dtype, np.float32), copy=False)


def _json(**values):
    try:
        return json.dumps(values, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ScatteringError(f"the arguments hold what is no JSON: {error}") from error


__all__ = ["field", "warp"]
