# Resources around the status rule's function. lambroll deploys the function itself (deploy/lambroll), so nothing here names its
# image. A function that SES invokes must be in the region of SES.
locals {
  status_arn  = "${local.arn}:lambda:${local.region}:${local.account}:function:${local.status}"
  with_status = var.status_function == null ? 0 : 1
}

# https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html#receiving-email-permissions-lambda
resource "aws_lambda_permission" "status" {
  count = try(var.status_function.made, false) ? 1 : 0

  statement_id   = "SesInvokes"
  function_name  = local.status
  action         = "lambda:InvokeFunction"
  principal      = "ses.amazonaws.com"
  source_account = local.account
  source_arn     = local.receipt_rules
}

# Lambda runs images from its own region only
resource "aws_ecr_repository" "status" {
  count = local.with_status

  name                 = local.status
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository_policy" "status" {
  count = local.with_status

  repository = aws_ecr_repository.status[0].name
  policy     = data.aws_iam_policy_document.status_image.json
}

data "aws_iam_policy_document" "status_image" {
  # https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
  statement {
    sid     = "LambdaPulls"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.status_arn]
    }
  }
}

resource "aws_cloudwatch_log_group" "status" {
  count = local.with_status

  name              = "/aws/lambda/${local.status}"
  retention_in_days = 30
}

# Events, with mail headers, that the function failed on three times. Do not send them again: the topic has delivered the same
# mails to the queues.
resource "aws_sqs_queue" "status_failures" {
  count = local.with_status

  name                      = "${local.status}-failures"
  message_retention_seconds = 14 * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
}

resource "aws_iam_role" "status" {
  count = local.with_status

  name               = local.status
  assume_role_policy = data.aws_iam_policy_document.status_assume.json
}

data "aws_iam_policy_document" "status_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "status" {
  count = local.with_status

  name   = "status-function"
  role   = aws_iam_role.status[0].id
  policy = data.aws_iam_policy_document.status[0].json
}

data "aws_iam_policy_document" "status" {
  count = local.with_status

  dynamic "statement" {
    for_each = var.status_function.statements

    content {
      sid       = "StatusFunction${statement.key}"
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.status[0].arn}:*"]
  }

  # Lambda sends to this queue with the function's role
  statement {
    sid       = "SetsAside"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.status_failures[0].arn]
  }
}
