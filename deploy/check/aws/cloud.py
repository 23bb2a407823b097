"""moto as a process, and the network that an account has before Hikyaku is installed."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3

# moto's default account; a role's ARN selects another account
ACCOUNT = "123456789012"


class Cloud:
    def __init__(self, log, account=ACCOUNT):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.endpoint = f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MOTO_")}
        if account != ACCOUNT:
            environment["MOTO_ACCOUNT_ID"] = account  # moto then treats every request as one of this account, even with a role of another
        server = [sys.executable, "-B", str(Path(__file__).with_name("server.py")), "-H", "127.0.0.1", "-p", str(port)]
        self.process = subprocess.Popen(server, env=environment, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(1200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"moto does not start:\n{Path(log.name).read_text()[-3000:]}")

    def client(self, service, region="ap-northeast-1", account=ACCOUNT):
        session = boto3.Session("moto", "moto", region_name=region)
        if account != ACCOUNT:
            role = f"arn:aws:iam::{account}:role/hikyaku-terraform"
            given = session.client("sts", endpoint_url=self.endpoint).assume_role(RoleArn=role, RoleSessionName="check")["Credentials"]
            session = boto3.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], region)
        return session.client(service, endpoint_url=self.endpoint)

    def network(self, region="ap-northeast-1", account=ACCOUNT):
        """The network's real ids, by the ids that the examples contain."""
        ec2 = self.client("ec2", region, account)
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{part}.0/24")["Subnet"]["SubnetId"] for part in (0, 1)]
        table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        return {
            "vpc-0123456789abcdef0": vpc,
            "subnet-0123456789abcdef0": subnets[0],
            "subnet-0123456789abcdef1": subnets[1],
            "rtb-0123456789abcdef0": table,
        }

    def stop(self):
        self.process.kill()
        self.process.wait()
