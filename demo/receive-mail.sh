#!/bin/sh
# A typical program behind a sendmail alias: it reads the mail from standard input and the shop from its argument. It needs
# nothing of Hikyaku. It stores the mail unchanged and prints the path.
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
