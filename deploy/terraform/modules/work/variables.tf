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
  description = "Where the tasks run. With route tables, S3 and DynamoDB get gateway endpoints in them; ECR, SQS, ECS and logs still need a way out."
  type = object({
    vpc_id       = string
    subnets      = list(string)
    public_ip    = optional(bool, false)
    route_tables = optional(list(string), [])
  })
}

variable "pipeline" {
  description = "The pipeline's image and size. Each task works on hikyaku.queue.at-once mails at once."
  type = object({
    image          = string
    cpu            = optional(number, 512)
    memory         = optional(number, 1024)
    architecture   = optional(string, "X86_64") # or ARM64, which costs less: as the image was built
    at_least       = optional(number, 1)
    at_most        = optional(number, 4)
    backlog_each   = optional(number, 100)      # mails waiting for each task, above which there are more tasks
    settings       = optional(map(string), {})  # by property: { "hikyaku.queue.at-once" = "16" }
    secret_setting = optional(map(string), {})  # the same, with the ARN of a secret (a key of its JSON: ARN:key::) or parameter
    secret_keys    = optional(list(string), []) # ARNs of the keys that they are encrypted with, if not with AWS' own
  })

  validation {
    condition     = contains(["X86_64", "ARM64"], var.pipeline.architecture)
    error_message = "architecture is X86_64 or ARM64."
  }

  validation {
    condition     = alltrue([for arn in values(var.pipeline.secret_setting) : can(regex("^arn:[^:]+:(secretsmanager|ssm):[^:]+:\\d{12}:", arn))])
    error_message = "secret_setting has the ARN of a secret or of a parameter: ECS takes a name too, but the role's policy does not."
  }
}

variable "keep_days" {
  description = "How long parts are kept; longer than hikyaku.retention (60 days)."
  type        = number
  default     = 90
}

variable "log_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30
}

variable "log_key" {
  description = "ARN of a KMS key for the logs, which CloudWatch Logs may use: what a set's program prints may be about mail. Absent: CloudWatch's own."
  type        = string
  default     = null
}

variable "alarm_topics" {
  description = "SNS topics, in this region, that alarms are sent to. Absent: a topic is made, to be subscribed (output alarm_topics)."
  type        = list(string)
  default     = null
}

variable "sets" {
  description = "The worlds of the SaaS by name. domains, aliases and image are enough."
  type = map(object({
    domains = set(string)
    aliases = string # s3://bucket/key, or a path in both images
    image   = string # the set's program and the courier

    time_limit         = optional(string, "PT5M")
    hand_over          = optional(string, "task") # or courier: a work queue is made
    capacity_providers = optional(list(string), [])
    couriers           = optional(map(string), {}) # by setting: { "at-most" = "20" }

    cpu          = optional(number, 512)
    memory       = optional(number, 1024)
    architecture = optional(string, "X86_64")
    environment  = optional(map(string), {}) # the program's own, in its container
    settings     = optional(map(string), {}) # the set's others, by name: { "pipe.server" = "postfix" }
  }))

  validation {
    # a variable's name has _ for every character that is no letter or digit: shop-a and shop.a would be one set
    condition     = alltrue([for set in keys(var.sets) : can(regex("^[a-z][a-z0-9]*$", set)) && set != "pipeline"])
    error_message = "A set's name is of small letters and digits, begins with a letter, and is not pipeline."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : contains(["task", "courier"], set.hand_over)])
    error_message = "hand_over is task or courier."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : contains(["X86_64", "ARM64"], set.architecture)])
    error_message = "architecture is X86_64 or ARM64."
  }

  validation {
    condition     = alltrue([for set in values(var.sets) : can(regex("^P(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?$", set.time_limit))])
    error_message = "time_limit is an ISO 8601 duration: PT5M."
  }

  validation {
    # the ledger's keys begin with it, and a wildcard would let the set's courier into those of others
    condition     = alltrue([for set in values(var.sets) : length(set.domains) > 0 && alltrue([for domain in set.domains : can(regex("^([a-z0-9-]+\\.)+[a-z0-9-]+$", domain))])])
    error_message = "A set has at least one domain; a domain is of small letters, digits and hyphens with a dot between."
  }

  validation {
    condition     = alltrue([for set in keys(var.sets) : contains(keys(var.inbox.prefixes), set)])
    error_message = "Module mail has no prefix for a set that module work has: give both the same sets."
  }

  validation {
    condition     = length(flatten([for set in values(var.sets) : tolist(set.domains)])) == length(distinct(flatten([for set in values(var.sets) : tolist(set.domains)])))
    error_message = "A domain is one set's only."
  }
}
