resource "aws_efs_file_system" "data" {
  creation_token = "atlantis"
  encrypted      = true
}

resource "aws_efs_mount_target" "data" {
  for_each = toset(var.network.private_subnets)

  file_system_id  = aws_efs_file_system.data.id
  subnet_id       = each.key
  security_groups = [aws_security_group.data.id]
}

# the user that the image runs as
resource "aws_efs_access_point" "data" {
  file_system_id = aws_efs_file_system.data.id

  posix_user {
    uid = 100
    gid = 1000
  }

  root_directory {
    path = "/atlantis"

    creation_info {
      owner_uid   = 100
      owner_gid   = 1000
      permissions = "0750"
    }
  }
}
