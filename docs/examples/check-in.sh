#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
# check-in.sh FILE DOCUMENT: a script checks a file in through the service, and finds it again. Where the program “mediary” is
# installed, “mediary check-in” and “mediary resolve” are shorter; this needs nothing but GLib.
name=org.mediary.Mediary.Service1
call() {
    method=$1
    shift
    gdbus call --session --dest "$name" --object-path /org/mediary/Mediary/Service1 --method "$name.$method" "$@"
}

reference=$(call CheckIn "$(realpath "$1")" org.example.Shell "$2" "{'location': <'line 1'>}") || exit 1
text=$(echo "$reference" | grep -o 'mediary:[-0-9a-f]*?ref=[-0-9a-f]*')
echo "$text" # this is what the document keeps
call Resolve "$text" | sed "s/.*'uri': <.\\(file:[^>]*\\).>.*/\\1/" # and this is where its file is, later
