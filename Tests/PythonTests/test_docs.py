"""The code of documentation runs."""

import doctest
import importlib
import os
import pathlib
import re
import tempfile
import unittest

import numpy as np

from support import needed
from swift_scattering import ScatteringError, tool

ROOT = pathlib.Path(__file__).resolve().parents[2]


class DocumentationTests(unittest.TestCase):
    def test_docstrings(self):
        for name, needs in [
            ("transform", "numpy"), ("deformations", "numpy"), ("sklearn", "sklearn"), ("xarray", "xarray"),
        ]:
            with self.subTest(name):
                try:
                    needed(needs)
                except unittest.SkipTest:
                    continue
                module = importlib.import_module(f"swift_scattering.{name}")
                found = doctest.testmod(module, extraglobs=dict(np=np))
                self.assertEqual(found.failed, 0)
                self.assertGreater(found.attempted, 0)

    def test_the_page_from_install_to_report(self):
        for name in ("sklearn", "torch", "jax", "xarray"):
            needed(name)
        try:
            tool.executable()
        except ScatteringError:
            if os.environ.get("CI"):
                raise
            raise unittest.SkipTest("there is no command scatter")
        blocks = re.findall(r"```python\n(.*?)```", (ROOT / "Docs" / "Python.md").read_text(), re.DOTALL)
        self.assertGreater(len(blocks), 8)
        names, before = {}, os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                for block in blocks:
                    exec(compile(block, "Docs/Python.md", "exec"), names)
            finally:
                os.chdir(before)


if __name__ == "__main__":
    unittest.main()
