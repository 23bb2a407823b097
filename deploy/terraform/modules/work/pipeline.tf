resource "aws_ecs_cluster" "pipeline" {
  name = var.name

  # RunningTaskCount, for scaling and an alarm
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

locals {
  # where everything is: the same for pipeline and couriers
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
      "hikyaku.queue.task-events"  = aws_sqs_queue.task_events.url
      "hikyaku.queue.dead-letters" = aws_sqs_queue.dead_letters.url
      "hikyaku.canary.host"        = "inbound-smtp.${var.inbox.region}.amazonaws.com"
      # the account's rate of launches, divided
      "hikyaku.launches-per-second" = tostring(max(1, floor(20 / var.pipeline.at_most)))
    },
    var.pipeline.settings,
  )

  pipeline_environment = merge(
    { for name, value in local.pipeline_settings : upper(replace(name, "/[^A-Za-z0-9]/", "_")) => value },
    merge(values(local.variables)...),
  )
}

resource "aws_ecs_task_definition" "pipeline" {
  family                   = "${var.name}-pipeline"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.pipeline.cpu
  memory                   = var.pipeline.memory
  task_role_arn            = aws_iam_role.pipeline.arn
  execution_role_arn       = aws_iam_role.execution.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.pipeline.architecture
  }

  container_definitions = jsonencode([{
    name        = "pipeline"
    image       = var.pipeline.image
    essential   = true
    environment = [for name, value in local.pipeline_environment : { name = name, value = value }]
    secrets = [for name, arn in var.pipeline.secret_setting :
    { name = upper(replace(name, "/[^A-Za-z0-9]/", "_")), valueFrom = arn }]

    # longer than camel.main.shutdown-timeout: running deliveries end first
    stopTimeout = 60

    # a dead poller is the one thing that a restart mends; the image has bash and need not have curl
    healthCheck = {
      command     = ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /q/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
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
  }])
}

resource "aws_ecs_service" "pipeline" {
  name                   = "${var.name}-pipeline"
  cluster                = aws_ecs_cluster.pipeline.arn
  task_definition        = aws_ecs_task_definition.pipeline.arn
  desired_count          = var.pipeline.at_least
  launch_type            = "FARGATE"
  enable_execute_command = false

  network_configuration {
    subnets          = var.network.subnets
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = var.network.public_ip
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # images are deployed by ecspresso, and the number of tasks is the scaling's
  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }

  depends_on = [aws_iam_role_policy.pipeline, aws_iam_role_policy_attachment.aliases]
}
