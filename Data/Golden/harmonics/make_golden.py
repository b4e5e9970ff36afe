"""Makes the golden arrays of solid harmonic scattering: volumes, and what Kymatio 0.3.0 answers to them.

Kymatio is only called: its three-dimensional NumPy frontend on float64 volumes.

    python3 -m venv golden && golden/bin/pip install kymatio==0.3.0 'scipy<1.17' numpy
    golden/bin/python make_golden.py [--output FOLDER]

Everything random is seeded, so a second run writes the same volumes and, but for the last bits of
the FFT, the same outputs. All arrays of a former run are replaced.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import platform
from dataclasses import dataclass

import kymatio
import numpy
import scipy
from kymatio.numpy import HarmonicScattering3D

HERE = pathlib.Path(__file__).resolve().parent
POWERS = [0.5, 1.0, 2.0]


@dataclass
class Case:
    """One transform; `source` names the volumes. With `covariant` off Kymatio takes order m = -l alone."""

    name: str
    shape: tuple
    scales: int
    degree: int
    batch: int = 1
    sigma: float = 1.0
    max_order: int = 2
    covariant: bool = True
    source: str = "noise"


CASES = [
    Case("16-J2-L2-noise", (16, 16, 16), 2, 2, batch=2),
    Case("20x24x16-J2-L3-noise", (20, 24, 16), 2, 3),
    Case("16x12x20-J1-L4-atoms", (16, 12, 20), 1, 4, source="atoms"),
    Case("32-J2-L3-atoms", (32, 32, 32), 2, 3, source="atoms"),
    Case("16-J2-L3-sigma", (16, 16, 16), 2, 3, sigma=0.7, source="atoms"),
    Case("16-J3-L1-order1", (16, 16, 16), 3, 1, max_order=1),
    Case("24-J2-L3-single", (24, 24, 24), 2, 3, covariant=False, source="smooth"),
]


def noise(generator, shape):
    return generator.standard_normal(shape)


def gaussians(generator, shape, deviations):
    """Sums of periodic Gaussians at random positions, some negative."""
    axes = numpy.meshgrid(*[numpy.arange(n) for n in shape], indexing="ij")
    volume = numpy.zeros(shape)
    for _ in range(6):
        centre = [generator.uniform(0, n) for n in shape]
        deviation, height = generator.uniform(*deviations), generator.uniform(-0.5, 2)
        square = sum(
            ((axis - c + n / 2) % n - n / 2) ** 2 for axis, c, n in zip(axes, centre, shape)
        )
        volume += height * numpy.exp(-square / (2 * deviation**2))
    return volume


def atoms(generator, shape):
    """Gaussians in a low noise, without which moduli would be as small as Kymatio's rounding."""
    return gaussians(generator, shape, (0.8, 3.0)) + 0.01 * generator.standard_normal(shape)


def smooth(generator, shape):
    """Gaussians that hold nothing at the Nyquist frequencies."""
    return gaussians(generator, shape, (2.0, 3.0))


SOURCES = {"noise": noise, "atoms": atoms, "smooth": smooth}


def volumes(case):
    """Float32, so that files are small; Kymatio gets them as float64."""
    seed = int.from_bytes(hashlib.sha256(case.name.encode()).digest()[:4], "little")
    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    made = [SOURCES[case.source](generator, case.shape) for _ in range(case.batch)]
    return numpy.stack(made).astype(numpy.float32)


def save(folder, name, array):
    """Writes one .npy file and returns its manifest entry."""
    path = folder / name
    numpy.save(path, numpy.ascontiguousarray(array))
    return {
        "file": name,
        "shape": list(array.shape),
        "type": array.dtype.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def run(case, output):
    transform = HarmonicScattering3D(
        J=case.scales,
        shape=case.shape,
        L=case.degree,
        sigma_0=case.sigma,
        max_order=case.max_order,
        rotation_covariant=case.covariant,
        integral_powers=POWERS,
    )
    x = volumes(case)
    y = transform(x.astype(numpy.float64))
    return {
        "name": case.name,
        "shape": list(case.shape),
        "scales": case.scales,
        "maximalDegree": case.degree,
        "sigma": case.sigma,
        "maximalOrder": case.max_order,
        "isCovariant": case.covariant,
        "powers": POWERS,
        "batch": case.batch,
        "input": save(output, f"{case.name}.input.npy", x),
        "output": save(output, f"{case.name}.output.npy", y),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=HERE)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for path in options.output.glob("*.npy"):
        path.unlink()
    manifest = {
        "program": "Kymatio, kymatio.numpy.HarmonicScattering3D",
        "versions": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "kymatio": kymatio.__version__,
        },
        "machine": platform.machine(),
        "date": datetime.date.today().isoformat(),
        "cases": [run(case, options.output) for case in CASES],
    }
    (options.output / "golden.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
