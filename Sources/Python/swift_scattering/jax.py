"""Kymatio's scattering transforms of JAX's arrays, with exact derivatives, on the processor.

`jax.jit`, `jax.vmap`, and derivatives of either mode. The library is called back from compiled functions, which copies inputs and outputs; the
precision is that of the input.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend.core import Primitive
from jax.interpreters import ad, batching, mlir

from ._images import Images
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes
from .transform import Transform


def _primitive(name, function, shape):
    """A primitive of signals and what goes with them, whose leading axes are free."""
    primitive = Primitive(f"swift_scattering_{name}")

    def lower(context, *operands, request):
        run = getattr(Transform.of_request(request), function)
        # Not jax.pure_callback: it gives JAX's arrays, whose copies wait for the thread that they are made on.
        results, _, _ = mlir.emit_python_callback(
            context, lambda *arrays: (run(*map(np.asarray, arrays)),), None, list(operands), context.avals_in, context.avals_out,
            has_side_effect=False)
        return results

    def batch(arrays, axes, *, request):
        size = next(array.shape[axis] for array, axis in zip(arrays, axes) if axis is not None)
        moved = [
            jnp.broadcast_to(array, (size, *array.shape)) if axis is None else jnp.moveaxis(array, axis, 0)
            for array, axis in zip(arrays, axes)
        ]
        return primitive.bind(*moved, request=request), 0

    primitive.def_impl(jax.jit(primitive.bind, static_argnames="request"))
    primitive.def_abstract_eval(
        lambda signals, *_, request: signals.update(shape=shape(Transform.of_request(request), signals)))
    mlir.register_lowering(primitive, lower)
    batching.primitive_batchers[primitive] = batch
    return primitive


_features = _primitive("features", "flat_features", Transform.flat_shape)
_pushforward = _primitive("pushforward", "flat_pushforward", Transform.flat_shape)
_pullback = _primitive("pullback", "flat_pullback", lambda transform, signals: signals.shape)


def _features_derivative(primals, tangents, *, request):
    return (
        _features.bind(*primals, request=request),
        _pushforward.bind(*primals, ad.instantiate_zeros(tangents[0]), request=request),
    )


ad.primitive_jvps[_features] = _features_derivative


def _register_linear(primitive, transpose):
    """Derivatives of a primitive that is linear in its second argument."""

    def derivative(primals, tangents, *, request):
        if type(tangents[0]) is not ad.Zero:
            raise NotImplementedError("swift_scattering computes no second derivatives with respect to its input")
        return (
            primitive.bind(*primals, request=request),
            primitive.bind(primals[0], ad.instantiate_zeros(tangents[1]), request=request),
        )

    def transposed(cotangents, signals, argument, *, request):
        if type(cotangents) is ad.Zero:
            return None, ad.Zero(argument.aval)
        return None, transpose.bind(signals, cotangents, request=request)

    ad.primitive_jvps[primitive] = derivative
    ad.primitive_transposes[primitive] = transposed


_register_linear(_pushforward, _pullback)
_register_linear(_pullback, _pushforward)


class _Arrays:
    """JAX's arrays."""

    frontend_name, array_name, array_noun = "jax", "JAX array", "array"

    def __call__(self, x):
        """The features of x; the same as `scattering`."""
        return self.scattering(x)

    @staticmethod
    def _checked(x):
        if x is None:
            raise TypeError("The input should be not empty.")
        if not isinstance(x, (jax.Array, np.ndarray)):
            raise TypeError(f"The input should be a JAX array, got type {type(x)}")
        if x.dtype not in (np.float32, np.float64):
            raise TypeError(f"The input should be of float32 or float64, got {x.dtype}")
        return x

    @staticmethod
    def _features(transform, x):
        return transform.split(_features.bind(jnp.asarray(x), request=transform.request))

    @staticmethod
    def _stack(parts, axis):
        return jnp.stack(parts, axis)


class Scattering2D(Images, _Arrays):
    __doc__ = Images.__doc__


class HarmonicScattering3D(Volumes, _Arrays):
    __doc__ = Volumes.__doc__


class Scattering1D(Series, _Arrays):
    __doc__ = Series.__doc__


class TimeFrequencyScattering(Joint, _Arrays):
    __doc__ = Joint.__doc__


__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
