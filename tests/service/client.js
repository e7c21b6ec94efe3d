// SPDX-License-Identifier: GPL-3.0-or-later
// client.js MODULE: what client.c does, in JavaScript, with thirty calls under way.
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

Gio._promisify(Gio.DBusConnection.prototype, 'call', 'call_finish');
const NAME = 'org.mediary.Mediary.Service1', PATH = '/org/mediary/Mediary/Service1';
const [module] = System.programArgs;
const [, bytes] = GLib.file_get_contents('/dev/stdin');
const paths = new TextDecoder().decode(bytes).trimEnd().split('\n');
const loop = new GLib.MainLoop(null, false);
let status = 0;

async function work() {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
        const parameters = new GLib.Variant('(sssa{sv})', [path, module, 'a', {}]);
        const answer = await Gio.DBus.session.call(NAME, PATH, NAME, 'CheckIn', parameters, null, Gio.DBusCallFlags.NONE, 120000, null);
        print(answer.recursiveUnpack()[0].text);
    }
}

Promise.all(Array.from({length: 30}, work)).catch(error => {
    printerr(error.message);
    status = 1;
}).finally(() => loop.quit());
loop.run();
System.exit(status);
