# SPDX-License-Identifier: GPL-3.0-or-later
"""What LibreOffice tells of its documents, and whom we tell of it. Main thread."""
import unohelper
from com.sun.star.frame import XTerminateListener

from . import calc, commands, words
from .documents import Document, Worker
from .service import Service
from .words import _

# How long the end of LibreOffice waits for what is still to be told: a save that nobody heard of would leave it untrue.
LAST_WORDS_SECONDS = 20


class Documents:
    """The spreadsheets that are open, by LibreOffice's own name for each."""

    def __init__(self, context):
        self.context = context
        self.service = Service()
        self.worker = Worker()
        self.documents = {}
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        desktop.addTerminateListener(LastWords(self.worker))

    def of(self, model):
        key = model.RuntimeUID
        if key not in self.documents:
            self.documents[key] = Document(self.service, self.worker, model.getURL(), model.getTitle())
        return self.documents[key]

    def on_new(self, model):
        self.of(model).has_uses = False

    def on_load(self, model):
        self.of(model).has_uses = calc.has_references(model)

    def on_saved(self, model):
        """Only the search for references is made while LibreOffice waits."""
        def tell(refusal):
            commands.run_on_main_thread(self.context, self.tell_of_refusal, model, refusal)

        self.of(model).saved(model.getURL(), calc.collect(model), tell)

    def tell_of_refusal(self, model, refusal):
        controller = model.getCurrentController()
        if controller is not None:
            commands.show_bar(controller, _("Mediary does not know yet what this document uses"), words.reason_of(refusal.kind))

    def on_closed(self, model):
        document = self.documents.pop(model.RuntimeUID, None)
        if document is not None:
            document.closed()

    EVENTS = {"OnNew": on_new, "OnLoad": on_load, "OnSaveDone": on_saved, "OnSaveAsDone": on_saved,
              "OnUnload": on_closed}

    def happened(self, event, model):
        if calc.is_spreadsheet(model) and event in self.EVENTS:
            self.EVENTS[event](self, model)


class LastWords(unohelper.Base, XTerminateListener):
    def __init__(self, worker):
        self.worker = worker

    def queryTermination(self, _event):
        pass

    def notifyTermination(self, _event):
        self.worker.wait(LAST_WORDS_SECONDS)

    def disposing(self, _event):
        pass
