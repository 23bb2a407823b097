resource "aws_appautoscaling_target" "pipeline" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.pipeline.name}/${aws_ecs_service.pipeline.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.pipeline.at_least
  max_capacity       = var.pipeline.at_most
}

# Backlog for each running task
# https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
resource "aws_appautoscaling_policy" "backlog" {
  name               = "${var.name}-backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.pipeline.service_namespace
  resource_id        = aws_appautoscaling_target.pipeline.resource_id
  scalable_dimension = aws_appautoscaling_target.pipeline.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.pipeline.backlog_each
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    customized_metric_specification {
      metrics {
        id          = "waiting"
        return_data = false

        metric_stat {
          stat = "Sum"

          metric {
            namespace   = "AWS/SQS"
            metric_name = "ApproximateNumberOfMessagesVisible"

            dimensions {
              name  = "QueueName"
              value = aws_sqs_queue.mail.name
            }
          }
        }
      }

      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = aws_ecs_cluster.pipeline.name
            }

            dimensions {
              name  = "ServiceName"
              value = aws_ecs_service.pipeline.name
            }
          }
        }
      }

      metrics {
        id          = "each"
        label       = "Mails that wait, for each task"
        expression  = "waiting / tasks"
        return_data = true
      }
    }
  }
}
