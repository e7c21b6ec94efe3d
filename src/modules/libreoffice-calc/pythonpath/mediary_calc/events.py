# SPDX-License-Identifier: GPL-3.0-or-later
"""What LibreOffice tells of its documents, and whom we tell of it. Main thread."""
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.frame import XTerminateListener

from . import calc, commands, threads, words
from .documents import Document, Worker
from .service import Service, uri_of
from .words import _

# How long the end of LibreOffice waits for what is still to be told: a save that nobody heard of would leave it untrue.
LAST_WORDS_SECONDS = 10


def language_of(context):
    """The language of the menus; nothing where it is the desktop's."""
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    place = PropertyValue(Name="nodepath", Value="/org.openoffice.Setup/L10N")
    return provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (place,)).getByName("ooLocale")


def desktop_of(context):
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


class Documents:
    """The spreadsheets that are open, by LibreOffice's own name for each."""

    def __init__(self):
        self.context = None
        self.service = Service()
        self.worker = Worker()
        self.documents = {}

    def use(self, context):
        """Before anything else. Macros and other programs call from threads of their own: whoever is first does this, and no
        lock is held over a call of LibreOffice, which has one of its own."""
        if self.context is not None:
            return
        self.context = context
        words.choose_language(language_of(context))
        desktop_of(context).addTerminateListener(LastWords(self.worker))

    def of(self, model):
        key = model.RuntimeUID
        return self.documents.get(key) or \
            self.documents.setdefault(key, Document(self.service, self.worker, uri_of(model.getURL()), model.getTitle()))

    def on_new(self, model):
        self.of(model).opened(lambda: False)

    def on_load(self, model):
        self.of(model).opened(lambda: calc.has_references(model))

    def on_saved(self, model):
        """Only the search for references is made while LibreOffice waits."""
        key = model.RuntimeUID

        def tell(refusal):
            threads.run_on_main_thread(self.context, self.tell_of_refusal, key, refusal)

        self.of(model).saved(uri_of(model.getURL()), calc.collect(model), tell)

    def tell_of_refusal(self, key, refusal):
        """The document may be closed by now."""
        components = desktop_of(self.context).getComponents().createEnumeration()
        while components.hasMoreElements():
            model = components.nextElement()
            controller = model.getCurrentController() if calc.is_spreadsheet(model) and model.RuntimeUID == key else None
            if controller is None:
                continue
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


# Here, not in component.py: LibreOffice may load that more than once.
documents = Documents()
