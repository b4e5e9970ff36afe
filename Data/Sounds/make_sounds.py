"""Makes chirp.wav beside this file: `python3 make_sounds.py`, with nothing but Python's own library.

One second of 16,000 Hz, 16 bits, one channel: a chirp from 200 to 4,000 Hz whose frequency grows exponentially, two tones of 440 and
880 Hz from 0.3 to 0.7 s, and a click at 0.85 s.
"""

import math
import pathlib
import struct
import wave

RATE = 16_000


def sample(time):
    phase = 2 * math.pi * 200 * ((4000 / 200) ** time - 1) / math.log(4000 / 200)
    value = 0.4 * math.sin(phase)
    if 0.3 <= time < 0.7:
        envelope = math.sin(math.pi * (time - 0.3) / 0.4) ** 2
        value += envelope * (0.25 * math.sin(2 * math.pi * 440 * time) + 0.15 * math.sin(2 * math.pi * 880 * time))
    if abs(time - 0.85) < 0.5 / RATE:
        value += 0.5
    return value


with wave.open(str(pathlib.Path(__file__).parent / "chirp.wav"), "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(RATE)
    file.writeframes(b"".join(struct.pack("<h", round(32767 * sample(index / RATE))) for index in range(RATE)))
