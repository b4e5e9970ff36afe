"""Scattering of xarray's arrays: importing this module gives every `xarray.DataArray` the method ``scattering``.

Axes keep their names, averages stand at coordinates of the data's own, and what each path is stands in coordinates along ``path``, so that
``.sel(order=1)`` works. Arrays in chunks (Dask) are computed chunk by chunk, where the axes that are transformed are in one.
"""

import numpy as np
import xarray as xr

from .transform import Transform


@xr.register_dataarray_accessor("scattering")
class Accessor:
    """The method ``scattering`` of data arrays.

    Examples
    --------
    >>> import numpy as np, xarray as xr, swift_scattering.xarray
    >>> time = np.arange(4096) / 1000
    >>> sound = xr.DataArray(np.sin(2 * np.pi * 50 * time), dims="time", coords=dict(time=("time", time, dict(units="s"))))
    >>> features = sound.scattering(J=6, Q=8)
    >>> features.dims, features.frequency1.attrs["units"]
    (('path', 'time'), '1/s')
    >>> first = features.sel(order=1).mean("time")
    >>> round(float(first.frequency1[first.argmax("path")]))
    50
    """

    def __init__(self, array):
        self._array = array

    def __call__(
        self, J, *, dims=None, wavelets="morlet", L=None, Q=(8, 1), T=None, J_fr=4, Q_fr=1, F=None, max_order=2,
        padding=None, oversampling=0, normalization="kymatio",
    ):
        """The scattering features of an array along some of its axes.

        Parameters
        ----------
        J : int
            The longest wavelets extend over about 2^J samples.
        dims : str or sequence of str, optional
            The axes that are transformed, one for time series, two for images, three for volumes; the only one unless given.
        wavelets : {"morlet", "joint", "solid-harmonic"}, optional
            ``"joint"`` of time series: wavelets along log-frequency as well. ``"solid-harmonic"`` of volumes; their Morlet wavelets are oriented.
        L : int, optional
            Orientations of images, 8; directions of volumes, 6; of solid harmonics the largest degree, 3.
        Q : int or tuple of int, optional
            Wavelets to the octave, of time series.
        T : int or "global", optional
            Samples that averages are over, 2^J unless given, which only time series may be; ``"global"`` for the mean over all.
        J_fr, Q_fr, F : optional
            Of joint wavelets: scales and quality along log-frequency, and the wavelets that averages are over, 2^J_fr unless given.
        max_order : int, optional
        padding : {"reflect", "periodic", "zero", "edge"}, optional
            ``"reflect"`` unless given; solid harmonics are periodic.
        oversampling : int, optional
            Averages stand 2^oversampling times closer.
        normalization : str, optional
            As ``scatter features --normalization`` has it.

        Returns
        -------
        xarray.DataArray
            ``[..., path, *dims]``, of global averages ``[..., path]``. Coordinates of ``path``: its name, ``order``, and of its first, second, ... wavelet
            ``j1``, ``frequency1`` and ``bandwidth1`` (the largest of axes that are sampled alike, in cycles to the unit of their coordinates,
            else to a sample), ``l1``, an orientation, direction or degree, where it has one; of joint wavelets ``spin`` and ``quefrency``. Missing ones are -1 and NaN.

        Raises
        ------
        ValueError
            For axes that there are not, and for configurations that there are not (`ScatteringError`).
        """
        dims = self._dims(dims)
        shape = [self._array.sizes[dim] for dim in dims]
        transform = Transform(_configuration(
            shape, J, wavelets, L, Q, T, dict(scales=J_fr, quality=Q_fr, averaging=2**J_fr if F is None else F),
            max_order, padding, oversampling, normalization))
        described = transform.described_paths
        steps = _axes([self._array[dim] if dim in self._array.coords else None for dim in dims])
        first = described[0]
        kept = dims if first["spacing"] else ()
        if wavelets == "solid-harmonic":
            kept = ("power",)
        sizes = dict(zip(("path", *kept), (len(described), *first["shape"])))
        features = xr.apply_ufunc(
            transform if kept else lambda signals: transform(signals)[..., 0] if first["shape"] == [1] else transform(signals),
            self._array, input_core_dims=[dims], output_core_dims=[list(sizes)], exclude_dims=set(dims), dask="parallelized",
            output_dtypes=[np.result_type(self._array.dtype, np.float32)], keep_attrs=True,
            dask_gufunc_kwargs=dict(output_sizes=sizes))
        coordinates = _path_coordinates(described, steps)
        if wavelets == "solid-harmonic":
            coordinates["power"] = ("power", transform.configuration["readout"]["powers"])
        elif kept:
            for dim, origin, spacing in zip(dims, first["origin"], first["spacing"]):
                if dim in self._array.coords:
                    coordinates[dim] = _positions(self._array[dim], origin + spacing * np.arange(sizes[dim]))
        return features.assign_coords(coordinates).set_xindex("order")

    def _dims(self, dims):
        if dims is None:
            if self._array.ndim != 1:
                raise ValueError(f"the array has the axes {self._array.dims}: dims must say which are transformed")
            return self._array.dims
        dims = (dims,) if isinstance(dims, str) else tuple(dims)
        if missing := [dim for dim in dims if dim not in self._array.dims]:
            raise ValueError(f"dims has {missing}, but the array has the axes {self._array.dims}")
        if not 1 <= len(dims) <= 3 or len(set(dims)) < len(dims):
            raise ValueError(f"dims is {dims}, but must be one, two or three axes")
        return dims


