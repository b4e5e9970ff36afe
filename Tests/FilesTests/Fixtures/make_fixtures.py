"""Makes the fixtures beside this script: `python3 make_fixtures.py`, with numpy, Pillow and tifffile[codecs] installed, and
cjpeg and jpegtran of libjpeg-turbo.

A file GROUP~VARIANT.EXT must be read as the array GROUP.npy: [height, width], or [3, height, width] in colour, of
doubles in [0, 1]. PNG, Netpbm's formats and BMP are written here byte by byte, for no library writes every kind; where Pillow
can read the kind, it must find the same pixels. JPEG, GIF and WebP are Pillow's; TIFF is written by tifffile.

Last run with numpy 2.4.6, Pillow 13.0.0, tifffile 2026.3.3 and imagecodecs 2026.3.6.
"""

import gzip
import io
import pathlib
import struct
import subprocess
import zlib

import imagecodecs
import numpy as np
import tifffile
from PIL import Image, ImageOps

FOLDER = pathlib.Path(__file__).parent
HEIGHT, WIDTH = 5, 17
RANDOM = np.random.default_rng(20240601)
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def pixels(bits, channels=0):
    shape = (HEIGHT, WIDTH, channels) if channels else (HEIGHT, WIDTH)
    return RANDOM.integers(0, 1 << bits, shape, dtype=np.uint16)


def expect(group, samples, full_scale):
    """Stores what a group's files hold, from samples [height, width] or [height, width, channels]."""
    scaled = samples.astype(np.float64) / full_scale
    np.save(FOLDER / f"{group}.npy", np.moveaxis(scaled[..., :3], -1, 0) if scaled.ndim == 3 else scaled)


# PNG


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def scanlines(samples, bits):
    """Rows of [height, width, channels] samples, each after filter type 0."""
    data = b""
    for row in samples:
        if bits == 16:
            data += b"\0" + row.astype(">u2").tobytes()
        else:
            digits = ((row.reshape(-1, 1) >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8)
            data += b"\0" + np.packbits(digits.reshape(-1)).tobytes()
    return data


def png(samples, bits, color_type, interlaced=False, palette=None, exif=None):
    samples = samples.reshape(samples.shape[0], samples.shape[1], -1)
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    parts = [samples[top::down, left::right] for top, left, down, right in passes]
    data = b"".join(scanlines(part, bits) for part in parts if part.size)
    head = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], bits, color_type, 0, 0, interlaced)
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    if palette is not None:
        image += chunk(b"PLTE", palette.astype(np.uint8).tobytes())
    if exif is not None:
        image += chunk(b"eXIf", exif)
    return image + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def write_png(group, variant, samples, bits, color_type, **options):
    """Writes a PNG plain and interlaced, checking those of 8 bits with Pillow."""
    for suffix, interlaced in (("", False), ("-adam7", True)):
        data = png(samples, bits, color_type, interlaced, **options)
        (FOLDER / f"{group}~{variant}{suffix}.png").write_bytes(data)
        if bits == 8 and color_type != 3:
            assert np.array_equal(np.asarray(Image.open(io.BytesIO(data))), samples)


def exif_block(orientation, order):
    """EXIF data that state an orientation after another tag."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(order + "HHIHH", 0x0100, 3, 1, 7, 0) + struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return mark + struct.pack(order + "IH", 8, 2) + entries + struct.pack(order + "I", 0)


def stored(upright, orientation):
    """The picture as it is stored under an orientation: the inverse of Pillow's exif_transpose."""
    undo = {1: None, 2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM, 5: Image.TRANSPOSE,
            6: Image.ROTATE_90, 7: Image.TRANSVERSE, 8: Image.ROTATE_270}[orientation]
    image = Image.fromarray(upright)
    return np.asarray(image if undo is None else image.transpose(undo))


