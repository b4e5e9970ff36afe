"""Writes eight images of 32 x 32 whose worst cases are searched beside Fashion-MNIST's: noise, textures and waves.

    python3 textures.py OUT.npy        (NumPy and scikit-image)
"""
import sys

import numpy
from skimage import data


def images():
    row, column = numpy.mgrid[0:32, 0:32].astype(float)
    turns = 2 * numpy.pi
    yield numpy.random.default_rng(1).uniform(size=(32, 32))
    yield numpy.random.default_rng(2).normal(size=(32, 32))
    for texture in (data.brick(), data.grass(), data.gravel()):
        yield texture[200:232, 200:232] / 255
    yield 0.5 + 0.5 * numpy.cos(turns * row / 8)
    yield 0.5 + 0.5 * numpy.cos(turns * (0.11 * row + 0.17 * column))
    waves = ((0.25, 0.05, 0.0), (-0.08, 0.22, 1.0), (0.13, 0.14, 2.0), (0.03, -0.18, 3.0))
    yield 0.5 + 0.125 * sum(numpy.cos(turns * (a * row + b * column) + c) for a, b, c in waves)


numpy.save(sys.argv[1], numpy.stack(list(images())))
