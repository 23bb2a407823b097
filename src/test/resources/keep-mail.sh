#!/bin/sh
# Keeps the mail below target/route-tests, one file for each run, named for its sender.
mkdir -p target/route-tests && cat >"$(mktemp "target/route-tests/$SENDER-XXXXXXXX")"
