"""deploy/check/moto [sizes] [one-account] [others]: prints a line for each thing that it has checked, and ends at the first failure."""

import contextlib
import json
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import agreement
import sizes
from cloud import ACCOUNT, Cloud
from terraform import Terraform, configuration

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "deploy/terraform"

# Attributes that moto answers differently from AWS, by address. Exactly these must differ, so remove a line here when moto improves.
FORGOTTEN_BY_MOTO = {("aws_sesv2_email_identity.domain", "tags_all")}

# Resources that contain mail, the mail's key, or the mail's location
KEPT = {
    "module.mail.aws_s3_bucket.mail",
    "module.mail.aws_kms_key.mail",
    "module.work.aws_dynamodb_table.ledger",
    "module.work.aws_sqs_queue.mail",
    "module.work.aws_sqs_queue.receipts",
    "module.work.aws_sqs_queue.stored",
    "module.work.aws_sqs_queue.task_events",
    "module.work.aws_sqs_queue.dead_letters",
}

# Names and numbers that AWS assigns; answers.js of deploy/check invents others
MADE_UP = {"id", "arn", "region"}

began = time.monotonic()


def seen(line):
    print(f"{time.monotonic() - began:4.0f} s  {line}", flush=True)


def replaced(words):
    def change(text):
        for one, other in words.items():
            text = text.replace(one, other)
        return text

    return change


def with_set(lines):
    return lambda text: re.sub(r"\}\n$", "\n".join(lines) + "\n}\n", text)


def of_the_docs():
    """The five lines that add a set, as docs/deploy.md says."""
    diff = re.search(r"```diff\n(.*?)```", (ROOT / "docs/deploy.md").read_text(), re.S).group(1)
    return [line[1:] for line in diff.splitlines() if line.startswith("+")]


def valid(terraform):
    version = terraform.init()
    for one in terraform.diagnostics():
        line = f"{one['severity']}: {one['summary']}: {one['detail']}"
        # a newer provider may deprecate an argument that the oldest one needs
        assert one["severity"] == "warning" and version != "5.100.0", line
        seen(line)
    return version


def second_plan_changes_nothing(terraform):
    changed = set()
    for address, (actions, before, after) in terraform.changes().items():
        assert actions == {"update"}, f"{address}: the second plan would {'/'.join(actions)} it"
        name = re.sub(r"^(module\.\w+\.)*|\[.*\]$", "", address)
        changed |= {(name, one) for one in before if before[one] != after.get(one)}
    assert changed == FORGOTTEN_BY_MOTO, f"{changed - FORGOTTEN_BY_MOTO} changes again, {FORGOTTEN_BY_MOTO - changed} no longer does"


def tagged(terraform):
    made = agreement.resources(terraform.state()["root_module"])
    taggable = {address: one["tags_all"] for address, one in made.items() if "tags_all" in one and ".aws_sesv2_" not in address}
    without = [address for address, tags in taggable.items() if (tags or {}).get("service") != "hikyaku"]
    assert len(taggable) > 30 and not without, f"without tags: {without}"
    return len(taggable)


def agrees(terraform, scenario):
    real = agreement.resources(terraform.state()["root_module"])
    rendered = json.loads((ROOT / f"src/test/resources/deploy/{scenario}.json").read_text())["resources"]
    lines = agreement.differences(real, rendered, MADE_UP)
    assert not lines, "\n".join(lines)
    return len(real)


