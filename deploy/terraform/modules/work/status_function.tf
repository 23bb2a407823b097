# Input of module mail for the status rule's function, which does the same as record-receipt.
locals {
  status_settings = ["hikyaku.aws.region", "hikyaku.ledger-table", "hikyaku.sweep.received-after"]
  # settings of each set; a function's environment has no room for more
  status_set_settings = ["domains", "inbox", "aliases", "virtual", "cluster", "task-definition"]

  status_environment = merge(
    { for name, value in local.pipeline_settings : upper(replace(name, "/[^A-Za-z0-9]/", "_")) => value if contains(local.status_settings, name) },
    merge([for set, settings in local.settings : {
      for name, value in settings : upper(replace("hikyaku.sets.${set}.${name}", "/[^A-Za-z0-9]/", "_")) => value if contains(local.status_set_settings, name)
    }]...),
  )
}