def make_png():
    for bits in (1, 2, 4, 8, 16):
        gray = pixels(bits)
        if bits == 8:
            gray = GRAY8
        if bits == 16:
            gray = GRAY16
        expect(f"gray{bits}", gray, (1 << bits) - 1)
        write_png(f"gray{bits}", "plain", gray, bits, 0)
        if bits >= 8:
            write_png(f"gray{bits}", "alpha", np.stack([gray, pixels(bits)], -1), bits, 4)
            color = RGB8 if bits == 8 else RGB16
            expect(f"rgb{bits}", color, (1 << bits) - 1)
            write_png(f"rgb{bits}", "plain", color, bits, 2)
            write_png(f"rgb{bits}", "alpha", np.concatenate([color, pixels(bits, 1)], -1), bits, 6)
        else:
            table = RANDOM.integers(0, 256, (1 << bits, 3))
            expect(f"palette{bits}", table[gray], 255)
            write_png(f"palette{bits}", "plain", gray, bits, 3, palette=table)
    index, table = palette_of(RGB8)
    write_png("rgb8", "palette", index, 8, 3, palette=table)
    for orientation in range(1, 9):
        order = "<" if orientation % 2 else ">"
        data = png(stored(GRAY8.astype(np.uint8), orientation), 8, 0, exif=exif_block(orientation, order))
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
        assert np.array_equal(np.asarray(upright), GRAY8)
        (FOLDER / f"gray8~exif{orientation}.png").write_bytes(data)


def palette_of(color):
    table, index = np.unique(color.reshape(-1, 3), axis=0, return_inverse=True)
    return index.reshape(color.shape[:2]).astype(np.uint16), table


# JPEG


def smooth_gray():
    rows, columns = np.mgrid[0:11, 0:13]
    return (90 + 60 * np.sin(rows / 2) + 9 * columns).clip(0, 255).astype(np.uint8)


def smooth_color():
    gray = smooth_gray()
    return np.stack([gray, gray[::-1], 255 - gray[:, ::-1]], -1)


def make_jpeg():
    gray, color = smooth_gray(), smooth_color()
    write_jpeg("jpeg-gray", gray, quality=90)
    write_jpeg("jpeg-444", color, quality=90, subsampling=0)
    write_jpeg("jpeg-420", color, quality=80, subsampling=2)
    write_jpeg("jpeg-progressive", color, quality=90, subsampling=0, progressive=True)
    write_jpeg("jpeg-restart", gray, quality=90, restart_marker_blocks=1)
    for orientation in range(1, 9):
        order = "<" if orientation % 2 else ">"
        write_jpeg(f"jpeg-exif{orientation}", gray, quality=70, exif=b"Exif\0\0" + exif_block(orientation, order))


def write_jpeg(group, samples, **options):
    path = FOLDER / f"{group}~pillow.jpg"
    Image.fromarray(samples).save(path, "JPEG", **options)
    expect(group, np.asarray(ImageOps.exif_transpose(Image.open(path))), 255)


# TIFF


def write_tiff(group, variant, samples, photometric="minisblack", extratags=(), **options):
    tifffile.imwrite(
        FOLDER / f"{group}~{variant}.tiff", samples, photometric=photometric, metadata=None, software=False,
        extratags=extratags, **options)


