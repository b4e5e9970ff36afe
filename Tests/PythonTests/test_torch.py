"""Kymatio's transforms of PyTorch's tensors: the numbers of NumPy's, under everything that differentiates and compiles."""

import copy
import pickle
import unittest
import warnings

import numpy as np

import swift_scattering
from support import needed
from swift_scattering import numpy as scattering_numpy

torch = needed("torch")
from swift_scattering import torch as scattering  # noqa: E402

ARGUMENTS = dict(
    Scattering1D=dict(J=3, shape=64, Q=2),
    Scattering2D=dict(J=1, shape=(8, 6), L=2),
    # Powers below one have no bounded derivatives at zero.
    HarmonicScattering3D=dict(J=1, shape=(6, 6, 6), L=1, integral_powers=(1.0, 2.0)),
    TimeFrequencyScattering=dict(J=4, J_fr=1, Q=2, shape=64),
)


def signals(S, *batch, dtype=torch.float64):
    return torch.from_numpy(np.random.default_rng(0).random((*batch, *S.shape))).to(dtype)


class NumberTests(unittest.TestCase):
    def test_numbers_are_those_of_numpy(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name):
                S = getattr(scattering, name)(**arguments)
                x = signals(S, 2, 3)
                found = S(x)
                self.assertEqual(found.dtype, torch.float64)
                expected = getattr(scattering_numpy, name)(**arguments)(x.numpy())
                np.testing.assert_array_equal(found.numpy().astype(expected.dtype), expected)
                self.assertEqual(S(x.float()).dtype, torch.float32)
                self.assertEqual(S(x[:0]).shape, (0, *found.shape[1:]))

    def test_lists_and_dictionaries(self):
        S = scattering.Scattering1D(**ARGUMENTS["Scattering1D"])
        x = signals(S, 2)
        array = S(x)
        S.out_type = "dict"
        for index, part in enumerate(S(x).values()):
            self.assertTrue(torch.equal(part, array[:, index]))

    def test_any_strides(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S, 4)
        wide = torch.zeros(4, 16, 6, dtype=torch.float64)
        wide[:, ::2] = x
        self.assertTrue(torch.equal(S(wide[:, ::2]), S(x)))
        self.assertTrue(torch.equal(S(x[:1].expand(3, 8, 6)), S(x[[0, 0, 0]])))
        self.assertTrue(torch.equal(S(torch._neg_view(x)), S(-x)))


