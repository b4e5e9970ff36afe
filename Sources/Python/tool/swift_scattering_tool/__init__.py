"""The command `scatter`, as an executable with the libraries that it needs."""

import os
import pathlib
import sys


def path():
    """Where the executable is.

    Returns
    -------
    str
    """
    return str(pathlib.Path(__file__).parent / "scatter")


def main():
    """Becomes the executable, with the arguments of this process."""
    os.execv(path(), ["scatter", *sys.argv[1:]])
