"""Compares what the real provider creates for an example with what deploy/check renders without it."""

import json
import re

from cloud import ACCOUNT

# ids and addresses that AWS assigns, and attributes that only the real provider knows
GIVEN = re.compile(r"\bkms_key\b|\b(?:sg|vpc|subnet|rtb|vpce|sgr)-[0-9a-f]{8,}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
QUEUE = re.compile(r"https?://[^/\"]+/(\d{12})/")


def readable(value):
    """In the form of rendering.js: without unset values, with JSON strings parsed, and without values that AWS assigns."""
    if isinstance(value, str):
        if value[:1] in "[{" and value[:1]:
            return readable(json.loads(value))
        value = value.replace(ACCOUNT, "000000000000")
        return QUEUE.sub(r"QUEUES/\1/", GIVEN.sub("GIVEN", value))
    if isinstance(value, list):
        return [readable(one) for one in value]
    if isinstance(value, dict):
        return {name: readable(one) for name, one in value.items() if one is not None and one != [] and one != "" and one != {}}
    return value


def resources(module):
    own = {one["address"]: one["values"] for one in module.get("resources", []) if one["mode"] == "managed"}
    for child in module.get("child_modules", []):
        own.update(resources(child))
    return own


def differences(real, rendered, given):
    """Lines of differences; none if the provider creates all that is rendered. Attributes that only the provider adds are allowed, and so is `given`."""
    lines = [f"{address}: only with the real provider" for address in real.keys() - rendered.keys()]
    lines += [f"{address}: only in the rendering" for address in rendered.keys() - real.keys()]
    for address in sorted(real.keys() & rendered.keys()):
        made, said = readable(real[address]), readable(rendered[address])
        for name in sorted(said.keys() - given):
            if not contains(made.get(name), said[name]):
                lines.append(f"{address}.{name}: {json.dumps(made.get(name))[:400]} and not {json.dumps(said[name])[:400]}")
    return lines


def contains(made, said):
    """Blocks of a set have no order."""
    if isinstance(said, dict):
        return isinstance(made, dict) and all(contains(made.get(name), one) for name, one in said.items())
    if isinstance(said, list):
        if not isinstance(made, list) or len(made) != len(said):
            return False
        left = list(made)
        for one in said:
            fitting = next((other for other in left if contains(other, one)), None)
            if fitting is None:
                return False
            left.remove(fitting)
        return True
    return made == said
