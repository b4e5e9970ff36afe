"""Makes the golden arrays: images, and what Kymatio 0.3.0 answers to them.

Kymatio is only called: its two-dimensional NumPy frontend on float64 images, and its filter bank.

    python3 -m venv golden && golden/bin/pip install kymatio==0.3.0 'scipy<1.17' numpy
    golden/bin/python make_golden.py [--fashion FOLDER] [--output FOLDER]

Everything random is seeded, so a second run writes the same images and, but for the last bits of
the FFT, the same outputs. All arrays of a former run are replaced.
"""

import argparse
import datetime
import gzip
import hashlib
import json
import pathlib
import platform
import struct
from dataclasses import dataclass, field

import kymatio
import numpy
import scipy
from kymatio.numpy import Scattering2D
from kymatio.scattering2d.filter_bank import filter_bank

HERE = pathlib.Path(__file__).resolve().parent


@dataclass
class Case:
    """One transform. `batch` is the shape before the two image axes; `source` names the images."""

    name: str
    height: int
    width: int
    scales: int
    orientations: int = 8
    max_order: int = 2
    batch: list = field(default_factory=lambda: [1])
    source: str = "scene"
    note: str = ""

    @property
    def shape(self):
        return [*self.batch, self.height, self.width]


CASES = [
    Case("32x32-J2-L8", 32, 32, 2, batch=[2]),
    Case("28x28-J2-L8", 28, 28, 2, batch=[2], source="fashion", note="two items of Fashion-MNIST"),
    Case("32x32-J3-L8", 32, 32, 3),
    Case("31x33-J1-L8", 31, 33, 1, note="odd sides, one scale: no second order"),
    Case("33x35-J2-L8", 33, 35, 2, note="odd sides"),
    Case("37x41-J3-L6", 37, 41, 3, 6, note="prime sides"),
    Case("64x40-J4-L8", 64, 40, 4, note="rectangular"),
    Case("8x8-J3-L8", 8, 8, 3, batch=[3], note="2^J is the side: the reflection wraps twice"),
    Case("16x48-J4-L4", 16, 48, 4, 4, note="2^J is the shorter side: the reflection wraps there only"),
    Case("32x32-J3-L1", 32, 32, 3, 1, note="one orientation"),
    Case("24x24-J2-L3", 24, 24, 2, 3, note="an odd number of orientations"),
    Case("27x50-J2-L5", 27, 50, 2, 5, note="an odd number of orientations"),
    Case("40x24-J2-L4", 40, 24, 2, 4),
    Case("48x48-J4-L6", 48, 48, 4, 6),
    Case("64x64-J3-L12", 64, 64, 3, 12, note="many orientations"),
    Case("32x32-J4-L16", 32, 32, 4, 16, note="many orientations"),
    Case("16x16-J4-L16", 16, 16, 4, 16, note="Kymatio cuts these long wavelets short: 2e-5 from whole ones"),
    Case("32x32-J3-L8-order1", 32, 32, 3, max_order=1),
    Case("16x16-J2-L8-batch3", 16, 16, 2, batch=[2, 1, 2], note="three batch axes"),
    Case("20x20-J2-L8-single", 20, 20, 2, batch=[], note="no batch axis"),
    Case("24x32-J3-L8-impulse", 24, 32, 3, source="impulse", note="1 at the middle, 0 elsewhere"),
    Case("24x32-J2-L8-constant", 24, 32, 2, source="constant", note="0.7 everywhere"),
    Case("96x128-J5-L8", 96, 128, 5, note="large"),
]

# Height and width are those of the filters themselves (a padded image's).
BANKS = [(32, 32, 3, 8), (40, 24, 2, 4), (48, 48, 4, 6)]


# Images, all within [0, 1].


def edges(generator, rows, columns):
    """Half-planes at random places and angles."""
    image = numpy.zeros(rows.shape)
    for angle, offset, height in generator.uniform([0, -0.4, 0.2], [2 * numpy.pi, 0.4, 1], (5, 3)):
        side = rows * numpy.cos(angle) + columns * numpy.sin(angle) - offset
        image += height / (1 + numpy.exp(-60 * side))
    return image


