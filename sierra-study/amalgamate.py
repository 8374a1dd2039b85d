#!/usr/bin/env python3
"""Makes the study one file, for Sierra's remote build: MiaIaStudy.cpp with its own headers put in where they are first included.

    amalgamate.py OUTPUT    writes OUTPUT; the same sources give the same bytes

Includes of the system and Sierra's own stay where they are. An own header inside #if would be there or not for everything behind it,
so that is refused.
"""

import pathlib
import re
import sys

STUDY = pathlib.Path(__file__).resolve().parent
PROPS = STUDY.parent / "Directory.Build.props"
OWN_INCLUDE = re.compile(r'\s*#\s*include\s+"(MiaIa\w+\.h)"\s*$')
QUOTED_INCLUDE = re.compile(r'\s*#\s*include\s+"([^"]+)"')
CONDITION = re.compile(r"\s*#\s*(if|ifdef|ifndef|endif)\b")
# Sierra asks for this very line at the top.
FIRST_LINE = '#include "sierrachart.h"'


class AmalgamError(Exception):
    """The sources are not such that one file can be made of them."""


def version(props=PROPS):
    """The product's version, from the one place that says it."""
    found = re.search(r"<VersionPrefix>([^<]+)</VersionPrefix>", props.read_text(encoding="utf-8"))
    if not found:
        raise AmalgamError(f"{props.name} names no VersionPrefix")
    return found.group(1)


def lines_of(folder, name, seen):
    """The lines of a file with its own headers in place of their first includes."""
    depth = 0
    for number, line in enumerate((folder / name).read_text(encoding="utf-8").splitlines(), 1):
        place = f"{name}:{number}"
        condition = CONDITION.match(line)
        if condition:
            depth += -1 if condition.group(1) == "endif" else 1
        own = OWN_INCLUDE.match(line)
        if own:
            if depth:
                raise AmalgamError(f"{place}: {own.group(1)} is included under a condition")
            if own.group(1) not in seen:
                seen.append(own.group(1))
                yield f"// {own.group(1)}"
                yield from lines_of(folder, own.group(1), seen)
        elif QUOTED_INCLUDE.match(line) and line != FIRST_LINE:
            raise AmalgamError(f"{place}: neither an own header nor one of the system: {line.strip()}")
        elif line.strip() != "#pragma once":
            yield line
    if depth:
        raise AmalgamError(f"{name}: a condition is not closed")


def amalgam(folder=STUDY, number=None):
    """The whole text."""
    seen = []
    first, *rest = lines_of(folder, "MiaIaStudy.cpp", seen)
    if first != FIRST_LINE:
        raise AmalgamError(f"MiaIaStudy.cpp does not begin with {FIRST_LINE}")
    unused = sorted({file.name for file in folder.glob("MiaIa*.h")} - set(seen))
    if unused:
        raise AmalgamError(f"headers that nothing includes: {', '.join(unused)}")
    number = number or version()
    text = "\n".join(rest)
    told = re.search(r'StudyVersion = "([^"]*)"', text)
    if told and told.group(1) != number:
        raise AmalgamError(f"the study says version {told.group(1)}, and {PROPS.name} {number}")
    said = f"// MIA IA {number}: the whole study in one file, made from its sources. Change those, not this."
    return f"{first}\n{said}\n{text}\n"


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        text = amalgam()
    except AmalgamError as wrong:
        print(f"amalgamate.py: {wrong}", file=sys.stderr)
        return 1
    pathlib.Path(arguments[0]).write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
