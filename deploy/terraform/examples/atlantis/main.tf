# Atlantis on Fargate. It runs as one task, because its locks are files; its plans are on EFS, so a new task finds them. GitHub
# signs its webhooks and sends them by HTTPS; people need a password for the list of plans.
terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = var.tags
  }
}

data "aws_caller_identity" "own" {}

data "aws_partition" "own" {}

locals {
  arn     = "arn:${data.aws_partition.own.partition}"
  account = data.aws_caller_identity.own.account_id
}

resource "aws_ecs_cluster" "atlantis" {
  name = "atlantis"
}

resource "aws_cloudwatch_log_group" "atlantis" {
  name              = "/atlantis"
  retention_in_days = 365 # the record of plans and applies
}

resource "aws_ecs_task_definition" "atlantis" {
  family                   = "atlantis"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048 # the AWS provider alone takes several hundred MB
  task_role_arn            = aws_iam_role.atlantis.arn
  execution_role_arn       = aws_iam_role.execution.arn

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.data.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.data.id
        iam             = "ENABLED"
      }
    }
  }

  container_definitions = jsonencode([{
    name         = "atlantis"
    image        = var.image
    essential    = true
    command      = ["server"]
    portMappings = [{ containerPort = 4141 }]
    mountPoints  = [{ sourceVolume = "data", containerPath = "/atlantis-data" }]

    environment = [for name, value in {
      ATLANTIS_ATLANTIS_URL       = "https://${var.domain}"
      ATLANTIS_CHECKOUT_STRATEGY  = "merge" # undiverged has no effect with the strategy "branch"
      ATLANTIS_DATA_DIR           = "/atlantis-data"
      ATLANTIS_DEFAULT_TF_VERSION = "v1.11.4"
      ATLANTIS_GH_APP_ID          = var.github_app_id
      ATLANTIS_REPO_ALLOWLIST     = "github.com/${var.organization}/${var.repository}"
      ATLANTIS_REPO_CONFIG_JSON   = jsonencode(local.server)
      ATLANTIS_WEB_BASIC_AUTH     = "true"
      ATLANTIS_WEB_USERNAME       = "atlantis"
      ATLANTIS_WRITE_GIT_CREDS    = "true"
      TF_VAR_role_arn             = var.terraform_role
    } : { name = name, value = value }]

    secrets = [
      { name = "ATLANTIS_GH_APP_KEY", valueFrom = "${var.secret}:app-key::" },
      { name = "ATLANTIS_GH_WEBHOOK_SECRET", valueFrom = "${var.secret}:webhook::" },
      { name = "ATLANTIS_WEB_PASSWORD", valueFrom = "${var.secret}:password::" },
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.atlantis.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "atlantis"
      }
    }
  }])
}

locals {
  # repos.yaml, with the name of your repository
  server = {
    repos = [for repo in yamldecode(file("${path.module}/repos.yaml")).repos :
    merge(repo, { id = "github.com/${var.organization}/${var.repository}" })]
  }
}

resource "aws_ecs_service" "atlantis" {
  name                               = "atlantis"
  cluster                            = aws_ecs_cluster.atlantis.arn
  task_definition                    = aws_ecs_task_definition.atlantis.arn
  desired_count                      = 1
  deployment_minimum_healthy_percent = 0 # stop the old task before the new one starts
  deployment_maximum_percent         = 100
  launch_type                        = "FARGATE"
  platform_version                   = "1.4.0"
  propagate_tags                     = "SERVICE"
  availability_zone_rebalancing      = "DISABLED" # ECS refuses rebalancing when maximum_percent is 100

  network_configuration {
    subnets         = var.network.private_subnets
    security_groups = [aws_security_group.task.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.atlantis.arn
    container_name   = "atlantis"
    container_port   = 4141
  }

  depends_on = [aws_lb_listener.https]
}
