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

variable "status_function" {
  description = "Absent: the ledger hears of new mail from a queue alone. { made = false } makes what the status rule's function needs; { made = true }, once lambroll has made it, has SES invoke it."
  type        = object({ made = bool })
  default     = null
}
