"""What the tests of frontends share."""

import importlib
import os
import unittest


def needed(name):
    """A module that a suite is about; where it is not installed the suite is skipped, but fails in CI."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if os.environ.get("CI"):
            raise
        raise unittest.SkipTest(f"{name} is not installed")
