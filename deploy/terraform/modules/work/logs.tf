resource "aws_cloudwatch_log_group" "pipeline" {
  name              = "/${var.name}/pipeline"
  retention_in_days = var.log_days
  kms_key_id        = var.log_key
}

# this log has the output of the sets' programs, which may contain mail
resource "aws_cloudwatch_log_group" "courier" {
  for_each = var.sets

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_days
  kms_key_id        = var.log_key

  tags = { set = each.key }
}
