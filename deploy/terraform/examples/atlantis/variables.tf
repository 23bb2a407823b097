variable "region" {
  type    = string
  default = "ap-northeast-1"
}

variable "tags" {
  type    = map(string)
  default = { service = "atlantis" }
}

variable "image" {
  description = "Its version, by digest for whoever wants to be sure."
  type        = string
  default     = "ghcr.io/runatlantis/atlantis:v0.35.1"
}

variable "domain" {
  description = "Name that the load balancer has in the DNS: an alias record to output load_balancer."
  type        = string
}

variable "certificate" {
  description = "ARN of the certificate for it, in this region."
  type        = string
}

variable "organization" {
  description = "Owner of the repository on GitHub."
  type        = string
}

variable "repository" {
  description = "Name of the infrastructure's repository."
  type        = string
  default     = "infrastructure"
}

variable "github_app_id" {
  description = "Of the GitHub app that Atlantis comments with: docs/infrastructure.md."
  type        = string
}

variable "secret" {
  description = "ARN of a secret with the keys app-key, webhook and password: made by hand, so that they are in no state."
  type        = string
}

variable "terraform_role" {
  description = "Output terraform_role of bootstrap, in the account of the work."
  type        = string
}

variable "other_terraform_roles" {
  description = "The same of other accounts: of the mail's, if it has one of its own."
  type        = list(string)
  default     = []
}

variable "state_bucket" {
  description = "That bootstrap has made."
  type        = string
}

variable "webhooks_from" {
  description = "Where GitHub's webhooks come from: hooks of https://api.github.com/meta, as of 2026-11-30. Each is signed as well."
  type        = list(string)
  default     = ["140.82.112.0/20", "143.55.64.0/20", "185.199.108.0/22", "192.30.252.0/22"]
}

variable "people_from" {
  description = "Where people look at plans from: the office, the VPN. They need the password as well."
  type        = list(string)
  default     = []
}

variable "network" {
  type = object({
    vpc_id          = string
    public_subnets  = list(string)
    private_subnets = list(string)
  })
}
