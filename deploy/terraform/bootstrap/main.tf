# Apply this once for each account, by hand, before anything else. It creates the bucket for Terraform's state, the image
# repositories, and the roles that CI and Atlantis assume. Its own state moves into the bucket that it creates:
# docs/infrastructure.md
terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "own" {}

data "aws_partition" "own" {}

locals {
  account = data.aws_caller_identity.own.account_id
  arn     = "arn:${data.aws_partition.own.partition}"
}
