# SES in one account, the work in another: the mail account gives the work account nothing but reading and subscribing.
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

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.work}:role/${var.role}"
    session_name = "hikyaku"
  }
}

provider "aws" {
  alias  = "mail"
  region = "us-east-1" # https://docs.aws.amazon.com/general/latest/gr/ses.html#ses_inbound_endpoints

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.mail}:role/${var.role}"
    session_name = "hikyaku"
  }
}

module "mail" {
  source    = "../../modules/mail"
  providers = { aws = aws.mail }

  sets            = { for set, own in var.sets : set => own.domains }
  reader_accounts = [var.accounts.work]
}

module "work" {
  source = "../../modules/work"

  inbox        = module.mail.inbox
  network      = var.network
  pipeline     = { image = var.image }
  sets         = var.sets
  alarm_topics = var.alarm_topics
}
