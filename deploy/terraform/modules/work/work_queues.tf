# Orders for the couriers of a set, fair across its tenants: a tenant is a message group, and SQS gives out no more of a
# group while some of it are in work
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagegroupid-property.html
resource "aws_sqs_queue" "work" {
  for_each = local.couriers

  name                        = "${var.name}-work-${each.key}.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  message_retention_seconds   = local.keep
  visibility_timeout_seconds  = local.visibility
  sqs_managed_sse_enabled     = true
  redrive_policy              = jsonencode({ deadLetterTargetArn = aws_sqs_queue.work_dead[each.key].arn, maxReceiveCount = local.receives })

  tags = { set = each.key }
}

# the dead-letter queue of a FIFO queue is one, too. Couriers send to it what is no order. An order in it is not lost: the
# sweeper takes up its delivery
resource "aws_sqs_queue" "work_dead" {
  for_each = local.couriers

  name                      = "${var.name}-work-${each.key}-dead.fifo"
  fifo_queue                = true
  message_retention_seconds = local.keep_dead
  sqs_managed_sse_enabled   = true

  tags = { set = each.key }
}

resource "aws_sqs_queue_redrive_allow_policy" "work_dead" {
  for_each = local.couriers

  queue_url = aws_sqs_queue.work_dead[each.key].id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.work[each.key].arn]
  })
}
