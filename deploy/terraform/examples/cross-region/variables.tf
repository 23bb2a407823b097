variable "name" {
  description = "Prefix of all names. A different prefix creates a second installation, with resources of its own."
  type        = string
  default     = "hikyaku"
}

variable "regions" {
  description = "mail: the region where SES receives (docs/deploy.md lists the regions). work: the region of everything else."
  type = object({
    mail = string
    work = string
  })
  default = {
    mail = "us-east-1"
    work = "ap-northeast-3"
  }
}

variable "role_arn" {
  description = "Role that Terraform assumes, as Atlantis does: deploy/terraform/bootstrap creates it. Absent: your own permissions."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for all resources and all tasks."
  type        = map(string)
  default     = { service = "hikyaku" }
}

variable "network" {
  description = "As in module work."
  type        = any
}

variable "pipeline" {
  description = "As in module work. Only the image is required: { image = \"…\" }"
  type        = any
}

variable "sets" {
  description = "As in module work."
  type        = any
}

variable "rule_set" {
  description = "As in module mail: name of the active rule set, if SES receives mail in this account and region already."
  type        = string
  default     = null
}

variable "identities" {
  description = "As in module mail: domains of the sets that are SES identities already."
  type        = set(string)
  default     = []
}

variable "alarm_topics" {
  description = "SNS topics for the alarms, in the region of work. Absent: Terraform creates a topic, to which you subscribe."
  type        = list(string)
  default     = null
}

variable "mail_alarm_topics" {
  description = "SNS topics for the alarms of module mail, in its region and account. Absent: Terraform creates a topic."
  type        = list(string)
  default     = null
}

variable "status_function" {
  description = "Absent: the ledger records new mail from a queue only. { made = false } creates what the status rule's function needs. { made = true }, after lambroll has created the function, lets SES invoke it."
  type        = object({ made = bool })
  default     = null
}

variable "encrypt_messages" {
  description = "As in module mail: SES encrypts each mail before it stores it."
  type        = bool
  default     = false
}
