# One repository for the pipeline's image, one for each set's. A tag is written once: what runs under it stays what it was.
# No image with a tag goes by itself, for a task definition may name it
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
      description  = "what lost its tag, or never had one"
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}
