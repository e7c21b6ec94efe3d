/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-details-private.h"

#include <glib/gi18n.h>

#include "mediary-earlier-place.h"
#include "mediary-facts.h"
#include "mediary-words.h"
#include "model/mediary-direction.h"
#include "model/mediary-names.h"

/* The details of a file: what happened to it. */

typedef struct {
  char  *title;
  gint64 time; /* Unix time, seconds */
} Event;

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->title);
  g_free (event);
}

/* Takes @title. */
static void
add_event (GPtrArray *events, char *title, gint64 time)
{
  Event *event = g_new0 (Event, 1);

  event->title = title;
  event->time = time;
  g_ptr_array_add (events, event);
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const Event *first = *(const Event *const *) a;
  const Event *second = *(const Event *const *) b;

  return (first->time < second->time) - (first->time > second->time);
}

static char *
describe_use (MediaryReference *reference)
{
  const char      *artifact_name = mediary_reference_get_artifact_name (reference);
  const char      *module_name = mediary_reference_get_module_name (reference);
  g_autofree char *document = mediary_names_dup_document (module_name, artifact_name);

  if (mediary_names_is_own (module_name, artifact_name))
    return g_strdup (_("Checked in by hand"));

  /* Translators: an event in the history of a file; %s is a document that uses it since then */
  return g_strdup_printf (_("Checked in to “%s”"), document);
}

/* How the file came from @from to @to: into another folder, or to another name in the same one. */
static char *
describe_move (const char *from, const char *to)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autofree char *next_folder = g_path_get_dirname (to);
  g_autofree char *shown_folder = mediary_words_for_folder (from);
  g_autofree char *directed_folder = mediary_direction_dup_path (shown_folder);
  g_autofree char *base = g_path_get_basename (from);
  g_autofree char *name = mediary_words_for_name (base);

  if (g_str_equal (folder, next_folder))
    /* Translators: an event in the history of a file; %s is the name it had before */
    return g_strdup_printf (_("Renamed from “%s”"), name);

  /* Translators: an event in the history of a file; %s is the folder it was in before */
  return g_strdup_printf (_("Moved from “%s”"), directed_folder);
}

/* What happened to the file, the newest first; the oldest is that it came. */
static GPtrArray *
list_events (MediaryItem *item, GPtrArray *references, GPtrArray *places)
{
  GPtrArray  *events = g_ptr_array_new_with_free_func (event_free);
  const char *next = mediary_item_get_path (item);

  for (guint i = 0; i < places->len; i++) {
    const char *path = mediary_earlier_place_get_path (places->pdata[i]);

    add_event (events, describe_move (path, next), mediary_earlier_place_get_left_at (places->pdata[i]));
    next = path;
  }
  for (guint i = 0; i < references->len; i++)
    add_event (events, describe_use (references->pdata[i]), mediary_reference_get_created_at (references->pdata[i]));
  g_ptr_array_sort (events, compare_time);
  add_event (events, g_strdup (_("Came to the library")), mediary_item_get_created_at (item));

  return events;
}

static void
append_row (MediaryItemDetails *self, const char *title, const char *time)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
  adw_expander_row_add_row (self->history_row, row);
  g_ptr_array_add (self->history_rows, row);
}

/* What is there already stays: it may be read, or have the focus. */
static gboolean
is_shown (MediaryItemDetails *self, guint i, const char *title, const char *time)
{
  GtkWidget *row = i < self->history_rows->len ? self->history_rows->pdata[i] : NULL;

  return row != NULL && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0 &&
    g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), time) == 0;
}

static void
remove_rows_from (MediaryItemDetails *self, guint n_kept)
{
  while (self->history_rows->len > n_kept)
    adw_expander_row_remove (self->history_row, g_ptr_array_steal_index (self->history_rows, self->history_rows->len - 1));
}

static void
show_events (MediaryItemDetails *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    const Event     *event = events->pdata[i];
    g_autofree char *time = mediary_facts_dup_time (event->time);
    g_autofree char *title = g_markup_escape_text (event->title, -1);

    if (is_shown (self, i, title, time))
      continue;
    remove_rows_from (self, i);
    append_row (self, title, time);
  }
  remove_rows_from (self, events->len);
}

/* A question about earlier places, and what is known already. */
typedef struct {
  MediaryItemDetails *details;
  GPtrArray          *references;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->details);
  g_ptr_array_unref (question->references);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_places_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = mediary_service_list_earlier_places_finish (MEDIARY_SERVICE (object), result, &error);
  MediaryItem *item = mediary_item_details_get_item (question->details);
  g_autoptr (GPtrArray) events = NULL;

  if (places == NULL || item == NULL) {
    g_debug ("Listing the earlier places of a file: %s", error != NULL ? error->message : "it is not shown any more");
    return;
  }

  events = list_events (item, question->references, places);
  show_events (question->details, events);
}

/* Shows what happened to the file, by its uses, @references, and by what the library knows of where it was. */
void
mediary_item_details_show_history (MediaryItemDetails *self, GPtrArray *references)
{
  MediaryItem *item = mediary_item_details_get_item (self);
  Question    *question;

  if (item == NULL)
    return;

  question = g_new0 (Question, 1);
  question->details = g_object_ref (self);
  question->references = g_ptr_array_ref (references);
  mediary_service_list_earlier_places_async (self->service, mediary_item_get_id (item), self->cancellable, on_places_ready, question);
}
