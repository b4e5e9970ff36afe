"""Trains the networks of `scatter compare` in PyTorch, on the same images, and prints both side by side.

    python3 -m venv peers && peers/bin/pip install torch numpy kymatio==0.3.0 'scipy<1.17' scikit-image
    peers/bin/python Sources/Benchmarks/networks.py textures textures.npz
    .build/release/scatter compare textures.npz -o ours.html --preset standard --no-studies \
        --contestants cnn,lenet5,resnet,hybrid --label-counts 60,300,1000
    peers/bin/python Sources/Benchmarks/networks.py compare textures.npz ours.json --preset standard

The data are an .npz of x_train, y_train, x_test and y_test, or a folder of Fashion-MNIST's four files. Layers,
the choice among augmentations and rates, folds and steps are those of `scatter compare`; all else is PyTorch's:
its first weights, AdamW, OneCycleLR, running means of batch normalisation, and Kymatio's scattering in the
hybrid. The training images of each repetition are drawn again by `stratified_split.py`.
"""

import argparse
import gzip
import json
import math
import pathlib
import statistics
import sys

import numpy

import stratified_split

# Steps, least passes, folds, images looked at, images held out and share of the steps in the choice, width.
PRESETS = {
    "quick": (300, 1, 3, 500, 100, 0.2, 16),
    "standard": (1500, 8, 3, 2000, 200, 0.5, 32),
    "full": (3000, 16, 3, 5000, 1000, 0.5, 32),
}
BATCH, DECAY, RATES = 64, 1e-3, (1e-3, 3e-3, 1e-2)
NAMES = {"CNN": "cnn", "LeNet-5": "lenet5", "ResNet-8": "resnet", "scattering + CNN": "hybrid"}


def read(path):
    """Training images and labels, test images and labels; images in 0 to 1, [image, 1, height, width]."""
    path = pathlib.Path(path)
    if path.is_dir():
        names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]
        arrays = [read_idx(path / f"{name}-ubyte.gz") for name in names]
    else:
        with numpy.load(path) as file:
            arrays = [file[name] for name in ("x_train", "y_train", "x_test", "y_test")]
    images = [x[:, None].astype(numpy.float32) / (255 if x.dtype == numpy.uint8 else 1) for x in arrays[::2]]
    return images[0], arrays[1].astype(numpy.int64), images[1], arrays[3].astype(numpy.int64)


def read_idx(path):
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    dimensions = numpy.frombuffer(data, ">i4", rank, 4)
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * rank).reshape(dimensions)


def textures(path, train_count=1800, test_count=600, side=64, seed=0):
    """Writes patches of six textures; those to learn from are cut from the left halves, those to test on from the right."""
    generator = numpy.random.default_rng(seed)
    planes = [standardised(plane) for plane in texture_planes(generator)]
    arrays = {}
    for part, count in (("train", train_count), ("test", test_count)):
        labels = numpy.arange(count) % len(planes)
        patches = [patch(planes[label], part, side, generator) for label in labels]
        arrays[f"x_{part}"], arrays[f"y_{part}"] = numpy.stack(patches), labels
    numpy.savez(path, **arrays)


def texture_planes(generator):
    """Three photographs of scikit-image and three random fields of 512 x 512."""
    from skimage import data

    photographs = [data.brick(), data.grass(), data.gravel()]
    rows, columns = numpy.meshgrid(*[numpy.fft.fftfreq(512)] * 2, indexing="ij")
    radius = numpy.hypot(rows, columns)
    bands = [
        numpy.exp(-(((radius - 0.08) / 0.02) ** 2)),
        numpy.exp(-(((radius - 0.16) / 0.04) ** 2)),
        numpy.exp(-((rows / 0.03) ** 2) - ((abs(columns) - 0.1) / 0.03) ** 2),
    ]
    noise = [numpy.fft.fft2(generator.normal(size=(512, 512))) for _ in bands]
    return photographs + [numpy.fft.ifft2(n * b).real for n, b in zip(noise, bands)]


def standardised(plane):
    plane = plane.astype(numpy.float32)
    return (plane - plane.mean()) / plane.std()


def patch(plane, part, side, generator):
    """A patch in noise of its own contrast, so that no class is told by its mean or its variance."""
    half = plane.shape[1] // 2
    row = generator.integers(0, plane.shape[0] - side + 1)
    column = generator.integers(0, half - side + 1) + (0 if part == "train" else half)
    cut = standardised(plane[row : row + side, column : column + side])
    noisy = standardised(cut + generator.normal(0, 1.5, cut.shape))
    return numpy.clip(0.5 + 0.15 * noisy, 0, 1).astype(numpy.float32)


