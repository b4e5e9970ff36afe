#!/usr/bin/env python3
"""The random fields of the stability report, version 1, as RandomFields.md defines them: NumPy, or any module with its functions.

    python3 random_fields.py elastic 1.5 32x32 --seed 7 --image 3 --field 2 -o field.npy
    python3 random_fields.py elastic 1.5 32x32 --module torch -o field.npy
    python3 random_fields.py --golden FOLDER

In a program:

    import torch, random_fields
    tau = random_fields.displacement("elastic", 1.5, (32, 32), seed=7, image=3, field=2, xp=torch)

Whole numbers and draws are Python's own, so they are the same bits everywhere; sines, logarithms and powers may differ in their last bit
between libraries, and fields by as much.
"""
import argparse
import hashlib
import importlib
import itertools
import json
import math
import pathlib
import struct

VERSION = 1
KINDS = ["translation", "rotation", "dilation", "shear", "elastic", "rough", "noise"]
MASK = (1 << 64) - 1


def mixed(z):
    """The finaliser of SplitMix64."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def rotated(word, bits):
    return (word << bits | word >> (64 - bits)) & MASK


def hashed(seed, words):
    """A seed and some words in order, as one word."""
    for word in words:
        seed = mixed(((rotated(seed, 7) ^ word) + 0x9E3779B97F4A7C15) & MASK)
    return seed


class Generator:
    """xoshiro256**, its state the first four numbers of SplitMix64."""

    def __init__(self, seed):
        self.state = [mixed((seed + step * 0x9E3779B97F4A7C15) & MASK) for step in range(1, 5)]

    def next(self):
        s = self.state
        result = rotated(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotated(s[3], 45)
        return result

    def index(self, count):
        """Uniform among 0 ... count - 1."""
        return self.next() * count >> 64

    def normal(self):
        radius = math.sqrt(-2 * math.log((self.next() >> 11) * 2.0**-53 + 2.0**-53))
        return radius * math.cos(2 * math.pi * (self.next() >> 11) * 2.0**-53)

    def sign(self):
        return 1.0 if self.next() >> 63 == 0 else -1.0

    def frame(self, count, rank):
        """Orthonormal vectors of a uniformly random line or plane."""
        frame = []
        while len(frame) < count:
            vector = [self.normal() for _ in range(rank)]
            for known in frame:
                part = sum(a * b for a, b in zip(vector, known))
                vector = [a - part * b for a, b in zip(vector, known)]
            length = math.sqrt(sum(a * a for a in vector))
            if length > 1e-3:
                frame.append([a / length for a in vector])
        return frame


def generator(seed, kind, amplitude, image, field):
    """The generator of one field, and behind it of the noise that it is compared with."""
    bits = struct.unpack("<Q", struct.pack("<d", amplitude))[0]
    return Generator(hashed(seed, list(kind.encode()) + [bits, image, field]))


def displacement(kind, amplitude, shape, seed, image=0, field=0, cutoff=5, exponent=0.5, xp=None):
    """tau in pixels, [component, space...]; for noise, of the elastic field that it is matched to."""
    drawn = generator(seed, kind, amplitude, image, field)
    return drawn_displacement(drawn, kind, amplitude, shape, cutoff, exponent, xp or numpy())


def noise(distance, kind, amplitude, shape, seed, image=0, field=0, cutoff=5, exponent=0.5, xp=None):
    """The noise of norm `distance` that a field is compared with, [space...]."""
    xp = xp or numpy()
    drawn = generator(seed, kind, amplitude, image, field)
    drawn_displacement(drawn, kind, amplitude, shape, cutoff, exponent, xp)
    values = [drawn.normal() for _ in range(math.prod(shape))]
    length = math.sqrt(sum(value * value for value in values))
    return xp.asarray([distance / length * value for value in values], dtype=xp.float64).reshape(tuple(shape))


def drawn_displacement(drawn, kind, amplitude, shape, cutoff, exponent, xp):
    if kind in ("elastic", "noise"):
        return sines(drawn, amplitude, shape, cutoff, lambda length: 1 / length, xp)
    if kind == "rough":
        power = exponent + len(shape) / 2
        return sines(drawn, amplitude, shape, min(shape) - 2, lambda length: length**-power, xp)
    return affine(*affine_parts(drawn, kind, amplitude, shape), shape, xp)


def sines(drawn, amplitude, shape, cutoff, deviation, xp):
    """A sum of products of sines with random coefficients, scaled to its amplitude."""
    counts = [min(cutoff, n - 2) for n in shape]
    tensors = []
    for _ in shape:
        tensor = []
        for mode in itertools.product(*(range(1, count + 1) for count in counts)):
            length = math.sqrt(sum(m * m for m in mode))
            tensor.append(drawn.normal() * deviation(length) if length < cutoff + 0.5 else 0.0)
        tensors.append(xp.asarray(tensor, dtype=xp.float64).reshape(tuple(counts)))
    waves = [
        xp.sin(xp.asarray([[m * math.pi / (n - 1) * u for m in range(1, count + 1)] for u in range(n)], dtype=xp.float64))
        for n, count in zip(shape, counts)
    ]
    for axis, matrix in enumerate(waves):
        before, mode, after = "abc"[:axis], "ijk"[axis], "ijk"[axis + 1 : len(shape)]
        formula = f"{before}{mode}{after},{'abc'[axis]}{mode}->{before}{'abc'[axis]}{after}"
        tensors = [xp.einsum(formula, tensor, matrix) for tensor in tensors]
    tau = xp.stack(tensors)
    return tau * (amplitude / xp.sqrt((tau * tau).sum(0)).max())


def affine_parts(drawn, kind, amplitude, shape):
    """The displacement of the centre, and grad tau by rows."""
    axes = range(len(shape))
    units = [[1.0 if a == b else 0.0 for b in axes] for a in axes]
    if kind == "translation":
        return [amplitude * part for part in drawn.frame(1, len(shape))[0]], [[0.0] * len(shape) for _ in axes]
    still = [0.0] * len(shape)
    if kind == "rotation":
        sign = drawn.sign()
        first, second = units if len(shape) == 2 else drawn.frame(2, len(shape))
        angle = sign * 2 * math.asin(amplitude / (2 * reach(shape, [first, second])))
        along, across = 2 * math.sin(angle / 2) ** 2, math.sin(angle)
        return still, [
            [
                along * (first[a] * first[b] + second[a] * second[b]) + across * (second[a] * first[b] - first[a] * second[b])
                for b in axes
            ]
            for a in axes
        ]
    if kind == "dilation":
        rate = drawn.sign() * amplitude / reach(shape, units)
        return still, [[rate * unit for unit in row] for row in units]
    direction, across = drawn.frame(2, len(shape))
    rate = amplitude / reach(shape, [across])
    return still, [[rate * direction[a] * across[b] for b in axes] for a in axes]


def reach(shape, vectors):
    """The largest distance of a corner from the centre, within the span of orthonormal vectors."""
    corners = itertools.product(*([-(n - 1) / 2, (n - 1) / 2] for n in shape))
    return max(math.sqrt(sum(sum(v * c for v, c in zip(vector, corner)) ** 2 for vector in vectors)) for corner in corners)


def affine(offset, matrix, shape, xp):
    """offset + matrix (u - centre) at every sample."""
    tau = []
    for start, row in zip(offset, matrix):
        component = xp.zeros(tuple(shape), dtype=xp.float64) + start
        for axis, slope in enumerate(row):
            arm = xp.asarray([slope * (u - (shape[axis] - 1) / 2) for u in range(shape[axis])], dtype=xp.float64)
            component = component + arm.reshape(tuple(-1 if a == axis else 1 for a in range(len(shape))))
        tau.append(component)
    return xp.stack(tau)


def numpy():
    return importlib.import_module("numpy")


# The golden fields: kind, shape; every one of amplitude 1.5, seed 2021, image 3, field 2.
GOLDEN = [(kind, (12, 17)) for kind in KINDS] + [
    ("translation", (24,)), ("elastic", (24,)), ("rough", (24,)), ("rotation", (6, 5, 7)), ("shear", (6, 5, 7)), ("elastic", (6, 5, 7)),
]


def write_golden(folder):
    """The golden fields, and `fields.json` that lists them; for noise the noise itself, of norm 0.75."""
    entries = []
    for kind, shape in GOLDEN:
        arguments = {"kind": kind, "amplitude": 1.5, "shape": list(shape), "seed": 2021, "image": 3, "field": 2}
        settings = {"cutoff": 5, "exponent": 0.5}
        made = noise(0.75, **arguments, **settings) if kind == "noise" else displacement(**arguments, **settings)
        file = f"{kind}-{'x'.join(map(str, shape))}.npy"
        numpy().save(folder / file, made)
        digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        entries.append({"file": file, "sha256": digest, **arguments, **settings})
    document = {"version": VERSION, "numpy": numpy().__version__, "noiseDistance": 0.75, "fields": entries}
    (folder / "fields.json").write_text(json.dumps(document, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("amplitude", nargs="?", type=float, help="sup|tau| in pixels")
    parser.add_argument("shape", nargs="?", help="such as 32x32")
    for name in ("seed", "image", "field"):
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--cutoff", type=int, default=5)
    parser.add_argument("--exponent", type=float, default=0.5)
    parser.add_argument("--noise", type=float, metavar="NORM", help="write the noise of this norm that the field is compared with")
    parser.add_argument("--module", default="numpy", help="numpy or torch")
    parser.add_argument("--golden", type=pathlib.Path, metavar="FOLDER", help="write the golden fields instead")
    parser.add_argument("-o", "--output", help="the .npy file to write")
    options = parser.parse_args()
    if options.golden:
        return write_golden(options.golden)
    if None in (options.kind, options.amplitude, options.shape, options.output):
        parser.error("a kind, an amplitude, a shape and --output are needed")
    arguments = dict(
        kind=options.kind, amplitude=options.amplitude, shape=tuple(map(int, options.shape.split("x"))), seed=options.seed,
        image=options.image, field=options.field, cutoff=options.cutoff, exponent=options.exponent,
        xp=importlib.import_module(options.module))
    made = displacement(**arguments) if options.noise is None else noise(options.noise, **arguments)
    numpy().save(options.output, numpy().asarray(made))


if __name__ == "__main__":
    main()
