# ecspresso reads these and the resources from the state: {{ tfstate `module.work.aws_iam_role.pipeline.arn` }},
# {{ tfstate `output.pipeline.cluster` }}
output "pipeline" {
  description = "What the deployment of the pipeline's service needs."
  value = {
    cluster            = aws_ecs_cluster.pipeline.name
    service            = aws_ecs_service.pipeline.name
    family             = aws_ecs_task_definition.pipeline.family
    task_role_arn      = aws_iam_role.pipeline.arn
    execution_role_arn = aws_iam_role.execution.arn
    log_group          = aws_cloudwatch_log_group.pipeline.name
    subnets            = var.network.subnets
    security_groups    = [aws_security_group.tasks.id]
    public_ip          = var.network.public_ip
    environment        = local.pipeline_environment
  }
}

output "sets" {
  description = "By set: cluster, family of its task definition, and the role that its program needs more permissions on."
  value = {
    for set in keys(var.sets) : set => {
      cluster       = aws_ecs_cluster.set[set].name
      family        = aws_ecs_task_definition.courier[set].family
      task_role_arn = aws_iam_role.courier[set].arn
      log_group     = aws_cloudwatch_log_group.courier[set].name
    }
  }
}

output "queues" {
  description = "URLs."
  value = merge(
    { for name, queue in local.announced : name => queue.url },
    { task_events = aws_sqs_queue.task_events.url, dead_letters = aws_sqs_queue.dead_letters.url },
    { for set in local.couriers : "work_${set}" => aws_sqs_queue.work[set].url },
  )
}

output "ledger_table" {
  value = aws_dynamodb_table.ledger.name
}

output "parts_bucket" {
  value = aws_s3_bucket.parts.id
}