def make_tiff():
    gray8, gray16, rgb8, rgb16 = GRAY8.astype(np.uint8), GRAY16, RGB8.astype(np.uint8), RGB16
    write_tiff("gray8", "strips", gray8, rowsperstrip=2)
    write_tiff("gray8", "big", gray8, bigtiff=True)
    write_tiff("gray8", "white", 255 - gray8, "miniswhite")
    write_tiff("gray8", "lzw", gray8, compression="lzw")
    write_tiff("gray8", "zstd", gray8, compression="zstd")
    write_tiff("gray8", "packbits", gray8, compression="packbits", rowsperstrip=3)
    write_tiff("gray8", "tiles", gray8, tile=(16, 16))
    write_tiff("gray16", "big-endian", gray16, byteorder=">", rowsperstrip=2)
    write_tiff("gray16", "white", 65535 - gray16, "miniswhite")
    write_tiff("gray16", "deflate", gray16, compression="deflate", predictor=True)
    write_tiff("rgb8", "contig", rgb8, "rgb", rowsperstrip=2)
    write_tiff("rgb8", "planar", np.moveaxis(rgb8, -1, 0), "rgb", planarconfig="separate", rowsperstrip=2)
    write_tiff("rgb8", "tiles", rgb8, "rgb", tile=(16, 16), compression="deflate")
    write_tiff("rgb8", "planar-tiles", np.moveaxis(rgb8, -1, 0), "rgb", planarconfig="separate", tile=(16, 16))
    alpha = np.concatenate([rgb16, pixels(16, 1)], -1)
    write_tiff("rgb16", "alpha", alpha, "rgb", extrasamples=["unassalpha"])
    index, table = palette_of(rgb8)
    colormap = np.zeros((3, 256), np.uint16)
    colormap[:, : len(table)] = 257 * table.T.astype(np.uint16)
    write_tiff("rgb8", "palette", index.astype(np.uint8), "palette", colormap=colormap)
    for orientation in range(1, 9):
        write_tiff("gray8", f"orientation{orientation}", stored(gray8, orientation),
                   extratags=[(274, "H", 1, orientation, True)])
    real = RANDOM.normal(size=(HEIGHT, WIDTH)).astype(np.float32)
    expect("float32", real, 1)
    write_tiff("float32", "plain", real)
    write_tiff("float32", "predictor", real, compression="deflate", predictor=True)
    write_tiff("float32", "double", real.astype(np.float64), byteorder=">")
    write_tiff("jpeg-in-tiff", "ycbcr", smooth_color(), "ycbcr", compression="jpeg", tile=(16, 16), subsampling=(1, 1))
    expect("jpeg-in-tiff", tifffile.imread(FOLDER / "jpeg-in-tiff~ycbcr.tiff"), 255)
    write_thumbnailed()


def write_thumbnailed():
    """A page with a thumbnail behind it, which is no second page."""
    with tifffile.TiffWriter(FOLDER / "gray8~thumbnail.tiff") as writer:
        common = {"photometric": "minisblack", "metadata": None, "software": False}
        writer.write(GRAY8.astype(np.uint8), **common)
        writer.write(GRAY8.astype(np.uint8)[::2, ::2], subfiletype=1, **common)


# Netpbm


def held(group, full_scale):
    """The samples of a group, [height, width] or [height, width, channels]; other draws than in the groups come from SPARE."""
    samples = np.rint(np.load(FOLDER / f"{group}.npy") * full_scale).astype(np.uint16)
    return np.moveaxis(samples, 0, -1) if samples.ndim == 3 else samples


def write_checked(group, variant, ending, data, full_scale, pillow=True):
    """Writes a file in which Pillow, if it reads the kind and its depth, must find what the group holds."""
    (FOLDER / f"{group}~{variant}.{ending}").write_bytes(data)
    if pillow:
        image = Image.open(io.BytesIO(data))
        image = ImageOps.exif_transpose(image).convert("RGB") if held(group, 1).ndim == 3 else image
        found = np.asarray(image)
        assert np.array_equal(found, held(group, full_scale)), (group, variant)


def netpbm(kind, samples, maximum):
    """A picture by its magic number; of PBM the samples are those of the file, 1 for black."""
    head = f"{kind} {samples.shape[1]} {samples.shape[0]}\n" + (f"{maximum}\n" if kind not in ("P1", "P4") else "")
    if kind in ("P1", "P2", "P3"):
        raster = "\n".join(" ".join(map(str, row)) for row in samples.reshape(samples.shape[0], -1)).encode()
    elif kind == "P4":
        raster = np.packbits(samples.astype(np.uint8), axis=1).tobytes()
    else:
        raster = samples.astype(">u2" if maximum > 255 else np.uint8).tobytes()
    return head.encode() + raster


def pam(samples, maximum, tuple_type):
    head = f"P7\n# made here\nWIDTH {samples.shape[1]}\nHEIGHT {samples.shape[0]}\nDEPTH {samples.shape[2]}\nMAXVAL {maximum}\n"
    head += f"TUPLTYPE {tuple_type}\n" if tuple_type else ""
    return (head + "ENDHDR\n").encode() + samples.astype(">u2" if maximum > 255 else np.uint8).tobytes()


