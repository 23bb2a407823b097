# Postfix's log as the log of a shadow report: message id, envelope recipient, exit code of the program.
#   awk -f demo/shadow/from-postfix.awk /var/log/mail.log
match($0, /: [0-9A-Za-z]+: message-id=/) {
    split(substr($0, RSTART + 2), part, ": message-id=")
    messageId[part[1]] = part[2]
}
/postfix\/local\[/ && /delivered to command|Command died with status|temporary failure/ {
    match($0, /: [0-9A-Za-z]+: to=<[^>]*>/)
    split(substr($0, RSTART + 2, RLENGTH - 3), part, ": to=<")
    exitCode = 0
    if (match($0, /Command died with status [0-9]+/)) exitCode = substr($0, RSTART + 25, RLENGTH - 25)
    if (/temporary failure/) exitCode = 75
    print messageId[part[1]] "\t" part[2] "\t" exitCode
}
