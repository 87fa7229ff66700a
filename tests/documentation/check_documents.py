#!/usr/bin/env python3
"""Runs the commands that README.md and docs/*.md show, and compares what comes with what is shown.

In a fence marked `console`, a line `$ command` (going on while it ends in a backslash) is run with
bash in a scratch folder that looks like the root of the project; the lines below it, if there are
any, must be its output, stdout and stderr together, to the letter. A line `…` stands for any
number of lines. A command must exit with 0, or with N where its output is followed by `[exit N]`.
A fence marked `yaml NAME` (or json, maestro, csv, ini, prototext) is a file that later commands of that document
find.
Commands that install or build (NOT_RUN) are left to scripts/test.

A link to a file of the project must lead to one.

With --update the output that is shown is replaced by what comes, `…` excepted: read the change.
"""

import argparse
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

NOT_RUN = ("scripts/run", "scripts/test", "scripts/bench", "scripts/install", "cmake ", "ctest ")
FENCE = re.compile(r"^```\s*(\S*)\s*(\S*)\s*$")
EXIT = re.compile(r"^\[exit (\d+)\]$")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
ANY_LINES = "…"


@dataclass
class Command:
    line: int
    text: str
    shown: list = field(default_factory=list)
    status: int = 0
    output: list = field(default_factory=list)

    @property
    def first_shown(self):
        """The position of the first line of the output among the lines of the document."""
        return self.line + self.text.count("\n")


@dataclass
class File:
    name: str
    text: str


def read_console(lines, first_line):
    commands = []
    continues = False
    for number, line in enumerate(lines, first_line):
        if continues:
            commands[-1].text += "\n" + line
        elif line.startswith("$ "):
            commands.append(Command(number, line[2:]))
        elif not commands:
            raise ValueError(f"line {number}: a console fence begins with `$ command`")
        elif EXIT.match(line):
            commands[-1].status = int(EXIT.match(line).group(1))
        else:
            commands[-1].shown.append(line)
        continues = commands[-1].text.endswith("\\") and not commands[-1].shown
    for command in commands:
        while command.shown and not command.shown[-1].strip():
            command.shown.pop()
    return commands


def read_document(text):
    """The commands and files of a document, in order."""
    items = []
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if fence is None:
            if match:
                fence = (match.group(1), match.group(2), number + 1, [])
            continue
        if not match:
            fence[3].append(line)
            continue
        language, name, first_line, lines = fence
        if language == "console":
            items += read_console(lines, first_line)
        elif language in ("yaml", "json", "maestro", "csv", "ini", "prototext") and name:
            items.append(File(name, "\n".join(lines) + "\n"))
        fence = None
    if fence is not None:
        raise ValueError(f"line {fence[2] - 1}: the fence is never closed")
    return items


def is_shown(shown, lines):
    """Are `lines` what is shown, `…` standing for any number of them?"""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ANY_LINES else re.escape(line.rstrip()) + "\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in lines)) is not None


def run(command, folder):
    """What is wrong with the command, as text; None if it does what the document says."""
    done = subprocess.run(
        ["bash", "-c", command.text],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    lines = command.output = done.stdout.splitlines()
    if done.returncode != command.status:
        return f"exits with {done.returncode}, not {command.status}:\n{done.stdout}"
    if "\x1b" in done.stdout:
        return "prints control sequences though its output is no terminal"
    if command.shown and not is_shown(command.shown, lines):
        return "\n".join(difflib.unified_diff(command.shown, lines, "shown", "printed", "", "", 3, ""))
    return None


def check_text(text, folder):
    """The commands of a document that ran, and what is wrong with them, as texts."""
    ran = []
    wrong = []
    for item in read_document(text):
        if isinstance(item, File):
            (folder / item.name).write_text(item.text, encoding="utf-8")
        elif not item.text.startswith(NOT_RUN):
            ran.append(item)
            message = run(item, folder)
            if message is not None:
                wrong.append(f"line {item.line}: {item.text}\n{message}")
    return ran, wrong


def dead_links(text, folder):
    """The links of a document, which stands in `folder`, that lead nowhere, as texts."""
    links = (match.group(1) for match in LINK.finditer(text))
    return [f"the link to {link} leads nowhere" for link in links if not (folder / link).exists()]


def updated(text, commands):
    """The document with what comes in place of what is shown."""
    lines = text.splitlines()
    for command in reversed(commands):
        if command.shown and ANY_LINES not in command.shown:
            begin = command.first_shown
            lines[begin : begin + len(command.shown)] = [line.rstrip() for line in command.output]
    return "\n".join(lines) + "\n"


def lay_out(folder, source, binary):
    """Makes the folder look like the root of the project with a release build in it."""
    for entry in source.iterdir():
        if entry.name not in ("build", ".git"):
            (folder / entry.name).symlink_to(entry)
    (folder / "build" / "release").mkdir(parents=True)
    (folder / "build" / "release" / "counterpoint").symlink_to(binary)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=pathlib.Path, required=True, help="root of the project")
    parser.add_argument("--binary", type=pathlib.Path, required=True, help="the counterpoint to run")
    parser.add_argument("--update", action="store_true", help="show what comes")
    arguments = parser.parse_args()
    source = arguments.source.resolve()
    failed = False
    for document in [source / "README.md", *sorted((source / "docs").glob("*.md"))]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            lay_out(folder, source, arguments.binary.resolve())
            text = document.read_text(encoding="utf-8")
            ran, wrong = check_text(text, folder)
        wrong += dead_links(text, document.parent)
        print(f"{document.relative_to(source)}: {len(ran)} commands run, {len(wrong)} wrong")
        for message in wrong:
            print(message)
        if arguments.update:
            document.write_text(updated(text, ran), encoding="utf-8")
        failed = failed or bool(wrong) or (document.name == "README.md" and not ran)
    if failed and not arguments.update:
        print(f"If what comes is right: {' '.join([sys.argv[0], *sys.argv[1:], '--update'])}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
