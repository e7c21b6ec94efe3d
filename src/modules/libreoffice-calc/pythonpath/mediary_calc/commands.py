# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands: Insert Media Reference, and Open Media. LibreOffice's main thread, but for the threads that check in.

    org.mediary.calc:InsertReference   asks for files, or takes those of the argument “Files” (strings: paths or file: URIs)
    org.mediary.calc:OpenReference     opens the media of the selected cells
"""
import threading

from com.sun.star.awt.MessageBoxButtons import BUTTONS_YES_NO
from com.sun.star.awt.MessageBoxType import QUERYBOX
from com.sun.star.frame.InfobarType import WARNING
from com.sun.star.system.SystemShellExecuteFlags import URIS_ONLY
from com.sun.star.ui.dialogs.ExecutableDialogResults import OK
from com.sun.star.ui.dialogs.TemplateDescription import FILEOPEN_PREVIEW
from com.sun.star.uno import Exception as UnoException

from . import calc, threads, words
from .service import Refusal, name_of
from .words import _, ngettext

YES = 2
BAR = "org.mediary.Mediary.Calc"
PATTERNS = "*.png;*.jpg;*.jpeg;*.gif;*.webp;*.svg;*.tif;*.tiff;*.bmp;*.wav;*.flac;*.mp3;*.ogg;*.oga;*.opus;*.m4a;*.mp4;" \
           "*.webm;*.mkv;*.ogv;*.avi;*.mov"


def show_bar(controller, title, sentence):
    """A bar above the cells: it says what went wrong, and stops nobody."""
    if controller.hasInfobar(BAR):
        controller.removeInfobar(BAR)
    controller.appendInfobar(BAR, title, sentence, WARNING, (), True)


last_folder = ""


def pick_files(context):
    global last_folder
    picker = context.ServiceManager.createInstanceWithArgumentsAndContext(
        "com.sun.star.ui.dialogs.FilePicker", (FILEOPEN_PREVIEW,), context)
    picker.setTitle(_("Insert Media Reference"))
    picker.setMultiSelectionMode(True)
    picker.appendFilter(_("Pictures, Sounds and Videos"), PATTERNS)
    picker.appendFilter(_("All Files"), "*.*")
    if last_folder:
        picker.setDisplayDirectory(last_folder)
    if picker.execute() != OK:
        return []
    last_folder = picker.getDisplayDirectory()
    return list(picker.getSelectedFiles())


def may_overwrite(controller, cells):
    """Whether cells that hold something may be filled. The one that is selected may, as when one types into it."""
    full = sum(1 for cell in cells[1:] if cell.getFormula())
    if full == 0:
        return True
    window = controller.getFrame().getContainerWindow()
    # Translators: %d is a number of cells
    question = ngettext("%d of the cells below is not empty. Replace what it holds?",
                        "%d of the cells below are not empty. Replace what they hold?", full) % full
    return window.getToolkit().createMessageBox(window, QUERYBOX, BUTTONS_YES_NO, _("Insert Media Reference"), question).execute() == YES


class Insertion:
    """Files on their way into cells. They are checked in on a thread, while LibreOffice goes on."""

    def __init__(self, context, controller, document, files, cells):
        self.context, self.controller, self.document = context, controller, document
        self.files, self.cells = files, cells
        self.places = [calc.place_of_cell(cell) for cell in cells]
        self.indicator = controller.getFrame().createStatusIndicator()

    def start(self):
        # Translators: %d is a number of files
        self.indicator.start(ngettext("Checking in %d file…", "Checking in %d files…", len(self.files)) % len(self.files), len(self.files))
        work = (self.context, threads.keep(self), self.document, list(zip(self.files, self.places)))
        threading.Thread(target=check_in, args=work, name="mediary-check-in", daemon=True).start()

    def go_on(self, count):
        if self.document.is_open:
            self.indicator.setValue(count)

    def end(self, answers):
        if not self.document.is_open:
            return
        self.indicator.end()
        taken = [(answer["text"], name_of(name)) for name, answer in zip(self.files, answers) if not isinstance(answer, Refusal)]
        refused = [(name_of(name), words.reason_of(answer.kind)) for name, answer in zip(self.files, answers)
                   if isinstance(answer, Refusal)]
        # One that was refused leaves no gap: the others move up.
        filled = [(cell, *reference) for cell, reference in zip(self.cells, taken)]
        if filled and calc.fill(self.controller.getModel(), filled) < len(filled):
            refused.append((_("Cells"), _("They were removed, or may not be changed.")))
        if refused:
            show_bar(self.controller, words.title_of_refusals(len(refused)), words.refusals(refused))


def check_in(context, insertion, document, files):
    """A thread."""
    answers = []
    for answer in document.check_in(files):
        answers.append(answer)
        threads.run_on_main_thread(context, show_progress, insertion, len(answers))
    threads.run_on_main_thread(context, end, insertion, answers)


def show_progress(insertion, count):
    threads.kept[insertion].go_on(count)


def end(insertion, answers):
    threads.kept.pop(insertion).end(answers)


def refuse(controller, sentence):
    show_bar(controller, _("No media reference was inserted"), sentence)


def insert_references(context, controller, documents, files):
    """Asks for files where none are given."""
    model = controller.getModel()
    area = calc.selected_range(model)
    if model.isReadonly():
        return refuse(controller, _("This document can only be read."))
    if area is None:
        return refuse(controller, _("Select the cell that it shall go into."))

    asked = not files
    files = files or pick_files(context)
    cells = calc.cells_to_fill(area, len(files)) if files else []
    if cells is None:
        return refuse(controller, _("The sheet has not enough rows below the selected cell."))
    if not all(map(calc.is_writable, cells)):
        return refuse(controller, _("The sheet is protected, and the cell with it."))
    if cells and (not asked or may_overwrite(controller, cells)):
        Insertion(context, controller, documents.of(model), files, cells).start()
    return None


def open_references(context, controller, _documents, _files):
    """What a click on the link does, for people without a mouse, and for texts that are no links."""
    area = calc.selected_range(controller.getModel())
    texts = list(dict.fromkeys(calc.references_in(area))) if area is not None else []
    if not texts:
        show_bar(controller, _("Nothing to open"), _("Select a cell with a media reference."))
    shell = context.ServiceManager.createInstanceWithContext("com.sun.star.system.SystemShellExecute", context)
    for text in texts[:20]:
        try:
            shell.execute(text, "", URIS_ONLY)
        except UnoException:
            return show_bar(controller, _("Nothing to open it with"), words.reason_of("ServiceUnknown"))
    return None


COMMANDS = {"InsertReference": insert_references, "OpenReference": open_references}