def make_netpbm():
    bits, gray, color = held("gray1", 1), held("gray8", 255), held("rgb8", 255)
    write_checked("gray1", "plain", "pbm", netpbm("P1", 1 - bits, 1), 1)
    write_checked("gray1", "binary", "pbm", netpbm("P4", 1 - bits, 1), 1)
    for kind, variant in (("P2", "plain"), ("P5", "binary")):
        write_checked("gray8", variant, "pgm", netpbm(kind, gray, 255), 255)
        write_checked("gray16", variant, "pgm", netpbm(kind, held("gray16", 65535), 65535), 65535)
    for kind, variant in (("P3", "plain"), ("P6", "binary")):
        write_checked("rgb8", variant, "ppm", netpbm(kind, color, 255), 255)
        write_checked("rgb16", variant, "ppm", netpbm(kind, held("rgb16", 65535), 65535), 65535, pillow=False)
    for group, maximum, name in (("gray1", 1, "BLACKANDWHITE"), ("gray8", 255, "GRAYSCALE"), ("rgb16", 65535, "RGB")):
        samples = held(group, maximum)
        samples = samples.reshape(*samples.shape[:2], -1)
        alpha = np.concatenate([samples, SPARE.integers(0, maximum + 1, (*samples.shape[:2], 1))], -1)
        write_checked(group, "plain", "pam", pam(samples, maximum, name), maximum, pillow=False)
        write_checked(group, "untyped", "pam", pam(samples, maximum, None), maximum, pillow=False)
        write_checked(group, "alpha", "pam", pam(alpha, maximum, name + "_ALPHA"), maximum, pillow=False)
        write_checked(group, "untyped-alpha", "pam", pam(alpha, maximum, None), maximum, pillow=False)
    make_floatmaps()


def make_floatmaps():
    real = np.load(FOLDER / "float32.npy").astype(np.float32)
    color = SPARE.normal(size=(HEIGHT, WIDTH, 3)).astype(np.float32)
    expect("float32-rgb", color, 1)
    for group, kind, samples in (("float32", "Pf", real), ("float32-rgb", "PF", color)):
        for variant, scale, order in (("little", "-1.0", "<f4"), ("big", "2.5e0", ">f4")):
            data = f"{kind}\n{WIDTH} {HEIGHT}\n{scale}\n".encode() + samples[::-1].astype(order).tobytes()
            (FOLDER / f"{group}~{variant}.pfm").write_bytes(data)
            if kind == "Pf":
                assert np.array_equal(np.asarray(Image.open(io.BytesIO(data))), samples)


# GIF, BMP and WebP


def indexed(samples):
    """Samples of colours as Pillow's picture of indices."""
    index, table = palette_of(samples)
    image = Image.fromarray(index.astype(np.uint8))
    image.putpalette(table.astype(np.uint8).tobytes())
    return image


def make_gif():
    for interlaced in (False, True):
        data = io.BytesIO()
        indexed(held("rgb8", 255)).save(data, "GIF", interlace=interlaced)
        write_checked("rgb8", "interlaced" if interlaced else "plain", "gif", data.getvalue(), 255)
    data = io.BytesIO()
    indexed(held("palette4", 255)).save(data, "GIF", transparency=3)
    write_checked("palette4", "transparent", "gif", data.getvalue(), 255)


