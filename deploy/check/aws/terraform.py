"""Terraform with the real AWS provider: found on this machine, or downloaded from its registry."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

REGISTRY = "https://registry.terraform.io/.well-known/terraform.json"


def mirror():
    """A folder with hostname/namespace/type/version below it, where Terraform itself looks for providers, or None.

    https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
    """
    named = os.environ.get("TERRAFORM_PROVIDERS")
    if named:
        return Path(named)
    home = Path.home()
    usual = [home / ".terraform.d/plugins", home / ".local/share/terraform/plugins", Path("/usr/local/share/terraform/plugins")]
    for root in [*usual, Path("/usr/share/terraform/plugins"), Path("/opt"), Path("/usr/local/lib"), Path("/var/lib")]:
        for folder, folders, files in os.walk(root):
            if len(Path(folder).relative_to(root).parts) >= 7:
                folders.clear()
            if any(file.startswith("terraform-provider-aws") for file in files):
                below = re.match(r"(.*)/registry\.terraform\.io/hashicorp/aws(/|$)", folder)
                if below:
                    return Path(below.group(1))
    return None


def configuration(folder):
    """Writes Terraform's CLI configuration with the provider's location. None if no provider can be found."""
    found = mirror()
    if not found:
        try:
            urllib.request.urlopen(REGISTRY, timeout=5).close()
        except OSError:
            return None
    where = f'filesystem_mirror {{ path = "{found}" }}' if found else "direct {}"
    file = folder / "terraform.rc"
    file.write_text(f"provider_installation {{\n  {where}\n}}\n")
    return file


class Terraform:
    """A working copy of deploy/terraform, and one example of it."""

    def __init__(self, source, example, settings, endpoint, keep=()):
        self.root = Path(tempfile.mkdtemp(prefix="hikyaku-terraform-"))
        shutil.copytree(source, self.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".terraform", "*.tfstate*"))
        self.folder = self.root / example
        (self.folder / "backend.tf").unlink(missing_ok=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TF_", "AWS_"))},
            "TF_CLI_CONFIG_FILE": str(settings),
            "TF_PLUGIN_CACHE_DIR": "",
            "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "moto",
            "AWS_SECRET_ACCESS_KEY": "moto",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        self.path_style()

    def path_style(self):
        """Buckets in moto have no host names."""
        text = "\n".join(file.read_text() for file in self.folder.glob("*.tf"))
        blocks = re.findall(r'^provider "aws" \{\n(?:  alias  = "(\w+)"\n)?', text, re.M)
        lines = [f'provider "aws" {{\n{f"  alias = {json.dumps(alias)}" if alias else ""}\n  s3_use_path_style = true\n}}\n' for alias in blocks]
        (self.folder / "moto_override.tf").write_text("\n".join(lines))

    def variables(self, change):
        file = self.folder / "terraform.tfvars"
        before = file.read_text()
        after = change(before)
        assert before != after, f"nothing to change in {file.name}"
        file.write_text(after)

    def run(self, *command, fails=False):
        done = subprocess.run(["terraform", *command], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if (done.returncode == 1) != fails:
            raise AssertionError(f"terraform {command[0]} ended with {done.returncode}:\n{done.stderr[-6000:] or done.stdout[-6000:]}")
        return done.stdout + done.stderr if fails else done.stdout

    def init(self):
        """Uses the provider of the lock file, or another version if that one is unavailable or TERRAFORM_AWS=newest asks for it."""
        try:
            assert os.environ.get("TERRAFORM_AWS") != "newest"
            self.run("init", "-input=false", "-lockfile=readonly")
        except AssertionError:
            self.run("init", "-input=false", "-upgrade")
        listed = json.loads(self.run("version", "-json"))
        return next(iter(listed["provider_selections"].values()))

    def diagnostics(self):
        return json.loads(self.run("validate", "-json"))["diagnostics"]

    def apply(self, *arguments):
        """High parallelism, because the provider mostly waits."""
        self.run("apply", "-input=false", "-auto-approve", "-no-color", "-parallelism=40", *arguments)

    def changes(self, *arguments):
        """What a plan would change, by address: ({"create"}, before, after)."""
        self.run("plan", "-input=false", "-no-color", "-out=changes", *arguments)
        plan = json.loads(self.run("show", "-json", "changes"))
        return {
            one["address"]: (frozenset(one["change"]["actions"]), one["change"]["before"], one["change"]["after"])
            for one in plan.get("resource_changes", [])
            if one["mode"] == "managed" and one["change"]["actions"] != ["no-op"]
        }

    def state(self):
        return json.loads(self.run("show", "-json"))["values"]

    def close(self):
        shutil.rmtree(self.root)
