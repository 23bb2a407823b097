variable "region" {
  type    = string
  default = "ap-northeast-1"
}

variable "tags" {
  type    = map(string)
  default = { service = "atlantis" }
}

variable "image" {
  description = "Image of Atlantis. A digest in place of the tag fixes its content."
  type        = string
  default     = "ghcr.io/runatlantis/atlantis:v0.35.1"
}

variable "domain" {
  description = "DNS name of the load balancer: an alias record that points to the output load_balancer."
  type        = string
}

variable "certificate" {
  description = "ARN of the certificate for this name, in this region."
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
  description = "Id of the GitHub app with which Atlantis comments: docs/infrastructure.md."
  type        = string
}

variable "secret" {
  description = "ARN of a secret with the keys app-key, webhook and password. Create it by hand, so that its values are in no Terraform state."
  type        = string
}

variable "terraform_role" {
  description = "Output terraform_role of bootstrap, in the account of module work."
  type        = string
}

variable "other_terraform_roles" {
  description = "Outputs terraform_role of other accounts: for example that of module mail, if it has its own account."
  type        = list(string)
  default     = []
}

variable "state_bucket" {
  description = "State bucket that bootstrap has created."
  type        = string
}

variable "webhooks_from" {
  description = "Address ranges of GitHub's webhooks: field hooks of https://api.github.com/meta, as of 2026-11-30. GitHub also signs each webhook."
  type        = list(string)
  default     = ["140.82.112.0/20", "143.55.64.0/20", "185.199.108.0/22", "192.30.252.0/22"]
}

variable "people_from" {
  description = "Address ranges from which people may open the list of plans: the office, the VPN. They also need the password."
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
