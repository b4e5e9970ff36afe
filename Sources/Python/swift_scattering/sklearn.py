"""Scattering transforms as transformers of scikit-learn, on one row a signal."""

import itertools
import math

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from . import numpy as _numpy


class _Transformer(TransformerMixin, BaseEstimator):
    """Rows of samples to rows of features; nothing is learned, `fit` finds out the shape where none is given."""

    def fit(self, X, y=None):
        """Makes the transform; where `shape` is None, of rows of as many samples as X has.

        Parameters
        ----------
        X : array_like
            ``[signals, samples]``.
        y : None
            Ignored.

        Returns
        -------
        self
        """
        X = validate_data(self, X, dtype=[np.float64, np.float32])
        if X.shape[1] < 2:
            raise ValueError(f"X has {X.shape[1]} feature(s), but signals have at least 2 samples")
        self.scattering_ = self._frontend(X.shape[1])
        self._planes(X.shape[1], self.scattering_)
        return self

    def transform(self, X):
        """The features of signals.

        Parameters
        ----------
        X : array_like
            ``[signals, samples]``, the samples of one signal in row-major order of its axes; those of its channels, where there are several,
            one after the other.

        Returns
        -------
        numpy.ndarray
            ``[signals, features]``, in the precision of X; of `get_feature_names_out` what `set_output` asks for.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=not hasattr(self, "n_features_in_"))
        scattering = getattr(self, "scattering_", None) or self._frontend(X.shape[1])
        self._check_output()
        features = scattering(X.reshape(len(X) * self._planes(X.shape[1], scattering), *self._axes(scattering)))
        if self.pool == "mean":
            features = features.reshape(*features.shape[: self._path_axes + 1], -1).mean(-1)
        return features.reshape(len(X), -1).astype(X.dtype, copy=False)

    def get_feature_names_out(self, input_features=None):
        """The names of the columns of features.

        Parameters
        ----------
        input_features : None
            Ignored.

        Returns
        -------
        numpy.ndarray of str
            Such as ``S1_j0_l3_2_5``: of the path S1 j0 l3 the feature in row 2 and column 5; of channel 1, where there are several,
            ``c1_S1_j0_l3_2_5``.
        """
        check_is_fitted(self)
        self._check_output()
        scattering = getattr(self, "scattering_", None) or self._frontend(math.prod(np.atleast_1d(self.shape)))
        probe = scattering(np.zeros(self._axes(scattering), np.float32))
        places = [()] if self.pool == "mean" else list(itertools.product(*map(range, probe.shape[self._path_axes :])))
        names = ["_".join([name, *map(str, place)]) for name in self._names(scattering) for place in places]
        planes = self._planes(getattr(self, "n_features_in_", math.prod(self._axes(scattering))), scattering)
        prefixes = [""] if planes == 1 else [f"c{plane}_" for plane in range(planes)]
        return np.array([prefix + name for prefix in prefixes for name in names], dtype=object)

    @staticmethod
    def _axes(scattering):
        """The axes of a signal in a row, padded where signals are."""
        return scattering._padded if getattr(scattering, "pre_pad", False) else scattering.shape

    def _check_output(self):
        if self.out_type != "array":
            raise ValueError(f"out_type is {self.out_type!r}, but transform makes arrays")

    @staticmethod
    def _planes(count, scattering):
        """The signals of a row: those of one, or of several channels."""
        planes, rest = divmod(count, math.prod(_Transformer._axes(scattering)))
        if rest or not planes:
            raise ValueError(f"X has {count} features, which are no multiple of those of shape, {scattering.shape}")
        return planes

    def scattering(self, x):
        """The features of signals with their own axes, as those of `swift_scattering.numpy`."""
        return (getattr(self, "scattering_", None) or self._frontend(x.shape[-1]))(x)

    __call__ = scattering

    # Axes of the features of one signal that tell paths apart.
    _path_axes = 1

    def _names(self, scattering):
        """The names of paths, in their order."""
        return [
            "_".join([f"S{len(key)}", *(f"n{index}" for index in key)]) for key in scattering.meta()["key"]]

    def _frontend(self, count):
        """The transform of signals of so many samples."""
        if self.pool not in (None, "mean"):
            raise ValueError(f"pool must be None or 'mean'. Got: {self.pool!r}")
        arguments = {key: value for key, value in self.get_params().items() if key != "pool"}
        if self.shape is None:
            side = round(count ** (1 / self._rank))
            if side**self._rank != count:
                raise ValueError(
                    f"X has {count} features, which are no {'square' if self._rank == 2 else 'cube'}: give shape")
            arguments["shape"] = (side,) * self._rank
        return getattr(_numpy, type(self).__name__)(**arguments)

    def __sklearn_is_fitted__(self):
        return self.shape is not None or hasattr(self, "scattering_")

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        tags.requires_fit = self.shape is None
        return tags


class Scattering2D(_Transformer):
    """Scattering of images, one a row, by Morlet wavelets.

    Parameters
    ----------
    J : int
        Averages are over about 2^J pixels.
    shape : tuple of int, optional
        ``(M, N)``, each at least 2^J; squares unless given.
    L : int, optional
        Orientations over half a turn.
    max_order : int, optional
        The most wavelets of a path.
    pre_pad : bool, optional
        Whether inputs are padded already.
    backend, out_type
        There for Kymatio's sake: ``"numpy"`` and, for rows of features, ``"array"``.
    pool : {None, "mean"}, optional
        ``"mean"`` for the mean of each path over the image.

    Examples
    --------
    >>> import numpy as np
    >>> from swift_scattering.sklearn import Scattering2D
    >>> S = Scattering2D(J=2, shape=(32, 32), pool="mean")
    >>> S.fit_transform(np.ones((5, 1024))).shape
    (5, 81)
    >>> S.get_feature_names_out()[:2].tolist()
    ['S0', 'S1_j0_l0']
    """

    _rank = 2

    def __init__(self, J=2, shape=None, L=8, max_order=2, pre_pad=False, backend="numpy", out_type="array", *, pool=None):
        self.J, self.shape, self.L, self.max_order, self.pre_pad = J, shape, L, max_order, pre_pad
        self.backend, self.out_type, self.pool = backend, out_type, pool

    def _names(self, scattering):
        return [path["name"].replace(" ", "_") for path in scattering._transform().described_paths]


class Scattering1D(_Transformer):
    """Scattering of time series, one a row, by Morlet wavelets.

    Parameters
    ----------
    J : int
        The longest wavelets extend over about 2^J samples.
    shape : int or tuple of int, optional
        N; the columns of X unless given.
    Q, T, stride, max_order, oversampling
        As `swift_scattering.numpy.Scattering1D` has them.
    pool : {None, "mean"}, optional
        ``"mean"`` for the mean of each path over time.
    """

    _rank = 1

    def __init__(
        self, J=2, shape=None, Q=1, T=None, stride=None, max_order=2, oversampling=0, out_type="array",
        backend="numpy", *, pool=None
    ):
        self.J, self.shape, self.Q, self.T, self.stride = J, shape, Q, T, stride
        self.max_order, self.oversampling, self.out_type = max_order, oversampling, out_type
        self.backend, self.pool = backend, pool

    def meta(self):
        """What each path is; see `swift_scattering.numpy.Scattering1D.meta`."""
        check_is_fitted(self)
        return (getattr(self, "scattering_", None) or self._frontend(0)).meta()


class TimeFrequencyScattering(_Transformer):
    """Joint time-frequency scattering of time series, one a row.

    Parameters
    ----------
    J, J_fr, Q, shape, T, stride, Q_fr, F, stride_fr, format
        As `swift_scattering.numpy.TimeFrequencyScattering` has them; N is the columns of X unless `shape` is given.
    pool : {None, "mean"}, optional
        ``"mean"`` for the mean of each path over time.
    """

    _rank = 1

    def __init__(
        self, J=4, J_fr=2, Q=4, shape=None, T=None, stride=None, Q_fr=1, F=None, stride_fr=None, out_type="array",
        format="time", backend="numpy", *, pool=None
    ):
        self.J, self.J_fr, self.Q, self.shape, self.T, self.stride = J, J_fr, Q, shape, T, stride
        self.Q_fr, self.F, self.stride_fr, self.format = Q_fr, F, stride_fr, format
        self.out_type, self.backend, self.pool = out_type, backend, pool

    meta = Scattering1D.meta

    def _names(self, scattering):
        meta = scattering.meta()
        return [
            "_".join([f"S{order}", *(f"n{index}" for index in key[:-1]), *(f"f{index}" for index in key[-1:])])
            for order, key in zip(meta["order"], meta["key"])
        ]


class HarmonicScattering3D(_Transformer):
    """Scattering of volumes, one a row, by solid harmonic wavelets.

    Parameters
    ----------
    J : int
        There are scales 0 to J.
    shape : tuple of int, optional
        ``(M, N, O)``; cubes unless given.
    L, sigma_0, max_order, rotation_covariant, method, points, integral_powers
        As `swift_scattering.numpy.HarmonicScattering3D` has them.
    """

    _rank, _path_axes, pool, out_type = 3, 3, None, "array"

    def __init__(
        self, J=2, shape=None, L=3, sigma_0=1, max_order=2, rotation_covariant=True, method="integral", points=None,
        integral_powers=(0.5, 1.0, 2.0), backend="numpy",
    ):
        self.J, self.shape, self.L, self.sigma_0, self.max_order = J, shape, L, sigma_0, max_order
        self.rotation_covariant, self.method, self.points = rotation_covariant, method, points
        self.integral_powers, self.backend = integral_powers, backend

    def _names(self, scattering):
        scales = [scale for order in range(1, scattering.max_order + 1) for scale in itertools.combinations(range(scattering.J + 1), order)]
        return [
            "_".join([f"S{len(scale)}", *(f"j{j}" for j in scale), f"l{degree}", f"q{power:g}"])
            for scale in scales for degree in range(scattering.L + 1) for power in scattering.integral_powers
        ]


# Those that make up inputs of a few columns.
_CHECKS = (
    "check_dict_unchanged", "check_dont_overwrite_parameters", "check_dtype_object", "check_estimators_dtypes",
    "check_estimators_fit_returns_self", "check_estimators_nan_inf", "check_estimators_overwrite_params",
    "check_estimators_pickle", "check_f_contiguous_array_estimator", "check_fit2d_1feature", "check_fit2d_1sample",
    "check_fit2d_predict1d", "check_fit_check_is_fitted", "check_fit_idempotent", "check_fit_score_takes_y",
    "check_methods_sample_order_invariance", "check_methods_subset_invariance", "check_n_features_in",
    "check_n_features_in_after_fitting", "check_pipeline_consistency", "check_positive_only_tag_during_fit",
    "check_readonly_memmap_input", "check_transformer_data_not_an_array", "check_transformer_general",
    "check_transformer_preserve_dtypes", "check_transformers_unfitted_stateless",
)


def expected_failed_checks(estimator):
    """The checks of `sklearn.utils.estimator_checks` that a transformer cannot pass, with the reason of each.

    For ``check_estimator(estimator, expected_failed_checks=expected_failed_checks(estimator))``, and for `parametrize_with_checks`. The
    checks make up inputs of a few columns, but the columns of an image are a square number where they are not those of `shape`, and those of a
    volume a cube. Time series of any length pass all with ``J=1``; checks make up some of three samples.

    Parameters
    ----------
    estimator : transformer
        One of this module.

    Returns
    -------
    dict of str to str
    """
    if estimator.shape is None and estimator._rank == 1 and estimator.J == 1:
        return {}
    wanted = {1: "those of shape, or fewer than 2^J", 2: "an image's", 3: "a volume's"}[estimator._rank]
    return {name: f"makes up a number of columns that are not {wanted}" for name in _CHECKS}


__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering", "expected_failed_checks"]
