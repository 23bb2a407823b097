# Only the state change to STOPPED is needed. The ledger ignores earlier ones.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
resource "aws_cloudwatch_event_rule" "task_stopped" {
  name        = "${var.name}-task-stopped"
  description = "Tasks of Hikyaku's sets that have stopped"

  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      # by prefix: an event pattern has at most 2048 characters, too few for thirty ARNs
      clusterArn = [{ prefix = "${local.ecs}:cluster/${var.name}-" }]
      lastStatus = ["STOPPED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "task_stopped" {
  rule = aws_cloudwatch_event_rule.task_stopped.name
  arn  = aws_sqs_queue.task_events.arn
}

resource "aws_sqs_queue_policy" "task_events" {
  queue_url = aws_sqs_queue.task_events.id
  policy    = data.aws_iam_policy_document.task_events.json
}

data "aws_iam_policy_document" "task_events" {
  # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
  statement {
    sid       = "RuleTells"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.task_events.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.task_stopped.arn]
    }
  }
}
