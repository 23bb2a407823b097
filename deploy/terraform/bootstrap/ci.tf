# Deploy roles: workflows of one repository, on one branch, assume a role for an hour. No access key is stored.
# https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
resource "aws_iam_openid_connect_provider" "github" {
  count = var.oidc_provider == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  oidc_provider = var.oidc_provider == null ? aws_iam_openid_connect_provider.github[0].arn : var.oidc_provider

  # by role: the repository whose workflows assume the role, and what the role may do
  ci = merge(
    { pipeline = { repository = var.repositories.infrastructure, statements = local.deploys_pipeline } },
    var.repositories.functions == null ? {} : { functions = { repository = var.repositories.functions, statements = local.deploys_functions } },
    { for set, repository in var.repositories.applications : set => { repository = repository, statements = local.deploys_set[set] } },
  )
}

resource "aws_iam_role" "ci" {
  for_each = local.ci

  name               = "${var.name}-ci-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.ci_assume[each.key].json
}

data "aws_iam_policy_document" "ci_assume" {
  for_each = local.ci

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.oidc_provider]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:${var.organization}/${each.value.repository}:ref:refs/heads/${var.branch}"]
    }
  }
}

resource "aws_iam_role_policy" "ci" {
  for_each = local.ci

  name   = "deploy"
  role   = aws_iam_role.ci[each.key].id
  policy = data.aws_iam_policy_document.ci[each.key].json
}

data "aws_iam_policy_document" "ci" {
  for_each = local.ci

  dynamic "statement" {
    for_each = each.value.statements

    content {
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = try(statement.value.passed_to, null) == null ? [] : [statement.value.passed_to]

        content {
          test     = "StringEquals"
          variable = "iam:PassedToService"
          values   = [condition.value]
        }
      }
    }
  }
}
