"""Follows the pages about AWS, from bootstrap to teardown, with one moto account and one Terraform folder."""

import json
import os
import re
import stat
import sys
from pathlib import Path

from reader import Step

sys.path.append(str(Path(__file__).resolve().parents[1] / "aws"))
from cloud import Cloud  # noqa: E402
from terraform import configuration  # noqa: E402

# the region and account that all pages use, so that ARNs and registries need no replacement
ACCOUNT = "000000000000"
REGION = "ap-northeast-1"
# the AWS CLI from PyPI may use its own address for SQS unless the command line gives one
SQS = {"aws sqs": 'aws --endpoint-url "$AWS_ENDPOINT_URL" sqs'}
EXAMPLE = "deploy/terraform/examples/ours"
YES = "yes\n"

INFRASTRUCTURE, DEPLOY, DOCTOR, RECOVER, MIGRATE = (f"docs/{name}.md" for name in ("infrastructure", "deploy", "doctor", "recover", "migrate"))


def ours(reader):
    return reader.root / EXAMPLE


def network(reader):
    """terraform.tfvars with your network, images and sets. Only the network's ids must be replaced."""
    file = ours(reader) / "terraform.tfvars"
    text = file.read_text()
    for one, other in reader.cloud.network().items():
        assert one in text, f"{file.name} has no {one}"
        text = text.replace(one, other)
    file.write_text(text)
    # the route to the internet that your network has
    ec2 = reader.cloud.client("ec2")
    subnet = re.search(r"subnet-[0-9a-f]+", text).group()
    vpc = re.search(r"vpc-[0-9a-f]+", text).group()
    gateway = ec2.create_nat_gateway(SubnetId=subnet)["NatGateway"]["NatGatewayId"]
    of_the_vpc = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "association.main", "Values": ["true"]}]
    table = ec2.describe_route_tables(Filters=of_the_vpc)["RouteTables"][0]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=gateway)


def whole_but_for_moto(reader, output):
    """moto runs no task, has no DNS, and lacks two operations. The doctor finds everything else correct."""
    words = re.findall(r"^(whole|broken|not asked|skipped) +([\w-]+)", output, re.M)
    named = {word: {arrow for one, arrow in words if one == word} for word in ("whole", "broken", "not asked")}
    assert named["broken"] == {"running"}, output
    assert named["not asked"] == {"dkim", "mx", "task-permissions", "execution-permissions", "vcpu-quota"}, output
    assert len([one for one in words if one[0] == "whole"]) > 60, output


def settings_bucket(reader):
    """The bucket of the aliases files is yours, and is versioned."""
    s3 = reader.cloud.client("s3")
    s3.create_bucket(Bucket="shop-settings", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_versioning(Bucket="shop-settings", VersioningConfiguration={"Status": "Enabled"})
    (reader.root / "aliases").write_text('ne-001: "|/opt/app/receive-mail.php 001"\n')


def image_of_both(reader, output):
    tags = {tag for image in json.loads(output)["imageDetails"] for tag in image["imageTags"]}
    assert tags == {"1.0.0"}, output
    shop, code = reader.shell.run("aws ecr describe-images --repository-name shop")
    assert code == 0 and json.loads(shop)["imageDetails"][0]["imageTags"] == ["42"], shop


def finds_moto(reader, output):
    """The shell has the settings. moto's address replaces that of AWS, which no page mentions."""
    services = "sqs s3 dynamodb ecs kms ses sns iam ec2 ecr sts events logs cloudwatch servicequotas".split()
    exports = " ".join(f"HIKYAKU_AWS_ENDPOINTS_{service.upper()}={reader.cloud.endpoint}" for service in services)
    reader.shell.run(f"export {exports}")
    said, _ = reader.shell.run("echo $HIKYAKU_SETS_SHOP_INBOX")
    reader.kept["bucket"] = said.split("/")[0]
    assert reader.kept["bucket"].startswith("hikyaku-mail-"), said


def alarm_topic(reader, output):
    reader.given["ARN "] = re.search(r"arn:aws:sns:[^\"]+", output).group() + " "


def subscribed(reader, output):
    answer = json.loads(output)["SubscriptionArn"]
    topics = [one["Endpoint"] for one in reader.cloud.client("sns").list_subscriptions()["Subscriptions"] if one["Protocol"] == "email"]
    assert topics == ["you@example.com"], (answer, topics)


def edited(change):
    def edit(reader):
        file = ours(reader) / "terraform.tfvars"
        before = file.read_text()
        after = change(before)
        assert before != after, f"nothing to change in {file.name}"
        file.write_text(after)

    return edit


def lines_of_the_set(reader):
    diff = re.search(r"```diff\n(.*?)```", (reader.root / DEPLOY).read_text(), re.S).group(1)
    return "".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith("+"))


