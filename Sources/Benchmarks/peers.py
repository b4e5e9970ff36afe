"""Times Kymatio's scattering of images, time series and volumes on the work of `scatter bench`, and `scatter` on the same.

    python3 -m venv peers && peers/bin/pip install kymatio==0.3.0 'scipy<1.17' jax torch numpy
    swift build -c release
    peers/bin/python Sources/Benchmarks/peers.py --scatter .build/release/scatter > peers.json

and with `peers/bin/pip install .` the Python package too: `--frontends jax,swift-numpy,swift-jax`; `--plot` draws them.

Every method gets float32 signals and every core this process may use. A round times each
method once, one after the other, so that a disturbance of the machine strikes them alike; the
figures are medians over the rounds, with quartiles. A turn is an untimed call and a timed one; of `scatter`
one `bench` run, which has rounds of its own. Building the filters and compiling (JAX) stand outside.

Prints JSON to stdout and a table to stderr. `speedup` is the peer's time divided by scatter's in the
same round: above 1 scatter is faster.
"""

import argparse
import contextlib
import importlib
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version

import numpy

OURS = "scatter"
FRONTENDS = ["torch", "jax", "numpy"]
# The same frontends of the Python package.
OURS_FROM_PYTHON = [f"swift-{name}" for name in FRONTENDS]


@dataclass(frozen=True)
class Case:
    """What `scatter bench --case` names: axes, J, Q (time series), F (J_fr of joint scattering), L, batch."""

    shape: tuple
    scales: int
    batch: int
    quality: int = 8
    frequency_scales: int = 0
    orientations: int = 8

    @property
    def name(self):
        axes = "x".join(map(str, self.shape))
        wavelets = ""
        if len(self.shape) == 1:
            wavelets = f"-Q{self.quality}" + (f"-F{self.frequency_scales}" if self.frequency_scales else "")
        elif len(self.shape) == 3 or self.orientations != 8:
            wavelets = f"-L{self.orientations}"
        return f"{axes}-J{self.scales}{wavelets}-b{self.batch}"

    def images(self):
        return numpy.random.default_rng(0).random((self.batch, *self.shape), dtype=numpy.float32)


def parsed_case(name):
    match = re.fullmatch(r"(\d+(?:x\d+)*)-J(\d+)(?:-Q(\d+))?(?:-F(\d+))?(?:-L(\d+))?-b(\d+)", name)
    if not match:
        raise argparse.ArgumentTypeError(
            f"{name} is no case: axes, scales and batch, as 224x224-J3-b8 or 65536-J13-Q12-b32")
    axes, scales, quality, frequency_scales, orientations, batch = match.groups()
    return Case(tuple(map(int, axes.split("x"))), int(scales), int(batch), int(quality or 8),
                int(frequency_scales or 0), int(orientations or 8))


CASES = [parsed_case(name) for name in ["32x32-J2-b128", "224x224-J3-b8", "256x256-J4-b8"]]

# Kymatio's own benchmark suite; images have three channels.
SUITE = [parsed_case(name) for name in [
    "1024-J8-Q1-b32", "4096-J8-Q8-b32", "65536-J13-Q12-b32",
    "32x32-J2-b96", "224x224-J3-b96", "64x64-J6-L2-b12",
    "32x32x32-J2-L2-b4", "128x128x128-J2-L2-b2",
]]


def random_cases(count, seed):
    """Sides of 64 to 512, J of 2 to 5, no side below 2^J; half of them square; as many images as half a million pixels."""
    generator = random.Random(seed)
    for index in range(count):
        scales = generator.randint(2, 5)
        height, width = generator.randint(64, 512), generator.randint(64, 512)
        if index % 2:
            width = height
        yield Case((height, width), scales, max(1, round(2**19 / (height * width))))


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


# Methods. A builder does what stands outside the clock and returns a turn: a function that runs
# the case once and returns its seconds. Frontends are imported only where asked for.


def design(module, case):
    if len(case.shape) == 2:
        return module.Scattering2D(J=case.scales, shape=case.shape, L=case.orientations)
    if len(case.shape) == 3:
        return module.HarmonicScattering3D(J=case.scales, shape=case.shape, L=case.orientations)
    if not case.frequency_scales:
        return module.Scattering1D(J=case.scales, shape=case.shape, Q=case.quality)
    # Of Kymatio's development branch alone.
    return module.TimeFrequencyScattering(
        J=case.scales, J_fr=case.frequency_scales, shape=case.shape, Q=case.quality)


