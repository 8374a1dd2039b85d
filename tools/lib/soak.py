#!/usr/bin/env python3
"""Run by tools/soak: one engine and one bridge through days of market, compressed, all feeds simulated, with faults by a script.

Each day is a made-up session from 09:30 to 16:00, played by the stand-in for Sierra, with a simulated IB Gateway beside it that breaks as FAULTS
say; once a day the bridge is killed and started again. Memory, handles and threads of engine and bridge are looked at every few seconds, the
engine's heap after a full collection some times a day: what the last quarter of the run holds may not be more than what the second did. The
engine makes its large arrays at its start and fills them in the course of days: what it holds resident rises until they are all touched, and
is bounded by them; so its heap and what lies outside of it are judged, and of the sum only the bound. Prints a table, and ends with 1 when
something grew, a trade was lost, or the engine said something that no fault explains."""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

import live_heap

MINUTES_A_DAY = 390
MICROS_A_DAY = 86_400_000_000
READY = re.compile(r"^ready: (?:\w+ at )?([^\s,]+)")
START_S = 120
SAMPLE_S = 5
HEAPS_A_DAY = 6
# What the collector may leave lying until its next collection.
GARBAGE_MAX = 128 << 20
FAULTS = (
    "10m link-lost for 30s; 40m farm-down for 20s; 70m freeze VIX; 95m link-lost; 96m link-back-lost; 130m hang; 140m drop; "
    "170m competing-session; 200m history-down for 1m; 230m server-broken; 231m link-back-kept; 260m restart for 35s; 300m garbage; 330m drop"
)
# A factor, and what may come on top of it.
GROWTH_MAX = {
    "live heap": (1.02, 4 << 20),
    "outside the heap": (1.10, 24 << 20),
    "memory": (1.10, 24 << 20),
    "handles": (1.0, 12),
    "threads": (1.0, 6),
}
# Lines of the engine's log above information that the script explains: alerts of the link to IBKR, the option feed that goes down with it.
EXPLAINED = {"WRN 36", "WRN 60", "ERR 60"}
# And alerts that it explains: what the Gateway and the killed bridge bring, and what a made-up market does to features and gates.
EXPLAINED_ALERT = re.compile(
    r"ALERT (?:\w+ )?(ibkr_error|index_invalid|stale_feed|reconnected|surge|latency_high|feature_dead|feature_saturated|gate_inert|gate_strangling)\b"
)
SCID_HEAD, SCID_RECORD = 56, 40
DEPTH_HEAD, DEPTH_RECORD = 64, 24


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


