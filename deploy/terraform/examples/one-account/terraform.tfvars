pipeline = {
  image = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/hikyaku:1.0.0"
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
    image   = "000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/shop:42"
  }
}
