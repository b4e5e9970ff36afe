"""Transforms of NumPy arrays: numbers, derivatives, memory, and what hostile callers give."""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import unittest

import numpy as np

import swift_scattering
from swift_scattering import ScatteringError, Transform


IMAGES = dict(
    shape=[16, 24], scales=2, orientations=3, maximalOrder=2, padding="reflect", oversampling=0, normalization="kymatio"
)
# Features of each path have lengths of their own.
SAMPLES = dict(
    shape=[150], scales=4, wavelets=dict(family="morlet1D", quality=[4]), maximalOrder=2, padding="reflect",
    oversampling=0, normalization="kymatio", readout=dict(kind="samples"),
)


def noise(*shape, seed=0, dtype=np.float64):
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


class TransformTests(unittest.TestCase):
    def test_leading_axes_are_kept_and_single_precision_is_near_double(self):
        transform = Transform(IMAGES)
        signals = noise(2, 3, 16, 24)
        double, single = transform(signals), transform(signals.astype(np.float32))
        self.assertEqual(double.shape, (2, 3, 16, 4, 6))
        self.assertEqual((double.dtype, single.dtype), (np.float64, np.float32))
        # Some hundred operations of 6e-8 each.
        self.assertLess(np.abs(single - double).max(), 1e-5 * np.abs(double).max())
        np.testing.assert_array_equal(transform(signals[1, 2]), double[1, 2])
        self.assertEqual(transform(signals[:0]).shape, (0, 3, 16, 4, 6))

    def test_arrays_of_any_layout_have_the_same_features(self):
        transform = Transform(IMAGES)
        signals = noise(4, 16, 24, dtype=np.float32)
        expected = transform(signals)
        wide = np.zeros((4, 32, 48), np.float32)
        wide[:, ::2, ::2] = signals
        unaligned = np.frombuffer(b"x" + signals.tobytes(), np.uint8)[1:].view(np.float32).reshape(4, 16, 24)
        read_only = signals.copy()
        read_only.flags.writeable = False
        for same in [
            wide[:, ::2, ::2], np.asfortranarray(signals), signals[::-1][::-1], read_only, unaligned,
            signals.astype(">f4"), signals.tolist(),
        ]:
            np.testing.assert_allclose(transform(same), expected, rtol=0, atol=1e-5 * expected.max())
        np.testing.assert_array_equal(transform(wide[:, ::2, ::2]), expected)
        bytes_ = (signals * 10).astype(np.int8)
        np.testing.assert_array_equal(transform(bytes_), transform(bytes_.astype(np.float32)))
        self.assertEqual(transform(bytes_.astype(np.int64)).dtype, np.float64)

    def test_paths_of_other_lengths_come_one_by_one(self):
        transform = Transform(SAMPLES)
        features = transform(noise(3, 150))
        self.assertEqual(len(features), len(transform.paths))
        self.assertEqual([value.shape[:1] for value in features], [(3,)] * len(features))
        self.assertEqual([value[0].size for value in features], transform.paths["count"].tolist())

    def test_paths_tell_wavelets(self):
        paths = Transform(IMAGES).paths
        self.assertEqual(paths["name"][:3].tolist(), ["S0", "S1 j0 l0", "S1 j0 l1"])
        self.assertEqual(np.bincount(paths["order"]).tolist(), [1, 6, 9])
        self.assertEqual(paths["offset"].tolist(), [24 * index for index in range(16)])
        self.assertTrue((paths["scale"][0] == -1).all() and np.isnan(paths["frequency"][0]).all())
        # The mother's frequency is 3/4 of Nyquist's.
        self.assertAlmostEqual(paths["frequency"][1, 0], 0.375)

    def test_pushforward_and_pullback_are_adjoint_and_derivatives(self):
        for configuration in [IMAGES, SAMPLES]:
            with self.subTest(configuration):
                transform = Transform(configuration)
                signals, tangents = noise(3, *transform.shape), noise(3, *transform.shape, seed=1)
                joined = lambda values: values if isinstance(values, np.ndarray) else np.concatenate(
                    [value.reshape(3, -1) for value in values], axis=-1)
                pushed = transform.pushforward(signals, tangents)
                cotangents = (
                    noise(*pushed.shape, seed=2) if isinstance(pushed, np.ndarray)
                    else [noise(*value.shape, seed=index) for index, value in enumerate(pushed)])
                forth = np.vdot(joined(pushed), joined(cotangents))
                back = np.vdot(tangents, transform.pullback(signals, cotangents))
                # Sums of some thousand products round to 1e-14 of their terms.
                self.assertLess(abs(forth - back), 1e-12 * abs(forth))
                step = 1e-5
                difference = (
                    joined(transform(signals + step * tangents)) - joined(transform(signals - step * tangents))
                ) / (2 * step)
                error = np.linalg.norm(difference - joined(pushed))
                self.assertLess(error, 1e-6 * np.linalg.norm(joined(pushed)))

    def test_cotangents_of_any_memory(self):
        transform = Transform(IMAGES)
        signals, cotangents = noise(2, 16, 24, dtype=np.float32), noise(2, 16, 4, 6, dtype=np.float32)
        expected = transform.pullback(signals, cotangents)
        unaligned = np.frombuffer(b"x" + cotangents.tobytes(), np.uint8)[1:].view(np.float32).reshape(2, 16, 4, 6)
        for same in [unaligned, np.asfortranarray(cotangents), cotangents.astype(np.float64), cotangents.tolist()]:
            np.testing.assert_array_equal(transform.pullback(signals, same), expected)
        for configuration in [IMAGES, SAMPLES]:
            transform = Transform(configuration)
            empty = np.zeros((0, *transform.shape))
            self.assertEqual(transform.pullback(empty, transform(empty)).shape, empty.shape)

    def test_gradients_are_finite_at_zero(self):
        transform = Transform(IMAGES)
        gradient = transform.pullback(np.zeros((16, 24)), np.ones((16, 4, 6)))
        self.assertTrue(np.isfinite(gradient).all())

    def test_pickles_are_small_and_give_the_same_bits(self):
        transform = Transform(IMAGES, threads=1)
        pickled = pickle.dumps(transform)
        self.assertLess(len(pickled), 1000)
        other = pickle.loads(pickled)
        self.assertEqual(other, transform)
        self.assertEqual(hash(other), hash(transform))
        signals = noise(5, 16, 24)
        np.testing.assert_array_equal(other(signals), transform(signals))
        self.assertNotEqual(other, Transform(SAMPLES))

    def test_numbers_of_numpy_are_numbers(self):
        transform = Transform({**IMAGES, "shape": list(np.array([16, 24])), "scales": np.int32(2)}, threads=np.int64(1))
        self.assertEqual(transform, Transform(IMAGES, threads=1))

    def test_many_transforms_in_turn_are_made_once(self):
        made = []
        create = swift_scattering._library.Handle
        swift_scattering._library.Handle = lambda request: made.append(request) or create(request)
        try:
            transforms = [Transform({**IMAGES, "shape": [16, 32 + 2 * index]}) for index in range(12)]
            for _ in range(3):
                for transform in transforms:
                    transform(np.zeros(transform.shape, np.float32))
            self.assertEqual(len(made), 12)
        finally:
            swift_scattering._library.Handle = create

    def test_threads_change_no_bit(self):
        signals = noise(7, 16, 24, dtype=np.float32)
        expected = Transform(IMAGES, threads=1)(signals)
        for threads in [2, 3, 8]:
            np.testing.assert_array_equal(Transform(IMAGES, threads=threads)(signals), expected)

    def test_other_threads_run_meanwhile(self):
        transform = Transform({**IMAGES, "shape": [256, 256], "scales": 4, "orientations": 8}, threads=1)
        signals = noise(24, 256, 256, dtype=np.float32)
        transform(signals[:1])
        ticks, done = [], threading.Event()

        def count():
            while not done.is_set():
                ticks.append(time.monotonic())
                time.sleep(0.001)

        counter = threading.Thread(target=count)
        counter.start()
        start = time.monotonic()
        transform(signals)
        end = time.monotonic()
        done.set()
        counter.join()
        # Held up, the thread would tick at the ends alone.
        within = [tick for tick in ticks if start < tick < end]
        self.assertGreater(len(within), 5)

    def test_many_threads_share_a_transform(self):
        transform = Transform(IMAGES)
        signals = noise(6, 16, 24)
        expected = transform(signals)
        wrong = []

        def work():
            for _ in range(20):
                if not np.array_equal(pickle.loads(pickle.dumps(transform))(signals), expected):
                    wrong.append(1)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_a_fork_gives_the_same_bits(self):
        transform = Transform(IMAGES, threads=2)
        signals = noise(8, 16, 24)
        expected = transform(signals)
        child = os.fork()
        if child == 0:
            os._exit(0 if np.array_equal(transform(signals), expected) else 1)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                self.assertEqual(status, 0)
                return
            time.sleep(0.01)
        os.kill(child, 9)
        os.waitpid(child, 0)
        self.fail("the child hangs")


