"""Kymatio's transforms of NumPy arrays: its numbers, shapes, arguments and errors."""

import json
import pathlib
import pickle
import unittest

import numpy as np

import swift_scattering
from swift_scattering.numpy import HarmonicScattering3D, Scattering1D, Scattering2D, TimeFrequencyScattering

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Data" / "Golden"


def cases(name):
    found = json.loads((GOLDEN / name).read_text())
    return found if isinstance(found, list) else found["cases"]


class GoldenTests(unittest.TestCase):
    """Arrays that Kymatio made (Data/Golden/README.md)."""

    def check(self, found, expected, tolerance):
        self.assertEqual(found.shape, expected.shape)
        error = np.linalg.norm(found - expected) / np.linalg.norm(expected)
        self.assertLess(error, tolerance)

    def test_images(self):
        for case in cases("golden.json"):
            with self.subTest(case["name"]):
                x = np.load(GOLDEN / case["input"]["file"])
                S = Scattering2D(
                    case["scales"], (case["height"], case["width"]), L=case["orientations"], max_order=case["maxOrder"])
                # Kymatio's filters are of single precision, 6e-8, whose rounding adds up.
                self.check(S(x), np.load(GOLDEN / case["output"]["file"]), 1e-6)

    def test_volumes(self):
        folder = GOLDEN / "harmonics"
        for case in cases("harmonics/golden.json"):
            with self.subTest(case["name"]):
                x = np.load(folder / case["input"]["file"])
                S = HarmonicScattering3D(
                    case["scales"], tuple(case["shape"]), L=case["maximalDegree"], sigma_0=case["sigma"],
                    max_order=case["maximalOrder"], rotation_covariant=case["isCovariant"],
                    integral_powers=case["powers"])
                found, expected = S(x), np.load(folder / case["output"]["file"])
                self.assertEqual((found.shape, found.dtype), (expected.shape, np.float32))
                # Single precision on both sides, relative L1; roots of small moduli err more.
                self.assertLess(np.abs(found - expected).sum(), 1e-5 * np.abs(expected).sum())

    def test_time_series(self):
        for case in cases("golden-time.json"):
            if case["version"] != "development":
                continue
            with self.subTest(case["name"]):
                x = np.load(GOLDEN / case["input"])
                T = case["averaging"] if case["isAveraged"] else 0
                stride = 2 ** (case["averaging"].bit_length() - 1 - case["oversampling"])
                S = Scattering1D(
                    case["scales"], case["count"], tuple(case["quality"]), T=T, max_order=case["maximalOrder"],
                    stride=stride if case["isAveraged"] else None, out_type="array" if case["isAveraged"] else "list")
                found = S(x)
                if not case["isAveraged"]:
                    found = np.concatenate([path["coef"].reshape(2, -1) for path in found], axis=-1)
                expected = np.load(GOLDEN / case["output"])
                # Expected numbers are of single precision, made from filters of single precision.
                self.check(found.reshape(expected.shape), expected, 1e-6 if x.dtype == np.float64 else 1e-5)

    def test_joint_scattering(self):
        for case in cases("golden-joint.json"):
            with self.subTest(case["name"]):
                S = TimeFrequencyScattering(
                    case["scales"], case["frequencyScales"], tuple(case["quality"]), case["count"], T=case["averaging"],
                    Q_fr=case["frequencyQuality"], F=case["frequencyAveraging"], format=case["layout"])
                found = S(np.load(GOLDEN / case["input"]).astype(np.float64))
                # Negative spins differ on purpose, by up to 1.97e-6 of all (Docs/Decisions/0025).
                self.check(found, np.load(GOLDEN / case["output"]), 2e-6)


