accounts = {
  mail = "111111111111"
  work = "222222222222"
}

pipeline = {
  image = "222222222222.dkr.ecr.ap-northeast-1.amazonaws.com/hikyaku:1.0.0"
}

network = {
  vpc_id       = "vpc-0123456789abcdef0"
  subnets      = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  route_tables = ["rtb-0123456789abcdef0"]
}

sets = {
  shop = {
    domains = ["shop.example"]
    aliases = "s3://shop-settings/mail/aliases"
    image   = "222222222222.dkr.ecr.ap-northeast-1.amazonaws.com/shop:42"

    hand_over          = "courier"
    capacity_providers = ["FARGATE_SPOT", "FARGATE"]
    couriers           = { at-most = "20" }
    settings           = { "pipe.server" = "postfix", "policy.max-size" = "10485760", "canary" = "canary@shop.example" }
  }
}
