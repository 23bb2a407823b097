# The role that Terraform works with. Atlantis assumes it, in this account or from another. It may use all
# services except IAM; in IAM, it may manage only roles and policies with the installation's prefix. It can
# give those roles any permission, so everyone who may merge into the infrastructure's repository is in effect
# an administrator. Therefore Atlantis (examples/atlantis/repos.yaml) requires that a pull request is
# approved, mergeable and undiverged.
resource "aws_iam_role" "terraform" {
  name                 = "${var.name}-terraform"
  assume_role_policy   = data.aws_iam_policy_document.terraform_assume.json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "terraform_assume" {
  # a condition names the roles, because a role that does not exist yet cannot be a principal
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

  # Terraform may change neither its own role nor the deploy roles
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
