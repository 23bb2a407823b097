terraform {
  backend "s3" {
    bucket       = "hikyaku-state-000000000000-ap-northeast-1"
    key          = "atlantis/terraform.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    use_lockfile = true
  }
}
