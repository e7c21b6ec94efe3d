# SPDX-License-Identifier: GPL-3.0-or-later
"""Several programs check in at once: each item and each use is there exactly once, and nobody sees an error."""
from harness import DONE, equal, lines_of, main

FILES, PROCESSES, MODULES = 1000, 8, 4


def test_eight_processes_check_in_the_same_files_under_four_modules(library):
    for number in range(FILES):
        library.write_picture(f"folder/{number:04}.png", seed=number)
    writers = [library.start("check-in", "--json", "folder", "-m", f"module-{number % MODULES}", "-a", "a")
               for number in range(PROCESSES)]
    answers = [(*writer.communicate(timeout=300), writer.returncode) for writer in writers]
    equal([(errors.decode(), code) for _, errors, code in answers], [("", DONE)] * PROCESSES)
    equal(library.counts(), (FILES, FILES * MODULES))
    stored = dict(library.query("SELECT id, module_name FROM media_references"))
    for number, (output, _, _) in enumerate(answers):
        told = [line["reference"]["id"] for line in lines_of(output)]
        equal((len(told), {stored.get(id) for id in told}), (FILES, {f"module-{number % MODULES}"}))
    equal(library.query("SELECT count(DISTINCT media_item_id || module_name || artifact_name) FROM media_references"),
          [(FILES * MODULES,)])
    equal(library.query("SELECT count(DISTINCT path) FROM media_items"), [(FILES,)])
    equal(library.query("PRAGMA integrity_check"), [("ok",)])


main(dict(globals()))
