"""The programs of tools/soak: started, waited for, looked at and stopped."""

import os
import pathlib
import re
import socket
import subprocess
import threading

import live_heap

READY = re.compile(r"^ready: (?:\w+ at )?([^\s,]+)")
START_S = 120


class Program:
    """A child whose lines are kept, and whose ready line is waited for."""

    def __init__(self, name, command, folder, **environment):
        self.name, self.lines, self.ready = name, [], threading.Event()
        self.address = ""
        self.process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            env={**os.environ, **environment}, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            match = READY.match(line)
            if match:
                self.address = match.group(1)
                self.ready.set()
            if " INF " not in line and not line.startswith("{"):
                self.lines.append(line.rstrip())

    def wait_ready(self):
        if not self.ready.wait(START_S):
            raise RuntimeError(f"{self.name} was not ready: {self.lines[-10:]}")
        return self

    def figures(self):
        own = pathlib.Path("/proc") / str(self.process.pid)
        try:
            status = dict(line.split(":", 1) for line in (own / "status").read_text(encoding="ascii").splitlines())
            return {
                "memory": int(status["VmRSS"].split()[0]) * 1024,
                "outside the heap": live_heap.outside_bytes(self.process.pid),
                "handles": len(list((own / "fd").iterdir())),
                "threads": int(status["Threads"]),
            }
        except (FileNotFoundError, KeyError, ProcessLookupError):
            return None

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
