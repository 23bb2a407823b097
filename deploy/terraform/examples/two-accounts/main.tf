# SES in one account, the pipeline in another. The mail account lets the work account read mail and subscribe queues, and nothing
# else.
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

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.work}:role/${var.role}"
    session_name = "hikyaku"
  }

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "mail"
  region = var.regions.mail

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.mail}:role/${var.role}"
    session_name = "hikyaku"
  }

  default_tags {
    tags = var.tags
  }
}

# the work account in the topic's region: the owner of a queue subscribes it
provider "aws" {
  alias  = "topic"
  region = var.regions.mail

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.work}:role/${var.role}"
    session_name = "hikyaku"
  }

  default_tags {
    tags = var.tags
  }
}

module "mail" {
  source    = "../../modules/mail"
  providers = { aws = aws.mail }

  name             = var.name
  sets             = { for set, own in var.sets : set => own.domains }
  reader_accounts  = [var.accounts.work]
  rule_set         = var.rule_set
  identities       = var.identities
  alarm_topics     = var.mail_alarm_topics
  encrypt_messages = var.encrypt_messages
}

module "work" {
  source    = "../../modules/work"
  providers = { aws = aws, aws.topic = aws.topic }

  name         = var.name
  inbox        = module.mail.inbox
  network      = var.network
  pipeline     = var.pipeline
  sets         = var.sets
  alarm_topics = var.alarm_topics
}
