"""moto, with additions for what it lacks and deploy/terraform needs. The additions correct moto only; the Terraform code is unchanged."""

import json
import sys

from botocore import xform_name
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.responses import ActionResult
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.iam.models import AWSManagedPolicy, IAMBackend, aws_managed_policies_data
from moto.server import main
from moto.ses.models import SESBackend
from moto.ses.responses import EmailResponse
from moto.sesv2.responses import SESV2Response
from moto.sqs.models import Queue


def mend_queues():
    """moto does not know RedriveAllowPolicy, forgets the policy when another attribute is set, and adds spaces to JSON."""
    Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")
    Queue.redrive_allow_policy = None
    set_attributes, attributes = Queue._set_attributes, Queue.attributes.fget

    def keeping_policy(self, changed, now=None):
        set_attributes(self, {"Policy": getattr(self, "policy", None), **changed}, now)

    def without_blanks(self):
        known = {name: value for name, value in attributes(self).items() if value not in (None, "")}
        if "RedrivePolicy" in known:
            known["RedrivePolicy"] = json.dumps(json.loads(known["RedrivePolicy"]), separators=(",", ":"))
        return known

    Queue._set_attributes, Queue.attributes = keeping_policy, property(without_blanks)


def mend_autoscaling():
    """moto does not store tags."""
    tags = {}

    def put(self):
        tags.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
        return "{}"

    register = ApplicationAutoScalingResponse.register_scalable_target

    def with_tags(self):
        answer = json.loads(register(self))
        namespace, resource = self._get_param("ServiceNamespace"), self._get_param("ResourceId")
        arn = f"arn:aws:application-autoscaling:{self.region}:{self.current_account}:scalable-target/{namespace}-{resource}"
        tags[arn] = self._get_param("Tags") or tags.get(arn, {})
        return json.dumps({**answer, "ScalableTargetARN": arn})

    describe = ApplicationAutoScalingResponse.describe_scalable_targets

    def with_arns(self):
        answer = json.loads(describe(self))
        for target in answer["ScalableTargets"]:
            target["ScalableTargetARN"] = (
                f"arn:aws:application-autoscaling:{self.region}:{self.current_account}:scalable-target/"
                f"{target['ServiceNamespace']}-{target['ResourceId']}"
            )
        return json.dumps(answer)

    ApplicationAutoScalingResponse.register_scalable_target = with_tags
    ApplicationAutoScalingResponse.describe_scalable_targets = with_arns
    ApplicationAutoScalingResponse.tag_resource = put
    ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: json.dumps(
        {"Tags": tags.get(self._get_param("ResourceARN"), {})}
    )


def mend_identities():
    """moto gives an identity no DKIM tokens, and forgets the length of its key."""
    get, create = SESV2Response.get_email_identity, SESV2Response.create_email_identity

    def with_dkim(self, ask=get):
        answer = json.loads(ask(self))
        length = (answer.get("DkimAttributes") or {}).get("NextSigningKeyLength", "RSA_2048_BIT")
        answer["DkimAttributes"] = {
            "SigningEnabled": True,
            "Status": "PENDING",
            "SigningAttributesOrigin": "AWS_SES",
            "NextSigningKeyLength": length,
            "CurrentSigningKeyLength": length,
            "LastKeyGenerationTimestamp": 1764460800,
            "Tokens": ["one", "two", "three"],  # the same as in answers.js
        }
        return json.dumps(answer)

    SESV2Response.get_email_identity = with_dkim
    SESV2Response.create_email_identity = lambda self: with_dkim(self, create)


def mend_receipt_rules():
    """moto cannot delete a rule, and makes a second rule if any attribute differs."""

    def delete(self):
        rules = self.backend.receipt_rule_set[self._get_param("RuleSetName")].rules
        rules[:] = [rule for rule in rules if rule["Name"] != self._get_param("RuleName")]
        return ActionResult({})

    EmailResponse.delete_receipt_rule = delete
    create = SESBackend.create_receipt_rule

    def once(self, rule_set_name, rule, after):
        rules = self.receipt_rule_set[rule_set_name].rules
        rules[:] = [one for one in rules if one["Name"] != rule["Name"]]
        return create(self, rule_set_name, rule, after)

    SESBackend.create_receipt_rule = once


def mend_services():
    """moto forgets a service's deployment settings and zone rebalancing; after an update it has a family in place of an ARN."""
    create, update = EC2ContainerServiceResponse.create_service, EC2ContainerServiceResponse.update_service

    def remembering(self):
        answer = create(self)
        service = answer.result["service"]
        for name in ("deploymentConfiguration", "enableECSManagedTags", "availabilityZoneRebalancing"):
            setattr(service, xform_name(name), self._get_param(name))
        return answer

    def with_arn(self):
        answer = update(self)
        service = answer.result["service"]
        service.task_definition = self.ecs_backend.describe_task_definition(service.task_definition).arn
        return answer

    EC2ContainerServiceResponse.create_service, EC2ContainerServiceResponse.update_service = remembering, with_arn


def mend_policies():
    """moto lists about a thousand AWS managed policies, which makes each answer slow: keep only those used here."""
    named = ("AmazonECSTaskExecutionRolePolicy", "PowerUserAccess", "ReadOnlyAccess")
    parsed = json.loads(aws_managed_policies_data)
    IAMBackend._init_aws_policies = lambda self: [
        AWSManagedPolicy.from_data(name, self.account_id, self.region_name, parsed[name]) for name in named
    ]


def mend_bucket_policies():
    """Requests to moto have no TLS, so a Deny without TLS would refuse all of them."""
    permitted = IAMPolicyStatement.is_action_permitted

    def with_tls(self, *arguments, **named):
        if "aws:SecureTransport" in json.dumps(self._statement.get("Condition")):
            return PermissionResult.NEUTRAL
        return permitted(self, *arguments, **named)

    IAMPolicyStatement.is_action_permitted = with_tls


for mend in (mend_policies, mend_bucket_policies, mend_queues, mend_autoscaling, mend_identities, mend_receipt_rules, mend_services):
    mend()
main(sys.argv[1:])
