/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

#include "mediary-dialogs.h"
#include "mediary-words.h"
#include "model/mediary-trash-words.h"

/*
 * What can be taken back, and what can be done again, newest first. Steps that follow each other while their toast is
 * in sight are one: they go and come together.
 */

/* As long as a toast lasts. */
#define JOIN_US (5 * G_TIME_SPAN_SECOND)

typedef struct {
  MediaryUndoStep *step;
  guint            group;
} Entry;

static Entry *
entry_new (MediaryUndoStep *step, guint group)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->step = g_object_ref (step);
  entry->group = group;

  return entry;
}

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->step);
  g_free (entry);
}

static char *
dup_undo_label (const char *name)
{
  /* Translators: a menu item; %s is what was done: “Undo Check-in of 36 Files” */
  return g_strdup_printf (_("Undo %s"), name);
}

static char *
dup_redo_label (const char *name)
{
  /* Translators: a menu item; %s is what was taken back: “Redo Check-in of 36 Files” */
  return g_strdup_printf (_("Redo %s"), name);
}

static void
append_to_menu (MediaryWindow *self, GQueue *steps, char *(*dup_label) (const char *name), const char *action)
{
  Entry           *newest = g_queue_peek_head (steps);
  g_autofree char *name = newest != NULL ? mediary_undo_step_dup_name (newest->step) : NULL;
  g_autofree char *label = name != NULL ? dup_label (name) : NULL;

  if (label != NULL)
    g_menu_append (self->undo_section, label, action);
}

static void
update (MediaryWindow *self)
{
  g_menu_remove_all (self->undo_section);
  append_to_menu (self, &self->undo, dup_undo_label, "win.undo");
  append_to_menu (self, &self->redo, dup_redo_label, "win.redo");
  mediary_window_update_actions (self);
}

static void
clear (GQueue *steps)
{
  g_queue_clear_full (steps, (GDestroyNotify) entry_free);
}

void
mediary_window_init_undo (MediaryWindow *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  g_queue_init (&self->moves);
}

void
mediary_window_clear_undo (MediaryWindow *self)
{
  clear (&self->undo);
  clear (&self->redo);
  g_queue_clear (&self->moves);
}

/* Uses that are removed one after the other are one removal. */
static guint
choose_group (MediaryWindow *self, MediaryUndoStep *step)
{
  Entry   *newest = g_queue_peek_head (&self->undo);
  gint64   now = g_get_monotonic_time ();
  gboolean joins = newest != NULL && mediary_undo_step_get_removes_uses (newest->step) && mediary_undo_step_get_removes_uses (step) &&
    now - self->pushed_at < JOIN_US;

  self->pushed_at = now;

  return joins ? newest->group : ++self->n_groups;
}

static void
push (MediaryWindow *self, MediaryUndoStep *step)
{
  g_queue_push_head (&self->undo, entry_new (step, choose_group (self, step)));
  clear (&self->redo);
  update (self);
}

void
mediary_window_push_check_in (MediaryWindow *self, MediaryCheckInJob *job)
{
  g_autoptr (MediaryUndoStep) step = mediary_undo_step_new_check_in (job);

  push (self, step);
}

/* What was begun is done all the same, but there is nobody to tell, and the stack ends with the window. */
static gboolean
is_closed (MediaryWindow *self)
{
  return self->service == NULL;
}

static void
say_failed (MediaryWindow *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error->domain == MEDIARY_TRASH_ERROR) {
    mediary_dialogs_tell (GTK_WINDOW (self), _("The File Was Not Moved"), error->message);
    return;
  }

  g_message ("%s", error->message);
  sentence = mediary_words_for_problem (error);
  mediary_dialogs_tell (GTK_WINDOW (self), _("The Library Was Not Changed"), sentence);
}

/* How many uses the newest step removed, together with those it joined. */
static guint
count_group (MediaryWindow *self)
{
  guint group = ((Entry *) g_queue_peek_head (&self->undo))->group;
  guint n_files = 0;

  for (GList *link = self->undo.head; link != NULL && ((Entry *) link->data)->group == group; link = link->next)
    n_files += mediary_undo_step_get_n_files (((Entry *) link->data)->step);

  return n_files;
}

static void
say_done (MediaryWindow *self, MediaryUndoStep *step, gboolean undoable)
{
  g_autofree char *text = mediary_undo_step_dup_result (step);
  guint            n_files = undoable ? count_group (self) : 0;

  if (n_files > mediary_undo_step_get_n_files (step)) {
    g_free (text);
    /* Translators: how many documents’ uses of files were removed */
    text = g_strdup_printf (ngettext ("%'u use removed", "%'u uses removed", n_files), n_files);
  }

  mediary_window_toast_undoable (self, text, undoable ? "win.undo" : NULL, n_files > 1);
}

/* A document that is there again, or has another name, is what one wants to see. */
static void
show_document (MediaryWindow *self, MediaryUndoStep *step, gboolean done)
{
  g_autoptr (MediaryDestination) document = mediary_undo_step_dup_document (step, done);

  if (document != NULL)
    mediary_window_show_destination (self, document);
}

typedef struct {
  MediaryWindow *window;
  gboolean       undoable;
} Doing;

