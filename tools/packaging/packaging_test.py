"""Tests of what makes the packages: python3 -m unittest discover -s tools/packaging -p '*_test.py'."""

import base64
import hashlib
import io
import json
import pathlib
import posixpath
import re
import sys
import tarfile
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "sierra-study")]

import archive  # noqa: E402
import notices  # noqa: E402
import pack  # noqa: E402
import parts  # noqa: E402
import sbom  # noqa: E402

EPOCH = 1_700_000_000


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, path, content):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return file


class ArchiveTests(unittest.TestCase):
    def made(self, order):
        target = archive.Archive("name")
        for path in order:
            target.add(path, path, program=path.endswith(".exe"))
        target.add_sums()
        return target

    def test_the_order_of_adding_changes_no_byte(self):
        one, other = self.made(["b/x.exe", "a.txt"]), self.made(["a.txt", "b/x.exe"])
        self.assertEqual(one.zip(EPOCH), other.zip(EPOCH))
        self.assertEqual(one.tar_gz(EPOCH), other.tar_gz(EPOCH))

    def test_both_hold_every_file_with_its_time_and_mode_and_sums_that_are_right(self):
        made = self.made(["b/x.exe", "a.txt"])
        with zipfile.ZipFile(io.BytesIO(made.zip(EPOCH))) as opened:
            in_zip = {i.filename: (opened.read(i), i.date_time, i.external_attr >> 16 & 0o777) for i in opened.infolist()}
        with tarfile.open(fileobj=io.BytesIO(made.tar_gz(EPOCH))) as opened:
            in_tar = {i.name: (opened.extractfile(i).read(), i.mtime, i.mode, i.uid, i.uname) for i in opened.getmembers()}
        self.assertEqual(in_zip["name/b/x.exe"], (b"b/x.exe", (2023, 11, 14, 22, 13, 20), 0o755))
        self.assertEqual(in_tar["name/a.txt"], (b"a.txt", EPOCH, 0o644, 0, ""))
        self.assertEqual(in_zip.keys(), in_tar.keys())
        sums = dict(reversed(line.split("  ")) for line in in_zip["name/SHA256SUMS"][0].decode().splitlines())
        self.assertEqual(sums, {path: hashlib.sha256(path.encode()).hexdigest() for path in ("a.txt", "b/x.exe")})

    def test_nothing_is_added_twice(self):
        with self.assertRaises(ValueError):
            self.made(["a", "a"])


