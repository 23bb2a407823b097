terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"

      # the own account where the mail's topic is: the same as aws, if it is in this region
      configuration_aliases = [aws.topic]
    }
  }
}
