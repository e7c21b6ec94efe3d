/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* How often the line is written anew, in milliseconds: often enough to look alive. */
#define INTERVAL 100

/* The one line on a terminal that tells how far a check-in is. Elsewhere there is none. */
struct _CliProgress {
  MediaryCheckInJob *job;

  guint    timer;
  gboolean shown;
};

static char *
dup_line (MediaryCheckInJob *job)
{
  guint n_done = mediary_check_in_job_get_n_done (job);
  guint n_found = mediary_check_in_job_get_n_found (job);

  if (mediary_check_in_job_get_counting (job))
    /* Translators: shown while the files are still being counted; %u is how many are checked in */
    return g_strdup_printf (ngettext ("Checking in: %u file", "Checking in: %u files", n_done), n_done);

  /* Translators: the first %u is how many files are checked in, the second how many there are */
  return g_strdup_printf (ngettext ("Checking in: %u of %u file", "Checking in: %u of %u files", n_found), n_done, n_found);
}

static gboolean
on_interval (gpointer user_data)
{
  CliProgress     *self = user_data;
  g_autofree char *line = dup_line (self->job);

  fprintf (stderr, "\r\033[K%s", line);
  self->shown = TRUE;

  return G_SOURCE_CONTINUE;
}

/* Shows the progress of @job if it is wanted and standard error is a terminal that can take a line back. */
CliProgress *
cli_progress_new (MediaryCheckInJob *job, gboolean wanted)
{
  CliProgress *self = g_new0 (CliProgress, 1);

  self->job = g_object_ref (job);
  if (wanted && isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    self->timer = g_timeout_add (INTERVAL, on_interval, self);

  return self;
}

/* Clears the line, so that something else can be said; it comes back by itself. */
void
cli_progress_hide (CliProgress *self)
{
  if (self->shown)
    fputs ("\r\033[K", stderr);
  self->shown = FALSE;
}

void
cli_progress_free (CliProgress *self)
{
  cli_progress_hide (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->job);
  g_free (self);
}
