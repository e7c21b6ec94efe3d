/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-play-diary.h"

#include "mediary-state.h"

/**
 * MediaryPlayDiary:
 *
 * Which files are being played in the window, on disk, so that the next start knows which one took the window down.
 *
 * Playing is the one place where the window itself decodes a file of other people. A note is on disk before that
 * begins, and gone when it is over; a note that nobody holds at the next start names the culprit, which from then on is
 * barred: it is only opened in its own app.
 *
 * All that touches the disk is done in order by one thread.
 */
struct _MediaryPlayDiary {
  GObject parent_instance;

  MediaryPlayNotes *notes;    /* the thread's */
  GThreadPool      *thread;   /* (nullable): of GTask */
  GHashTable       *barred;   /* of char *: ids */
  GPtrArray        *culprits; /* (nullable) of char *: names, not told yet */
  gboolean          loaded;
};

typedef gpointer (*Work) (MediaryPlayDiary *self, gpointer data, GError **error);

G_DEFINE_FINAL_TYPE (MediaryPlayDiary, mediary_play_diary, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* The thread. */
static gpointer
load (MediaryPlayDiary *self, gpointer data, GError **error)
{
  return mediary_play_notes_load (self->notes);
}

typedef struct {
  MediaryItem *item;
  char        *access_path;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_object_unref (beginning->item);
  g_free (beginning->access_path);
  g_free (beginning);
}

/* The thread. */
static gpointer
begin (MediaryPlayDiary *self, gpointer data, GError **error)
{
  const Beginning *beginning = data;

  return mediary_play_notes_begin (self->notes, beginning->item, beginning->access_path, error);
}

/* The thread. */
static gpointer
end (MediaryPlayDiary *self, gpointer data, GError **error)
{
  mediary_play_notes_end (self->notes, data);

  return NULL;
}

static void
run (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GError  *error = NULL;
  Work     work = g_object_get_data (G_OBJECT (task), "work");
  gpointer answer = work (g_task_get_source_object (task), g_task_get_task_data (task), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, work == load ? (GDestroyNotify) mediary_play_notes_found_free : NULL);
}

static void
push (MediaryPlayDiary *self, GTask *task, Work work)
{
  /* What is on disk must be told, or it would stay there. */
  g_task_set_check_cancellable (task, FALSE);
  g_object_set_data (G_OBJECT (task), "work", work);
  g_thread_pool_push (self->thread, task, NULL);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MediaryPlayDiary      *self = MEDIARY_PLAY_DIARY (object);
  MediaryPlayNotesFound *found = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; i < found->barred->len; i++)
    g_hash_table_add (self->barred, g_strdup (found->barred->pdata[i]));
  if (found->culprits->len > 0)
    self->culprits = g_steal_pointer (&found->culprits);
  mediary_play_notes_found_free (found);

  self->loaded = TRUE;
  g_object_notify_by_pspec (object, props[PROP_LOADED]);
}

static void
mediary_play_diary_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_LOADED)
    g_value_set_boolean (value, MEDIARY_PLAY_DIARY (object)->loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
mediary_play_diary_finalize (GObject *object)
{
  MediaryPlayDiary *self = MEDIARY_PLAY_DIARY (object);

  g_assert (self->thread == NULL); /* or it might be in its own thread here */
  mediary_play_notes_free (self->notes);
  g_hash_table_unref (self->barred);
  g_clear_pointer (&self->culprits, g_ptr_array_unref);

  G_OBJECT_CLASS (mediary_play_diary_parent_class)->finalize (object);
}

static void
mediary_play_diary_class_init (MediaryPlayDiaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mediary_play_diary_get_property;
  object_class->finalize = mediary_play_diary_finalize;

  /**
   * MediaryPlayDiary:loaded:
   *
   * Whether it is known what may be played.
   */
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mediary_play_diary_init (MediaryPlayDiary *self)
{
  self->thread = g_thread_pool_new (run, NULL, 1, FALSE, NULL);
  self->barred = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The diary in this folder, which is read in the background: see #MediaryPlayDiary:loaded. */
MediaryPlayDiary *
mediary_play_diary_new (const char *folder)
{
  MediaryPlayDiary *self = g_object_new (MEDIARY_TYPE_PLAY_DIARY, NULL);
  GTask            *task = g_task_new (self, NULL, on_loaded, NULL);

  self->notes = mediary_play_notes_new (folder);
  push (self, task, load);

  return self;
}

/* Before it is let go: what still plays did no harm. Waits for the disk. */
void
mediary_play_diary_close (MediaryPlayDiary *self)
{
  if (self->thread == NULL)
    return;

  g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, TRUE);
  mediary_play_notes_end_all (self->notes);
}

gboolean
mediary_play_diary_get_loaded (MediaryPlayDiary *self)
{
  return self->loaded;
}

/* The names of files that took the window down since this was asked last, or NULL: to be told once. */
char **
mediary_play_diary_steal_culprits (MediaryPlayDiary *self)
{
  g_autoptr (GPtrArray) culprits = g_steal_pointer (&self->culprits);

  return culprits != NULL ? (char **) g_ptr_array_steal (culprits, NULL) : NULL;
}

/* Whether the file took the window down before. */
gboolean
mediary_play_diary_is_barred (MediaryPlayDiary *self, MediaryItem *item)
{
  return g_hash_table_contains (self->barred, mediary_item_get_id (item));
}

/* Whether Play is offered: a sound or video that is there, that was read to the end, and that did no harm before. */
gboolean
mediary_play_diary_may_play (MediaryPlayDiary *self, MediaryItem *item)
{
  MediaryMediaType type = mediary_item_get_media_type (item);

  if (!self->loaded || mediary_play_diary_is_barred (self, item))
    return FALSE;

  return (type == MEDIARY_MEDIA_TYPE_AUDIO || type == MEDIARY_MEDIA_TYPE_VIDEO) &&
    mediary_state_may_be_read (mediary_item_get_state (item)) &&
    mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE) == NULL;
}

/**
 * mediary_play_diary_begin_async:
 * @self: a diary
 * @item: the file that is to be played
 * @access_path: (type filename): where this process reads it
 * @cancellable: (nullable): unused so far
 * @callback: called when the note is on disk, for good
 * @user_data: for @callback
 *
 * Notes that a file is going to be played. Fails with %G_IO_ERROR_WRONG_ETAG when it is not the file that was checked
 * in any more.
 */
void
mediary_play_diary_begin_async (MediaryPlayDiary *self, MediaryItem *item, const char *access_path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask     *task = g_task_new (self, cancellable, callback, user_data);
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->item = g_object_ref (item);
  beginning->access_path = g_strdup (access_path);

  g_task_set_source_tag (task, mediary_play_diary_begin_async);
  g_task_set_task_data (task, beginning, beginning_free);
  push (self, task, begin);
}

/* The note, to be given to mediary_play_diary_end() once; or NULL, and then nothing may be played. */
MediaryPlayNote *
mediary_play_diary_begin_finish (MediaryPlayDiary *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Playing is over, and the window is still there. */
void
mediary_play_diary_end (MediaryPlayDiary *self, MediaryPlayNote *note)
{
  GTask *task;

  if (self->thread == NULL)
    return; /* ended when the diary was closed */

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, note, NULL);
  push (self, task, end);
}
