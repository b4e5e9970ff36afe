"""Kymatio's transforms of JAX's arrays: the numbers of NumPy's, under JAX's transformations."""

import pickle
import subprocess
import sys
import unittest

import numpy as np

import swift_scattering
from support import needed
from swift_scattering import numpy as scattering_numpy

jax = needed("jax")
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
from jax.test_util import check_grads  # noqa: E402

from swift_scattering import jax as scattering  # noqa: E402

ARGUMENTS = dict(
    Scattering1D=dict(J=3, shape=64, Q=2),
    Scattering2D=dict(J=1, shape=(8, 6), L=2),
    HarmonicScattering3D=dict(J=1, shape=(6, 6, 6), L=1, integral_powers=(1.0, 2.0)),
    TimeFrequencyScattering=dict(J=4, J_fr=1, Q=2, shape=64),
)


def signals(S, *batch):
    return jnp.asarray(np.random.default_rng(0).random((*batch, *S.shape)))


class JaxTests(unittest.TestCase):
    def test_numbers_are_those_of_numpy(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name):
                S = getattr(scattering, name)(**arguments)
                x = signals(S, 2, 3)
                found = S(x)
                self.assertIsInstance(found, jax.Array)
                expected = getattr(scattering_numpy, name)(**arguments)(np.asarray(x))
                np.testing.assert_array_equal(np.asarray(found).astype(expected.dtype), expected)
                np.testing.assert_array_equal(jax.jit(S)(x), found)
                self.assertEqual(S(x.astype(jnp.float32)).dtype, jnp.float32)
                self.assertEqual(S(x[:0]).shape, (0, *found.shape[1:]))

    def test_derivatives_of_both_modes(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name):
                S = getattr(scattering, name)(**arguments)
                check_grads(S, (signals(S),), order=1, modes=("fwd", "rev"))

    def test_transformations_of_transformations(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S, 3)
        np.testing.assert_array_equal(jax.vmap(S, in_axes=2)(jnp.moveaxis(x, 0, 2)), S(x))
        gradients = jax.jit(jax.vmap(jax.grad(lambda one: (S(one) ** 2).sum())))(x)
        whole = jax.grad(lambda all: (S(all) ** 2).sum())(x)
        np.testing.assert_allclose(gradients, whole, rtol=0, atol=1e-12)
        np.testing.assert_allclose(jax.jacfwd(S)(x[0]), jax.jacrev(S)(x[0]), rtol=0, atol=1e-12)
        total, _ = jax.lax.scan(lambda sum, one: (sum + S(one).sum(), None), 0.0, x)
        self.assertAlmostEqual(float(total), float(S(x).sum()), places=9)

    def test_gradients_are_finite_at_zero_and_second_ones_refused(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])

        def energy(x):
            return (S(x) ** 2).sum() + S(x).sum()

        self.assertTrue(np.isfinite(jax.grad(energy)(jnp.zeros(S.shape))).all())
        with self.assertRaisesRegex(NotImplementedError, "no second derivatives"):
            jax.hessian(energy)(jnp.ones(S.shape))

    def test_calls_in_flight_on_one_core(self):
        # Callbacks that wait for the thread they run on would hang.
        program = (
            "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
            "import jax, jax.numpy as jnp, swift_scattering.jax\n"
            "S = swift_scattering.jax.Scattering2D(2, (64, 64), L=2)\n"
            "x = jnp.ones((32, 64, 64))\n"
            "f = jax.jit(lambda v: S(jnp.tanh(v @ v)).sum())\n"
            "jax.block_until_ready([f(x + i) for i in range(10)])\n")
        subprocess.run([sys.executable, "-c", program], check=True, timeout=200)

    def test_pickles_and_entry(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S)
        self.assertLess(len(pickle.dumps(S)), 1000)
        np.testing.assert_array_equal(pickle.loads(pickle.dumps(S))(x), S(x))
        self.assertIsInstance(swift_scattering.Scattering1D(2, 64, frontend="jax"), scattering.Scattering1D)
        self.assertEqual(S.backend.name, "jax")

    def test_inputs_that_are_none(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        for error, part, x in [
            (TypeError, "not empty", None),
            (TypeError, "JAX array", [1]),
            (TypeError, "int", jnp.zeros((8, 6), int)),
            (RuntimeError, "spatial size", jnp.zeros((6, 8))),
        ]:
            with self.subTest(part), self.assertRaisesRegex(error, part):
                S(x)


if __name__ == "__main__":
    unittest.main()
