"""The programs of one system, started and watched: for windows_run.py."""

import os
import pathlib
import re
import signal
import subprocess
import threading
import time

PATIENCE_S = 600


class Side:
    """One system: how its programs are started and how its paths are written."""

    def __init__(self, name, package, host, study, work):
        self.name, self.package, self.host, self.study = name, package, host, study
        self.work = work / name
        self.is_windows = name == "windows"
        self.ending = ".exe" if self.is_windows else ""
        self.work.mkdir(parents=True)

    def path(self, path):
        return "Z:" + str(path).replace("/", "\\") if self.is_windows else str(path)

    def command(self, program, *arguments):
        return (["wine"] if self.is_windows else []) + [str(program), *arguments]

    def program(self, folder, name):
        return self.package / folder / (name + self.ending)

    def run(self, program, *arguments):
        done = subprocess.run(self.command(program, *arguments), capture_output=True, text=True, timeout=PATIENCE_S, errors="replace")
        return done.returncode, done.stdout, done.stderr

    def miaia(self, *arguments):
        return self.run(self.program("cli", "miaia"), *arguments)


class Program:
    """A program that runs beside us; its lines are kept."""

    def __init__(self, side, program, *arguments):
        variables = dict(os.environ, MIAIA_CREDENTIALS_FOLDER=side.path(side.work / "credentials"))
        self.lines, self._came = [], threading.Condition()
        self.process = subprocess.Popen(
            side.command(program, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", env=variables
        )
        self.errors = []
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, self.lines), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr, self.errors), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream, lines):
        for line in stream:
            with self._came:
                lines.append(line.rstrip())
                self._came.notify_all()

    def wait_for(self, text):
        """The first line of standard output that has text in it."""
        until = time.monotonic() + PATIENCE_S
        with self._came:
            while True:
                for line in self.lines:
                    if text in line:
                        return line
                if self.process.poll() is not None or time.monotonic() > until:
                    raise AssertionError(f"no line with {text!r}; the last ones: {self.lines[-3:]} {self.errors[-3:]}")
                self._came.wait(0.5)

    def resident_kb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii", errors="replace")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def end_watched(self):
        """Waits for its end; how much the memory grew from the first quarter of the run to the end, in KB."""
        seen = []
        while self.process.poll() is None:
            try:
                seen.append(self.resident_kb())
            except (AttributeError, OSError):  # it ended meanwhile
                break
            time.sleep(0.1)
        code = self.end()
        assert code == 0, f"it ended with {code}: {self.lines[-3:]} {self.errors[-3:]}"
        # The last reading may be of a process that is being taken down.
        return max(seen[-20:-1]) - seen[len(seen) // 4]

    def end(self):
        code = self.process.wait(PATIENCE_S)
        for reader in self._readers:
            reader.join(PATIENCE_S)
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)


class Path:
    """Engine and bridge of one side, from the package, and what a host plays through them."""

    def __init__(self, side, name, floor):
        self.side, self.folder = side, side.work / name
        credentials = side.path(side.work / "credentials")
        self.engine = Program(
            side, side.program("engine", "MiaIa.Engine.Host"), "--Port=0", f"--CredentialsFolder={credentials}",
            f"--Journal:Directory={side.path(self.folder / 'journal')}", f"--Options:HistoryFolder={side.path(self.folder / 'options')}",
            f"--CoverageFloor={floor}", f"--Log:Folder={side.path(self.folder / 'logs')}", "--Reports:Folder=",
        )  # fmt: skip
        self.address = re.search(r"http://\S+", self.engine.wait_for("ready: engine")).group(0)
        self.bridge = self.start_bridge("*")

    def start_bridge(self, port):
        credentials = self.side.path(self.side.work / "credentials")
        bridge = Program(
            self.side, self.side.program("bridge", "MiaIa.Bridge"), f"--StudyEndpoint=tcp://127.0.0.1:{port}",
            f"--EngineAddress={self.address}", f"--CredentialsFolder={credentials}",
        )  # fmt: skip
        self.endpoint = re.search(r"tcp://[\d.:]+", bridge.wait_for("ready: bridge")).group(0)
        return bridge

    def play(self, files, *more):
        side = self.side
        return Program(
            side, side.host, "--study", side.path(side.study), "--scid", side.path(files[0]), "--depth", side.path(files[1]),
            "--every-batch", "--endpoint", self.endpoint, "--linger-ms", "60000", *more,
        )  # fmt: skip

    def state(self):
        credentials = self.side.path(self.side.work / "credentials")
        until = time.monotonic() + PATIENCE_S
        while True:
            code, output, error = self.side.miaia("status", "--all", "--address", self.address, "--credentials", credentials)
            if code == 0:
                return output
            # A busy machine starts a program under wine for longer than a call may take.
            assert "did not answer in time" in error and time.monotonic() < until, error

    def kill(self):
        self.bridge.kill()
        self.engine.kill()
