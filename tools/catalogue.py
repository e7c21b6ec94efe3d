# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tools for translations share: the words of the source as they are now, and reading a catalogue."""
import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The folder of “its”, which says where the words are in formats that gettext does not know.
RULES = ROOT / "src/modules/libreoffice-calc"
# As meson’s i18n module calls it with the preset “glib”, so that “ninja mediary-update-po” sees the same words.
XGETTEXT = [
    "--from-code=UTF-8", "--add-comments", "--package-name=mediary",
    "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
    "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
    "--flag=N_:1:pass-c-format", "--flag=C_:2:pass-c-format", "--flag=NC_:2:pass-c-format", "--flag=g_dngettext:2:pass-c-format",
    "--flag=g_strdup_printf:1:c-format", "--flag=g_string_printf:2:c-format", "--flag=g_string_append_printf:2:c-format",
    "--flag=g_error_new:3:c-format", "--flag=g_set_error:4:c-format", "--flag=g_markup_printf_escaped:1:c-format",
    "--flag=g_print:1:c-format", "--flag=g_printerr:1:c-format",
]


class Message:
    """One entry of a catalogue. Its texts are as in the file, with backslashes."""

    def __init__(self, block):
        self.flags = set(re.findall(r"[\w-]+", " ".join(re.findall(r"^#, (.*)$", block, re.M))))
        self.fields, name = {}, None
        for keyword, text in re.findall(r'^(msg\w+(?:\[\d+\])?)? ?"(.*)"$', block, re.M):
            name = keyword or name
            self.fields[name] = self.fields.get(name, "") + text

    context = property(lambda self: self.fields.get("msgctxt"))
    text = property(lambda self: self.fields.get("msgid", ""))
    plural = property(lambda self: self.fields.get("msgid_plural"))
    translations = property(lambda self: [text for name, text in self.fields.items() if name.startswith("msgstr")])
    name = property(lambda self: self.text.replace("\\n", " "))


def make_template(output):
    """Takes the words out of the source, into a file."""
    subprocess.run(["xgettext", *XGETTEXT, "--directory", ROOT, "--files-from", ROOT / "po/POTFILES", "-o", output],
                   env={**os.environ, "GETTEXTDATADIRS": str(RULES)}, check=True)


def read(path):
    """The messages of a catalogue without its header and without those that are no longer in the source."""
    messages = [Message(block) for block in Path(path).read_text(encoding="utf-8").split("\n\n")]
    return [message for message in messages if message.text]


def header(path):
    """The header’s fields."""
    first = Message(Path(path).read_text(encoding="utf-8").split("\n\n")[0])
    return dict(line.split(": ", 1) for line in "".join(first.translations).split("\\n") if ": " in line)


def languages():
    """What is shipped, in the order of po/LINGUAS."""
    lines = (ROOT / "po/LINGUAS").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
