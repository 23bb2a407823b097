# SES publishes only to standard topics of its own region. The topic is encrypted, because announcements contain mail headers.
resource "aws_sns_topic" "mail" {
  name              = "${var.name}-mail"
  kms_master_key_id = aws_kms_key.mail.arn
}

resource "aws_sns_topic_policy" "mail" {
  arn    = aws_sns_topic.mail.arn
  policy = data.aws_iam_policy_document.topic.json
}

data "aws_iam_policy_document" "topic" {
  # https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html#receiving-email-permissions-sns
  statement {
    sid       = "SesAnnounces"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.mail.arn]

    principals {
      type        = "Service"
      identifiers = ["ses.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = [local.receipt_rules]
    }
  }

  # The owner of a queue subscribes it, so no confirmation is needed.
  # https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html
  statement {
    sid       = "ReadersSubscribeQueues"
    actions   = ["sns:Subscribe", "sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"]
    resources = [aws_sns_topic.mail.arn]

    principals {
      type        = "AWS"
      identifiers = local.readers
    }

    condition {
      test     = "StringEqualsIfExists"
      variable = "sns:Protocol"
      values   = ["sqs"]
    }
  }
}
