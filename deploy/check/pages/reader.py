"""A reader who follows the docs literally, and checks that the output is what they show."""

import re
import time
from dataclasses import dataclass, field
from typing import Callable

from page import lacking, squeezed


@dataclass
class Step:
    """One command of a page.

    words     what the page has a reader replace, with the replacements
    sees      words of the page that the command must print
    tells     words of the page that `first` or `then` look for
    shows     a pattern that the output must match, where the page paraphrases the output
    shown     how many of the next outputs that the page shows must be printed
    code      the exit code, or several
    typed     what the reader answers
    first     prepares what the command needs
    then      checks the output
    again     the number of seconds for which the command is repeated until the output is right
    """

    page: str
    begins: str
    words: dict = field(default_factory=dict)
    sees: tuple = ()
    tells: tuple = ()
    shows: tuple = ()
    shown: int = 0
    code: object = 0
    typed: str = ""
    first: Callable | None = None
    then: Callable | None = None
    again: float = 0
    folder: str | None = None
    command: object = None
    outputs: list = field(default_factory=list)


def claimed(pages, steps, by):
    """Pairs each step with its command: the next matching command of its page that no earlier step has."""
    for step in steps:
        page = pages[step.page]
        free = [one for one in page.commands if not one.claimed and one.text.startswith(step.begins)]
        assert free, f"{step.page} no longer has: {step.begins}"
        step.command = free[0]
        step.command.claimed = by
        step.outputs = [one for one in page.shown if not one.claimed and one.line > step.command.line][: step.shown]
        assert len(step.outputs) == step.shown, f"{step.page} shows nothing after: {step.begins}"
        for output in step.outputs:
            output.claimed = by
        for words in step.sees + step.tells:
            assert page.says(words), f"{step.page} does not say: {words}"
        for sentence in page.sentences:
            named = step.command.block is None and squeezed(step.command.text) in sentence.text
            if named or any(squeezed(words) in sentence.text for words in step.sees + step.tells):
                sentence.claimed = by
    return steps


class Reader:
    """`given` replaces words on all later pages; `kept` passes values from a step to a later one."""

    def __init__(self, root, shell, transcript):
        self.root, self.shell, self.transcript, self.given, self.kept = root, shell, transcript, {}, {}
        self.block = None

    def follow(self, step):
        command = step.command
        if step.folder is not None or (command.block is not None and (command.page, command.block) != self.block):
            self.shell.run(f'cd "{self.root}/{step.folder or ""}"')
        if command.block is not None:
            self.block = (command.page, command.block)
        if step.first:
            step.first(self)
        text = command.text
        for word, value in {**self.given, **step.words}.items():
            if word in text:
                text = text.replace(word, value(self) if callable(value) else value)
        began = time.monotonic()
        while True:
            output, code = self.shell.run(text, step.typed)
            self.transcript.write(f"\n{command.page}:{command.line}, {time.monotonic() - began:.1f} s\n$ {text}\n{output}")
            self.transcript.flush()
            wrong = self.wrong(step, output, code)
            if not wrong:
                break
            if time.monotonic() - began > step.again:
                raise AssertionError(f"{command.page}:{command.line}: {wrong}\n$ {text}\n{output[-4000:]}")
            time.sleep(0.5)
        if step.then:
            step.then(self, output)
        return output

    def wrong(self, step, output, code):
        codes = step.code if isinstance(step.code, (tuple, set)) else (step.code,)
        if code not in codes:
            return f"exit code {code} and not {step.code}"
        for words in step.sees:
            if squeezed(words) not in squeezed(output):
                return f"not seen: {words}"
        for pattern in step.shows:
            if not re.search(pattern, output, re.M):
                return f"not seen: {pattern}"
        for shown in step.outputs:
            missing = lacking(shown.text, output)
            if missing:
                return f"shown by the page, and not seen: {missing}"
        return None
