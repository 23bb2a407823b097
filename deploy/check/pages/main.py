"""deploy/check/docs [account] [cloud] [postfix]: prints a line for each thing that it has checked, and ends at the first failure."""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import account
import accounts
import local_cloud
import page
import postfix
from reader import Reader, claimed
from shell import Shell

ROOT = Path(__file__).resolve().parents[3]
PARTS = {"account": account.steps, "cloud": local_cloud.steps, "postfix": postfix.steps}

began = time.monotonic()


def seen(line):
    print(f"{time.monotonic() - began:4.0f} s  {line}", flush=True)


def copied(folder):
    """The repository as checked out, with the results of the build."""
    root = folder / "hikyaku"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("target", ".git", ".terraform", "*.tfstate*", "node_modules"), symlinks=True)
    (root / "target/local-cloud").mkdir(parents=True)
    built = [ROOT / "target" / name for name in ("hikyaku.jar", "classes", "test-classes", "archive")]
    for one in [*built, *(ROOT / "target/local-cloud").glob("*")]:
        if one.exists() and one.name not in ("data", "built"):
            (root / one.relative_to(ROOT)).symlink_to(one)
    (root / "target/local-cloud/built").touch()  # so that demo/run does not build it again
    return root


def follow(steps, reader):
    for step in steps:
        reader.follow(step)
    return len(steps)


def follow_account(steps, folder, cli, transcript, closing):
    settings = account.configuration(folder)
    if not settings or not shutil.which("terraform"):
        return "Terraform or its AWS provider is not available: skipped"
    cloud = account.Cloud(closing.enter_context(open(folder / "moto.log", "w")), account.ACCOUNT)
    closing.callback(cloud.stop)
    root = copied(folder)
    tools = folder / "bin"
    for one in (tools, folder / "notes", folder / "home"):
        one.mkdir()
    (tools / "docker").symlink_to(Path(__file__).with_name("docker"))
    account.command_line(tools / "hikyaku", root / "target/hikyaku.jar")
    shell = Shell(root, account.environment(folder, cloud, cli, tools), folder / "notes")
    closing.callback(shell.close)
    reader = Reader(root, shell, transcript)
    reader.cloud, reader.bin = cloud, tools
    return f"{follow(steps, reader)} commands of the docs on moto: what they say is seen"


def follow_cloud(steps, folder, cli, transcript, closing):
    root, notes = copied(folder), folder / "notes"
    tools = folder / "bin"
    for one in (notes, tools):
        one.mkdir()
    (tools / "hikyaku").symlink_to(root / "target/hikyaku")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "HIKYAKU_", "QUARKUS_"))}
    shell = Shell(root, {**own, "PATH": f"{tools}:{cli}:{os.environ['PATH']}", "CURL_HOME": str(notes), "AWS_DEFAULT_REGION": "us-east-1"}, notes)
    closing.callback(shell.close)
    reader = Reader(root, shell, transcript)
    reader.notes, reader.cloud, reader.servers = notes, None, []
    closing.callback(local_cloud.stopped, reader)
    return f"{follow(steps, reader)} commands of the docs on the local cloud: what they say is seen"


def follow_postfix(steps, folder, cli, transcript, closing):
    lacks = postfix.missing()
    if lacks:
        return f"{lacks} is missing: skipping the steps of docs/migrate.md on the old mail server"
    root, notes = copied(folder), folder / "notes"
    notes.mkdir()
    shell = Shell(root, dict(os.environ), notes)
    closing.callback(shell.close)
    reader = Reader(root, shell, transcript)
    reader.notes = notes
    closing.callback(postfix.stopped, reader)
    return f"{follow(steps, reader)} commands of the docs with a real Postfix: what they say is seen"


def followed(name, steps, cli):
    with tempfile.TemporaryDirectory(prefix=f"hikyaku-docs-{name}-", ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as closing:
        transcript = closing.enter_context(open(ROOT / f"target/docs-{name}.log", "w"))
        return {"account": follow_account, "cloud": follow_cloud, "postfix": follow_postfix}[name](steps, Path(folder), cli, transcript, closing)


def main():
    cli, *names = sys.argv[1:]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"deploy/check/docs: no part {unknown[0]}; the parts are {', '.join(PARTS)}", file=sys.stderr)
        sys.exit(2)
    pages = page.pages(ROOT)
    steps = {name: claimed(pages, part(), name) for name, part in PARTS.items()}
    accounts.accounted(pages, accounts.reasons())
    listed = [one for each in pages.values() for one in each.commands]
    seen(f"{len(listed)} commands of {len(pages)} pages: {sum(map(len, steps.values()))} are followed, the others say why not")
    if not (ROOT / "target/hikyaku.jar").exists() or not (ROOT / "target/test-classes").is_dir():
        print("nothing is built (./mvnw verify builds): skipping deploy/check/docs")
        return
    with ThreadPoolExecutor() as together:
        running = {name: together.submit(followed, name, steps[name], cli) for name in names or PARTS}
        wrong = []
        for name, one in running.items():
            one.add_done_callback(lambda done: seen(done.result()) if not done.exception() else None)
        for name, one in running.items():
            if one.exception():
                wrong.append(f"{name}: {one.exception()!r}" if not isinstance(one.exception(), AssertionError) else f"{name}: {one.exception()}")
    assert not wrong, "\n".join(wrong)


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(f"deploy/check/docs: {wrong}")
