variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "hikyaku"
}

variable "sets" {
  description = "Mail domains of each set, by the set's name; their MX records must point to SES. List each subdomain. A set has a receipt rule and a prefix in the bucket."
  type        = map(set(string))

  validation {
    # module work has the same names for the same sets
    condition     = length(var.sets) > 0 && alltrue([for set in keys(var.sets) : can(regex("^[a-z][a-z0-9]*$", set))])
    error_message = "At least one set is needed. A set's name has lowercase letters and digits and begins with a letter."
  }

  validation {
    condition     = alltrue(flatten([for domains in values(var.sets) : [for domain in domains : can(regex("^([a-z0-9-]+\\.)+[a-z0-9-]+$", domain))]]))
    error_message = "A domain has lowercase letters, digits and hyphens, with dots in between: IAM separates the sets by it."
  }

  # https://docs.aws.amazon.com/ses/latest/dg/quotas.html
  validation {
    condition     = alltrue([for domains in values(var.sets) : length(domains) > 0 && length(domains) <= 100])
    error_message = "A set has 1 to 100 domains, because an SES receipt rule has at most 100 recipients. Divide the set into two."
  }

  validation {
    condition     = length(var.sets) <= 200
    error_message = "At most 200 sets: each set has a receipt rule, and SES allows 200 rules in a rule set."
  }

  validation {
    condition     = length(flatten([for domains in values(var.sets) : tolist(domains)])) == length(setunion(values(var.sets)...))
    error_message = "A domain belongs to one set only: otherwise SES would store its mail for both."
  }
}

variable "reader_accounts" {
  description = "Accounts whose roles may read the mail and subscribe queues to its topic: the accounts of module work."
  type        = set(string)
}

variable "rule_set" {
  description = "Name of the active rule set, if there is one. Absent: Terraform creates one and activates it in place of any other, because SES has one active rule set for each region."
  type        = string
  default     = null
}

variable "identities" {
  description = "Domains of the sets that are SES identities of this account and region already, such as domains that send mail. Terraform creates identities for the others only."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.identities, setunion(values(var.sets)...))) == 0
    error_message = "Each domain in identities must be a domain of a set."
  }
}

variable "alarm_topics" {
  description = "SNS topics for the alarms, in this region. Absent: Terraform creates a topic, to which you subscribe (output alarm_topics)."
  type        = list(string)
  default     = null
}

variable "tls_policy" {
  description = "Require rejects mail that arrives without TLS; Optional accepts it."
  type        = string
  default     = "Require"

  validation {
    condition     = contains(["Require", "Optional"], var.tls_policy)
    error_message = "tls_policy must be Require or Optional."
  }
}

variable "keep_days" {
  description = "Days that raw mail is kept. Longer than hikyaku.retention of the pipeline (60 days), and as long as a mail may have to be processed again."
  type        = number
  default     = 90

  validation {
    condition     = var.keep_days > 60
    error_message = "A mail must be kept for longer than the ledger's 60 days."
  }
}

variable "restore_days" {
  description = "Days that a deleted mail can still be restored from its versions, after keep_days or hikyaku.retention has deleted it."
  type        = number
  default     = 14

  validation {
    condition     = var.restore_days >= 1
    error_message = "restore_days must be at least 1: S3 keeps a noncurrent version for at least one day."
  }
}

variable "encrypt_messages" {
  description = "SES encrypts each mail with the key before it stores it, in addition to S3's own encryption. Readers of the bucket then need the key itself (docs/deploy.md). Earlier mail stays readable."
  type        = bool
  default     = false
}

variable "status_function" {
  description = "Output status_function of module work, for a Lambda action beside the action that stores mail, and whether lambroll has created the function (docs/deploy.md). Absent: no function."
  type = object({
    environment = map(string)
    statements  = list(object({ actions = list(string), resources = list(string) }))
    made        = optional(bool, false)
  })
  default = null

  # https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  validation {
    condition     = var.status_function == null || length(jsonencode(try(var.status_function.environment, {}))) <= 4096
    error_message = "A function's environment has at most 4 KB: there are too many sets for the status rule's function. Remove it; the queue hikyaku-receipts does the same work."
  }
}
