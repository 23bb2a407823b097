variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "hikyaku"
}

variable "inbox" {
  description = "Output inbox of module mail."
  type = object({
    bucket    = string
    prefixes  = map(string) # by set
    rules     = map(string) # names of the receipt rules, by set
    key_arn   = string
    topic_arn = string
    region    = string

    stored_topic_arn = string
  })
}

variable "network" {
  description = "Network of the tasks. If route tables are given, S3 and DynamoDB get gateway endpoints; ECR, SQS, ECS and logs still need a route to the internet or interface endpoints."
  type = object({
    vpc_id       = string
    subnets      = list(string)
    public_ip    = optional(bool, false)
    route_tables = optional(list(string), [])
  })
}

variable "pipeline" {
  description = "The pipeline's image and size. Each task processes hikyaku.queue.at-once mails at the same time."
  type = object({
    image          = string
    cpu            = optional(number, 512)
    memory         = optional(number, 1024)
    architecture   = optional(string, "X86_64") # or ARM64, which costs less; the image must match
    at_least       = optional(number, 1)
    at_most        = optional(number, 4)
    backlog_each   = optional(number, 100)      # waiting mails for each task; above this, scaling adds tasks
    settings       = optional(map(string), {})  # settings by property: { "hikyaku.queue.at-once" = "16" }
    secret_setting = optional(map(string), {})  # secret settings by property: the ARN of a secret (or of one JSON key in it, ARN:key::) or of a parameter
    secret_keys    = optional(list(string), []) # ARNs of the KMS keys that encrypt these secrets, unless they are AWS managed keys
  })

  validation {
    condition     = contains(["X86_64", "ARM64"], var.pipeline.architecture)
    error_message = "architecture must be X86_64 or ARM64."
  }

  validation {
    condition     = alltrue([for arn in values(var.pipeline.secret_setting) : can(regex("^arn:[^:]+:(secretsmanager|ssm):[^:]+:\\d{12}:", arn))])
    error_message = "secret_setting needs the ARN of a secret or of a parameter: ECS accepts a name, but the role's policy needs the ARN."
  }
}

variable "keep_days" {
  description = "Days that parts are kept; longer than hikyaku.retention (60 days)."
  type        = number
  default     = 90
}

variable "log_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30
}

variable "log_key" {
  description = "ARN of a KMS key that encrypts the logs, with permission for CloudWatch Logs: output of a set's program may contain mail. Absent: CloudWatch's own key."
  type        = string
  default     = null
}

variable "alarm_topics" {
  description = "SNS topics for the alarms, in this region. Absent: Terraform creates a topic, to which you subscribe (output alarm_topics)."
  type        = list(string)
  default     = null
}

variable "sets" {
  description = "Sets by name. Only domains, aliases and image are required."
  type = map(object({
    domains = set(string)
    aliases = string # s3://bucket/key, or a path that exists in both images
    image   = string # the set's program together with the courier

    time_limit         = optional(string, "PT5M")
    hand_over          = optional(string, "task") # or courier, with a work queue of the set
    capacity_providers = optional(list(string), [])
    couriers           = optional(map(string), {}) # settings of the couriers, by name: { "at-most" = "20" }

    cpu          = optional(number, 512)
    memory       = optional(number, 1024)
    architecture = optional(string, "X86_64")
    environment  = optional(map(string), {}) # variables of the set's program, in its container
    settings     = optional(map(string), {}) # further settings of the set, by name: { "pipe.server" = "postfix" }
  }))

  validation {
    # in a variable's name, _ replaces every character except letters and digits: shop-a and shop.a would be the same set
    condition     = alltrue([for set in keys(var.sets) : can(regex("^[a-z][a-z0-9]*$", set)) && set != "pipeline"])
    error_message = "A set's name has lowercase letters and digits, begins with a letter, and is not pipeline."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : contains(["task", "courier"], set.hand_over)])
    error_message = "hand_over must be task or courier."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : contains(["X86_64", "ARM64"], set.architecture)])
    error_message = "architecture must be X86_64 or ARM64."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : can(regex("^P(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?$", set.time_limit))])
    error_message = "time_limit must be an ISO 8601 duration, such as PT5M."
  }

  validation {
    # the ledger's keys begin with the domain: with a wildcard, the set's courier could change deliveries of other sets
    condition     = alltrue([for set in values(var.sets) : length(set.domains) > 0 && alltrue([for domain in set.domains : can(regex("^([a-z0-9-]+\\.)+[a-z0-9-]+$", domain))])])
    error_message = "A set has at least one domain. A domain has lowercase letters, digits and hyphens, with dots in between."
  }

  validation {
    condition     = alltrue([for set in keys(var.sets) : contains(keys(var.inbox.prefixes), set)])
    error_message = "Module mail has no prefix for a set of module work: give the same sets to both."
  }

  validation {
    condition     = length(flatten([for set in values(var.sets) : tolist(set.domains)])) == length(distinct(flatten([for set in values(var.sets) : tolist(set.domains)])))
    error_message = "A domain belongs to one set only."
  }
}
