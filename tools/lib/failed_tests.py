"""Names each failed test of a folder of results (.trx of C#, JUnit's .xml of C++) with what it said: at the end of a long output it is what one looks for.
Usage: failed_tests.py FOLDER"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

LINES_MAX = 40


def failures(folder):
    """Pairs of a failed test's name and its message, of every results file below a folder."""
    for file in sorted(pathlib.Path(folder).rglob("*.trx")):
        for result in ElementTree.parse(file).iterfind(".//{*}UnitTestResult"):
            if result.get("outcome") not in ("Passed", "NotExecuted"):
                said = (result.findtext(f".//{{*}}{part}") or "" for part in ("Message", "StackTrace"))
                yield f"{file.name.rsplit('-', 1)[0]}: {result.get('testName')}", "\n".join(said)
    for file in sorted(pathlib.Path(folder).glob("*.xml")):
        for case in ElementTree.parse(file).iterfind(".//testcase"):
            failure = case.find("failure")
            if failure is not None:
                yield f"{file.stem}: {case.get('name')}", case.findtext("system-out") or failure.get("message") or ""


def main():
    for name, said in failures(sys.argv[1]):
        lines = said.strip().splitlines()
        print(f"\nFAILED {name}")
        for line in lines[:LINES_MAX]:
            print(f"    {line}")
        if len(lines) > LINES_MAX:
            print(f"    … and {len(lines) - LINES_MAX} lines more")


if __name__ == "__main__":
    main()
