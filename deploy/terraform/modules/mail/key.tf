resource "aws_kms_key" "mail" {
  description         = "${var.name}: raw mail and its announcements"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json

  # without this key, no mail can be read. Prevents an accidental destroy: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "mail" {
  name          = "alias/${var.name}-mail"
  target_key_id = aws_kms_key.mail.key_id
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["${local.arn}:iam::${local.account}:root"]
    }
  }

  # SES stores mail under this key, and publishes on the topic that it encrypts
  # https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html#receiving-email-permissions-kms
  statement {
    sid       = "SesStoresAndAnnounces"
    actions   = concat(["kms:Decrypt", "kms:GenerateDataKey*"], var.encrypt_messages ? ["kms:Encrypt"] : [])
    resources = ["*"]

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

  # The bucket publishes on a topic that is encrypted with the key. The bucket is named here, because it is created after the key.
  # https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
  statement {
    sid       = "BucketAnnounces"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local.arn}:s3:::${local.bucket}"]
    }
  }

  # roles of another account use this key through S3 only
  statement {
    sid       = "ReadersDecrypt"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = local.readers
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${local.region}.amazonaws.com"]
    }
  }

  # S3 does not decrypt what SES has encrypted: the readers use the key themselves, for mail from SES of this account only. This
  # statement stays when encrypt_messages is switched off, because encrypted mail remains.
  # https://docs.aws.amazon.com/kms/latest/developerguide/services-ses.html
  statement {
    sid       = "ReadersDecryptMessages"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = local.readers
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:ses:source-account"
      values   = [local.account]
    }
  }
}
