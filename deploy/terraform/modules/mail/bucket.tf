resource "aws_s3_bucket" "mail" {
  bucket = local.bucket

  # prevents an accidental destroy: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }

  # destroy fails on a bucket that is not empty; while the bucket stays, so does its key
  depends_on = [aws_kms_key.mail]
}

# The bucket has the only copy of a mail. A deleted or overwritten object can be restored for restore_days.
resource "aws_s3_bucket_versioning" "mail" {
  bucket = aws_s3_bucket.mail.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "mail" {
  bucket                  = aws_s3_bucket.mail.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "mail" {
  bucket = aws_s3_bucket.mail.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# S3 encrypts at rest, and readers get plain bytes. With encrypt_messages, SES encrypts first, and readers must decrypt.
resource "aws_s3_bucket_server_side_encryption_configuration" "mail" {
  bucket = aws_s3_bucket.mail.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.mail.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "mail" {
  bucket = aws_s3_bucket.mail.id

  rule {
    id     = "forget"
    status = "Enabled"

    filter {}

    expiration {
      days = var.keep_days
    }

    noncurrent_version_expiration {
      noncurrent_days = var.restore_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # removes delete markers of objects without versions
  rule {
    id     = "markers"
    status = "Enabled"

    filter {}

    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.mail]
}

resource "aws_s3_bucket_policy" "mail" {
  bucket = aws_s3_bucket.mail.id
  policy = data.aws_iam_policy_document.bucket.json
}

data "aws_iam_policy_document" "bucket" {
  # https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html#receiving-email-permissions-s3
  statement {
    sid       = "SesStores"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.mail.arn}/${local.prefix}*"]

    principals {
      type        = "Service"
      identifiers = ["ses.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = [local.receipt_rules]
    }
  }

  statement {
    sid       = "ReadersRead"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.mail.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = local.readers
    }
  }

  # without this permission, S3 answers 403 in place of 404 for an object that does not exist
  statement {
    sid       = "ReadersList"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.mail.arn]

    principals {
      type        = "AWS"
      identifiers = local.readers
    }
  }

  statement {
    sid       = "NobodyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.mail.arn, "${aws_s3_bucket.mail.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
