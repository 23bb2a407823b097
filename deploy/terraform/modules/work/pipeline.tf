resource "aws_ecs_cluster" "pipeline" {
  name = var.name

  # for the metric RunningTaskCount, which scaling and an alarm use
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

locals {
  # names and addresses of resources: the same for pipeline and couriers
  installation = {
    "hikyaku.aws.region"     = local.region
    "hikyaku.aws.kms-region" = var.inbox.region
    "hikyaku.ledger-table"   = aws_dynamodb_table.ledger.name
    "hikyaku.bucket.parts"   = aws_s3_bucket.parts.id
  }

  pipeline_settings = merge(
    local.installation,
    {
      "hikyaku.queue.mail"         = aws_sqs_queue.mail.url
      "hikyaku.queue.receipts"     = aws_sqs_queue.receipts.url
      "hikyaku.queue.stored"       = aws_sqs_queue.stored.url
      "hikyaku.queue.task-events"  = aws_sqs_queue.task_events.url
      "hikyaku.queue.dead-letters" = aws_sqs_queue.dead_letters.url
      "hikyaku.canary.host"        = "inbound-smtp.${var.inbox.region}.amazonaws.com"
      # the account's rate of task launches, divided among the tasks
      "hikyaku.launches-per-second" = tostring(max(1, floor(20 / var.pipeline.at_most)))
    },
    var.pipeline.settings,
  )

  pipeline_environment = merge(
    { for name, value in local.pipeline_settings : upper(replace(name, "/[^A-Za-z0-9]/", "_")) => value },
    merge(values(local.variables)...),
  )
}

# The container definition without its image. It is used here for the first revision and, through the outputs, for those that
# ecspresso registers (deploy/ecspresso), so each value is written once.
locals {
  pipeline_container = {
    name        = "pipeline"
    user        = "10001"
    environment = [for name, value in local.pipeline_environment : { name = name, value = value }]
    secrets = [for name, arn in var.pipeline.secret_setting :
    { name = upper(replace(name, "/[^A-Za-z0-9]/", "_")), valueFrom = arn }]

    # longer than camel.main.shutdown-timeout, so that running deliveries can end
    stopTimeout = 60

    # ECS restarts a task whose pollers have stopped, because a restart repairs that. The program checks itself: both images have
    # it at this path.
    healthCheck = {
      command     = ["CMD", "/opt/hikyaku/hikyaku", "health"]
      startPeriod = 120
      interval    = 30
      timeout     = 10
      retries     = 3
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.pipeline.name
        awslogs-region        = local.region
        awslogs-stream-prefix = "pipeline"
      }
    }
  }

  deployment = {
    launch_type             = "FARGATE"
    platform_version        = "1.4.0"
    minimum_healthy_percent = 100
    maximum_percent         = 200
    propagate_tags          = "SERVICE"
    managed_tags            = true
  }
}

# Terraform registers the first revision and ecspresso all later ones. A revision from Terraform would bring back an older image.
resource "aws_ecs_task_definition" "pipeline" {
  family                   = "${var.name}-pipeline"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.pipeline.cpu
  memory                   = var.pipeline.memory
  task_role_arn            = aws_iam_role.pipeline.arn
  execution_role_arn       = aws_iam_role.execution.arn
  track_latest             = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.pipeline.architecture
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([merge(local.pipeline_container, {
    image                  = var.pipeline.image
    essential              = true
    readonlyRootFilesystem = true
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp" }]
  })])

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_ecs_service" "pipeline" {
  name                               = "${var.name}-pipeline"
  cluster                            = aws_ecs_cluster.pipeline.arn
  task_definition                    = aws_ecs_task_definition.pipeline.arn
  desired_count                      = var.pipeline.at_least
  launch_type                        = local.deployment.launch_type
  platform_version                   = local.deployment.platform_version
  deployment_minimum_healthy_percent = local.deployment.minimum_healthy_percent
  deployment_maximum_percent         = local.deployment.maximum_percent
  propagate_tags                     = local.deployment.propagate_tags
  enable_ecs_managed_tags            = local.deployment.managed_tags
  enable_execute_command             = false

  network_configuration {
    subnets          = var.network.subnets
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = var.network.public_ip
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # ecspresso deploys images, and scaling sets the number of tasks
  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }

  depends_on = [aws_iam_role_policy_attachment.pipeline]
}
