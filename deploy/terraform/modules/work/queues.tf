# Standard queues: SES cannot publish to FIFO topics. What comes twice, the ledger takes once
locals {
  minute = 60
  day    = 24 * 60 * local.minute

  # Mail waits this long while ledger or pipeline are down; dead letters keep the time at which they were first sent, and
  # need longer. hikyaku.retention must be longer than both
  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  keep      = 4 * local.day
  keep_dead = 14 * local.day

  # The routes acknowledge or set aside; this is for what they cannot: they go back to the queue on purpose, and often
  receives = 100

  # hikyaku.queue.visibility of the pipeline, renewed while the work goes on
  visibility = local.minute

  # Receipts are given out when the main chain has claimed their mails: one look at the ledger for ten of them, and no write.
  # While the main chain stands still, the ledger hears of a mail this much later: much earlier than hikyaku.sweep.received-after
  receipt_delay = 30

  # The buckets' events are given out when a notification would long have come: hikyaku.sweep.received-after, and SQS' longest
  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
  stored_delay = 15 * local.minute
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = local.keep_dead
  sqs_managed_sse_enabled   = true

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [for queue in local.intakes : queue.arn]
  })
}

resource "aws_sqs_queue" "mail" {
  name                       = "${var.name}-mail"
  message_retention_seconds  = local.keep
  visibility_timeout_seconds = local.visibility
  sqs_managed_sse_enabled    = true
  redrive_policy             = local.redrive

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "receipts" {
  name                       = "${var.name}-receipts"
  delay_seconds              = local.receipt_delay
  message_retention_seconds  = local.keep
  visibility_timeout_seconds = local.visibility
  sqs_managed_sse_enabled    = true
  redrive_policy             = local.redrive

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "stored" {
  name                       = "${var.name}-stored"
  delay_seconds              = local.stored_delay
  message_retention_seconds  = local.keep
  visibility_timeout_seconds = local.visibility
  sqs_managed_sse_enabled    = true
  redrive_policy             = local.redrive

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue" "task_events" {
  name                       = "${var.name}-task-events"
  message_retention_seconds  = local.keep
  visibility_timeout_seconds = local.visibility
  sqs_managed_sse_enabled    = true
  redrive_policy             = local.redrive

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

locals {
  intakes = [aws_sqs_queue.mail, aws_sqs_queue.receipts, aws_sqs_queue.stored, aws_sqs_queue.task_events]
  redrive = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead_letters.arn, maxReceiveCount = local.receives })
}
