# SPDX-License-Identifier: GPL-3.0-or-later
"""A real LibreOffice with the extension, on a bus that has the real service; driven from outside through UNO.

Runs inside tools/desktop-session."""
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from bus import PATIENCE, Bus, GLib, equal, harness, holds  # noqa: F401
import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue
from com.sun.star.uno import Exception as UnoException

EXTENSION = Path(os.environ["MEDIARY_CALC_EXTENSION"])
MODULE = "libreoffice-calc"

def wait_for(what, fact, seconds=PATIENCE):
    """The first true answer of fact()."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = fact()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"did not come in {seconds} s: {what}")


def environment_without_warnings(environment):
    """LibreOffice warns of much that is not ours."""
    return {name: value for name, value in environment.items() if name not in ("G_DEBUG", "MALLOC_CHECK_")} | {"SAL_USE_VCLPLUGIN": "gen"}


class OfficeBus(Bus):
    """A test that fails leaves no LibreOffice behind."""

    def __init__(self):
        super().__init__(idle_seconds=60)
        self.processes = []

    def remove(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if any(process.returncode for process in self.processes) or "Traceback" in (self.folder / "office.err").read_text(errors="replace"):
            print((self.folder / "office.err").read_text(errors="replace"), file=sys.stderr)
        super().remove()


def main(tests):
    harness.Library = OfficeBus
    return harness.main(tests)


class Call(unohelper.Base, XCallback):
    def __init__(self, function, arguments):
        self.function, self.arguments = function, arguments
        self.done = threading.Event()
        self.answer = self.error = None

    def notify(self, _data):
        try:
            self.answer = self.function(*self.arguments)
        except Exception as error:
            self.error = error
        self.done.set()


class Office:
    """One process of LibreOffice."""

    def __init__(self, bus, **environment):
        bundled = bus.folder / "extensions"
        if not bundled.exists():
            # As a distribution's package puts it beside LibreOffice's own ones. unopkg does not work for root.
            zipfile.ZipFile(EXTENSION).extractall(bundled / "mediary-calc")
        pipe = f"mediary-{os.getpid()}-{time.monotonic_ns()}"
        self.errors = open(bus.folder / "office.err", "ab+")
        self.process = subprocess.Popen(
            ["soffice", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault", f"-env:UserInstallation=file://{bus.folder}/profile",
             f"-env:BUNDLED_EXTENSIONS=file://{bundled}", f"--accept=pipe,name={pipe};urp;"],
            env=environment_without_warnings(bus.environment) | environment, stdin=subprocess.DEVNULL, stderr=self.errors,
            start_new_session=True)
        bus.processes.append(self.process)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = wait_for("LibreOffice", lambda: self.connect(resolver, pipe))
        self.desktop = self.create("com.sun.star.frame.Desktop")

    def connect(self, resolver, pipe):
        equal(self.process.poll(), None, "LibreOffice has ended")
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except UnoException:
            return None

    def create(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def do(self, function, *arguments):
        """On LibreOffice's own thread, as for a person. Toolkits trip over anybody else's, and so does Python in LibreOffice. What a
        callback calls while it is waited for runs where it was called from."""
        call = Call(function, arguments)
        self.create("com.sun.star.awt.AsyncCallback").addCallback(call, None)
        holds(call.done.wait(PATIENCE), "LibreOffice does not answer")
        if call.error is not None:
            raise call.error
        return call.answer

    def open(self, path=None):
        return self.do(self.desktop.loadComponentFromURL, path.as_uri() if path else "private:factory/scalc", "_blank", 0, ())

    def save_as(self, model, path):
        self.do(model.storeAsURL, path.as_uri(), ())

    def save(self, model):
        self.do(model.store)

    def select(self, model, cells):
        """As “Sheet1.B4”."""
        sheet, cells = cells.split(".")
        self.do(model.getCurrentController().select, model.getSheets().getByName(sheet).getCellRangeByName(cells))

    def dispatch(self, model, command, **arguments):
        """As its menu does it."""
        values = tuple(PropertyValue(Name=name, Value=value) for name, value in arguments.items())
        self.do(self.create("com.sun.star.frame.DispatchHelper").executeDispatch,
                model.getCurrentController().getFrame(), command, "", 0, values)

    def insert(self, model, cells, *files):
        self.select(model, cells)
        self.dispatch(model, "org.mediary.calc:InsertReference",
                      Files=uno.Any("[]string", tuple(os.fsdecode(file) for file in files)))

    def insert_and_wait(self, model, cell, *files):
        """Answers what the first cell holds then."""
        place = cell_of(model, cell)
        before = place.getFormula()
        self.insert(model, cell, *files)
        wait_for("the reference in its cell", lambda: place.getFormula() not in ("", before))
        return place.getFormula()

    def close(self, model):
        """Without saving."""
        model.setModified(False)
        self.do(model.close, True)

    def quit(self):
        """As a person does; what is still to be told is told."""
        for model in self.models():
            self.close(model)
        with contextlib.suppress(UnoException):  # it may be gone before it can answer
            self.desktop.terminate()
        self.process.wait(PATIENCE)
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace")
        self.errors.close()
        holds("Traceback" not in said, said)

    def models(self):
        components = self.desktop.getComponents().createEnumeration()
        found = []
        while components.hasMoreElements():
            found.append(components.nextElement())
        return found


def cell_of(model, cell):
    sheet, cell = cell.split(".")
    return model.getSheets().getByName(sheet).getCellRangeByName(cell)


def uses_of(bus):
    """What media_references holds, as the specification says it: file name, module, artifact."""
    return sorted((Path(path).name, module, artifact) for path, module, artifact in bus.query(
        "SELECT path, module_name, artifact_name FROM media_references JOIN media_items ON media_items.id = media_item_id"))


def places_of(bus):
    """The place of each use inside its document."""
    items = [row[0] for row in bus.query("SELECT id FROM media_items")]
    uses = [use for item in items for use in bus.call("ListReferences", "(ssu)", item, "", 0)[0]]
    return sorted((Path(GLib.filename_from_uri(use["artifact_name"])[0]).name, use.get("location")) for use in uses)


class Desktop:
    """Apps for a link of ours and for pictures: the built window, and a viewer that notes what it is asked to open."""

    def __init__(self, bus):
        self.told = bus.folder / "told"
        applications = bus.folder / "share" / "applications"
        applications.mkdir(parents=True)
        viewer = bus.folder / "viewer"
        viewer.write_text(f"#!/bin/sh\nprintf %s \"$1\" > '{self.told}.part' && mv '{self.told}.part' '{self.told}'\n")
        viewer.chmod(0o755)
        for name, program, kind in (("viewer", f"{viewer} %f", "image/png"),
                                    ("mediary", f"{os.environ['MEDIARY_WINDOW']} %U", "x-scheme-handler/mediary")):
            (applications / f"{name}.desktop").write_text(
                f"[Desktop Entry]\nType=Application\nName={name}\nExec={program}\nMimeType={kind};\n")
        subprocess.run(["update-desktop-database", applications], check=True)
        self.environment = {"XDG_DATA_HOME": str(bus.folder / "share")}

    def wait_for_opened(self):
        """The path that the viewer got."""
        wait_for("the viewer", self.told.exists)
        path = Path(self.told.read_text())
        self.told.unlink()
        return path


def find_table(widget):
    """The cells, among all widgets below one."""
    if hasattr(widget, "getAccessibleCellAt"):
        return widget
    children = (widget.getAccessibleChild(number).getAccessibleContext() for number in range(widget.getAccessibleChildCount()))
    return next(filter(None, map(find_table, children)), None)


def select_by_pointer(office, model, cell):
    """What toolkits say of places on the screen leaves out the window's frame: clicks until the right cell is selected."""
    table = find_table(model.getCurrentController().ComponentWindow.getAccessibleContext())
    address = cell_of(model, cell).getCellAddress()
    shown = table.getAccessibleCellAt(address.Row, address.Column).getAccessibleContext()
    place, size = shown.getLocationOnScreen(), shown.getSize()
    for frame in range(0, 48, max(size.Height // 2, 1)):
        office.select(model, "Sheet1.A1")
        subprocess.run(["xdotool", "mousemove", str(place.X + size.Width // 4), str(place.Y + size.Height // 2 + frame),
                        "sleep", "0.2", "click", "1", "sleep", "0.3"], check=True)
        selected = model.getCurrentSelection().getRangeAddress()
        if (selected.StartColumn, selected.StartRow) == (address.Column, address.Row):
            return True
    return False


def follow_link(office, model, cell):
    """Ctrl and a click, as a hand does it, once the window is drawn."""
    wait_for("the cell on the screen", lambda: select_by_pointer(office, model, cell))
    subprocess.run(["xdotool", "keydown", "ctrl", "sleep", "0.3", "click", "1", "sleep", "0.3", "keyup", "ctrl"], check=True)
