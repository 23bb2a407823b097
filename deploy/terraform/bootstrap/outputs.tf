output "backend" {
  description = "Lines for backend.tf of the installation. The state of bootstrap has a key of its own."
  value       = <<-HCL
    terraform {
      backend "s3" {
        bucket       = "${aws_s3_bucket.state.id}"
        key          = "${var.state_key}"
        region       = "${var.region}"
        encrypt      = true
        use_lockfile = true
      }
    }
  HCL
}

output "tfstate" {
  description = "Variable TFSTATE of the workflows: the address from which ecspresso and lambroll read the outputs."
  value       = "s3://${aws_s3_bucket.state.id}/${var.state_key}"
}

output "deploy_roles" {
  description = "Variable DEPLOY_ROLE of the workflows: a role for each thing that they deploy."
  value       = { for name, role in aws_iam_role.ci : name => role.arn }
}

output "terraform_role" {
  value = aws_iam_role.terraform.arn
}

output "repositories" {
  description = "Repositories that images are pushed to, by name."
  value       = { for name, repository in aws_ecr_repository.image : name => repository.repository_url }
}
