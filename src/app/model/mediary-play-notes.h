/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item.h"

G_BEGIN_DECLS

/* The notes of a diary, on disk. Every function but the two that free waits for it, and one thread calls them. */
typedef struct _MediaryPlayNotes MediaryPlayNotes;

/* One file that is being played: what is on disk about it. */
typedef struct _MediaryPlayNote MediaryPlayNote;

typedef struct {
  GPtrArray *barred;   /* of char *: ids */
  GPtrArray *culprits; /* of char *: names, NULL at the end */
} MediaryPlayNotesFound;

MediaryPlayNotes *mediary_play_notes_new (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_play_notes_free (MediaryPlayNotes *self);

MediaryPlayNotesFound *mediary_play_notes_load (MediaryPlayNotes *self) G_GNUC_WARN_UNUSED_RESULT;
void                   mediary_play_notes_found_free (MediaryPlayNotesFound *found);

MediaryPlayNote *mediary_play_notes_begin (MediaryPlayNotes *self,
                                           MediaryItem      *item,
                                           const char       *access_path,
                                           GError          **error);
void             mediary_play_notes_end (MediaryPlayNotes *self,
                                         MediaryPlayNote  *note);
void             mediary_play_notes_end_all (MediaryPlayNotes *self);

G_END_DECLS