def _configuration(shape, J, wavelets, L, Q, T, along, max_order, padding, oversampling, normalization):
    """The library's configuration of the method's arguments."""
    rank = len(shape)
    known = {"morlet": (1, 2, 3), "joint": (1,), "solid-harmonic": (3,)}
    if wavelets not in known or rank not in known[wavelets]:
        raise ValueError(f"wavelets is {wavelets!r}, which arrays of {rank} axes do not have")
    made = dict(
        shape=shape, scales=J, maximalOrder=max_order, padding=padding or "reflect", oversampling=oversampling,
        normalization=normalization)
    if wavelets == "solid-harmonic":
        return dict(
            made, padding=padding or "periodic", readout=dict(kind="integrals", powers=[0.5, 1.0, 2.0]),
            wavelets=dict(family="solidHarmonic", maximalDegree=3 if L is None else L, sigma=1, perM=False))
    quality = [int(q) for q in np.atleast_1d(Q)]
    if rank == 1:
        quality = (quality + [1] * max_order)[: max(max_order, 1)]
        made["wavelets"] = dict(family="morlet1D", quality=quality)
        if wavelets == "joint":
            made["wavelets"] = dict(family="joint", quality=quality, logFrequency=dict(along, layout="time"))
    elif rank == 2:
        made["orientations"] = 8 if L is None else L
    else:
        made["wavelets"] = dict(family="morlet3D", directions=6 if L is None else L)
    if T == "global":
        made["readout"] = dict(kind="globalMean")
    elif T is not None:
        if rank != 1:
            raise ValueError(f"T is {T!r}, but averages of {rank} axes are over 2^J samples, or 'global'")
        made["averaging"] = T
    return made


def _axes(coordinates):
    """The distance of samples along each axis and its unit; None where axes have none, or samples stand at different ones."""
    found = []
    for coordinate in coordinates:
        values = None if coordinate is None else coordinate.values
        if values is None or values.ndim != 1 or len(values) < 2 or values.dtype.kind not in "iufmM":
            return None
        unit = coordinate.attrs.get("units", "")
        if values.dtype.kind in "mM":
            values, unit = (values - values[0]) / np.timedelta64(1, "s"), "s"
        steps = np.diff(values.astype(float))
        # Coordinates in single precision, or rounded to some digits, are not evenly spaced to the last bit.
        if not np.allclose(steps, steps.mean(), rtol=1e-3, atol=0):
            return None
        found.append((abs(float(steps.mean())), unit))
    return found[0] if all(np.isclose(step, found[0][0], rtol=1e-6) and unit == found[0][1] for step, unit in found) else None


def _positions(coordinate, indices):
    """The coordinate at indices, which need not be whole."""
    values = coordinate.values
    if values.dtype.kind in "mM":
        known = values.astype(np.int64)
        made = (known[0] + np.interp(indices, np.arange(len(known)), known - known[0]).round().astype(np.int64)).astype(values.dtype)
    elif values.dtype.kind in "iuf":
        made = np.interp(indices, np.arange(len(values)), values)
    else:
        made = values[indices]
    return (coordinate.dims[0], made, coordinate.attrs)


def _path_coordinates(described, axes):
    """What each path is, as coordinates."""
    distance, unit = axes or (1.0, "")
    units = dict(units=f"1/{unit}" if unit else "1" if axes else "1/sample")
    made = dict(
        path=("path", [path["name"] for path in described]),
        order=("path", np.array([path["order"] for path in described])))
    def add(number, steps):
        made[f"j{number}"] = ("path", np.array([step.get("scale", -1) for step in steps]))
        for key in ("frequency", "bandwidth"):
            values = np.array([step.get(key, np.nan) for step in steps]) / distance
            made[f"{key}{number}"] = ("path", values, units)
        for name, key in (("orientation", "orientation"), ("degree", "degree"), ("direction", "index")):
            if any(name in step for step in steps):
                made[f"l{number}"] = ("path", np.array([step.get(key, -1) for step in steps]))

    # A joint path's first wavelet is where it stands along log-frequency.
    is_joint = any(path.get("acrossPaths") for path in described)
    if is_joint:
        add(1, [path.get("position") or {} for path in described])
    for index in range(max((len(path["steps"]) for path in described), default=0)):
        add(index + (2 if is_joint else 1), [path["steps"][index] if len(path["steps"]) > index else {} for path in described])
    if is_joint:
        across = [path.get("acrossPaths") or {} for path in described]
        made["spin"] = ("path", np.array([step.get("spin", 0) for step in across]))
        made["quefrency"] = ("path", np.array([step.get("frequency", np.nan) for step in across]), dict(units="1/wavelet"))
    return made
