# SPDX-License-Identifier: GPL-3.0-or-later
"""What Mediary is told of a document: nothing that is not in it.

A file is checked in when its cell is filled, but only saving makes that true of the document; one that is closed without
it takes back what it declared. All calls are made in order, on one thread that is not LibreOffice's.

A document that was never saved has no name to declare. It gets a passing one, which becomes its own when it is saved;
uses keep their ids then, so the references in its cells stay as they are."""
import datetime
import queue
import threading
import traceback

from .service import Refusal


class Worker:
    """Runs what it is given, one after the other, on a thread of its own."""

    def __init__(self):
        self.tasks = queue.Queue()
        self.thread = None
        self.lock = threading.Lock()

    def add(self, task, *arguments):
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="mediary-calc", daemon=True)
                self.thread.start()
        self.tasks.put((task, arguments))

    def run(self):
        while True:
            task, arguments = self.tasks.get()
            try:
                task(*arguments)
            except Exception:  # a fault of ours must not keep later documents from being told of
                traceback.print_exc()

    def wait(self, seconds):
        """Whether all is done within so many seconds."""
        done = threading.Event()
        if self.thread is not None:
            self.add(done.set)
        else:
            done.set()
        return done.wait(seconds)


class Document:
    """One open document. Its methods are called on the main thread; those that begin with run_ on the worker's."""

    def __init__(self, service, worker, uri, title):
        self.service = service
        self.worker = worker
        self.is_saved = bool(uri)
        self.artifact = uri or f"{title} ({datetime.datetime.now().isoformat(' ')})"
        self.is_open = True
        self.has_uses = None  # whether the service may know uses of it; None is “perhaps”
        self.lock = threading.Lock()
        self.added = set()  # ids of uses that were declared, and are not saved yet

    def opened(self, look):
        """LibreOffice tells this late: sometimes after the first file was checked in, or the document saved."""
        if self.has_uses is None and not self.added:
            self.has_uses = look()

    def check_in(self, files):
        """Checks files in, each a path and a place. Yields an answer for each: a reference or a Refusal. Any thread.

        Which uses are new is worked out first: those that were known before are not ours to take back."""
        artifact = self.artifact
        try:
            known = set(self.service.list_uses(artifact))
        except Refusal as refusal:
            yield from (refusal for _ in files)
            return
        for path, place in files:
            try:
                reference = self.service.check_in(path, artifact, place)
            except Refusal as refusal:
                yield refusal
                continue
            if reference["id"] not in known:
                self.remember(reference["id"], artifact)
            yield reference

    def remember(self, reference, artifact):
        """The document may have been closed, or have got its name, while a file was checked in."""
        with self.lock:
            if self.is_open and self.artifact == artifact:
                self.added.add(reference)
                self.has_uses = True
                return
        self.worker.add(self.run_take_back, [reference])

    def saved(self, uri, uses, on_refused):
        """It was saved, as this file and with these uses, each a text form and a place."""
        with self.lock:
            former, self.artifact = self.artifact, uri
            added, self.added = self.added, set()
            was_saved, self.is_saved = self.is_saved, True
            said, self.has_uses = self.has_uses, bool(uses)
        if former == uri or not was_saved:
            added = set()
        if uses or said is not False or former != uri:
            self.worker.add(self.run_saved, former if not was_saved else None, uri, uses, added, on_refused)

    def closed(self):
        """What was declared since it was saved is not in it."""
        with self.lock:
            self.is_open = False
            added, self.added = self.added, set()
        if added and self.is_saved:
            self.worker.add(self.run_take_back, added)
        elif added:
            self.worker.add(self.run_forget, self.artifact)

    def run_saved(self, passing, uri, uses, added, on_refused):
        try:
            if passing is not None:
                self.run_rename(passing, uri)
            self.run_take_back(added)
            self.service.sync(uri, uses)
        except Refusal as refusal:
            with self.lock:
                self.has_uses = None
            on_refused(refusal)

    def run_rename(self, passing, uri):
        try:
            self.service.rename_artifact(passing, uri)
        except Refusal as refusal:
            if refusal.kind != "NotFound":  # nothing was declared under it
                raise

    def run_take_back(self, references):
        for reference in references:
            try:
                self.service.remove_reference(reference)
            except Refusal:  # somebody has removed it, or there is no service to tell
                pass

    def run_forget(self, artifact):
        try:
            self.service.remove_artifact(artifact)
        except Refusal:
            pass
