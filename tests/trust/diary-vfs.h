/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A file system under SQLite that keeps a diary of everything that is written, and can then build the disks that a power
 * cut at any moment might have left. It stands under our own code: whatever opens a database afterwards uses it.
 */

void  diary_begin (void);
void  diary_end (void);
void  diary_acknowledge (const char *what);
guint diary_get_length (void);

/* Builds what might be on the disk if the power went before this entry. Returns what had been acknowledged by then. */
GPtrArray *diary_build_disk (guint       entry,
                             GRand      *random,
                             const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* In place of an error: the process is killed at that call, before it is done. */
#define DIARY_KILL -9

/* The next calls that touch the disk, from this one on, fail: with what, and how many. 0 calls: all that follow. */
void  diary_fail_at (guint call,
                     int   code,
                     guint n_calls);
guint diary_get_n_calls (void);

G_END_DECLS
