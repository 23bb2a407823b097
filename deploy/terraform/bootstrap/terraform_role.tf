# The role that Terraform works with: Atlantis takes it on, in this account or from another. All services but IAM are open to it; of
# IAM, what has the installation's prefix. It gives such a role whatever permissions the code says, so that whoever may merge
# into the infrastructure's repository is an administrator: hence approved, mergeable, undiverged
resource "aws_iam_role" "terraform" {
  name                 = "${var.name}-terraform"
  assume_role_policy   = data.aws_iam_policy_document.terraform_assume.json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "terraform_assume" {
  # named by a condition, since a role that is not made yet is no principal
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = distinct([for arn in var.terraform_by : "${local.arn}:iam::${split(":", arn)[4]}:root"])
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = var.terraform_by
    }
  }
}

resource "aws_iam_role_policy_attachment" "terraform" {
  role       = aws_iam_role.terraform.name
  policy_arn = "${local.arn}:iam::aws:policy/PowerUserAccess"
}

resource "aws_iam_role_policy" "terraform" {
  name   = "iam"
  role   = aws_iam_role.terraform.id
  policy = data.aws_iam_policy_document.terraform.json
}

data "aws_iam_policy_document" "terraform" {
  statement {
    sid       = "OwnRolesAndPolicies"
    actions   = ["iam:*"]
    resources = ["${local.roles}-*", "${local.arn}:iam::${local.account}:policy/${var.name}-*"]
  }

  # neither itself, nor who deploys
  statement {
    sid       = "NotItself"
    effect    = "Deny"
    actions   = ["iam:*"]
    resources = ["${local.roles}-terraform", "${local.roles}-ci-*"]
  }

  statement {
    sid       = "ReadsManaged"
    actions   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"]
    resources = ["${local.arn}:iam::aws:policy/*"]
  }
}
