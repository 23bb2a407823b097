"""The policies that the real provider renders, with all options on and thirty sets: IAM counts all characters but white space.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

import contextlib
import re

import agreement
from terraform import Terraform

MANAGED, INLINE = 6144, 10240

SETTINGS = {
    "canary": "canary@shop{0}.example",
    "virtual": "s3://shop{0}-virtual-of-the-marketplace/mail/virtual",
    "retention.raw": "P30D",
    "retention.parts": "P20D",
    "retention.fields": "P50D",
    "pipe.server": "postfix",
}


def everything(text):
    """terraform.tfvars with each option, and as many sets as the slides speak of."""
    settings = ", ".join(f'"{name}" = "{value}"' for name, value in SETTINGS.items())
    sets = "\n".join(
        f"""  shop{number} = {{
    domains   = ["shop{number}.example", "copy.shop{number}.example"]
    aliases   = "s3://shop{number}-settings-of-the-marketplace/mail/aliases"
    image     = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/shop{number}:42"
    hand_over = "{'courier' if number % 2 else 'task'}"
    settings  = {{ {settings.format(number)} }}
  }}"""
        for number in range(30)
    )
    secret = "arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:desk-AbCdEf"
    text = text.replace(
        "pipeline = {",
        f"""name = "hikyaku-production"

pipeline = {{
  secret_setting = {{ "hikyaku.desk.users.mika.password" = "{secret}:mika::", "hikyaku.desk.users.ren.password" = "{secret}:ren::" }}
  secret_keys    = ["arn:aws:kms:ap-northeast-1:000000000000:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f"]
""",
    )
    return re.sub(r"^sets = .*", f"sets = {{\n{sets}\n}}\n", text, flags=re.S | re.M)


def within(source, settings, cloud, closing):
    """Lines with each role's sizes, of those that are the longest. Fails above a limit."""
    terraform = closing.enter_context(contextlib.closing(Terraform(source, "examples/one-account", settings, cloud.endpoint)))
    terraform.init()
    terraform.variables(everything)
    policies = ["aws_iam_policy.pipeline", "aws_iam_role_policy.courier", "aws_iam_role_policy.secrets"]
    terraform.apply(*[f"-target=module.work.{policy}" for policy in policies])
    made = agreement.resources(terraform.state()["root_module"])
    managed = {one["name"]: length(one["policy"]) for address, one in made.items() if ".aws_iam_policy." in address}
    inline = {}
    for address, one in made.items():
        if ".aws_iam_role_policy." in address:
            inline[one["role"]] = inline.get(one["role"], 0) + length(one["policy"])
    for found, limit in ((managed, MANAGED), (inline, INLINE)):
        over = {name: size for name, size in found.items() if size > limit}
        assert found and not over, f"IAM takes {limit} characters: {over}"
    assert len(managed) <= 10, f"a role has at most ten policies: {sorted(managed)}"
    longest = max((size, name) for name, size in inline.items() if "courier" in name)
    yield "thirty sets and all options, characters of %d: %s" % (MANAGED, ", ".join(f"{name} {size}" for name, size in sorted(managed.items())))
    yield "and of %d: %s" % (INLINE, ", ".join(f"{name} {size}" for size, name in [longest, *[(size, name) for name, size in inline.items() if "courier" not in name]]))


def length(policy):
    return len(re.sub(r"\s", "", policy))
