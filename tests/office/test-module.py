# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension of Calc without LibreOffice: what it puts into cells, and what it tells the real service of documents."""
import os
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "service"))
from bus import NAME, equal, holds, main

EXTENSION = zipfile.ZipFile(os.environ["MEDIARY_CALC_EXTENSION"])
folder = tempfile.TemporaryDirectory(prefix="mediary-calc-")
EXTENSION.extractall(folder.name)
sys.path.insert(0, folder.name + "/pythonpath")
from mediary_calc import references, words
from mediary_calc.documents import Document, Worker
from mediary_calc.service import MODULE, Refusal, Service, name_of

ITEM, USE = "01234567-89ab-7def-8123-456789abcdef", "fedcba98-7654-7210-8edc-ba9876543210"
TEXT = f"mediary:{ITEM}?ref={USE}"


class Files:
    """Documents on the bus of a test."""

    def __init__(self, bus):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        self.bus, self.service, self.worker = bus, Service(), Worker()
        self.refused = []

    def open(self, uri=""):
        return Document(self.service, self.worker, uri, "Untitled 1")

    def check_in(self, document, *files):
        return list(document.check_in([(os.fsdecode(file), "Sheet1.A1") for file in files]))

    def save(self, document, uri, *references):
        document.saved(uri, [(reference["text"], "Sheet1.A1") for reference in references], self.refused.append)
        self.wait()

    def close(self, document):
        document.closed()
        self.wait()

    def wait(self):
        holds(self.worker.wait(60))

    def uses(self):
        return sorted(self.bus.query("SELECT id, artifact_name FROM media_references WHERE module_name = ?", MODULE))


def test_a_cell_shows_the_name_and_holds_the_reference(_bus):
    equal(references.formula_for(TEXT, "logo.png"), f'=HYPERLINK("{TEXT}";"logo.png")')
    # Nothing in a name can end the text that it stands in, or be more than Excel takes.
    equal(references.formula_for(TEXT, '"); =SHELL("x'), f'=HYPERLINK("{TEXT}";"""); =SHELL(""x")')
    equal(references.formula_for(TEXT, "a\nb\x07" + "c" * 300), f'=HYPERLINK("{TEXT}";"a b {"c" * 251}")')
    for name in ("logo.png", 'a "quoted" name', "mediary:no"):
        equal(references.texts_in(references.formula_for(TEXT, name)), [TEXT])


def test_references_are_found_in_formulas_and_in_bare_texts(_bus):
    equal(references.texts_in(f'=IF(A1;HYPERLINK("{TEXT}");HYPERLINK("mediary:{ITEM}";"b"))'), [TEXT, f"mediary:{ITEM}"])
    equal(references.texts_in(TEXT.upper()), [TEXT])
    for content in ("", "mediary:", "mediary:logo.png", f"mediary:{ITEM[:-1]}", "4.5"):
        equal(references.texts_in(content), [])