class DerivativeTests(unittest.TestCase):
    def test_gradients(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name):
                S = getattr(scattering, name)(**arguments)
                self.assertTrue(torch.autograd.gradcheck(S, (signals(S).requires_grad_(),), fast_mode=True))
                self.assertTrue(
                    torch.autograd.gradcheck(
                        S, (signals(S, 2).requires_grad_(),), fast_mode=True, check_forward_ad=True, check_backward_ad=False))

    def test_gradients_of_averages_over_all(self):
        for others in [dict(T="global"), dict(F="global"), dict(T="global", F="global")]:
            S = scattering.TimeFrequencyScattering(**ARGUMENTS["TimeFrequencyScattering"], **others)
            self.assertTrue(torch.autograd.gradcheck(S, (signals(S).requires_grad_(),), fast_mode=True))

    def test_gradients_are_finite_at_zero(self):
        for name, arguments in ARGUMENTS.items():
            S = getattr(scattering, name)(**arguments)
            x = torch.zeros(S.shape, requires_grad=True)
            S(x).sum().backward()
            self.assertTrue(x.grad.isfinite().all())

    def test_second_derivatives_are_refused(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S).requires_grad_()
        (gradient,) = torch.autograd.grad(S(x).square().sum(), x, create_graph=True)
        with self.assertRaisesRegex(NotImplementedError, "no second derivatives"):
            gradient.sum().backward()

    def test_pullbacks_are_differentiable_in_cotangents(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S, 2)
        cotangents = torch.randn_like(S(x)).requires_grad_()
        self.assertTrue(torch.autograd.gradcheck(lambda values: S.pullback(x, values), (cotangents,), fast_mode=True))
        x.requires_grad_()
        (expected,) = torch.autograd.grad(S(x), x, cotangents.detach())
        self.assertTrue(torch.equal(S.pullback(x.detach(), cotangents), expected))

    def test_cotangents_of_other_shapes_are_refused(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S, 2)
        with self.assertRaisesRegex(RuntimeError, r"cotangents have the shape \(2, 4, 3, 3\)"):
            S.pullback(x, torch.zeros(2, 4, 3, 3))

    def test_operators_pass_pytorchs_own_checks(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        request, x = S._transform().request, signals(S, 2)
        features = torch.ops.swift_scattering.features(x, request)
        for operator, inputs in [
            (scattering._features, (x.clone().requires_grad_(), request)),
            (scattering._pullback, (x, torch.randn_like(features).requires_grad_(), request)),
            (scattering._pushforward, (x, torch.randn_like(x).requires_grad_(), request)),
        ]:
            torch.library.opcheck(operator, inputs)


class TransformationTests(unittest.TestCase):
    def test_vmap_and_func(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        x = signals(S, 3)
        self.assertTrue(torch.equal(torch.vmap(S)(x), S(x)))
        self.assertTrue(torch.equal(torch.vmap(S, in_dims=2)(x.movedim(0, 2)), S(x)))
        forward, backward = torch.func.jacfwd(S)(x[0]), torch.func.jacrev(S)(x[0])
        # Sums of some hundred products of numbers up to 1, in another order.
        torch.testing.assert_close(forward, backward, rtol=0, atol=1e-12)
        gradients = torch.vmap(torch.func.grad(lambda one: S(one).square().sum()))(x)
        both = x.clone().requires_grad_()
        S(both).square().sum().backward()
        torch.testing.assert_close(gradients, both.grad, rtol=0, atol=1e-12)

    def test_compile(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                S = getattr(scattering, name)(**arguments)
                # Graphs are made without generated code, which would take a compiler.
                compiled = torch.compile(S, backend="aot_eager", fullgraph=True)
                x, same = (signals(S, 2).requires_grad_() for _ in range(2))
                self.assertTrue(torch.equal(compiled(x), S(same)))
                compiled(x).square().sum().backward()
                S(same).square().sum().backward()
                self.assertTrue(torch.equal(x.grad, same.grad))

    def test_modules(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        self.assertEqual(len(S.state_dict()) + len(list(S.parameters())), 0)
        self.assertLess(len(pickle.dumps(S)), 1000)
        x = signals(S)
        for same in [pickle.loads(pickle.dumps(S)), copy.deepcopy(S), S.double().to("cpu")]:
            self.assertTrue(torch.equal(same(x), S(x)))
        self.assertIn("J=1", repr(torch.nn.Sequential(S)))
        self.assertIsInstance(swift_scattering.Scattering2D(2, (8, 8), frontend="torch"), scattering.Scattering2D)

    def test_inputs_that_are_none(self):
        S = scattering.Scattering2D(**ARGUMENTS["Scattering2D"])
        for error, part, x in [
            (TypeError, "PyTorch Tensor", None),
            (TypeError, "PyTorch Tensor", np.zeros((8, 6))),
            (TypeError, "torch.int64", torch.zeros(8, 6, dtype=torch.int64)),
            (TypeError, "torch.bfloat16", torch.zeros(8, 6, dtype=torch.bfloat16)),
            (TypeError, "torch.complex64", torch.zeros(8, 6, dtype=torch.complex64)),
            (RuntimeError, "at least two", torch.zeros(8)),
            (RuntimeError, "spatial size", torch.zeros(6, 8)),
        ]:
            with self.subTest(part), self.assertRaisesRegex(error, part):
                S(x)


if __name__ == "__main__":
    unittest.main()
