#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a library, made empty by Mediary before, with made-up items: make-million.py DATABASE NUMBER.

The rows are those a check-in would write; the files do not exist. One item in a hundred is a sound, one a video."""
import json
import sqlite3
import sys

WORDS = ["harbour", "meadow", "glacier", "lantern", "orchard", "summit", "canyon", "willow", "ember", "tundra"]
KINDS = {1: ("IMAGE", "jpg", "image/jpeg"), 2: ("VIDEO", "mp4", "video/mp4"), 3: ("AUDIO", "ogg", "audio/ogg")}
START = 1_700_000_000


def make_items(number):
    for index in range(1, number + 1):
        kind = {50: 2, 75: 3}.get(index % 100, 1)
        name = f"{WORDS[index % 10]} {index:07d}.{KINDS[kind][1]}"
        yield index, kind, name, f"/made-up/{index // 1000:04d}/{name}", 10_000 + index * 7919 % 9_000_000


def main():
    database, number = sys.argv[1], int(sys.argv[2])
    connection = sqlite3.connect(database)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -400000; BEGIN;")
    items, facts, words = [], [], []
    for index, kind, name, path, size in make_items(number):
        identifier = f"{index:08x}-0000-7000-8000-{index:012x}"
        metadata = {"size": size, "content_type": KINDS[kind][2]} | ({"width": 1600, "height": 1067} if kind == 1 else {})
        items.append((identifier, KINDS[kind][0], path, json.dumps(metadata), START, START))
        facts.append((index, identifier, kind, name, size, START + index, index % 4, 0, 1, index, 0))
        words.append((index, path))
        if len(items) == 20000 or index == number:
            connection.executemany("INSERT INTO media_items VALUES (?, ?, ?, ?, ?, ?)", items)
            connection.executemany("INSERT INTO item_facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", facts)
            connection.executemany("INSERT INTO item_search (rowid, path) VALUES (?, ?)", words)
            items, facts, words = [], [], []
    connection.execute("INSERT INTO revisions (number, change) VALUES (0, 1)")
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")


main()
