/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-play-diary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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
 * The folder “playing” has one file for each note, locked by the process that plays, and “barred” one for each culprit. All that
 * touches the disk is done in order by one thread.
 */
struct _MediaryPlayDiary {
  GObject parent_instance;

  char        *folder;
  char        *playing;
  char        *barred_folder;
  GThreadPool *thread;   /* (nullable): of GTask */
  GHashTable  *barred;   /* of char *: ids */
  GHashTable  *notes;    /* of MediaryPlayNote, that are on disk; the thread's */
  GPtrArray   *culprits; /* (nullable) of char *: names, not told yet */
  gboolean     loaded;
};

struct _MediaryPlayNote {
  char *path;
  int   fd; /* keeps the lock */
};

typedef struct {
  GPtrArray *barred;   /* of char *: ids */
  GPtrArray *culprits; /* of char *: names */
} Contents;

typedef gpointer (*Work) (MediaryPlayDiary *self, gpointer data, GError **error);

G_DEFINE_FINAL_TYPE (MediaryPlayDiary, mediary_play_diary, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LOADED,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* What is known of a file's name is no longer than this. */
#define MAX_NAME 4096

/* A note's name begins with the id of the file. */
#define ID_LENGTH  36
#define UNFINISHED ".new"

static void
note_free (MediaryPlayNote *note)
{
  if (note->fd >= 0)
    close (note->fd);
  g_free (note->path);
  g_free (note);
}

static void
contents_free (Contents *contents)
{
  g_clear_pointer (&contents->barred, g_ptr_array_unref);
  g_clear_pointer (&contents->culprits, g_ptr_array_unref);
  g_free (contents);
}

/* The thread. Names of files are on disk only when their folder is. */
static gboolean
sync_folder (const char *folder)
{
  int      fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return done;
}

static gboolean
set_error (GError **error, const char *what)
{
  int error_number = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (error_number), "%s: %s", what, g_strerror (error_number));

  return FALSE;
}

/* The thread. */
static gboolean
ensure_folders (MediaryPlayDiary *self, GError **error)
{
  if (g_mkdir_with_parents (self->playing, 0700) != 0 || g_mkdir_with_parents (self->barred_folder, 0700) != 0 || !sync_folder (self->folder))
    return set_error (error, "Making the folders of the diary");

  return TRUE;
}

/* The thread. The first line of the note, which is the file's name. */
static char *
read_name (int fd)
{
  char    buffer[MAX_NAME + 1];
  ssize_t length = read (fd, buffer, MAX_NAME);

  buffer[MAX (length, 0)] = '\0';

  return g_utf8_make_valid (buffer, -1);
}

/* The thread. A note that can be locked is of a process that is no more. */
static void
look_at_note (MediaryPlayDiary *self, const char *name, Contents *contents)
{
  g_autofree char *path = g_build_filename (self->playing, name, NULL);
  g_autofree char *id = g_strndup (name, ID_LENGTH);
  g_autofree char *barred = g_build_filename (self->barred_folder, id, NULL);
  int              fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  if (g_str_has_suffix (name, UNFINISHED) && flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path); /* nothing was played yet */
  else if (g_uuid_string_is_valid (id) && flock (fd, LOCK_EX | LOCK_NB) == 0 && g_rename (path, barred) == 0)
    g_ptr_array_add (contents->culprits, read_name (fd));

  close (fd);
}

/* The thread. */
static gpointer
load (MediaryPlayDiary *self, gpointer data, GError **error)
{
  Contents *contents = g_new0 (Contents, 1);
  g_autoptr (GDir) playing = g_dir_open (self->playing, 0, NULL);
  g_autoptr (GDir) barred = NULL;
  const char *name;

  contents->barred = g_ptr_array_new_with_free_func (g_free);
  contents->culprits = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  if (playing != NULL)
    ensure_folders (self, NULL);
  while (playing != NULL && (name = g_dir_read_name (playing)) != NULL)
    look_at_note (self, name, contents);
  if (contents->culprits->len > 0) {
    sync_folder (self->barred_folder);
    sync_folder (self->playing);
  }

  barred = g_dir_open (self->barred_folder, 0, NULL);
  while (barred != NULL && (name = g_dir_read_name (barred)) != NULL)
    g_ptr_array_add (contents->barred, g_strdup (name));

  return contents;
}

