"""Tests of the documents' pages."""

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import pack  # noqa: E402
import pages  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Pages(unittest.TestCase):
    PAGES = {"README.html": "first.md", "docs/second.html": "second.md", "docs/pictures/a.svg": "pictures/a.svg"}

    def body(self, markdown, path="README.html"):
        made = pages.page(markdown, path, self.PAGES)
        return made.split("<body>\n")[1].split("\n</body>")[0]

    def test_blocks_and_what_stands_in_a_line(self):
        for markdown, expected in (
            ("# A & *b*", '<h1 id="a--b">A &amp; <em>b</em></h1>'),
            ("one\ntwo **three**", "<p>one two <strong>three</strong></p>"),
            ("```\n<a> *b*\n\n| c\n```", "<pre><code>&lt;a&gt; *b*\n\n| c</code></pre>"),
            ("1. a\n   b\n2. c", "<ol>\n<li>a b</li>\n<li>c</li>\n</ol>"),
            ("a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"),
            ("| a | b |\n|---|---|\n| `c*d*` | 2 * 3 |", "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><code>c*d*</code></td><td>2 * 3</td></tr>\n</table>"),
            ("a <!-- b\nc -->d", "<p>a d</p>"),
            ("*Build >> Run*", "<p><em>Build &gt;&gt; Run</em></p>"),
        ):
            with self.subTest(markdown):
                self.assertEqual(self.body(markdown), expected)

    def test_links_lead_to_pages_and_words_stay_where_there_is_none(self):
        self.assertEqual(self.body("[x](second.md#b-c) [y](other.md)"), '<p><a href="docs/second.html#b-c">x</a> y</p>')
        self.assertEqual(self.body("[x](first.md)", "docs/second.html"), '<p><a href="../README.html">x</a></p>')
        self.assertEqual(self.body("![p](pictures/a.svg)"), '<p><img src="docs/pictures/a.svg" alt="p"></p>')

    def test_in_Markdown_a_link_stays_where_its_document_is_there(self):
        kept = "# [a](second.md#b)\n[b](#c) ![p](pictures/a.svg) `[c](other.md)`\n```\n[d](other.md)\n```\n[e](https://there)"
        self.assertEqual(pages.linked(kept, "first.md", self.PAGES.values()), kept)
        self.assertEqual(pages.linked("- **a [`b`](../other.md#c)** d", "first.md", self.PAGES.values()), "- **a `b`** d")
        self.assertEqual(pages.linked("[a](../first.md) [b](../x.md)", "deep/third.md", self.PAGES.values()), "[a](../first.md) b")

    def test_who_uses_the_product_reads_of_no_file_of_the_source_and_of_no_test(self):
        self.assertEqual(pages.for_users("a (`B.cs`): c\n(`x/D.h`; e) f\n"), "a: c f\n")
        self.assertEqual(pages.for_users("# T\n\n## Proof\n`A.cs`\n\n## Next\nb `Study.cpp` c\n"), "# T\n\n## Next\nb `Study.cpp` c\n")
        names = [*pack.FIRST_PAGES.values(), *(f"{name}.md" for name in pack.OTHER_PAGES if not name.startswith("decisions/"))]
        for name in names:
            text = re.sub(r"<!--.*?-->", "", pack.read(ROOT / "docs", name), flags=re.DOTALL)
            with self.subTest(name):
                self.assertIsNone(re.search(r"\btests/|bad-input|BENCHMARKS|`[\w./-]+\.(?:cs|h)`", text))

    def test_what_would_be_shown_wrongly_ends_it(self):
        for markdown in ("| a | b |\n|---|---|\n| c |", "![p](pictures/b.svg)"):
            with self.subTest(markdown), self.assertRaises(pages.PageError):
                self.body(markdown)


if __name__ == "__main__":
    unittest.main()
