#!/bin/sh
# The kind of program that sits behind a sendmail alias: the mail on standard input, the shop as its argument.
# It knows nothing of Hikyaku. It keeps the mail as it came and says where.
set -eu
shop=$1
kept=${KEPT_MAILS:-target/kept-mails}/$shop
mkdir -p "$kept"

case "${2:-}" in
--database-down-once)
    if mkdir "$kept/was-down" 2>/dev/null; then
        echo "database is down, try again later"
        exit 75
    fi
    ;;
--bug)
    echo "undefined variable: order"
    exit 1
    ;;
esac

file=$(mktemp "$kept/mail-XXXXXXXX")
cat >"$file"
echo "kept as $file"
