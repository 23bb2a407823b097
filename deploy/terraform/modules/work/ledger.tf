locals {
  ledger_indexes = {
    mail      = ["mail", "delivery"]        # all deliveries of a mail, whatever set they are of
    open      = ["open", "dueAt"]           # open work by when it is due; ended deliveries by what is kept of them
    stage     = ["set", "stage"]            # a set's deliveries by how far they are
    recipient = ["recipient", "receivedAt"] # where is my mail?
    tenant    = ["tenant", "receivedAt"]
    messageId = ["messageId", "receivedAt"]
    sender    = ["senderKey", "receivedAt", "sender", "author", "words"]  # docs/decisions/062-finding.md
    author    = ["authorKey", "receivedAt", "sender", "author", "words"]  # rows whose From names another organisation
    subject   = ["subjectKey", "receivedAt", "sender", "author", "words"] # rows of sets with subject-words
  }
}

# Deliveries, and the quotas in rows that no index has. LedgerTableTest compares this with the table that all tests run on
resource "aws_dynamodb_table" "ledger" {
  name                        = "${var.name}-deliveries"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "partition" # recipient's domain/mail: IAM tells the sets apart by it
  range_key                   = "delivery"
  deletion_protection_enabled = true

  dynamic "attribute" {
    for_each = {
      partition  = "S"
      mail       = "S"
      delivery   = "S"
      recipient  = "S"
      open       = "S"
      set        = "S"
      stage      = "S"
      tenant     = "S"
      messageId  = "S"
      senderKey  = "S"
      authorKey  = "S"
      subjectKey = "S"
      dueAt      = "N"
      receivedAt = "N"
    }

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = local.ledger_indexes

    content {
      name               = global_secondary_index.key
      hash_key           = global_secondary_index.value[0]
      range_key          = global_secondary_index.value[1]
      projection_type    = length(global_secondary_index.value) > 2 ? "INCLUDE" : "KEYS_ONLY"
      non_key_attributes = length(global_secondary_index.value) > 2 ? slice(global_secondary_index.value, 2, length(global_secondary_index.value)) : null
    }
  }

  # takes away what is finished, some time after hikyaku.retention; nothing depends on when
  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  # asked for twice: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}
