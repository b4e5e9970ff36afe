"""Scattering of xarray's arrays."""

import unittest

import numpy as np

from support import needed
from swift_scattering import Transform
from swift_scattering.numpy import Scattering1D, Scattering2D

xr = needed("xarray")
import swift_scattering.xarray  # noqa: E402, F401


class XarrayTests(unittest.TestCase):
    def setUp(self):
        values = np.random.default_rng(0).standard_normal((3, 40, 32))
        self.maps = xr.DataArray(
            values, dims=("time", "lat", "lon"), name="t2m", attrs=dict(units="K"),
            coords=dict(lat=("lat", np.linspace(60, 21, 40), dict(units="degrees")), lon=("lon", np.arange(32.0), dict(units="degrees"))))

    def test_axes_keep_names_and_features_are_those_of_numpy(self):
        features = self.maps.scattering(J=2, L=4, dims=("lat", "lon"))
        self.assertEqual(features.dims, ("time", "path", "lat", "lon"))
        np.testing.assert_array_equal(features, Scattering2D(2, (40, 32), L=4)(self.maps.values))
        self.assertEqual((features.name, features.attrs, features.lat.attrs), ("t2m", dict(units="K"), dict(units="degrees")))
        self.assertEqual(features.sel(order=1).sizes["path"], 8)
        self.assertEqual(features.sel(path="S1 j1 l2").sizes, dict(time=3, lat=10, lon=8))
        self.assertEqual(features.frequency1.attrs["units"], "1/degrees")
        turned = self.maps.transpose("lon", "time", "lat").scattering(J=2, L=4, dims=("lat", "lon"))
        np.testing.assert_array_equal(turned, features)

    def test_averages_stand_where_their_coordinates_say(self):
        # The average of an impulse is largest where it stands.
        for axis, dim in enumerate(("lat", "lon")):
            impulse = xr.zeros_like(self.maps[0])
            impulse[20, 16] = 1
            mean = impulse.scattering(J=2, dims=("lat", "lon")).sel(path="S0")
            found = mean.isel(mean.argmax(...))[dim]
            self.assertEqual(float(found), float(impulse[dim][(20, 16)[axis]]))
        time = np.arange(1000) / 250
        impulse = xr.DataArray(np.eye(1, 1000, 372)[0], dims="time", coords=dict(time=time))
        mean = impulse.scattering(J=5).sel(path="S0")
        self.assertEqual(float(mean.time[mean.argmax("time")]), 372 / 250)

    def test_frequencies_are_in_units_of_the_axis(self):
        time = np.arange(2048) * np.timedelta64(4, "ms") + np.datetime64("2026-01-01")
        tone = xr.DataArray(np.sin(2 * np.pi * 20 * 0.004 * np.arange(2048)), dims="time", coords=dict(time=time))
        features = tone.scattering(J=6, Q=8)
        first = features.sel(order=1).mean("time")
        # Wavelets stand an eighth of an octave apart.
        self.assertLess(abs(np.log2(float(first.frequency1[first.argmax("path")]) / 20)), 1 / 16)
        self.assertEqual(features.frequency1.attrs["units"], "1/s")
        self.assertEqual(features.time.dtype.kind, "M")
        # FFTW plans time series anew, to rounding.
        np.testing.assert_allclose(features, Scattering1D(6, 2048, 8)(tone.values), rtol=0, atol=1e-14)

    def test_uneven_axes_have_frequencies_of_samples(self):
        uneven = xr.DataArray(np.zeros(64), dims="x", coords=dict(x=np.arange(64.0) ** 2)).scattering(J=2)
        self.assertEqual(uneven.frequency1.attrs["units"], "1/sample")
        self.assertNotIn("x", xr.DataArray(np.zeros(64), dims="x").scattering(J=2).coords)

    def test_other_transforms(self):
        wave = self.maps.isel(time=0).stack(x=("lat", "lon")).reset_index("x", drop=True)
        joint = wave.scattering(J=5, Q=4, wavelets="joint", J_fr=2)
        self.assertEqual(set(np.unique(joint.spin)), {-1, 0, 1})
        self.assertEqual(self.maps.scattering(J=2, dims=("lat", "lon"), T="global").dims, ("time", "path"))
        cube = xr.DataArray(np.random.default_rng(0).random((2, 16, 16, 16)), dims=("box", "z", "y", "x"))
        powers = cube.scattering(J=1, dims=("z", "y", "x"), wavelets="solid-harmonic")
        self.assertEqual((powers.dims, powers.power.values.tolist()), (("box", "path", "power"), [0.5, 1, 2]))
        self.assertEqual(cube.scattering(J=1, dims=("z", "y", "x")).dims, ("box", "path", "z", "y", "x"))

    def test_chunks(self):
        needed("dask")
        whole = self.maps.scattering(J=2, L=4, dims=("lat", "lon"))
        lazy = self.maps.chunk(time=1).scattering(J=2, L=4, dims=("lat", "lon"))
        self.assertEqual(lazy.data.chunks[0], (1, 1, 1))
        xr.testing.assert_identical(lazy.compute(), whole)
        with self.assertRaisesRegex(ValueError, "core dimension"):
            self.maps.chunk(lat=10).scattering(J=2, dims=("lat", "lon"))

    def test_what_does_not_fit(self):
        for part, arguments in [
            ("dims must say", dict(J=2)),
            (r"dims has \['y'\]", dict(J=2, dims="y")),
            ("one, two or three", dict(J=2, dims=("lat", "lat"))),
            ("wavelets is 'joint'", dict(J=2, dims=("lat", "lon"), wavelets="joint")),
            ("T is 3", dict(J=2, dims=("lat", "lon"), T=3)),
            ("scales 9", dict(J=9, dims=("lat", "lon"))),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ValueError, part):
                self.maps.scattering(**arguments)


class PositionTests(unittest.TestCase):
    def test_descriptions_say_where_features_stand(self):
        transform = Transform(dict(
            shape=[37, 32], scales=2, orientations=2, maximalOrder=1, padding="reflect", oversampling=0, normalization="kymatio"))
        path = transform.described_paths[1]
        # 37 samples are padded to 44, 3 before: of the kept multiples of 4 the first is 4, 1 behind the first sample.
        self.assertEqual((transform.padding, path["spacing"], path["origin"]), ([(3, 4), (4, 4)], [4, 4], [1, 0]))


if __name__ == "__main__":
    unittest.main()
