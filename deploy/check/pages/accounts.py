"""Each command of the docs is run, or not-run.tsv gives the reason."""

import csv
from pathlib import Path


def reasons():
    """(page, beginning of the command, reason why it is not run)"""
    with open(Path(__file__).with_name("not-run.tsv")) as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def everything(page):
    return page.commands + page.shown + page.sentences


def accounted(pages, table):
    for name, begins, reason in table:
        assert reason, f"not-run.tsv gives no reason: {name} {begins}"
        page = pages[name]
        fitting = [one for one in everything(page) if one.text.startswith(begins) and not one.claimed]
        assert fitting, f"not-run.tsv: {name} has no such command, or it is run: {begins}"
        for one in fitting:
            one.claimed = reason
    left = [str(one) for page in pages.values() for one in everything(page) if not one.claimed]
    assert not left, "neither followed nor in deploy/check/pages/not-run.tsv:\n" + "\n".join(left)
