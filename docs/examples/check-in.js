#!/usr/bin/env -S gjs -m
// SPDX-License-Identifier: CC0-1.0
// check-in.js FILE DOCUMENT: a program in JavaScript checks a file in through the service, and finds it again.
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

const NAME = 'org.mediary.Mediary.Service1', PATH = '/org/mediary/Mediary/Service1';
const [file, document] = System.programArgs;

const call = (method, ...args) => Gio.DBus.session.call_sync(
    NAME, PATH, NAME, method, new GLib.Variant(...args), null, Gio.DBusCallFlags.NONE, -1, null).recursiveUnpack()[0];

try {
    const uri = Gio.File.new_for_commandline_arg(file).get_uri();
    const reference = call('CheckIn', '(sssa{sv})', [uri, 'org.example.JavaScript', document, {}]);
    print(reference.text); // this is what the document keeps
    print(call('Resolve', '(s)', [reference.text]).uri); // and this is where its file is, later
} catch (error) {
    printerr(`${Gio.DBusError.get_remote_error(error)}: ${error.message}`);
    System.exit(1);
}
