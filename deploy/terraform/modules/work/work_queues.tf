# Orders for a set's couriers. Each tenant is a message group: while messages of a group are in flight, SQS returns fewer
# messages of that group.
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

# The dead-letter queue of a FIFO queue must be FIFO, too. Couriers send it messages that are not valid orders. A valid order that
# ends here is not lost: the sweeper retries its delivery.
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
