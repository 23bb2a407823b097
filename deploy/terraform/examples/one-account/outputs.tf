output "dns_records" {
  value = module.mail.dns_records
}

output "pipeline" {
  value = module.work.pipeline
}

output "sets" {
  value = module.work.sets
}