def timed(run):
    def turn():
        # `scatter bench` has untimed rounds of its own.
        run()
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return turn


def torch_turn(case, package):
    import torch

    torch.set_num_threads(cores())
    module = importlib.import_module(f"{package}.torch")
    transform, images = design(module, case), torch.from_numpy(case.images())

    def run():
        with torch.inference_mode():
            transform(images)

    return timed(run)


def jax_turn(case, package):
    import jax

    module = importlib.import_module(f"{package}.jax")
    transform, images = jax.jit(design(module, case)), jax.device_put(case.images())
    return timed(lambda: transform(images).block_until_ready())


def numpy_turn(case, package):
    import scipy.fft

    transform, images = design(importlib.import_module(f"{package}.numpy"), case), case.images()

    def run():
        with scipy.fft.set_workers(cores()):
            transform(images)

    return timed(run)


def scatter_turn(case, tool, mkl):
    command = [tool, "bench", "--json", "--transform-only", "--case", case.name]
    if mkl:
        command += ["--mkl", mkl]

    def turn():
        answer = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        (result,) = [entry for entry in answer["cases"] if entry["name"] == case.name]
        require_same_work(case, result)
        return result["secondsPerBatch"]

    return turn


def require_same_work(case, result):
    expected = {"shape": list(case.shape), "scales": case.scales, "batch": case.batch}
    for key, value in expected.items():
        if result[key] != value:
            sys.exit(f"{case.name}: scatter ran {key} {result[key]}, not {value}")
    if result.get("threads", cores()) != cores():
        print(f"{case.name}: scatter ran {result['threads']} threads, the peers {cores()}", file=sys.stderr)


def turns(case, options):
    """The methods by name, and the seconds each took to get ready."""
    builders = {"torch": torch_turn, "jax": jax_turn, "numpy": numpy_turn}
    packages = {"": "kymatio", "swift": "swift_scattering"}
    ready, seconds = {}, {}
    for name in options.frontends:
        start = time.perf_counter()
        prefix, _, frontend = name.rpartition("-")
        ready[name] = builders[frontend](case, packages[prefix])
        ready[name]()
        seconds[name] = time.perf_counter() - start
    if options.scatter:
        ready[OURS] = scatter_turn(case, options.scatter, options.mkl)
    return ready, seconds


# Statistics.


def spread(values):
    """Median and quartiles."""
    low, middle, high = numpy.quantile(values, [0.25, 0.5, 0.75])
    return {"median": middle, "lowerQuartile": low, "upperQuartile": high}


def summary(case, times, readiness):
    methods = {}
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        methods[name] = {
            "secondsPerBatch": middle,
            "signalsPerSecond": case.batch / middle,
            "seconds": seconds,
        }
        if name in readiness:
            methods[name]["setupSeconds"] = readiness[name]
        if name != OURS and OURS in times:
            ratios = [theirs / ours for theirs, ours in zip(seconds, times[OURS])]
            methods[name]["speedup"] = spread(ratios)
    return methods


def measure(case, options):
    ready, readiness = turns(case, options)
    times = {name: [] for name in ready}
    for _ in range(options.repetitions):
        for name, turn in ready.items():
            times[name].append(turn())
    return {
        "name": case.name,
        "shape": case.shape,
        "scales": case.scales,
        "batch": case.batch,
        "threads": cores(),
        "contestants": summary(case, times, readiness),
    }


# Output.


def processor():
    with contextlib.suppress(OSError), open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def versions(names):
    packages = {"kymatio", "numpy", "scipy", *(name.removeprefix("swift-") for name in names)}
    found = {"python": platform.python_version(), **{name: version(name) for name in sorted(packages)}}
    if any(name.startswith("swift-") for name in names):
        found["swift_scattering"] = importlib.import_module("swift_scattering").__version__
    return found