def bmp(rows, bits, size=40, palette=None, masks=None, top_down=False, gap=0):
    """A BMP of rows [height, bytes] of one of the headers, named by its size, from the top as they are seen."""
    rows = np.pad(rows, ((0, 0), (0, -rows.shape[1] % 4)))
    rows = rows if top_down else rows[::-1]
    height = -HEIGHT if top_down else HEIGHT
    head = struct.pack("<I", size) + (struct.pack("<HHHH", WIDTH, HEIGHT, 1, bits) if size == 12 else struct.pack(
        "<iiHHIIiiII", WIDTH, height, 1, bits, 3 if masks else 0, 0, 0, 0, 0 if palette is None else len(palette), 0))
    head += struct.pack("<4I", *masks)[: 16 if size >= 56 else 12] if masks else b""
    head += bytes(max(size - len(head), 0))
    if palette is not None:
        colors = palette[:, ::-1].astype(np.uint8)
        colors = np.pad(colors, ((0, (1 << bits) - len(colors) if size == 12 else 0), (0, 0 if size == 12 else 1)))
        head += colors.tobytes()
    head += bytes(gap)
    return b"BM" + struct.pack("<IHHI", 0, 0, 0, 14 + len(head)) + head + rows.tobytes()


def packed(index, bits):
    digits = (index[..., None] >> np.arange(bits - 1, -1, -1)) & 1
    return np.packbits(digits.reshape(HEIGHT, -1).astype(np.uint8), axis=1)


def make_bmp():
    color = held("rgb8", 255).astype(np.uint8)
    rows24 = color[..., ::-1].reshape(HEIGHT, -1)
    write_checked("rgb8", "plain", "bmp", bmp(rows24, 24), 255)
    write_checked("rgb8", "top-down", "bmp", bmp(rows24, 24, top_down=True), 255)
    write_checked("rgb8", "core", "bmp", bmp(rows24, 24, size=12), 255)
    write_checked("rgb8", "version5-gap", "bmp", bmp(rows24, 24, size=124, gap=8), 255)
    for bits, group in ((8, "rgb8"), (4, "palette4"), (1, "palette1")):
        index, table = palette_of(held(group, 255))
        for size, variant in ((40, f"palette{bits}"), (12, f"palette{bits}-core"), (64, f"palette{bits}-os2")):
            write_checked(group, variant, "bmp", bmp(packed(index, bits), bits, size, table), 255)
    alpha = np.concatenate([color[..., ::-1], SPARE.integers(0, 256, (HEIGHT, WIDTH, 1), np.uint8)], -1)
    rows32 = alpha.reshape(HEIGHT, -1)
    write_checked("rgb8", "unused", "bmp", bmp(rows32, 32), 255)
    masks = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    for size in (40, 52, 56, 108, 124):
        write_checked("rgb8", f"masks{size}", "bmp", bmp(rows32, 32, size, masks=masks[:3] + (0,) if size < 56 else masks), 255)
    other = np.roll(alpha, 1, -1).reshape(HEIGHT, -1)
    write_checked("rgb8", "masks-above", "bmp", bmp(other, 32, masks=(0xFF000000, 0xFF0000, 0xFF00, 0)), 255)
    rows16 = SPARE.integers(0, 1 << 16, (HEIGHT, WIDTH)).astype("<u2").view(np.uint8)
    for group, masks in (("rgb555", None), ("rgb565", (0xF800, 0x7E0, 0x1F, 0))):
        data = bmp(rows16, 16, masks=masks)
        expect(group, np.asarray(Image.open(io.BytesIO(data))), 255)
        write_checked(group, "plain", "bmp", data, 255)
        write_checked(group, "top-down", "bmp", bmp(rows16, 16, masks=masks, top_down=True, size=56), 255)


def make_webp():
    color = held("rgb8", 255).astype(np.uint8)
    alpha = np.concatenate([color, SPARE.integers(0, 256, (HEIGHT, WIDTH, 1), np.uint8)], -1)
    for variant, samples in (("plain", color), ("alpha", alpha)):
        data = io.BytesIO()
        Image.fromarray(samples).save(data, "WEBP", lossless=True, exact=True)
        write_checked("rgb8", variant, "webp", data.getvalue(), 255)
    for orientation in range(1, 9):
        exif = exif_block(orientation, "<" if orientation % 2 else ">")
        data = io.BytesIO()
        Image.fromarray(stored(color, orientation)).save(
            data, "WEBP", lossless=True, exif=exif if orientation % 3 else b"Exif\0\0" + exif)
        write_checked("rgb8", f"exif{orientation}", "webp", data.getvalue(), 255)
    smooth = smooth_color()
    translucent = np.concatenate([smooth, smooth[::-1, :, :1]], -1)
    for group, samples in (("webp-lossy", smooth), ("webp-alpha", translucent)):
        path = FOLDER / f"{group}~pillow.webp"
        Image.fromarray(samples).save(path, "WEBP", quality=60)
        expect(group, np.asarray(Image.open(path)), 255)


