"""What Kymatio's transforms share over all ranks and kinds of arrays."""

import inspect

from .transform import Transform


class Backend(str):
    """The name of a backend, as Kymatio's backends have one."""

    @property
    def name(self):
        """str: The name of the backend."""
        return str(self)


class Frontend:
    """A transform with Kymatio's arguments, of one kind of arrays.

    Attributes that are no properties may be changed between calls, as Kymatio's may; the transform that they ask for is made at the next call. A kind of arrays
    is a class behind this one in the order of bases, with `frontend_name`, `array_name`, `array_noun`, `_checked`, `_features` and `_stack`.
    """

    def _choose(self, backend):
        name = backend if isinstance(backend, str) else backend.name
        if not name.startswith(self.frontend_name):
            raise ImportError(
                f"The backend {name} can not be called from the frontend {self.frontend_name}."
                if isinstance(backend, str)
                else f"The backend {name} is not supported by the frontend {self.frontend_name}."
            )
        self.backend = Backend(backend) if isinstance(backend, str) else backend
        self._made, self._known = None, {}

    def _once(self, make, *key):
        """What a function makes, once for each key: the attributes it depends on."""
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _configuration(self):
        """The configuration that the attributes ask for."""
        raise NotImplementedError

    def _transform(self):
        configuration = self._configuration()
        if self._made is None or self._made[0] != configuration:
            self._made = (configuration, Transform(configuration))
        return self._made[1]

    def _steps(self):
        """The wavelets of each path."""
        return [path["steps"] for path in self._transform().described_paths]

    def __repr__(self):
        names = [name for name in inspect.signature(type(self).__init__).parameters if name not in ("self", "backend")]
        # As given, where a property says what it comes to.
        values = {name: self.__dict__[f"_{name}"] if f"_{name}" in self.__dict__ else getattr(self, name) for name in names}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in values.items())})"

    def __getstate__(self):
        return {**self.__dict__, "_made": None, "_known": {}}
