# Alarms from CloudWatch's own metrics, so that they work when the pipeline has stopped. Each links to its entry of
# docs/runbook.md. deploy/alarms/ has finer alerts for Prometheus.
locals {
  usual_alarm = { statistic = "Maximum", period = 60, compared = "GreaterThanThreshold", no_data = "notBreaching" }
  waiting     = { namespace = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage" }
  visible     = { namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible" }

  alarms = merge(
    {
      mail-waits = merge(local.waiting, {
        means      = "The oldest mail has been waiting for 15 minutes"
        entry      = "receivequeuebacklog"
        dimensions = { QueueName = aws_sqs_queue.mail.name }
        times      = 5
        threshold  = 900
      })
      mail-backlog = merge(local.visible, {
        means      = "More mail waits than all tasks are meant to have"
        entry      = "receivequeuebacklog"
        dimensions = { QueueName = aws_sqs_queue.mail.name }
        statistic  = "Average"
        times      = 10
        threshold  = 2 * var.pipeline.at_most * var.pipeline.backlog_each
      })
      no-pipeline = {
        means      = "Fewer pipelines run than the configured minimum; ECS restarts a pipeline with dead pollers again and again"
        entry      = "pollerdead"
        namespace  = "ECS/ContainerInsights"
        metric     = "RunningTaskCount"
        dimensions = { ClusterName = aws_ecs_cluster.pipeline.name, ServiceName = aws_ecs_service.pipeline.name }
        statistic  = "Average"
        compared   = "LessThanThreshold"
        times      = 5
        threshold  = var.pipeline.at_least
        no_data    = "breaching" # no data means that no pipeline runs
      }
    },
    # if messages stay in this queue, the ledger does not learn how tasks ended
    { for queue, name in { task-events = aws_sqs_queue.task_events.name, receipts = aws_sqs_queue.receipts.name } : "${queue}-wait" => merge(local.waiting, {
      means      = "The oldest message of ${queue} has been waiting for 15 minutes"
      entry      = "receivequeuebacklog"
      dimensions = { QueueName = name }
      times      = 5
      threshold  = 900
    }) },
    {
      stored-wait = merge(local.waiting, {
        means      = "The oldest bucket event has been waiting for an hour, of which the queue holds it back for 15 minutes"
        entry      = "receivequeuebacklog"
        dimensions = { QueueName = aws_sqs_queue.stored.name }
        times      = 5
        threshold  = 3600
      })
    },
    { for set, queue in merge({ all = aws_sqs_queue.dead_letters }, aws_sqs_queue.work_dead) : "dead-letters-${set}" => merge(local.visible, {
      means                         = "There are dead letters"
      entry                         = "deadletters"
      dimensions                    = { QueueName = queue.name }
      period                        = 300
      times                         = 1
      threshold                     = 0
    }) },
    { for set, queue in aws_sqs_queue.work : "orders-wait-${set}" => merge(local.waiting, {
      means      = "No courier of set ${set} takes its orders"
      entry      = "courierlaunchesfail"
      dimensions = { QueueName = queue.name }
      times      = 10
      threshold  = 1800
    }) },
    # CloudWatch reports throttling of an index for that index only, although it also slows writes to the table
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    { for one in setproduct(["ReadThrottleEvents", "WriteThrottleEvents"], concat([""], keys(local.ledger_indexes))) : join("-", compact(["ledger-${lower(one[0])}", one[1]])) => {
      means      = one[1] == "" ? "DynamoDB throttles the ledger" : "DynamoDB throttles the ledger's index ${one[1]}"
      entry      = "ledgerunreachable"
      namespace  = "AWS/DynamoDB"
      metric     = one[0]
      dimensions = merge({ TableName = aws_dynamodb_table.ledger.name }, one[1] == "" ? {} : { GlobalSecondaryIndexName = one[1] })
      statistic  = "Sum"
      times      = 3
      threshold  = 10
    } },
  )

  alarm_topics = var.alarm_topics == null ? aws_sns_topic.alarms[*].arn : var.alarm_topics
}

# Not encrypted with our key, which CloudWatch would then need permission to use: an alarm contains nothing about a mail.
resource "aws_sns_topic" "alarms" {
  count = var.alarm_topics == null ? 1 : 0

  name = "${var.name}-alarms"
}

resource "aws_cloudwatch_metric_alarm" "work" {
  for_each = { for name, own in local.alarms : name => merge(local.usual_alarm, own) }

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.means}: docs/runbook.md#${each.value.entry}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.times
  comparison_operator = each.value.compared
  threshold           = each.value.threshold
  treat_missing_data  = each.value.no_data
  alarm_actions       = local.alarm_topics
  ok_actions          = local.alarm_topics
}