def the_image_stays(terraform, cloud):
    """ecspresso registers a revision; after that, a setting of the set changes."""
    ecs = cloud.client("ecs")
    first = ecs.describe_task_definition(taskDefinition="hikyaku-shop")["taskDefinition"]
    container = {**first["containerDefinitions"][0], "image": "shop:43"}
    kept = {name: first[name] for name in ("family", "taskRoleArn", "executionRoleArn", "networkMode", "cpu", "memory")}
    ecs.register_task_definition(**kept, requiresCompatibilities=["FARGATE"], containerDefinitions=[container])

    terraform.variables(replaced({'aliases = "s3://shop': 'time_limit = "PT10M"\n    aliases = "s3://shop'}))
    changed = terraform.changes()
    assert not [address for address in changed if "task_definition" in address], changed.keys()
    terraform.apply("-refresh=false")
    newest = ecs.describe_task_definition(taskDefinition="hikyaku-shop")["taskDefinition"]
    assert newest["containerDefinitions"][0]["image"] == "shop:43", newest
    environment = terraform.state()["outputs"]["sets"]["value"]["shop"]["environment"]
    assert {"name": "HIKYAKU_SETS_SHOP_TIME_LIMIT", "value": "PT10M"} in environment, environment


def add_a_set(terraform):
    terraform.variables(with_set(of_the_docs()))
    changed = terraform.changes("-refresh=false")
    made = {address for address, (actions, *_) in changed.items() if actions == {"create"}}
    others = {address: actions for address, (actions, *_) in changed.items() if address not in made}
    assert made and all("books" in address for address in made), made
    assert others == {'module.work.aws_iam_policy.pipeline["aliases"]': {"update"}}, others
    terraform.apply("-refresh=false")
    return len(made)


def remove_a_set(terraform, cloud):
    iam = cloud.client("iam")
    iam.attach_role_policy(RoleName="hikyaku-courier-books", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    terraform.variables(replaced({"\n".join(of_the_docs()) + "\n": ""}))
    changed = terraform.changes("-refresh=false")
    gone = {address for address, (actions, *_) in changed.items() if actions == {"delete"}}
    others = {address: actions for address, (actions, *_) in changed.items() if address not in gone}
    assert gone and all("books" in address for address in gone), gone
    assert others == {'module.work.aws_iam_policy.pipeline["aliases"]': {"update"}}, others
    terraform.apply("-refresh=false")
    return len(gone)


def refused(terraform):
    """Why a plan to destroy is refused. The error names a resource only when all that depends on it may be destroyed."""
    named = set()
    while named != KEPT:
        said = terraform.run("plan", "-destroy", "-refresh=false", "-no-color", fails=True)
        more = set(re.findall(r"Resource\s+([\w.]+)\s+has\s+lifecycle\.prevent_destroy", said)) - named
        assert more, f"refused for something else: {said[-3000:]}"
        named |= more
        for module in ("mail", "work"):
            free = [address.split(".")[2:] for address in named if address.startswith(f"module.{module}.")]
            blocks = [f'resource "{kind}" "{name}" {{\n  lifecycle {{\n    prevent_destroy = false\n  }}\n}}\n' for kind, name in free]
            (terraform.root / "modules" / module / "freed_override.tf").write_text("\n".join(blocks))
    for module in ("mail", "work"):
        (terraform.root / "modules" / module / "freed_override.tf").unlink()
    return named


def destroy_in_two_steps(terraform, cloud):
    """Follows docs/deploy.md#teardown, step by step."""
    named = refused(terraform)
    assert named == KEPT, f"not refused: {KEPT - named}; refused besides: {named - KEPT}"

    s3, kms, bucket = cloud.client("s3"), cloud.client("kms"), f"hikyaku-mail-{ACCOUNT}-ap-northeast-1"
    s3.delete_bucket_policy(Bucket=bucket)  # moto applies a Deny statement even where its condition is false
    s3.put_object(Bucket=bucket, Key="inbox/shop/mail", Body=b"Subject: order\r\n\r\n")
    for module in ("mail", "work"):
        folder = terraform.root / "modules" / module
        (folder / "teardown_override.tf.off").rename(folder / "teardown_override.tf")
    terraform.apply()
    said = terraform.run("destroy", "-auto-approve", "-no-color", fails=True)
    assert "BucketNotEmpty" in said, said[-3000:]
    key = terraform.state()["root_module"]["child_modules"]
    ids = [one["values"]["key_id"] for module in key for one in module.get("resources", []) if one["address"] == "module.mail.aws_kms_key.mail"]
    assert ids and kms.describe_key(KeyId=ids[0])["KeyMetadata"]["KeyState"] == "Enabled", "the mail is in the bucket, but its key is being deleted"

    versions = s3.list_object_versions(Bucket=bucket)
    for one in versions.get("Versions", []) + versions.get("DeleteMarkers", []):
        s3.delete_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])
    terraform.run("destroy", "-auto-approve", "-no-color")
    left = {
        "key": kms.describe_key(KeyId=ids[0])["KeyMetadata"]["KeyState"].replace("PendingDeletion", ""),
        "tables": cloud.client("dynamodb").list_tables()["TableNames"],
        "queues": cloud.client("sqs").list_queues().get("QueueUrls", []),
        "rule sets": cloud.client("ses").list_receipt_rule_sets()["RuleSets"],
    }
    assert not any(left.values()), f"left after the second destroy: {left}"


