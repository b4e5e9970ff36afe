"""Kymatio's HarmonicScattering3D, of any kind of arrays."""

import numpy as np

from ._frontend import Frontend


class Volumes(Frontend):
    """Scattering of volumes by solid harmonic wavelets, read as integrals of powers; periodic, without padding.

    Parameters
    ----------
    J : int
        There are scales 0 to J.
    shape : tuple of int
        ``(M, N, O)``.
    L : int, optional
        The largest degree.
    sigma_0 : float, optional
        The deviation of the Gaussian of scale 0, in samples.
    max_order : int, optional
        1 or 2.
    rotation_covariant : bool, optional
        Whether the moduli are over all orders m of a degree; otherwise of the one m = l alone. Kymatio takes m = -l, whose modulus is the same but for
        the Nyquist frequency of even sides, a percent of white noise.
    method : {"integral"}, optional
    points : None
    integral_powers : sequence of float, optional
    backend : str or object, optional

    Raises
    ------
    ValueError
        For another method than integrals.
    RuntimeError
        By calls, for inputs of another size.
    """

    def __init__(
        self, J, shape, L=3, sigma_0=1, max_order=2, rotation_covariant=True, method="integral", points=None,
        integral_powers=(0.5, 1.0, 2.0), backend=None,
    ):
        super().__init__()
        self._choose(backend or self.frontend_name)
        self.J, self.shape, self.L, self.sigma_0 = int(J), tuple(int(n) for n in shape), int(L), float(sigma_0)
        self.max_order, self.rotation_covariant, self.method = int(max_order), bool(rotation_covariant), method
        self.points, self.integral_powers = points, integral_powers
        if method != "integral":
            raise ValueError(f"method must be 'integral'. Got: {method}")
        if len(self.shape) != 3:
            raise RuntimeError(f"shape must be (M, N, O). Got: {shape}")
        self.M, self.N, self.O = self.shape
        # Made here and not at the first call, which a compiler may look at.
        self._order()

    def _configuration(self):
        return dict(
            shape=list(self.shape), scales=self.J, maximalOrder=self.max_order, padding="periodic", oversampling=0,
            normalization="kymatio",
            wavelets=dict(
                family="solidHarmonic", maximalDegree=self.L, sigma=self.sigma_0, perM=not self.rotation_covariant),
            readout=dict(kind="integrals", powers=[float(power) for power in self.integral_powers]),
        )

    def _order(self):
        """The indices of paths, ``[scales, degree]``: those of order 1 first, of order 2 by both scales."""
        return self._once(self._made_order, self._transform().request)

    def _made_order(self):
        found = {}
        for index, steps in enumerate(self._steps()):
            degrees = {step["degree"] for step in steps}
            if steps and all(self.rotation_covariant or step["order"] == step["degree"] for step in steps):
                found[tuple(step["scale"] for step in steps), degrees.pop()] = index
        scales = sorted({key[0] for key in found}, key=lambda key: (len(key), key))
        return np.array([[found[scale, degree] for degree in range(self.L + 1)] for scale in scales])

    def scattering(self, x):
        """The features of volumes.

        Parameters
        ----------
        x : array
            ``[..., M, N, O]``, real.

        Returns
        -------
        array
            ``[..., scales, degree, power]``: the scales of order 1, then the pairs of order 2.
        """
        x = self._checked(x)
        if x.ndim < 3:
            raise RuntimeError("Input tensor must have at least three dimensions.")
        if tuple(x.shape[-3:]) != self.shape:
            raise RuntimeError("Tensor must be of spatial size (%i, %i, %i), got %s." % (*self.shape, tuple(x.shape)))
        return self._features(self._transform(), x)[..., self._order(), :]
