"""Whose code is in a program: read from what the build itself wrote down, and from the packages that it took."""

import base64
import json
import pathlib
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

RUNTIME_PACK = "runtimepack."
# Files by which a package says under which terms it is given.
TERMS = ("license", "licence", "copying", "notice", "third-party-notices", "thirdpartynotices")


@dataclass
class Part:
    """A package of which something is shipped."""

    name: str
    version: str
    sha512: str = ""
    authors: str = ""
    copyright: str = ""
    license: str = ""
    license_url: str = ""
    project_url: str = ""
    needs: set = field(default_factory=set)
    files: set = field(default_factory=set)
    terms: dict = field(default_factory=dict)
    registry: str = "nuget"

    @property
    def key(self):
        return f"{self.name}@{self.version}"

    @property
    def purl(self):
        return f"pkg:{self.registry}/{self.key.replace('@', '%40', 1) if self.key.startswith('@') else self.key}"


def read(deps_files, package_folder):
    """The packages of which one of the programs carries something, by name and version.

    deps_files are the .deps.json files beside the built programs; they name what is left after the runtime has taken the place of older
    copies. A package that brought nothing (a compiler, an analyzer) is none of them."""
    parts = {}
    for deps in deps_files:
        written = json.loads(pathlib.Path(deps).read_text(encoding="utf-8"))
        target = written["targets"][written["runtimeTarget"]["name"]]
        own = {name for name, library in written["libraries"].items() if library["type"] == "project"}
        for name, content in target.items():
            shipped = set(content.get("runtime", {})) | set(content.get("native", {}))
            if name in own or not shipped:
                continue
            part = _part(name, written["libraries"][name], package_folder)
            part = parts.setdefault(part.key, part)
            part.files |= {file.rsplit("/", 1)[-1] for file in shipped}
            part.needs |= {f"{needed}@{version}" for needed, version in content.get("dependencies", {}).items()}
    for part in parts.values():
        part.needs &= parts.keys()
    return [parts[key] for key in sorted(parts, key=str.lower)]


def _part(entry, library, package_folder):
    name, version = entry.split("/")
    name = name.removeprefix(RUNTIME_PACK)
    folder = pathlib.Path(package_folder) / name.lower() / version.lower()
    part = Part(name, version)
    hash_file = folder / f"{name.lower()}.{version.lower()}.nupkg.sha512"
    given = library.get("sha512", "").removeprefix("sha512-")
    part.sha512 = base64.b64decode(given or hash_file.read_text(encoding="ascii").strip()).hex()
    nuspec = next(folder.glob("*.nuspec"))
    for element in ElementTree.fromstring(nuspec.read_bytes()).iter():
        tag, text = element.tag.rsplit("}", 1)[-1], (element.text or "").strip()
        if tag in ("authors", "copyright"):
            setattr(part, tag, text)
        elif tag == "projectUrl":
            part.project_url = text
        elif tag == "licenseUrl":
            part.license_url = text
        elif tag == "license" and element.get("type") == "expression":
            part.license = text
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.stem.lower().startswith(TERMS):
            part.terms[file.name] = file.read_text(encoding="utf-8-sig")
    return part


def bundled(licences, lock):
    """The packages of which the page carries something: the bundler's own list of them (a heading each, with its licence, and its terms below
    where it has some), with the hashes of npm's lock file."""
    locked = json.loads(lock)["packages"]
    found = []
    for entry in re.split(r"^## ", licences, flags=re.MULTILINE)[1:]:
        heading, _, terms = entry.partition("\n")
        name, version, said = re.fullmatch(r"(\S+) - (\S+) \((.+)\)", heading).groups()
        algorithm, _, digest = locked[f"node_modules/{name}"]["integrity"].partition("-")
        if algorithm != "sha512":
            raise ValueError(f"{name} {version} has a hash by {algorithm}, not by sha512")
        part = Part(name, version, base64.b64decode(digest).hex(), license=said.strip("()"), registry="npm")
        part.terms = {"LICENSE.txt": terms.strip() + "\n"} if terms.strip() else {}
        found.append(part)
    return found
