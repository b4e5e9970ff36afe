"""A convolutional network on scattering, trained on Fashion-MNIST.

    python fashion_mnist.py FOLDER [--images 10000] [--epochs 5]

FOLDER holds the four IDX files, compressed or not; Debian's package dataset-fashion-mnist puts them into /usr/share/datasets/fashion-mnist.
"""

import argparse
import gzip
import pathlib

import numpy as np
import torch
from torch import nn

from swift_scattering.torch import Scattering2D


def read(folder, name):
    """The array of an IDX file of bytes."""
    path = next(path for path in (folder / name, folder / f"{name}.gz") if path.exists())
    data = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    sizes = np.frombuffer(data, ">u4", count=data[3], offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sizes)


class Network(nn.Module):
    """Scattering, normalised by path, two convolutions and a linear layer."""

    def __init__(self, classes=10):
        super().__init__()
        self.scattering = Scattering2D(J=2, shape=(28, 28))
        self.layers = nn.Sequential(
            nn.BatchNorm2d(81), nn.Conv2d(81, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.Flatten(),
            nn.Linear(64 * 49, classes))

    def forward(self, images):
        return self.layers(self.scattering(images))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--epochs", type=int, default=5)
    options = parser.parse_args()
    torch.manual_seed(0)
    parts = {}
    for part, count in (("train", options.images), ("t10k", None)):
        images = torch.from_numpy(read(options.folder, f"{part}-images-idx3-ubyte")[:count].astype(np.float32) / 255)
        parts[part] = images, torch.from_numpy(read(options.folder, f"{part}-labels-idx1-ubyte")[:count].astype(np.int64))
    network = Network()
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    images, labels = parts["train"]
    for epoch in range(options.epochs):
        network.train()
        for batch in torch.randperm(len(images)).split(128):
            loss = nn.functional.cross_entropy(network(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        network.eval()
        with torch.no_grad():
            found = torch.cat([network(some).argmax(1) for some in parts["t10k"][0].split(1000)])
        print(f"epoch {epoch + 1}: {(found != parts['t10k'][1]).float().mean():.2%} of the test images wrong", flush=True)


if __name__ == "__main__":
    main()