class PartsTests(Folder):
    def package(self, name, version, metadata, **files):
        folder = f"packages/{name.lower()}/{version}"
        self.write(f"{folder}/{name.lower()}.nuspec", f'<package xmlns="urn:x"><metadata>{metadata}</metadata></package>')
        self.write(f"{folder}/{name.lower()}.{version}.nupkg.sha512", base64.b64encode(b"hash of " + name.encode()))
        for file, text in files.items():
            self.write(f"{folder}/{file.replace('_', '.')}", text)

    def read(self):
        self.package("NetMQ", "4.0", "<licenseUrl>https://there</licenseUrl>")
        self.package("Tool", "1.0", '<license type="expression">MIT</license>')
        self.package("Runtime", "10.0", '<license type="expression">MIT</license><authors>they</authors>', LICENSE_TXT="The MIT License (MIT) ...")
        target = {
            "Own/0.1.0": {"runtime": {"Own.dll": {}}, "dependencies": {"NetMQ": "4.0"}},
            "NetMQ/4.0": {"runtime": {"lib/net10.0/NetMQ.dll": {}}, "dependencies": {"Runtime": "10.0", "Tool": "1.0"}},
            "Tool/1.0": {},
            "runtimepack.Runtime/10.0": {"native": {"x.dll": {}}},
        }
        kinds = {name: {"type": "project" if name.startswith("Own") else "package", "sha512": ""} for name in target}
        deps = {"runtimeTarget": {"name": "t"}, "targets": {"t": target}, "libraries": kinds}
        file = self.write("a.deps.json", json.dumps(deps))
        return parts.read([file, file], self.folder / "packages")

    def test_a_part_is_a_package_of_which_a_program_carries_something(self):
        netmq, runtime = self.read()
        self.assertEqual((netmq.key, netmq.files, netmq.needs), ("NetMQ@4.0", {"NetMQ.dll"}, {"Runtime@10.0"}))
        self.assertEqual((runtime.key, runtime.authors, runtime.license), ("Runtime@10.0", "they", "MIT"))
        self.assertEqual(bytes.fromhex(netmq.sha512), b"hash of NetMQ")
        self.assertEqual(runtime.terms, {"LICENSE.TXT": "The MIT License (MIT) ..."})

    def test_every_licence_has_its_text_and_every_part_its_entry(self):
        for name in notices.TEXTS.values():
            self.write(f"texts/{name}", f"text of {name}")
        files = notices.gather(self.read(), self.folder / "texts")
        self.assertEqual(
            sorted(files),
            ["licences/GPL-3.0.txt", "licences/LGPL-3.0.txt", "licences/MIT.txt", "licences/Runtime/LICENSE.TXT", "licences/THIRD-PARTY-NOTICES.txt"],
        )
        self.assertEqual(files["licences/LGPL-3.0.txt"], "text of LGPL-3")
        self.assertRegex(files["licences/MIT.txt"], r"(?s)names stands for .*Runtime: they\n\nThe MIT License")
        for said in ("NetMQ 4.0", "https://there", "static linking", "Runtime 10.0", "by: they"):
            self.assertIn(said, files["licences/THIRD-PARTY-NOTICES.txt"])

    def test_a_package_that_names_no_licence_has_its_projects_and_ours_is_not_made_up(self):
        self.write("texts/MPL-2.0", "text of MPL")
        files = notices.gather([parts.Part("AsyncIO", "0.1.69", project_url="https://there")], self.folder / "texts")
        self.assertEqual(files["licences/MPL-2.0.txt"], "text of MPL")
        for said in ("licence: MPL-2.0, as the LICENSE.md", "from: https://there", "its owners have named no licence"):
            self.assertIn(said, files["licences/THIRD-PARTY-NOTICES.txt"])
        with self.assertRaisesRegex(notices.TermsMissing, "says nothing of its licence"):
            notices.gather([parts.Part("Unknown", "1.0")], self.folder / "texts")

    def test_what_the_page_carries_has_its_entry_its_terms_and_its_place_in_the_list_for_programs(self):
        licences = "# Licenses\n\n## @a/b - 2.1.0 ((MIT AND Apache-2.0))\n\n## c - 3.0.0 (MIT)\n\nThe MIT License\n\nCopyright c\n"
        hashes = {name: {"integrity": "sha512-" + base64.b64encode(name.encode()).decode()} for name in ("node_modules/@a/b", "node_modules/c")}
        found = parts.bundled(licences, json.dumps({"packages": hashes}))
        self.assertEqual([(part.key, part.license, part.purl) for part in found], [
            ("@a/b@2.1.0", "MIT AND Apache-2.0", "pkg:npm/%40a/b@2.1.0"),
            ("c@3.0.0", "MIT", "pkg:npm/c@3.0.0"),
        ])
        self.assertEqual(bytes.fromhex(found[0].sha512), b"node_modules/@a/b")
        self.write("texts/Apache-2.0", "text of Apache")
        files = notices.gather(found, self.folder / "texts")
        self.assertEqual(files["licences/c/LICENSE.txt"], "The MIT License\n\nCopyright c\n")
        self.assertEqual(files["licences/Apache-2.0.txt"], "text of Apache")
        listed = json.loads(sbom.cyclonedx("1", "commit", EPOCH, found, {}))
        self.assertEqual([component["purl"] for component in listed["components"]], ["pkg:npm/%40a/b@2.1.0", "pkg:npm/c@3.0.0"])

    def test_a_licence_that_Debian_does_not_keep_is_in_its_own_words_or_ends_it(self):
        part = parts.Part("tslib", "2.3.0", license="0BSD", registry="npm")
        with self.assertRaisesRegex(notices.TermsMissing, "tslib@2.3.0 is given under 0BSD"):
            notices.gather([part], self.folder / "texts")
        part.terms = {"LICENSE.txt": "Permission to use"}
        files = notices.gather([part], self.folder / "texts")
        self.assertEqual(files["licences/tslib/LICENSE.txt"], "Permission to use")
        self.assertNotIn("licences/0BSD.txt", files)

    def test_what_its_own_file_calls_public_domain_is_called_so_and_a_word_of_it_elsewhere_is_not(self):
        part = parts.Part("SQLite", "3.1", terms={"LICENSE.txt": "\nSQLite is Public Domain\n"})
        files = notices.gather([part], self.folder)
        self.assertIn("licence: public domain, as its own file says", files["licences/THIRD-PARTY-NOTICES.txt"])
        listed = json.loads(sbom.cyclonedx("1", "commit", EPOCH, [part], {}))
        self.assertEqual(listed["components"][0]["licenses"], [{"license": {"name": "public domain, as its own file says"}}])
        part.terms = {"LICENSE.txt": "Parts that are in the public domain stay so; the rest is ours."}
        self.assertEqual(notices.license_of(part)[0], "see its own file")

    def test_a_licence_without_a_text_ends_it(self):
        found = self.read()
        with self.assertRaisesRegex(notices.TermsMissing, "NetMQ@4.0 is given under .*GPL"):
            notices.gather(found, self.folder / "nothing here")
        found[1].license = "Unheard-Of-1.0"
        with self.assertRaisesRegex(notices.TermsMissing, "Runtime@10.0 is given under Unheard-Of"):
            notices.gather(found[1:], self.folder)

    def test_the_list_for_programs_refers_only_to_what_it_names_and_is_the_same_each_time(self):
        made = [sbom.cyclonedx("1", "commit", EPOCH, self.read(), {"a.exe": "00"}) for _ in range(2)]
        self.assertEqual(made[0], made[1])
        listed = json.loads(made[0])
        named = {component["bom-ref"] for component in listed["components"]} | {listed["metadata"]["component"]["bom-ref"]}
        for dependency in listed["dependencies"]:
            self.assertLessEqual({dependency["ref"], *dependency["dependsOn"]}, named)
        product = listed["metadata"]["component"]
        self.assertEqual((product["name"], product["version"], product["bom-ref"]), ("MiaIa", "1", "MiaIa@1"))
        self.assertRegex(listed["serialNumber"], r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class PackTests(Folder):
    def published(self, *extra):
        target = archive.Archive("x")
        for folder, project, name, natives in pack.PROGRAMS["win-x64"]:
            self.write(f"published/{folder}/{name}.exe", f"program {name}")
            self.write(f"published/{folder}/{name}.pdb", "symbols")
            for native in natives:
                self.write(f"published/{folder}/{native['win-x64']}", "native")
            built = f"source/{project}/bin/Release/net10.0/win-x64"
            self.write(f"{built}/{name}.deps.json", "{}")
            self.write(f"{built}/NetMQ.dll", "managed")
            self.write(f"source/{project}/{pack.SETTINGS}", "{ }")
        for path, content in extra:
            self.write(path, content)
        deps = pack.programs(target, "win-x64", self.folder / "published", self.folder / "source")
        return target, deps

    def test_programs_and_their_settings_are_in_and_what_is_for_others_is_not(self):
        target, deps = self.published(("published/bridge/aspnetcorev2_inprocess.dll", "for IIS"))
        self.assertEqual(target.programs, {"bridge/MiaIa.Bridge.exe", "engine/MiaIa.Engine.Host.exe", "cli/miaia.exe", "gateway/miaia-gateway.exe"})
        self.assertEqual(len(deps), 4)
        others = set(target.files) - target.programs
        settings = {f"{folder}/{pack.SETTINGS}" for folder in ("bridge", "engine", "cli", "gateway")}
        self.assertEqual(others, {"engine/e_sqlite3.dll", "cli/e_sqlite3.dll", "cli/duckdb.dll"} | settings)

    def test_texts_of_each_system_are_in_with_its_ends_of_lines(self):
        root = HERE.parent.parent
        for rid, names in (
            ("win-x64", {"README.html", "LISEZMOI.html", "first-windows-run.html", "install.ps1", "start.cmd"}),
            ("linux-x64", {"README.md", "miaia-engine.service"}),
        ):
            target = archive.Archive("x")
            pack.texts(target, rid, root)
            self.assertEqual({name for name in target.files if "/" not in name}, names)
            for name, content in target.files.items():
                if not name.endswith(".png"):
                    self.assertEqual(content.count(b"\r\n"), content.count(b"\n") if rid == "win-x64" else 0)

    def test_every_link_and_picture_of_a_page_is_in_the_package_and_every_picture_is_shown(self):
        target = archive.Archive("x")
        pack.texts(target, "win-x64", HERE.parent.parent)
        shown = set()
        for path, content in target.files.items():
            for link in re.findall(r'(?:href|src)="([^"]+)"', content.decode()) if path.endswith(".html") else ():
                with self.subTest(f"{path}: {link}"):
                    file, _, heading = link.partition("#")
                    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
                    self.assertIn(found, target.files)
                    self.assertTrue(not heading or f'id="{heading}"' in target.files[found].decode())
                    shown.add(found)
        pictures = {path for path in target.files if "/pictures/" in path}
        self.assertEqual(pictures - shown, set())
        self.assertGreater(len(pictures), 4)

    def test_every_link_and_picture_of_a_document_for_Linux_is_in_the_package(self):
        target = archive.Archive("x")
        pack.texts(target, "linux-x64", HERE.parent.parent)
        links, pictures = 0, {path for path in target.files if "/pictures/" in path}
        for path, content in target.files.items():
            for link in re.findall(r"\]\(([^)\s]+)\)", content.decode()) if path.endswith(".md") else ():
                file = link.partition("#")[0]
                with self.subTest(f"{path}: {link}"):
                    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
                    self.assertTrue(link.startswith("https://") or found in target.files)
                    pictures.discard(found)
                    links += 1
        self.assertGreater(links, 40)
        self.assertEqual(pictures, set())

    def test_every_document_that_settings_and_help_name_is_in_the_package(self):
        root = HERE.parent.parent
        for rid, programs in pack.PROGRAMS.items():
            target = archive.Archive("x")
            pack.texts(target, rid, root)
            named = set()
            for _, project, _, _ in programs:
                settings = root / project / pack.SETTINGS
                if settings.is_file():
                    text = pack.named_here(settings.read_bytes(), rid).decode()
                    named |= set(re.findall(r"\bdocs\b[\w./-]*\w", text))
            # A sentence of a program has the repository's name in every package.
            for source in (root / "tools" / "MiaIa.Cli").rglob("*.cs"):
                texts = re.findall(r"\b(docs/[\w./-]+)\.md\b", source.read_text(encoding="utf-8-sig"))
                named |= {f"{text}.{'html' if rid == 'win-x64' else 'md'}" for text in texts}
            with self.subTest(rid):
                self.assertGreater(len(named), 4)
                self.assertEqual(named - set(target.files), set())

    def test_the_first_page_names_the_commands_over_recordings(self):
        for name in ("install-sierra.md", "install-sierra.fr.md"):
            lines = (HERE.parent.parent / "docs" / name).read_text(encoding="utf-8").split("\n")
            listed = next(line for line in lines if line.startswith("| `cli` |"))
            for command in ("data", "backtest", "sweep", "walk-forward", "surrogate"):
                with self.subTest(f"{name}: {command}"):
                    self.assertRegex(listed, rf"[ ,]{command}\b")

    def test_the_first_page_shows_the_chart_and_names_the_first_run(self):
        target = archive.Archive("x")
        pack.texts(target, "win-x64", HERE.parent.parent)
        self.assertLessEqual(len(target.files["docs/pictures/chart.png"]), 150_000)
        for name in ("README.html", "LISEZMOI.html"):
            page = target.files[name].decode()
            self.assertIn('src="docs/pictures/chart.png"', page)
            self.assertIn('href="first-windows-run.html"', page)

    def test_a_file_that_nobody_expects_ends_it(self):
        with self.assertRaisesRegex(pack.PackError, "unexpected .*strange.dll"):
            self.published(("published/engine/strange.dll", "?"))

    def test_libzmq_ends_it_under_its_name_and_under_any_other(self):
        built = "source/bridge/MiaIa.Bridge/bin/Release/net10.0/win-x64"
        for name, content in (("libzmq.dll", b""), ("clrzmq4.dll", b""), ("fine.dll", b"..LibZMQ.."), ("fine2.dll", "libzmq".encode("utf-16-le"))):
            with self.subTest(name), self.assertRaisesRegex(pack.PackError, name):
                self.published((f"{built}/{name}", content))
            (self.folder / built / name).unlink()


if __name__ == "__main__":
    unittest.main()
