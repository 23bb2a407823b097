# SES publishes to standard topics of its own region only. Encrypted: announcements have the mail's headers in them
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

  # A queue's owner subscribes it himself, so that nobody has to confirm anything
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
