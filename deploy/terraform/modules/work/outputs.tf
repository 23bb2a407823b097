# ecspresso reads these from the state: {{ tfstate `output.pipeline_role_arn` }}
output "pipeline" {
  description = "What the deployment of the pipeline's service needs, beside the single ones below."
  value = {
    cluster   = aws_ecs_cluster.pipeline.name
    service   = aws_ecs_service.pipeline.name
    family    = aws_ecs_task_definition.pipeline.family
    log_group = aws_cloudwatch_log_group.pipeline.name
    subnets   = var.network.subnets
    public_ip = var.network.public_ip
  }
}

output "pipeline_environment" {
  description = "As a container definition has it, sets included: \"environment\": {{ tfstate `output.pipeline_environment` }}"
  value       = [for name, value in local.pipeline_environment : { name = name, value = value }]
}

output "pipeline_role_arn" {
  value = aws_iam_role.pipeline.arn
}

output "execution_role_arn" {
  value = aws_iam_role.execution.arn
}

output "pipeline_security_group" {
  value = aws_security_group.tasks.id
}

output "repository_url" {
  description = "The pipeline's image without its tag."
  value       = replace(var.pipeline.image, "/[:@][^/]*$/", "")
}

output "sets" {
  description = "By set: what the deployment of its image needs, and the role that its program needs more permissions on."
  value = {
    for set, own in var.sets : set => {
      cluster        = aws_ecs_cluster.set[set].name
      family         = aws_ecs_task_definition.courier[set].family
      task_role_arn  = aws_iam_role.courier[set].arn
      log_group      = aws_cloudwatch_log_group.courier[set].name
      repository_url = replace(own.image, "/[:@][^/]*$/", "")
    }
  }
}

output "status_function" {
  description = "Input of module mail, where the status rule is to have a function."
  value = {
    environment = local.status_environment
    statements  = [for one in concat([local.writes_ledger], local.reads_all_aliases) : one if length(one.resources) > 0]
  }
}

output "mail_queue_url" {
  value = aws_sqs_queue.mail.url
}

output "receipts_queue_url" {
  value = aws_sqs_queue.receipts.url
}

output "task_events_queue_url" {
  value = aws_sqs_queue.task_events.url
}

output "dead_letters_queue_url" {
  value = aws_sqs_queue.dead_letters.url
}

output "work_queue_urls" {
  description = "By set, of those that have couriers."
  value       = { for set in local.couriers : set => aws_sqs_queue.work[set].url }
}

output "ledger_table" {
  value = aws_dynamodb_table.ledger.name
}

output "parts_bucket" {
  value = aws_s3_bucket.parts.id
}

output "inboxes" {
  description = "HIKYAKU_SWEEP_INBOXES of pipeline and couriers."
  value       = local.installation["hikyaku.sweep.inboxes"]
}