def build(name, shape, classes, width, scattering):
    """The network of this name for images of this shape, as `scatter compare` describes it."""
    from torch import nn

    def convolutional(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

    def head(inputs, hidden, dropout):
        layers = [nn.Flatten(), nn.Linear(inputs, hidden), nn.ReLU(), nn.Dropout(dropout)]
        return layers + [nn.Linear(hidden, classes)]

    height, side = shape
    if name == "cnn":
        layers = convolutional(1, width) + [nn.MaxPool2d(2)]
        layers += convolutional(width, 2 * width) + [nn.MaxPool2d(2)]
        return nn.Sequential(*layers, *head(2 * width * (height // 4) * (side // 4), 4 * width, 0.3))
    if name == "lenet5":
        padding = 2 if height < 32 else 0
        rows, columns = [((n + 2 * padding - 4) // 2 - 4) // 2 for n in shape]
        return nn.Sequential(
            *[nn.Conv2d(1, 6, 5, padding=padding), nn.Tanh(), nn.AvgPool2d(2)],
            *[nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten()],
            *[nn.Linear(16 * rows * columns, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh()],
            nn.Linear(84, classes),
        )
    if name == "resnet":
        return residual(classes)
    paths, rows, columns = scattering.output
    layers = [nn.BatchNorm2d(paths)] + convolutional(paths, 4 * width)
    layers += convolutional(4 * width, 4 * width)
    pooled = rows >= 2 and columns >= 2
    layers += [nn.MaxPool2d(2)] if pooled else []
    share = 2 if pooled else 1
    size = 4 * width * (rows // share) * (columns // share)
    return nn.Sequential(scattering, *layers, *head(size, 8 * width, 0.5))


def residual(classes):
    """The residual network of depth 8 and width 16."""
    from torch import nn

    class Block(nn.Module):
        def __init__(self, inputs, outputs, stride):
            super().__init__()
            self.branch = nn.Sequential(
                *[nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()],
                *[nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)],
            )
            short = [nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)]
            self.short = nn.Sequential(*short if stride > 1 else [])

        def forward(self, x):
            return nn.functional.relu(self.branch(x) + self.short(x))

    first = [nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    blocks = [Block(16, 16, 1), Block(16, 32, 2), Block(32, 64, 2)]
    return nn.Sequential(*first, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes))


def scattering_layer(shape, scales, orientations):
    """Kymatio's scattering as a first layer: [image, 1, height, width] to [image, path, rows, columns]."""
    import torch
    from kymatio.torch import Scattering2D

    transform = Scattering2D(J=scales, shape=shape, L=orientations)

    class Layer(torch.nn.Module):
        def forward(self, x):
            return transform(x[:, 0].contiguous())

    layer = Layer()
    layer.output = tuple(layer(torch.zeros(1, 1, *shape)).shape[1:])
    return layer


def augmented(images, shift, mirrored, generator):
    """Images moved by up to `shift` whole pixels, mirrored beyond their edges, and half of them left to right."""
    import torch

    count, _, height, width = images.shape
    if mirrored:
        flips = torch.rand(count, generator=generator) < 0.5
        images = torch.where(flips[:, None, None, None], images.flip(-1), images)
    if shift == 0:
        return images
    moves = torch.randint(-shift, shift + 1, (2, count, 1), generator=generator)
    rows, columns = [mirror(torch.arange(n) + move, n) for n, move in zip((height, width), moves)]
    picked = torch.arange(count)[:, None, None]
    return images[:, 0][picked, rows[:, :, None], columns[:, None, :]][:, None]


def mirror(positions, count):
    """Where a position stands in images that go on mirrored about their outer edges."""
    import torch

    folded = positions % (2 * count)
    return torch.where(folded < count, folded, 2 * count - 1 - folded)


class Task:
    """One network on one data set, in one preset."""

    def __init__(self, name, data, preset, scattering):
        import torch

        self.name, self.scattering = name, scattering
        self.x, self.y, self.x_test, self.y_test = [torch.from_numpy(a) for a in data]
        (self.steps, self.passes, self.folds, self.limit, self.held_out, self.share, self.width) = PRESETS[preset]

    def train(self, indices, shift, mirrored, rate, share, seed):
        """A network trained on these images; AdamW and the one-cycle rate of PyTorch."""
        import torch

        torch.manual_seed(seed % (1 << 63))
        generator = torch.Generator().manual_seed(seed % (1 << 63))
        network = build(self.name, tuple(self.x.shape[2:]), int(self.y.max()) + 1, self.width, self.scattering)
        batches = math.ceil(len(indices) / BATCH)
        passes = max(math.ceil(max(round(share * self.steps), 1) / batches), max(round(share * self.passes), 1))
        optimiser = torch.optim.AdamW(network.parameters(), weight_decay=DECAY)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=passes * batches + 1)
        indices = torch.tensor(indices)
        for _ in range(passes):
            for batch in indices[torch.randperm(len(indices), generator=generator)].tensor_split(batches):
                optimiser.zero_grad()
                scores = network(augmented(self.x[batch], shift, mirrored, generator))
                torch.nn.functional.cross_entropy(scores, self.y[batch]).backward()
                optimiser.step()
                schedule.step()
        return network.eval()

    @staticmethod
    def errors(network, x, y):
        """How many images are put into a wrong class."""
        import torch

        with torch.no_grad():
            found = torch.cat([network(part).argmax(1) for part in x.split(256)])
        return int((found != y).sum())

    def choose(self, indices, seed):
        """An augmentation at the middle rate, then a rate for it, by images held out."""
        labels = self.y[indices].tolist()
        looked = list(range(len(indices)))
        if len(indices) > self.limit:
            looked = stratified_split.subset(labels, self.limit, seed)
        parts = stratified_split.folds([labels[i] for i in looked], self.folds, seed)
        count = min(self.folds, math.ceil(self.held_out / (len(looked) / self.folds)))
        parts = [[[indices[looked[i]] for i in side] for side in part] for part in parts[:count]]

        def error(choice):
            nets = [(self.train(train, *choice, self.share, seed), held) for train, held in parts]
            return sum(self.errors(net, self.x[held], self.y[held]) for net, held in nets)

        first = [(shift, mirrored, RATES[1]) for mirrored in (False, True) for shift in (0, 2)]
        found = {choice: error(choice) for choice in first}
        best = min(found, key=found.get)
        found.update({(*best[:2], rate): error((*best[:2], rate)) for rate in (RATES[0], RATES[2])})
        return min(found, key=found.get)

    def trial(self, label_count, seed, repetition):
        """The test error of one repetition, and what was chosen."""
        indices = stratified_split.trial_indices(self.y.tolist(), label_count, seed, repetition)
        own_seed = stratified_split.trial_seed(seed, label_count, repetition)
        choice = self.choose(indices, own_seed)
        network = self.train(indices, *choice, 1, own_seed)
        return self.errors(network, self.x_test, self.y_test) / len(self.y_test), choice


def compare(options):
    """Prints a line for each network and number of labels of a report."""
    import torch

    torch.set_num_threads(options.threads)
    report = json.loads(pathlib.Path(options.report).read_text())
    parameters, data = report["parameters"], read(options.dataset)
    scattering = None
    if any(row["contestant"] == "scattering + CNN" for row in report["learning"]):
        scattering = scattering_layer(data[0].shape[2:], parameters["scales"], parameters["orientations"])
    print("| network | labels | ours, % wrong | PyTorch's | difference, points |\n|---|---|---|---|---|")
    for row in report["learning"]:
        name = NAMES.get(row["contestant"])
        if name is None or (options.networks and name not in options.networks.split(",")):
            continue
        task, count = Task(name, data, options.preset, scattering), row["labelCount"]
        ours = row["errors"][: options.repetitions]
        theirs = []
        for repetition in range(len(ours)):
            error, choice = task.trial(count, parameters["seed"], repetition)
            theirs.append(error)
            print(f"{name} {count} {repetition}: {100 * error:.2f} by {choice}", file=sys.stderr, flush=True)
        means = [100 * statistics.mean(errors) for errors in (ours, theirs)]
        print(
            f"| {row['contestant']} | {count} | {means[0]:.2f} | {means[1]:.2f} | {means[0] - means[1]:+.2f} |",
            flush=True,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("textures", help="write patches of six textures")
    making.add_argument("output")
    making.set_defaults(run=lambda options: textures(options.output))
    comparing = commands.add_parser("compare", help="train in PyTorch what a report of scatter compare holds")
    comparing.add_argument("dataset")
    comparing.add_argument("report", help="the .json that scatter compare wrote")
    comparing.add_argument("--preset", choices=PRESETS, default="standard")
    comparing.add_argument("--networks", help="only these: cnn,lenet5,resnet,hybrid")
    comparing.add_argument("--repetitions", type=int, help="only the first of the report's")
    comparing.add_argument("--threads", type=int, default=2)
    comparing.set_defaults(run=compare)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
