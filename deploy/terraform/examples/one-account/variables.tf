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
