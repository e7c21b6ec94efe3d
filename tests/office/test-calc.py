# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension in a real Calc, with the real service: from the call to the cell, and from the cell to the file."""
import os
import signal
import sys

from office import MODULE, Desktop, Office, cell_of, equal, follow_link, holds, main, places_of, uses_of, wait_for

from bus import NAME, GLib

BAR = "org.mediary.Mediary.Calc"
OPEN = "org.mediary.calc:OpenReference"
# LibreOffice writes some of these signs otherwise than other programs do.
PRICES = "prices [2026] é'x' (1)&#~.ods"


def formula(reference, item, name):
    return f'=HYPERLINK("mediary:{item}?ref={reference}";"{name}")'


def wait_for_uses(bus, *uses):
    """Each as (file, document). What a save says is told while Calc goes on, so it is waited for."""
    expected = sorted((file, MODULE, GLib.filename_to_uri(str(bus.folder / document), None)) for file, document in uses)
    try:
        wait_for("the uses", lambda: uses_of(bus) == expected)
    except AssertionError as error:
        raise AssertionError(f"{error}: found {uses_of(bus)}, expected {expected}") from error


def test_the_reference_in_a_cell_leads_to_its_file_wherever_that_is(bus):
    desktop = Desktop(bus)
    picture = bus.write_picture("logo.png")
    office = Office(bus)
    model = office.open()
    office.save_as(model, bus.folder / PRICES)
    held = office.insert_and_wait(model, "Sheet1.B4", picture)
    (reference, item, module, artifact), = bus.query("SELECT id, media_item_id, module_name, artifact_name FROM media_references")
    equal((module, artifact), (MODULE, GLib.filename_to_uri(str(bus.folder / PRICES), None)))
    equal(held, formula(reference, item, "logo.png"))
    equal(cell_of(model, "Sheet1.B4").getString(), "logo.png")
    equal(places_of(bus), [(PRICES, "Sheet1.B4")])
    office.save(model)
    office.quit()
    wait_for_uses(bus, ("logo.png", PRICES))

    # Another process, another day.
    office = Office(bus, **desktop.environment)
    model = office.open(bus.folder / PRICES)
    equal(cell_of(model, "Sheet1.B4").getFormula(), held)
    follow_link(office, model, "Sheet1.B4")
    equal(desktop.wait_for_opened(), bus.media / "logo.png")

    # Renamed, and somebody checks it in at its new place.
    os.rename(picture, bus.media / "new logo.png")
    code, answers = bus.check_in("new logo.png")
    equal((code, bus.query("SELECT id, path FROM media_items")), (0, [(item, str(bus.media / "new logo.png"))]), answers)
    follow_link(office, model, "Sheet1.B4")
    equal(desktop.wait_for_opened(), bus.media / "new logo.png")

    # Another file altogether takes its place, and the link is followed without a mouse.
    os.unlink(bus.media / "new logo.png")
    other = bus.write_picture("other.png", seed=7)
    bus.call("RelinkItem", "(ss)", item, os.fsdecode(other))
    office.select(model, "Sheet1.B4")
    office.dispatch(model, OPEN)
    equal(desktop.wait_for_opened(), bus.media / "other.png")

    # The file keeps its record when the cell goes; its use by the document does not.
    cell_of(model, "Sheet1.B4").setString("")
    office.save(model)
    wait_for("the use to go", lambda: not any(module == MODULE for _file, module, _artifact in uses_of(bus)))
    equal(bus.query("SELECT id FROM media_items"), [(item,)])
    office.quit()


