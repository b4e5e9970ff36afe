"""Makes the golden arrays of time series: signals, and what two versions of Kymatio answer to them.

Kymatio is only called: its one-dimensional NumPy frontend, on float64 signals. Version 0.3.0 comes from PyPI, the development branch
from a clone of github.com/kymatio/kymatio (commit 11552ed5 made what stands here); a run makes the cases of the version that it finds.

    python3 -m venv golden && golden/bin/pip install kymatio==0.3.0 'scipy<1.17' numpy
    golden/bin/python make_golden_time.py                              # 0.3.0
    PYTHONPATH=CLONE golden/bin/python make_golden_time.py --given FOLDER    # the development branch

FOLDER holds 1d-given-*.npz and joint-given-*.npz, arrays made before by the development branch; their signals and answers are taken as
they are. Everything random is seeded. Answers are kept in single precision, which moves them by 3e-8.
"""

import argparse
import inspect
import json
import pathlib
import sys

import numpy

HERE = pathlib.Path(__file__).resolve().parent

# name, samples, J, Q, T, stride or oversampling, maximal order
DEVELOPMENT = [
    ("g", 1000, 4, (3, 1), 100, None, 2),
    ("h", 512, 5, (1, 1), 16, 4, 2),
    ("i", 2000, 9, (24, 3), 512, None, 2),
    ("j", 300, 3, (2, 2), 0, None, 2),
]
OLD = [
    ("a", 1024, 6, (8, 1), None, 0, 2),
    ("b", 3000, 7, (12, 2), None, 0, 2),
    ("c", 777, 5, (1, 1), None, 0, 2),
    ("d", 2048, 8, (16, 1), 64, 0, 2),
    ("e", 1024, 6, (8, 1), None, 1, 2),
    ("f", 4096, 9, (8, 1), 1024, 0, 1),
    ("g", 500, 4, (3, 1), 100, 2, 2),
    ("h", 512, 5, (4, 1), 0, 0, 2),
    ("i", 333, 3, (1, 1), 5, 0, 2),
]


def signal(name, count):
    """Two signals: noise under a slow envelope, and tones with an attack."""
    draw = numpy.random.default_rng(sum(name.encode()) + count)
    time = numpy.arange(count) / count
    noise = draw.standard_normal(count) * (1 + numpy.sin(2 * numpy.pi * 3 * time))
    tones = sum(numpy.cos(2 * numpy.pi * f * count * time * (1 + 0.1 * time)) for f in (0.02, 0.11, 0.3))
    return numpy.stack([noise, tones * (time > 0.4)])


def flattened(answer):
    """An array as it is, and a list of paths one after the other, each signal by itself."""
    if isinstance(answer, numpy.ndarray):
        return answer
    return numpy.concatenate([path["coef"].reshape(2, -1) for path in answer], axis=-1)


class Writer:
    def __init__(self, version):
        self.version, self.cases = version, []

    def add(self, name, x, y, **parameters):
        stem = f"time-{self.version}-{name}"
        numpy.save(HERE / f"{stem}.input.npy", x.astype("<f4" if x.dtype == numpy.float32 else "<f8"))
        numpy.save(HERE / f"{stem}.output.npy", y.astype("<f4"))
        self.cases.append(dict(name=stem, version=self.version, count=x.shape[-1], batch=x.shape[0],
                               input=f"{stem}.input.npy", output=f"{stem}.output.npy", **parameters))


def one(scattering, x):
    return flattened(scattering(x))


def make(writer, cases, is_development):
    from kymatio.numpy import Scattering1D

    for name, count, J, Q, T, extra, order in cases:
        x = signal(name, count)
        keywords = dict(J=J, shape=count, Q=Q, T=T, max_order=order)
        if is_development:
            keywords["stride"] = extra
        else:
            keywords["oversampling"] = extra
        if T == 0:
            keywords["out_type"] = "list"
            if not is_development:
                keywords.update(T=None, average=False) if "average" in inspect.signature(
                    Scattering1D).parameters else None
        average = 2**J if not T else T
        stride = 2 ** (average.bit_length() - 1)
        octaves = 0 if not extra else extra if not is_development else (stride // extra).bit_length() - 1
        writer.add(name, x, one(Scattering1D(**keywords), x), scales=J, quality=list(Q), averaging=average,
                   oversampling=octaves, maximalOrder=order, isAveraged=T != 0)


def give(writer, folder):
    for path in sorted(folder.glob("1d-given-*.npz")):
        data = numpy.load(path)
        J, T, stride, quality = (int(data["J"]), int(data["T"]), int(data["stride"]), data["Q"].tolist())
        octaves = 0 if stride == 0 else (2 ** (T.bit_length() - 1) // stride).bit_length() - 1
        writer.add(path.stem[-1], data["x"], data["y"], scales=J, averaging=T, oversampling=octaves,
                   quality=quality if len(quality) > 1 else quality + [1],
                   maximalOrder=int(data["max_order"]), isAveraged=True)


def give_joint(folder):
    """Joint time-frequency scattering, of which a list of its own tells the parameters; T and F of -1 are the defaults."""
    cases = []
    for path in sorted(folder.glob("joint-given-*.npz")):
        data = numpy.load(path)
        stem = f"joint-development-{path.stem[-1]}"
        numpy.save(HERE / f"{stem}.input.npy", data["x"].astype("<f4"))
        numpy.save(HERE / f"{stem}.output.npy", data["y"].astype("<f4"))
        J, T, F = int(data["J"]), int(data["T"]), int(data["F"])
        J_fr = int(data["J_fr"])
        cases.append(dict(name=stem, count=data["x"].shape[-1], batch=data["x"].shape[0], scales=J,
                          quality=data["Q"].tolist(), averaging=2**J if T < 0 else T, frequencyScales=J_fr,
                          frequencyQuality=int(data["Q_fr"]), frequencyAveraging=2**J_fr if F < 0 else F,
                          layout=str(data["format"]), shape=list(data["y"].shape),
                          input=f"{stem}.input.npy", output=f"{stem}.output.npy"))
    (HERE / "golden-joint.json").write_text(json.dumps(cases, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--given", type=pathlib.Path)
    arguments = parser.parse_args()
    from kymatio.numpy import Scattering1D

    is_development = "stride" in inspect.signature(Scattering1D).parameters
    writer = Writer("development" if is_development else "0.3.0")
    if arguments.given:
        give(writer, arguments.given)
        give_joint(arguments.given)
    make(writer, DEVELOPMENT if is_development else OLD, is_development)
    target = HERE / "golden-time.json"
    kept = [case for case in (json.loads(target.read_text()) if target.exists() else [])
            if case["version"] != writer.version]
    target.write_text(json.dumps(sorted(kept + writer.cases, key=lambda case: case["name"]), indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
