"""The command ``scatter`` from Python: reports of stability, training and prediction.

The command is that of the package swift-scattering-tool, or the one on the path; SWIFT_SCATTERING_TOOL names another.
"""

import csv
import html
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

import numpy as np

from .errors import ScatteringError


class ToolError(ScatteringError):
    """The command failed.

    Attributes
    ----------
    code : int
        Its exit code: 1 failed, 64 usage, 65 bad data, 66 no such input, 73 cannot write.
    """

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


def executable():
    """Where the command is.

    Returns
    -------
    str

    Raises
    ------
    ScatteringError
        Where there is none.
    """
    if named := os.environ.get("SWIFT_SCATTERING_TOOL"):
        return named
    try:
        import swift_scattering_tool

        return swift_scattering_tool.path()
    except ImportError:
        pass
    if found := shutil.which("scatter"):
        return found
    raise ScatteringError("the command scatter was not found: pip install swift-scattering-tool, or put it on the path")


def run(*arguments, accepted=(0,), **options):
    """Runs the command.

    Parameters
    ----------
    *arguments : str or path-like
        As on the command line, ``run("features", "photos", output="features.npz")``.
    accepted : sequence of int, optional
        Exit codes that are no failure.
    **options
        Options by name, ``resize="32x32"`` for ``--resize 32x32``; True for those without a value, lists for those that may be repeated;
        None for none.

    Returns
    -------
    subprocess.CompletedProcess
        With ``stdout`` and ``stderr`` as text.

    Raises
    ------
    ToolError
        Where it fails, with what it says.
    """
    command = [executable(), *map(str, arguments)]
    for name, value in options.items():
        for single in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(single, np.bool_):
                single = bool(single)
            if single is None or single is False:
                continue
            option = "--" + name.replace("_", "-")
            command.append(option if single is True else f"{option}={single}")
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise ScatteringError(f"the command {command[0]} does not run: {error.strerror}") from error
    if done.returncode not in accepted:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in said if line.lower().startswith("error")] or said[-1:]
        raise ToolError("\n".join(errors) or f"scatter ended with exit code {done.returncode}", done.returncode)
    return done


class Report:
    """A report of stability, which notebooks show as a page.

    Parameters
    ----------
    page : str or path-like
        An ``.html`` that ``scatter stability`` wrote, with its ``.json`` and ``.csv`` beside it.

    Attributes
    ----------
    data : dict
        Every number, as the ``.json`` of ``scatter stability`` has them (Docs/StabilityReport.md).
    rows : list of dict
        A row for each representation, part, kind of deformation and amplitude, numbers as numbers, None where there is none.
    html : str
        The page.
    """

    def __init__(self, page):
        page = pathlib.Path(page)
        self.html = page.read_text()
        self.data = json.loads(page.with_suffix(".json").read_text())
        self._table = page.with_suffix(".csv").read_text()
        self.rows = [
            {key: _value(text) for key, text in row.items()} for row in csv.DictReader(io.StringIO(self._table))]

    def save(self, path):
        """Writes the page, and its ``.json`` and ``.csv`` beside it.

        Parameters
        ----------
        path : str or path-like
            The ``.html`` to write.
        """
        path = pathlib.Path(path)
        path.write_text(self.html)
        path.with_suffix(".json").write_text(json.dumps(self.data, indent=1) + "\n")
        path.with_suffix(".csv").write_text(self._table)

    def _repr_html_(self):
        return f'<iframe srcdoc="{html.escape(self.html)}" style="width: 100%; height: 700px; border: 0"></iframe>'

    def __repr__(self):
        names = [entry["name"] for entry in self.data["representations"]]
        return f"<Report: {len(self.rows)} rows of {', '.join(names)}>"


def _value(text):
    if text in ("", "true", "false"):
        return {"": None, "true": True, "false": False}[text]
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