def shift(source, target, head, record, days):
    """Copies a file of Sierra's with every record so many days later: both kinds begin a record with its time in microseconds."""
    content = bytearray(source.read_bytes())
    for at in range(head, len(content) - record + 1, record):
        (moment,) = struct.unpack_from("<q", content, at)
        struct.pack_into("<q", content, at, moment + days * MICROS_A_DAY)
    target.write_bytes(content)


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.credentials = folder / "credentials"
        self.samples, self.heaps = {"engine": [], "bridge": []}, []
        self.faults = []
        self.gateway_port, self.study_port, self.metrics_port = free_port(), free_port(), free_port()
        self.endpoint = f"tcp://127.0.0.1:{self.study_port}"
        self.cli = ["dotnet", options.root / "tools/MiaIa.Cli/bin/Release/net10.0/miaia.dll"]

    def session(self, day):
        """The made-up session of a day, from a seed of its own."""
        folder = self.folder / f"day-{day}"
        made = self.folder / f"made-{day}"
        subprocess.run([*map(str, self.cli), "synth", "--seed", str(day + 1), "--minutes", str(self.options.minutes), "--out", str(made)], check=True, stdout=subprocess.DEVNULL)
        folder.mkdir()
        (scid,), (depth,) = made.glob("*.scid"), made.glob("*.depth")
        shift(scid, folder / scid.name, SCID_HEAD, SCID_RECORD, day)
        shift(depth, folder / depth.name, DEPTH_HEAD, DEPTH_RECORD, day)
        shutil.rmtree(made)
        records = ((folder / scid.name).stat().st_size - SCID_HEAD) // SCID_RECORD
        return folder / scid.name, folder / depth.name, records

    def start_engine(self, scid):
        with scid.open("rb") as file:
            file.seek(SCID_HEAD)
            (moment,) = struct.unpack("<q", file.read(8))
        # Sierra counts from 1899-12-30.
        begins = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment / 1e6 - 2_209_161_600))
        return Program(
            "engine",
            [
                "dotnet", self.options.root / "engine/MiaIa.Engine.Host/bin/Release/net10.0/MiaIa.Engine.Host.dll", "--Port=0",
                f"--CredentialsFolder={self.credentials}", f"--Journal:Directory={self.folder / 'journal'}",
                f"--Options:HistoryFolder={self.folder / 'options'}", "--CoverageFloor=0.30",
                f"--Metrics:Port={self.metrics_port}", "--Ibkr:Enabled=true", f"--Ibkr:Port={self.gateway_port}",
                "--Ibkr:CacheFolder=", "--Ibkr:Source=Synthetic", f"--Ibkr:ClockSpeed={self.options.speed}", f"--Ibkr:ClockStart={begins}",
            ],
            self.folder,
        ).wait_ready()  # fmt: skip

    def start_bridge(self):
        return Program(
            "bridge",
            [
                "dotnet", self.options.root / "bridge/MiaIa.Bridge/bin/Release/net10.0/MiaIa.Bridge.dll", f"--StudyEndpoint={self.endpoint}",
                f"--EngineAddress={self.engine.address}", f"--CredentialsFolder={self.credentials}",
            ],
            self.folder,
        ).wait_ready()  # fmt: skip

    def start_gateway(self, scid):
        return Program(
            "gateway",
            [
                "dotnet", self.options.root / "tools/MiaIa.GatewaySim/bin/Release/net10.0/miaia-gateway.dll", f"--Port={self.gateway_port}",
                f"--Scid={scid}", f"--ClockSpeed={self.options.speed}", "--PulseMs=2000", f"--Script={FAULTS}",
            ],
            self.folder,
        ).wait_ready()  # fmt: skip

    def start_study(self, scid, depth):
        study = self.options.study
        return Program(
            "stand-in",
            [
                study / "host/miaia-sierra-host", "--study", next(study.rglob("MiaIaStudyStandIn.so")), "--scid", scid, "--depth", depth,
                "--every-batch", "--speed", self.options.speed, "--endpoint", self.endpoint, "--linger-ms", "60000",
            ],
            self.folder,
            MIAIA_CREDENTIALS_FOLDER=str(self.credentials),
        )  # fmt: skip

    def state(self):
        command = [*map(str, self.cli), "status", "--json", "--address", self.engine.address, "--credentials", str(self.credentials)]
        until = time.monotonic() + START_S
        # A busy machine answers later than a call may take.
        while (done := subprocess.run(command, capture_output=True, text=True)).returncode != 0:
            if time.monotonic() > until:
                return None
        return next(one for one in json.loads(done.stdout)["instrument"] if one["instrument"] == "ES")

    def sample(self):
        for program in (self.engine, self.bridge):
            if (figures := program.figures()) is not None:
                self.samples[program.name].append(figures)

    def day(self, day):
        scid, depth, records = self.session(day)
        if day == 0:
            self.engine = self.start_engine(scid)
            self.bridge = self.start_bridge()
        gateway = self.start_gateway(scid)
        study = self.start_study(scid, depth)
        began, killed, heaps = time.monotonic(), False, 1
        length = self.options.minutes * 60 / self.options.speed
        while study.process.poll() is None:
            time.sleep(SAMPLE_S)
            self.sample()
            if time.monotonic() - began > heaps * length / HEAPS_A_DAY:
                heaps += 1
                self.heaps.append(live_heap.live_bytes(self.engine.process.pid, self.metrics_port))
            if not killed and time.monotonic() - began > length / 2:
                killed = True
                self.bridge.process.send_signal(signal.SIGKILL)
                self.bridge.process.wait()
                self.bridge = self.start_bridge()
            if time.monotonic() - began > 4 * length + START_S:
                self.faults.append(f"day {day}: the session did not end")
                study.process.kill()
            if self.engine.process.poll() is not None:
                raise RuntimeError(f"the engine fell with {self.engine.process.returncode}: {self.engine.lines[-20:]}")
        state = self.state()
        taken = int(state["tradeRecords"]) if state else -1
        print(f"day {day}: {records} records played, {taken} at the engine, {state['gaps'] if state else '?'} gaps, the stand-in ended with {study.process.returncode}", flush=True)
        if study.process.returncode != 0 or state is None or int(state["gaps"]) != 0:
            self.faults.append(f"day {day}: not everything arrived: {study.lines[-5:]}")
        gateway.stop()
        for path in (scid, depth):
            path.unlink()
        return records, taken

    def run(self):
        played = 0
        for day in range(self.options.days):
            records, taken = self.day(day)
            played += records
            if taken != played:
                self.faults.append(f"day {day}: {played} records played so far, {taken} at the engine")
        bridge, engine = self.bridge.stop(), self.engine.stop()
        if (bridge, engine) != (0, 0):
            self.faults.append(f"engine and bridge ended with {engine} and {bridge}")
        verify = subprocess.run([*map(str, self.cli), "journal", "verify", str(self.folder / "journal")], capture_output=True, text=True)
        print(verify.stdout.splitlines()[-1])
        if verify.returncode != 0:
            self.faults.append(verify.stdout)
        self.tell()
        return self.faults

    def tell(self):
        print("\n| program | what | second quarter | last quarter | most |\n|---|---|---|---|---|")
        for name, samples in self.samples.items():
            for what, (factor, more) in GROWTH_MAX.items():
                values = self.heaps if what == "live heap" else [one[what] for one in samples]
                # The bridge tells no size of its heap.
                if what == "live heap" and name == "bridge":
                    continue
                quarter = len(values) // 4
                early, late = statistics.median(values[quarter : 2 * quarter]), statistics.median(values[-quarter:])
                unit, size = ("", 1) if what in ("handles", "threads") else ("MiB", 1 << 20)
                print(f"| {name} | {what} | {early / size:.0f} {unit} | {late / size:.0f} {unit} | {max(values) / size:.0f} {unit} |")
                is_bounded = what == "memory" and name == "engine"
                if not is_bounded and late > early * factor + more:
                    self.faults.append(f"{what} of the {name} grew from {early} to {late}")
        most = {what: max(one[what] for one in self.samples["engine"]) for what in ("memory", "outside the heap")}
        bound = max(self.heaps) + most["outside the heap"] + GARBAGE_MAX
        if most["memory"] > bound:
            self.faults.append(f"the engine held {most['memory']}, more than the {bound} that its heap explains")
        errors = [line for line in self.engine.lines if " ERR " in line or " FTL " in line]
        print(f"\n{len(self.engine.lines)} lines of the engine above information, {len(errors)} of them errors")
        kinds = {}
        for line in self.engine.lines:
            if match := re.search(r" (WRN|ERR|FTL) (\d+) ", line):
                kinds.setdefault(f"{match.group(1)} {match.group(2)}", []).append(line)
        for kind, lines in sorted(kinds.items()):
            print(f"  {kind}: {len(lines)} times, such as: {lines[0][:200]}")
            unexplained = [] if kind in EXPLAINED else [line for line in lines if not EXPLAINED_ALERT.search(line)]
            if unexplained:
                self.faults.append(f"the engine said what no fault explains, {len(unexplained)} times: {unexplained[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--study", type=pathlib.Path, required=True)
    parser.add_argument("--days", type=int, default=4)
    parser.add_argument("--minutes", type=int, default=MINUTES_A_DAY)
    parser.add_argument("--speed", type=float, default=60)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="miaia-soak-")) if options.keep is None else options.keep
    folder.mkdir(parents=True, exist_ok=True)
    soak = Soak(options, folder)
    try:
        faults = soak.run()
    finally:
        for name in ("bridge", "engine"):
            if (program := getattr(soak, name, None)) is not None:
                program.stop()
        if options.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(f"FAILED: {fault}")
    print("nothing grew and nothing was lost" if not faults else f"{len(faults)} failures")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
