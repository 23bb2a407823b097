# Permissions by the route ids of docs/routes.md, so that each route has only those that it needs. IamIT runs the pipeline with
# only these permissions. Two ids are not routes: watch reads ledger and queues for metrics, and desk is for operators.
locals {
  # the routes of each policy; routes without permissions are left out. Each policy has room for the options of all sets.
  policies = merge(
    {
      for policy, routes in {
        mail   = ["receive-mail", "record-receipt", "deliver-mail", "unpack-mail"]
        tasks  = ["hand-over-mail", "launch-couriers", "follow-tasks"]
        sweeps = ["sweep-ledger", "sweep-retention", "send-canary"]
        books  = ["check-stored", "sweep-inbox", "reconcile-day"]
        desk   = ["watch", "desk"]
      } : policy => { for route in routes : route => local.route_permissions[route] }
    },
    # the size of these policies grows with the number of sets
    { for part, statements in local.reads_some_aliases : part == 0 ? "aliases" : "aliases-${part}" => { watch-aliases = statements } },
  )

  route_permissions = {
    # IAM does not know which route sends a request: follow-tasks uses the dead-letter permission of receive-mail
    receive-mail   = concat([local.consumes.mail, local.sets_aside], local.reads_mail)
    record-receipt = concat([local.consumes.receipts, local.looks_up_rows, local.writes_ledger], local.reads_mail)
    deliver-mail   = [local.writes_ledger, local.reads_rows, local.sets_aside]
    unpack-mail    = concat(local.keeps_parts, local.reads_mail)
    hand-over-mail = concat(local.runs_tasks, [local.orders])

    launch-couriers = concat(local.runs_tasks, [local.looks_for_tasks, local.measures_work, local.searches_ledger])
    follow-tasks    = [local.consumes.task_events, local.reads_rows, local.writes_ledger]
    sweep-ledger    = [local.searches_ledger, local.reads_rows, local.writes_ledger, local.looks_for_tasks, local.describes_tasks, local.measures_work]
    sweep-inbox     = concat([local.looks_up_mails, local.reads_rows, local.writes_ledger], local.reads_mail)
    check-stored    = concat([local.consumes.stored, local.sets_aside, local.looks_up_mails, local.looks_up_rows, local.writes_day_book], local.reads_mail)

    reconcile-day = concat([local.searches_ledger, local.reads_rows, local.looks_up_mails, local.writes_ledger, local.looks_at_dead], local.reads_mail)

    sweep-retention = local.forgets ? concat([local.searches_ledger, local.reads_rows], local.takes_away) : []

    send-canary = anytrue([for own in values(var.sets) : contains(keys(own.settings), "canary")]) ? [local.searches_ledger] : []

    watch = [local.searches_ledger, local.reads_rows, local.measures_queues, local.measures_work]
    desk  = concat([local.searches_ledger, local.reads_rows, local.writes_ledger], local.reads_mail)
  }

  courier_permissions = {
    for set, own in var.sets : set => {
      run-command = [local.marks_deliveries[set]]
      fetch-mail  = local.reads_mail_of[set]
      # a set's couriers use only the set's own work queue
      work-deliveries = concat(
        [for queue in aws_sqs_queue.work : { actions = local.consuming, resources = [queue.arn] } if queue.name == "${var.name}-work-${set}.fifo"],
        [for queue in aws_sqs_queue.work_dead : { actions = ["sqs:SendMessage"], resources = [queue.arn] } if queue.name == "${var.name}-work-${set}-dead.fifo"],
      )
      watch-aliases = local.reads_aliases_of[set]
    }
  }
}
