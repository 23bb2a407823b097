domain         = "atlantis.shop.example"
certificate    = "arn:aws:acm:ap-northeast-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"
organization   = "example"
github_app_id  = "1"
secret         = "arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:atlantis-AbCdEf"
terraform_role = "arn:aws:iam::000000000000:role/hikyaku-terraform"
state_bucket   = "hikyaku-state-000000000000-ap-northeast-1"

network = {
  vpc_id          = "vpc-0123456789abcdef0"
  public_subnets  = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
  private_subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
