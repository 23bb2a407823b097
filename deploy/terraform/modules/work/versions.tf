terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"

      # this account in the topic's region: the same provider as aws, if that is this region
      configuration_aliases = [aws.topic]
    }
  }
}
