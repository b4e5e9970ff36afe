"""Fields and warps."""

import json
import pathlib
import unittest

import numpy as np

from swift_scattering import ScatteringError
from swift_scattering.deformations import field, warp

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Data" / "Golden" / "fields"


class DeformationTests(unittest.TestCase):
    def test_fields_are_the_reports(self):
        for case in json.loads((GOLDEN / "fields.json").read_text())["fields"]:
            if case["kind"] == "noise":
                continue
            with self.subTest(case["file"]):
                found = field(
                    case["kind"], case["amplitude"], case["shape"], seed=case["seed"], image=case["image"], field=case["field"])
                # Sines, logarithms and powers may differ in their last bits (Docs/RandomFields.md).
                np.testing.assert_allclose(found, np.load(GOLDEN / case["file"]), rtol=0, atol=1e-11 * case["amplitude"])

    def test_warps_of_waves(self):
        u = np.arange(64)
        tau = field("elastic", 1.5, 64, seed=3)
        found = warp(np.cos(2 * np.pi * 5 * u / 64), tau, boundary="periodic")
        # Docs/Decisions/0006-reference-warp.md: 1e-6 up to 0.9 of the Nyquist frequency, of which this is a sixth.
        np.testing.assert_allclose(found, np.cos(2 * np.pi * 5 * (u - tau[0]) / 64), rtol=0, atol=1e-9)

    def test_one_field_or_one_each(self):
        x = np.random.default_rng(0).standard_normal((2, 3, 12, 16)).astype(np.float32)
        tau = field("elastic", 1, (12, 16))
        found = warp(x, tau)
        self.assertEqual((found.dtype, found.shape), (np.float32, x.shape))
        np.testing.assert_array_equal(warp(x[1, 2], tau), found[1, 2])
        np.testing.assert_array_equal(warp(x, np.broadcast_to(tau, (2, 3, *tau.shape))), found)
        np.testing.assert_array_equal(warp(x, 0 * tau, threads=1), x)
        self.assertEqual(warp(x[:0], tau).shape, (0, 3, 12, 16))

    def test_what_does_not_fit(self):
        for part, make in [
            ('kind is "swirl"', lambda: field("swirl", 1, (8, 8))),
            ("one axis", lambda: field("shear", 1, 8)),
            ("3 samples", lambda: field("elastic", 1, (2, 8))),
            ("amplitude is -1", lambda: field("elastic", -1, (8, 8))),
            ("no JSON", lambda: field("elastic", np.nan, (8, 8))),
            ("axes", lambda: field("elastic", 1, (8, 8, 8, 8))),
            ("seed", lambda: field("elastic", 1, (8, 8), seed=-1)),
            ("displacement .*8.*expected|must be", lambda: warp(np.ones((8, 8)), np.ones((2, 8, 7)))),
            ("not finite", lambda: warp(np.ones((8, 8)), np.full((2, 8, 8), np.inf))),
            ("complex128", lambda: warp(np.ones((8, 8), complex), np.ones((2, 8, 8)))),
            ("cubic", lambda: warp(np.ones((8, 8)), np.ones((2, 8, 8)), interpolation="cubic")),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ScatteringError, part):
                make()


if __name__ == "__main__":
    unittest.main()
