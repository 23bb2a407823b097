output "dns_records" {
  value = module.mail.dns_records
}

# read by ecspresso, which sees outputs of the root module only
output "pipeline" {
  value = module.work.pipeline
}

output "pipeline_environment" {
  value = module.work.pipeline_environment
}

output "pipeline_role_arn" {
  value = module.work.pipeline_role_arn
}

output "execution_role_arn" {
  value = module.work.execution_role_arn
}

output "pipeline_security_group" {
  value = module.work.pipeline_security_group
}

output "repository_url" {
  value = module.work.repository_url
}

output "sets" {
  value = module.work.sets
}

output "mail_queue_url" {
  value = module.work.mail_queue_url
}

output "receipts_queue_url" {
  value = module.work.receipts_queue_url
}

output "stored_queue_url" {
  value = module.work.stored_queue_url
}

output "task_events_queue_url" {
  value = module.work.task_events_queue_url
}

output "dead_letters_queue_url" {
  value = module.work.dead_letters_queue_url
}

output "ledger_table" {
  value = module.work.ledger_table
}

output "parts_bucket" {
  value = module.work.parts_bucket
}

# read by lambroll; null without the status rule's function
output "status_function" {
  value = module.mail.status_function
}

# topics that alarms are sent to; subscribe to them
output "alarm_topics" {
  value = distinct(concat(module.mail.alarm_topics, module.work.alarm_topics))
}
