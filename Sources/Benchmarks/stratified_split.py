"""The images of a repetition of `scatter compare`, drawn again in Python.

The generator of `Docs/random_fields.py`, Swift's shuffle and bounded numbers, StratifiedSplit.subset
and the folds, each to the same indices. `python3 stratified_split.py LABELS COUNT SEED REPETITION` prints the
indices for a file of labels, one a line; a test holds them against Swift's. Needs nothing but Python.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Docs"))
import random_fields  # noqa: E402: Docs has the generator's only form in Python.
from random_fields import MASK  # noqa: E402


class Generator(random_fields.Generator):
    def below(self, bound):
        """A number below `bound` by multiplication (Lemire 2019), as Swift draws it."""
        product = self.next() * bound
        if product & MASK < bound:
            least = (1 << 64) % bound
            while product & MASK < least:
                product = self.next() * bound
        return product >> 64

    def shuffled(self, items):
        items = list(items)
        for start in range(len(items) - 1):
            other = start + self.below(len(items) - start)
            items[start], items[other] = items[other], items[start]
        return items


def by_class(labels):
    classes = {}
    for index, label in enumerate(labels):
        classes.setdefault(int(label), []).append(index)
    return [classes[label] for label in sorted(classes)]


def subset(labels, count, seed):
    """Of every class as many as of any other, as far as it has them."""
    generator, classes = Generator(seed), by_class(labels)
    quotas, rest = [0] * len(classes), count
    while rest > 0:
        open_classes = [c for c, indices in enumerate(classes) if quotas[c] < len(indices)]
        share = rest // len(open_classes)
        if share == 0:
            for c in generator.shuffled(open_classes)[:rest]:
                quotas[c] += 1
            break
        for c in open_classes:
            given = min(share, len(classes[c]) - quotas[c])
            quotas[c] += given
            rest -= given
    drawn = [generator.shuffled(indices)[:quota] for indices, quota in zip(classes, quotas)]
    return sorted(index for indices in drawn for index in indices)


def folds(labels, count, seed):
    """Pairs of what is learned from and what is held out."""
    generator = Generator(seed)
    order = [index for indices in by_class(labels) for index in generator.shuffled(indices)]
    parts = [set(order[fold::count]) for fold in range(count)]
    return [([i for i in sorted(order) if i not in part], sorted(part)) for part in parts]


def trial_seed(seed, label_count, repetition):
    """The seed of a repetition (FewLabelSettings.seed)."""
    for number in (label_count, repetition):
        seed = Generator(seed).next() ^ number
    return seed


def trial_indices(labels, label_count, seed, repetition):
    """The training images of a repetition, ascending."""
    return subset(labels, label_count, trial_seed(seed, label_count, repetition))


if __name__ == "__main__":
    path, label_count, seed, repetition = sys.argv[1], *map(int, sys.argv[2:5])
    with open(path) as file:
        for index in trial_indices([int(line) for line in file], label_count, seed, repetition):
            print(index)
