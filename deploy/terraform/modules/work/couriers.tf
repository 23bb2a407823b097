locals {
  container = "courier"

  # as in demo/legacy/Dockerfile, which copies both from the pipeline's image
  courier = ["/opt/java/openjdk/bin/java", "@/opt/hikyaku/quick", "courier"]
}

resource "aws_ecs_cluster" "set" {
  for_each = var.sets

  name = "${var.name}-${each.key}"
}

resource "aws_ecs_cluster_capacity_providers" "set" {
  for_each = var.sets

  cluster_name       = aws_ecs_cluster.set[each.key].name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

# The set's own image, with the courier in front of its program. The pipeline names the family, so that a revision that
# somebody else registers is the one that runs
resource "aws_ecs_task_definition" "courier" {
  for_each = var.sets

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = each.value.memory
  task_role_arn            = aws_iam_role.courier[each.key].arn
  execution_role_arn       = aws_iam_role.execution.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = each.value.architecture
  }

  container_definitions = jsonencode([{
    name       = local.container
    image      = each.value.image
    essential  = true
    entryPoint = local.courier
    command    = []

    environment = [for name, value in merge(
      { for name, value in local.installation : upper(replace(name, "/[^A-Za-z0-9]/", "_")) => value },
      local.courier_variables[each.key],
      each.value.environment,
    ) : { name = name, value = value }]

    # the longest that Fargate gives a program that is told to stop
    stopTimeout = 120

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.courier[each.key].name
        awslogs-region        = local.region
        awslogs-stream-prefix = local.container
      }
    }
  }])
}
