"""Follows the pages about the local cloud, which `./mvnw -Plocal` starts."""

import contextlib
import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time

from reader import Step
from smtp import MailServer, certificate

SES = "inbound-smtp.ap-northeast-1.amazonaws.com"
OLD_SERVER = "mail.shop.example"
EXAMPLE_ID = "zbsmll61sz43x9jn85j1b99s4sqi4dcysjige5m3"
PORTS = (2525, 8080, 9324, 9326, 9328, 9330, 9332)

README, CONSOLE, IMAGE, MIGRATE, OPERATE, ALIASES, REPLAY, SHADOW, RETENTION, RUNBOOK, UNPACKING = "README.md", *(
    f"docs/{name}.md" for name in "console image migrate operate aliases replay shadow retention runbook unpacking".split()
)

# the first line for a mail that you send yourself
NEWEST_IS_DONE = r"\A\S+Z +DONE .* from <me@example.com>"

# The set of shop.example, which other pages name shop
DEMO = {"--set shop": "--set demo"}
# The set of the old server's mail: the pages' copies of shop.example
COPIES = {"--set shop": "--set shadow", '"shop"': '"shadow"', "copy.shop.example": "shadow.example"}

RIGHT = 'ne-001: "|/opt/app/receive-mail.php 001"\n'

# The lines that `aliases check` prints, as docs/migrate.md shows them; the first three are correct
PROBLEMS = """\
# The current aliases of a set
ne-001: "|/opt/app/receive-mail.php 001"
ne-100: "|/opt/app/receive-mail.php 100"
ne-002: "|/opt/app/filter 002 | /opt/app/receive-mail.php 002"
ne-003: /var/mail/ne-003
ne-004: :include:/etc/mail/lists/ne-004
ne-005 "|/opt/app/receive-mail.php 005"
ne-001: "|/opt/app/receive-mail.php 001"
ne-006: "|/opt/app/receive-mail.php 006"
"""

# Postfix' log of the copies that the local cloud has got, and of one that it has not
MAIL_LOG = """\
Nov 29 10:00:01 mx postfix/cleanup[1]: 4A1: message-id=<order-1@market.example>
Nov 29 10:00:02 mx postfix/local[2]: 4A1: to=<ne-001@shop.example>, relay=local, delay=0.1, status=sent (delivered to command: /opt/app/receive-mail.php 001)
Nov 29 10:00:03 mx postfix/cleanup[1]: 4A2: message-id=<question-2@buyer.example>
Nov 29 10:00:04 mx postfix/local[2]: 4A2: to=<ne-002@shop.example>, relay=local, delay=0.1, status=sent (delivered to command: /opt/app/receive-mail.php 002)
Nov 29 10:00:05 mx postfix/cleanup[1]: 4A3: message-id=<order-9@market.example>
Nov 29 10:00:06 mx postfix/local[2]: 4A3: to=<ne-001@shop.example>, relay=local, delay=0.1, status=sent (delivered to command: /opt/app/receive-mail.php 001)
"""


