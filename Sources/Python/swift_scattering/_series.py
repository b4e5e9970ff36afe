"""Kymatio's Scattering1D, of any kind of arrays."""

import numpy as np

from ._time import WIDTH, TimeFrontend


class Series(TimeFrontend):
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
        self, J, shape, Q=1, T=None, stride=None, max_order=2, oversampling=0, out_type="array", backend=None
    ):
        super().__init__()
        self._choose(backend or self.frontend_name)
        self._set_time(J, shape, Q, T, stride, max_order, oversampling, out_type)
        self._transform()

    def _configuration(self):
        return dict(
            self._time_configuration(), maximalOrder=self.max_order,
            wavelets=dict(family="morlet1D", quality=list(self.Q)[: max(1, self.max_order)]))

    def scattering(self, x):
        """The features of time series.

        Parameters
        ----------
        x : array
            ``[..., N]``, real.

        Returns
        -------
        array, list of dict, or dict
            As `out_type` says.
        """
        self._check(x)
        parts = None
        if self.average == "global":
            features = self._features(self._transform(), x[..., self._reflected()])
            parts = [part.sum(-1)[..., None] for part in self._parts(features)]
        else:
            features = self._features(self._transform(), x)
        if self.out_type == "array":
            return features if parts is None else self._stack(parts, -2)
        parts = parts or self._parts(features)
        keys = self._keys()
        if self.out_type == "dict":
            return dict(zip(keys, parts))
        scales = [tuple(step["scale"] for step in steps) for steps in self._steps()]
        return [
            dict(coef=part, j=scale, n=key, order=len(key)) for part, scale, key in zip(parts, scales, keys)]

    @staticmethod
    def _parts(features):
        """Features one path after the other."""
        if isinstance(features, list):
            return features
        return [features[..., index, :] for index in range(features.shape[-2])]

    def _keys(self):
        return [tuple(step["index"] for step in steps) for steps in self._steps()]

    def meta(self):
        """What each path is, in their order.

        Returns
        -------
        dict
            ``order`` and ``key``, one a path; ``n``, ``xi``, ``sigma`` and ``j`` ``[path, max_order]``: the indices of its wavelets, their centre
            frequencies and deviations in cycles a sample, and their scales, NaN behind the last.
        """
        steps = self._steps()
        values = dict(
            n=lambda step: step["index"], xi=lambda step: step["frequency"],
            sigma=lambda step: step["bandwidth"] / WIDTH, j=lambda step: step["scale"])
        meta = dict(order=np.array([len(path) for path in steps]), key=self._keys())
        for key, value in values.items():
            meta[key] = np.full((len(steps), self.max_order), np.nan)
            for row, path in zip(meta[key], steps):
                row[: len(path)] = [value(step) for step in path]
        return meta
