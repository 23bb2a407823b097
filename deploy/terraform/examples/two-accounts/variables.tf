variable "accounts" {
  description = "Ids of the account that takes the mail and of the one that works on it."
  type = object({
    mail = string
    work = string
  })
}

variable "role" {
  description = "Role in both accounts that Terraform takes on: deploy/terraform/bootstrap makes it."
  type        = string
  default     = "hikyaku-terraform"
}

variable "name" {
  description = "Prefix of all names. Another one is another installation: everything is made anew."
  type        = string
  default     = "hikyaku"
}

variable "regions" {
  description = "SES receives in mail (docs/deploy.md has the regions); everything else is in work."
  type = object({
    mail = string
    work = string
  })
  default = {
    mail = "ap-northeast-1"
    work = "ap-northeast-1"
  }
}

variable "tags" {
  description = "On all that is made, and on what runs."
  type        = map(string)
  default     = { service = "hikyaku" }
}

variable "network" {
  description = "As in module work."
  type        = any
}

variable "pipeline" {
  description = "As in module work: { image = \"…\" } is enough."
  type        = any
}

variable "sets" {
  description = "As in module work."
  type        = any
}

variable "rule_set" {
  description = "As in module mail: name of the active rule set, where SES takes mail already."
  type        = string
  default     = null
}

variable "identities" {
  description = "As in module mail: domains of the sets that are SES identities already."
  type        = set(string)
  default     = []
}

variable "alarm_topics" {
  description = "SNS topics that alarms are sent to, in the region and account of work. Absent: a topic is made, to be subscribed."
  type        = list(string)
  default     = null
}

variable "mail_alarm_topics" {
  description = "The same for the alarms of module mail, in its region and account."
  type        = list(string)
  default     = null
}

variable "encrypt_messages" {
  description = "As in module mail: SES encrypts each mail before it stores it."
  type        = bool
  default     = false
}