def add_a_set(reader):
    """Five lines add a set; nothing of other sets changes."""
    edited(lambda text: re.sub(r"\}\n$", lines_of_the_set(reader) + "}\n", text))(reader)
    reader.kept["set"], destroyed, changed = applied(reader)
    assert reader.kept["set"] > 5 and not destroyed and changed == ALIASES_ALONE, (destroyed, changed)


def remove_a_set(reader, output):
    """All resources of the removed set are destroyed; otherwise only the policy for aliases files changes."""
    edited(lambda text: text.replace(lines_of_the_set(reader), ""))(reader)
    assert applied(reader) == (0, reader.kept["set"], ALIASES_ALONE)


# moto forgets the tags of an identity, so each plan sets them again (FORGOTTEN_BY_MOTO in deploy/check/aws/main.py)
ALIASES_ALONE = {'module.work.aws_iam_policy.pipeline["aliases"]'}


def applied(reader):
    """The number of resources added and destroyed, and the addresses of those changed."""
    output, code = reader.shell.run("terraform apply", YES)
    found = re.search(r"Resources: (\d+) added, \d+ changed, (\d+) destroyed", output)
    assert code == 0 and found, output[-4000:]
    changed = set(re.findall(r"# (\S+) will be updated in-place", output))
    return int(found[1]), int(found[2]), {one for one in changed if "aws_sesv2_email_identity" not in one}


def mail_bucket(reader):
    return reader.kept["bucket"]


def mail_that_was_deleted(reader):
    """Two mails; the newest version of the second is a delete marker."""
    s3, bucket = reader.cloud.client("s3"), mail_bucket(reader)
    for key in ("inbox/shop/kept", "inbox/shop/deleted"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"From: a@example.com\r\n\r\n")
    s3.delete_object(Bucket=bucket, Key="inbox/shop/deleted")


def mail_is_there_again(reader, output):
    s3 = reader.cloud.client("s3")
    assert s3.get_object(Bucket=mail_bucket(reader), Key="inbox/shop/deleted")["Body"].read(), output


def row_in_the_ledger(reader):
    table = reader.cloud.client("dynamodb")
    reader.kept["key"] = {"partition": {"S": "shop.example/m1"}, "delivery": {"S": "one"}}
    table.put_item(TableName="hikyaku-deliveries", Item={**reader.kept["key"], "status": {"S": "DONE"}})


