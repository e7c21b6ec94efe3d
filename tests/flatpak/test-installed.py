#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak as a desktop sees it: what it exports, its window, its terminal program, its service."""
import configparser
import ctypes
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from flatpak_story import HOME, ID, MADE, PICTURES, ELSEWHERE, Window, main, paths, picture, rows, run_inside, wait_until
from gi.repository import Gio, GLib

EXPORTS = MADE / "installation/exports/share"
SERVICE = f"{ID}.Service1"


def make(path):
    path.write_bytes(picture(16, 12))
    return path


def test_all_that_is_exported_is_under_its_own_id():
    expected = {f"applications/{ID}.desktop", f"dbus-1/services/{ID}.service", f"dbus-1/services/{SERVICE}.service",
                f"gnome-shell/search-providers/{ID}.search-provider.ini", f"icons/hicolor/scalable/apps/{ID}.svg",
                f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg"}
    found = {str(path.relative_to(EXPORTS)) for path in EXPORTS.rglob("*") if path.is_symlink() or path.is_file()}
    assert expected <= found, expected - found
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(EXPORTS / f"applications/{ID}.desktop")
    assert ID in entry["Desktop Entry"]["Exec"] and "x-scheme-handler/mediary" in entry["Desktop Entry"]["MimeType"]
    subprocess.run(["desktop-file-validate", EXPORTS / f"applications/{ID}.desktop"], check=True)


def test_its_permissions_are_those_of_the_manifest():
    shown = subprocess.run(["flatpak", "info", "--user", "--show-permissions", ID], check=True, capture_output=True, text=True).stdout
    found = configparser.ConfigParser()
    found.read_string(shown)
    context = {key: sorted(filter(None, value.split(";"))) for key, value in found["Context"].items()}
    context["sockets"] = [socket for socket in context["sockets"] if socket != "x11"]  # how flatpak notes fallback-x11
    assert context == {"shared": ["ipc"], "sockets": ["fallback-x11", "pulseaudio", "wayland"], "devices": ["dri"],
                       "filesystems": ["xdg-documents:ro", "xdg-download:ro", "xdg-music:ro", "xdg-pictures:ro", "xdg-videos:ro"]}, context
    assert set(found.sections()) == {"Context"}, found.sections()


def test_its_bundle_installs_where_nothing_is_installed_and_runs():
    """As a person does who got the bundle from somewhere, and the runtime from a store."""
    empty = MADE / "empty-installation"
    shutil.rmtree(empty, ignore_errors=True)
    flatpak = dict(check=True, capture_output=True, text=True, timeout=120, env={**os.environ, "FLATPAK_USER_DIR": str(empty)})
    subprocess.run(["flatpak", "remote-add", "--user", "--no-gpg-verify", "store", f"file://{os.environ['MEDIARY_FLATPAK_RUNTIME']}/repo"], **flatpak)
    subprocess.run(["flatpak", "install", "--user", "--noninteractive", str(MADE / f"{ID}.flatpak")], **flatpak)
    ran = subprocess.run(["flatpak", "run", "--command=mediary", ID, "--version"], **flatpak)
    assert "mediary" in ran.stdout.lower(), ran
    shutil.rmtree(empty)


def test_its_window_comes_and_shows_the_library():
    window = Window()
    window.wait_for("list item", matches=lambda name: name.startswith("All Media"), what="the sidebar")
    window.end()


def test_the_terminal_program_checks_in_a_picture_of_the_home():
    picture = make(PICTURES / "a.png")
    run_inside("mediary", "check-in", picture, "--module", "org.example.Sheet", "--artifact", "prices")
    listed = [json.loads(line) for line in run_inside("mediary", "list", "--json").stdout.splitlines()]
    assert [item["path"] for item in listed] == [str(picture)], listed


def kernel_has_landlock():
    landlock_create_ruleset, version = 444, 1
    return ctypes.CDLL(None).syscall(landlock_create_ruleset, None, 0, version) > 0


def test_the_cage_is_closed_inside_the_sandbox_and_files_are_read_in_it():
    report = run_inside("mediary", "--version", "--verbose").stdout
    locks = [line for line in report.splitlines() if kernel_has_landlock() or "Landlock" not in line]
    assert not any("NO" in line for line in locks) and "Landlock" in report, report
    assert "reads pictures yes, reads sounds yes" in report and "seccomp yes" in report, report


def call(method, signature, *arguments, descriptors=None):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer, _ = bus.call_with_unix_fd_list_sync(SERVICE, "/org/mediary/Mediary/Service1", "org.mediary.Mediary.Service1", method,
                                                GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, 120000, descriptors, None)
    return answer.unpack()[0]


def check_in_by_descriptor(path):
    descriptors = Gio.UnixFDList()
    number = os.open(path, os.O_RDONLY)
    handle = descriptors.append(number)
    os.close(number)
    return call("CheckInFile", "(hssa{sv})", handle, "org.example.Sheet", "prices", {}, descriptors=descriptors)


def test_a_program_outside_checks_in_by_descriptor():
    picture = make(PICTURES / "a.png")
    reference = check_in_by_descriptor(picture)
    assert call("Resolve", "(s)", reference["text"])["uri"] == picture.as_uri(), reference
    assert check_in_by_descriptor(picture)["text"] == reference["text"], "the same three names gave another reference"
    assert paths() == [str(picture)] and len(rows("SELECT id FROM media_references")) == 1


def test_a_program_outside_is_told_of_a_file_that_the_sandbox_cannot_keep():
    try:
        check_in_by_descriptor(make(ELSEWHERE / "b.png"))
        raise AssertionError("it was checked in")
    except GLib.Error as error:
        assert Gio.DBusError.get_remote_error(error) == "org.mediary.Mediary.Error.FileNotFound", error.message
    assert paths() == []


def let_portal_take(viewer):
    """As if a person had chosen this program often enough not to be asked any more."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync("org.freedesktop.impl.portal.PermissionStore", "/org/freedesktop/impl/portal/PermissionStore",
                  "org.freedesktop.impl.portal.PermissionStore", "SetPermission",
                  GLib.Variant("(sbssas)", ("desktop-used-apps", True, "image/png", ID, [viewer, "3", "3"])), None, 0, -1, None)


def test_a_reference_that_is_opened_opens_its_file():
    """By the handler of the desktop, whose program for pictures is one of ours that notes what it is asked to open."""
    picture = make(PICTURES / "a.png")
    reference = check_in_by_descriptor(picture)["text"]
    note, applications = HOME / "opened", HOME / ".local/share/applications"
    note.unlink(missing_ok=True)
    applications.mkdir(parents=True, exist_ok=True)
    let_portal_take(viewer="viewer")
    viewer = HOME / "viewer"
    viewer.write_text(f'#!/bin/sh\nprintf %s "$1" >{note}.new && mv {note}.new {note}\n')
    viewer.chmod(0o755)
    (applications / "viewer.desktop").write_text(f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={viewer} %u\nMimeType=image/png;\n")
    (HOME / ".config/mimeapps.list").write_text(f"[Default Applications]\nimage/png=viewer.desktop\nx-scheme-handler/mediary={ID}.desktop\n")
    subprocess.run(["update-desktop-database", applications], check=True)
    subprocess.run(["gio", "open", reference], check=True, timeout=60)
    wait_until("the picture in its own program", note.exists)
    opened = note.read_text()
    assert Path(GLib.filename_from_uri(opened)[0] if opened.startswith("file:") else opened) == picture, opened


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