class HostileTests(unittest.TestCase):
    def test_forks_in_mid_call(self):
        # In a process of its own: a child that waits for a lock for ever is killed by an alarm.
        program = (
            "import os, signal, threading, numpy as np, swift_scattering\n"
            f"transform = swift_scattering.Transform({IMAGES!r})\n"
            "signals = np.random.default_rng(0).standard_normal((3, 16, 24))\n"
            "expected, going = transform(signals), True\n"
            "def run():\n"
            "    while going: transform(signals)\n"
            "threads = [threading.Thread(target=run) for _ in range(4)]\n"
            "for thread in threads: thread.start()\n"
            "failed = 0\n"
            "for _ in range(50):\n"
            "    child = os.fork()\n"
            "    if not child:\n"
            "        signal.alarm(60)\n"
            "        os._exit(int(not np.array_equal(transform(signals), expected)))\n"
            "    failed += os.waitpid(child, 0)[1] != 0\n"
            "going = False\n"
            "for thread in threads: thread.join()\n"
            "print(failed)\n")
        ended = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True)
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, "0\n", ""))

    def test_an_interrupt_is_answered_between_chunks(self):
        program = (
            "import numpy as np, swift_scattering\n"
            f"transform = swift_scattering.Transform({IMAGES!r})\n"
            "signals = np.broadcast_to(np.zeros((16, 24), np.float32), (1 << 17, 16, 24))\n"
            "print('ready', flush=True)\n"
            "while True: transform(signals)\n")
        child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(child.stdout.readline(), "ready\n")
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=120)
        self.assertIn("KeyboardInterrupt", said)

    def test_configurations_that_are_none(self):
        for configuration, part in [
            (None, "configuration"),
            ({}, "shape"),
            ({**IMAGES, "scales": 9}, "scales 9"),
            ({**IMAGES, "shape": [0, 3]}, "0"),
            ({**IMAGES, "shape": [1 << 40, 1 << 40]}, str(1 << 40)),
            ({**IMAGES, "padding": "mirror"}, "mirror"),
            ({**IMAGES, "scales": float("nan")}, "JSON"),
            ({**IMAGES, "scales": object()}, "JSON"),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ScatteringError, part):
                Transform(configuration)
        with self.assertRaisesRegex(ScatteringError, "threads"):
            Transform(IMAGES, threads=0)
        with self.assertRaisesRegex(ScatteringError, "hasty"):
            Transform(IMAGES, rigor="hasty")

    def test_arrays_that_are_no_signals(self):
        transform = Transform(IMAGES)
        for signals, part in [
            (np.zeros((16, 23)), r"\[16, 23\], but their last axes must be \[16, 24\]"),
            (np.zeros(24), r"\[24\]"),
            (3.0, r"\[\]"),
            (np.zeros((16, 24), complex), "complex128"),
            (np.zeros((16, 24), object), "object"),
            (np.zeros((16, 24), "U3"), "U3"),
            (np.zeros((16, 24), np.longdouble), "float64"),
            (np.zeros((16, 24), "M8[s]"), "datetime64"),
        ]:
            with self.subTest(part), self.assertRaisesRegex(ScatteringError, part):
                transform(signals)
        with self.assertRaisesRegex(ScatteringError, "tangents are"):
            transform.pushforward(np.zeros((2, 16, 24)), np.zeros((16, 24)))
        for cotangents in [np.zeros((16, 4, 5)), np.zeros((2, 16, 4, 6)), 0, [np.zeros((4, 6))] * 15]:
            with self.assertRaisesRegex(ScatteringError, "cotangents are"):
                transform.pullback(np.zeros((16, 24)), cotangents)
        with self.assertRaisesRegex(ScatteringError, "cotangents are of complex128"):
            transform.pullback(np.zeros((16, 24)), np.zeros((16, 4, 6), complex))

    def test_not_a_number_spoils_its_own_signal_alone(self):
        transform = Transform(IMAGES)
        signals = noise(3, 16, 24)
        expected = transform(signals)
        signals[1, 5, 5] = np.nan
        features = transform(signals)
        np.testing.assert_array_equal(features[[0, 2]], expected[[0, 2]])
        self.assertTrue(np.isnan(features[1]).any())

    def test_a_missing_library_is_named(self):
        environment = {**os.environ, "SWIFT_SCATTERING_LIBRARY": "/nowhere/lib.so"}
        run = subprocess.run(
            [sys.executable, "-c", "import swift_scattering"], env=environment, capture_output=True, text=True
        )
        self.assertIn("ImportError: swift_scattering cannot load its library /nowhere/lib.so", run.stderr)


class PackageTests(unittest.TestCase):
    def test_the_version_is_the_librarys(self):
        self.assertRegex(swift_scattering.__version__, r"^\d+\.\d+\.\d+$")

    def test_the_configuration_is_a_copy(self):
        transform = Transform(IMAGES)
        transform.configuration["shape"][0] = 3
        self.assertEqual(transform.configuration["shape"], [16, 24])
        self.assertEqual(json.loads(json.dumps(transform.configuration)), transform.configuration)


if __name__ == "__main__":
    unittest.main()
