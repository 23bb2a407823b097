# Tasks open connections; they accept none.
resource "aws_security_group" "tasks" {
  name        = "${var.name}-tasks"
  description = "Pipelines and couriers"
  vpc_id      = var.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "tasks" {
  security_group_id = aws_security_group.tasks.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

# Gateway endpoints are free, and traffic for parts and the ledger then bypasses the NAT gateway. Raw mail uses them only if SES
# is in this region, because a gateway endpoint reaches only buckets of its own region.
# https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
resource "aws_vpc_endpoint" "gateway" {
  for_each = length(var.network.route_tables) == 0 ? [] : toset(["s3", "dynamodb"])

  vpc_id            = var.network.vpc_id
  service_name      = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = var.network.route_tables
}
