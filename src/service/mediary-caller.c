/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-caller.h"

#include <string.h>
#include <unistd.h>

/*
 * Who calls. A caller may have so much under way and no more; when it leaves the bus, that is cancelled. One that lives
 * among other mounts names other files than we do, and has to pass descriptors.
 */

/* The contract in data/dbus names it. */
#define MAX_PENDING 1024

typedef enum {
  FILES_UNKNOWN,
  FILES_SHARED,
  FILES_OTHER,
} Files;

struct _MediaryCallers {
  GDBusConnection *connection;
  guint            subscription;
  GHashTable      *callers; /* unique name → MediaryCaller */
};

typedef struct {
  MediaryCallerFunc func;
  gpointer          user_data;
} Question;

struct _MediaryCaller {
  gatomicrefcount  count;
  GDBusConnection *connection;
  char            *name; /* NULL on a connection without a bus */
  GCancellable    *cancellable;
  guint            n_pending;
  Files            files;
  GQueue           questions; /* while the bus is asked */
};

static MediaryCaller *
caller_ref (MediaryCaller *self)
{
  g_atomic_ref_count_inc (&self->count);

  return self;
}

static void
caller_unref (MediaryCaller *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self);
}

static MediaryCaller *
caller_new (GDBusConnection *connection, const char *name)
{
  MediaryCaller *self = g_new0 (MediaryCaller, 1);

  g_atomic_ref_count_init (&self->count);
  self->connection = g_object_ref (connection);
  self->name = g_strdup (name);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->questions);

  return self;
}

static void
on_owner_changed (GDBusConnection *connection,
                  const char      *sender,
                  const char      *path,
                  const char      *interface,
                  const char      *signal,
                  GVariant        *parameters,
                  gpointer         user_data)
{
  MediaryCallers *self = user_data;
  const char     *name;
  const char     *new_owner;
  MediaryCaller  *caller;

  g_variant_get (parameters, "(&s&s&s)", &name, NULL, &new_owner);
  caller = *new_owner == '\0' ? g_hash_table_lookup (self->callers, name) : NULL;
  if (caller == NULL)
    return;

  g_cancellable_cancel (caller->cancellable);
  g_hash_table_remove (self->callers, name);
}

MediaryCallers *
mediary_callers_new (GDBusConnection *connection)
{
  MediaryCallers *self = g_new0 (MediaryCallers, 1);

  self->connection = g_object_ref (connection);
  self->callers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) caller_unref);
  /* One rule for all: one for each caller would cost every first call two more messages. */
  self->subscription = g_dbus_connection_signal_subscribe (connection,
                                                           "org.freedesktop.DBus",
                                                           "org.freedesktop.DBus",
                                                           "NameOwnerChanged",
                                                           "/org/freedesktop/DBus",
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           on_owner_changed, self, NULL);

  return self;
}

void
mediary_callers_free (MediaryCallers *self)
{
  g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  g_hash_table_unref (self->callers);
  g_object_unref (self->connection);
  g_free (self);
}

void
mediary_callers_cancel (MediaryCallers *self)
{
  GHashTableIter iter;
  MediaryCaller *caller;

  g_hash_table_iter_init (&iter, self->callers);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &caller))
    g_cancellable_cancel (caller->cancellable);
}

MediaryCaller *
mediary_callers_get (MediaryCallers *self, const char *sender)
{
  const char    *key = sender != NULL ? sender : "";
  MediaryCaller *caller = g_hash_table_lookup (self->callers, key);

  if (caller != NULL)
    return caller;

  caller = caller_new (self->connection, key);
  if (sender == NULL)
    caller->files = FILES_SHARED;
  g_hash_table_insert (self->callers, caller->name, caller);

  return caller;
}

/* Returns FALSE when it has too much under way; otherwise it is to be ended. */
gboolean
mediary_caller_begin (MediaryCaller *self)
{
  if (self->n_pending >= MAX_PENDING)
    return FALSE;

  self->n_pending++;
  caller_ref (self);

  return TRUE;
}

void
mediary_caller_end (MediaryCaller *self)
{
  self->n_pending--;
  caller_unref (self);
}

GCancellable *
mediary_caller_get_cancellable (MediaryCaller *self)
{
  return self->cancellable;
}

/* Its mounts are ours: what it names we find. A process that may not be looked at is taken for one that differs. */
static Files
files_of_process (guint32 process)
{
  g_autofree char *theirs_path = g_strdup_printf ("/proc/%u/ns/mnt", process);
  g_autofree char *root_path = g_strdup_printf ("/proc/%u/root", process);
  g_autofree char *theirs = g_file_read_link (theirs_path, NULL);
  g_autofree char *ours = g_file_read_link ("/proc/self/ns/mnt", NULL);
  g_autofree char *their_root = g_file_read_link (root_path, NULL);
  g_autofree char *our_root = g_file_read_link ("/proc/self/root", NULL);

  return theirs != NULL && g_strcmp0 (theirs, ours) == 0 && their_root != NULL && g_strcmp0 (their_root, our_root) == 0 ? FILES_SHARED
                                                                                                                        : FILES_OTHER;
}

static Files
files_of_credentials (GVariant *answer)
{
  g_autoptr (GVariant) credentials = g_variant_get_child_value (answer, 0);
  guint32 user;
  guint32 process;

  if (!g_variant_lookup (credentials, "UnixUserID", "u", &user) || user != getuid () ||
      !g_variant_lookup (credentials, "ProcessID", "u", &process))
    return FILES_OTHER;

  return files_of_process (process);
}

static void
answer_questions (MediaryCaller *self)
{
  Question *question;

  while ((question = g_queue_pop_head (&self->questions)) != NULL) {
    question->func (self, self->files == FILES_SHARED, question->user_data);
    g_free (question);
  }
}

static gboolean
on_known (gpointer data)
{
  answer_questions (data);

  return G_SOURCE_REMOVE;
}

static void
on_credentials_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCaller *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GSource) later = NULL;

  if (answer == NULL)
    g_debug ("Who is %s: %s", self->name, error->message);
  self->files = answer != NULL ? files_of_credentials (answer) : FILES_OTHER;

  /* GDBus calls this while it holds the lock of the connection, and whoever gets an answer to a question sends something. */
  later = g_idle_source_new ();
  g_source_set_priority (later, G_PRIORITY_DEFAULT);
  g_source_set_callback (later, on_known, self, (GDestroyNotify) caller_unref);
  g_source_attach (later, g_main_context_get_thread_default ());
}

/* @func is called now or later, once. The bus is asked once for each caller. */
void
mediary_caller_ask (MediaryCaller *self, MediaryCallerFunc func, gpointer user_data)
{
  Question *question;

  if (self->files != FILES_UNKNOWN) {
    func (self, self->files == FILES_SHARED, user_data);
    return;
  }

  question = g_new0 (Question, 1);
  question->func = func;
  question->user_data = user_data;
  g_queue_push_tail (&self->questions, question);
  if (self->questions.length > 1)
    return;

  g_dbus_connection_call (self->connection,
                          "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetConnectionCredentials",
                          g_variant_new ("(s)", self->name), G_VARIANT_TYPE ("(a{sv})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_credentials_ready, caller_ref (self));
}
