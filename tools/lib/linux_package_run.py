#!/usr/bin/env python3
"""Run by .ci/package: the tarball for Linux in an empty folder, as its unit for systemd would run it.

    linux_package_run.py TARBALL

The unit passes systemd's own check; the engine that it names says READY, answers "miaia status" and ends within the unit's time at SIGTERM."""

import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time

INSTALLED = "/opt/miaia"
START_S = 60


def settings(unit):
    """What stands in a unit, section by section in one list: a key may come several times."""
    return [line.split("=", 1) for line in unit.read_text(encoding="ascii").splitlines() if "=" in line and not line.startswith("#")]


def verify(package, root):
    """As systemd would load it, with the package where the README puts it."""
    # Copies, not links: systemd follows none that leads out of the root.
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    (root / "lib").symlink_to("usr/lib")
    (root / INSTALLED[1:]).parent.mkdir()
    shutil.copytree(package, root / INSTALLED[1:], copy_function=os.link)
    shutil.copy(package / "miaia-engine.service", root / "usr/lib/systemd/system")
    done = subprocess.run(["systemd-analyze", "verify", f"--root={root}", "miaia-engine.service"], capture_output=True, text=True, timeout=START_S)
    assert done.returncode == 0 and not done.stderr, f"systemd-analyze: {done.returncode} {done.stderr}"


def wait_for(notify, word, until):
    while True:
        notify.settimeout(max(until - time.monotonic(), 0.001))
        if word in notify.recv(4096).decode("ascii").splitlines():
            return


def serve(package, folder):
    """The unit's command with its variables, its folder for the state put into ours."""
    unit = settings(package / "miaia-engine.service")
    state = folder / "state"
    state.mkdir()

    def here(text):
        return text.replace("/var/lib/miaia", str(state)).replace(INSTALLED, str(package))

    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notify.bind(str(folder / "notify"))
    variables = dict(here(value).split("=", 1) for key, value in unit if key == "Environment")
    one = dict(unit)
    # .NET speaks to systemd only where its parent bears that name.
    own = pathlib.Path("/proc/self/comm")
    name = own.read_text(encoding="ascii").strip()
    own.write_text("systemd", encoding="ascii")
    engine = subprocess.Popen(
        [*shlex.split(here(one["ExecStart"])), "--Port=0"], cwd=here(one["WorkingDirectory"]), stdout=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "NOTIFY_SOCKET": str(folder / "notify"), **variables},
    )  # fmt: skip
    try:
        wait_for(notify, "READY=1", time.monotonic() + START_S)
        ready = engine.stdout.readline()
        assert ready.startswith("ready: engine at "), ready
        command = [package / "cli/miaia", "status", "--all", "--address", ready.split()[-1], "--credentials", variables["MIAIA__ENGINE__CREDENTIALSFOLDER"]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=START_S)
        assert done.returncode == 0 and ", running" in done.stdout, f"{done.returncode} {done.stdout} {done.stderr}"
        began = time.monotonic()
        engine.terminate()
        code = engine.wait(float(one["TimeoutStopSec"]))
        assert code == 0, f"the engine ended with {code}"
        wait_for(notify, "STOPPING=1", time.monotonic() + 1)
        return time.monotonic() - began
    finally:
        engine.kill()
        engine.wait()
        notify.close()
        own.write_text(name, encoding="ascii")


def main(tarball):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        with tarfile.open(tarball) as packed:
            packed.extractall(folder, filter="data")
        (package,) = folder.iterdir()
        subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=package, check=True)
        verify(package, folder / "root")
        print(f"{package.name}: the sums are right, systemd takes the unit, the engine served and ended in {serve(package, folder):.1f} s")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
