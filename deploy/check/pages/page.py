"""Reads a page of the docs: the commands that it has a reader type, and the output that it shows."""

import re
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

# A code span that begins with one of these and has an argument is a command
TOOLS = (
    r"aws|hikyaku|target/hikyaku|java|terraform|ecspresso|lambroll|docker|curl|dig|deploy/[\w/-]+|\./mvnw|"
    r"post(?:conf|map|queue|fix)|mailq|htpasswd|tail|source"
)
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.S | re.M)


@dataclass(eq=False)
class Command:
    """A command in a shell block, or in a sentence (then it has no block)."""

    page: str
    line: int
    text: str
    block: int | None = None
    claimed: str = field(default="", compare=False)

    def __str__(self):
        return f"{self.page}:{self.line}: {self.text.splitlines()[0]}"


@dataclass(eq=False)
class Shown:
    """An output that the page shows, with … for omitted parts."""

    page: str
    line: int
    text: str
    claimed: str = ""

    def __str__(self):
        return f"{self.page}:{self.line}: what is shown: {self.text.splitlines()[0]}"


@dataclass(eq=False)
class Sentence:
    """Output that the reader should see, in the page's words."""

    page: str
    line: int
    text: str
    claimed: str = ""

    def __str__(self):
        return f"{self.page}:{self.line}: {self.text}"


class Page:
    def __init__(self, root, name):
        self.name = name
        self.text = (root / name).read_text()
        self.commands, self.shown = [], []
        self.plain = self.text
        for number, fence in enumerate(FENCE.finditer(self.text)):
            indent, language, inside = fence.groups()
            line = self.text[: fence.start()].count("\n") + 2
            body = re.sub(rf"^{indent}", "", inside, flags=re.M)
            if language == "sh":
                self.commands += [Command(name, line + at, text, number) for at, text in statements(body)]
            elif language == "":
                self.shown.append(Shown(name, line, body))
            self.plain = self.plain.replace(fence.group(), "\n" * fence.group().count("\n"))
        self.sentences = [
            Sentence(name, self.plain[: one.start()].count("\n") + 1, squeezed(one.group()))
            for one in re.finditer(r"You see\b.*?(?:\.(?=\s)|$)", self.plain, re.S)
        ]
        self.commands += self.inline()
        self.commands.sort(key=lambda one: one.line)

    def inline(self):
        """Commands in sentences: they have an option, a path or a placeholder, or the expected output names them."""
        found = {}
        seeing = [(one.start(), one.end()) for one in re.finditer(r"You see\b.*?(?=\. |\.$|\n\n)", self.plain, re.S)]
        for span in re.finditer(r"`([^`\n]+)`", self.plain):
            text = span.group(1)
            if not re.match(rf"(?:{TOOLS}) ", text):
                continue
            if len(text.split()) > 2 or any(begin <= span.start() < end for begin, end in seeing):
                found.setdefault(text, Command(self.name, self.plain[: span.start()].count("\n") + 1, text))
        return found.values()

    def says(self, words):
        return squeezed(words) in squeezed(self.text)


@cache
def statements(block):
    """(line, text) of each statement: as many lines as the shell needs for it. Comment lines are left out."""
    found, begun, at = [], "", 0
    for number, line in enumerate(block.splitlines()):
        if not begun and (not line.strip() or line.lstrip().startswith("#")):
            continue
        if not begun:
            at = number
        begun += line + "\n"
        if line.endswith("\\") or subprocess.run(["bash", "-n"], input=begun, text=True, capture_output=True).returncode:
            continue
        found.append((at, begun.rstrip("\n")))
        begun = ""
    assert not begun, f"no shell understands this block:\n{begun}"
    return tuple(found)


def squeezed(text):
    return re.sub(r"\s+", " ", re.sub(r"[`*]", "", text)).strip()


# Parts of a shown output that differ in each run
VARYING = [
    (r"\b\d\d:\d\d:\d\d\.\d{3}\b", r"\\d\\d:\\d\\d:\\d\\d\\.\\d{3}"),
    (r"\b[0-9a-z]{40}\b", r"[0-9a-z]{40}"),
    (r"\b(pipeline|courier)-[0-9a-f]{8}\b", r"\1-[0-9a-f]{8}"),
    (r"\bmail-\w{8}\b", r"mail-\\w{8}"),
    (r"\b[0-9a-f]{8}…", r"[0-9a-f]{64}"),
]


def lacking(shown, output):
    """The first shown line that is missing from the output, in this order, or None."""
    lines = iter([squeezed(line) for line in output.splitlines()])
    for line in shown.splitlines():
        words = squeezed(line)
        if words in ("", "…"):
            continue
        pattern = re.escape(words).replace("…", "(?:…|.*)").replace(r"\ ", " ")
        plain = words
        for what, by in VARYING:
            plain = re.sub(what, lambda found: "\0" + re.sub(what, by, found.group()) + "\0", plain)
        parts = [part if index % 2 else re.escape(part).replace("…", ".*") for index, part in enumerate(plain.split("\0"))]
        pattern = re.compile("".join(parts))
        if not any(pattern.fullmatch(other) for other in lines):
            return line
    return None


def pages(root):
    names = ["README.md", "CONTRIBUTING.md", *sorted(str(file.relative_to(root)) for file in (root / "docs").glob("*.md"))]
    return {name: Page(root, name) for name in names if not name.endswith(".ja.md")}
