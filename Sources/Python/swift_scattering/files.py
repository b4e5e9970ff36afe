"""Feature files: what the command ``scatter features`` writes, read and written."""

import dataclasses
import json
import pathlib
import zipfile

import numpy as np

from ._library import version
from .errors import ScatteringError
from .transform import Transform

_SCHEMA = "swift-scattering/features"


@dataclasses.dataclass(frozen=True, eq=False)
class FeatureFile:
    """What a feature file holds.

    Attributes
    ----------
    features : numpy.ndarray
        ``[..., path, *space]``; ``[..., feature]`` where the axes of features differ among paths.
    inputs : list of str
        The name of each element of the batch.
    metadata : dict
        All else that the file says, ``configuration`` and ``paths`` among it (Docs/Conventions.md).
    """

    features: np.ndarray
    inputs: list
    metadata: dict

    @property
    def configuration(self):
        """dict: What was computed."""
        return self.metadata["configuration"]

    @property
    def paths(self):
        """numpy.ndarray: The table of paths, as that of the transform."""
        return self.transform().paths

    def transform(self, **keywords):
        """The transform that makes such features, with the keywords of `Transform`."""
        return Transform(self.configuration, **keywords)


def read(path):
    """Reads a feature file.

    Parameters
    ----------
    path : str or path-like
        A ``.npz``; or a ``.npy`` or ``.csv`` with the ``.json`` that was written beside it.

    Returns
    -------
    FeatureFile

    Raises
    ------
    ScatteringError
        For a file that is no feature file.
    OSError
        For one that cannot be read.
    """
    path = pathlib.Path(path)
    kind = path.suffix.lower()
    if kind not in (".npz", ".npy", ".csv"):
        raise ScatteringError(f"{path}: feature files end with .npz, .npy or .csv")
    text = None if kind == ".npz" else path.with_suffix(".json").read_text()
    try:
        if kind == ".npz":
            with np.load(path) as archive:
                if "metadata" not in archive:
                    raise ScatteringError(f"{path}: found no \"metadata\" in the archive, which feature files have")
                text, features = str(archive["metadata"]), archive["features"]
        metadata = json.loads(text)
        if metadata.get("schema") != _SCHEMA:
            raise ScatteringError(f"{path}: found the schema {metadata.get('schema')!r}, expected {_SCHEMA!r}")
        if kind == ".npy":
            features = np.load(path)
        elif kind == ".csv":
            rows = np.loadtxt(path, delimiter=",", skiprows=1, dtype=str, quotechar='"', ndmin=2, comments=None)
            count = int(np.prod(metadata["arrayShape"][len(metadata["batch"]) :], dtype=np.int64))
            features = rows[:, -count:].astype(metadata["precision"]).reshape(metadata["arrayShape"])
    except (KeyError, TypeError, AttributeError, ValueError, EOFError, zipfile.BadZipFile) as error:
        if isinstance(error, ScatteringError):
            raise
        raise ScatteringError(f"{path}: no feature file: {error}") from error
    return FeatureFile(features, metadata.pop("inputs", []), metadata)


def write(path, features, transform, inputs=None):
    """Writes features as a file that the command ``scatter`` reads.

    Parameters
    ----------
    path : str or path-like
        The ``.npz`` to write; one of that name is replaced when the new one is whole.
    features : array_like or list of array_like
        What the transform made of signals.
    transform : Transform
    inputs : sequence of str, optional
        A name for each element of the batch; ``"0"``, ``"1"``, ... unless given.

    Raises
    ------
    ScatteringError
        For features that are not those of the transform, and another number of names.
    """
    path = pathlib.Path(path)
    if path.suffix.lower() != ".npz":
        raise ScatteringError(f"{path}: features are written as .npz")
    described = transform.described_paths
    shapes = [tuple(entry["shape"]) for entry in described]
    parts = [np.asarray(part) for part in (features if len(set(shapes)) > 1 else [features])]
    rank = 1 + len(shapes[0]) if len(set(shapes)) == 1 else len(shapes[0])
    batch = parts[0].shape[: parts[0].ndim - rank]
    expected = [(*batch, len(shapes), *shapes[0])] if len(set(shapes)) == 1 else [(*batch, *shape) for shape in shapes]
    if [part.shape for part in parts] != expected:
        raise ScatteringError(
            f"features are {[list(part.shape) for part in parts]}, but the transform makes {[list(shape) for shape in expected]}")
    rows = [part.reshape(*batch, int(np.prod(shape, dtype=np.int64))) for part, shape in zip(parts, shapes)] if len(parts) > 1 else parts
    array = np.ascontiguousarray(parts[0]) if len(parts) == 1 else np.concatenate(rows, axis=-1)
    if array.dtype not in (np.float32, np.float64):
        raise ScatteringError(f"features are of {array.dtype}, but they must be of float32 or float64")
    count = int(np.prod(batch, dtype=np.int64))
    inputs = [str(index) for index in range(count)] if inputs is None else [str(name) for name in inputs]
    if len(inputs) != count:
        raise ScatteringError(f"inputs has {len(inputs)} names, but there are {count} signals")
    metadata = dict(
        schema=_SCHEMA, schemaVersion=2, toolVersion=f"swift-scattering {version()}", configuration=transform.configuration,
        precision=array.dtype.name, batch=list(batch), inputs=inputs, arrayShape=list(array.shape),
        paths=[
            {"index": index, **{key: value for key, value in entry.items() if key != "origin"}}
            for index, entry in enumerate(described)
        ])
    whole = path.with_name(path.name + ".part")
    try:
        with open(whole, "wb") as stream:
            np.savez(stream, metadata=np.array(json.dumps(metadata, indent=1) + "\n"), inputs=np.array(inputs), features=array)
        whole.replace(path)
    finally:
        whole.unlink(missing_ok=True)