def table(result):
    yield f"{result['name']}, {result['threads']} threads"
    for name, entry in result["contestants"].items():
        line = f"  {name:11s} {entry['signalsPerSecond']:10.1f} signals/s"
        if "speedup" in entry:
            ratio = entry["speedup"]
            line += (
                f"   scatter is {ratio['median']:.2f} times as fast"
                f" ({ratio['lowerQuartile']:.2f} to {ratio['upperQuartile']:.2f})"
            )
        if "setupSeconds" in entry:
            line += f"   ready after {entry['setupSeconds']:.1f} s"
        yield line


def frontends(text):
    names = [name for name in text.split(",") if name]
    known = [*FRONTENDS, *OURS_FROM_PYTHON]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}")
    return names


def overview(results):
    """Of each peer the speedups over all cases."""
    for name in results[0]["contestants"]:
        speedups = [entry["speedup"]["median"] for result in results
                    if (entry := result["contestants"].get(name)) and name != OURS]
        if speedups:
            low, middle, high = min(speedups), statistics.median(speedups), max(speedups)
            yield f"{len(results)} cases: scatter is {middle:.2f} times as fast as {name}, {low:.2f} to {high:.2f}"


def plot(results, path):
    """Signals a second of every method and case, each case relative to its slowest."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "peers"
    from matplotlib import pyplot

    names = list(dict.fromkeys(name for result in results for name in result["contestants"]))
    figure, axes = pyplot.subplots(figsize=(9, 0.28 * len(names) * len(results) + 1.2), layout="constrained")
    for index, name in enumerate(names):
        places, values = [], []
        for row, result in enumerate(results):
            if name in result["contestants"]:
                slowest = min(entry["signalsPerSecond"] for entry in result["contestants"].values())
                places.append(row * (len(names) + 1) + index)
                values.append(result["contestants"][name]["signalsPerSecond"] / slowest)
        kind = "Kymatio, " if name in FRONTENDS else ""
        label = kind + name.replace("swift-", "swift_scattering.")
        bars = axes.barh(places, values, height=0.9, label="the command scatter" if name == OURS else label)
        axes.bar_label(bars, fmt="%.1f", padding=2, fontsize=7)
    axes.set_yticks([row * (len(names) + 1) + (len(names) - 1) / 2 for row in range(len(results))], [result["name"] for result in results])
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel("signals a second, relative to the slowest of the case")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, fontsize=8, frameon=False)
    figure.savefig(path, metadata={"Date": None})


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frontends", type=frontends, default=FRONTENDS, help="torch,jax,numpy; swift-numpy and so on are the Python package")
    parser.add_argument(
        "--cases",
        type=lambda text: [parsed_case(name) for name in text.split(",") if name],
        metavar="LIST",
        help="such as 224x224-J3-b8,65536-J13-Q12-b32,8192-J8-Q12-F4-b2 (joint; Kymatio's development branch)",
    )
    parser.add_argument("--suite", action="store_true", help="the cases of Kymatio's own benchmarks instead")
    parser.add_argument("--random-sizes", type=int, metavar="N", help="N drawn cases instead")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the drawn cases, 1 by default")
    parser.add_argument("--repetitions", type=int, default=7, metavar="N", help="rounds, 7 by default")
    parser.add_argument("--scatter", metavar="PATH", help="the built tool, to run in the same rounds")
    parser.add_argument("--plot", metavar="FILE", help="an SVG of signals a second (matplotlib)")
    parser.add_argument("--mkl", metavar="FILE", help="MKL's libmkl_rt.so for scatter; torch has its own")
    options = parser.parse_args()
    if options.repetitions < 1:
        parser.error("--repetitions must be at least 1")
    if options.random_sizes is not None and (options.random_sizes < 1 or options.cases):
        parser.error("--random-sizes takes a number from 1 on, and no --cases")
    if options.random_sizes:
        options.cases = list(random_cases(options.random_sizes, options.seed))
    options.cases = options.cases or (SUITE if options.suite else CASES)
    return options


def main():
    options = parse_options()
    results = []
    for case in options.cases:
        results.append(measure(case, options))
        print("\n".join(table(results[-1])), file=sys.stderr, flush=True)
    if options.scatter:
        print("\n".join(overview(results)), file=sys.stderr, flush=True)
    if options.plot:
        plot(results, options.plot)
    report = {
        "machine": processor(),
        "threads": cores(),
        "versions": versions(options.frontends),
        "mkl": options.mkl,
        "repetitions": options.repetitions,
        "cases": results,
    }
    json.dump(report, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
