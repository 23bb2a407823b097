"""The sizes of the policies that the real provider renders, with all options and thirty sets.

IAM counts all characters except white space; the other services count bytes:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
"""

import contextlib
import re

import agreement
from terraform import Terraform

MANAGED, INLINE = 6144, 10240
RESOURCES = {
    "aws_s3_bucket_policy": 20 * 1024,
    "aws_kms_key": 32 * 1024,
    "aws_sns_topic_policy": 30 * 1024,
    "aws_sqs_queue_policy": 8192,
    "aws_ecr_repository_policy": 10240,
}
SETS = 30
# the number of sets that fit into a function's environment of 4 KB
SETS_WITH_FUNCTION = 8

SETTINGS = {
    "canary": "canary@shop{0}.example",
    "virtual": "s3://shop{0}-virtual-of-the-marketplace/mail/virtual",
    "retention.raw": "P30D",
    "retention.parts": "P20D",
    "retention.fields": "P50D",
    "pipe.server": "postfix",
}


def everything(text, number_of_sets=SETS, status_function=False):
    """terraform.tfvars with every option. The status function has room for fewer sets than the other resources."""
    settings = ", ".join(f'"{name}" = "{value}"' for name, value in SETTINGS.items())
    sets = "\n".join(
        f"""  shop{number} = {{
    domains   = ["shop{number}.example", "copy.shop{number}.example"]
    aliases   = "s3://shop{number}-settings-of-the-marketplace/mail/aliases"
    image     = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/shop{number}:42"
    hand_over = "{'courier' if number % 2 else 'task'}"
    settings  = {{ {settings.format(number)} }}
  }}"""
        for number in range(number_of_sets)
    )
    secret = "arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:desk-AbCdEf"
    text = text.replace(
        "pipeline = {",
        f"""name = "hikyaku-production"

encrypt_messages = true
{"status_function = { made = false }" if status_function else ""}

pipeline = {{
  secret_setting = {{ "hikyaku.desk.users.mika.password" = "{secret}:mika::", "hikyaku.desk.users.ren.password" = "{secret}:ren::" }}
  secret_keys    = ["arn:aws:kms:ap-northeast-1:000000000000:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f"]
""",
    )
    return re.sub(r"^sets = .*", f"sets = {{\n{sets}\n}}\n", text, flags=re.S | re.M)


def within(source, settings, cloud, closing):
    """Lines with the sizes of each kind. Fails above a limit."""
    terraform = closing.enter_context(contextlib.closing(Terraform(source, "examples/one-account", settings, cloud.endpoint)))
    terraform.init()
    example = (terraform.folder / "terraform.tfvars").read_text()
    for one, made in cloud.network().items():
        example = example.replace(one, made)

    terraform.variables(lambda before: everything(example))
    work = ["aws_iam_policy.pipeline", "aws_iam_role_policy.courier", "aws_iam_role_policy.secrets", "aws_sqs_queue_policy.announced"]
    mail = ["aws_s3_bucket_policy.mail", "aws_kms_key.mail", "aws_sns_topic_policy.mail"]
    apply(terraform, [f"module.work.{one}" for one in [*work, "aws_sqs_queue_policy.task_events"]] + [f"module.mail.{one}" for one in mail])
    yield f"{SETS} sets, all options: " + measured(terraform, {"aws_iam_policy", "aws_iam_role_policy", *RESOURCES} - {"aws_ecr_repository_policy"})

    terraform.variables(lambda before: everything(example, status_function=True))
    said = terraform.run("plan", "-no-color", fails=True)
    assert "too many sets for the status rule's function" in " ".join(said.replace("│", " ").split()), said[-3000:]
    terraform.variables(lambda before: everything(example, SETS_WITH_FUNCTION, status_function=True))
    apply(terraform, ["module.mail.aws_iam_role_policy.status", "module.mail.aws_ecr_repository_policy.status"])
    yield f"{SETS_WITH_FUNCTION} sets and the status function, which is refused for {SETS}: " + measured(terraform, {"aws_iam_role_policy", "aws_ecr_repository_policy"}, "status")


def apply(terraform, addresses):
    terraform.apply(*[f"-target={address}" for address in addresses])


def measured(terraform, kinds, name=""):
    """The longest policy of each of these kinds, beside its limit."""
    made = agreement.resources(terraform.state()["root_module"])
    limits = {"aws_iam_policy": MANAGED, "aws_iam_role_policy": INLINE, **RESOURCES}
    found, inline = {}, {}
    for address, one in made.items():
        kind = re.search(r"(aws_\w+)\.\w+(\[.*\])?$", address).group(1)
        if kind not in limits or name not in address:
            continue
        if kind == "aws_iam_role_policy":
            inline[one["role"]] = inline.get(one["role"], 0) + length(one["policy"])
        else:
            size = length(one["policy"]) if kind == "aws_iam_policy" else len(one["policy"].encode())
            found.setdefault(kind, []).append((size, one.get("name") or address))
    # IAM limits the total of a role's inline policies
    found["aws_iam_role_policy"] = [(size, role) for role, size in inline.items()]
    assert len(found.get("aws_iam_policy", [])) <= 10, f"a role has at most ten policies: {found['aws_iam_policy']}"
    assert set(found) == kinds, f"not measured: {kinds - set(found)}; besides: {set(found) - kinds}"
    longest = {kind: max(sizes) for kind, sizes in found.items()}
    over = [f"{name}: {size} of {limits[kind]}" for kind, (size, name) in longest.items() if size > limits[kind]]
    assert not over, f"AWS refuses a policy of this length: {over}"
    return ", ".join(f"{kind} {size} of {limits[kind]}" for kind, (size, _) in sorted(longest.items()))


def length(policy):
    return len(re.sub(r"\s", "", policy))
