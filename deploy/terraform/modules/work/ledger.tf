locals {
  # a delivery is in an index only if it must: docs/decisions/060-index-entries-that-stay.md
  ledger_indexes = {
    mail      = ["mail", "delivery"]        # a mail's deliveries to domains of no set
    open      = ["open", "dueAt"]           # a set's open deliveries by the sweeper's next check; ended deliveries by what is kept of them
    stage     = ["set", "stage"]            # a set's deliveries that an operator must see, by status and time
    recipient = ["recipient", "receivedAt"] # deliveries by recipient
    tenant    = ["tenant", "receivedAt"]    # deliveries of a shop whose address does not contain its name
    messageId = ["messageId", "receivedAt"]
    sender    = ["sentBy", "receivedAt", "sender", "author", "words"]     # docs/decisions/062-finding.md
    author    = ["writtenBy", "receivedAt", "sender", "author", "words"]  # rows whose From names another organisation
    subject   = ["subjectKey", "receivedAt", "sender", "author", "words"] # rows of sets with subject-words
  }
}

# Deliveries and quotas; quota rows are in no index. LedgerTableTest compares this with the table that all tests use.
resource "aws_dynamodb_table" "ledger" {
  name                        = "${var.name}-deliveries"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "partition" # recipient's domain/mail: IAM separates the sets by the domain
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
      sentBy     = "S"
      writtenBy  = "S"
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

  # deletes ended rows some time after hikyaku.retention; nothing depends on the exact time
  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  # prevents an accidental destroy: docs/deploy.md#teardown
  lifecycle {
    prevent_destroy = true
  }
}
