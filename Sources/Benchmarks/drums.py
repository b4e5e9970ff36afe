"""Tells five drums apart by kits that were not learned from: scattering beside MFCCs, with the same classifiers.

    apt-get download hydrogen-drumkits && dpkg -x hydrogen-drumkits*.deb drums
    python3 -m venv peers && peers/bin/pip install librosa soundfile numpy
    swift build -c release
    peers/bin/python Sources/Benchmarks/drums.py drums/usr/share/hydrogen/data/drumkits

The sounds are the recordings of Debian's package hydrogen-drumkits whose instruments' names say that they are a bass drum, a snare
drum, a tom, a hi-hat or a cymbal: each cut or filled up with zeros to half a second at 44.1 kHz, channels mixed, and divided by its
root mean square. Every kit is held out once; classifiers and their hyperparameters see the other kits alone. MFCCs are librosa's,
20 of 40 mel bands, of windows of 2,048 samples every 512; scattering has windows as long (J = 11), Q = 8 and 1. Both are averaged
over time, or MFCCs taken with their deviations over time as well.

Prints for each the share of sounds that are told wrong, of all and as a mean over the kits.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree

import librosa
import numpy
import soundfile

RATE, LENGTH = 44100, 22050
CLASSES = {
    "kick": r"kick|bass ?drum",
    "snare": r"snare(?!.*roll)",
    "tom": r"\btom|tom\d|\btom\b",
    "hi-hat": r"\bhh\b|hi-?hat|hi hat|\bhat\b",
    "cymbal": r"crash|ride|china|splash|cymbal",
}
CLASSIFIERS = ["linear-svm", "logistic", "rbf-svm"]


def instruments(kit):
    """The instruments of a kit: name and files."""
    root = xml.etree.ElementTree.parse(kit / "drumkit.xml").getroot()
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
    for instrument in root.iter("instrument"):
        yield instrument.findtext("name") or "", [file.text for file in instrument.iter("filename")]


def class_of(name):
    found = [label for label, pattern in CLASSES.items() if re.search(pattern, name.lower())]
    return found[0] if len(found) == 1 else None


def sound(path):
    """Half a second, mixed, of unit root mean square; None for silence."""
    samples, rate = soundfile.read(path, always_2d=True)
    mono = samples.mean(axis=1)
    if rate != RATE:
        mono = librosa.resample(mono, orig_sr=rate, target_sr=RATE)
    fixed = numpy.zeros(LENGTH)
    fixed[: min(LENGTH, mono.size)] = mono[:LENGTH]
    level = numpy.sqrt(numpy.mean(fixed**2))
    return fixed / level if level > 1e-6 else None


def dataset(folder):
    sounds, labels, kits = [], [], []
    for kit in sorted(path.parent for path in folder.glob("*/drumkit.xml")):
        for name, files in instruments(kit):
            label = class_of(name)
            for file in files if label else []:
                samples = sound(kit / file) if (kit / file).exists() else None
                if samples is not None:
                    sounds.append(samples)
                    labels.append(label)
                    kits.append(kit.name)
    return numpy.array(sounds, numpy.float32), numpy.array(labels), numpy.array(kits)


def mfccs(sounds, deviations):
    frames = [
        librosa.feature.mfcc(y=samples, sr=RATE, n_mfcc=20, n_mels=40, n_fft=2048, hop_length=512)
        for samples in sounds
    ]
    parts = [[frame.mean(axis=1)] + ([frame.std(axis=1)] if deviations else []) for frame in frames]
    return numpy.array([numpy.concatenate(part) for part in parts])[:, :, None].astype(numpy.float32)


def run(tool, *arguments):
    subprocess.run([tool, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def errors(tool, folder, features, labels, kits, classifier, steps):
    """By kit, which of its sounds are told wrong."""
    wrong = {}
    for kit in sorted(set(kits)):
        held = kits == kit
        numpy.save(folder / "train.npy", features[~held])
        numpy.save(folder / "test.npy", features[held])
        (folder / "train.txt").write_text("".join(label + "\n" for label in labels[~held]))
        run(tool, "train", folder / "train.npy", "--labels", folder / "train.txt", "--classifier", classifier,
            "--preprocess", steps, "-o", folder / "model")
        run(tool, "predict", folder / "model", folder / "test.npy", "-o", folder / "p.csv")
        lines = (folder / "p.csv").read_text().splitlines()
        column = lines[0].split(",").index("class")
        wrong[kit] = numpy.array([line.split(",")[column] for line in lines[1:]]) != labels[held]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="the folder of kits")
    parser.add_argument("--scatter", default=".build/release/scatter", help="the built tool")
    options = parser.parse_args()
    sounds, labels, kits = dataset(options.folder)
    counts = {label: int((labels == label).sum()) for label in CLASSES}
    print(f"{len(labels)} sounds of {len(set(kits))} kits: {counts}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        numpy.save(folder / "sounds.npy", sounds)
        representations = {}
        for title, choice in [
            ("scattering, orders 0 and 1", ["--max-order", 1]), ("scattering, orders 0 to 2", []),
            ("joint scattering", ["--wavelets", "joint"]),
        ]:
            run(options.scatter, "features", folder / "sounds.npy", "--rank", 1, "--sample-rate", RATE, "-J", 11, "-Q", 8,
                "-T", "global", "-o", folder / "f.npy", *choice)
            features = numpy.load(folder / "f.npy")
            representations[title] = (features.reshape(len(labels), -1, 1), "log,standardise")
        representations["MFCC, means"] = (mfccs(sounds, False), "standardise")
        representations["MFCC, means and deviations"] = (mfccs(sounds, True), "standardise")
        for title, (features, steps) in representations.items():
            for classifier in CLASSIFIERS:
                wrong = errors(options.scatter, folder, features, labels, kits, classifier, steps)
                all_wrong = numpy.concatenate(list(wrong.values()))
                print(json.dumps({
                    "features": title, "numbers": features.shape[1], "classifier": classifier,
                    "wrong": round(100 * float(all_wrong.mean()), 1),
                    "meanOverKits": round(100 * float(numpy.mean([kit.mean() for kit in wrong.values()])), 1),
                }), flush=True)


if __name__ == "__main__":
    main()
