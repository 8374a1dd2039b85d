"""Documents as pages for a browser: Windows shows no Markdown, and its pictures not at all."""

import html
import posixpath
import re

STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 "Segoe UI", Arial, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 } h2 { margin-top: 2rem }
code, pre { font-family: Consolas, monospace; font-size: .92em; background: rgba(127, 127, 127, .15); border-radius: 4px }
code { padding: .1em .3em } pre { padding: .7em 1em; overflow-x: auto } pre code { background: none; padding: 0 }
table { border-collapse: collapse; margin: 1rem 0 } td, th { border: 1px solid rgba(127, 127, 127, .4); padding: .3em .6em; text-align: left; vertical-align: top }
img { max-width: 100%; height: auto }
"""
# What may stand in a line, the strongest first: code is never looked into.
INLINE = re.compile(r"`([^`]+)`|!\[([^\]]*)\]\(([^)\s]+)\)|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|(?<![\w*])\*(?!\s)([^*]+?)\*(?!\w)")
# Code is never looked into here, either.
LINK = re.compile(r"`[^`]*`|(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
ITEM = re.compile(r"(\d+\.|-) (.*)")


# Sections that say by which tests a document is held: of the source tree, which a package is not.
HELD = ("Proof", "Tests", "What holds it", "What is held by tests", "From end to end", "How it is proved")
SECTION = re.compile(r"^## (.+)\n(?:(?!## ).*\n?)*", re.MULTILINE)
# A file of the source tree in brackets, or a document that no package has.
SOURCE = re.compile(r"\s+\([^()]*`[\w./-]*(?:\.(?:cs|h|cpp)|\btests/[\w./-]*)`[^()]*\)|\s+of docs/bad-input\.md")

# What the documents of the study's inputs say of how they were made.
MADE = re.compile(r"^(?:Made from|Fait à partir de) `sierra-study/[^;]*;[^.]*\.\s", re.MULTILINE)


class PageError(Exception):
    """A document has something that its page would show wrongly."""


def for_users(markdown):
    """A document without what only the source tree has: names of its files in brackets, and what is said of its tests."""
    kept = SECTION.sub(lambda found: "" if found[1] in HELD else found[0], markdown)
    return SOURCE.sub("", MADE.sub("", kept)).rstrip("\n") + "\n"


def page(markdown, path, pages):
    """The page of one document.

    path is where the page lies in the package, pages are the documents' own paths by those of their pages: a link to another document
    leads to its page, a link to what is not in the package becomes its words."""
    lines = re.sub(r"<!--.*?-->\n?", "", markdown, flags=re.DOTALL).split("\n")
    title = next((line[2:] for line in lines if line.startswith("# ")), path)
    language = "fr" if path.endswith(".fr.html") or path == "LISEZMOI.html" else "en"
    body = "\n".join(_blocks(lines, _Links(path, pages)))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{_plain(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def linked(markdown, document, documents):
    """A document that stays Markdown, in a package that has only some of them: a link to another one becomes its words."""

    def kept(found):
        words, target = found.groups()
        if target is None or target.startswith(("#", "https://", "http://")):
            return found[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(document), target.partition("#")[0]))
        return found[0] if file in documents else words

    return LINK.sub(kept, markdown)


class _Links:
    def __init__(self, path, pages):
        self.folder = posixpath.dirname(path)
        self.source = posixpath.dirname(pages[path])
        self.pages = {document: page for page, document in pages.items()}

    def to(self, target):
        """Where a link leads from this page; None when that is not in the package."""
        if target.startswith(("#", "https://", "http://")):
            return target
        file, _, heading = target.partition("#")
        found = self.pages.get(posixpath.normpath(posixpath.join(self.source, file)))
        return found and posixpath.relpath(found, self.folder or ".") + (f"#{heading}" if heading else "")


def _blocks(lines, links):
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if line.startswith("```"):
            while not lines[end].startswith("```"):
                end += 1
            yield f"<pre><code>{html.escape(chr(10).join(lines[at + 1:end]))}</code></pre>"
            at = end + 1
            continue
        if heading := re.match(r"(#+) (.*)", line):
            level, text = len(heading[1]), heading[2]
            yield f'<h{level} id="{_anchor(text)}">{_inline(text, links)}</h{level}>'
        elif line.startswith("|"):
            end = _while(lines, end, lambda other: other.startswith("|"))
            yield _table(lines[at:end], links)
        elif ITEM.match(line):
            end = _while(lines, end, lambda other: bool(other.strip()) and (ITEM.match(other) is not None or other.startswith(" ")))
            yield _list(lines[at:end], links)
        elif line.strip():
            end = _while(lines, end, lambda other: bool(other.strip()) and not other.startswith(("#", "|", "```")) and not ITEM.match(other))
            yield f"<p>{_inline(' '.join(lines[at:end]), links)}</p>"
        at = end


def _while(lines, at, is_part):
    while at < len(lines) and is_part(lines[at]):
        at += 1
    return at


def _table(lines, links):
    rows = [[_inline(cell.strip(), links) for cell in line.strip().strip("|").split("|")] for line in lines if not re.fullmatch(r"[|\-: ]+", line)]
    if any(len(row) != len(rows[0]) for row in rows):
        raise PageError(f"a row of the table under '{lines[0]}' has other columns than its head")
    of = lambda tag, row: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
    return "\n".join(["<table>", of("th", rows[0]), *(of("td", row) for row in rows[1:]), "</table>"])


def _list(lines, links):
    items = []
    for line in lines:
        if item := ITEM.match(line):
            items.append(item[2])
        else:
            items[-1] += " " + line.strip()
    tag = "ul" if lines[0].startswith("-") else "ol"
    return "\n".join([f"<{tag}>", *(f"<li>{_inline(item, links)}</li>" for item in items), f"</{tag}>"])


def _inline(text, links):
    out, at = [], 0
    for found in INLINE.finditer(text):
        out.append(html.escape(text[at:found.start()], quote=False))
        at = found.end()
        code, alt, picture, words, target, strong, slanted = found.groups()
        if code is not None:
            out.append(f"<code>{html.escape(code, quote=False)}</code>")
        elif picture is not None:
            if not (place := links.to(picture)):
                raise PageError(f"the picture {picture} is not in the package")
            out.append(f'<img src="{html.escape(place)}" alt="{html.escape(alt)}">')
        elif target is not None:
            place = links.to(target)
            out.append(f'<a href="{html.escape(place)}">{_inline(words, links)}</a>' if place else _inline(words, links))
        else:
            tag = "strong" if strong is not None else "em"
            out.append(f"<{tag}>{_inline(strong or slanted, links)}</{tag}>")
    return "".join(out) + html.escape(text[at:], quote=False)


def _plain(text):
    return html.escape(re.sub(r"[`*]", "", text), quote=False)


def _anchor(heading):
    return "".join(c for c in heading.lower() if c.isalnum() or c in " -_").replace(" ", "-")