def test_several_files_are_one_step_to_undo_and_those_refused_are_told_of(bus):
    office = Office(bus)
    model = office.open()
    cell_of(model, "Sheet1.B1").setString("before")
    office.insert_and_wait(model, "Sheet1.B2", bus.write_picture("a \"b\".png"), bus.write("notes.txt", b"Words."),
                           bus.media / "gone.png", bus.write_picture("c.png", seed=1))
    shown = [cell_of(model, f"Sheet1.B{row}").getString() for row in range(1, 6)]
    equal(shown, ["before", "a \"b\".png", "c.png", "", ""])
    holds(model.getCurrentController().hasInfobar(BAR))
    equal(model.getUndoManager().getAllUndoActionTitles(), ("Insert Media Reference", "Input"))
    model.getUndoManager().undo()
    equal([cell_of(model, f"Sheet1.B{row}").getFormula() for row in (1, 2, 3)], ["before", "", ""])
    model.getUndoManager().redo()
    equal(cell_of(model, "Sheet1.B3").getString(), "c.png")
    # A selection is filled as one reads it.
    office.insert(model, "Sheet1.D5:E6", *(bus.write_picture(f"{number}.png", seed=number + 2) for number in range(4)))
    wait_for("the last one", cell_of(model, "Sheet1.E6").getFormula)
    equal([cell_of(model, f"Sheet1.{cell}").getString() for cell in ("D5", "E5", "D6", "E6")], [f"{number}.png" for number in range(4)])
    office.quit()


def test_what_was_not_saved_is_not_told(bus):
    office = Office(bus)
    first, second = bus.write_picture("a.png"), bus.write_picture("b.png", seed=1)
    # A document that has no name yet has a passing one, and its uses keep their ids when it gets its own.
    model = office.open()
    held = office.insert_and_wait(model, "Sheet1.A1", first)
    (_file, module, artifact), = uses_of(bus)
    equal((module, artifact.startswith("file:")), (MODULE, False))
    reference = bus.query("SELECT id FROM media_references")
    office.save_as(model, bus.folder / "one.ods")
    wait_for_uses(bus, ("a.png", "one.ods"))
    equal((bus.query("SELECT id FROM media_references"), cell_of(model, "Sheet1.A1").getFormula()), (reference, held))
    # Closed without saving: what was added since is taken back, and what is in the file stays.
    office.insert_and_wait(model, "Sheet1.A2", second)
    wait_for_uses(bus, ("a.png", "one.ods"), ("b.png", "one.ods"))
    office.close(model)
    wait_for_uses(bus, ("a.png", "one.ods"))
    # One that was never saved was never there.
    model = office.open()
    office.insert_and_wait(model, "Sheet1.A1", second)
    equal(len(uses_of(bus)), 2)
    office.close(model)
    wait_for_uses(bus, ("a.png", "one.ods"))
    office.quit()


def test_cells_that_move_and_documents_that_are_copied_are_followed(bus):
    office = Office(bus)
    model = office.open()
    sheets = model.getSheets()
    office.insert_and_wait(model, "Sheet1.A1", bus.write_picture("a.png"))
    office.insert_and_wait(model, "Sheet1.A2", bus.write_picture("b.png", seed=1))
    sheet = sheets.getByName("Sheet1")
    sheet.copyRange(cell_of(model, "Sheet1.D9").getCellAddress(), cell_of(model, "Sheet1.A1").getRangeAddress())
    sheet.getRows().insertByIndex(0, 3)
    sheet.setName("It’s new")
    sheets.insertNewByName("Second", 1)
    cell_of(model, "Second.B2").setString(cell_of(model, "It’s new.A4").getFormula().split('"')[1])  # pasted as a text
    office.save_as(model, bus.folder / "one.ods")
    wait_for_uses(bus, ("a.png", "one.ods"), ("b.png", "one.ods"))
    moved = [("one.ods", "'It’s new'.A4, 'It’s new'.D12, Second.B2"), ("one.ods", "'It’s new'.A5")]
    wait_for(f"the places {moved}", lambda: places_of(bus) == moved)
    # The copy has its own uses; what was inserted between the saves is in the copy only.
    office.insert_and_wait(model, "It’s new.A6", bus.write_picture("c.png", seed=2))
    office.save_as(model, bus.folder / "two.ods")
    both = [("a.png", "one.ods"), ("b.png", "one.ods"), ("a.png", "two.ods"), ("b.png", "two.ods"), ("c.png", "two.ods")]
    wait_for_uses(bus, *both)
    sheets.removeByName("It’s new")
    office.save(model)
    wait_for_uses(bus, ("a.png", "one.ods"), ("b.png", "one.ods"), ("a.png", "two.ods"))
    # Saving again tells nothing new, and nothing is written.
    revision = bus.call("ListChanges", "(x)", 0)[0]
    office.save(model)
    office.quit()
    equal(bus.call("ListChanges", "(x)", 0)[0], revision)


