resource "aws_ses_receipt_rule_set" "own" {
  count = var.rule_set == null ? 1 : 0

  rule_set_name = local.rule_set
}

resource "aws_ses_active_receipt_rule_set" "own" {
  count = var.rule_set == null ? 1 : 0

  rule_set_name = aws_ses_receipt_rule_set.own[0].rule_set_name

  # this replaces the active rule set, so it waits until all rules exist
  depends_on = [aws_ses_receipt_rule.store]
}

# One rule for each set, with its own prefix, by which IAM separates the sets' mail. A mail to two sets is stored twice. The
# recipients are domains, because only the aliases files know the shops' addresses.
# https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html
resource "aws_ses_receipt_rule" "store" {
  for_each = var.sets

  name          = local.rules[each.key]
  rule_set_name = var.rule_set == null ? aws_ses_receipt_rule_set.own[0].rule_set_name : var.rule_set
  recipients    = sort(each.value)
  enabled       = true
  tls_policy    = var.tls_policy
  scan_enabled  = true # if false, all verdicts about spam and viruses are DISABLED

  # One action stores and then announces the object. With separate actions for S3 and SNS, one could fail alone.
  s3_action {
    position          = 1
    bucket_name       = aws_s3_bucket.mail.id
    object_key_prefix = local.prefixes[each.key]
    topic_arn         = aws_sns_topic.mail.arn
    kms_key_arn       = var.encrypt_messages ? aws_kms_key.mail.arn : null
  }

  # SES invokes the function after it has stored the mail, and does not wait for the result.
  dynamic "lambda_action" {
    for_each = aws_lambda_permission.status

    content {
      position        = 2
      function_arn    = local.status_arn
      invocation_type = "Event"
    }
  }

  # when a rule is created, SES tests that it can write to the bucket, publish and invoke
  depends_on = [aws_s3_bucket_policy.mail, aws_sns_topic_policy.mail, aws_lambda_permission.status]
}
