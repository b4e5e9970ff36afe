"""Kymatio's TimeFrequencyScattering, of any kind of arrays."""

import math

import numpy as np

from ._time import WIDTH, TimeFrontend, logarithm, support, whole
from .transform import Transform


class Joint(TimeFrontend):
    """Joint time-frequency scattering of time series.

    Features of each pair of rates, along time and along log-frequency: the moduli of wavelets of order 1 are filtered along both.

    Parameters
    ----------
    J : int
        The longest wavelets in time extend over about 2^J samples.
    J_fr : int
        The longest wavelets along log-frequency extend over about 2^J_fr wavelets of order 1.
    Q : int or tuple of int
        Wavelets to the octave, of order 1 and of order 2.
    shape : int or tuple of int
        N.
    T : int, "global" or 0, optional
        Samples that averages are over, 2^J unless given; ``"global"`` for sums over all of the padded signal; 0 for none.
    stride : int, optional
        Samples from one average to the next, a power of two, T rounded down to one unless given.
    Q_fr : int or tuple of int, optional
        Wavelets to the octave along log-frequency.
    F : int, "global" or 0, optional
        Wavelets of order 1 that averages are over, less than 2^(J_fr + 1), 2^J_fr unless given; ``"global"`` for sums over all of the padded axis; 0 for none.
    stride_fr : int, optional
        Wavelets of order 1 from one average to the next; F rounded down to a power of two, the only one there is.
    out_type : {"array", "list", "dict"}, optional
        An array; a list with a dictionary a path (``coef``, ``j``, ``n``, ``j_fr``, ``n_fr``, ``spin``, ``order``); or features by ``n``.
    format : {"time", "joint"}, optional
        ``"time"``: a path for each position along log-frequency, ``[..., path, time]``. ``"joint"``: log-frequency as an axis,
        ``[..., path, log-frequency, time]``, without order 0 in arrays, which have the positions of the axis's padding too.
    backend : str or object, optional

    Raises
    ------
    ValueError, NotImplementedError
        For arguments that do not fit.
    """

    def __init__(
        self, J, J_fr, Q, shape, T=None, stride=None, Q_fr=1, F=None, stride_fr=None, out_type="array", format="time",
        backend=None,
    ):
        super().__init__()
        self._choose(backend or self.frontend_name)
        self.J_fr, self._F, self._stride_fr, self.format = int(J_fr), F, stride_fr, format
        self.Q_fr = (int(Q_fr),) if whole(Q_fr) else Q_fr
        if min(Q_fr if isinstance(Q_fr, (list, tuple)) else (Q_fr,)) < 1:
            raise ValueError(f"Q_fr must be >= 1, got {Q_fr}")
        if not isinstance(self.Q_fr, tuple):
            raise ValueError("Q_fr must be an integer or 1-tuple.")
        if len(self.Q_fr) != 1:
            raise NotImplementedError(
                "Q_fr must be an integer or 1-tuple. Time-frequency scattering beyond order 2 is not implemented.")
        self._set_time(J, shape, Q, T, stride, 2, 0, out_type)
        if self.average_fr == "local" and self.F >= 2 ** (self.J_fr + 1):
            raise NotImplementedError(
                f"F must be less than 2^(J_fr + 1), {2 ** (self.J_fr + 1)}: averages over more are wider than the low-pass along "
                f"log-frequency. Got: {F}")
        if self.log2_stride_fr != self.log2_F:
            raise NotImplementedError(
                f"stride_fr must be {2**self.log2_F}, F rounded down to a power of two. Got: {stride_fr}")
        # Made here and not at the first call, which a compiler may look at.
        self._rows() if self._is_flat else self._paths()
        if self.average == "local":
            self._mean_transform

    @property
    def _channels(self):
        """Wavelets of order 1, at the most."""
        return (self.J + 1) * self.Q[0]

    @property
    def F(self):
        """int: The wavelets that averages are over; 2^J_fr where there are none, or one."""
        return support(self._F, self.J_fr, self._channels, "F")[0]

    @property
    def average_fr(self):
        """str or bool: ``"local"``, ``"global"`` or False."""
        return support(self._F, self.J_fr, self._channels, "F")[1]

    @property
    def log2_F(self):
        """int: The logarithm of F, rounded down."""
        return int(math.floor(math.log2(self.F)))

    @property
    def log2_stride_fr(self):
        """int: The logarithm of the stride along log-frequency."""
        return logarithm(self._stride_fr, self.log2_F, self.average_fr, f"F={self._F}", "stride_fr")

    @property
    def stride_fr(self):
        """int: Wavelets of order 1 from one average to the next."""
        return 2**self.log2_stride_fr

    @property
    def _is_flat(self):
        """Whether the library's own paths are those of this format, a path a position."""
        return self.format == "time" and self.average == self.average_fr == "local"

    def _configuration(self):
        along = dict(
            scales=self.J_fr, quality=self.Q_fr[0], averaging=self.F if self.average_fr == "local" else "none",
            layout="time" if self._is_flat else "joint")
        return dict(
            self._time_configuration(), maximalOrder=2,
            wavelets=dict(family="joint", quality=list(self.Q), logFrequency=along))

    @property
    def _first_order(self):
        """The wavelets of order 1."""
        return self._once(self._made_first_order, "first order", self.J, self.shape, self.Q[0], self.T, self.log2_stride)

    def _made_first_order(self):
        configuration = dict(
            shape=list(self.shape), scales=self.J, maximalOrder=1, padding="reflect", averaging=self.T,
            oversampling=self.log2_T - self.log2_stride, normalization="kymatio",
            wavelets=dict(family="morlet1D", quality=[self.Q[0]]))
        return [path["steps"][0] for path in Transform(configuration, rigor="estimate").described_paths[1:]]

    def _mean(self, x):
        """The features of order 0."""
        if not self.average:
            return x
        if self.average == "global":
            return x[..., self._reflected()].sum(-1)[..., None]
        return self._features(self._mean_transform, x)[..., 0, :]

    @property
    def _mean_transform(self):
        return self._once(self._made_mean, "mean", self.J, self.shape, self.T, self.log2_stride)

    def _made_mean(self):
        return Transform(dict(self._time_configuration(), maximalOrder=0, wavelets=dict(family="morlet1D", quality=[1])))

    def scattering(self, x):
        """The features of time series.

        Parameters
        ----------
        x : array
            ``[..., N]``, real.

        Returns
        -------
        array, list of dict, or dict
            As `out_type` and `format` say.

        Notes
        -----
        Where F is less than 2^J_fr averages stand F apart, but Kymatio counts those of the low-pass along log-frequency by 2^J_fr; ``n`` here
        says where they stand, of as many as Kymatio has.
        """
        self._check(x)
        if self.format == "joint" and self.out_type == "array":
            if not self.average_fr:
                raise ValueError(
                    "Cannot convert to format='joint' with out_type='array' and F=0. Either set format='time', "
                    "out_type='dict', or out_type='list'.")
            if self.average_fr == "global":
                raise ValueError(
                    "Cannot convert to format='joint' with out_type='array' and F='global': the low-pass along "
                    "log-frequency is not averaged. Either set format='time', out_type='dict', or out_type='list'.")
            if self.average == "local":
                return self._features(self._transform(), x)
        if self._is_flat and self.out_type == "array":
            features, rows = self._features(self._transform(), x), self._rows()
            kept = [index for index, _ in rows]
            return features if len(kept) == features.shape[-2] else features[..., kept, :]
        described, parts = self._described_parts(x)
        if self.out_type == "array":
            return self._stack(parts, -2 if self.format == "time" else -3)
        if self.out_type == "dict":
            return {path["n"]: part for path, part in zip(described, parts)}
        return [dict(coef=part, **path) for path, part in zip(described, parts)]

    def _check(self, x):
        super()._check(x)
        if self.format not in ("time", "joint"):
            raise ValueError(f"format must be 'time' or 'joint'. Got: {self.format}")

    def _described_parts(self, x):
        """What each path is, and its features."""
        features = self._features(self._transform(), x[..., self._reflected()] if self.average == "global" else x)
        if self._is_flat:
            rows = self._rows()
            return [path for _, path in rows], [features[..., index, :] for index, _ in rows]
        described, parts = [], []
        if self.format == "time" or self.out_type != "array":
            described.append(dict(j=(), n=(), order=0))
            parts.append(self._mean(x))
        for path, part in zip(self._paths(), self._of_paths(features)):
            if self.average == "global":
                part = part.sum(-1)[..., None]
            if self.average_fr == "global" and path["spin"] != 0:
                part = part.sum(-2)[..., None, :]
            if self.format == "joint":
                if self.out_type != "array":
                    # As many as Kymatio has: with the one behind the last where the stride divides the number of wavelets.
                    part = part[..., : 1 + path["n1_max"] // path["n1_stride"], :]
                described.append(path)
                parts.append(part)
                continue
            for index, position in enumerate(range(0, path["n1_max"], path["n1_stride"])):
                described.append(self._at(path, position))
                parts.append(part[..., index, :])
        return described, parts

    @staticmethod
    def _of_paths(features):
        """Features one path after the other."""
        if isinstance(features, list):
            return features
        return [features[..., index, :, :] for index in range(features.shape[-3])]

    @staticmethod
    def _at(path, position):
        """What a path is at one position along log-frequency."""
        kept = {key: value for key, value in path.items() if key not in ("n1_max", "n1_stride")}
        return dict(kept, n=(position, *path["n"]))

    def _path(self, steps, across):
        """What a path is, from the library's description of it."""
        spin, j_fr = across["spin"], across["scale"]
        if spin == 0 or not self.average_fr:
            stride = 2**j_fr
        else:
            stride = self.stride_fr if self.average_fr == "local" else None
        count = sum(not steps or step["scale"] < steps[0]["scale"] for step in self._first_order)
        return dict(
            j=(-1, *(step["scale"] for step in steps)),
            n=(*(step["index"] for step in steps), across["index"]), j_fr=(j_fr,), n_fr=(across["index"],),
            spin=float(spin), order=1 + len(steps), n1_max=count, n1_stride=stride or count)

    def _paths(self):
        """What each of the library's paths is, where log-frequency is an axis."""
        return self._once(self._made_paths, "paths", self._transform().request)

    def _made_paths(self):
        return [
            self._path(path["steps"], path["acrossPaths"]) for path in self._transform().described_paths]

    def _rows(self):
        """The indices of the library's paths that there are here, a path a position, and what they are."""
        return self._once(self._made_rows, "rows", self._transform().request)

    def _made_rows(self):
        rows, counts = [(0, dict(j=(), n=(), order=0))], {}
        for index, path in enumerate(self._transform().described_paths[1:], 1):
            found = self._path(path["steps"], path["acrossPaths"])
            number = counts[found["n"]] = counts.get(found["n"], -1) + 1
            if number < len(range(0, found["n1_max"], found["n1_stride"])):
                rows.append((index, self._at(found, path["position"]["index"])))
        return rows

    def meta(self):
        """What each path is, in their order.

        Returns
        -------
        dict
            ``order`` and ``key``, one a path; ``n``, ``xi``, ``sigma`` and ``j`` ``[path, 2]`` of the wavelets in time, of order 1 and 2:
            indices (a range, where a path has many of order 1), centre frequencies and deviations in cycles a sample, scales; ``n_fr``, ``xi_fr``,
            ``sigma_fr``, ``j_fr`` and ``spin`` of the wavelet along log-frequency. NaN where a path has none.
        """
        if self._is_flat:
            paths = [path for _, path in self._rows()]
        else:
            paths = [] if self.format == "joint" and self.out_type == "array" else [dict(n=(), order=0)]
            for path in self._paths():
                positions = range(0, path["n1_max"], path["n1_stride"])
                paths += [path] if self.format == "joint" else [self._at(path, n) for n in positions]
        described = self._transform().described_paths
        second = {path["steps"][0]["index"]: path["steps"][0] for path in described if path["steps"]}
        across = {path["acrossPaths"]["index"]: path["acrossPaths"] for path in described if "acrossPaths" in path}
        meta = dict(key=[path["n"] for path in paths], order=np.array([path["order"] for path in paths]))
        meta["n"] = np.full((len(paths), 2), np.nan, dtype=object)
        columns = ("xi", "sigma", "j")
        for key in columns:
            meta[key], meta[key + "_fr"] = np.full((len(paths), 2), np.nan), np.full(len(paths), np.nan)
        meta["n_fr"], meta["spin"] = np.full(len(paths), np.nan), np.full(len(paths), np.nan)

        def values(step):
            return dict(xi=step["frequency"], sigma=step["bandwidth"] / WIDTH, j=step["scale"])

        for row, path in enumerate(paths):
            if not path["order"]:
                continue
            n_fr = path["n"][-1]
            meta["n_fr"][row], meta["spin"][row] = n_fr, np.sign(across[n_fr]["frequency"])
            for key, value in values(across[n_fr]).items():
                meta[key + "_fr"][row] = value
            if "n1_max" in path:
                meta["n"][row, 0] = range(0, path["n1_max"], path["n1_stride"])
            else:
                meta["n"][row, 0] = path["n"][0]
                for key, value in values(self._first_order[path["n"][0]]).items():
                    meta[key][row, 0] = value
            if path["order"] == 2:
                n2 = path["n"][-2]
                meta["n"][row, 1] = n2
                for key, value in values(second[n2]).items():
                    meta[key][row, 1] = value
        return meta
