#!/usr/bin/env python3
"""Puts what tools/package has published into one archive, with its settings, licences, list of parts and sums.

    pack.py --rid RID --published FOLDER --source FOLDER --commit HASH --epoch SECONDS --out FOLDER

The same input gives the same bytes. Fails when a program lacks something, brings something unexpected, or carries any of libzmq."""

import argparse
import hashlib
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "sierra-study")]

import amalgamate  # noqa: E402
import archive  # noqa: E402
import notices  # noqa: E402
import pages  # noqa: E402
import parts  # noqa: E402
import sbom  # noqa: E402

# Folder in the archive: project, program, and what cannot be inside the one file.
SQLITE = {"win-x64": "e_sqlite3.dll", "linux-x64": "libe_sqlite3.so"}
DUCKDB = {"win-x64": "duckdb.dll", "linux-x64": "libduckdb.so"}
BRIDGE = ("bridge", "bridge/MiaIa.Bridge", "MiaIa.Bridge", ())
ENGINE = ("engine", "engine/MiaIa.Engine.Host", "MiaIa.Engine.Host", (SQLITE,))
CLI = ("cli", "tools/MiaIa.Cli", "miaia", (SQLITE, DUCKDB))
GATEWAY = ("gateway", "tools/MiaIa.GatewaySim", "miaia-gateway", ())
PROGRAMS = {"win-x64": (BRIDGE, ENGINE, CLI, GATEWAY), "linux-x64": (BRIDGE, ENGINE, CLI)}
NAMES = {"win-x64": "windows-x64", "linux-x64": "linux-x64"}
# Published beside a program, and needed by none: docs of types, IIS' module, what a web server would read.
LEFT_OUT = re.compile(r".*\.(xml|pdb)|aspnetcorev2_inprocess\.dll|web\.config|.*\.staticwebassets\..*")
SETTINGS = "appsettings.example.json"
# Line ends of files that Windows' own programs read.
WINDOWS_TEXT = (".cmd", ".ps1", ".html", ".svg", ".txt")
# What a trader reads, beside the programs, and of which document in docs/ it is made.
FIRST_PAGES = {"README.html": "install-sierra.md", "LISEZMOI.html": "install-sierra.fr.md", "first-windows-run.html": "first-windows-run.md"}
OTHER_PAGES = ("troubleshooting", "trading-day", "inputs", "inputs.fr", "risk", "orders", "paper", "ibkr", "reports")
OTHER_PAGES += tuple(f"operations/{name}" for name in ("README", "alerts", "commands", "security"))
# What the help of the commands over recordings names, and the decisions that those documents lead to; theirs lead no further.
OTHER_PAGES += tuple(f"evidence-{name}" for name in ("backtest", "sweeps", "machines"))
OTHER_PAGES += tuple(
    f"decisions/{name}"
    for name in ("0059-evidence-in-units", "0060-parts-of-a-kept-day", "0064-what-a-sweep-holds", "0068-what-a-sweep-finds-can-be-traded")
)


class PackError(Exception):
    """What was published is not what may be given away."""


def programs(target, rid, published, source):
    """Puts the programs in and returns the .deps.json of each."""
    deps = []
    for folder, project, name, natives in PROGRAMS[rid]:
        program = name + (".exe" if rid == "win-x64" else "")
        expected = {program, *(native[rid] for native in natives)}
        found = {file.name for file in (published / folder).iterdir() if not LEFT_OUT.fullmatch(file.name)}
        if found != expected:
            raise PackError(f"{folder}: missing {sorted(expected - found)}, unexpected {sorted(found - expected)}")
        for file in sorted(expected):
            target.add(f"{folder}/{file}", (published / folder / file).read_bytes(), program=file == program)
        settings = source / project / SETTINGS
        if settings.is_file():
            target.add(f"{folder}/{SETTINGS}", named_here(settings.read_bytes(), rid))
        built = source / project / "bin" / "Release" / "net10.0" / rid
        deps.append(built / f"{name}.deps.json")
        refuse_libzmq(built)
    return deps


def named_here(settings, rid):
    """Settings name documents as the repository has them; this package has their pages."""
    return re.sub(rb"\b(docs/[\w./-]+)\.md\b", rb"\1.html", settings) if rid == "win-x64" else settings


