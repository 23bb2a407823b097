# Two queues subscribe to one topic, so the ledger records each stored mail even while the route receive-mail is stopped.
# A third queue subscribes to the topic of the bucket: the pipeline compares its events with the ledger later.
locals {
  announced = {
    mail     = { queue = aws_sqs_queue.mail, topic = var.inbox.topic_arn }
    receipts = { queue = aws_sqs_queue.receipts, topic = var.inbox.topic_arn }
    stored   = { queue = aws_sqs_queue.stored, topic = var.inbox.stored_topic_arn }
  }
}

# The account of the queues creates the subscriptions, in the topic's region: the provider aws.topic.
# https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
resource "aws_sns_topic_subscription" "announced" {
  for_each = local.announced

  provider = aws.topic

  topic_arn            = each.value.topic
  protocol             = "sqs"
  endpoint             = each.value.queue.arn
  raw_message_delivery = true

  depends_on = [aws_sqs_queue_policy.announced]
}

resource "aws_sqs_queue_policy" "announced" {
  for_each = local.announced

  queue_url = each.value.queue.id
  policy    = data.aws_iam_policy_document.announced[each.key].json
}

data "aws_iam_policy_document" "announced" {
  for_each = local.announced

  # https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
  statement {
    sid       = "TopicAnnounces"
    actions   = ["sqs:SendMessage"]
    resources = [each.value.queue.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [each.value.topic]
    }
  }
}
