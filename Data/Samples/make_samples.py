"""Makes the sample pictures: six items of Fashion-MNIST and five synthetic scenes.

    python3 -m venv samples && samples/bin/pip install numpy pillow tifffile
    samples/bin/python make_samples.py [--fashion FOLDER] [--output FOLDER]
"""

import argparse
import gzip
import pathlib
import struct

import numpy
import tifffile
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
CLASSES = "t-shirt trouser pullover dress coat sandal shirt sneaker bag ankle-boot".split()
CHOSEN = ["t-shirt", "trouser", "dress", "sneaker", "bag", "ankle-boot"]


def generator(seed):
    return numpy.random.Generator(numpy.random.PCG64(seed))


def stretch(image, low=0.0, high=1.0):
    return low + (high - low) * (image - image.min()) / (image.max() - image.min())


# Fashion-MNIST.


def read_idx(path):
    """An IDX file of bytes."""
    with gzip.open(path) as file:
        rank = file.read(4)[3]
        shape = struct.unpack(f">{rank}I", file.read(4 * rank))
        return numpy.frombuffer(file.read(), numpy.uint8).reshape(shape)


def fashion(folder):
    """(class name, image) of the first item of each chosen class in the test set."""
    images = read_idx(folder / "t10k-images-idx3-ubyte.gz")
    labels = read_idx(folder / "t10k-labels-idx1-ubyte.gz")
    for name in CHOSEN:
        yield name, images[numpy.argmax(labels == CLASSES.index(name))]


# Synthetic scenes, float64 in [0, 1].


def cloud(height, width, seed, slope=1.0):
    """Noise whose amplitude falls as 1 / frequency^slope."""
    noise = numpy.fft.rfft2(generator(seed).standard_normal((height, width)))
    frequency = numpy.hypot(numpy.fft.fftfreq(height)[:, None], numpy.fft.rfftfreq(width)[None, :])
    frequency[0, 0] = numpy.inf
    return stretch(numpy.fft.irfft2(noise / frequency**slope, s=(height, width)))


def dead_leaves(height, width, seed, channels=1, count=2500):
    """Opaque discs dropped on one another, radii by an inverse cube law, as in natural images."""
    random = generator(seed)
    rows, columns = numpy.mgrid[0:height, 0:width]
    image = numpy.full((height, width, channels), 0.5)
    for _ in range(count):
        radius = 2.5 / numpy.sqrt(1 - random.uniform(0, 0.99))
        row, column = random.uniform([-radius, -radius], [height + radius, width + radius])
        distance = numpy.hypot(rows - row, columns - column)
        cover = numpy.clip(radius - distance + 0.5, 0, 1)[..., None]
        colour = random.uniform(0.05, 0.95, channels) * (1 - 0.2 * (distance / radius)[..., None] ** 2)
        image += cover * (colour - image)
    return numpy.clip(image + 0.01 * random.standard_normal(image.shape), 0, 1)


def weave(size, seed, period=8):
    """A plain weave: warp and weft pass over each other by turns; uneven threads under slanting light."""
    random = generator(seed)
    rows, columns = numpy.mgrid[0:size, 0:size] + 0.25 * random.standard_normal((2, size, 1))
    over = numpy.sin(numpy.pi * rows / period) * numpy.sin(numpy.pi * columns / period) > 0
    warp = numpy.abs(numpy.sin(numpy.pi * columns / period)) * (0.7 + 0.3 * numpy.sin(rows))
    weft = numpy.abs(numpy.sin(numpy.pi * rows / period)) * (0.5 + 0.3 * numpy.sin(columns))
    light = numpy.linspace(1, 0.6, size)[None, :]
    return stretch(numpy.where(over, warp, weft) * light + 0.04 * random.standard_normal((size, size)))


def reaction(size, seed, steps=3000, feed=0.037, kill=0.06):
    """The labyrinth of the Gray-Scott reaction-diffusion model."""
    patches = generator(seed).uniform(size=(size // 8, size // 8)) > 0.7
    v = 0.4 * numpy.kron(patches, numpy.ones((8, 8)))
    u = 1 - v
    spread = lambda a: sum(numpy.roll(a, s, axis) for s in (1, -1) for axis in (0, 1)) - 4 * a
    for _ in range(steps):
        rate = u * v * v
        u, v = u + 0.16 * spread(u) - rate + feed * (1 - u), v + 0.08 * spread(v) + rate - (feed + kill) * v
    return stretch(v)


# Files.


def bytes_of(image):
    return numpy.round(255 * image).astype(numpy.uint8)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--fashion", type=pathlib.Path, default=pathlib.Path("/usr/share/datasets/fashion-mnist")
    )
    parser.add_argument("--output", type=pathlib.Path, default=HERE)
    options = parser.parse_args()
    out = options.output
    for name, image in fashion(options.fashion):
        Image.fromarray(image).save(out / f"fashion-{name}.png", optimize=True)
    textures = {
        "leaves": dead_leaves(96, 96, seed=1)[..., 0],
        "weave": weave(96, seed=2),
        "labyrinth": reaction(96, seed=3),
    }
    for name, image in textures.items():
        Image.fromarray(bytes_of(image)).save(out / f"{name}.png", optimize=True)
    sky = numpy.round(65535 * cloud(64, 80, seed=4)).astype(numpy.uint16)
    tifffile.imwrite(out / "cloud-16bit.tiff", sky, compression=None, photometric="minisblack")
    scene = dead_leaves(96, 128, seed=5, channels=3)
    Image.fromarray(bytes_of(scene)).save(out / "leaves-colour.jpg", quality=92, subsampling=0)


if __name__ == "__main__":
    main()
