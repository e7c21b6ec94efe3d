# SPDX-License-Identifier: GPL-3.0-or-later
"""The service goes when nobody calls, comes back when somebody does, and lets go of callers that leave."""
import sys
import time

from bus import Gio, GLib, NAME, PATH, PATIENCE, equal, holds, is_alive, main, wait_until

# Three times what one caller may have under way.
CALLS = 3072


def call_and_look(bus):
    """The process of the service, which may go before one sees it."""
    while True:
        bus.call("CountItems", "(a{sv})", {})
        process = bus.service_process()
        if process:
            return process


def test_it_goes_when_idle_and_comes_back_on_the_next_call(bus):
    path = bus.write_picture()
    first = bus.call("CheckIn", "(sssa{sv})", path.decode(), "m", "a", {})[0]
    process = call_and_look(bus)
    wait_until(lambda: not is_alive(process))
    equal(bus.service_process(), None)
    again = bus.call("CheckIn", "(sssa{sv})", path.decode(), "m", "a", {})[0]
    equal(again["id"], first["id"])
    holds(call_and_look(bus) != process)


def test_no_call_is_lost_while_it_goes(bus):
    """Calls that arrive as it leaves are answered, by it or by the next one."""
    processes = set()
    begun = time.monotonic()
    pause = 0.25
    while time.monotonic() < begun + 6 or len(processes) < 3:
        holds(time.monotonic() < begun + PATIENCE, "it never went")
        equal(bus.call("CountItems", "(a{sv})", {}), (0,))
        processes |= {bus.service_process()} - {None}
        time.sleep(pause)
        pause = 0.27 + (pause * 7.13) % 0.06


def test_the_work_of_a_caller_that_leaves_is_cancelled(bus):
    paths = [bus.write_picture(f"{number}.png", seed=number).decode() for number in range(2000)]
    leaver = bus.connect()
    leaver.call(NAME, PATH, NAME, "CheckInMany", GLib.Variant("(asssa{sv})", (paths, "m", "a", {})), None,
                Gio.DBusCallFlags.NONE, -1, None, None)
    leaver.flush_sync(None)
    leaver.close_sync(None)
    process = call_and_look(bus)
    # It is idle as soon as it has let go; and what it wrote by then is whole.
    wait_until(lambda: not is_alive(process))
    items, uses = bus.counts()
    equal(items, uses)
    equal(bus.query("PRAGMA integrity_check"), [("ok",)])


def test_it_goes_with_the_bus_and_what_it_wrote_is_whole(bus):
    paths = [bus.write_picture(f"{number}.png", seed=number).decode() for number in range(2000)]
    process = call_and_look(bus)
    bus.caller.call(NAME, PATH, NAME, "CheckInMany", GLib.Variant("(asssa{sv})", (paths, "m", "a", {})), None,
                    Gio.DBusCallFlags.NONE, -1, None, None)
    wait_until(lambda: bus.counts() != (0, 0))
    bus.daemon.kill()
    wait_until(lambda: not is_alive(process))
    items, uses = bus.counts()
    equal(items, uses)
    equal(bus.query("PRAGMA integrity_check"), [("ok",)])


def test_one_caller_cannot_have_everything_under_way(bus):
    """Beyond the bound it is refused by the name the contract gives; the others are served."""
    flooder, outcomes = bus.connect(), []

    def on_answer(connection, result):
        try:
            connection.call_finish(result)
            outcomes.append("answered")
        except GLib.Error as error:
            outcomes.append(Gio.DBusError.get_remote_error(error))

    bus.call("CountItems", "(a{sv})", {})
    for _ in range(CALLS):
        flooder.call(NAME, PATH, NAME, "ListItems", GLib.Variant("(a{sv}su)", ({}, "", 1)), None,
                     Gio.DBusCallFlags.NONE, GLib.MAXINT, None, on_answer)
    equal(bus.call("CountItems", "(a{sv})", {}), (0,))
    wait_until(lambda: len(outcomes) == CALLS)
    holds(set(outcomes) <= {"answered", "org.freedesktop.DBus.Error.LimitsExceeded"}, str(set(outcomes)))
    holds(outcomes.count("answered") >= 1024)


sys.exit(main(globals(), idle_seconds=0.3))
