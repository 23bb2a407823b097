# ecspresso reads these from the state: {{ tfstate `output.pipeline_role_arn` }}
output "pipeline" {
  description = "Input for the deployment of the pipeline's service, in addition to the outputs below. container is an ECS container definition without its image."
  value = {
    cluster         = aws_ecs_cluster.pipeline.name
    service         = aws_ecs_service.pipeline.name
    family          = aws_ecs_task_definition.pipeline.family
    cpu             = tostring(var.pipeline.cpu)
    memory          = tostring(var.pipeline.memory)
    architecture    = var.pipeline.architecture
    container       = local.pipeline_container
    log_group       = aws_cloudwatch_log_group.pipeline.name
    region          = local.region
    subnets         = var.network.subnets
    security_groups = [aws_security_group.tasks.id]
    public_ip       = var.network.public_ip ? "ENABLED" : "DISABLED"
    deployment      = local.deployment
    tags            = local.ecs_tags
  }
}

output "pipeline_environment" {
  description = "Environment of the pipeline with its sets, in the form of a container definition: \"environment\": {{ tfstate `output.pipeline_environment` }}"
  value       = local.pipeline_container.environment
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
  description = "By set: the input for the deployment of its image, and the role to which you attach the program's further permissions. container is an ECS container definition without its image."
  value = {
    for set, own in var.sets : set => {
      cluster        = aws_ecs_cluster.set[set].name
      family         = aws_ecs_task_definition.courier[set].family
      cpu            = tostring(own.cpu)
      memory         = tostring(own.memory)
      architecture   = own.architecture
      container      = local.courier_containers[set]
      environment    = local.courier_containers[set].environment
      task_role_arn  = aws_iam_role.courier[set].arn
      log_group      = aws_cloudwatch_log_group.courier[set].name
      region         = local.region
      repository_url = replace(own.image, "/[:@][^/]*$/", "")
      tags           = concat(local.ecs_tags, [{ key = "set", value = set }])
    }
  }
}

output "status_function" {
  description = "Input of module mail, if the status rule has a function."
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

output "stored_queue_url" {
  value = aws_sqs_queue.stored.url
}

output "task_events_queue_url" {
  value = aws_sqs_queue.task_events.url
}

output "dead_letters_queue_url" {
  value = aws_sqs_queue.dead_letters.url
}

output "work_queue_urls" {
  description = "Work queues by set, for the sets that have couriers."
  value       = { for set in local.couriers : set => aws_sqs_queue.work[set].url }
}

output "ledger_table" {
  value = aws_dynamodb_table.ledger.name
}

output "parts_bucket" {
  value = aws_s3_bucket.parts.id
}

output "alarm_topics" {
  description = "Topics that alarms are sent to: the given ones, or the one that Terraform created."
  value       = local.alarm_topics
}
