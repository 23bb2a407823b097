#!/bin/sh
# Keeps the first line of each mail in the file KEPT_MAILS/SHOP.
mkdir -p "$KEPT_MAILS" && head -n 1 >>"$KEPT_MAILS/$1"