static void run_next_move (MediaryWindow *self);

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Doing *doing = user_data;
  g_autoptr (MediaryWindow) self = doing->window;
  g_autoptr (GError) error = NULL;
  MediaryUndoStep *step = MEDIARY_UNDO_STEP (object);

  if (is_closed (self))
    return;

  if (mediary_undo_step_do_finish (step, result, &error)) {
    if (doing->undoable)
      push (self, step);
    show_document (self, step, TRUE);
    say_done (self, step, doing->undoable);
  } else {
    say_failed (self, error);
  }

  self->n_moves--;
  update (self);
  run_next_move (self);
}

/* Does it, says so, and remembers it where it can be taken back. */
void
mediary_window_do (MediaryWindow *self, MediaryUndoStep *step, gboolean undoable)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->window = g_object_ref (self);
  doing->undoable = undoable;
  self->n_moves++;
  update (self);
  mediary_undo_step_do_async (step, self->service, on_done, doing);
}

/* A step on its way from one stack to the other. It is on the other at once, where the next key finds it. */
typedef struct {
  MediaryWindow *window;
  guint          group;
  GQueue        *from;
  GQueue        *to;
} Move;

static void
remove_step (GQueue *steps, MediaryUndoStep *step)
{
  for (GList *link = steps->head; link != NULL; link = link->next) {
    if (((Entry *) link->data)->step == step) {
      entry_free (link->data);
      g_queue_delete_link (steps, link);
      return;
    }
  }
}

/* It is where it was, and can be tried again. */
static void
move_failed (Move *move, MediaryUndoStep *step, const GError *error)
{
  remove_step (move->to, step);
  g_queue_push_head (move->from, entry_new (step, move->group));
  say_failed (move->window, error);
}

static void
move_done (Move *move, MediaryUndoStep *step)
{
  MediaryWindow *self = move->window;
  gboolean       back = move->from == &self->undo;

  if (back && mediary_undo_step_get_job (step) != NULL)
    mediary_window_toast (self, _("The check-in was undone"), NULL, NULL);
  show_document (self, step, !back);
  g_debug (back ? "Undone" : "Redone");
}

static void
on_moved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Move *move = user_data;
  g_autoptr (MediaryWindow) self = move->window;
  g_autoptr (GError) error = NULL;
  MediaryUndoStep *step = MEDIARY_UNDO_STEP (object);

  if (is_closed (self))
    return;

  if (move->from == &self->undo ? mediary_undo_step_take_back_finish (step, result, &error) : mediary_undo_step_do_finish (step, result, &error))
    move_done (move, step);
  else
    move_failed (move, step, error);

  self->n_moves--;
  update (self);
  run_next_move (self);
}

/* Takes over @entry, which is in neither stack. */
static void
begin_move (MediaryWindow *self, Entry *entry, GQueue *from, GQueue *to)
{
  Move *move = g_new0 (Move, 1);

  move->window = g_object_ref (self);
  move->group = entry->group;
  move->from = from;
  move->to = to;
  g_queue_push_head (to, entry);
  self->n_moves++;

  if (from == &self->undo)
    mediary_undo_step_take_back_async (entry->step, self->service, on_moved, move);
  else
    mediary_undo_step_do_async (entry->step, self->service, on_moved, move);
}

static gboolean
next_is_of (GQueue *steps, guint group)
{
  Entry *newest = g_queue_peek_head (steps);

  return newest != NULL && newest->group == group;
}

/* Those that went together. */
static void
move_newest (MediaryWindow *self, GQueue *from, GQueue *to)
{
  Entry *newest = g_queue_peek_head (from);
  guint  group = newest != NULL ? newest->group : 0;

  while (next_is_of (from, group))
    begin_move (self, g_queue_pop_head (from), from, to);
  self->pushed_at = 0; /* what comes now is something new */
  update (self);
}

/* Steps are taken one after the other, however fast the keys are: the library would do them in any order. */
static void
run_next_move (MediaryWindow *self)
{
  while (self->n_moves == 0 && !g_queue_is_empty (&self->moves)) {
    GQueue *from = g_queue_pop_head (&self->moves);

    move_newest (self, from, from == &self->undo ? &self->redo : &self->undo);
  }
}

void
mediary_window_undo (MediaryWindow *self)
{
  g_queue_push_tail (&self->moves, &self->undo);
  run_next_move (self);
}

void
mediary_window_redo (MediaryWindow *self)
{
  g_queue_push_tail (&self->moves, &self->redo);
  run_next_move (self);
}

/* The step that takes the check-in of the outcome page back, or NULL. */
static GList *
find_last_check_in (MediaryWindow *self)
{
  MediaryCheckInJob *job = self->outcomes != NULL ? mediary_outcomes_get_job (self->outcomes) : NULL;
  GList             *link = job != NULL ? self->undo.head : NULL;

  while (link != NULL && mediary_undo_step_get_job (((Entry *) link->data)->step) != job)
    link = link->next;

  return link;
}

gboolean
mediary_window_can_undo_last_check_in (MediaryWindow *self)
{
  return find_last_check_in (self) != NULL;
}

/* Takes back the check-in of the outcome page, whatever was done since. */
void
mediary_window_undo_last_check_in (MediaryWindow *self)
{
  GList *link = find_last_check_in (self);
  Entry *entry;

  if (link == NULL)
    return;

  entry = link->data;
  g_queue_delete_link (&self->undo, link);
  begin_move (self, entry, &self->undo, &self->redo);
  update (self);
}