/* The thread. What was looked at in the cage is what will be played. */
static gboolean
is_unchanged (MediaryItem *item, const char *access_path, GError **error)
{
  struct stat buffer;
  gint64      now = g_get_real_time () / G_USEC_PER_SEC;

  if (stat (access_path, &buffer) != 0)
    return set_error (error, "Looking at the file");

  if (!S_ISREG (buffer.st_mode) || buffer.st_size != mediary_metadata_get_size (mediary_item_get_metadata (item)) ||
      (buffer.st_mtime > mediary_item_get_updated_at (item) && buffer.st_mtime <= now)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "The file is not the one that was checked in");
    return FALSE;
  }

  return TRUE;
}

/* The thread. Locked before it has its name, so that no other process ever finds it without its owner. */
static gboolean
write_note (MediaryPlayNote *note, const char *name, GError **error)
{
  g_autofree char *temporary = g_strconcat (note->path, UNFINISHED, NULL);
  gsize            length = MIN (strlen (name), MAX_NAME);

  note->fd = g_open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (note->fd < 0)
    return set_error (error, "Making a note");

  if (flock (note->fd, LOCK_EX | LOCK_NB) != 0 || write (note->fd, name, length) != (ssize_t) length || fsync (note->fd) != 0 ||
      g_rename (temporary, note->path) != 0) {
    set_error (error, "Writing a note");
    g_unlink (temporary);
    return FALSE;
  }

  return TRUE;
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
  MediaryItem     *item = beginning->item;
  MediaryPlayNote *note = g_new0 (MediaryPlayNote, 1);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (mediary_item_get_id (item), ".", uuid, NULL);

  note->fd = -1;
  note->path = g_build_filename (self->playing, name, NULL);

  if (!is_unchanged (item, beginning->access_path, error) || !ensure_folders (self, error) ||
      !write_note (note, mediary_item_get_display_name (item), error)) {
    note_free (note);
    return NULL;
  }

  if (!sync_folder (self->playing)) {
    set_error (error, "Keeping a note");
    g_unlink (note->path);
    note_free (note);
    return NULL;
  }

  g_hash_table_add (self->notes, note);

  return note;
}

/* The thread. */
static gpointer
end (MediaryPlayDiary *self, gpointer data, GError **error)
{
  MediaryPlayNote *note = data;

  if (g_unlink (note->path) == 0)
    sync_folder (self->playing);
  g_hash_table_remove (self->notes, note);

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
    g_task_return_pointer (task, answer, work == load ? (GDestroyNotify) contents_free : NULL);
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
  MediaryPlayDiary *self = MEDIARY_PLAY_DIARY (object);
  Contents         *contents = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; i < contents->barred->len; i++)
    g_hash_table_add (self->barred, g_strdup (contents->barred->pdata[i]));
  if (contents->culprits->len > 0)
    self->culprits = g_steal_pointer (&contents->culprits);
  contents_free (contents);

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
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->barred);
  g_clear_pointer (&self->culprits, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->playing);
  g_free (self->barred_folder);

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
  self->notes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) note_free, NULL);
}

/* The diary in this folder, which is read in the background: see #MediaryPlayDiary:loaded. */
MediaryPlayDiary *
mediary_play_diary_new (const char *folder)
{
  MediaryPlayDiary *self = g_object_new (MEDIARY_TYPE_PLAY_DIARY, NULL);
  GTask            *task = g_task_new (self, NULL, on_loaded, NULL);

  self->folder = g_strdup (folder);
  self->playing = g_build_filename (folder, "playing", NULL);
  self->barred_folder = g_build_filename (folder, "barred", NULL);
  push (self, task, load);

  return self;
}

/* Before it is let go: what still plays did no harm. Waits for the disk. */
void
mediary_play_diary_close (MediaryPlayDiary *self)
{
  g_autoptr (GList) notes = NULL;

  if (self->thread == NULL)
    return;

  g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, TRUE);
  notes = g_hash_table_get_keys (self->notes);
  for (GList *link = notes; link != NULL; link = link->next)
    end (self, link->data, NULL);
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
