"""Reads a PNG with Python's zlib and compares it with its raw pixels: read_png.py FILE.png FILE.raw WIDTH HEIGHT."""
import struct
import sys
import zlib

png, raw = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
width, height = int(sys.argv[3]), int(sys.argv[4])
assert png[:8] == b"\x89PNG\r\n\x1a\n"
at, chunks = 8, {}
while at < len(png):
    length, kind = struct.unpack(">I4s", png[at : at + 8])
    content = png[at + 8 : at + 8 + length]
    assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content), kind
    chunks[kind] = content
    at += 12 + length
assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"], list(chunks)
assert chunks[b"IHDR"] == struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
rows = zlib.decompress(chunks[b"IDAT"])
pixels = b"".join(rows[y * (width * 3 + 1) + 1 : (y + 1) * (width * 3 + 1)] for y in range(height))
assert all(rows[y * (width * 3 + 1)] == 0 for y in range(height))
assert len(rows) == height * (width * 3 + 1) and pixels == raw
