"""Makes the sounds of this folder and the pictures Docs/Images/inverted-*.png.

    peers/bin/pip install numpy pillow soundfile
    peers/bin/python Docs/Sounds/make_inverted.py

The original is this project's own: a tone that rises from 200 to 800 Hz and trembles 20 times a second, and twelve short ones of
1,200 Hz; one second at 4,000 Hz. The textures are Data/Samples/leaves.png and weave.png at 64 x 64.
"""

import pathlib
import subprocess
import tempfile

import numpy
import soundfile
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOUNDS, IMAGES = ROOT / "Docs/Sounds", ROOT / "Docs/Images"
RATE = 4000


def scatter(*arguments):
    subprocess.run([ROOT / ".build/release/scatter", *map(str, arguments)], check=True)


def original():
    time = numpy.arange(RATE) / RATE
    blips = numpy.zeros(RATE)
    for start in range(200, 3611, 310):
        blips[start : start + 40] += numpy.hanning(40) * numpy.sin(2 * numpy.pi * 1200 * numpy.arange(40) / RATE)
    tremble = 0.6 + 0.4 * numpy.sin(2 * numpy.pi * 20 * time)
    return 0.3 * numpy.sin(2 * numpy.pi * (200 * time + 300 * time**2)) * tremble + 0.6 * blips


def inverted(source, target, order, *options):
    """A signal with the features of another, up to an order."""
    with tempfile.TemporaryDirectory() as name:
        features = pathlib.Path(name) / "f.npz"
        scatter("features", source, "--max-order", order, *options, "-o", features, "-q")
        scatter("invert", features, "-o", target, "--iterations", 3000)


def spectrogram(samples):
    frames = [samples[start : start + 128] * numpy.hanning(128) for start in range(0, samples.size - 128, 12)]
    return numpy.abs(numpy.fft.rfft(frames, axis=1)).T[::-1]


def modulation(samples):
    """The norm of the Fourier coefficients of the smoothed envelope from 10 to 40 Hz."""
    envelope = numpy.convolve(numpy.abs(samples), numpy.ones(16) / 16, "same")
    return numpy.linalg.norm(numpy.fft.rfft(envelope)[10:41])


def save(rows, path, zoom):
    pixels = numpy.uint8(255 * numpy.clip(numpy.vstack(rows), 0, 1))
    Image.fromarray(pixels).resize((pixels.shape[1] * zoom[0], pixels.shape[0] * zoom[1]), Image.NEAREST).save(path)


def sounds():
    soundfile.write(SOUNDS / "original.wav", original(), RATE, "PCM_16")
    for order in [1, 2]:
        inverted(SOUNDS / "original.wav", SOUNDS / f"order{order}.wav", order, "-J", 11, "-Q", 8)
    heard = [soundfile.read(SOUNDS / f"{name}.wav")[0] for name in ["original", "order1", "order2"]]
    print("modulation from 10 to 40 Hz:", [round(float(modulation(samples)), 1) for samples in heard])
    pictures = [spectrogram(samples) for samples in heard]
    peak = max(picture.max() for picture in pictures)
    levels = [1 + numpy.log10(picture / peak + 1e-9) / 3 for picture in pictures]
    save([numpy.hstack([numpy.pad(level, ((0, 0), (0, 8)), constant_values=1) for level in levels])],
         IMAGES / "inverted-sounds.png", (1, 3))


def textures():
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for texture in ["leaves", "weave"]:
            source = ROOT / f"Data/Samples/{texture}.png"
            tiles = [numpy.asarray(Image.open(source).convert("L").resize((64, 64), Image.BICUBIC)) / 255]
            for order in [1, 2]:
                found = pathlib.Path(name) / "x.npy"
                inverted(source, found, order, "--resize", "64x64", "-J", 5)
                tiles.append(numpy.load(found).reshape(64, 64))
            rows.append(numpy.hstack([numpy.pad(tile, 2, constant_values=1) for tile in tiles]))
    save(rows, IMAGES / "inverted-textures.png", (3, 3))


if __name__ == "__main__":
    sounds()
    textures()
