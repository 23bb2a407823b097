# Standard queues, because SES cannot publish to FIFO topics. The ledger recognizes messages that arrive twice.
locals {
  minute = 60
  day    = 24 * 60 * local.minute

  # Mail waits this long while the ledger or the pipeline is down. Dead letters keep the time at which they were first sent, so
  # their queues keep them longer. hikyaku.retention must be longer than both.
  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  keep      = 4 * local.day
  keep_dead = 14 * local.day

  # The routes delete a message or move it to the dead-letter queue themselves. This limit is for messages whose route fails
  # entirely; it is high, because routes also return messages to the queue on purpose.
  receives = 100

  # hikyaku.queue.visibility of the pipeline, which renews it during the work
  visibility = local.minute

  # The delay lets the route receive-mail claim a mail first: a receipt then costs a share of one read for ten mails,
  # and no write. While receive-mail is stopped, the ledger records a mail this much later, but long before
  # hikyaku.sweep.received-after.
  receipt_delay = 30

  # SQS delays the buckets' events for much longer than a notification takes. This is hikyaku.sweep.received-after, and the
  # longest delay of SQS.
  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
  stored_delay = 15 * local.minute
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = local.keep_dead
  sqs_managed_sse_enabled   = true

  # prevents an accidental destroy: docs/deploy.md#teardown
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

  # prevents an accidental destroy: docs/deploy.md#teardown
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

  # prevents an accidental destroy: docs/deploy.md#teardown
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

  # prevents an accidental destroy: docs/deploy.md#teardown
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

  # prevents an accidental destroy: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

locals {
  intakes = [aws_sqs_queue.mail, aws_sqs_queue.receipts, aws_sqs_queue.stored, aws_sqs_queue.task_events]
  redrive = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead_letters.arn, maxReceiveCount = local.receives })
}
