# The second announcement of each mail: the bucket itself announces what it has stored, even if SES' notification was lost. It
# publishes to a topic, because S3 sends only to queues of its own region and account, and the queue may be in others.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
resource "aws_sns_topic" "stored" {
  name              = "${var.name}-stored"
  kms_master_key_id = aws_kms_key.mail.arn
}

resource "aws_sns_topic_policy" "stored" {
  arn    = aws_sns_topic.stored.arn
  policy = data.aws_iam_policy_document.stored.json
}

data "aws_iam_policy_document" "stored" {
  # https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
  statement {
    sid       = "BucketAnnounces"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.stored.arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.mail.arn]
    }
  }

  statement {
    sid       = "ReadersSubscribeQueues"
    actions   = ["sns:Subscribe", "sns:GetSubscriptionAttributes", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"]
    resources = [aws_sns_topic.stored.arn]

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

# S3 sends a test message when the notification is created
resource "aws_s3_bucket_notification" "mail" {
  bucket = aws_s3_bucket.mail.id

  topic {
    id            = "stored"
    topic_arn     = aws_sns_topic.stored.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = local.prefix
  }

  depends_on = [aws_sns_topic_policy.stored, aws_kms_key.mail]
}