def gratings(generator, rows, columns):
    """Three plane waves under Gaussian windows."""
    image = numpy.zeros(rows.shape)
    for angle, pitch, centre in generator.uniform([0, 6, -0.3], [numpy.pi, 60, 0.3], (3, 3)):
        wave = numpy.cos(pitch * (rows * numpy.cos(angle) + columns * numpy.sin(angle)))
        image += wave * numpy.exp(-20 * ((rows - centre) ** 2 + (columns + centre) ** 2))
    return image


def scene(height, width, seed):
    """Edges, gratings and noise, stretched to [0, 1]."""
    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    rows, columns = numpy.meshgrid(
        numpy.linspace(-0.5, 0.5, height), numpy.linspace(-0.5, 0.5, width), indexing="ij"
    )
    image = edges(generator, rows, columns) + 0.8 * gratings(generator, rows, columns)
    image += 0.15 * generator.standard_normal((height, width))
    return (image - image.min()) / (image.max() - image.min())


def scenes(case):
    count = int(numpy.prod(case.batch))
    seed = int.from_bytes(hashlib.sha256(case.name.encode()).digest()[:4], "little")
    images = [scene(case.height, case.width, seed + index) for index in range(count)]
    return numpy.stack(images).reshape(case.shape)


def impulse(case):
    images = numpy.zeros(case.shape)
    images[..., case.height // 2, case.width // 2] = 1
    return images


def fashion(case, folder):
    """The first items of Fashion-MNIST's test set."""
    with gzip.open(folder / "t10k-images-idx3-ubyte.gz") as file:
        _, count, height, width = struct.unpack(">4I", file.read(16))
        bytes_needed = int(numpy.prod(case.shape))
        pixels = numpy.frombuffer(file.read(bytes_needed), numpy.uint8)
    assert (height, width) == (case.height, case.width) and count >= len(case.batch)
    return pixels.reshape(case.shape) / 255.0


def images(case, folder):
    if case.source == "fashion":
        return fashion(case, folder)
    if case.source == "impulse":
        return impulse(case)
    if case.source == "constant":
        return numpy.full(case.shape, 0.7)
    return scenes(case)


# Outputs.


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


def run(case, fashion_folder, output):
    transform = Scattering2D(
        J=case.scales,
        shape=(case.height, case.width),
        L=case.orientations,
        max_order=case.max_order,
    )
    x = images(case, fashion_folder)
    y = transform(x)
    assert x.dtype == y.dtype == numpy.float64
    return {
        "name": case.name,
        "height": case.height,
        "width": case.width,
        "scales": case.scales,
        "orientations": case.orientations,
        "maxOrder": case.max_order,
        "batch": case.batch,
        "note": case.note,
        "input": save(output, f"{case.name}.input.npy", x),
        "output": save(output, f"{case.name}.output.npy", y),
    }


def psi_levels(bank, scales):
    """(level, filters) for each level at which the bank holds filters: those of scale j >= level."""
    for level in range(max(scales - 1, 1)):
        yield level, numpy.stack([p["levels"][level] for p in bank["psi"] if p["j"] >= level])


def design(height, width, scales, orientations, output):
    bank = filter_bank(height, width, scales, orientations)
    name = f"bank-{height}x{width}-J{scales}-L{orientations}"
    psi = [
        {"level": level, "firstScale": level, **save(output, f"{name}.psi{level}.npy", filters)}
        for level, filters in psi_levels(bank, scales)
    ]
    phi = [
        {"level": level, **save(output, f"{name}.phi{level}.npy", low_pass)}
        for level, low_pass in enumerate(bank["phi"]["levels"])
    ]
    return {
        "name": name,
        "height": height,
        "width": width,
        "scales": scales,
        "orientations": orientations,
        "psi": psi,
        "phi": phi,
    }


def versions():
    return {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "kymatio": kymatio.__version__,
    }


def clear(output):
    output.mkdir(parents=True, exist_ok=True)
    for path in output.glob("*.npy"):
        path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--fashion", type=pathlib.Path, default=pathlib.Path("/usr/share/datasets/fashion-mnist")
    )
    parser.add_argument("--output", type=pathlib.Path, default=HERE)
    options = parser.parse_args()
    clear(options.output)
    manifest = {
        "program": "Kymatio, kymatio.numpy.Scattering2D and kymatio.scattering2d.filter_bank",
        "versions": versions(),
        "machine": platform.machine(),
        "date": datetime.date.today().isoformat(),
        "cases": [run(case, options.fashion, options.output) for case in CASES],
        "banks": [design(*bank, options.output) for bank in BANKS],
    }
    (options.output / "golden.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