def stability(f, X, *, name="f", rank=None, **options):
    """Measures how far deformations of signals move what a function makes of them, beside scattering and others.

    Parameters
    ----------
    f : callable or None
        What is measured: of an array ``[batch, *shape]`` of float64 it makes ``[batch, ...]``, the same for a signal whatever batch it comes in;
        called in a thread of this process. None to measure scattering and its controls alone.
    X : array_like
        ``[signals, *shape]``: series, images or volumes.
    name : str, optional
        What the report calls f: letters, digits, spaces and ``-._``, not capitals alone.
    rank : int, optional
        The axes of a signal, all of X but the first unless given. Pictures in colour, ``[signals, plane, row, column]``, have ``rank=2`` and
        ``color="rgb"``.
    **options
        Those of ``scatter stability``: ``preset="quick"``, ``scales=3``, ``kind=["elastic", "noise"]``, ``amplitude=[0.5, 1]``, ``seed=0``, ...

    Returns
    -------
    Report

    Raises
    ------
    ToolError
        For signals or options that the command does not take.
    Exception
        Whatever f raises.

    Notes
    -----
    Deformations are drawn at random and, for scattering, searched for the worst and certified; f is measured against the same random ones.
    """
    X = np.ascontiguousarray(X)
    if not re.fullmatch(r"[\w .-]*[a-z .-][\w .-]*", name, re.ASCII) or not name.strip():
        raise ScatteringError(f"name is {name!r}, but it must be of letters, digits, spaces and -._, and not of capitals alone")
    options["rank"] = X.ndim - 1 if rank is None else rank
    with tempfile.TemporaryDirectory(prefix="swift-scattering-") as folder:
        folder = pathlib.Path(folder)
        np.save(folder / "signals.npy", X)
        page = folder / "report.html"
        arguments = ("stability", folder / "signals.npy")
        if f is None:
            run(*arguments, output=page, **options)
            return Report(page)
        with _Server(f, folder / "socket") as server:
            bridge = pathlib.Path(__file__).with_name("_bridge.py")
            command = shlex.join([sys.executable, "-I", "-S", str(bridge), str(folder / "socket")])
            try:
                run(*arguments, output=page, representation_command=f"{name}={command}", **options)
            except ToolError as error:
                if server.error is not None:
                    raise server.error from error
                raise
        return Report(page)


class _Server:
    """Answers arrays that come by a socket with what a function makes of them, in a thread."""

    def __init__(self, function, path):
        self.function, self.error = function, None
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen()
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        # Wakes the thread that waits for a connection.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                asked = stream.read()
                try:
                    connection.sendall(b"1" + self.answer(asked))
                except BrokenPipeError:
                    pass
                except BaseException as error:
                    self.error = self.error or error
                    connection.sendall(b"0" + f"{type(error).__name__}: {error}".encode())

    def answer(self, asked):
        signals = np.load(io.BytesIO(asked))
        vectors = np.asarray(self.function(signals))
        if vectors.dtype.kind not in "biuf":
            raise ScatteringError(f"f made numbers of {vectors.dtype}, but they must be real")
        vectors = vectors.astype(np.float64)
        if vectors.ndim < 1 or len(vectors) != len(signals):
            raise ScatteringError(f"f made {list(vectors.shape)} of {list(signals.shape)}, but its first axis must be the batch")
        stream = io.BytesIO()
        np.save(stream, vectors.reshape(len(signals), -1))
        return stream.getvalue()


def train(features, labels, model, **options):
    """Fits a classifier to features by ``scatter train``, its hyperparameters chosen by cross-validation.

    Parameters
    ----------
    features : str, path-like or array_like
        A feature file; or features, ``[samples, path, *space]``.
    labels : str, path-like or sequence
        A file of labels; or the class of each sample, text or whole numbers.
    model : str or path-like
        The file to write.
    **options
        Those of ``scatter train``: ``classifier="pca"``, ``pool="mean"``, ...

    Returns
    -------
    str
        What the command says of the model.
    """
    with tempfile.TemporaryDirectory(prefix="swift-scattering-") as folder:
        features, labels = _file(features, folder, "features.npy"), _file(labels, folder, "labels.npy")
        return run("train", features, labels=labels, output=model, **options).stderr


def predict(model, features, **options):
    """The classes of features by a model that `train` wrote.

    Parameters
    ----------
    model : str or path-like
    features : str, path-like or array_like
        As `train` takes them.
    **options
        Those of ``scatter predict``.

    Returns
    -------
    numpy.ndarray of str
        A class for each sample.
    """
    with tempfile.TemporaryDirectory(prefix="swift-scattering-") as folder:
        output = pathlib.Path(folder) / "classes.csv"
        run("predict", model, _file(features, folder, "features.npy"), output=output, **options)
        with open(output, newline="") as stream:
            return np.array([row["class"] for row in csv.DictReader(stream)])


def _file(value, folder, name):
    """A file of that name, which an array is written to."""
    if isinstance(value, (str, os.PathLike)):
        return value
    path, array = pathlib.Path(folder) / name, np.asarray(value)
    np.save(path, array.astype(str) if array.dtype == object else array)
    return path


__all__ = ["Report", "ToolError", "executable", "predict", "run", "stability", "train"]