def one_account(settings, cloud, closing):
    terraform = closing.enter_context(contextlib.closing(Terraform(SOURCE, "examples/one-account", settings, cloud.endpoint)))
    seen(f"one-account is valid for the AWS provider {valid(terraform)}")
    terraform.variables(replaced(cloud.network()))
    terraform.apply()
    seen("one-account is applied")
    second_plan_changes_nothing(terraform)
    seen(f"a second plan changes only what moto forgets: {sorted(FORGOTTEN_BY_MOTO)}")
    seen(f"{tagged(terraform)} resources have the example's tags")
    seen(f"{agrees(terraform, 'one-account')} resources are as deploy/check renders them without the provider")
    the_image_stays(terraform, cloud)
    seen("a changed setting is in the outputs, and changes neither the set's image nor its task definition")
    seen(f"adding a set creates {add_a_set(terraform)} resources; of the others, only the aliases' policy changes")
    seen(f"removing a set deletes {remove_a_set(terraform, cloud)} resources, even if its role has a policy that another person attached")
    destroy_in_two_steps(terraform, cloud)
    seen(f"destroy is refused for {len(KEPT)} resources; when it is allowed, the key stays until the bucket is empty, and then all is deleted")


def iam_sizes(settings, cloud, closing):
    for line in sizes.within(SOURCE, settings, cloud, closing):
        seen(line)


def others(settings, cloud, closing):
    for example in sorted(folder.name for folder in (SOURCE / "examples").iterdir() if folder.name != "one-account"):
        terraform = closing.enter_context(contextlib.closing(Terraform(SOURCE, f"examples/{example}", settings, cloud.endpoint)))
        seen(f"{example} is valid for the AWS provider {valid(terraform)}")
        if example == "two-accounts":
            terraform.variables(replaced(cloud.network(account="222222222222")))
            terraform.apply()
            second_plan_changes_nothing(terraform)
            seen(f"{example} is applied: {agrees(terraform, example)} resources, as rendered; a second plan changes nothing")
    if (SOURCE / "bootstrap").is_dir():
        terraform = closing.enter_context(contextlib.closing(Terraform(SOURCE, "bootstrap", settings, cloud.endpoint)))
        seen(f"bootstrap is valid for the AWS provider {valid(terraform)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        settings = configuration(Path(folder))
        if not settings:
            print("the AWS provider is not available: skipping deploy/check/moto")
            return
        parts = {"sizes": iam_sizes, "one-account": one_account, "others": others}
        with ThreadPoolExecutor() as together:
            running = {part: together.submit(check, parts[part], part, settings, Path(folder)) for part in sys.argv[1:] or parts}
        wrong = [f"{part}: {one.exception()}" for part, one in running.items() if one.exception()]
        assert not wrong, "\n".join(wrong)


def check(part, name, settings, folder):
    """Each part runs in its own account, so it finds nothing that another part left. The parts mostly wait, so they run in parallel."""
    with contextlib.ExitStack() as closing:
        cloud = Cloud(closing.enter_context(open(folder / f"moto-{name}.log", "w")))
        closing.callback(cloud.stop)
        part(settings, cloud, closing)


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(f"deploy/check/moto: {wrong}")
