"""Builds the C library for wheels."""

import os
import pathlib
import subprocess
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Library(BuildHookInterface):
    """Compiles `ScatteringC` with the Swift runtime in it, and puts it beside the Python modules."""

    def initialize(self, version, build_data):
        environment = {**os.environ, "SCATTERING_RUNTIME": "static", "SCATTERING_TARGETS": "ScatteringC"}
        command = ["swift", "build", "-c", "release", "--product", "ScatteringC"]
        try:
            subprocess.run(command, cwd=self.root, env=environment, check=True)
            folder = subprocess.run(
                [*command, "--show-bin-path"], cwd=self.root, env=environment, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            raise RuntimeError(
                "building swift-scattering takes Swift 6.3 (swift.org/install) and FFTW (apt install libfftw3-dev); wheels take neither"
            ) from None
        except subprocess.CalledProcessError as error:
            raise RuntimeError(f"{' '.join(command)} failed with exit code {error.returncode}") from None
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data.update(pure_python=False, tag=f"py3-none-{platform}")
        if version != "editable":
            library = pathlib.Path(folder.stdout.strip()) / "libScatteringC.so"
            build_data["force_include"][str(library)] = "swift_scattering/libScatteringC.so"


def get_build_hook():
    """The hook that hatchling takes from this file."""
    return Library
