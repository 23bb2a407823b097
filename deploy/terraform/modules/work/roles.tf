# One process has one task role. Each statement is named by its route and a number. A role's inline policies have 10,240
# characters in total, which all routes exceed; a managed policy has 6,144, and a role can have ten.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
resource "aws_iam_role" "pipeline" {
  name               = "${var.name}-pipeline"
  assume_role_policy = data.aws_iam_policy_document.tasks.json

  lifecycle {
    precondition {
      condition     = length(local.policies) <= 10
      error_message = "The pipeline's role would need ${length(local.policies)} policies, but IAM attaches at most ten. The folders of aliases files need the most: put the sets' files into fewer folders."
    }
  }
}

resource "aws_iam_policy" "pipeline" {
  for_each = data.aws_iam_policy_document.pipeline

  name   = "${var.name}-${each.key}"
  policy = each.value.json

  lifecycle {
    precondition {
      condition     = length(replace(each.value.json, "/\\s/", "")) <= 6144
      error_message = "Policy ${var.name}-${each.key} has ${length(replace(each.value.json, "/\\s/", ""))} characters, but IAM allows 6144: choose a shorter name, or shorter paths of the aliases files."
    }
  }
}

resource "aws_iam_role_policy_attachment" "pipeline" {
  for_each = aws_iam_policy.pipeline

  role       = aws_iam_role.pipeline.name
  policy_arn = each.value.arn
}

data "aws_iam_policy_document" "pipeline" {
  for_each = local.policies

  dynamic "statement" {
    for_each = flatten([for route, statements in each.value : [
      for index, one in statements : merge(one, { sid = "${replace(title(route), "-", "")}${index}" }) if length(one.resources) > 0
    ]])

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = flatten([for test, variables in try(statement.value.when, {}) :
        [for name, values in variables : { test = test, variable = name, values = values }]])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

# One role for the couriers of each set. The set's program runs with it; the set's owner attaches the permissions that the program
# needs.
resource "aws_iam_role" "courier" {
  for_each = var.sets

  name                  = "${var.name}-courier-${each.key}"
  assume_role_policy    = data.aws_iam_policy_document.tasks.json
  force_detach_policies = true # policies that others have attached do not prevent the deletion of a set

  tags = { set = each.key }
}

resource "aws_iam_role_policy" "courier" {
  for_each = var.sets

  name   = "courier"
  role   = aws_iam_role.courier[each.key].id
  policy = data.aws_iam_policy_document.courier[each.key].json

  lifecycle {
    precondition {
      condition     = length(replace(data.aws_iam_policy_document.courier[each.key].json, "/\\s/", "")) <= 10240
      error_message = "The courier's policy of set ${each.key} exceeds IAM's 10240 characters, because of the number of its domains. Divide the set in two."
    }
  }
}

data "aws_iam_policy_document" "courier" {
  for_each = var.sets

  dynamic "statement" {
    for_each = flatten([for route, statements in local.courier_permissions[each.key] :
      [for index, one in statements : merge(one, { sid = "${replace(title(route), "-", "")}${index}" }) if length(one.resources) > 0]
    ])

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = flatten([for test, variables in try(statement.value.when, {}) :
        [for name, values in variables : { test = test, variable = name, values = values }]])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

# For ECS itself, when it starts a task: pull the image, write logs, read secrets.
resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "${local.arn}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "secrets" {
  count = length(var.pipeline.secret_setting) == 0 ? 0 : 1

  name   = "secrets"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.secrets.json
}

# ECS reads the whole secret and selects the JSON key itself, so IAM sees the ARN without the key.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
data "aws_iam_policy_document" "secrets" {
  statement {
    actions = ["secretsmanager:GetSecretValue", "ssm:GetParameters"]
    resources = distinct([for arn in values(var.pipeline.secret_setting) :
    can(regex(":secretsmanager:", arn)) ? join(":", slice(split(":", arn), 0, 7)) : arn])
  }

  dynamic "statement" {
    for_each = length(var.pipeline.secret_keys) == 0 ? [] : [var.pipeline.secret_keys]

    content {
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }
}

data "aws_iam_policy_document" "tasks" {
  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}
