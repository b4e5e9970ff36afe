"""The C interface of `scattering.h`, by ctypes."""

import ctypes
import json
import os
import pathlib
import threading
import weakref

from .errors import ScatteringError

_TEXT = ctypes.c_void_p
_ERROR = ctypes.POINTER(_TEXT)


def _path():
    """Where the dynamic library is: beside this file, unless SWIFT_SCATTERING_LIBRARY names another."""
    named = os.environ.get("SWIFT_SCATTERING_LIBRARY")
    return named or str(pathlib.Path(__file__).parent / "libScatteringC.so")


def _load():
    path = _path()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(f"swift_scattering cannot load its library {path}: {error}") from error
    signatures = {
        "create": (ctypes.c_int64, [ctypes.c_char_p, _ERROR]),
        "destroy": (ctypes.c_int, [ctypes.c_int64, _ERROR]),
        "describe": (_TEXT, [ctypes.c_int64, _ERROR]),
        "execute": (ctypes.c_int, [ctypes.c_int64, *[ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p], _ERROR]),
        "pushforward": (
            ctypes.c_int,
            [ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, _ERROR],
        ),
        "pullback": (
            ctypes.c_int,
            [ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, _ERROR],
        ),
        "version": (ctypes.c_char_p, []),
        "free": (None, [_TEXT]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, f"scattering_{name}")
        function.restype, function.argtypes = result, arguments
    return library


_library = _load()


def _taken(text):
    """The text at an address that the library made, which is freed."""
    value = ctypes.string_at(text).decode()
    _library.scattering_free(text)
    return value


def _call(name, *arguments):
    """What a function returns; other threads run meanwhile.

    Raises
    ------
    ScatteringError
        With the function's own text.
    """
    error = _TEXT()
    result = getattr(_library, f"scattering_{name}")(*arguments, ctypes.byref(error))
    if error.value is not None:
        raise ScatteringError(_taken(error.value))
    return result


def version():
    """The version of the library."""
    return _library.scattering_version().decode()


class Handle:
    """A transform that the library holds, until nobody has this object."""

    def __init__(self, request):
        self.number = _call("create", request.encode())
        self.description = json.loads(_taken(_call("describe", self.number)))
        weakref.finalize(self, _library.scattering_destroy, self.number, None)

    def execute(self, signals, count, features):
        """All three memory is given by address."""
        _call("execute", self.number, signals, count, features)

    def pushforward(self, signals, tangents, count, features):
        _call("pushforward", self.number, signals, tangents, count, features)

    def pullback(self, signals, cotangents, count, gradients):
        _call("pullback", self.number, signals, cotangents, count, gradients)


# Transforms of this process, by request: those in use, and the latest ones beside them, so that copies and what is unpickled find them made.
_KEPT = 8
_lock = threading.Lock()
_known = weakref.WeakValueDictionary()
_latest = []


def handle(request):
    """The transform of a request in JSON; made where the process has none."""
    with _lock:
        found = _known.get(request)
        if found is None:
            found = _known[request] = Handle(request)
        if found in _latest:
            _latest.remove(found)
        _latest.append(found)
        del _latest[:-_KEPT]
        return found
