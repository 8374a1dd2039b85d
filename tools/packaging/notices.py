"""The terms under which the parts are given: gathered when the package is made, from the packages and from Debian's own copies."""

import pathlib
import re

DEBIAN = pathlib.Path("/usr/share/common-licenses")
MIT = "MIT"
# Text of a licence: where Debian keeps it. MIT's is taken from .NET's own package.
TEXTS = {
    "Apache-2.0": "Apache-2.0",
    "BSD-3-Clause": "BSD",
    "GPL-3.0": "GPL-3",
    "LGPL-3.0": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
# Licences whose text names the holder, so that one copy of it cannot name all of them.
NAMING = ("MIT", "BSD-3-Clause")
# Licences of which Debian keeps no text, so that each part has to bring its own.
BROUGHT = ("0BSD",)
# Packages that name no licence by an expression. NetMQ points to its COPYING.LESSER: LGPL 3 with permission to link statically. The
# LGPL is an addition to the GPL, so that both texts belong to it. AsyncIO's package names nothing; its project has MPL 2.0 as LICENSE.md since
# 2014, years before the version that is taken. K4os.Compression.LZ4 gives the address of its project's LICENSE and no expression.
UNSAID = {
    "NetMQ": ("LGPL-3.0 with the exception for static linking", ("LGPL-3.0", "GPL-3.0")),
    "K4os.Compression.LZ4": ("MIT, as the LICENSE of its project says; its package points to that", ("MIT",)),
    "AsyncIO": ("MPL-2.0, as the LICENSE.md of its project says; its package says nothing", ("MPL-2.0",)),
}
HEADING = """MiaIa itself: its owners have named no licence. Ask them before you copy it, change it or pass it on.

What others have made and this package carries, and the licence of each. The texts lie in the folder licences.

"""


class TermsMissing(Exception):
    """A part is given under terms whose text is not there."""


def license_of(part):
    """What a list says, and the licences whose texts go with it."""
    if part.name in UNSAID:
        return UNSAID[part.name]
    if part.license:
        names = re.findall(r"[A-Za-z0-9.+-]+", part.license)
        return part.license, tuple(name for name in names if name not in ("AND", "OR", "WITH", "MS-PL"))
    if any(re.search(r"\bis public domain\b", text, re.IGNORECASE) for text in part.terms.values()):
        return "public domain, as its own file says", ()
    if part.terms:
        return "see its own file", ()
    raise TermsMissing(f"{part.key} says nothing of its licence")


def gather(parts, texts=DEBIAN):
    """Path in the package to text."""
    files, listed, wanted = {}, [], {}
    for part in parts:
        said, names = license_of(part)
        for name in names:
            wanted.setdefault(name, []).append(part)
        lines = [f"{part.name} {part.version}", f"    licence: {said}"]
        lines += [f"    {what}: {text}" for what, text in _known(part)]
        for name, text in part.terms.items():
            path = f"licences/{part.name}/{name}"
            files[path] = text
            lines.append(f"    its own words: {path}")
        listed.append("\n".join(lines))
    for name, under in sorted(wanted.items()):
        if name in BROUGHT and all(part.terms for part in under):
            continue
        files[f"licences/{name}.txt"] = (_holders(under) if name in NAMING else "") + _text(name, under[0], parts, texts)
    files["licences/THIRD-PARTY-NOTICES.txt"] = HEADING + "\n\n".join(listed) + "\n"
    return files


def _known(part):
    known = (("by", part.authors), ("copyright", part.copyright), ("from", part.project_url), ("terms", part.license_url))
    return [(what, text) for what, text in known if text]


def _holders(under):
    listed = "\n".join(f"    {part.name}: {part.copyright or part.authors or 'see its project'}" for part in under)
    return f"The holder whom the text below names stands for that of each of these:\n{listed}\n\n"


def _text(name, part, parts, texts):
    if name == MIT:
        for other in parts:
            for text in other.terms.values():
                if text.lstrip().startswith("The MIT License"):
                    return text
    elif name in TEXTS and (pathlib.Path(texts) / TEXTS[name]).is_file():
        return (pathlib.Path(texts) / TEXTS[name]).read_text(encoding="utf-8")
    raise TermsMissing(f"{part.key} is given under {name}, and no text of that is here")