def started(reader):
    """The README's first command, in a second terminal: it goes on until Ctrl-C."""
    taken = [port for port in PORTS if is_taken(port)]
    assert not taken, f"the pages name these ports, and something listens there: {taken}"
    log = open(reader.notes / "cloud.log", "w")
    reader.cloud = subprocess.Popen(
        ["./mvnw", "-B", "-Plocal"], cwd=reader.root, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until(lambda: "Ctrl-C ends everything." in cloud_log(reader) or reader.cloud.poll() is not None, 900, "the local cloud does not start")
    assert reader.cloud.poll() is None, cloud_log(reader)[-4000:]
    take_settings(reader)


def is_taken(port):
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def take_settings(reader):
    """`hikyaku` is the command line with the pipeline's settings; the AWS CLI uses the same S3."""
    script = (reader.root / "target/hikyaku").read_text()
    exports = "\n".join(line for line in script.splitlines() if line.startswith("export "))
    endpoint = re.search(r"HIKYAKU_AWS_ENDPOINTS_S3='(.*?)'", script).group(1)
    reader.shell.run(f"{exports}\nexport AWS_ENDPOINT_URL_S3={endpoint}")
    reader.ses = MailServer(SES, certificate(reader.notes, SES), 2525)
    reader.old_server = MailServer(OLD_SERVER)
    reader.servers += [reader.ses, reader.old_server]
    (reader.notes / ".curlrc").write_text(
        f'cacert = "{reader.notes}/certificate.pem"\n'
        f'connect-to = "{SES}:25:127.0.0.1:{reader.ses.port}"\nconnect-to = "{OLD_SERVER}:25:127.0.0.1:{reader.old_server.port}"\n'
    )
    shutil.copy(reader.root / "demo/mails/html.eml", reader.root / "mail.eml")


def cloud_log(reader):
    return (reader.notes / "cloud.log").read_text(errors="replace")


def stopped(reader):
    """Presses Ctrl-C; the cloud then prints the requests that it refused."""
    if reader.cloud is None:
        return
    if reader.cloud.poll() is None:
        os.killpg(reader.cloud.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            reader.cloud.wait(60)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(reader.cloud.pid, signal.SIGKILL)
    reader.cloud.wait()
    while reader.servers:
        reader.servers.pop().close()


def until(true, seconds, otherwise):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.2)


def found(words):
    """The id of the newest mail with these values."""

    def mail(reader):
        output, code = reader.shell.run(f"hikyaku find {words} --json 2>/dev/null")
        assert code == 0, f"hikyaku find {words}: {code}\n{output}"
        return json.loads(output)["deliveries"][0]["mail"]

    return mail


def reader_files(aliases, virtual="orders@shop.example ne-001\n"):
    def write(reader):
        (reader.root / "aliases").write_text(aliases)
        (reader.root / "virtual").write_text(virtual)

    return write


def copied(target, source="demo/mails/html.eml"):
    return lambda reader: shutil.copy(reader.root / source, reader.root / target)


def archives(reader):
    mbox = (reader.root / "demo/replay/mails.mbox").read_bytes()
    for name in ("mail-2025.mbox.gz", "mail-2026.mbox.gz"):
        (reader.root / name).write_bytes(gzip.compress(mbox))


def log_of_the_old_server(reader):
    (reader.root / "mail.log").write_text(MAIL_LOG)


def given_back(reader, output):
    """The old server received each mail of the set once, with its envelope."""
    back = sorted((sender, recipients) for sender, recipients, _ in reader.old_server.received)
    assert [recipients for _, recipients in back] == [["ne-001@shadow.example"], ["ne-002@shadow.example"]], back
    assert not (reader.root / "failed").exists()


def unpacked(reader, output):
    assert list((reader.root / "out").rglob("*")), output


def completes(reader, output):
    said, code = reader.shell.run("complete -p hikyaku")
    assert code == 0, said


def steps():
    mail = {EXAMPLE_ID: found("ne-075")}
    replay = {"--bucket raw-mail": "--bucket hikyaku-raw-mail", "s3://raw-mail/": "s3://hikyaku-raw-mail/"}
    cloud = {"./mvnw -Plocal": "cat ../notes/cloud.log"}
    return [
        Step(README, "./mvnw -Plocal ", first=started, words={"./mvnw -Plocal": "cat ../notes/cloud.log target/report.txt"}, shown=2, sees=("Every mail is where it should be.",)),
        # checks that need the samples alone, before other mail arrives
        Step(SHADOW, "target/hikyaku shadow-report", code=1, shown=1),
        Step(README, "curl smtp://127.0.0.1:2525"),
        Step(README, "hikyaku find ne-001", shows=("ne-001@shop.example",)),
        Step(README, "hikyaku show", words=mail, shows=("DONE", "exit 0")),
        Step(README, "hikyaku redrive --set demo"),
        Step(README, "hikyaku dead-letters list", shows=("DEAD",)),
        Step(README, "hikyaku aliases find", shows=("receive-mail",)),
        Step(README, "hikyaku sweep --dry-run"),
        Step(README, "java -jar target/hikyaku.jar unpack", then=unpacked),
        Step(UNPACKING, "java -jar target/hikyaku.jar unpack", words={"--to out": "--to out2"}),
        # checks that hold in a folder of your own
        Step(ALIASES, "java -jar target/hikyaku.jar aliases check demo/aliases", first=reader_files(RIGHT)),
        Step(ALIASES, "java -jar target/hikyaku.jar aliases check aliases --virtual virtual"),
        Step(ALIASES, "java -jar target/hikyaku.jar aliases find ne-001@shop.example --in", shows=("receive-mail.sh 001",)),
        Step(ALIASES, "java -jar target/hikyaku.jar aliases diff", code=1),
        Step(ALIASES, "target/hikyaku aliases find ne-001@shop.example", shows=("receive-mail.sh 001",)),
        Step(REPLAY, "hikyaku=", first=archives),
        Step(REPLAY, "$hikyaku replay demo/replay/mails.mbox --dry-run", words=replay, code=1, shown=1),
        Step(REPLAY, "$hikyaku replay demo/replay/mails.mbox --bucket", words=replay, code=1, shows=(r"^sent +4$",)),
        Step(REPLAY, "$hikyaku replay demo/replay/maildir", words=replay),
        Step(REPLAY, "$hikyaku replay s3://raw-mail/raw/", words=replay),
        Step(REPLAY, "$hikyaku replay mail-2025.mbox.gz", words=replay, code=1, shows=(r"^known +4$",)),
        Step(REPLAY, "zcat mail-*.mbox.gz", words=replay, code=1, shows=(r"^known +8$",)),
        Step(REPLAY, "target/hikyaku replay demo/replay/mails.mbox --bucket hikyaku-raw-mail --dry-run", code=1, shows=(r"^known +4$",)),
        Step(REPLAY, "target/hikyaku replay demo/replay/mails.mbox --bucket hikyaku-raw-mail", code=1, shows=(r"^known +4$",)),
        Step(REPLAY, "tail -c +2123 mails.mbox", words={"mails.mbox": "demo/replay/mails.mbox"}, shows=(r"\AFrom ",)),
        Step(OPERATE, "hikyaku COMMAND --help", words={"COMMAND": "find"}, shows=("Examples",)),
        Step(OPERATE, "source <(hikyaku completion)", then=completes),
        Step(OPERATE, "hikyaku find ne-001", shows=("ne-001@shop.example",)),
        Step(OPERATE, "hikyaku reconcile                                            # yesterday"),
        Step(OPERATE, "hikyaku reconcile --since 2026-11-24 --until 2026-11-27 --counts"),
        Step(OPERATE, "hikyaku find --sender market.example", code=(0, 1)),
        Step(OPERATE, "hikyaku show", words=mail, shows=("RETRY", "exit 75")),
        Step(IMAGE, "hikyaku health ", sees=("UP",)),
        Step(IMAGE, "hikyaku health ready", shows=("UP",)),
        Step(IMAGE, "hikyaku health well", code=(0, 1), shows=("UP|DOWN",)),
        Step(CONSOLE, "hikyaku password", typed="a good password\n", shows=(r"^\$2a\$10\$[./A-Za-z0-9]{53}$",)),
        # migrate, step by step
        Step(MIGRATE, "hikyaku aliases check aliases", first=reader_files(PROBLEMS), code=1, shown=1),
        Step(MIGRATE, "hikyaku aliases find ne-001", code=(0, 1), shows=("receive-mail.php 001",)),
        Step(MIGRATE, "hikyaku aliases find orders@shop.example", code=(0, 1), shows=("receive-mail.php 001",)),
        Step(MIGRATE, "grep -vnE", shows=("^5:ne-003: /var/mail/ne-003$",)),
        Step(MIGRATE, "hikyaku aliases diff /etc/aliases", first=reader_files(RIGHT), words={"/etc/aliases": "demo/aliases"}, code=1, shows=("^! ne-001: ",)),
        Step(MIGRATE, "./mvnw -Plocal", words=cloud),
        Step(MIGRATE, "curl smtp://127.0.0.1:2525", first=copied("mail.eml", "demo/mails/order-iso-2022-jp.eml")),
        Step(MIGRATE, "target/hikyaku find ne-100 --set legacy", shows=(NEWEST_IS_DONE,), again=120),
        Step(MIGRATE, "target/hikyaku show MAIL", words={"MAIL": found("ne-100 --set legacy")}, shows=("exit 0",)),
        Step(MIGRATE, "awk -f demo/shadow/from-postfix.awk", first=log_of_the_old_server, words={"/var/log/mail.log": "mail.log", **COPIES}),
        Step(MIGRATE, "hikyaku shadow-report", words=COPIES, code=1, shows=("^ +2 would have been handed over here too$", "not known here")),
        Step(MIGRATE, "hikyaku find --set shop --status DROPPED", words=COPIES),
        Step(MIGRATE, "while IFS", then=given_back),
        Step(MIGRATE, "hikyaku find --set shop --status RETRY", words=COPIES, code=1),
        Step(MIGRATE, "hikyaku drop", words=COPIES),
        Step(MIGRATE, "hikyaku drop", words=COPIES),
        Step(MIGRATE, "curl --ssl-reqd"),
        Step(MIGRATE, "hikyaku find ne-001 --set shop --since 15m", words=DEMO, shows=(NEWEST_IS_DONE,), again=120),
        Step("docs/deploy.md", "curl --ssl-reqd"),
        Step("docs/deploy.md", "hikyaku find ne-001 --set shop --since 15m", words=DEMO, sees=("DONE",), shows=(NEWEST_IS_DONE,), again=120),
        Step("docs/deploy.md", "hikyaku show MAIL", words={"MAIL": found("ne-001 --set demo")}, shows=("exit 0",)),
        Step(MIGRATE, "hikyaku find --set shop --since 15m", words=DEMO),
        Step(MIGRATE, "hikyaku find --set shop --status HELD", words=DEMO),
        Step(MIGRATE, "hikyaku find --set shop --status FAILED", words=DEMO),
        Step(MIGRATE, "hikyaku dead-letters list"),
        Step(MIGRATE, "hikyaku replay s3://BUCKET/inbox/", words={"BUCKET/inbox/": "hikyaku-raw-mail/raw/"}),
        Step(MIGRATE, "hikyaku pause --set shop", words=DEMO, shows=("^demo .*: looking for the cause$",)),
        Step(MIGRATE, "hikyaku resume --set shop", words=DEMO, shows=("^resumed: demo ",)),
        # an operator's actions on undelivered mail
        Step(RUNBOOK, "hikyaku sweep --dry-run"),
        Step(RUNBOOK, "hikyaku redrive --set SET", words={"SET": "demo", "…": "mended"}),
        Step(RUNBOOK, "hikyaku find canary@…", words={"…": "shop.example"}, code=1),
        Step(RUNBOOK, "hikyaku aliases find ADDRESS", words={"ADDRESS": "ne-001@shop.example"}),
        Step(RUNBOOK, 'hikyaku release --set SET --why "…" --dry-run', words={"SET": "demo", "…": "mended"}),
        Step(RUNBOOK, 'hikyaku release --set SET --why "…"', words={"SET": "demo", "…": "mended"}),
        Step(RUNBOOK, "hikyaku aliases check FILE", words={"FILE": "demo/aliases"}),
        Step(SHADOW, "hikyaku redrive MAIL --status DROPPED", words={"MAIL": found("ne-002@shadow.example"), "…": '"lost there"'}),
        Step(OPERATE, "hikyaku dead-letters move-back", code=(0, 1)),
        Step("docs/recover.md", "hikyaku replay s3://BUCKET/inbox/ --dry-run", words={"BUCKET/inbox/": "hikyaku-raw-mail/raw/"}),
        Step("docs/recover.md", "hikyaku replay s3://BUCKET/inbox/", words={"BUCKET/inbox/": "hikyaku-raw-mail/raw/"}),
        Step("docs/doctor.md", "hikyaku aliases check FILE", words={"FILE": "demo/aliases"}),
        Step("docs/doctor.md", "hikyaku find canary --set NAME", words={"NAME": "demo"}, code=1),
        # the last step, because it deletes
        Step(RETENTION, "hikyaku find --sender ADDRESS", words={"ADDRESS": "sender@market.example"}, code=(0, 1)),
        Step(RETENTION, "hikyaku find --sender buyer@market.example", words={"buyer@": "sender@"}),
        Step(RETENTION, "hikyaku forget " + EXAMPLE_ID, words=mail),
        Step(RETENTION, "hikyaku forget " + EXAMPLE_ID, words=mail),
        Step(RETENTION, "hikyaku forget --recipient", code=(0, 1)),
        Step(RETENTION, "hikyaku forget --tenant", code=(0, 1), then=ends_well),
    ]


def ends_well(reader, output):
    stopped(reader)
    assert "failed to stop" not in cloud_log(reader), cloud_log(reader)[-4000:]
