"""The build backend: hatchling's, whose wheels auditwheel makes whole."""

import pathlib
import subprocess
import sys
import tempfile

import hatchling.build
from hatchling.build import *  # noqa: F403


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Builds a wheel that carries the shared libraries that Linux distributions do not all have, with the tag of those that can use it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = folder / hatchling.build.build_wheel(str(folder), config_settings, metadata_directory)
        repaired = folder / "repaired"
        command = [sys.executable, "-m", "auditwheel", "repair", "--wheel-dir", str(repaired), str(made)]
        found = subprocess.run(command, capture_output=True, text=True)
        if found.returncode:
            raise RuntimeError(f"auditwheel could not make {made.name} whole:\n{found.stdout}{found.stderr}")
        (wheel,) = repaired.iterdir()
        (pathlib.Path(wheel_directory) / wheel.name).write_bytes(wheel.read_bytes())
        return wheel.name
