/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-print.h"

#include <glib/gi18n.h>

#include "cli-output.h"

/* How an item and a use look to a person: tables on a terminal, tabs between the cells elsewhere. */

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return time != NULL ? g_date_time_format (time, "%F %R") : g_strdup ("");
}

/* Id, type, uses, state, path: the path last, for it has any length. */
void
cli_print_item (MediaryItem *item)
{
  g_autofree char *uses = g_strdup_printf ("%u", mediary_item_get_n_uses (item));
  MediaryState     state = mediary_item_get_state (item);

  cli_output_cell (mediary_item_get_id (item), 36);
  cli_output_cell (mediary_words_for_media_type (mediary_item_get_media_type (item)), 7);
  cli_output_cell (uses, 4);
  cli_output_cell (state == MEDIARY_STATE_PRESENT ? "" : mediary_words_for_state (state), 14);
  cli_output_line (mediary_item_get_path (item));
}

static void
print_fact (const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  cli_output_cell (label, 13);
  cli_output_line (value);
}

void
cli_print_item_details (MediaryItem *item)
{
  MediaryState     state = mediary_item_get_state (item);
  g_autofree char *facts = mediary_words_for_facts (item);
  g_autofree char *note = mediary_words_for_note (item);
  g_autofree char *created = dup_time (mediary_item_get_created_at (item));
  g_autofree char *updated = dup_time (mediary_item_get_updated_at (item));
  g_autofree char *uses = mediary_words_for_uses (mediary_item_get_n_uses (item));

  cli_output_line (mediary_item_get_path (item));
  print_fact (_("File"), facts);
  print_fact (_("State"), state == MEDIARY_STATE_PRESENT ? NULL : mediary_words_for_state (state));
  print_fact (_("Note"), note);
  print_fact (_("Id"), mediary_item_get_id (item));
  print_fact (_("Added"), created);
  print_fact (_("Changed"), updated);
  print_fact (_("Uses"), uses);
}

/* Id, date, module, artifact, location. */
void
cli_print_reference (MediaryReference *reference)
{
  g_autofree char *created = dup_time (mediary_reference_get_created_at (reference));
  const char      *location = mediary_reference_get_location (reference);

  cli_output_cell (mediary_reference_get_id (reference), 36);
  cli_output_cell (created, 16);
  cli_output_cell (mediary_reference_get_module_name (reference), 24);
  if (location != NULL)
    cli_output_cell (mediary_reference_get_artifact_name (reference), 40);
  cli_output_line (location != NULL ? location : mediary_reference_get_artifact_name (reference));
}
