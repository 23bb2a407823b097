# Everything in one account; SES in a region that takes mail, the rest at home.
terraform {
  required_version = "~> 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }

  # backend "s3" {}: ecspresso reads the state from there
}

provider "aws" {
  region = "ap-northeast-1"
}

provider "aws" {
  alias  = "mail"
  region = "us-east-1" # https://docs.aws.amazon.com/general/latest/gr/ses.html#ses_inbound_endpoints
}

data "aws_caller_identity" "own" {}

module "mail" {
  source    = "../../modules/mail"
  providers = { aws = aws.mail }

  sets            = { for set, own in var.sets : set => own.domains }
  reader_accounts = [data.aws_caller_identity.own.account_id]
  status_function = var.status_function == null ? null : merge(module.work.status_function, var.status_function)
}

module "work" {
  source = "../../modules/work"

  inbox        = module.mail.inbox
  network      = var.network
  pipeline     = { image = var.image }
  sets         = var.sets
  alarm_topics = var.alarm_topics
}
