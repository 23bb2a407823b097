# Turns Postfix's log into the log for a shadow report: message id, envelope recipient, exit code of the program.
#   awk -f demo/shadow/from-postfix.awk /var/log/mail.log
BEGIN {
    # Postfix logs sysexits codes as words; the first word here is code 64
    count = split("command line usage error,data format error,cannot open input,user unknown,host name unknown," \
        "service unavailable,internal software error,system resource problem,critical OS file missing," \
        "can't create user output file,input/output error,temporary failure,remote error in protocol," \
        "permission denied,local configuration error", words, ",")
    for (i = 1; i <= count; i++) codes[words[i]] = 63 + i
}
match($0, /: [0-9A-Za-z]+: message-id=/) {
    split(substr($0, RSTART + 2), part, ": message-id=")
    messageId[part[1]] = part[2]
}
/postfix\/local\[/ && match($0, /status=[a-z]+ \([^.:)"]*/) {
    end = substr($0, RSTART, RLENGTH)
    sub(/^status=[a-z]+ \(/, "", end)
    if (end == "delivered to command") exitCode = 0
    else if (end in codes) exitCode = codes[end]
    else if (end ~ /^Command died with status [0-9]+$/) exitCode = substr(end, 26)
    else next
    match($0, /: [0-9A-Za-z]+: to=<[^>]*>/)
    split(substr($0, RSTART + 2, RLENGTH - 3), part, ": to=<")
    # the target of an alias, and the address that was aliased to it
    if (match($0, /, orig_to=<[^>]*>/)) part[2] = substr($0, RSTART + 11, RLENGTH - 12)
    print messageId[part[1]] "\t" part[2] "\t" exitCode
}
