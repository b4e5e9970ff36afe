"""Kymatio's scattering transforms as modules of PyTorch, with exact derivatives, on the processor.

The transform and its derivative are operators of `torch.library`: they run under autograd, `torch.compile` and `torch.vmap`. Modules have
neither parameters nor buffers; the precision is that of the input.
"""

import torch

from ._images import Images
from ._joint import Joint
from ._series import Series
from ._volumes import Volumes
from .transform import Transform


def _array(tensor):
    return tensor.detach().numpy(force=True)


@torch.library.custom_op("swift_scattering::features", mutates_args=(), device_types="cpu")
def _features(signals: torch.Tensor, request: str) -> torch.Tensor:
    return torch.from_numpy(Transform.of_request(request).flat_features(_array(signals)))


@torch.library.custom_op("swift_scattering::pullback", mutates_args=(), device_types="cpu")
def _pullback(signals: torch.Tensor, cotangents: torch.Tensor, request: str) -> torch.Tensor:
    return torch.from_numpy(Transform.of_request(request).flat_pullback(_array(signals), _array(cotangents)))


@torch.library.custom_op("swift_scattering::pushforward", mutates_args=(), device_types="cpu")
def _pushforward(signals: torch.Tensor, tangents: torch.Tensor, request: str) -> torch.Tensor:
    return torch.from_numpy(Transform.of_request(request).flat_pushforward(_array(signals), _array(tangents)))


@_features.register_fake
def _(signals, request):
    return signals.new_empty(Transform.of_request(request).flat_shape(signals))


@_pullback.register_fake
def _(signals, cotangents, request):
    return torch.empty_like(signals, memory_format=torch.contiguous_format)


@_pushforward.register_fake
def _(signals, tangents, request):
    return signals.new_empty(Transform.of_request(request).flat_shape(signals))


def _keep_for_backward(ctx, inputs, output):
    ctx.save_for_backward(inputs[0])
    ctx.request = inputs[-1]


def _keep(ctx, inputs, output):
    _keep_for_backward(ctx, inputs, output)
    ctx.save_for_forward(inputs[0])


def _features_backward(ctx, gradient):
    return _differentiable_pullback(ctx.saved_tensors[0], gradient, ctx.request), None


def _features_forward(ctx, tangent, _):
    return _differentiable_pushforward(ctx.saved_tensors[0], tangent, ctx.request)


def _refuse_second(ctx):
    if ctx.needs_input_grad[0]:
        raise NotImplementedError(
            "swift_scattering computes no second derivatives with respect to its input. Gradients of gradients with respect to what comes "
            "behind the features need none: S.pullback(x.detach(), cotangents) is differentiable in cotangents.")


def _pullback_backward(ctx, gradient):
    _refuse_second(ctx)
    # Linear in cotangents, with the pushforward for transpose.
    return None, _differentiable_pushforward(ctx.saved_tensors[0], gradient, ctx.request), None


def _pushforward_backward(ctx, gradient):
    _refuse_second(ctx)
    return None, _differentiable_pullback(ctx.saved_tensors[0], gradient, ctx.request), None


def _batched(operator):
    """The rule of `torch.vmap` of an operator: leading axes are free."""

    def run(info, dimensions, *inputs):
        *tensors, request = inputs
        moved = [
            tensor.expand(info.batch_size, *tensor.shape) if dimension is None else tensor.movedim(dimension, 0)
            for tensor, dimension in zip(tensors, dimensions)
        ]
        return operator(*moved, request), 0

    return run


def _function(operator, keep, backward, forward=None):
    """A differentiable function of an operator, which `torch.func` can transform; the operator itself has the same rules.

    `torch.func` takes derivatives of functions but not of operators, and `torch.compile` of operators but not of functions with a `jvp`.
    """

    def run(*inputs):
        return operator(*inputs)

    rules = dict(forward=run, setup_context=keep, backward=backward, **({"jvp": forward} if forward else {}))
    function = type("Function", (torch.autograd.Function,), {name: staticmethod(rule) for name, rule in rules.items()})
    function.vmap = staticmethod(_batched(function.apply))
    operator.register_autograd(backward, setup_context=_keep_for_backward)
    operator.register_vmap(_batched(operator))

    def call(*inputs):
        return operator(*inputs) if torch.compiler.is_compiling() else function.apply(*inputs)

    return call


_differentiable_pullback = _function(_pullback, _keep_for_backward, _pullback_backward)
_differentiable_pushforward = _function(_pushforward, _keep_for_backward, _pushforward_backward)
_differentiable_features = _function(_features, _keep, _features_backward, _features_forward)


class _Module(torch.nn.Module):
    """Modules on tensors."""

    frontend_name, array_name, array_noun = "torch", "Tensor", "tensor"

    def forward(self, x):
        """The features of x; the same as `scattering`."""
        return self.scattering(x)

    def pullback(self, x, cotangents):
        """The transposed Jacobian at x times cotangents, differentiable in cotangents.

        Parameters
        ----------
        x : torch.Tensor
            As inputs are.
        cotangents : torch.Tensor
            ``[..., path, *space]``, as features are of averages over T or 2^J, of all paths of the library.

        Returns
        -------
        torch.Tensor
            As x: what `torch.autograd.grad` gives, of which gradients may be taken with respect to cotangents. Those with respect to x
            are not computed, so x has to be one that requires no gradient.
        """
        transform = self._transform()
        flat = torch.empty(transform.flat_shape(x), device="meta")
        expected = transform.split(flat)
        if not torch.is_tensor(expected) or tuple(cotangents.shape) != tuple(expected.shape):
            found = "a list" if not torch.is_tensor(expected) else tuple(expected.shape)
            raise RuntimeError(f"cotangents have the shape {tuple(cotangents.shape)}, but the library's features of x are {found}")
        flat = cotangents.reshape(flat.shape)
        return _differentiable_pullback(self._checked(x), flat, transform.request)

    @staticmethod
    def _checked(x):
        if not torch.is_tensor(x):
            raise TypeError("The input should be a PyTorch Tensor.")
        if x.device.type not in ("cpu", "meta"):
            raise TypeError(f"The input should be on the processor, got a tensor on {x.device}: use x.cpu()")
        if x.dtype not in (torch.float32, torch.float64):
            raise TypeError(f"The input should be of torch.float32 or torch.float64, got {x.dtype}")
        return x

    @staticmethod
    def _features(transform, x):
        return transform.split(_differentiable_features(x, transform.request))

    @staticmethod
    def _stack(parts, axis):
        return torch.stack(parts, axis)


class Scattering2D(Images, _Module):
    __doc__ = Images.__doc__


class HarmonicScattering3D(Volumes, _Module):
    __doc__ = Volumes.__doc__


class Scattering1D(Series, _Module):
    __doc__ = Series.__doc__


class TimeFrequencyScattering(Joint, _Module):
    __doc__ = Joint.__doc__


__all__ = ["HarmonicScattering3D", "Scattering1D", "Scattering2D", "TimeFrequencyScattering"]
