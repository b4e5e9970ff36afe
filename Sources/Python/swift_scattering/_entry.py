"""Kymatio's way to choose a frontend: `Scattering2D(..., frontend="numpy")`."""

import importlib

_FRONTENDS = ("jax", "numpy", "sklearn", "torch")


def entry(name):
    """A class that makes the frontend's class of this name."""

    def make(cls, *arguments, frontend="numpy", **keywords):
        if frontend.lower() not in _FRONTENDS:
            raise RuntimeError(
                f"The frontend '{frontend}' is not valid. Must be one of {', '.join(map(repr, _FRONTENDS))}."
            )
        module = importlib.import_module(f"{__package__}.{frontend.lower()}")
        return getattr(module, name)(*arguments, **keywords)

    return type(name, (), {"__new__": make, "__doc__": f"`{name}` of the frontend that is named, NumPy's by default."})