def test_calc_goes_on_while_a_file_is_checked_in(bus):
    office = Office(bus)
    model = office.open()
    bus.check_in(bus.write_picture("first.png"))
    bus.call("CountItems", "(a{sv})", {})
    service = bus.service_process()
    os.kill(service, signal.SIGSTOP)
    try:
        office.insert(model, "Sheet1.B4", bus.write_picture("a.png"))
        cell_of(model, "Sheet1.A1").setString("one goes on")
        model.getSheets().getByName("Sheet1").getRows().insertByIndex(0, 2)
        equal((cell_of(model, "Sheet1.A3").getString(), cell_of(model, "Sheet1.B6").getFormula()), ("one goes on", ""))
    finally:
        os.kill(service, signal.SIGCONT)
    # Into the same cell, wherever that is by now.
    wait_for("the reference", lambda: cell_of(model, "Sheet1.B6").getString() == "a.png")
    office.quit()


def test_a_document_that_is_closed_meanwhile_is_not_told_of(bus):
    office = Office(bus)
    model = office.open()
    office.save_as(model, bus.folder / "one.ods")
    bus.check_in(bus.write_picture("first.png"))
    bus.call("CountItems", "(a{sv})", {})
    service = bus.service_process()
    os.kill(service, signal.SIGSTOP)
    try:
        office.insert(model, "Sheet1.B4", bus.write_picture("a.png"))
        office.close(model)
    finally:
        os.kill(service, signal.SIGCONT)
    wait_for("the file", lambda: bus.counts()[0] == 2)
    wait_for("its use to go", lambda: not any(module == MODULE for _file, module, _artifact in uses_of(bus)))
    office.quit()


def test_without_mediary_a_sentence_says_what_to_do_and_saving_works(bus):
    office = Office(bus)
    model = office.open()
    office.insert_and_wait(model, "Sheet1.A1", bus.write_picture())
    (bus.folder / "services" / f"{NAME}.service").unlink()
    process = bus.service_process()
    bus.caller.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig", None, None, 0, -1, None)
    os.kill(process, signal.SIGTERM)
    wait_for("the service to go", lambda: bus.service_process() is None)
    controller = model.getCurrentController()
    office.insert(model, "Sheet1.A2", bus.write_picture())
    wait_for("the sentence", lambda: controller.hasInfobar(BAR))
    equal(cell_of(model, "Sheet1.A2").getFormula(), "")
    controller.removeInfobar(BAR)
    office.save_as(model, bus.folder / "one.ods")
    wait_for("the sentence", lambda: controller.hasInfobar(BAR))
    holds((bus.folder / "one.ods").exists())
    office.quit()


def test_five_thousand_references_are_told_of_in_one_save(bus):
    for number in range(100):
        bus.write_picture(f"many/{number:03}.png", seed=number)
    equal(bus.check_in("many")[0], 0)
    items = [row[0] for row in bus.query("SELECT id FROM media_items ORDER BY path")]
    texts = bus.query("SELECT 'mediary:' || media_item_id || '?ref=' || id FROM media_references ORDER BY media_item_id")
    office = Office(bus)
    model = office.open()
    rows = tuple((f'=HYPERLINK("{texts[row % 100][0]}";"{row}.png")', "x", str(row)) for row in range(5000))
    model.getSheets().getByName("Sheet1").getCellRangeByName("A1:C5000").setFormulaArray(rows)
    office.save_as(model, bus.folder / "one.ods")
    wait_for_uses_of = lambda: len([use for use in uses_of(bus) if use[1] == MODULE])  # noqa: E731
    wait_for("a hundred uses", lambda: wait_for_uses_of() == len(items) == 100)
    model.getSheets().getByName("Sheet1").getCellRangeByName("A1:A4950").setFormulaArray((("",),) * 4950)
    office.save(model)
    wait_for("the last fifty", lambda: wait_for_uses_of() == 50)
    office.quit()


sys.exit(main(globals()))
