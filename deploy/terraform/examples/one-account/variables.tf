variable "name" {
  description = "Prefix of all names. Another one is another installation: everything is made anew."
  type        = string
  default     = "hikyaku"
}

variable "region" {
  description = "Where everything is: one in which SES receives (docs/deploy.md)."
  type        = string
  default     = "ap-northeast-1"
}

variable "role_arn" {
  description = "Role that Terraform takes on, as Atlantis does: deploy/terraform/bootstrap makes it. Absent: your own permissions."
  type        = string
  default     = null
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
  description = "SNS topics that alarms are sent to. Absent: a topic is made, to be subscribed."
  type        = list(string)
  default     = null
}

variable "status_function" {
  description = "Absent: the ledger hears of new mail from a queue alone. { made = false } makes what the status rule's function needs; { made = true }, once lambroll has made it, has SES invoke it."
  type        = object({ made = bool })
  default     = null
}

variable "encrypt_messages" {
  description = "As in module mail: SES encrypts each mail before it stores it."
  type        = bool
  default     = false
}
