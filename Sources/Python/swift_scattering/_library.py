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
        "execute": (
            ctypes.c_int,
            [ctypes.c_int64, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, _ERROR],
        ),
        "pushforward": (
            ctypes.c_int,
            [ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, _ERROR],
        ),
        "pullback": (
            ctypes.c_int,
            [ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, _ERROR],
        ),
        "field": (ctypes.c_int, [ctypes.c_char_p, ctypes.c_void_p, _ERROR]),
        "warp": (
            ctypes.c_int,
            [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, _ERROR],
        ),
        "version": (ctypes.c_char_p, []),
        "free": (None, [_TEXT]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, f"scattering_{name}")
        function.restype, function.argtypes = result, arguments
    return library


_library = _load()


class _Gate:
    """Lets calls of the library pass, and a fork only while there are none: a child would find locks taken by threads it does not have."""

    def __init__(self):
        self.condition = threading.Condition(threading.Lock())
        self.calls, self.forks = set(), 0

    def enter(self, call):
        with self.condition:
            while self.forks:
                self.condition.wait()
            self.calls.add(call)

    def leave(self, call):
        """Says that a call has ended; one that never entered, because of an interrupt, may say so too."""
        with self.condition:
            self.calls.discard(call)
            if self.forks:
                self.condition.notify_all()

    def close(self):
        with self.condition:
            self.forks += 1
            while self.calls:
                self.condition.wait()

    def open(self):
        with self.condition:
            self.forks -= 1
            self.condition.notify_all()


_gate = _Gate()


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
    error, call = _TEXT(), object()
    try:
        _gate.enter(call)
        result = getattr(_library, f"scattering_{name}")(*arguments, ctypes.byref(error))
    finally:
        _gate.leave(call)
    if error.value is not None:
        raise ScatteringError(_taken(error.value))
    return result


def version():
    """The version of the library."""
    return _library.scattering_version().decode()


def field(request, displacement):
    """Writes a displacement field to an address."""
    _call("field", request.encode(), displacement)


def warp(request, signals, count, displacement, warped):
    """Writes signals under a displacement field to an address."""
    _call("warp", request.encode(), signals, count, displacement, warped)


class Handle:
    """A transform that the library holds until nobody has this object; arrays are given by address."""

    def __init__(self, request):
        self.number = _call("create", request.encode())
        # Signals that one call takes, where that is known.
        self.step = None
        self.description = json.loads(_taken(_call("describe", self.number)))
        weakref.finalize(self, _library.scattering_destroy, self.number, None)

    def execute(self, signals, count, features):
        _call("execute", self.number, signals, count, features)

    def pushforward(self, signals, tangents, count, features):
        _call("pushforward", self.number, signals, tangents, count, features)

    def pullback(self, signals, cotangents, count, gradients):
        _call("pullback", self.number, signals, cotangents, count, gradients)


class _Shelf:
    """Transforms of this process, by request: those in use, and the latest ones beside them, so that what is unpickled finds them made."""

    KEPT = 8

    def __init__(self):
        self.lock = threading.Lock()
        self.known = weakref.WeakValueDictionary()
        self.latest = []
        # One for each request that is being made, so that nobody makes it twice, and others do not wait.
        self.making = {}

    def find(self, request):
        with self.lock:
            found = self.known.get(request)
            if found is not None:
                self.latest = [kept for kept in self.latest if kept is not found][1 - self.KEPT :] + [found]
            return found

    def handle(self, request):
        found = self.find(request)
        if found is not None:
            return found
        with self.lock:
            making = self.making.setdefault(request, threading.Lock())
        with making:
            found = self.find(request)
            if found is None:
                try:
                    made = Handle(request)
                    with self.lock:
                        self.known[request] = made
                finally:
                    with self.lock:
                        self.making.pop(request, None)
                found = self.find(request)
            return found


_shelf = _Shelf()


def _renew_locks():
    """A child that was forked while another thread held a lock has nobody who would give it back."""
    global _gate
    _shelf.lock, _shelf.making, _gate = threading.Lock(), {}, _Gate()


os.register_at_fork(
    before=lambda: _gate.close(), after_in_parent=lambda: _gate.open(), after_in_child=_renew_locks)


def handle(request):
    """The transform of a request in JSON; made where the process has none."""
    return _shelf.handle(request)