class JointTests(unittest.TestCase):
    """Formats and averages of joint scattering, each made of another."""

    arguments = dict(J=6, J_fr=2, Q=4, shape=512)
    x = np.random.default_rng(0).standard_normal((2, 512))

    def make(self, **others):
        return TimeFrequencyScattering(**self.arguments, **others)

    def test_both_formats_have_the_same_features(self):
        time, joint = self.make(out_type="dict"), self.make(out_type="dict", format="joint")
        by_position, by_path = time(self.x), joint(self.x)
        np.testing.assert_allclose(by_position[()], by_path[()], rtol=0, atol=1e-12)
        for key, feature in by_position.items():
            if key:
                np.testing.assert_allclose(feature, by_path[key[1:]][:, key[0] // 4], rtol=0, atol=1e-12)

    def test_arrays_are_the_lists_paths(self):
        for others in [dict(), dict(F=0), dict(F="global"), dict(T="global"), dict(T="global", F="global"), dict(F=2), dict(T=32)]:
            with self.subTest(**others):
                S = self.make(**others)
                array, meta = S(self.x), S.meta()
                S.out_type = "list"
                paths = S(self.x)
                self.assertEqual([path["n"] for path in paths], meta["key"])
                self.assertEqual([path["order"] for path in paths], meta["order"].tolist())
                for index, path in enumerate(paths):
                    np.testing.assert_array_equal(path["coef"], array[:, index])
                self.assertTrue(all(len(meta[key]) == len(paths) for key in ("n", "xi", "sigma", "j", "xi_fr", "j_fr", "spin")))

    def test_global_averages_are_sums(self):
        # Over the positions of the padded axis, of all but the low-pass along log-frequency.
        whole = self.make(F="global", out_type="dict")(self.x)
        transform = swift_scattering.Transform(dict(
            shape=[512], scales=6, maximalOrder=2, padding="reflect", oversampling=0, normalization="kymatio", wavelets=dict(
                family="joint", quality=[4], logFrequency=dict(scales=2, quality=1, averaging="none", layout="joint"))))
        for path, part in zip(transform.described_paths, transform(self.x)):
            across = path["acrossPaths"]
            if across["spin"]:
                key = (0, *(step["index"] for step in path["steps"]), across["index"])
                np.testing.assert_allclose(whole[key], part.sum(axis=1), rtol=1e-12)
        self.assertTrue(all(part.shape == (2, 1) for part in self.make(T="global", out_type="dict")(self.x).values()))

    def test_without_averages_paths_have_lengths_of_their_own(self):
        S = self.make(T=0, F=0, out_type="list")
        paths = S(self.x)
        np.testing.assert_array_equal(paths[0]["coef"], self.x)
        self.assertEqual({path["coef"].shape[-1] for path in paths[1:]} - {512 >> j for j in range(7)}, set())

    def test_meta_tells_wavelets(self):
        meta = self.make(format="joint").meta()
        self.assertEqual(meta["key"][0], (0,))
        first = meta["order"] == 1
        self.assertTrue((meta["spin"][first] >= 0).all())
        np.testing.assert_array_equal(np.sign(meta["xi_fr"]), meta["spin"])
        self.assertTrue(np.isnan(meta["xi"][:, 0]).all() and not np.isnan(meta["xi"][~first, 1]).any())

    def test_arguments_that_do_not_fit(self):
        for error, part, others in [
            (ValueError, "Q_fr must be >= 1", dict(Q_fr=0)),
            (ValueError, "1-tuple", dict(Q_fr=[1])),
            (NotImplementedError, "beyond order 2", dict(Q_fr=(1, 1))),
            (ValueError, "F.*cannot exceed", dict(F=1000)),
            (NotImplementedError, "stride_fr must be 4", dict(stride_fr=2)),
            (NotImplementedError, "F must be less than", dict(F=8)),
            (ValueError, "power of two", dict(stride_fr=3)),
            (ValueError, "format must be", dict(format="flat")),
            (ValueError, "F=0", dict(F=0, format="joint")),
            (ValueError, "F='global'", dict(F="global", format="joint")),
            (ValueError, "T=0", dict(T=0)),
        ]:
            with self.subTest(part), self.assertRaisesRegex(error, part):
                self.make(**others)(self.x)


class FrontendTests(unittest.TestCase):
    def test_lists_are_the_arrays_paths(self):
        x = np.random.default_rng(0).standard_normal((2, 32, 32))
        S = Scattering2D(2, (32, 32), L=3)
        array = S(x)
        S.out_type = "list"
        paths = S(x)
        self.assertEqual(len(paths), array.shape[1])
        for index, path in enumerate(paths):
            np.testing.assert_array_equal(path["coef"], array[:, index])
        self.assertEqual((paths[0]["j"], paths[0]["n"], paths[0]["theta"]), ((), (), ()))
        self.assertEqual((paths[-1]["j"], paths[-1]["n"], paths[-1]["theta"]), ((0, 1), (2, 5), (2, 2)))

        x = np.random.default_rng(0).standard_normal((2, 256))
        S = Scattering1D(4, 256, 4)
        array = S(x)
        S.out_type = "list"
        paths = S(x)
        S.out_type = "dict"
        named = S(x)
        for index, (path, key) in enumerate(zip(paths, S.meta()["key"])):
            np.testing.assert_array_equal(path["coef"], array[:, index])
            np.testing.assert_array_equal(named[key], array[:, index])
            self.assertEqual((path["n"], path["order"]), (key, len(key)))
        self.assertEqual(len(named), S.output_size())

    def test_padded_images_have_the_features_of_their_middle(self):
        x = np.random.default_rng(0).standard_normal((24, 32))
        S = Scattering2D(2, (24, 32), L=3)
        padded = np.pad(x, [(4, 4), (4, 4)], mode="reflect")
        np.testing.assert_allclose(Scattering2D(2, (24, 32), L=3, pre_pad=True)(padded), S(x), rtol=0, atol=1e-12)

    def test_meta_tells_wavelets(self):
        S = Scattering1D(6, 1024, (8, 1))
        meta = S.meta()
        self.assertEqual(S.output_size(detail=True), tuple(np.bincount(meta["order"])))
        self.assertTrue(np.isnan(meta["xi"][0]).all())
        first = meta["order"] == 1
        # Constant Q from the highest frequency on: an eighth of an octave from one to the next.
        ratios = meta["xi"][first, 0][1:] / meta["xi"][first, 0][:-1]
        self.assertAlmostEqual(ratios[0], 2 ** (-1 / 8))
        self.assertEqual(meta["n"][first, 0].tolist(), list(range(first.sum())))
        self.assertTrue((np.diff(meta["j"][first, 0]) >= 0).all())
        second = meta["order"] == 2
        self.assertTrue((meta["j"][second, 1] > meta["j"][second, 0]).all())

    def test_global_sums_are_over_the_padded_signal(self):
        S = Scattering1D(4, 300, 4, T="global")
        x = np.random.default_rng(0).standard_normal((2, 300))
        features = S(x)
        self.assertEqual(features.shape, (2, S.output_size(), 1))
        padded = np.pad(x, [(0, 0), (S.pad_left, S.pad_right)], mode="reflect")
        np.testing.assert_allclose(features[:, 0, 0], padded.sum(axis=-1), rtol=0, atol=1e-10)

    def test_global_sums_of_paths_of_one_length(self):
        # At small J no path is decimated more than another.
        for J in [1, 2, 3]:
            S = Scattering1D(J, 64, T="global")
            x = np.random.default_rng(0).standard_normal((5, 64))
            features = S(x)
            self.assertEqual(features.shape, (5, S.output_size(), 1))
            np.testing.assert_array_equal(features[3], S(x[3]))

    def test_strides_and_lengths(self):
        for T, stride, step in [(None, None, 16), (24, None, 16), (32, 4, 4), (2, None, 2)]:
            with self.subTest(T=T, stride=stride):
                S = Scattering1D(4, 256, T=T, stride=stride)
                self.assertEqual(S(np.zeros(256)).shape[-1], 256 // step)
                self.assertEqual(S.stride, step)
        np.testing.assert_array_equal(
            Scattering1D(4, 256, oversampling=2)(np.arange(256.0)), Scattering1D(4, 256, stride=4)(np.arange(256.0)))

    def test_arguments_that_do_not_fit(self):
        for error, part, make in [
            (ValueError, "Q must always be >= 1", lambda: Scattering1D(3, 256, Q=0)),
            (ValueError, "Q must be an integer or a tuple", lambda: Scattering1D(3, 256, Q=[8])),
            (NotImplementedError, "beyond order 2", lambda: Scattering1D(3, 256, Q=(1, 1, 1))),
            (ValueError, "exactly one element", lambda: Scattering1D(3, (256, 2))),
            (ValueError, "1-tuple", lambda: Scattering1D(3, "long")),
            (ValueError, "cannot exceed input length", lambda: Scattering1D(3, 256, T=512)),
            (ValueError, "T must be ==0", lambda: Scattering1D(3, 256, T=-1)),
            (ValueError, "whole number", lambda: Scattering1D(3, 256, T=8.5)),
            (ValueError, "power of two", lambda: Scattering1D(3, 256, stride=3)),
            (ValueError, "incompatible with T", lambda: Scattering1D(3, 256, T="global", stride=2)),
            (ValueError, "oversampling", lambda: Scattering1D(3, 256, oversampling=-1)),
            (ValueError, "scales 9", lambda: Scattering1D(9, 256)),
            (ValueError, "must be 'integral'", lambda: HarmonicScattering3D(1, (8, 8, 8), method="local")),
            (RuntimeError, "smallest dimension", lambda: Scattering2D(9, (256, 256))),
            (ImportError, "can not be called", lambda: Scattering2D(2, (16, 16), backend="torch")),
            (RuntimeError, "is not valid", lambda: swift_scattering.Scattering2D(2, (16, 16), frontend="fortran")),
        ]:
            with self.subTest(part), self.assertRaisesRegex(error, part):
                make()
        S = Scattering2D(2, (16, 16))
        for error, part, x in [
            (TypeError, "input should be", None),
            (TypeError, "numpy array", [1]),
            (RuntimeError, "at least two dimensions", np.zeros(16)),
            (RuntimeError, "spatial size", np.zeros((16, 15))),
        ]:
            with self.subTest(part), self.assertRaisesRegex(error, part):
                S(x)
        with self.assertRaisesRegex(ValueError, "out_type='array' with T=0"):
            Scattering1D(3, 256, T=0)(np.zeros(256))

    def test_pickles_are_small(self):
        for S, x in [
            (Scattering1D(4, 256, 8), np.arange(256.0)),
            (Scattering2D(2, (16, 16)), np.eye(16)),
            (HarmonicScattering3D(1, (8, 8, 8), L=1), np.ones((8, 8, 8))),
        ]:
            before = S(x)
            pickled = pickle.dumps(S)
            self.assertLess(len(pickled), 1000)
            np.testing.assert_array_equal(pickle.loads(pickled)(x), before)

    def test_names_say_what_was_given(self):
        self.assertIn("T='global'", repr(Scattering1D(4, 256, T="global")))
        self.assertIn("T=0", repr(Scattering1D(4, 256, T=0, out_type="list")))

    def test_the_package_chooses_numpy(self):
        self.assertIsInstance(swift_scattering.Scattering2D(2, shape=(16, 16)), Scattering2D)
        self.assertIsInstance(swift_scattering.Scattering1D(2, 16, frontend="NumPy"), Scattering1D)


if __name__ == "__main__":
    unittest.main()
