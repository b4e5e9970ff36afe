"""Feature files and the command, from Python."""

import os
import pathlib
import tempfile
import threading
import unittest
import unittest.mock

import numpy as np

from swift_scattering import ScatteringError, Transform, files, tool
from swift_scattering.numpy import Scattering2D

COMMON = dict(maximalOrder=2, padding="reflect", oversampling=0, normalization="kymatio")
TRANSFORMS = [
    dict(COMMON, shape=[16, 24], scales=2, orientations=3),
    dict(COMMON, shape=[128], scales=4, wavelets=dict(family="morlet1D", quality=[4]), readout=dict(kind="samples")),
    dict(COMMON, shape=[256], scales=4, wavelets=dict(
        family="joint", quality=[2], logFrequency=dict(scales=2, quality=1, averaging=4, layout="joint"))),
    dict(COMMON, shape=[8, 8, 8], scales=1, padding="periodic", readout=dict(kind="integrals", powers=[1.0, 2.0]), wavelets=dict(
        family="solidHarmonic", maximalDegree=2, sigma=1.0, perM=False)),
]
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Data" / "Samples"


def found():
    try:
        return tool.executable()
    except ScatteringError:
        if os.environ.get("CI"):
            raise
        return None


class FileTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def made(self, configuration):
        transform = Transform(configuration)
        return transform, transform(np.random.default_rng(0).standard_normal((2, 3, *transform.shape)))

    def test_what_is_written_is_read(self):
        for configuration in TRANSFORMS:
            with self.subTest(configuration["shape"]):
                transform, features = self.made(configuration)
                path = self.folder / "features.npz"
                files.write(path, features, transform, inputs="abcdef")
                read = files.read(path)
                self.assertEqual((read.inputs, read.transform()), (list("abcdef"), transform))
                whole = features if isinstance(features, np.ndarray) else np.concatenate(
                    [part.reshape(2, 3, -1) for part in features], axis=-1)
                np.testing.assert_array_equal(read.features, whole)
                self.assertEqual(read.paths["name"].tolist(), transform.paths["name"].tolist())
        self.assertEqual([entry.name for entry in self.folder.iterdir()], ["features.npz"])

    def test_any_layout_and_no_signals(self):
        transform, features = self.made(TRANSFORMS[0])
        files.write(self.folder / "features.npz", np.asfortranarray(features), transform)
        with np.load(self.folder / "features.npz") as archive:
            self.assertTrue(archive["features"].flags.c_contiguous)
        transform = Transform(TRANSFORMS[1])
        files.write(self.folder / "none.npz", transform(np.zeros((0, 128))), transform)
        self.assertEqual(files.read(self.folder / "none.npz").features.shape[0], 0)

    def test_what_does_not_fit(self):
        transform, features = self.made(TRANSFORMS[0])
        path = self.folder / "features.npz"
        for part, arguments in [
            ("the transform makes", (path, features[..., 1:], transform)),
            ("float16", (path, features.astype(np.float16), transform)),
            ("2 names, but there are 6", (path, features, transform, ["a", "b"])),
            ("written as .npz", (self.folder / "features.h5", features, transform)),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ScatteringError, part):
                files.write(*arguments)
        self.assertEqual(list(self.folder.iterdir()), [])
        np.savez(path, features=features)
        with self.assertRaisesRegex(ScatteringError, 'features.npz: found no "metadata"'):
            files.read(path)
        np.savez(path, metadata='{"schema": "another"}', features=features)
        with self.assertRaisesRegex(ScatteringError, "found the schema 'another'"):
            files.read(path)
        path.write_bytes(b"PK\x03\x04")
        with self.assertRaises(ScatteringError):
            files.read(path)
        with self.assertRaises(FileNotFoundError):
            files.read(self.folder / "none.npz")

    @unittest.skipUnless(found(), "there is no command scatter")
    def test_the_command_reads_what_is_written(self):
        for configuration in TRANSFORMS:
            transform, features = self.made(configuration)
            files.write(self.folder / "features.npz", features, transform)
            self.assertIn("swift-scattering", tool.run("info", self.folder / "features.npz").stdout)

    @unittest.skipUnless(found(), "there is no command scatter")
    def test_what_the_command_writes_is_read(self):
        for name in ("features.npz", "features.npy", "features.csv"):
            tool.run("features", SAMPLES, resize="32x32", scales=2, output=self.folder / name)
        first, *others = [files.read(self.folder / name) for name in ("features.npz", "features.npy", "features.csv")]
        self.assertEqual(len(first.inputs), len(first.features))
        for other in others:
            np.testing.assert_array_equal(other.features, first.features)
            self.assertEqual((other.inputs, other.transform()), (first.inputs, first.transform()))


