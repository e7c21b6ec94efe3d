# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a folder of photos to measure with: JPEG of about 300 kB with EXIF, each another file, every time the same.

A few pictures are really encoded; from each, many files are made that differ in date, description and length."""
import argparse
import io
import random
from pathlib import Path

from PIL import Image

ENCODED = 16
DATE, DESCRIPTION = b"2001:01:01 00:00:00", b"photo 00000000"
PER_FOLDER = 500


def encode(number):
    """A picture of two megapixels with the noise of a sensor, which makes it as large as a photo is."""
    chance = random.Random(number)
    size = (1632, 1224)
    base = Image.linear_gradient("L").resize(size).rotate(chance.randrange(4) * 90, expand=False)
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    channels = [Image.blend(base, noise, 0.07 + 0.02 * chance.random()) for _ in range(3)]
    exif = Image.Exif()
    exif[0x010E], exif[0x010F], exif[0x0110] = DESCRIPTION.decode(), "Bench", f"Camera {number:02}"
    exif[0x0112] = chance.choice([1, 1, 1, 6, 8])
    exif[0x8769] = {0x9003: DATE.decode()}
    buffer = io.BytesIO()
    Image.merge("RGB", channels).save(buffer, "JPEG", quality=82, exif=exif)
    return buffer.getvalue()


def vary(photo, number):
    """Another date, another description, and a comment of another length behind the EXIF block."""
    chance = random.Random(number)
    date = (f"20{chance.randrange(5, 26):02}:{chance.randrange(1, 13):02}:{chance.randrange(1, 29):02} "
            f"{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}").encode()
    photo = photo.replace(DATE, date).replace(DESCRIPTION, b"photo %08d" % number)
    comment = chance.randbytes(chance.randrange(64, 20000))
    start = photo.index(b"\xff\xe1")
    end = start + 2 + int.from_bytes(photo[start + 2:start + 4], "big")
    return photo[:end] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[end:]


def make_photos(folder, count):
    """Makes what is missing: a folder that is complete has a file that says so."""
    stamp = Path(folder) / "complete"
    if stamp.exists() and stamp.read_text() == str(count):
        return
    encoded = [encode(number) for number in range(ENCODED)]
    assert all(DATE in photo and DESCRIPTION in photo for photo in encoded)
    for number in range(count):
        below = Path(folder) / "photos" / f"{number // PER_FOLDER:03}"
        if number % PER_FOLDER == 0:
            below.mkdir(parents=True, exist_ok=True)
        (below / f"photo-{number:06}.jpg").write_bytes(vary(encoded[number % ENCODED], number))
    stamp.write_text(str(count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=10000)
    options = parser.parse_args()
    make_photos(options.folder, options.count)
