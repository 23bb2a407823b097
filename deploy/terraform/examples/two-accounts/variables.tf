variable "accounts" {
  description = "Ids of the account that takes the mail and of the one that works on it."
  type = object({
    mail = string
    work = string
  })
}

variable "role" {
  description = "Role in both accounts that Terraform takes on."
  type        = string
  default     = "terraform"
}

variable "image" {
  description = "The pipeline's image."
  type        = string
}

variable "network" {
  description = "As in module work."
  type        = any
}

variable "sets" {
  description = "As in module work."
  type        = any
}

variable "alarm_topics" {
  type    = list(string)
  default = []
}
