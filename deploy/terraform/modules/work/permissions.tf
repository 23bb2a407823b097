# Statements that several routes share. Where each set has a resource of its own, a prefix names them all, because a policy has at
# most 6,144 characters.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
locals {
  table   = aws_dynamodb_table.ledger.arn
  inbox   = "${local.arn}:s3:::${var.inbox.bucket}"
  ecs     = "${local.arn}:ecs:${local.region}:${local.account}"
  sqs     = "${local.arn}:sqs:${local.region}:${local.account}"
  of_sets = { ArnLike = { "ecs:cluster" = ["${local.ecs}:cluster/${var.name}-*"] } }

  consuming = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
  consumes = {
    mail        = { actions = local.consuming, resources = [aws_sqs_queue.mail.arn] }
    receipts    = { actions = local.consuming, resources = [aws_sqs_queue.receipts.arn] }
    stored      = { actions = local.consuming, resources = [aws_sqs_queue.stored.arn] }
    task_events = { actions = local.consuming, resources = [aws_sqs_queue.task_events.arn] }
  }
  looks_at_dead = { actions = ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"], resources = [aws_sqs_queue.dead_letters.arn] }
  sets_aside    = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.dead_letters.arn] }
  orders        = { actions = ["sqs:SendMessage"], resources = ["${local.sqs}:${var.name}-work-*.fifo"] }

  measures_work = { actions = ["sqs:GetQueueAttributes"], resources = ["${local.sqs}:${var.name}-work-*.fifo"] }
  measures_queues = {
    actions   = ["sqs:GetQueueAttributes"]
    resources = concat([for queue in local.intakes : queue.arn], [aws_sqs_queue.dead_letters.arn])
  }

  # A courier may start, change and renew deliveries of its set's domains. It cannot change other attributes of a row, such as the
  # mail's location or its set. ForAllValues is true for a request without a key, so Null is needed, too.
  # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  marks_deliveries = {
    for set, own in var.sets : set => {
      actions   = ["dynamodb:UpdateItem"]
      resources = [local.table]
      when = {
        "ForAllValues:StringLike"   = { "dynamodb:LeadingKeys" = [for domain in sort(own.domains) : "${domain}/*"] }
        "ForAllValues:StringEquals" = { "dynamodb:Attributes" = local.marked }
        Null                        = { "dynamodb:LeadingKeys" = ["false"], "dynamodb:Attributes" = ["false"] }
      }
    }
  }
  marked = [
    "partition", "delivery", "status", "owner", "nonce", "fence", "attempt", "timeline", "task", "version", "stage", "open", "dueAt", "until", "expiresAt"
  ]

  # every write is conditional
  writes_ledger = { actions = ["dynamodb:UpdateItem"], resources = [local.table] }
  reads_rows    = { actions = ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources = [local.table] }
  # by the ids of mails: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
  looks_up_mails  = { actions = ["dynamodb:PartiQLSelect"], resources = [local.table, "${local.table}/index/mail"] }
  looks_up_rows   = { actions = ["dynamodb:BatchGetItem"], resources = [local.table] }
  searches_ledger = { actions = ["dynamodb:Query"], resources = [local.table, "${local.table}/index/*"] }

  # what the buckets have stored, in rows of their own
  of_day_books    = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["stored/*"] }, Null = { "dynamodb:LeadingKeys" = ["false"] } }
  writes_day_book = { actions = ["dynamodb:PutItem"], resources = [local.table], when = local.of_day_books }

  # without ListBucket, S3 answers 403 for an object that does not exist, and the pipeline would retry a mail that can only fail
  # https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  reads_mail = [
    { actions = ["s3:GetObject"], resources = ["${local.inbox}/*"] },
    { actions = ["s3:ListBucket"], resources = [local.inbox] },
    { actions = ["kms:Decrypt"], resources = [var.inbox.key_arn] },
  ]
  # for one set: when an object does not exist, S3 checks ListBucket with the object's key as prefix
  reads_mail_of = {
    for set, prefix in var.inbox.prefixes : set => [
      { actions = ["s3:GetObject"], resources = ["${local.inbox}/${prefix}*"] },
      { actions = ["s3:ListBucket"], resources = [local.inbox], when = { StringLike = { "s3:prefix" = ["${prefix}*"] } } },
      {
        actions   = ["kms:Decrypt"]
        resources = [var.inbox.key_arn]
        # S3 names the object in its request to KMS, or the bucket if bucket keys are on; s3:GetObject limits which objects
        when = { StringEquals = { "kms:ViaService" = ["s3.${var.inbox.region}.amazonaws.com"] } }
      },
      # for mail that SES has encrypted by the set's rule (encrypt_messages of module mail)
      # https://docs.aws.amazon.com/kms/latest/developerguide/services-ses.html
      {
        actions   = ["kms:Decrypt"]
        resources = [var.inbox.key_arn]
        when      = { StringEquals = { "kms:EncryptionContext:aws:ses:rule-name" = [var.inbox.rules[set]] } }
      },
    ]
  }
  keeps_parts = [
    { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${aws_s3_bucket.parts.arn}/*"] },
    { actions = ["s3:ListBucket"], resources = [aws_s3_bucket.parts.arn] },
  ]

  # for sets with retention.…: docs/retention.md
  forgets = anytrue(flatten([for own in values(var.sets) : [for setting in keys(own.settings) : startswith(setting, "retention.")]]))
  takes_away = [
    { actions = ["dynamodb:UpdateItem", "dynamodb:PutItem"], resources = [local.table] },
    { actions = ["s3:DeleteObject"], resources = ["${local.inbox}/*", "${aws_s3_bucket.parts.arn}/*"] },
    { actions = ["s3:ListBucket"], resources = [aws_s3_bucket.parts.arn] },
  ]

  # the folders of aliases files: a file may include others of its folder
  alias_files = { for set, own in var.sets : set => [for file in [own.aliases, lookup(own.settings, "virtual", "")] : file if startswith(file, "s3://")] }
  alias_folders = {
    for set, files in local.alias_files : set => [for file in files : regex("^s3://([^/]+)/((?:.*/)?)[^/]+$", file)]
  }
  reads_aliases = {
    for set, folders in local.alias_folders : set => [
      { actions = ["s3:GetObject"], resources = [for folder in folders : "${local.arn}:s3:::${folder[0]}/${folder[1]}*"] },
      { actions = ["s3:ListBucket"], resources = distinct([for folder in folders : "${local.arn}:s3:::${folder[0]}"]) },
    ]
  }
  # as above; where several sets' files are in one bucket, each may list its own folder only
  reads_aliases_of = {
    for set, folders in local.alias_folders : set => concat(
      [local.reads_aliases[set][0]],
      [for folder in folders : {
        actions   = ["s3:ListBucket"]
        resources = ["${local.arn}:s3:::${folder[0]}"]
        when      = { StringLike = { "s3:prefix" = ["${folder[1]}*"] } }
      }],
    )
  }
  reads_all_aliases = [
    for index, action in ["s3:GetObject", "s3:ListBucket"] :
    { actions = [action], resources = distinct(flatten([for statements in values(local.reads_aliases) : statements[index].resources])) }
  ]
  # what fits into one policy, for bucket names of any length
  aliases_each = 30
  reads_some_aliases = [
    for part in range(ceil(length(local.reads_all_aliases[0].resources) / local.aliases_each)) : [
      for one in local.reads_all_aliases : {
        actions = one.actions
        resources = slice(
          one.resources,
          min(length(one.resources), part * local.aliases_each),
          min(length(one.resources), (part + 1) * local.aliases_each),
        )
      }
    ]
  ]

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
  looks_for_tasks = { actions = ["ecs:ListTasks"], resources = ["*"], when = local.of_sets }
  describes_tasks = { actions = ["ecs:DescribeTasks"], resources = ["${local.ecs}:task/${var.name}-*/*"] }
  runs_tasks = [
    { actions = ["ecs:RunTask"], resources = ["${local.ecs}:task-definition/${var.name}-*"], when = local.of_sets },
    {
      actions   = ["ecs:TagResource"]
      resources = ["${local.ecs}:task/${var.name}-*/*"]
      when      = { StringEquals = { "ecs:CreateAction" = ["RunTask"] } }
    },
    {
      actions   = ["iam:PassRole"]
      resources = ["${local.arn}:iam::${local.account}:role/${var.name}-courier-*", aws_iam_role.execution.arn]
      when      = { StringEquals = { "iam:PassedToService" = ["ecs-tasks.amazonaws.com"] } }
    },
  ]
}
