# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells of a spreadsheet: where references go, where they are. Main thread."""
from com.sun.star.uno import RuntimeException

from . import references
from .words import _

# How Calc shows links: underlined, in its own blue.
UNDERLINED, BLUE = 1, 0x000080


def is_spreadsheet(model):
    return hasattr(model, "supportsService") and model.supportsService("com.sun.star.sheet.SpreadsheetDocument")


def is_cell_range(selection):
    return selection is not None and hasattr(selection, "supportsService") and \
        selection.supportsService("com.sun.star.sheet.SheetCellRange")


def selected_range(model):
    """The selected cells, the first ones when there are several ranges; None when a drawing is selected."""
    selection = model.getCurrentSelection()
    if selection is not None and hasattr(selection, "getRangeAddresses") and selection.getCount() > 0:
        selection = selection.getByIndex(0)
    return selection if is_cell_range(selection) else None


def cells_to_fill(area, count):
    """As many cells as there are files: those selected if they are enough, or downwards from the first. A cell stays the
    same one when rows are inserted above it later. None when the sheet ends before."""
    address = area.getRangeAddress()
    sheet = area.getSpreadsheet()
    columns = range(address.StartColumn, address.EndColumn + 1)
    if len(columns) * (address.EndRow - address.StartRow + 1) < count:
        columns = range(address.StartColumn, address.StartColumn + 1)
    last_row = sheet.getRangeAddress().EndRow
    cells, row = [], address.StartRow
    while len(cells) < count and row <= last_row:
        if sheet.getRows().getByIndex(row).IsVisible:
            cells += [cell for cell in (sheet.getCellByPosition(column, row) for column in columns) if not is_covered(cell)]
        row += 1
    return cells[:count] if len(cells) >= count else None


def is_covered(cell):
    """Whether it is merged into another cell, where nobody would see what it holds."""
    area = cell.getSpreadsheet().createCursorByRange(cell)
    area.collapseToMergedArea()
    merged, own = area.getRangeAddress(), cell.getCellAddress()
    return (merged.StartColumn, merged.StartRow) != (own.Column, own.Row)


def is_writable(cell):
    return not (cell.getSpreadsheet().isProtected() and cell.CellProtection.IsLocked)


def place_of_cell(cell):
    address = cell.getCellAddress()
    return references.place_of(cell.getSpreadsheet().getName(), address.Column, address.Row)


def fill(model, filled):
    """Puts references into cells, each a cell, a text form and a name, as one step to undo. Answers how many cells took them."""
    undo = model.getUndoManager()
    # Translators: a step to undo in a spreadsheet
    undo.enterUndoContext(_("Insert Media Reference"))
    model.addActionLock()  # or each cell is drawn by itself
    try:
        # Not by setFormulaArray(): that cannot be undone.
        taken = [cell for cell, text, name in filled if fill_cell(cell, text, name)]
        for area in columns_of(taken):
            area.CharUnderline, area.CharColor = UNDERLINED, BLUE
        return len(taken)
    finally:
        model.removeActionLock()
        undo.leaveUndoContext()


def fill_cell(cell, text, name):
    try:
        cell.setFormula(references.formula_for(text, name))
        return text in cell.getFormula()
    except RuntimeException:  # the sheet was removed
        return False


def columns_of(cells):
    """The same cells as few columns: a format that is set at once is also undone at once."""
    columns = []
    for cell in cells:
        at = cell.getCellAddress()
        if columns and (at.Sheet, at.Column, at.Row) == (columns[-1].Sheet, columns[-1].StartColumn, columns[-1].EndRow + 1):
            columns[-1].EndRow = at.Row
        else:
            columns.append(cell.getRangeAddress())
    sheet = cells[0].getSpreadsheet() if cells else None
    return [sheet.getCellRangeByPosition(each.StartColumn, each.StartRow, each.EndColumn, each.EndRow) for each in columns]


def has_references(model):
    sheets = model.getSheets()
    return any(sheet.findFirst(search_in(sheet)) is not None for sheet in map(sheets.getByIndex, range(sheets.getCount())))


def search_in(sheet):
    """Calc looks through a million cells in less than half a second; Python would need minutes."""
    search = sheet.createSearchDescriptor()
    search.setSearchString(references.SCHEME)
    return search


def collect(model):
    """All references of a document, each with its place, once."""
    sheets = model.getSheets()
    return list(dict.fromkeys(use for index in range(sheets.getCount()) for use in collect_sheet(sheets.getByIndex(index))))


def collect_sheet(sheet):
    found = sheet.findAll(search_in(sheet))
    if found is None:
        return
    name = sheet.getName()
    blocks = [(each.StartColumn, each.StartRow, each.EndColumn, each.EndRow) for each in found.getRangeAddresses()]
    for left, top, right, bottom in references.join_blocks(blocks):
        rows = sheet.getCellRangeByPosition(left, top, right, bottom).getFormulaArray()
        for row, contents in enumerate(rows, top):
            for column, content in enumerate(contents, left):
                for text in references.texts_in(content):
                    yield text, references.place_of(name, column, row)


def references_in(area):
    """The text forms in a few cells; a whole column is more than anybody wants to open."""
    address = area.getRangeAddress()
    if (address.EndColumn - address.StartColumn + 1) * (address.EndRow - address.StartRow + 1) > 1000:
        return []
    return [text for row in area.getFormulaArray() for content in row for text in references.texts_in(content)]
