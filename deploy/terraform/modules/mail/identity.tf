# SES receives mail for verified domains only; the DKIM records verify them.
# https://docs.aws.amazon.com/ses/latest/dg/receiving-email-verification.html
resource "aws_sesv2_email_identity" "domain" {
  for_each = setsubtract(setunion(values(var.sets)...), var.identities)

  email_identity = each.key

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }
}
