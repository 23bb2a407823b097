# One repository for the pipeline's image and one for each set's image. Tags are immutable: a tag always names the same image.
# Tagged images never expire, because a task definition may name them.
resource "aws_ecr_repository" "image" {
  for_each = toset(concat([var.name], keys(var.repositories.applications)))

  name                 = each.key
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "image" {
  for_each = aws_ecr_repository.image

  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "untagged images"
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}
