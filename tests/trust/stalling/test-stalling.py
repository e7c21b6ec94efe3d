# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that does not answer holds up nobody: each file has its answer in time, other disks go on, and quitting quits."""
import contextlib
import os
import signal
import subprocess
import sys
import time

from harness import DONE, INTERRUPTED, PATIENCE, REFUSED, equal, holds, in_time, lines_of, main, picture, sound

DISK = os.environ["MEDIARY_STALLING_DISK"]

# A file's five seconds, half a second of grace, and a second for the program itself on a busy machine.
ANSWERED_IN = 6.5
QUITS_IN = 2


@contextlib.contextmanager
def mounted(library, files):
    """A stalling disk with these files. Its end, by SIGKILL, lets everyone go who hangs on it."""
    source, mount = library.folder / "source", library.folder / "disk"
    mount.mkdir()
    for name, content in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
    disk = subprocess.Popen([DISK, source, mount, "-f", "-o", "auto_unmount" if os.getuid() else "fsname=stalling"],
                            stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not os.path.ismount(mount):
            holds(time.monotonic() < end and disk.poll() is None, "the disk was not mounted")
            time.sleep(0.01)
        yield mount
    finally:
        disk.kill()
        disk.wait()
        subprocess.run(["umount", "-l", mount] if os.getuid() == 0 else ["fusermount3", "-uz", mount], check=False,
                       stderr=subprocess.DEVNULL)


def timed(library, *arguments):
    start = time.monotonic()
    code, lines = library.check_in(*arguments)
    return code, lines, time.monotonic() - start


def outcome(line):
    return line["outcome"] if line["outcome"] != "refused" else line["error"]["code"]


def test_each_file_has_its_answer_in_time(library):
    names = ["stall-look-a.png", "stall-open-b.png", "stall-read-c.png", "stall-close-d.png"]
    with mounted(library, {name: picture(seed=number) for number, name in enumerate(names)}) as disk:
        for name in names[:3]:
            code, lines, seconds = timed(library, disk / name)
            print(f"# {name}: {seconds:.2f} s")
            equal((code, [outcome(line) for line in lines]), (REFUSED, ["timed-out"]), name)
            holds(seconds < in_time(ANSWERED_IN), f"{name} took {seconds:.2f} s")
        equal(library.counts(), (0, 0))
        code, lines, seconds = timed(library, disk / names[3])
        print(f"# {names[3]}: {seconds:.2f} s")
        holds(seconds < in_time(ANSWERED_IN), f"it took {seconds:.2f} s")


def test_a_file_that_stalls_half_way_is_checked_in_with_a_note(library):
    with mounted(library, {"stall-rest-a.wav": sound(seconds=30)}) as disk:
        code, lines, seconds = timed(library, disk / "stall-rest-a.wav")
        equal((code, [outcome(line) for line in lines]), (DONE, ["added"]))
        holds(seconds < in_time(ANSWERED_IN), f"it took {seconds:.2f} s")
        equal(library.query("SELECT json_extract(metadata, '$.note') FROM media_items"), [("timed-out",)])


def test_a_slow_disk_is_only_slow(library):
    with mounted(library, {"slow-a.png": picture()}) as disk:
        code, lines, seconds = timed(library, disk / "slow-a.png")
        equal((code, [outcome(line) for line in lines]), (DONE, ["added"]))
        equal(library.query("SELECT json_extract(metadata, '$.note') FROM media_items"), [(None,)])


def test_a_broken_disk_is_said_and_a_lying_one_harms_nobody(library):
    with mounted(library, {"broken-a.png": picture(), "lie-b.png": picture(seed=2)}) as disk:
        code, lines = library.check_in(disk / "broken-a.png")
        equal((code, [outcome(line) for line in lines]), (REFUSED, ["read-failed"]))
        code, lines = library.check_in(disk / "lie-b.png")
        equal((code, [outcome(line) for line in lines]), (DONE, ["added"]))


def test_other_disks_go_on_meanwhile(library):
    good = [library.write_picture(f"good-{number}.png", seed=number) for number in range(300)]
    files = {f"stall-look-{number}.png": picture(seed=number) for number in range(300)}
    with mounted(library, files) as disk:
        stalled = [os.path.join(disk, name) for name in files]
        mixed = [path for pair in zip(stalled, good) for path in pair]
        code, lines, seconds = timed(library, *mixed)
        print(f"# 300 files that stall and 300 that do not: {seconds:.2f} s")
        equal(code, REFUSED)
        equal(sorted({outcome(line) for line in lines}), ["added", "timed-out"])
        equal(library.counts(), (300, 300))
        holds(seconds < in_time(2 * ANSWERED_IN), f"it took {seconds:.2f} s")


def test_a_folder_that_stalls_is_named_and_the_rest_is_checked_in(library):
    files = {"a.png": picture(seed=1), "stall-list-b/c.png": picture(seed=2)}
    with mounted(library, files) as disk:
        code, lines, seconds = timed(library, disk, library.write_picture("good.png", seed=3))
        equal({os.path.basename(line["path"]): outcome(line) for line in lines},
              {"a.png": "added", "stall-list-b": "timed-out", "good.png": "added"})
        equal(code, REFUSED)
        holds(seconds < in_time(2 * ANSWERED_IN), f"it took {seconds:.2f} s")


def test_a_file_that_answers_is_checked_in_beside_one_that_does_not(library):
    # Whoever looks for a file holds its folder, so what hangs at that is in a folder of its own.
    names = ["a.png", "folder/stall-look-b.png", "c.png", "stall-open-d.png", "e.png", "stall-read-f.png", "g.png"]
    with mounted(library, {name: picture(seed=number) for number, name in enumerate(names)}) as disk:
        code, lines = library.check_in(*[disk / name for name in names])
        equal({os.path.relpath(line["path"], disk): outcome(line) for line in lines},
              {name: "timed-out" if "stall" in name else "added" for name in names})
        equal(code, REFUSED)
        equal(library.counts(), (4, 4))


def test_a_link_to_a_silent_disk_holds_up_no_file_of_its_folder(library):
    with mounted(library, {"stall-look-a.png": picture()}) as disk:
        folder = library.folder / "links"
        folder.mkdir()
        for number in range(40):
            (folder / f"{number:02}.png").write_bytes(picture(seed=number))
        (folder / "05-link.png").symlink_to(disk / "stall-look-a.png")
        for arguments in [sorted(folder.iterdir()), [folder]]:
            code, lines = library.check_in(*arguments, artifact=str(len(arguments)))
            told = {os.path.basename(line["path"]): outcome(line) for line in lines}
            equal((code, len(told), told.pop("05-link.png")), (REFUSED, 41, "timed-out"))
            equal(len(set(told.values())), 1)
            holds("timed-out" not in told.values(), f"only the link is refused: {told}")
        equal(library.counts(), (40, 80))


def test_a_file_is_not_refused_because_another_place_it_may_have_had_is_silent(library):
    first, other = library.media / "first", library.media / "other"
    library.write_picture("first/a.png")
    other.mkdir()
    os.link(first / "a.png", other / "a.png")
    equal(library.check_in(first / "a.png")[0], DONE)
    first.rename(library.media / "away")
    with mounted(library, {"stall-look-a/a.png": picture()}) as disk:
        first.symlink_to(disk / "stall-look-a")
        code, lines = library.check_in(other / "a.png")
        equal((code, [outcome(line) for line in lines]), (DONE, ["added"]))
        equal(library.counts(), (2, 2))


def wait_until_it_holds(library):
    """Who asks for what stalls; of an earlier one nothing is left."""
    mark, end = library.folder / "source.holds", time.monotonic() + PATIENCE
    while not mark.exists():
        holds(time.monotonic() < end, "nobody has asked for what stalls")
        time.sleep(0.01)
    mark.unlink()


def test_who_is_stopped_does_not_wait_for_the_disk(library):
    # In folders of their own: who looks for a file waits in the kernel for others who look in the same folder.
    files = {"one/stall-look-a.png": picture(), "another/stall-rest-b.wav": sound(seconds=30)}
    with mounted(library, files) as disk:
        for name in files:
            writer = library.start("check-in", "--json", disk / name, "-m", "m", "-a", "a")
            wait_until_it_holds(library)
            start = time.monotonic()
            writer.send_signal(signal.SIGINT)
            writer.communicate(timeout=PATIENCE)
            seconds = time.monotonic() - start
            print(f"# stopped at {name}: ended after {seconds:.2f} s")
            equal(writer.returncode, INTERRUPTED)
            holds(seconds < in_time(QUITS_IN), f"it took {seconds:.2f} s")


def test_a_disk_that_answers_again_is_asked_again(library):
    with mounted(library, {"stall-look-a.png": picture()}) as disk:
        equal([outcome(line) for line in library.check_in(disk / "stall-look-a.png")[1]], ["timed-out"])
    disk.rmdir()
    with mounted(library, {"b.png": picture()}) as disk:
        equal(library.check_in(disk / "b.png")[0], DONE)


if not os.path.exists("/dev/fuse"):
    print("1..0 # SKIP THERE IS NO /dev/fuse HERE: nothing is known of disks that do not answer")
    sys.exit(0)
main(globals())
