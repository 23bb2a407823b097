"""Follows docs/migrate.md on the old mail server: a Postfix in a folder, if Postfix is installed and this process is root."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from reader import Step

MIGRATE = "docs/migrate.md"
FOLDER = {"/etc/postfix": lambda reader: str(reader.notes / "postfix")}
CF = {"/etc/mail/sendmail.cf": "sendmail.cf"}


def missing():
    """What this machine lacks for it, or None."""
    if os.geteuid() != 0:
        return "root"
    return next((tool for tool in ("postfix", "postconf", "postmap", "mailq") if not shutil.which(tool)), None)


def started(reader):
    """Has its own queue and folders, and no port."""
    folder = reader.notes / "postfix"
    # Postfix's users must be able to read this path
    for part in (folder, *folder.parents):
        if part.is_relative_to(reader.notes.parent) and part.exists():
            part.chmod(0o755)
    queue, data = reader.notes / "queue", reader.notes / "data"
    for part in (folder, queue, data):
        part.mkdir()
        part.chmod(0o755)
    shutil.chown(data, "postfix", "postfix")
    (folder / "main.cf").write_text(
        f"compatibility_level = 3.6\nqueue_directory = {queue}\ndata_directory = {data}\nmyhostname = mx.shop.example\n"
        "inet_interfaces = loopback-only\nalias_maps =\nalias_database =\nmaillog_file = /dev/stdout\n"
    )
    master = Path("/usr/share/postfix/master.cf.dist")
    text = (master if master.exists() else Path("/etc/postfix/master.cf")).read_text()
    (folder / "master.cf").write_text(re.sub(r"^smtp +inet.*\n(?: .*\n)*", "", text, flags=re.M))
    reader.shell.run(f'export MAIL_CONFIG="{folder}"')
    said, code = reader.shell.run("postfix start")
    assert code == 0, said
    said, code = reader.shell.run("mailq")
    assert (said, code) == ("Mail queue is empty\n", 0), said


def stopped(reader):
    if (reader.notes / "postfix").exists():
        subprocess.run(["postfix", "-c", str(reader.notes / "postfix"), "stop"], capture_output=True)


def sendmail_cf(reader):
    (reader.root / "sendmail.cf").write_text("O AliasFile=/etc/mail/aliases\n")


def steps():
    return [
        Step(MIGRATE, "postconf alias_maps", first=started, shows=("^alias_maps =",)),
        Step(MIGRATE, "grep -E", first=sendmail_cf, words=CF, shows=("AliasFile",)),
        Step(MIGRATE, "echo '/^", words=FOLDER),
        Step(MIGRATE, "postconf -e", words=FOLDER),
        Step(MIGRATE, "postmap -q", words=FOLDER, sees=("ne-001@copy.shop.example",)),
        Step(MIGRATE, "postfix reload"),
        Step(MIGRATE, "postconf -X"),
        Step(MIGRATE, "mailq", code=1, shows=("^0$",)),
        Step(MIGRATE, "postconf -X", code=(0, 1)),
    ]