# Scans: what microscopes, cameras and scanners write. Their numbers are drawn apart, so that those of the files above stay.

SCANS = np.random.default_rng(20240602)


def make_scanned_jpeg():
    inks = SCANS.integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    for space in ("CMYK", "YCCK"):
        data = imagecodecs.jpeg8_encode(inks, level=100, colorspace="CMYK", outcolorspace=space)
        bare = data[:2] + data[4 + struct.unpack(">H", data[4:6])[0]:]
        assert data[2:4] == b"\xff\xee" and bare[2:3] == b"\xff"
        write_converted(f"jpeg-{space.lower()}", "adobe", data)
        write_converted(f"jpeg-{space.lower()}-bare", "bare", bare)
    smooth = np.concatenate([smooth_color(), smooth_gray()[::-1, ::-1, None] // 2], -1)
    data = imagecodecs.jpeg8_encode(smooth, level=80, colorspace="CMYK", outcolorspace="YCCK", subsampling="420")
    write_converted("jpeg-ycck-420", "adobe", data)
    ppm = b"P6\n13 11\n255\n" + smooth_color().tobytes()
    write_converted("jpeg-odd", "sampling", run(ppm, "cjpeg", "-quality", "90", "-sample", "2x2,2x1,1x2"))
    gray = (FOLDER / "jpeg-gray~pillow.jpg").read_bytes()
    for variant, *options in (["arithmetic"], ["arithmetic-progressive", "-progressive"]):
        (FOLDER / f"jpeg-gray~{variant}.jpg").write_bytes(run(gray, "jpegtran", "-arithmetic", *options))


def run(data, *command):
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def write_converted(group, variant, data):
    """Writes a JPEG that holds what Pillow's conversion to RGB makes of it."""
    (FOLDER / f"{group}~{variant}.jpg").write_bytes(data)
    expect(group, np.asarray(Image.open(io.BytesIO(data)).convert("RGB")), 255)


def make_deep_jpeg():
    """JPEG that libjpeg-turbo decodes from 3.0 on: NAME.jpg holds NAME.npy there, and is refused by its name elsewhere."""
    gray, color = smooth_gray(), smooth_color()
    for name, samples, bits, lossless in (
        ("deep-gray12", gray * 16.0, 12, False), ("deep-rgb12", color * 16.0, 12, False),
        ("deep-lossless8", gray, 8, True), ("deep-lossless-rgb8", color, 8, True),
        ("deep-lossless12", gray * 16.0 + 3, 12, True), ("deep-lossless16", gray * 256.0 + 77, 16, True),
    ):
        samples = samples.astype(np.uint8 if bits == 8 else np.uint16)
        sampling = None if lossless else "444"
        data = imagecodecs.jpeg8_encode(
            samples, level=95, bitspersample=bits, lossless=lossless, subsampling=sampling)
        (FOLDER / f"{name}.jpg").write_bytes(data)
        decoded = imagecodecs.jpeg8_decode(data)
        assert np.array_equal(decoded, samples) if lossless else np.abs(decoded.astype(int) - samples).max() < 1 << 7
        expect(name, decoded, (1 << bits) - 1)


def packed(samples, bits, order=1):
    """Rows of samples, each padded to bytes; of fill order 2 with the bits of bytes reversed."""
    rows = samples.reshape(samples.shape[0], -1, 1) >> np.arange(bits - 1, -1, -1) & 1
    data = np.packbits(rows.astype(np.uint8).reshape(len(rows), -1), axis=1, bitorder="big" if order == 1 else "little")
    return data.tobytes()


def write_strip(group, variant, data, tags, endian="<"):
    """A TIFF of one strip, its tags given as numbers or tuples of them: for what tifffile does not write."""
    tags = {256: WIDTH, 257: HEIGHT, 259: 1, 262: 1, 273: 8, 277: 1, 278: HEIGHT, 279: len(data), **tags}
    directory, values = struct.pack(endian + "H", len(tags)), b""
    start = 8 + len(data) + len(data) % 2
    end = start + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        numbers = value if isinstance(value, tuple) else (value,)
        field = struct.pack(f"{endian}{len(numbers)}H", *numbers).ljust(4, b"\0")
        if len(field) > 4:
            field, values = struct.pack(endian + "I", end + len(values)), values + field
        directory += struct.pack(endian + "HHI", tag, 3, len(numbers)) + field
    mark = (b"II*\0" if endian == "<" else b"MM\0*") + struct.pack(endian + "I", start)
    path = FOLDER / f"{group}~{variant}.tiff"
    path.write_bytes(mark + data.ljust(start - 8, b"\0") + directory + bytes(4) + values)
    return tifffile.imread(path)


def read_levels(group, bits):
    """The samples of a group that is there already."""
    return np.rint(np.load(FOLDER / f"{group}.npy") * ((1 << bits) - 1)).astype(np.uint16)


def make_depths():
    for bits in (10, 12, 14):
        expect(f"gray{bits}", SCANS.integers(0, 1 << bits, (HEIGHT, WIDTH), dtype=np.uint16), (1 << bits) - 1)
    for bits in (1, 2, 4, 10, 12, 14):
        group, whole = f"gray{bits}", (1 << bits) - 1
        gray = read_levels(group, bits)
        small = gray.astype(np.uint8 if bits < 9 else np.uint16)
        write_tiff(group, "packed", small, bitspersample=bits, rowsperstrip=2)
        write_tiff(group, "tiles", small, bitspersample=bits, tile=(16, 16))
        write_tiff(group, "white", whole - small, "miniswhite", bitspersample=bits)
        for variant, data, tags, endian in (
            ("big-endian", packed(gray, bits), {}, ">"),
            ("deflate", zlib.compress(packed(gray, bits)), {259: 8}, "<"),
            ("reversed", packed(gray, bits, 2), {266: 2}, "<"),
        ):
            read = write_strip(group, variant, data, {258: bits, **tags}, endian)
            assert np.array_equal(read, gray), (group, variant)
    image = Image.fromarray(read_levels("gray1", 1).astype(bool))
    image.save(FOLDER / "gray1~group4.tiff", compression="group4")
    color = SCANS.integers(0, 1 << 12, (HEIGHT, WIDTH, 3), dtype=np.uint16)
    expect("rgb12", color, 4095)
    write_tiff("rgb12", "contig", color, "rgb", bitspersample=12)
    planes = b"".join(packed(color[..., channel], 12) for channel in range(3))
    size = len(planes) // 3
    write_strip("rgb12", "planar", planes, {
        258: (12,) * 3, 262: 2, 273: tuple(8 + size * channel for channel in range(3)), 277: 3, 279: (size,) * 3,
        284: 2})
    for bits in (1, 2, 4):
        index, table = palette_of(np.rint(np.moveaxis(np.load(FOLDER / f"palette{bits}.npy"), 0, -1) * 255).astype(np.uint16))
        colors = np.zeros((3, 1 << bits), int)
        colors[:, : len(table)] = 257 * table.T
        write_strip(f"palette{bits}", "packed", packed(index, bits), {258: bits, 262: 3, 320: tuple(colors.ravel())})


def make_numbers():
    for name in ("int8", "int16", "int32", "uint32"):
        limits = np.iinfo(name)
        numbers = SCANS.integers(limits.min, limits.max, (HEIGHT, WIDTH), dtype=name, endpoint=True)
        numbers[0, :2] = limits.min, limits.max
        expect(name, numbers, 1)
        write_tiff(name, "plain", numbers)
        write_tiff(name, "big-endian", numbers, byteorder=">", rowsperstrip=2)
        write_tiff(name, "predictor", numbers, compression="deflate", predictor=True, tile=(16, 16))
        write_tiff(name, "white", numbers, "miniswhite")
    half = SCANS.normal(size=(HEIGHT, WIDTH)).astype(np.float16)
    half[0, :3] = 65504, -65504, 6e-8
    expect("float16", half, 1)
    write_tiff("float16", "plain", half)
    write_tiff("float16", "big-endian", half, byteorder=">")
    write_tiff("float16", "predictor", half, compression="deflate", predictor=3)


def make_stacks():
    """Stacks, NAME.tiff: the pages of NAME.npy."""
    gray = SCANS.integers(0, 256, (3, HEIGHT, WIDTH), dtype=np.uint8)
    color = SCANS.integers(0, 256, (2, HEIGHT, WIDTH - 2, 3), dtype=np.uint8)
    np.save(FOLDER / "stack-gray.npy", gray / 255)
    np.save(FOLDER / "stack-rgb.npy", np.moveaxis(color, -1, 1) / 255)
    common = {"metadata": None, "software": False}
    tifffile.imwrite(FOLDER / "stack-gray.tiff", gray, photometric="minisblack", compression="deflate", **common)
    with tifffile.TiffWriter(FOLDER / "stack-rgb.tiff", bigtiff=True) as writer:
        for page in color:
            writer.write(page[::2, ::2], photometric="rgb", subfiletype=1, **common)
            writer.write(page, photometric="rgb", subfiletype=2, **common)
    tifffile.imwrite(FOLDER / "stack-imagej.tiff", gray, imagej=True)
    tifffile.imwrite(FOLDER / "hidden-tifffile.tiff", gray, photometric="minisblack", truncate=True, software=False)
    # MetaMorph's tag UIC2: a value a plane; no planes stand behind the first here.
    tifffile.imwrite(
        FOLDER / "hidden-metamorph.tiff", gray[0], metadata=None, software=False,
        extratags=[(33629, 5, 4, tuple(range(8)), True)])
    np.save(FOLDER / "stack-imagej.npy", gray / 255)


# Arrays


def make_arrays():
    array = RANDOM.integers(-999, 999, (3, 2, 4, 5))
    np.save(FOLDER / "array.npy", array.astype(np.float64))
    np.save(FOLDER / "array~fortran.npy", np.asfortranarray(array.astype(">i2")))
    np.save(FOLDER / "array~big-endian.npy", array.astype(">f4"))
    np.save(FOLDER / "array~extended.npy", array.astype(np.longdouble))
    np.save(FOLDER / "array~fortran-extended.npy", np.asfortranarray(array.astype(np.longdouble)))
    for version in (2, 3):
        with open(FOLDER / f"array~version{version}.npy", "wb") as file:
            np.lib.format.write_array(file, array, version=(version, 0))
    np.save(FOLDER / "complex.npy", np.zeros((4, 4), np.complex64))
    np.save(FOLDER / "records.npy", np.zeros((4, 4), [("a", "<f4"), ("b", "<i2")]))
    np.save(FOLDER / "strings.npy", np.full((4, 4), "word"))
    digits = (np.arange(200)[:, None, None] + np.arange(4)[:, None] + 5 * np.arange(3)).astype(np.uint8)
    idx = struct.pack(">BBBBIII", 0, 0, 8, 3, *digits.shape) + digits.tobytes()
    (FOLDER / "digits.idx").write_bytes(idx)
    (FOLDER / "digits.idx.gz").write_bytes(gzip.compress(idx, mtime=0))


GRAY8, GRAY16, RGB8, RGB16 = pixels(8), pixels(16), pixels(8, 3), pixels(16, 3)
SPARE = np.random.default_rng(20240615)

for old in FOLDER.iterdir():
    if old.is_file() and old.suffix != ".py":
        old.unlink()
make_png()
make_jpeg()
make_tiff()
make_scanned_jpeg()
make_deep_jpeg()
make_depths()
make_numbers()
make_stacks()
make_arrays()
make_netpbm()
make_gif()
make_bmp()
make_webp()
assert all(path.stat().st_size < 4096 for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py")
