# SPDX-License-Identifier: GPL-3.0-or-later
"""How a reference stands in a cell: as a link to its text form that shows the name of the file.

The text form leads to the file wherever it is by then; the name is only what people see, and theirs to change."""
import re

ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TEXT = re.compile(rf"mediary:{ID}(?:\?ref={ID})?", re.IGNORECASE)
# What every cell with a reference has in it, for a search.
SCHEME = "mediary:"
# A string in a formula may not be longer where the document is saved for Excel.
LONGEST_NAME = 255


def formula_for(text, name):
    """The formula of a cell that leads to a reference and shows a name."""
    shown = "".join(character if character.isprintable() else " " for character in name)[:LONGEST_NAME]
    return '=HYPERLINK("{}";"{}")'.format(text, shown.replace('"', '""'))


def texts_in(content):
    """The text forms in what a cell holds, be it a formula or the bare text that somebody pasted."""
    return [text.lower() for text in TEXT.findall(content)]


def column_name(column):
    """0 is A, 25 is Z, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def place_of(sheet, column, row):
    """Where a cell is, in the words of Calc."""
    if not re.fullmatch(r"[^\W\d]\w*", sheet):
        sheet = "'{}'".format(sheet.replace("'", "''"))
    return f"{sheet}.{column_name(column)}{row + 1}"


def join_blocks(blocks, gap=64):
    """Blocks of cells (column, first row, column, last row), those of one column that nearly touch made one.

    Asking Calc for a block costs more than for some cells of it that are not wanted."""
    joined = []
    for left, top, right, bottom in sorted(blocks):
        if joined and left == right and joined[-1][0] == joined[-1][2] == left and top - joined[-1][3] <= gap:
            joined[-1] = (left, joined[-1][1], right, max(bottom, joined[-1][3]))
        else:
            joined.append((left, top, right, bottom))
    return joined
