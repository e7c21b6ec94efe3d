/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-item-list-private.h"
#include "private/mediary-service-private.h"
#include "store/mediary-query-sql.h"
#include "store/mediary-revision-log.h"

/* Turns "what changed" into exact insertions and removals. */

/* A view follows so many stretches in less time than it takes to show a new list. */
#define MAX_RUNS 64
/* A view fetches every row of a change that both removes and adds; so a larger one is sent as two. */
#define MAX_REPLACED 8
/* While many changes come in, each reading of the numbers serves several of them. */
#define PAUSE_MILLISECONDS 100

typedef struct {
  MediaryQuery *query;
  gint64        since; /* -1: the first reading */
} Question;

typedef struct {
  GArray *numbers;
  GArray *touched; /* NULL: start over */
  gint64  revision;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->query);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->numbers, g_array_unref);
  g_clear_pointer (&answer->touched, g_array_unref);
  g_free (answer);
}

static gboolean
read_answer (MediaryDatabase *database, const Question *question, Answer *answer, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (question->since < 0) {
    if (!mediary_revision_log_get_last (database, &answer->revision, error))
      return FALSE;
  } else {
    answer->touched = mediary_revision_log_list_since (database, question->since, &answer->revision, &local_error);
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }

  answer->numbers = mediary_query_sql_list_numbers (database, question->query, 0, 0, error);

  return answer->numbers != NULL;
}

/* A reader's thread. */
static gpointer
read_changes (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  Answer  *answer = g_new0 (Answer, 1);
  gboolean read;

  /* At one moment: numbers newer than the log would hold changes that nobody has heard of. */
  mediary_database_begin_reading (database);
  read = read_answer (database, arguments, answer, error);
  mediary_database_end_reading (database);
  if (read)
    return answer;

  answer_free (answer);

  return NULL;
}

static gboolean
is_touched (GArray *touched, gint64 number)
{
  guint low = 0;
  guint high = touched->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (touched, gint64, middle) < number)
      low = middle + 1;
    else
      high = middle;
  }

  return low < touched->len && g_array_index (touched, gint64, low) == number;
}

static void
end_run (GArray *runs, MediaryListRun *run)
{
  if (run->n_removed > 0 || run->n_added > 0)
    g_array_append_val (runs, *run);
  run->n_removed = 0;
  run->n_added = 0;
}

/*
 * mediary_item_list_compare:
 * @touched: (element-type gint64): in ascending order
 *
 * Numbers that were not touched keep their order, so one walk over both lists finds every stretch that differs, and no
 * item is looked at.
 *
 * Returns: (element-type MediaryListRun) (nullable): in order; NULL when there are more than @max_runs, or when the
 *   lists cannot be those before and after
 */
GArray *
mediary_item_list_compare (GArray *old_numbers, GArray *new_numbers, GArray *touched, guint max_runs)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (MediaryListRun));
  const gint64 *old = (const gint64 *) (gpointer) old_numbers->data;
  const gint64 *new = (const gint64 *) (gpointer) new_numbers->data;
  MediaryListRun run = { 0 };
  guint          i = 0;
  guint          j = 0;

  while (i < old_numbers->len || j < new_numbers->len) {
    if (i < old_numbers->len && j < new_numbers->len && old[i] == new[j]) {
      end_run (runs, &run);
      i++;
      j++;
      continue;
    }

    if (run.n_removed == 0 && run.n_added == 0) {
      run.old_position = i;
      run.new_position = j;
    }
    if (i < old_numbers->len && is_touched (touched, old[i])) {
      run.n_removed++;
      i++;
    } else if (j < new_numbers->len && is_touched (touched, new[j])) {
      run.n_added++;
      j++;
    } else {
      return NULL;
    }

    if (runs->len > max_runs)
      return NULL;
  }
  end_run (runs, &run);

  return runs->len <= max_runs ? g_steal_pointer (&runs) : NULL;
}

static void
splice (MediaryItemList *self, guint position, guint n_removed, const gint64 *added, guint n_added)
{
  if (n_removed > 0)
    g_array_remove_range (self->numbers, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->numbers, position, added, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Array and signal in step, so that a view that looks in between sees what it was told. */
static void
apply_run (MediaryItemList *self, const MediaryListRun *run, GArray *new_numbers)
{
  const gint64 *added = (const gint64 *) (gpointer) new_numbers->data + run->new_position;

  if (run->n_removed > 0 && run->n_added > MAX_REPLACED) {
    splice (self, run->old_position, run->n_removed, NULL, 0);
    splice (self, run->old_position, 0, added, run->n_added);
  } else {
    splice (self, run->old_position, run->n_removed, added, run->n_added);
  }
}

/* Rows that are shown are read anew: a row that has changed is never a change of the list. */
static void
refresh_touched (MediaryItemList *self, GArray *touched)
{
  for (guint i = 0; i < touched->len; i++) {
    gint64 number = g_array_index (touched, gint64, i);

    if (g_hash_table_contains (self->alive, &number))
      mediary_item_list_want (self, number);
  }
}

static void
apply_first (MediaryItemList *self, GArray *numbers)
{
  g_array_append_vals (self->numbers, numbers->data, numbers->len);
  if (numbers->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, numbers->len);
  mediary_item_list_set_loaded (self);
}

static void
apply_changes (MediaryItemList *self, Answer *answer)
{
  g_autoptr (GArray) runs = NULL;

  if (answer->touched != NULL)
    runs = mediary_item_list_compare (self->numbers, answer->numbers, answer->touched, MAX_RUNS);
  if (runs == NULL) {
    mediary_item_list_give_up (self);
    return;
  }

  /* Last to first: the positions of those that follow stay what they were. */
  for (guint i = runs->len; i > 0; i--)
    apply_run (self, &g_array_index (runs, MediaryListRun, i - 1), answer->numbers);
  refresh_touched (self, answer->touched);
}

static gboolean
on_pause_over (gpointer data)
{
  MediaryItemList *self = data;

  self->update_source = NULL;
  self->reading = FALSE;
  if (self->again)
    mediary_item_list_update (self);

  return G_SOURCE_REMOVE;
}

static void
pause_updates (MediaryItemList *self)
{
  self->update_source = mediary_item_list_attach (self, g_timeout_source_new (PAUSE_MILLISECONDS), on_pause_over);
}

static void
on_changes_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MediaryItemList) self = data;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->service == NULL || answer == NULL) {
    if (answer != NULL)
      answer_free (answer);
    else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
      g_warning ("Reading a list: %s", error->message);
    self->reading = FALSE;
    return;
  }

  self->revision = answer->revision;
  if (self->loading)
    apply_first (self, answer->numbers);
  else
    apply_changes (self, answer);
  answer_free (answer);

  if (self->service != NULL && !self->outdated)
    pause_updates (self);
}

/* Something has changed: asks what, unless that question is under way. */
void
mediary_item_list_update (MediaryItemList *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (self->outdated)
    return;

  self->again = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  question = g_new0 (Question, 1);
  question->query = g_object_ref (self->query);
  question->since = self->loading ? -1 : self->revision;
  task = g_task_new (self->service, self->cancellable, on_changes_read, g_object_ref (self));
  g_task_set_source_tag (task, mediary_item_list_update);
  mediary_service_read_async (self->service, read_changes, question, question_free, answer_free, task);
}