def test_places_are_told_in_the_words_of_calc(_bus):
    for column, name in ((0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")):
        equal(references.column_name(column), name)
    for sheet, name in (("Sheet1", "Sheet1"), ("Größe", "Größe"), ("My sheet", "'My sheet'"), ("It's", "'It''s'"), ("2026", "'2026'")):
        equal(references.place_of(sheet, 1, 3), f"{name}.B4")


def test_cells_near_each_other_are_asked_for_at_once(_bus):
    equal(references.join_blocks([(1, 5, 1, 5), (1, 0, 1, 2), (1, 200, 1, 200), (2, 6, 2, 6)]),
          [(1, 0, 1, 5), (1, 200, 1, 200), (2, 6, 2, 6)])
    equal(references.join_blocks([(0, 0, 3, 9), (0, 10, 0, 10), (0, 12, 0, 12)]), [(0, 0, 3, 9), (0, 10, 0, 12)])
    equal(references.join_blocks([]), [])


def test_a_file_is_checked_in_by_descriptor_with_document_and_cell(bus):
    files = Files(bus)
    picture = bus.write_picture("a b.png")
    document = files.open("file:///home/ann/prices.ods")
    reference, = files.check_in(document, picture)
    equal(bus.query("SELECT module_name, artifact_name, path FROM media_references JOIN media_items ON media_items.id = media_item_id"),
          [(MODULE, "file:///home/ann/prices.ods", str(bus.media / "a b.png"))])
    equal((reference["location"], reference["text"]), ("Sheet1.A1", f"mediary:{reference['media_item_id']}?ref={reference['id']}"))
    # LibreOffice names files by URI; both name one file, and one reference.
    again = list(document.check_in([((bus.media / "a b.png").as_uri(), "Sheet1.A1")]))
    equal((again[0]["id"], name_of((bus.media / "a b.png").as_uri()), bus.counts()), (reference["id"], "a b.png", (1, 1)))


def test_each_file_that_is_refused_has_a_sentence_and_holds_up_no_other(bus):
    files = Files(bus)
    os.mkfifo(bus.media / "pipe.png")
    answers = files.check_in(files.open(), bus.media / "gone.png", bus.media / "pipe.png", bus.media, bus.write("notes.txt", b"Words."),
                             bus.write_picture())
    kinds = [answer.kind if isinstance(answer, Refusal) else "" for answer in answers]
    equal(kinds, ["FileNotFound", "UnsupportedMediaType", "UnsupportedMediaType", "UnsupportedMediaType", ""])
    sentences = {words.reason_of(kind) for kind in ("FileNotFound", "UnsupportedMediaType", "NoBus", "ServiceUnknown", "of tomorrow")}
    equal(len(sentences), 5)
    equal(words.refusals([("a", "Why."), ("b", "Why.")]), "Why.")
    equal(words.refusals([("a", "Why."), ("b", "So.")]), "“a”: Why. “b”: So.")


def test_a_document_without_a_name_keeps_its_references_when_it_gets_one(bus):
    files = Files(bus)
    document = files.open()
    one, two = files.check_in(document, bus.write_picture("a.png"), bus.write_picture("b.png", seed=1))
    equal({artifact for _id, artifact in files.uses()}, {document.artifact})
    files.save(document, "file:///one.ods", one, two)
    equal(files.uses(), sorted([(one["id"], "file:///one.ods"), (two["id"], "file:///one.ods")]))
    # In the place of another document, whose uses are gone with it.
    other = files.open()
    three, = files.check_in(other, bus.write_picture("c.png", seed=2))
    files.save(other, "file:///one.ods", three)
    equal((files.uses(), files.refused), ([(three["id"], "file:///one.ods")], []))


def test_a_document_that_is_closed_takes_back_what_it_did_not_save(bus):
    files = Files(bus)
    unsaved = files.open()
    files.check_in(unsaved, bus.write_picture("a.png"))
    files.close(unsaved)
    equal(files.uses(), [])
    document = files.open("file:///one.ods")
    one, = files.check_in(document, bus.write_picture("a.png"))
    files.save(document, "file:///one.ods", one)
    # What was known before is not new, and is not taken back.
    files.check_in(document, bus.media / "a.png", bus.write_picture("b.png", seed=1))
    equal(len(files.uses()), 2)
    files.close(document)
    equal(files.uses(), [(one["id"], "file:///one.ods")])
    # A file may still be on its way when its document is closed.
    late, = files.check_in(document, bus.media / "b.png")
    files.wait()
    holds(late["id"] not in dict(files.uses()))


def test_a_copy_has_its_own_uses(bus):
    files = Files(bus)
    document = files.open("file:///one.ods")
    one, = files.check_in(document, bus.write_picture("a.png"))
    files.save(document, "file:///one.ods", one)
    two, = files.check_in(document, bus.write_picture("b.png", seed=1))
    files.save(document, "file:///two.ods", one, two)
    equal([artifact for _id, artifact in files.uses()].count("file:///two.ods"), 2)
    holds((one["id"], "file:///one.ods") in files.uses() and len(files.uses()) == 3)


def test_a_document_without_media_does_not_wake_the_service(bus):
    files = Files(bus)
    document = files.open("file:///one.ods")
    document.opened(lambda: False)
    files.save(document, "file:///one.ods")
    equal(bus.service_process(), None)
    had = files.open("file:///two.ods")
    had.opened(lambda: True)
    files.save(had, "file:///two.ods")
    holds(bus.service_process() is not None)


def test_a_document_that_is_told_of_late_is_believed_to_have_what_was_put_into_it(bus):
    files = Files(bus)
    document = files.open("file:///one.ods")
    one, = files.check_in(document, bus.write_picture())
    document.opened(lambda: False)
    files.save(document, "file:///one.ods", one)
    files.save(document, "file:///one.ods")
    equal(files.uses(), [])


def test_where_there_is_no_service_that_is_said(bus):
    files = Files(bus)
    (bus.folder / "services" / f"{NAME}.service").unlink()
    bus.caller.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig", None, None, 0, -1, None)
    document = files.open("file:///one.ods")
    answer, = files.check_in(document, bus.write_picture())
    equal(answer.kind, "ServiceUnknown")
    files.save(document, "file:///one.ods")
    equal([refusal.kind for refusal in files.refused], ["ServiceUnknown"])
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus.folder}/none"
    try:
        Service().list_uses("file:///one.ods")
        raise AssertionError("there is no bus")
    except Refusal as refusal:
        equal(refusal.kind, "NoBus")


def test_the_extension_is_whole(_bus):
    names = EXTENSION.namelist()
    manifest = ElementTree.fromstring(EXTENSION.read("META-INF/manifest.xml"))
    listed = [entry.get("{http://openoffice.org/2001/manifest}full-path") for entry in manifest]
    holds(set(listed) < set(names), listed)
    for name in names:
        if name.endswith((".xcu", ".xml")):
            ElementTree.fromstring(EXTENSION.read(name))
        if name.endswith(".py"):
            compile(EXTENSION.read(name), name, "exec")
    protocol = "org.mediary.calc:"
    titles = ElementTree.fromstring(EXTENSION.read("Addons.xcu"))
    commands = {value.text for value in titles.iter("value") if (value.text or "").startswith(protocol)}
    source = EXTENSION.read("pythonpath/mediary_calc/commands.py").decode()
    for command in commands:
        holds(f'"{command[len(protocol):]}": ' in source, command)
    equal(len(commands), 2)


sys.exit(main(globals()))
