variable "name" {
  description = "Prefix of all names, as in the examples."
  type        = string
  default     = "hikyaku"
}

variable "region" {
  description = "Where the state and the images are: that of the tasks."
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
    error_message = "organization is a name on GitHub, without a slash or a wildcard: whoever matches it may deploy."
  }
}

variable "repositories" {
  description = "Names of the repositories on GitHub: of this, of the functions, and of each set's application by the set's name."
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
  description = "What is pushed to it is deployed; it needs reviews before."
  type        = string
  default     = "main"

  validation {
    condition     = can(regex("^[A-Za-z0-9._/-]+$", var.branch))
    error_message = "branch is one branch, without a wildcard."
  }
}

variable "terraform_by" {
  description = "ARNs of the roles that may take on the role of Terraform: Atlantis' task role, and administrators'."
  type        = list(string)

  validation {
    condition     = length(var.terraform_by) > 0 && alltrue([for arn in var.terraform_by : can(regex("^arn:[a-z-]+:iam::\\d{12}:role/[^*?]+$", arn))])
    error_message = "terraform_by has whole ARNs of roles, without a wildcard: who takes on the role may do nearly everything."
  }
}

variable "oidc_provider" {
  description = "ARN of GitHub's OIDC provider, if this account has it already: there is one in an account."
  type        = string
  default     = null
}

variable "state_key" {
  description = "Where the installation's state is in the bucket."
  type        = string
  default     = "hikyaku/terraform.tfstate"
}
