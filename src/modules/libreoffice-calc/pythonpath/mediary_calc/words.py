# SPDX-License-Identifier: GPL-3.0-or-later
"""What people read, in the language of LibreOffice's menus. Titles of menus are in Addons.xcu."""
import gettext
import os

from .built import LOCALE_FOLDER

translation = gettext.NullTranslations()


def _(text):
    return translation.gettext(text)


def ngettext(one, many, count):
    return translation.ngettext(one, many, count)


def choose_language(tag):
    """A language tag of LibreOffice, as “pt-BR”; without one it is the desktop's language."""
    global translation
    languages = [tag.replace("-", "_"), tag.split("-")[0]] if tag else None
    translation = gettext.translation("mediary", os.environ.get("MEDIARY_LOCALE_DIR", LOCALE_FOLDER), languages=languages, fallback=True)


def reason_of(kind):
    """Why something was refused, and what to do, as a sentence."""
    reasons = {
        "FileNotFound": _("The file is not there any more."),
        "PermissionDenied": _("You may not read this file."),
        "UnsupportedMediaType": _("This is no picture, sound or video that Mediary knows."),
        "ReadFailed": _("The file cannot be read."),
        "TimedOut": _("The disk of the file does not answer. Try again when it does."),
        "Timeout": _("Mediary does not answer. Try again later."),
        "NoReply": _("Mediary has stopped. Try again."),
        "NoSpace": _("The disk with your Mediary library is full. Make some room, then try again."),
        "Busy": _("Another program keeps your Mediary library busy. Try again later."),
        "DatabaseTooNew": _("Your library belongs to a newer version of Mediary. Install that version."),
        "DatabaseDamaged": _("Your Mediary library is damaged. Open Mediary to repair it."),
        "DatabaseReadOnly": _("Your Mediary library cannot be written to. Open Mediary to learn why."),
        "ServiceUnknown": _("Mediary is not installed. Install it, then try again."),
        "NoBindings": _("Python’s library “gi” is missing. Install it (python3-gi on Debian), then start LibreOffice again."),
        "NoBus": _("This desktop session does not let programs talk to each other (it has no D-Bus session bus)."),
    }
    reasons["NameHasNoOwner"] = reasons["ServiceUnknown"]
    return reasons.get(kind) or _("Mediary cannot do this now. Open Mediary to learn why.")


def title_of_refusals(count):
    # Translators: %d is a number of files
    return ngettext("%d file was not inserted", "%d files were not inserted", count) % count


def refusals(reasons):
    """Names of files with a reason each; a reason that holds for all stands alone. A bar has room for three."""
    if len({reason for _name, reason in reasons}) == 1:
        return reasons[0][1]
    # Translators: the first %s is the name of a file, the second a sentence: why it was refused
    told = [_("“%s”: %s") % reason for reason in reasons[:3]]
    return " ".join([*told, "…"] if len(reasons) > 3 else told)
