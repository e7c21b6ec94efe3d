#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# client.sh MODULE: what client.c does, in the shell; a hundred files a call, or the starting of gdbus would be measured.
name=org.mediary.Mediary.Service1
while :; do
    names= count=0
    while [ "$count" -lt 100 ] && read -r path; do
        names="$names${names:+,}'$path'" count=$((count + 1))
    done
    [ "$count" -gt 0 ] || exit 0
    gdbus call --session --dest "$name" --object-path /org/mediary/Mediary/Service1 --timeout 120 \
        --method "$name.CheckInMany" "[$names]" "$1" a '{}' | grep -o 'mediary:[-0-9a-f]*?ref=[-0-9a-f]*' || exit 1
done
