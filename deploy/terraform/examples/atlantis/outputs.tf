output "load_balancer" {
  value = aws_lb.atlantis.dns_name
}

output "role" {
  description = "Value for terraform_by of bootstrap."
  value       = aws_iam_role.atlantis.arn
}
