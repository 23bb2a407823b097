# Everything in one account and one region. SES must receive mail in this region: docs/deploy.md lists the regions.
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

  dynamic "assume_role" {
    for_each = var.role_arn[*]

    content {
      role_arn     = assume_role.value
      session_name = "hikyaku"
    }
  }

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "own" {}

module "mail" {
  source    = "../../modules/mail"
  providers = { aws = aws }

  name             = var.name
  sets             = { for set, own in var.sets : set => own.domains }
  reader_accounts  = [data.aws_caller_identity.own.account_id]
  rule_set         = var.rule_set
  identities       = var.identities
  alarm_topics     = var.alarm_topics
  encrypt_messages = var.encrypt_messages
  status_function  = var.status_function == null ? null : merge(module.work.status_function, var.status_function)
}

module "work" {
  source    = "../../modules/work"
  providers = { aws = aws, aws.topic = aws }

  name         = var.name
  inbox        = module.mail.inbox
  network      = var.network
  pipeline     = var.pipeline
  sets         = var.sets
  alarm_topics = var.alarm_topics
}
