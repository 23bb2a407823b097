# Everything in one account. SES is in a region where it receives mail; everything else is in a region where SES does not. Each
# mail then costs a transfer between regions, and gateway endpoints do not reach the mail's bucket.
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
  region = var.regions.work

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

provider "aws" {
  alias  = "mail"
  region = var.regions.mail

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
  providers = { aws = aws.mail }

  name             = var.name
  sets             = { for set, own in var.sets : set => own.domains }
  reader_accounts  = [data.aws_caller_identity.own.account_id]
  rule_set         = var.rule_set
  identities       = var.identities
  alarm_topics     = var.mail_alarm_topics
  encrypt_messages = var.encrypt_messages
  status_function  = var.status_function == null ? null : merge(module.work.status_function, var.status_function)
}

module "work" {
  source    = "../../modules/work"
  providers = { aws = aws, aws.topic = aws.mail }

  name         = var.name
  inbox        = module.mail.inbox
  network      = var.network
  pipeline     = var.pipeline
  sets         = var.sets
  alarm_topics = var.alarm_topics
}
