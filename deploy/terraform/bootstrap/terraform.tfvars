organization = "example"

repositories = {
  infrastructure = "infrastructure"
  functions      = "functions"
  applications   = { shop = "shop" }
}

terraform_by = ["arn:aws:iam::000000000000:role/atlantis"]
