"""Kymatio's Scattering2D, of any kind of arrays."""

from ._frontend import Frontend


class Images(Frontend):
    """Scattering of images by Morlet wavelets.

    Parameters
    ----------
    J : int
        Averages are over about 2^J pixels.
    shape : tuple of int
        ``(M, N)``, each at least 2^J.
    L : int, optional
        Orientations over half a turn.
    max_order : int, optional
        The most wavelets of a path.
    pre_pad : bool, optional
        Whether inputs are padded already, to whole periods of 2^J pixels and one on each side.
    backend : str or object, optional
        The frontend's name; there for Kymatio's sake.
    out_type : {"array", "list"}, optional
        An array ``[..., path, M / 2^J, N / 2^J]``; or a list with a dictionary a path: ``coef``, ``j``, ``n`` and ``theta`` (indices of
        scale, wavelet and orientation).

    Raises
    ------
    RuntimeError
        Where a side is shorter than 2^J; by calls, for inputs of another size.
    """

    def __init__(self, J, shape, L=8, max_order=2, pre_pad=False, backend=None, out_type="array"):
        super().__init__()
        self._choose(backend or self.frontend_name)
        self.J, self.shape, self.L, self.max_order = int(J), tuple(int(n) for n in shape), int(L), int(max_order)
        self.pre_pad, self.out_type = bool(pre_pad), out_type
        if len(self.shape) != 2:
            raise RuntimeError(f"shape must be (M, N). Got: {shape}")
        if 2**self.J > min(self.shape):
            raise RuntimeError("The smallest dimension should be larger than 2^J.")
        self._transform()

    @property
    def _padded(self):
        """The sizes of inputs that are padded already: one period more than hold the image, and one on its other side."""
        period = 2**self.J
        return tuple(((n + period) // period + 1) * period for n in self.shape)

    def _configuration(self):
        return dict(
            shape=list(self._padded if self.pre_pad else self.shape), scales=self.J, orientations=self.L,
            maximalOrder=self.max_order, padding="periodic" if self.pre_pad else "reflect", oversampling=0,
            normalization="kymatio",
        )

    def scattering(self, x):
        """The features of images.

        Parameters
        ----------
        x : array
            ``[..., M, N]``, real.

        Returns
        -------
        array or list of dict
            As `out_type` says.
        """
        x = self._checked(x)
        if x.ndim < 2:
            raise RuntimeError(f"Input {self.array_noun} must have at least two dimensions.")
        sizes = self._padded if self.pre_pad else self.shape
        if tuple(x.shape[-2:]) != sizes:
            noun = f"Padded {self.array_noun}" if self.pre_pad else self.array_name
            raise RuntimeError(f"{noun} must be of spatial size ({sizes[0]},{sizes[1]}), got {tuple(x.shape)}.")
        if self.out_type not in ("array", "list"):
            raise RuntimeError("The out_type must be one of 'array' or 'list'.")
        features = self._features(self._transform(), x)
        if self.pre_pad:
            features = features[..., 1:-1, 1:-1]
        if self.out_type == "array":
            return features
        return [
            dict(
                coef=features[..., index, :, :],
                j=tuple(step["scale"] for step in steps),
                n=tuple(step["scale"] * self.L + step["orientation"] for step in steps),
                theta=tuple(step["orientation"] for step in steps),
            )
            for index, steps in enumerate(self._steps())
        ]
