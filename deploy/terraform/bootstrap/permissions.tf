# The permissions that ecspresso and lambroll need. Passing a role to a task grants what the role may do, so each may pass only
# the roles of its own tasks.
locals {
  roles  = "${local.arn}:iam::${local.account}:role/${var.name}"
  ecs    = "${local.arn}:ecs:${var.region}:${local.account}"
  lambda = "${local.arn}:lambda:*:${local.account}:function:${var.name}-status" # in the region of SES

  reads_state = { actions = ["s3:GetObject"], resources = ["${aws_s3_bucket.state.arn}/${var.state_key}"] }

  # these actions cannot be limited to a task definition family
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
  registers = [
    { actions = ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"], resources = ["*"] },
    { actions = ["ecs:TagResource"], resources = ["${local.ecs}:task-definition/${var.name}-*:*"] },
  ]

  logs_in = { actions = ["ecr:GetAuthorizationToken"], resources = ["*"] }
  pulling = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"]
  pushing = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
  images  = { for repository, image in aws_ecr_repository.image : repository => image.arn }
  pushes  = { for repository, arn in local.images : repository => [local.logs_in, { actions = concat(local.pulling, local.pushing), resources = [arn] }] }

  deploys_pipeline = concat(local.registers, local.pushes[var.name], [
    local.reads_state,
    { actions = ["iam:PassRole"], resources = ["${local.roles}-pipeline", "${local.roles}-execution"], passed_to = "ecs-tasks.amazonaws.com" },
    { actions = ["ecs:DescribeServices", "ecs:UpdateService"], resources = ["${local.ecs}:service/${var.name}/${var.name}-pipeline"] },
    { actions = ["ecs:DescribeTasks"], resources = ["${local.ecs}:task/${var.name}/*"] },
    { actions = ["ecs:ListTasks", "application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingPolicies"], resources = ["*"] },
  ])

  deploys_set = {
    for set in keys(var.repositories.applications) : set => concat(local.registers, local.pushes[set], [
      local.reads_state,
      { actions = ["iam:PassRole"], resources = ["${local.roles}-courier-${set}", "${local.roles}-execution"], passed_to = "ecs-tasks.amazonaws.com" },
    ])
  }

  deploys_functions = [
    local.logs_in,
    local.reads_state,
    { actions = local.pulling, resources = [local.images[var.name]] },
    { actions = concat(local.pulling, local.pushing), resources = ["${local.arn}:ecr:*:${local.account}:repository/${var.name}-status"] },
    { actions = ["iam:PassRole"], resources = ["${local.roles}-status"], passed_to = "lambda.amazonaws.com" },
    {
      actions = [
        "lambda:CreateAlias", "lambda:CreateFunction", "lambda:DeleteFunction", "lambda:GetAlias", "lambda:GetFunction", "lambda:GetFunctionConfiguration",
        "lambda:ListTags", "lambda:ListVersionsByFunction", "lambda:PublishVersion", "lambda:TagResource", "lambda:UntagResource", "lambda:UpdateAlias",
        "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration",
      ]
      resources = [local.lambda, "${local.lambda}:*"]
    },
  ]
}
