# Settings of each set for the pipeline and the couriers: first by property name, then as environment variables. A setting that is
# absent keeps the default of src/main/java/settings/Settings.java.
locals {
  inboxes = { for set in keys(var.sets) : set => "${var.inbox.bucket}/${var.inbox.prefixes[set]}" }

  settings = {
    for set, own in var.sets : set => merge(
      {
        "domains"         = join(",", sort(own.domains))
        "inbox"           = local.inboxes[set]
        "aliases"         = own.aliases
        "cluster"         = aws_ecs_cluster.set[set].name
        "task-definition" = aws_ecs_task_definition.courier[set].family
        "container"       = local.container
        "subnets"         = join(",", var.network.subnets)
        "security-groups" = aws_security_group.tasks.id
        "public-ip"       = tostring(var.network.public_ip)
        "hand-over"       = own.hand_over
        "time-limit"      = own.time_limit
      },
      length(own.capacity_providers) == 0 ? {} : { "capacity-providers" = join(",", own.capacity_providers) },
      own.hand_over == "task" ? {} : {
        "couriers.queue"        = aws_sqs_queue.work[set].url
        "couriers.dead-letters" = aws_sqs_queue.work_dead[set].url
      },
      { for name, value in own.couriers : "couriers.${name}" => value },
      own.settings,
    )
  }

  # settings of the courier's own set; the task definition cannot name itself
  courier_settings = {
    for set, own in var.sets : set => merge(
      {
        "domains"         = join(",", sort(own.domains))
        "inbox"           = local.inboxes[set]
        "aliases"         = own.aliases
        "cluster"         = "${var.name}-${set}"
        "task-definition" = "${var.name}-${set}"
        "time-limit"      = own.time_limit
      },
      own.settings,
    )
  }

  # https://smallrye.io/smallrye-config/Main/config/environment-variables/
  variables = {
    for set, settings in local.settings : set => {
      for name, value in settings : upper(replace("hikyaku.sets.${set}.${name}", "/[^A-Za-z0-9]/", "_")) => value
    }
  }
  courier_variables = {
    for set, settings in local.courier_settings : set => {
      for name, value in settings : upper(replace("hikyaku.sets.${set}.${name}", "/[^A-Za-z0-9]/", "_")) => value
    }
  }
}