def ledger_is_as_it_was(reader, output):
    """The table has the rows of the copy, and the plan is empty."""
    table = reader.cloud.client("dynamodb")
    assert table.get_item(TableName="hikyaku-deliveries", Key=reader.kept["key"]).get("Item"), output
    assert table.describe_table(TableName="hikyaku-deliveries")["Table"]["DeletionProtectionEnabled"]
    assert table.describe_time_to_live(TableName="hikyaku-deliveries")["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"
    recovery = table.describe_continuous_backups(TableName="hikyaku-deliveries")["ContinuousBackupsDescription"]
    assert recovery["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def emptied(bucket):
    return (
        f"aws s3api list-object-versions --bucket {bucket} --output json --query '[Versions,DeleteMarkers][][].{{Key: Key, VersionId: VersionId}}' | "
        f"jq '{{Objects: .}}' > versions && aws s3api delete-objects --bucket {bucket} --delete file://versions >/dev/null"
    )


def destroyed_at_last(reader, output):
    """The key cannot be deleted until the bucket is empty."""
    bucket = mail_bucket(reader)
    said, code = reader.shell.run(emptied(bucket))
    assert code == 0, said
    said, code = reader.shell.run("terraform destroy", YES)
    assert code == 0 and "Destroy complete!" in said, said[-4000:]


def steps():
    return [
        # bootstrap
        Step(INFRASTRUCTURE, "cd deploy/terraform/bootstrap"),
        Step(INFRASTRUCTURE, "terraform init"),
        Step(INFRASTRUCTURE, "terraform apply", typed=YES, shows=(r"Apply complete! Resources: \d+ added, 0 changed, 0 destroyed",)),
        Step(INFRASTRUCTURE, "terraform output -raw backend"),
        Step(INFRASTRUCTURE, "terraform init -migrate-state", sees=('Successfully configured the backend "s3"!',)),
        Step(INFRASTRUCTURE, "rm terraform.tfstate"),
        Step(INFRASTRUCTURE, "terraform plan", sees=("No changes",)),
        Step(DEPLOY, "terraform plan", sees=("No changes",)),
        Step(INFRASTRUCTURE, "terraform output deploy_roles", shows=(rf"arn:aws:iam::{ACCOUNT}:role/hikyaku-ci-shop",)),
        Step(INFRASTRUCTURE, "terraform output -raw tfstate", shows=(rf"^s3://hikyaku-state-{ACCOUNT}-{REGION}/hikyaku/terraform.tfstate",)),
        Step(INFRASTRUCTURE, "terraform output repositories", shows=(rf"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/hikyaku\"",)),
        # deploy: the first time
        Step(DEPLOY, "registry="),
        Step(DEPLOY, "aws ecr get-login-password", shows=("Login Succeeded",)),
        Step(DEPLOY, "docker buildx imagetools create"),
        Step(DEPLOY, "docker tag shop:42"),
        Step(DEPLOY, "aws ecr describe-images", then=image_of_both),
        Step(DEPLOY, "hikyaku aliases check --strict aliases", first=settings_bucket),
        Step(DEPLOY, "aws s3 cp aliases"),
        Step(MIGRATE, "aws s3 cp s3://shop-settings/mail/aliases before"),
        Step(MIGRATE, "hikyaku aliases check --strict aliases"),
        Step(MIGRATE, "hikyaku aliases diff before aliases"),
        Step(MIGRATE, "aws s3 cp aliases s3://shop-settings"),
        Step(DEPLOY, "cd deploy/terraform/examples"),
        Step(DEPLOY, "cp -r one-account ours"),
        Step(DEPLOY, "terraform -chdir=../bootstrap output -raw backend", then=lambda reader, output: network(reader)),
        Step(DEPLOY, "cd ours"),
        Step(DEPLOY, "terraform init"),
        Step(DEPLOY, "terraform apply", typed=YES, sees=("Apply complete! Resources: 101 added",)),
        Step(DEPLOY, "aws ecs describe-services", then=service_is_asked_for_its_task),
        Step(DEPLOY, "terraform output alarm_topics", then=alarm_topic),
        Step(DEPLOY, "aws sns subscribe", then=subscribed),
        Step(DEPLOY, "terraform output dns_records", shows=("_domainkey.shop.example",)),
        # SUCCESS needs DNS; moto reports the status that AWS reports before that
        Step(DEPLOY, "aws sesv2 get-email-identity", shows=('"PENDING"',)),
        Step(DOCTOR, "cd deploy/terraform/examples/ours"),
        Step(DOCTOR, 'eval "$(terraform output', then=finds_moto),
        Step(DOCTOR, "hikyaku doctor", code=1, shows=(r"^whole +clock$", r"^whole +credentials$", r"^whole +region$", "^first broken: ", "^remedy: ", "^command: ", r"^\d+ whole, \d+ broken, \d+ not asked"), then=whole_but_for_moto),
        Step(DOCTOR, "hikyaku doctor --for mail", code=3, shows=("^nothing broken; not everything could be checked$", "^not asked  mx.* has no dns")),
        Step(DOCTOR, "hikyaku doctor --skip mx --skip rule-tls", code=1, shows=(r", \d+ skipped$",)),
        Step(DOCTOR, "hikyaku doctor --json", code=1, shows=('"firstBroken"',)),
        Step("README.md", "hikyaku doctor", code=1),
        Step(DEPLOY, "hikyaku doctor --for", words={"mail|pipeline|courier": "courier"}, code=(0, 1, 3)),
        *remedies(),
        # add a set, remove a set
        Step(DEPLOY, "aws ecs update-service", first=add_a_set, then=remove_a_set, folder=EXAMPLE, tells=("Terraform destroys what the lines created, and changes only the aliases' policy",)),
        # recover
        Step(RECOVER, "aws application-autoscaling", first=row_in_the_ledger),
        Step(RECOVER, "aws ecs update-service", shows=('"desiredCount": 0',)),
        Step(RECOVER, "aws dynamodb restore-table-to-point-in-time"),
        Step(RECOVER, "aws dynamodb wait table-exists"),
        Step(RECOVER, "aws dynamodb update-table"),
        Step(RECOVER, "aws dynamodb delete-table"),
        Step(RECOVER, "aws dynamodb wait table-not-exists"),
        Step(RECOVER, "backup="),
        Step(RECOVER, "aws dynamodb describe-backup", sees=("AVAILABLE",)),
        Step(RECOVER, "aws dynamodb restore-table-from-backup"),
        Step(RECOVER, "aws dynamodb wait table-exists"),
        Step(RECOVER, "cd deploy/terraform/examples/ours"),
        Step(RECOVER, "terraform apply", typed=YES, then=ledger_is_as_it_was),
        Step(RECOVER, "aws s3api list-object-versions --bucket", first=mail_that_was_deleted, words={"BUCKET": mail_bucket}),
        Step(RECOVER, "while read -r key version", words={"BUCKET": mail_bucket}, then=mail_is_there_again),
        Step(RECOVER, "aws s3api list-object-versions", words={"BUCKET": STATE}, then=version_before),
        Step(RECOVER, "aws s3api copy-object", words={"BUCKET": STATE}, then=state_of_before),
        # Atlantis
        Step(INFRASTRUCTURE, "aws secretsmanager create-secret", first=private_key, then=secret_has_all),
        # teardown
        Step(DEPLOY, "cd deploy/terraform/modules"),
        Step(DEPLOY, "cp mail/teardown_override.tf.off"),
        Step(DEPLOY, "cp work/teardown_override.tf.off"),
        Step(DEPLOY, "cd ../examples/ours"),
        Step(DEPLOY, "terraform apply", typed=YES),
        Step(DEPLOY, "terraform destroy", typed=YES, code=1, sees=("BucketNotEmpty",), then=destroyed_at_last),
        Step(DEPLOY, "aws kms cancel-key-deletion", first=key_to_go),
        Step(RECOVER, "aws kms cancel-key-deletion", first=key_is_to_go_again),
        Step(RECOVER, "aws kms enable-key", then=key_can_be_used),
        # the last step: where a registry is available, its provider may differ from that of the lock file
        Step(DEPLOY, "terraform init -upgrade", folder=EXAMPLE),
    ]


def service_is_asked_for_its_task(reader, output):
    """ECS reports 1 and 1; moto starts no task."""
    assert json.loads(output) == [[0, 1]], output


def private_key(reader):
    reader.shell.run("openssl genrsa -out app.pem 2048")


def secret_has_all(reader, output):
    secret = reader.cloud.client("secretsmanager").get_secret_value(SecretId="atlantis")["SecretString"]
    assert json.loads(secret).keys() == {"app-key", "webhook", "password"}, output
    assert "PRIVATE KEY" in json.loads(secret)["app-key"]


def of_the_account(name):
    """The placeholders in the doctor's remedies, with the names of what Terraform has created."""

    def value(reader):
        client = reader.cloud.client
        return {
            "KEY": lambda: client("kms").describe_key(KeyId="alias/hikyaku-mail")["KeyMetadata"]["KeyId"],
            "QUEUE": lambda: client("sqs").get_queue_url(QueueName="hikyaku-mail")["QueueUrl"],
            "DEAD_LETTERS": lambda: client("sqs").get_queue_url(QueueName="hikyaku-dead-letters")["QueueUrl"],
            "SUBNETS": lambda: client("ec2").describe_subnets()["Subnets"][0]["SubnetId"],
            "GROUPS": lambda: client("ec2").describe_security_groups()["SecurityGroups"][0]["GroupId"],
        }[name]()

    return value


def remedies():
    """The commands in the doctor's table: none of them damages a correct installation."""
    topic, queue = (f"arn:aws:{service}:{REGION}:{ACCOUNT}:hikyaku-mail" for service in ("sns", "sqs"))
    table = {"TABLE": "hikyaku-deliveries"}
    return [
        Step(DOCTOR, "aws sts get-caller-identity", folder="", shows=(ACCOUNT,)),
        Step(DOCTOR, "terraform output dns_records", folder=EXAMPLE),
        Step(DOCTOR, "terraform output ledger_table", shows=("hikyaku-deliveries",)),
        Step(DOCTOR, "terraform output parts_bucket", shows=("hikyaku-parts",)),
        Step(DOCTOR, "terraform output pipeline_environment", shows=("HIKYAKU_QUEUE_MAIL",)),
        Step(DOCTOR, "aws ses set-active-receipt-rule-set", words={"NAME": "hikyaku"}),
        Step(DOCTOR, "aws kms enable-key", words={"KEY": of_the_account("KEY")}),
        Step(DOCTOR, "aws sns subscribe", words={"TOPIC": topic, "QUEUE_ARN": queue}, shows=("SubscriptionArn",)),
        Step(DOCTOR, "aws sqs set-queue-attributes --queue-url URL", words={"URL": of_the_account("QUEUE"), **SQS}),
        Step(DOCTOR, "aws sqs set-queue-attributes --queue-url DEAD", words={"DEAD_LETTERS": of_the_account("DEAD_LETTERS"), **SQS}),
        Step(DOCTOR, "aws events enable-rule", words={"RULE": "hikyaku-task-stopped"}),
        # time to live is on: DynamoDB reports the same before and after
        Step(DOCTOR, "aws dynamodb update-time-to-live", words=table, code=(0, 254, 255), shows=("already enabled|expiresAt",)),
        Step(DOCTOR, "aws dynamodb update-continuous-backups", words=table),
        Step(DOCTOR, "aws dynamodb update-table", words=table),
        Step(DOCTOR, "aws logs create-log-group", words={"NAME": "/hikyaku/other"}),
        Step(DOCTOR, "aws ecr describe-images", words={"NAME": "shop"}),
        Step(DOCTOR, "aws iam attach-role-policy", words={"ROLE": "hikyaku-execution"}),
        Step(DOCTOR, "aws ec2 describe-subnets", words={"SUBNETS": of_the_account("SUBNETS")}),
        Step(DOCTOR, "aws ec2 describe-security-groups", words={"GROUPS": of_the_account("GROUPS")}),
        Step(DOCTOR, "aws ec2 describe-route-tables", words={"SUBNETS": of_the_account("SUBNETS")}),
        Step(DOCTOR, "aws ecs describe-services", words={"CLUSTER": "hikyaku", "SERVICE": "hikyaku-pipeline"}),
    ]


def key_to_go(reader):
    """The mail's key, which is scheduled for deletion."""
    kms = reader.cloud.client("kms")
    known = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    going = [key["KeyId"] for key in known if key["KeyState"] == "PendingDeletion"]
    assert len(going) == 1, known
    reader.given["KEY"] = going[0]


def key_is_to_go_again(reader):
    reader.cloud.client("kms").schedule_key_deletion(KeyId=reader.given["KEY"])


def key_can_be_used(reader, output):
    assert reader.cloud.client("kms").describe_key(KeyId=reader.given["KEY"])["KeyMetadata"]["KeyState"] == "Enabled", output


STATE = f"hikyaku-state-{ACCOUNT}-{REGION}"


def version_before(reader, output):
    versions = [line.split()[0] for line in output.splitlines()]
    assert len(versions) > 2, output
    reader.kept["versions"] = versions
    reader.given["VERSION"] = versions[1]


def state_of_before(reader, output):
    """The restored version is the newest one; the earlier one can be restored in the same way."""
    s3, key = reader.cloud.client("s3"), "hikyaku/terraform.tfstate"
    newest, before = reader.kept["versions"][:2]
    of = lambda version: s3.get_object(Bucket=STATE, Key=key, **({"VersionId": version} if version else {}))["Body"].read()
    assert of(None) == of(before) != of(newest), output
    s3.copy_object(Bucket=STATE, Key=key, CopySource={"Bucket": STATE, "Key": key, "VersionId": newest})


def environment(folder, cloud, cli, bin_folder):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "AWS_", "HIKYAKU_", "QUARKUS_"))}
    return {
        **own,
        "HOME": str(folder / "home"),
        "PATH": f"{bin_folder}:{cli}:{os.environ['PATH']}",
        "TF_CLI_CONFIG_FILE": str(folder / "terraform.rc"),
        "TF_CLI_ARGS": "-no-color",
        "CHECKPOINT_DISABLE": "1",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "moto",
        "AWS_SECRET_ACCESS_KEY": "moto",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
        "AWS_ENDPOINT_URL": cloud.endpoint,
        # the bucket is part of S3's host name, as on AWS, so moto is used as a proxy
        "AWS_ENDPOINT_URL_S3": f"http://s3.{REGION}.amazonaws.com",
        "HTTP_PROXY": cloud.endpoint,
        "http_proxy": cloud.endpoint,
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "IMAGE": "ghcr.io/example/hikyaku",
        "DOCKER_NOTES": str(folder / "notes"),
    }


def command_line(file, jar):
    """hikyaku, which sends requests to moto directly and not through a proxy."""
    file.write_text(
        "#!/bin/sh\nunset HTTP_PROXY http_proxy AWS_ENDPOINT_URL AWS_ENDPOINT_URL_S3\n"
        f'exec java -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "{jar}" "$@"\n'
    )
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
