output "inbox" {
  description = "Location of the mail and of its announcements: input of module work."
  value = {
    bucket    = aws_s3_bucket.mail.id
    prefixes  = local.prefixes # by set
    rules     = local.rules    # by set
    key_arn   = aws_kms_key.mail.arn
    topic_arn = aws_sns_topic.mail.arn
    region    = local.region
    # the topic on which the bucket announces what it has stored
    stored_topic_arn = aws_sns_topic.stored.arn
  }
}

output "dns_records" {
  description = "DNS records of the domains. Set the DKIM records first and the MX record last, because the MX record redirects the mail."
  value = {
    for domain in setunion(values(var.sets)...) : domain => concat(
      # an existing identity has its records already
      [for token in try(aws_sesv2_email_identity.domain[domain].dkim_signing_attributes[0].tokens, []) : "${token}._domainkey.${domain} CNAME ${token}.dkim.amazonses.com"],
      ["${domain} MX 10 inbound-smtp.${local.region}.amazonaws.com"],
    )
  }
}

output "status_function" {
  description = "Input of lambroll for the status rule's function; null without it."
  value = var.status_function == null ? null : {
    name           = local.status
    role_arn       = aws_iam_role.status[0].arn
    repository_url = aws_ecr_repository.status[0].repository_url
    log_group      = aws_cloudwatch_log_group.status[0].name
    failures_arn   = aws_sqs_queue.status_failures[0].arn
    environment    = var.status_function.environment
  }
}

output "alarm_topics" {
  description = "Topics that alarms are sent to: the given ones, or the one that Terraform created."
  value       = local.alarm_topics
}
