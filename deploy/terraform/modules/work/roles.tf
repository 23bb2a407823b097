# One process, one task role; its statements have the names of the routes that need them, with a number. A role's own policies
# have 10,240 characters together, which is less than all routes need; one that is attached has 6,144, and ten can be
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
resource "aws_iam_role" "pipeline" {
  name               = "${var.name}-pipeline"
  assume_role_policy = data.aws_iam_policy_document.tasks.json

  lifecycle {
    precondition {
      condition     = length(local.policies) <= 10
      error_message = "The pipeline's role would need ${length(local.policies)} policies, and IAM attaches ten: the aliases are what grows. Let the sets' files lie in fewer folders."
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
      error_message = "Policy ${var.name}-${each.key} has ${length(replace(each.value.json, "/\\s/", ""))} characters, and IAM takes 6144: a shorter name, or shorter paths of the aliases' files."
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

# A role for each set's couriers: the set's program runs with it, and may need more, which whoever owns the set attaches
resource "aws_iam_role" "courier" {
  for_each = var.sets

  name                  = "${var.name}-courier-${each.key}"
  assume_role_policy    = data.aws_iam_policy_document.tasks.json
  force_detach_policies = true # what others have attached does not keep a set from going

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
      error_message = "The courier's policy of set ${each.key} has more than IAM's 10240 characters: its domains are what grows. Divide the set."
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

# What ECS itself does for a task: pull the image, write logs, read secrets
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

# A secret is asked for whole: the key of its JSON is ECS' business, and in no ARN that IAM sees
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
