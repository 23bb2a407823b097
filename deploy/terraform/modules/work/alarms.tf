# What CloudWatch can see without the pipeline's word, the pipeline's end included. Each leads to an entry of
# docs/runbook.md; the finer ones are Prometheus', in deploy/alarms/
locals {
  runbook = "docs/runbook.md#"
}

resource "aws_cloudwatch_metric_alarm" "mail_waits" {
  alarm_name          = "${var.name}-mail-waits"
  alarm_description   = "The oldest mail has been waiting for 15 minutes: ${local.runbook}receivequeuebacklog"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.mail.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 900
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

resource "aws_cloudwatch_metric_alarm" "mail_backlog" {
  alarm_name          = "${var.name}-mail-backlog"
  alarm_description   = "More mail waits than all tasks are meant to have: ${local.runbook}receivequeuebacklog"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.mail.name }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 10
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2 * var.pipeline.at_most * var.pipeline.backlog_each
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

# task events and receipts: who does not take them out does not know how tasks ended
resource "aws_cloudwatch_metric_alarm" "events_wait" {
  for_each = { task-events = aws_sqs_queue.task_events.name, receipts = aws_sqs_queue.receipts.name }

  alarm_name          = "${var.name}-${each.key}-wait"
  alarm_description   = "The oldest message of ${each.key} has been waiting for 15 minutes: ${local.runbook}receivequeuebacklog"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.value }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 900
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = merge({ all = aws_sqs_queue.dead_letters.name }, { for set, queue in aws_sqs_queue.work_dead : set => queue.name })

  alarm_name          = "${var.name}-dead-letters-${each.key}"
  alarm_description   = "There are dead letters: ${local.runbook}deadletters"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = each.value }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

resource "aws_cloudwatch_metric_alarm" "orders_wait" {
  for_each = aws_sqs_queue.work

  alarm_name          = "${var.name}-orders-wait-${each.key}"
  alarm_description   = "No courier of set ${each.key} takes its orders: ${local.runbook}courierlaunchesfail"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = each.value.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 10
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1800
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

resource "aws_cloudwatch_metric_alarm" "ledger_throttles" {
  for_each = toset(["ReadThrottleEvents", "WriteThrottleEvents"])

  alarm_name          = "${var.name}-ledger-${lower(each.key)}"
  alarm_description   = "DynamoDB throttles the ledger: ${local.runbook}ledgerunreachable"
  namespace           = "AWS/DynamoDB"
  metric_name         = each.key
  dimensions          = { TableName = aws_dynamodb_table.ledger.name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}

# no data is no pipeline
resource "aws_cloudwatch_metric_alarm" "no_pipeline" {
  alarm_name          = "${var.name}-no-pipeline"
  alarm_description   = "Fewer pipelines run than there should be at least; one with dead pollers is restarted again and again: ${local.runbook}pollerdead"
  namespace           = "ECS/ContainerInsights"
  metric_name         = "RunningTaskCount"
  dimensions          = { ClusterName = aws_ecs_cluster.pipeline.name, ServiceName = aws_ecs_service.pipeline.name }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "LessThanThreshold"
  threshold           = var.pipeline.at_least
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topics
  ok_actions          = var.alarm_topics
}
