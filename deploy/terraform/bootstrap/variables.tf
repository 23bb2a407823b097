variable "name" {
  description = "Prefix of all names, as in the examples."
  type        = string
  default     = "hikyaku"
}

variable "region" {
  description = "Region of the state and the images: the region of the tasks."
  type        = string
  default     = "ap-northeast-1"
}

variable "tags" {
  type    = map(string)
  default = { service = "hikyaku" }
}

variable "organization" {
  description = "Owner of the repositories on GitHub."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]*$", var.organization))
    error_message = "organization is a name on GitHub, without a slash or a wildcard: every repository that matches it could deploy."
  }
}

variable "repositories" {
  description = "Names of the repositories on GitHub: of the infrastructure, of the functions, and of each set's application by the set's name."
  type = object({
    infrastructure = string
    functions      = optional(string)
    applications   = map(string)
  })

  validation {
    condition     = alltrue([for name in concat([var.repositories.infrastructure], compact([var.repositories.functions]), values(var.repositories.applications)) : can(regex("^[A-Za-z0-9._-]+$", name))])
    error_message = "A repository is its name alone, without owner, slash or wildcard."
  }
}

variable "branch" {
  description = "Branch whose commits are deployed. Protect it: commits need a review before they reach it."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]+$", var.branch))
    error_message = "branch is the name of one branch, without a wildcard."
  }
}

variable "terraform_by" {
  description = "ARNs of the roles that may assume Terraform's role: the task role of Atlantis, and those of administrators."
  type        = list(string)

  validation {
    condition     = length(var.terraform_by) > 0 && alltrue([for arn in var.terraform_by : can(regex("^arn:[a-z-]+:iam::\\d{12}:role/[^*?]+$", arn))])
    error_message = "terraform_by contains complete ARNs of roles, without a wildcard: these roles can do almost everything."
  }
}

variable "oidc_provider" {
  description = "ARN of GitHub's OIDC provider, if this account has one already. An account can have only one."
  type        = string
  default     = null
}

variable "state_key" {
  description = "Key of the installation's state in the bucket."
  type        = string
  default     = "hikyaku/terraform.tfstate"
}
