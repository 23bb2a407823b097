"""Compares what the tools have rendered with the state that they read (deploy/check/render).

rendered.py state RENDERING          writes a state with the outputs of a rendering
rendered.py WHAT STATE < RENDERED    fails if the rendered text lacks a value of the state
"""
import json
import sys


def lacking(wanted, sent, at=""):
    """Names of expected values that are missing or different; empty values may be missing."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            yield from lacking(value, sent.get(key) if isinstance(sent, dict) else None, f"{at}/{key}")
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        key = "name" if "name" in wanted[0] else "key"
        by_name = lambda ones: {one[key]: one for one in ones or []}
        yield from lacking(by_name(wanted), by_name(sent), at)
    elif wanted not in ([], "") and wanted != sent:
        yield at


def wanted(what, outputs):
    if what == "function":
        own = outputs["status_function"]
        return {"FunctionName": own["name"], "Role": own["role_arn"], "Environment": {"Variables": own["environment"]},
                "DeadLetterConfig": {"TargetArn": own["failures_arn"]}, "Architectures": ["arm64"]}
    own = outputs["pipeline"] if what != "courier" else outputs["sets"]["shop"]
    if what == "service":
        network = {"subnets": own["subnets"], "securityGroups": own["security_groups"], "assignPublicIp": own["public_ip"]}
        return {"tags": own["tags"], "networkConfiguration": {"awsvpcConfiguration": network},
                "platformVersion": own["deployment"]["platform_version"], "serviceName": own["service"]}
    return {"family": own["family"], "cpu": own["cpu"], "memory": own["memory"], "tags": own["tags"],
            "runtimePlatform": {"cpuArchitecture": own["architecture"]}, "containerDefinitions": [own["container"]]}


def main(what, file):
    outputs = json.load(open(file))["outputs"]
    if what == "state":
        state = {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "check", "resources": []}
        print(json.dumps({**state, "outputs": {name: {"value": value, "type": "dynamic"} for name, value in outputs.items()}}))
        return
    rendered = json.load(sys.stdin)
    values = {name: output["value"] for name, output in outputs.items()}
    gone = list(lacking(wanted(what, values), rendered))
    if "desiredCount" in rendered:
        gone.append("/desiredCount, which is the scaling's")
    if gone:
        sys.exit(f"{what}: the rendering lacks these values of the state: " + ", ".join(gone))
    print(f"{what}: the tool renders every value of the state")


main(*sys.argv[1:])
