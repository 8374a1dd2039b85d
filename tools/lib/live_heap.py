"""What a .NET program still holds after a full collection, asked through the runtime's own diagnostics port (Linux): how much it keeps of the
machine's memory says more of the collector than of the program."""

import pathlib
import re
import socket
import struct
import tempfile
import urllib.request

MAGIC = b"DOTNET_IPC_V1\0"
EVENT_PIPE, STOP, COLLECT, OK = 2, 1, 3, 0
# Microsoft-Windows-DotNETRuntime's keyword GCHeapCollect: a session that asks for it begins with a full, blocking collection.
HEAP_COLLECT, INFORMATION, NETTRACE = 0x800000, 4, 1
TIMEOUT_S = 60
HEAP_RESERVED_MIN = 4 << 30
MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ (\d+)")


def _say(pid, command, payload):
    # Named by the moment of the program's start too: a number of a process comes again.
    started = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()[19]
    path = f"{tempfile.gettempdir()}/dotnet-diagnostic-{pid}-{started}-socket"
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(TIMEOUT_S)
    connection.connect(path)
    connection.sendall(MAGIC + struct.pack("<HBBH", 20 + len(payload), EVENT_PIPE, command, 0) + payload)
    head = connection.recv(20, socket.MSG_WAITALL)
    (size, _, answer, _) = struct.unpack("<HBBH", head[14:])
    body = connection.recv(size - 20, socket.MSG_WAITALL)
    if answer != OK:
        raise RuntimeError(f"the diagnostics port of {pid} refused command {command}: {body.hex()}")
    return connection, body


def collect(pid):
    """A full collection of a program; returns when it is over."""
    name = "Microsoft-Windows-DotNETRuntime\0"
    provider = struct.pack("<QII", HEAP_COLLECT, INFORMATION, len(name)) + name.encode("utf-16-le") + struct.pack("<I", 0)
    stream, session = _say(pid, COLLECT, struct.pack("<IIBI", 16, NETTRACE, 0, 1) + provider)
    with stream:
        stopped, _ = _say(pid, STOP, session)
        stopped.close()
        while stream.recv(1 << 16):
            pass


def live_bytes(pid, metrics_port):
    """Bytes of the managed heap after a full collection, by the program's own metrics."""
    collect(pid)
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics_port}/metrics", timeout=TIMEOUT_S) as answer:
        text = answer.read().decode()
    heaps = re.findall(r"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} (\S+)", text, re.MULTILINE)
    if not heaps:
        raise RuntimeError("the program tells no size of its heap")
    return int(sum(map(float, heaps)))


def outside_bytes(pid):
    """Resident bytes of a program that are not its managed heap: code, stacks, what native libraries hold. The heap lies in one run of
    neighbouring mappings that the runtime reserved at once and that is twice the machine's memory."""
    outside = run = size = end = 0
    with open(f"/proc/{pid}/smaps", encoding="ascii") as maps:
        for line in maps:
            if match := MAPPING.match(line):
                (begin, until, inode) = (int(match[1], 16), int(match[2], 16), int(match[3]))
                if begin != end or inode != 0:
                    (outside, run, size) = (outside + (run if size < HEAP_RESERVED_MIN else 0), 0, 0)
                (end, size) = (until if inode == 0 else 0, size + until - begin)
            elif line.startswith("Rss:"):
                run += int(line.split()[1]) * 1024
    return outside + (run if size < HEAP_RESERVED_MIN else 0)