def refuse_libzmq(built):
    """The programs speak ZeroMQ by managed code alone: no file of that library, and no code that would load one."""
    for file in sorted(built.rglob("*")):
        if not file.is_file() or file.suffix not in (".dll", ".so", ".exe", ".json"):
            continue
        content = file.read_bytes().lower()
        if re.search(r"(lib|clr)zmq|libsodium", file.name.lower()) or b"libzmq" in content or "libzmq".encode("utf-16-le") in content:
            raise PackError(f"{file.name} is of libzmq, or would load it")


def texts(target, rid, source):
    """README, scripts and units of this system."""
    files = {file.name: file.read_bytes() for file in (source / "tools" / "packaging" / NAMES[rid].split("-")[0]).iterdir()}
    files |= documents(source / "docs") if rid == "win-x64" else markdown(source / "docs")
    for name, content in sorted(files.items()):
        if rid == "win-x64" and name.endswith(WINDOWS_TEXT):
            content = content.replace(b"\n", b"\r\n")
        target.add(name, content)


def read(folder, document):
    """A document as whoever uses the product reads it; a decision tells of the source, and stays as it is."""
    text = (folder / document).read_text(encoding="utf-8")
    return text if document.startswith("decisions/") else pages.for_users(text)


def documents(folder):
    """The documents as pages, and the pictures that they show."""
    made = FIRST_PAGES | {f"docs/{name}.html": f"{name}.md" for name in OTHER_PAGES}
    pictures = {f"docs/pictures/{file.name}": f"pictures/{file.name}" for file in (folder / "pictures").iterdir()}
    found = {path: pages.page(read(folder, document), path, made | pictures).encode() for path, document in made.items()}
    shown = [path for path in pictures if any(path.rsplit("/", 1)[-1].encode() in content for content in found.values())]
    return found | {path: (folder / pictures[path]).read_bytes() for path in shown}


def markdown(folder):
    """The same documents as they are, for a system whose people read them so, and the pictures that they show."""
    names = [*FIRST_PAGES.values(), *(f"{name}.md" for name in OTHER_PAGES)]
    pictures = [f"pictures/{file.name}" for file in sorted((folder / "pictures").iterdir())]
    found = {f"docs/{name}": pages.linked(read(folder, name), name, [*names, *pictures]).encode() for name in names}
    shown = [path for path in pictures if any(path.encode() in content for content in found.values())]
    return found | {f"docs/{path}": (folder / path).read_bytes() for path in shown}


def pack(rid, published, source, commit, epoch, package_folder):
    version = amalgamate.version(source / "Directory.Build.props")
    target = archive.Archive(f"miaia-{version}-{NAMES[rid]}")
    deps = programs(target, rid, published, source)
    if rid == "win-x64":
        target.add("study/MiaIaStudy.cpp", amalgamate.amalgam(source / "sierra-study", version))
    texts(target, rid, source)
    own = {path: hashlib.sha256(content).hexdigest() for path, content in target.files.items()}
    page = source / "engine" / "MiaIa.Engine.Web"
    found = parts.read(deps, package_folder) + parts.bundled(
        (page / "obj" / "page" / "licences.md").read_text(encoding="utf-8"), (page / "page" / "package-lock.json").read_text(encoding="utf-8")
    )
    for path, text in notices.gather(found).items():
        target.add(path, text)
    target.add("sbom.cdx.json", sbom.cyclonedx(version, commit, epoch, found, own))
    target.add_sums()
    return target


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rid", choices=NAMES, required=True)
    for name in ("published", "source", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--epoch", type=int, required=True)
    given = parser.parse_args()
    package_folder = os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget" / "packages"
    try:
        made = pack(given.rid, given.published, given.source, given.commit, given.epoch, package_folder)
    except (PackError, pages.PageError, notices.TermsMissing, amalgamate.AmalgamError) as wrong:
        print(f"pack.py: {wrong}", file=sys.stderr)
        return 1
    is_zip = given.rid == "win-x64"
    file = given.out / f"{made.name}{'.zip' if is_zip else '.tar.gz'}"
    file.write_bytes(made.zip(given.epoch) if is_zip else made.tar_gz(given.epoch))
    print(f"{file}: {len(made.files)} files, {file.stat().st_size // 1_000_000} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
