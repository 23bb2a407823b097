variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "hikyaku"
}

variable "sets" {
  description = "Mail domains of each set, by its name; their MX must point to SES. Subdomains are domains of their own. A set has a receipt rule and a prefix in the bucket."
  type        = map(set(string))

  validation {
    # as in module work, which has the same sets
    condition     = length(var.sets) > 0 && alltrue([for set in keys(var.sets) : can(regex("^[a-z][a-z0-9]*$", set))])
    error_message = "At least one set. A set's name is of small letters and digits and begins with a letter."
  }

  validation {
    condition     = alltrue(flatten([for domains in values(var.sets) : [for domain in domains : can(regex("^([a-z0-9-]+\\.)+[a-z0-9-]+$", domain))]]))
    error_message = "A domain is of small letters, digits and hyphens with a dot between: IAM tells the sets apart by it."
  }

  # https://docs.aws.amazon.com/ses/latest/dg/quotas.html
  validation {
    condition     = alltrue([for domains in values(var.sets) : length(domains) > 0 && length(domains) <= 100])
    error_message = "A set has 1 to 100 domains: SES' receipt rules have no more recipients. Divide the set, or ask for a rule more."
  }

  validation {
    condition     = length(var.sets) <= 200
    error_message = "200 sets at most: SES' rule set has no more receipt rules, and each set has one."
  }

  validation {
    condition     = length(flatten([for domains in values(var.sets) : tolist(domains)])) == length(setunion(values(var.sets)...))
    error_message = "A domain is one set's only: its mail would be stored for both."
  }
}

variable "reader_accounts" {
  description = "Accounts whose roles may read the mail and subscribe queues to its topic: those of module work."
  type        = set(string)
}

variable "rule_set" {
  description = "Rule set that is there and active. Absent: one is made and activated, in place of any other, since SES has one active rule set a region."
  type        = string
  default     = null
}

variable "identities" {
  description = "Domains of the sets that are SES identities of this account and region already, such as those that mail is sent from: they stay as they are, and are not made. The others are."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.identities, setunion(values(var.sets)...))) == 0
    error_message = "A domain in identities is no domain of a set."
  }
}

variable "alarm_topics" {
  description = "SNS topics, in this region, that alarms are sent to. Absent: a topic is made, to be subscribed (output alarm_topics)."
  type        = list(string)
  default     = null
}

variable "tls_policy" {
  description = "Require refuses mail that comes without TLS; Optional takes it."
  type        = string
  default     = "Require"

  validation {
    condition     = contains(["Require", "Optional"], var.tls_policy)
    error_message = "Require or Optional."
  }
}

variable "keep_days" {
  description = "How long raw mail is kept. Longer than hikyaku.retention of the pipeline (60 days), and than anybody may want a mail to be run again."
  type        = number
  default     = 90

  validation {
    condition     = var.keep_days > 60
    error_message = "A mail must be kept for longer than the ledger's 60 days."
  }
}

variable "restore_days" {
  description = "How long a mail that was deleted can be restored from its versions: after keep_days, or after hikyaku.retention, it is there for these days more."
  type        = number
  default     = 14

  validation {
    condition     = var.restore_days >= 1
    error_message = "restore_days is 1 at least: S3 keeps a version that is not current for a day."
  }
}

variable "encrypt_messages" {
  description = "SES encrypts each mail with the key before it stores it, beside S3's own encryption. Whoever reads the bucket then needs the key itself (docs/deploy.md); mail of before stays readable."
  type        = bool
  default     = false
}

variable "status_function" {
  description = "Output status_function of module work, for a Lambda action beside the one that stores mail; and whether lambroll has made the function (docs/deploy.md). Absent: there is none."
  type = object({
    environment = map(string)
    statements  = list(object({ actions = list(string), resources = list(string) }))
    made        = optional(bool, false)
  })
  default = null

  # https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  validation {
    condition     = var.status_function == null || length(jsonencode(try(var.status_function.environment, {}))) <= 4096
    error_message = "A function's environment has 4 KB: too many sets for the status rule's function. Queue hikyaku-receipts does the same."
  }
}
