# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back to LibreOffice's main thread, and why our own threads hold nothing of LibreOffice's.

Letting go of a cell or a document waits for LibreOffice's lock, while Python's own is held; the main thread takes them the other
way round. So objects of LibreOffice are let go of by the main thread only: what a thread works for is kept here, and the thread
knows its number."""
import itertools
import traceback

import unohelper
from com.sun.star.awt import XCallback

kept = {}
numbers = itertools.count()


def keep(thing):
    """Main thread. Answers the number under which the others speak of it."""
    number = next(numbers)
    kept[number] = thing
    return number


def run_guarded(function, *arguments):
    """LibreOffice passes over a fault of ours in silence, or falls over it."""
    try:
        function(*arguments)
    except Exception:
        traceback.print_exc()


class Callback(unohelper.Base, XCallback):
    def __init__(self, function, arguments):
        self.function, self.arguments = function, arguments

    def notify(self, _data):
        run_guarded(self.function, *self.arguments)


def run_on_main_thread(context, function, *arguments):
    """Any thread. The function and its arguments have nothing of LibreOffice's in them."""
    later = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    later.addCallback(Callback(function, arguments), None)
