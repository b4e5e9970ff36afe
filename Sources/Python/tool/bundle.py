"""Builds the tool for its wheel, with the libraries that it needs beside it."""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile

from elftools.elf.elffile import ELFFile
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Those that every Linux has of the age that the wheel's tag says (PEP 600).
SYSTEM = ("ld-linux", "libc.so", "libdl.so", "libgcc_s.so", "libm.so", "libpthread.so", "libresolv.so", "librt.so", "libstdc++.so", "linux-vdso")
# Those that the tool opens when it needs them (Sources/CSolvers).
OPENED = ("liblinear.so.4", "libopenblas.so.0", "libsvm.so.3")


def run(*command, **keywords):
    return subprocess.run(command, check=True, text=True, **keywords)


def needed(file):
    """The libraries that a file needs, and those need, by the names they are looked for by."""
    lines = run("ldd", str(file), capture_output=True).stdout.splitlines()
    found = dict((words[0], words[2]) for words in map(str.split, lines) if len(words) > 2 and words[1] == "=>")
    if missing := [name for name, path in found.items() if path == "not"]:
        raise RuntimeError(f"{file} needs {', '.join(missing)}, not found")
    return {name: path for name, path in found.items() if not name.startswith(SYSTEM)}


def opened():
    """The libraries that the tool opens, where the loader finds them."""
    lines = run("/sbin/ldconfig", "-p", capture_output=True).stdout.splitlines()
    known = {words[0]: words[-1] for words in map(str.split, lines) if len(words) > 3}
    if missing := [name for name in OPENED if name not in known]:
        raise RuntimeError(f"{', '.join(missing)} not found: .ci/install installs them")
    return {name: known[name] for name in OPENED}


def glibc(files):
    """The version of glibc that files need, as (2, 36)."""
    latest = (2, 17)
    for file in files:
        with open(file, "rb") as stream:
            section = ELFFile(stream).get_section_by_name(".gnu.version_r")
            for _, versions in section.iter_versions() if section else ():
                for version in versions:
                    kind, _, number = version.name.partition("_")
                    if kind == "GLIBC" and number[0].isdigit():
                        latest = max(latest, tuple(map(int, number.split(".")[:2])))
    return latest


class Bundle(BuildHookInterface):
    """Puts the executable, its libraries and their licences into the wheel."""

    def initialize(self, version, build_data):
        root = pathlib.Path(self.root).parents[2]
        environment = {**os.environ, "SCATTERING_RUNTIME": "static"}
        command = ["swift", "build", "-c", "release", "--product", "scatter"]
        run(*command, cwd=root, env=environment)
        built = run(*command, "--show-bin-path", cwd=root, env=environment, capture_output=True).stdout.strip()

        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        tool = folder / "scatter"
        shutil.copy(pathlib.Path(built) / "scatter", tool)
        libraries = {**needed(tool), **opened()}
        for path in list(libraries.values()):
            libraries.update(needed(path))
        files = {tool: "scatter"}
        for name, path in libraries.items():
            copy = folder / name
            shutil.copy(path, copy)
            copy.chmod(copy.stat().st_mode | stat.S_IWUSR)
            run("patchelf", "--set-rpath", "$ORIGIN", str(copy))
            files[copy] = f"lib/{name}"
        run("patchelf", "--set-rpath", "$ORIGIN/lib", str(tool))
        for package in sorted(set(filter(None, map(self.package, libraries.values())))):
            files[pathlib.Path(f"/usr/share/doc/{package}/copyright")] = f"licenses/{package}.txt"
        files[root / "LICENSE"] = "licenses/swift-scattering.txt"
        for source, target in files.items():
            build_data["force_include"][str(source)] = f"swift_scattering_tool/{target}"
        major, minor = glibc([tool, *(folder / name for name in libraries)])
        build_data.update(pure_python=False, tag=f"py3-none-manylinux_{major}_{minor}_{os.uname().machine}")

    def finalize(self, version, build_data, artifact_path):
        self.folder.cleanup()

    @staticmethod
    def package(path):
        """The Debian package that a library is of, where dpkg knows it."""
        real = str(pathlib.Path(path).resolve())
        for name in (real, real.removeprefix("/usr")):
            found = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
            if found.returncode == 0:
                return found.stdout.split(":")[0]
        return None


def get_build_hook():
    """The hook that hatchling takes from this file."""
    return Bundle
