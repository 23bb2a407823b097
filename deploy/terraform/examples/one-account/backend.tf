# ecspresso and lambroll read the state from here. deploy/terraform/bootstrap creates the bucket and outputs these lines.
terraform {
  backend "s3" {
    bucket       = "hikyaku-state-000000000000-ap-northeast-1"
    key          = "hikyaku/terraform.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}
