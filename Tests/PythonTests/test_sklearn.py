"""Scattering as transformers of scikit-learn."""

import pickle
import unittest
import warnings

import numpy as np

from support import needed
from swift_scattering import numpy as scattering_numpy

needed("sklearn")
from sklearn.base import clone  # noqa: E402
from sklearn.datasets import load_digits  # noqa: E402
from sklearn.exceptions import NotFittedError  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.model_selection import GridSearchCV  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.utils.estimator_checks import check_estimator  # noqa: E402

from swift_scattering import sklearn as scattering  # noqa: E402


class SklearnTests(unittest.TestCase):
    def test_scikit_learns_own_checks(self):
        for transformer, allowed in [
            (scattering.Scattering1D(J=1), 0),
            (scattering.TimeFrequencyScattering(J=1, J_fr=1, Q=1), 0),
            (scattering.Scattering1D(J=1, shape=16), 30),
            (scattering.Scattering2D(J=1, L=2), 30),
            (scattering.Scattering2D(J=1, L=2, shape=(2, 4)), 30),
            (scattering.HarmonicScattering3D(J=1, L=1), 30),
        ]:
            with self.subTest(transformer), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                expected = scattering.expected_failed_checks(transformer)
                found = check_estimator(transformer, on_skip=None, on_fail=None, expected_failed_checks=expected)
                status = [check["status"] for check in found]
                failed = [(check["check_name"], check["exception"]) for check in found if check["status"] == "failed"]
                self.assertEqual(failed, [])
                self.assertLessEqual(status.count("xfail"), allowed)
                self.assertGreater(status.count("passed"), 15)

    def test_rows_are_the_features_of_numpy(self):
        x = np.random.default_rng(0).standard_normal((4, 3, 16, 24))
        S = scattering.Scattering2D(J=2, shape=(16, 24), L=3)
        expected = scattering_numpy.Scattering2D(2, (16, 24), L=3)(x)
        # Without fit, since the shape is known; channels one after the other.
        np.testing.assert_array_equal(S.transform(x[:, 0].reshape(4, -1)), expected[:, 0].reshape(4, -1))
        np.testing.assert_array_equal(S.fit_transform(x.reshape(4, -1)), expected.reshape(4, -1))
        names = S.get_feature_names_out()
        self.assertEqual(len(names), expected[0].size)
        self.assertEqual(names[[0, 24, -1]].tolist(), ["c0_S0_0_0", "c0_S1_j0_l0_0_0", "c2_S2_j0_l2_j1_l2_3_5"])
        np.testing.assert_array_equal(S(x), expected)

    def test_padded_images(self):
        S = scattering.Scattering2D(J=2, shape=(16, 24), L=2, pre_pad=True).fit(np.ones((2, 24 * 32)))
        self.assertEqual(S.transform(np.ones((2, 24 * 32))).shape, (2, len(S.get_feature_names_out())))

    def test_names_of_all(self):
        for S, x, last in [
            (scattering.Scattering1D(J=3, Q=2), np.ones((2, 64)), "S2_n3_n3_7"),
            (scattering.Scattering1D(J=3, T="global"), np.ones((2, 64)), "S2_n2_n3_0"),
            (scattering.Scattering1D(J=3, pool="mean"), np.ones((2, 64)), "S2_n2_n3"),
            (scattering.TimeFrequencyScattering(), np.ones((2, 256)), "S2_n8_n4_f6_15"),
            (scattering.TimeFrequencyScattering(format="joint"), np.ones((2, 256)), "S2_n4_f6_12_15"),
            (scattering.HarmonicScattering3D(J=1, L=1), np.ones((2, 512)), "S2_j0_j1_l1_q2"),
            (scattering.Scattering2D(pool="mean"), np.ones((2, 64)), "S2_j0_l7_j1_l7"),
        ]:
            with self.subTest(S):
                made = clone(S).fit(x)
                self.assertEqual(made.get_feature_names_out()[-1], last)
                self.assertEqual(made.transform(x).shape, (2, len(made.get_feature_names_out())))

    def test_grid_search_in_processes(self):
        X, y = load_digits(return_X_y=True)
        search = GridSearchCV(
            make_pipeline(scattering.Scattering2D(shape=(8, 8), L=4), LogisticRegression(max_iter=300)),
            {"scattering2d__J": [1, 2]}, n_jobs=2, cv=2)
        search.fit(X[:200], y[:200])
        self.assertGreater(search.best_score_, 0.8)
        pipeline = search.best_estimator_
        self.assertEqual(len(pipeline[:-1].get_feature_names_out()), pipeline[-1].coef_.shape[1])
        self.assertLess(len(pickle.dumps(pipeline[0])), 1000)

    def test_pandas(self):
        needed("pandas")
        S = scattering.Scattering1D(J=2).set_output(transform="pandas")
        frame = S.fit_transform(np.ones((3, 32)))
        self.assertEqual(list(frame.columns), list(S.get_feature_names_out()))

    def test_what_does_not_fit(self):
        with self.assertRaises(NotFittedError):
            scattering.Scattering2D().transform(np.ones((2, 64)))
        for part, S, X in [
            ("no square: give shape", scattering.Scattering2D(), np.ones((2, 60))),
            ("no cube: give shape", scattering.HarmonicScattering3D(J=1), np.ones((2, 60))),
            ("no multiple", scattering.Scattering2D(shape=(8, 8)), np.ones((2, 60))),
            ("pool must be", scattering.Scattering2D(pool="max"), np.ones((2, 64))),
            ("out_type is 'list'", scattering.Scattering2D(out_type="list"), np.ones((2, 64))),
            ("NaN", scattering.Scattering2D(), np.full((2, 64), np.nan)),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ValueError, part):
                S.fit_transform(X)


if __name__ == "__main__":
    unittest.main()
