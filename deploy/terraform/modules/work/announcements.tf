# Two queues subscribe to one topic, so the ledger records each stored mail even while the main route is stopped.
locals {
  announced = {
    mail     = aws_sqs_queue.mail
    receipts = aws_sqs_queue.receipts
  }
}

# The account of the queues makes the subscriptions, in the topic's region: the provider aws.topic.
# https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
resource "aws_sns_topic_subscription" "announced" {
  for_each = local.announced

  provider = aws.topic

  topic_arn            = var.inbox.topic_arn
  protocol             = "sqs"
  endpoint             = each.value.arn
  raw_message_delivery = true

  depends_on = [aws_sqs_queue_policy.announced]
}

resource "aws_sqs_queue_policy" "announced" {
  for_each = local.announced

  queue_url = each.value.id
  policy    = data.aws_iam_policy_document.announced[each.key].json
}

data "aws_iam_policy_document" "announced" {
  for_each = local.announced

  # https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
  statement {
    sid       = "TopicAnnounces"
    actions   = ["sqs:SendMessage"]
    resources = [each.value.arn]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [var.inbox.topic_arn]
    }
  }
}
