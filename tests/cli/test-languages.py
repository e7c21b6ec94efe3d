# SPDX-License-Identifier: GPL-3.0-or-later
"""People are spoken to in their language, programs in none: JSON, paths and options are the same everywhere."""
import gettext
import itertools
import os
import unicodedata
from pathlib import Path

from harness import DONE, REFUSED, equal, holds, in_language, lines_of, main, on_terminal, sound

CATALOGUES = Path(os.environ["MEDIARY_LOCALE_DIR"])
LANGUAGES = [line for line in (Path(os.environ["MEDIARY_SOURCE"]) / "po/LINGUAS").read_text().split("\n") if line and line[0] != "#"]


def words_of(language):
    """What the catalogue says, read by another program than ours."""
    return gettext.translation("mediary", CATALOGUES, [language])


def test_help_is_in_every_language(library):
    for language in LANGUAGES:
        said = library.run("--help", **in_language(library.folder, language)).output.decode()
        for word in ["Commands:", "List the files that Mediary knows", "COMMAND [ARGUMENT…]"]:
            translated = words_of(language).gettext(word)
            holds(translated != word and translated in said, f"{language}: {translated} in {said}")


def test_numbers_have_the_form_of_the_language(library):
    seeds = itertools.count()
    for language in LANGUAGES:
        for count in [1, 2, 3, 11]:
            names = [library.write_picture(f"{seed}.png", seed=seed) for seed in itertools.islice(seeds, count)]
            result = library.run("check-in", "-m", "m", "-a", "a", *names, **in_language(library.folder, language))
            expected = words_of(language).ngettext("%u file was added.", "%u files were added.", count).replace("%u", str(count))
            equal((result.code, expected in result.errors + result.output.decode()), (DONE, True), f"{language}: {expected} in {result}")


def test_a_reason_of_the_library_is_in_the_language(library):
    """The library has its own way to its words; whoever uses it need not know where they are."""
    library.write("empty.png", b"")
    for language in LANGUAGES:
        result = library.run("check-in", "-m", "m", "-a", "a", "empty.png", **in_language(library.folder, language))
        sentence = words_of(language).gettext("The file is empty.")
        equal((result.code, sentence in result.errors), (REFUSED, True), f"{language}: {sentence} in {result.errors}")


def test_programs_are_told_the_same_in_every_language(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    english = lines_of(library.run("list", "--json").output)
    for language in LANGUAGES:
        equal(lines_of(library.run("list", "--json", **in_language(library.folder, language)).output), english, language)


def width_of(text):
    return sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def test_columns_on_a_terminal_are_under_each_other(library):
    library.write_picture("a.png")
    library.write("b.wav", sound())
    library.check_in("a.png", "b.wav")
    os.unlink(library.media / "b.wav")  # its state is said in a column of its own
    library.run("refresh", library.media / "b.wav")
    for language in LANGUAGES:
        code, shown = on_terminal(library, "list", **in_language(library.folder, language))
        widths = {width_of(line[:line.index("/")]) for line in shown.decode().splitlines()}
        equal((code, len(widths)), (DONE, 1), f"{language}: {shown.decode()}")


def test_a_language_that_is_not_there_is_english(library):
    said = library.run("--help", **in_language(library.folder, "tlh")).output.decode()
    holds("Commands:" in said, said)


main(dict(globals()))
