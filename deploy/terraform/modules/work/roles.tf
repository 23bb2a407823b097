# One process, one task role: a policy for each of its routes, which has the route's name; so have
# its statements, with a number
resource "aws_iam_role" "pipeline" {
  name               = "${var.name}-pipeline"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_iam_role_policy" "pipeline" {
  for_each = { for route, document in data.aws_iam_policy_document.route : route => document if route != "watch-aliases" }

  name   = each.key
  role   = aws_iam_role.pipeline.id
  policy = each.value.json
}

# The one that grows with the sets: a policy of its own is not counted with the role's
resource "aws_iam_policy" "aliases" {
  for_each = { for route, document in data.aws_iam_policy_document.route : route => document if route == "watch-aliases" }

  name   = "${var.name}-${each.key}"
  policy = each.value.json
}

resource "aws_iam_role_policy_attachment" "aliases" {
  for_each = aws_iam_policy.aliases

  role       = aws_iam_role.pipeline.name
  policy_arn = each.value.arn
}

data "aws_iam_policy_document" "route" {
  for_each = {
    for route, statements in local.route_permissions : route => [
      for index, one in statements : merge(one, { sid = "${replace(title(route), "-", "")}${index}" }) if length(one.resources) > 0
    ] if length(flatten(statements[*].resources)) > 0
  }

  dynamic "statement" {
    for_each = each.value

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

  name               = "${var.name}-courier-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_iam_role_policy" "courier" {
  for_each = var.sets

  name   = "courier"
  role   = aws_iam_role.courier[each.key].id
  policy = data.aws_iam_policy_document.courier[each.key].json
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

data "aws_iam_policy_document" "secrets" {
  statement {
    actions   = ["secretsmanager:GetSecretValue", "ssm:GetParameters"]
    resources = values(var.pipeline.secret_setting)
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
