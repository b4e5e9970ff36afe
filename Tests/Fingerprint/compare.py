#!/usr/bin/env python3
"""Compares what two checkouts compute, bit by bit: python3 Tests/Fingerprint/compare.py BEFORE AFTER

Both are folders of this package in which `swift build -c release --product scatter` and `--product fingerprint` were run. Compared
are, at fixed seed, threads and --rigor estimate, with an empty cache: features, pushforwards, pullbacks, filters and bounds over
drawn configurations; the pages of filters as JSON; files of features; the JSON of a stability run, of one with every kind and a
program, and of a comparison. Prints what differs, and exits with 1 if anything does.

--skip NAME leaves a comparison out; --count and --seed are those of the drawn configurations.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def run(folder, program, *arguments, cache):
    environment = dict(os.environ, XDG_CACHE_HOME=cache)
    command = [str(folder / ".build/release" / program), *map(str, arguments)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)} ended with {result.returncode}: {result.stderr}")
    return result.stdout


def without(value, names):
    """JSON without the fields of the given names, at any depth."""
    if isinstance(value, dict):
        return {key: without(item, names) for key, item in value.items() if key not in names}
    return [without(item, names) for item in value] if isinstance(value, list) else value


def differences(before, after, path=""):
    """The places at which two JSON values differ, with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from differences(before.get(key), after.get(key), f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after)):
            yield from differences(*pair, f"{path}[{index}]")
    elif before != after:
        yield f"{path}: {str(before)[:60]} | {str(after)[:60]}"


MACHINE = ["--threads", "2", "--rigor", "estimate"]
TIMES = {"timings", "seconds", "secondsPerImage", "trainingSeconds", "inferenceSeconds", "version", "schema"}


def report(folder, scratch, command, *arguments):
    """The JSON beside a page, without what depends on the clock."""
    page = scratch / "page.html"
    run(folder, "scatter", command, *arguments, "-o", page, cache=scratch / "cache")
    return without(json.loads(page.with_suffix(".json").read_text()), TIMES)


def drawn(folder, scratch, options):
    lines = run(folder, "fingerprint", options.count, options.seed, cache=scratch / "cache").splitlines()
    return {line.split(":")[0]: line.split(": ")[1].split(", ") for line in lines}


def filters(folder, scratch, options):
    def one(*arguments):
        run(folder, "scatter", "filters", *arguments, "-o", scratch / "bank.json", cache=scratch / "cache")
        return json.loads((scratch / "bank.json").read_text())

    return [one("--size", "32x48", "-J", "3", "--normalization", name) for name in ("kymatio", "nonexpansive")]


def features(folder, scratch, options):
    samples = sorted(p for p in (options.before / "Data/Samples").iterdir() if p.suffix in {".png", ".jpg", ".tiff"})

    def one(*arguments):
        output = scratch / "features.npy"
        run(folder, "scatter", "features", *samples, *arguments, *MACHINE, "-o", output, cache=scratch / "cache")
        return output.read_bytes().hex()

    return [one("--resize", "64x64"), one("--resize", "37x50", "-J", "4", "--precision", "double", "--max-order", "3"),
            one("--resize", "48x48", "--color", "rgb", "--padding", "zero", "--oversampling", "1")]


def stability(folder, scratch, options):
    samples = options.before / "Data/Samples"
    return [report(folder, scratch, "stability", samples, "--resize", "20x24", "-J", "2", "--preset", "quick", *MACHINE),
            report(folder, scratch, "stability", samples, "--resize", "16x16", "-J", "2", "--images", "4", "--searched", "2",
                   "--normalization", "nonexpansive", "--padding", "periodic", "--amplitude", "0.5", "--amplitude", "2",
                   "--seed", "7", *MACHINE)]


def comparison(folder, scratch, options):
    return report(folder, scratch, "compare", options.dataset, "-J", "2", "--contestants",
                  "pixels-svm,scattering-linear", "--label-counts", "50,100", "--repetitions", "2", "--no-studies",
                  *MACHINE)


def networks(folder, scratch, options):
    return report(folder, scratch, "compare", options.dataset, "-J", "2", "--contestants", "cnn", "--label-counts", "50",
                  "--repetitions", "2", *MACHINE)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dataset", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--skip", action="append", default=[])
    options = parser.parse_args()
    isEqual = True
    for compare in (drawn, filters, features, stability, comparison, networks):
        if compare.__name__ in options.skip:
            continue
        results = []
        for folder in (options.before, options.after):
            with tempfile.TemporaryDirectory() as scratch:
                results.append(compare(folder, pathlib.Path(scratch), options))
        found = list(differences(*results))
        print(f"{compare.__name__}: " + (f"{len(found)} differences" if found else "the same"), flush=True)
        for line in found[:12]:
            print("  " + line)
        isEqual = isEqual and not found
    sys.exit(0 if isEqual else 1)


if __name__ == "__main__":
    main()
