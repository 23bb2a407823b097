locals {
  container = "courier"

  # as in demo/legacy/Dockerfile, which copies the program from the pipeline's native or JVM image
  courier = ["/opt/hikyaku/hikyaku", "courier"]
}

resource "aws_ecs_cluster" "set" {
  for_each = var.sets

  name = "${var.name}-${each.key}"

  tags = { set = each.key }
}

resource "aws_ecs_cluster_capacity_providers" "set" {
  for_each = var.sets

  cluster_name       = aws_ecs_cluster.set[each.key].name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

# Used here for the first revision, and in the outputs for the revisions that ecspresso registers.
locals {
  courier_containers = {
    for set, own in var.sets : set => {
      name       = local.container
      entryPoint = local.courier
      command    = []

      environment = [for name, value in merge(
        { for name, value in local.installation : upper(replace(name, "/[^A-Za-z0-9]/", "_")) => value },
        local.courier_variables[set],
        own.environment,
      ) : { name = name, value = value }]

      # the longest stop timeout that Fargate allows
      stopTimeout = 120

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.courier[set].name
          awslogs-region        = local.region
          awslogs-stream-prefix = local.container
        }
      }
    }
  }
}

# The set's own image, in which the courier starts the set's program. Terraform registers the first revision and ecspresso all
# later ones; RunTask takes the newest. A change here would bring back the image that terraform.tfvars names.
resource "aws_ecs_task_definition" "courier" {
  for_each = var.sets

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = each.value.memory
  task_role_arn            = aws_iam_role.courier[each.key].arn
  execution_role_arn       = aws_iam_role.execution.arn
  track_latest             = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = each.value.architecture
  }

  container_definitions = jsonencode([merge(local.courier_containers[each.key], {
    image     = each.value.image
    essential = true
  })])

  tags = { set = each.key }

  lifecycle {
    ignore_changes = all
  }
}
