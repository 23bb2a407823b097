resource "aws_ses_receipt_rule_set" "own" {
  count = var.rule_set == null ? 1 : 0

  rule_set_name = local.rule_set
}

resource "aws_ses_active_receipt_rule_set" "own" {
  count = var.rule_set == null ? 1 : 0

  rule_set_name = aws_ses_receipt_rule_set.own[0].rule_set_name

  # it takes the place of another: not before it has its rules
  depends_on = [aws_ses_receipt_rule.store]
}

# One for each set, with a prefix of its own, by which IAM tells the sets' mail apart: a mail to two sets is stored for each.
# Domains and not addresses: the shops' addresses are known to the aliases alone
# https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html
resource "aws_ses_receipt_rule" "store" {
  for_each = var.sets

  name          = local.rules[each.key]
  rule_set_name = var.rule_set == null ? aws_ses_receipt_rule_set.own[0].rule_set_name : var.rule_set
  recipients    = sort(each.value)
  enabled       = true
  tls_policy    = var.tls_policy
  scan_enabled  = true # without, all verdicts about spam and viruses are DISABLED

  # The action announces the object after it has been stored. With an action for S3 and one for SNS, either could fail alone
  s3_action {
    position          = 1
    bucket_name       = aws_s3_bucket.mail.id
    object_key_prefix = local.prefixes[each.key]
    topic_arn         = aws_sns_topic.mail.arn
    kms_key_arn       = var.encrypt_messages ? aws_kms_key.mail.arn : null
  }

  # After the mail is stored, and without waiting for the function
  dynamic "lambda_action" {
    for_each = aws_lambda_permission.status

    content {
      position        = 2
      function_arn    = local.status_arn
      invocation_type = "Event"
    }
  }

  # SES tries to write into the bucket, to publish and to invoke when the rule is made
  depends_on = [aws_s3_bucket_policy.mail, aws_sns_topic_policy.mail, aws_lambda_permission.status]
}
