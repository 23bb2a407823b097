output "backend" {
  description = "For backend.tf of the installation; bootstrap's own state has another key."
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
  description = "TFSTATE of the workflows: where ecspresso and lambroll read the outputs."
  value       = "s3://${aws_s3_bucket.state.id}/${var.state_key}"
}

output "deploy_roles" {
  description = "DEPLOY_ROLE of the workflows, by what they deploy."
  value       = { for name, role in aws_iam_role.ci : name => role.arn }
}

output "terraform_role" {
  value = aws_iam_role.terraform.arn
}

output "repositories" {
  description = "Where images are pushed to, by name."
  value       = { for name, repository in aws_ecr_repository.image : name => repository.repository_url }
}
