# Alarms for failures before the queues of module work, which module work cannot see. Each links to its entry of docs/runbook.md.
locals {
  alarms = merge(
    {
      announcements-fail = {
        means      = "SNS could not hand an announcement to a queue: the sweep of the inbox will find its mail later"
        entry      = "announcementsfail"
        namespace  = "AWS/SNS"
        metric     = "NumberOfNotificationsFailed"
        dimensions = { TopicName = aws_sns_topic.mail.name }
      }
    },
    {
      events-fail = {
        means      = "SNS could not hand a bucket's event to the queue: a mail without a notification would not be noticed"
        entry      = "announcementsfail"
        namespace  = "AWS/SNS"
        metric     = "NumberOfNotificationsFailed"
        dimensions = { TopicName = aws_sns_topic.stored.name }
      }
    },
    # https://docs.aws.amazon.com/ses/latest/dg/receiving-email-metrics.html
    { for set, rule in local.rules : "ses-cannot-store-${set}" => {
      means      = "SES cannot store or announce mail of set ${set}, and tries for four hours"
      entry      = "sescannotstore"
      namespace  = "AWS/SES"
      metric     = "PublishFailure"
      dimensions = { RuleName = rule }
    } },
    { for name in aws_sqs_queue.status_failures[*].name : "status-failures" => {
      means      = "The status rule's function has failed three times for a mail"
      entry      = "statusfunctionfails"
      namespace  = "AWS/SQS"
      metric     = "ApproximateNumberOfMessagesVisible"
      dimensions = { QueueName = name }
    } },
  )

  alarm_topics = var.alarm_topics == null ? aws_sns_topic.alarms[*].arn : var.alarm_topics
}

resource "aws_sns_topic" "alarms" {
  count = var.alarm_topics == null ? 1 : 0

  name = "${var.name}-mail-alarms"
}

resource "aws_cloudwatch_metric_alarm" "mail" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.means}: docs/runbook.md#${each.value.entry}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.namespace == "AWS/SQS" ? "Maximum" : "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_topics
  ok_actions          = local.alarm_topics
}
