# MIME parts and manifests. The pipeline can create them again from the raw mail, so they need no versions.
resource "aws_s3_bucket" "parts" {
  bucket = "${var.name}-parts-${local.account}-${local.region}"
}

resource "aws_s3_bucket_public_access_block" "parts" {
  bucket                  = aws_s3_bucket.parts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "parts" {
  bucket = aws_s3_bucket.parts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "parts" {
  bucket = aws_s3_bucket.parts.id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = var.keep_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