@unittest.skipUnless(found(), "there is no command scatter")
class ToolTests(unittest.TestCase):
    X = np.random.default_rng(0).standard_normal((4, 16, 16)).cumsum(1).cumsum(2)
    quick = dict(preset="quick", kind=["translation", "elastic"], amplitude=[0.5, 1], scales=2, orientations=4)

    def test_a_report_of_a_function(self):
        S = Scattering2D(2, (16, 16), L=4)
        report = tool.stability(lambda x: S(x), self.X, name="mine", **self.quick)
        rows = {
            (row["representation"], row["kind"], row["amplitude_px"]): row["distance_share_of_norm"]
            for row in report.rows if row["part"] == "all"}
        for kind in ("translation", "elastic"):
            for amplitude in (0.5, 1.0):
                # The tool's own scattering, weighted by the root of the 16 samples to an average.
                self.assertAlmostEqual(4 * rows["mine", kind, amplitude] / rows["scattering J=2", kind, amplitude], 1, places=9)
        self.assertIn("<iframe srcdoc=", report._repr_html_())
        with tempfile.TemporaryDirectory() as folder:
            report.save(pathlib.Path(folder) / "report.html")
            self.assertEqual(tool.Report(pathlib.Path(folder) / "report.html").data, report.data)

    def test_series_are_series(self):
        shapes = set()

        def f(x):
            shapes.add(x.shape[1:])
            return x

        tool.stability(f, np.random.default_rng(0).standard_normal((3, 64)), preset="quick", scales=3, amplitude=1, kind="translation")
        self.assertEqual(shapes, {(64,)})

    def test_errors_are_the_functions_or_the_commands(self):
        def bad(x):
            raise KeyError("mine")

        before = threading.active_count(), len(os.listdir(tempfile.gettempdir()))
        with self.assertRaisesRegex(KeyError, "mine"):
            tool.stability(bad, self.X, **self.quick)
        with self.assertRaisesRegex(ScatteringError, "first axis must be the batch"):
            tool.stability(lambda x: 3, self.X, **self.quick)
        for name in ("x; touch y", "a=b", "", "PATH"):
            with self.assertRaisesRegex(ScatteringError, "name is"):
                tool.stability(lambda x: x, self.X, name=name, **self.quick)
        with self.assertRaisesRegex(ScatteringError, "complex128"):
            tool.stability(np.fft.fft2, self.X, **self.quick)
        with self.assertRaisesRegex(tool.ToolError, "nonsense"):
            tool.stability(None, self.X, preset="nonsense")
        self.assertEqual((threading.active_count(), len(os.listdir(tempfile.gettempdir()))), before)

    def test_training(self):
        x = np.random.default_rng(0).standard_normal((40, 16, 16))
        x[20:] = x[20:].cumsum(-1)
        labels = ["rough"] * 20 + ["smooth"] * 20
        features = Scattering2D(2, (16, 16), L=4)(x)
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder) / "a.model"
            self.assertIn("linear-svm", tool.train(features[::2], labels[::2], model))
            self.assertEqual(tool.predict(model, features[1::2]).tolist(), labels[1::2])

    def test_a_missing_command_is_told(self):
        environment = dict(os.environ, PATH="", SWIFT_SCATTERING_TOOL="")
        with unittest.mock.patch.dict(os.environ, environment), unittest.mock.patch.dict("sys.modules", swift_scattering_tool=None):
            with self.assertRaisesRegex(ScatteringError, "pip install"):
                tool.executable()


if __name__ == "__main__":
    unittest.main()
