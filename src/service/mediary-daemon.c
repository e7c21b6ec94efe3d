/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-private.h"

#include <gio/gunixfdlist.h>

#include "mediary-bus.h"
#include "mediary-search-bus.h"

/* The service's object on the bus: takes calls, hands each to its method, tells of changes. */

/* Ten nudges a second are enough for anybody; whoever follows reads what they stand for. */
#define CHANGED_MILLISECONDS 100

struct _MediaryDaemon {
  GDBusConnection                   *connection;
  char                              *folder;
  MediaryBusService1                *skeleton;
  MediarySearchShellSearchProvider2 *search;
  MediaryCallers                    *callers;
  MediaryDaemonFunc                  func;
  gpointer                           user_data;

  MediaryService *service; /* open, or NULL */
  gboolean        opening;
  GQueue          waiting; /* calls, until it is open */
  guint           n_pending;
  gulong          changed_id;
  GMainContext   *context;
  GSource        *changed_source;
};

/* What a signal of the skeleton needs to find its method: the daemon comes with it. */
typedef struct {
  MediaryDaemon       *daemon;
  const MediaryMethod *method;
} Binding;

static void
call_free (MediaryCall *call)
{
  MediaryDaemon *self = call->daemon;

  mediary_caller_end (call->caller);
  g_clear_object (&call->service);
  g_object_unref (call->cancellable);
  g_variant_unref (call->parameters);
  g_free (call);

  self->n_pending--;
  if (self->n_pending == 0)
    self->func (FALSE, self->user_data);
}

/* The answer is a tuple; a floating one is taken over. */
void
mediary_call_return (MediaryCall *self, GVariant *answer)
{
  g_dbus_method_invocation_return_value (self->invocation, answer);
  call_free (self);
}

/* Errors of ours have names on the bus. Whatever else there is has none that a caller could know. */
void
mediary_call_fail (MediaryCall *self, const GError *error)
{
  if (error->domain == MEDIARY_ERROR)
    g_dbus_method_invocation_return_gerror (self->invocation, error);
  else
    g_dbus_method_invocation_return_error_literal (self->invocation, MEDIARY_ERROR, MEDIARY_ERROR_FAILED, error->message);
  call_free (self);
}

/* The descriptor is the caller of this function's. -1 on error. */
int
mediary_call_take_descriptor (MediaryCall *self, gint32 handle, GError **error)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (self->invocation);
  GUnixFDList  *descriptors = g_dbus_message_get_unix_fd_list (message);

  if (descriptors != NULL && handle >= 0 && handle < g_unix_fd_list_get_length (descriptors))
    return g_unix_fd_list_get (descriptors, handle, error);

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The message carries no such descriptor");

  return -1;
}

static void
run_call (MediaryCall *call)
{
  call->service = g_object_ref (call->daemon->service);
  call->method->run (call);
}

static gboolean
on_changed_timeout (gpointer data)
{
  MediaryDaemon *self = data;
  gint64         revision = mediary_service_get_revision (self->service);

  g_clear_pointer (&self->changed_source, g_source_unref);
  mediary_bus_service1_set_revision (self->skeleton, revision);
  mediary_bus_service1_emit_changed (self->skeleton, revision);

  return G_SOURCE_REMOVE;
}

static void
on_service_changed (MediaryService *service, gint64 revision, gpointer data)
{
  MediaryDaemon *self = data;

  mediary_bus_service1_set_revision (self->skeleton, revision);
  if (self->changed_source != NULL)
    return;

  /* Of the daemon's own context, which need not be the main one. */
  self->changed_source = g_timeout_source_new (CHANGED_MILLISECONDS);
  g_source_set_callback (self->changed_source, on_changed_timeout, self, NULL);
  g_source_attach (self->changed_source, self->context);
}

static void
take_service (MediaryDaemon *self, MediaryService *service)
{
  self->service = service;
  self->changed_id = g_signal_connect (service, "changed", G_CALLBACK (on_service_changed), self);
  mediary_service_watch (service);
  mediary_bus_service1_set_revision (self->skeleton, mediary_service_get_revision (service));
}

static void
on_service_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryDaemon *self = data;
  g_autoptr (GError) error = NULL;
  MediaryService *service = mediary_service_open_finish (result, &error);
  MediaryCall    *call;

  self->opening = FALSE;
  if (service != NULL)
    take_service (self, service);
  while ((call = g_queue_pop_head (&self->waiting)) != NULL) {
    if (service != NULL)
      run_call (call);
    else
      mediary_call_fail (call, error);
  }
}

/* A library that cannot be opened is no reason to go: the caller is told, and the next call tries again. */
static void
start_call (MediaryCall *call)
{
  MediaryDaemon *self = call->daemon;

  if (self->service != NULL) {
    run_call (call);
    return;
  }

  g_queue_push_tail (&self->waiting, call);
  if (self->opening)
    return;

  self->opening = TRUE;
  mediary_service_open_async (self->folder, NULL, on_service_ready, self);
}

static void
on_caller_known (MediaryCaller *caller, gboolean shares_files, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;

  if (shares_files) {
    start_call (call);
    return;
  }

  g_set_error (&error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT,
               "A program in a sandbox cannot name files: open it, and pass the descriptor");
  mediary_call_fail (call, error);
}

/* A signal of the skeleton. Its further arguments differ from method to method; the parameters hold them all. */
static gboolean
on_method (Binding *binding, GDBusMethodInvocation *invocation)
{
  MediaryDaemon *self = binding->daemon;
  MediaryCaller *caller = mediary_callers_get (self->callers, g_dbus_method_invocation_get_sender (invocation));
  MediaryCall   *call;

  if (!mediary_caller_begin (caller)) {
    g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED,
                                           "Too many calls are under way; wait for answers");
    return TRUE;
  }

  call = g_new0 (MediaryCall, 1);
  call->daemon = self;
  call->method = binding->method;
  call->caller = caller;
  call->invocation = invocation;
  call->parameters = g_variant_ref (g_dbus_method_invocation_get_parameters (invocation));
  call->cancellable = g_object_ref (mediary_caller_get_cancellable (caller));
  if (self->n_pending++ == 0)
    self->func (TRUE, self->user_data);

  if (call->method->names_files)
    mediary_caller_ask (caller, on_caller_known, call);
  else
    start_call (call);

  return TRUE;
}

static void
free_binding (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
connect_methods (MediaryDaemon *self, gpointer skeleton, const MediaryMethod *methods)
{
  for (const MediaryMethod *method = methods; method->signal != NULL; method++) {
    Binding *binding = g_new0 (Binding, 1);

    binding->daemon = self;
    binding->method = method;
    g_signal_connect_data (skeleton, method->signal, G_CALLBACK (on_method), binding, free_binding, G_CONNECT_SWAPPED);
  }
}

/* @folder: (nullable): the library's, or NULL for the person's own. It is opened when somebody calls. */
MediaryDaemon *
mediary_daemon_new (GDBusConnection *connection, const char *folder, MediaryDaemonFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MediaryDaemon) self = g_new0 (MediaryDaemon, 1);

  self->connection = g_object_ref (connection);
  self->context = g_main_context_ref_thread_default ();
  self->folder = g_strdup (folder);
  self->func = func;
  self->user_data = user_data;
  self->callers = mediary_callers_new (connection);
  g_queue_init (&self->waiting);
  self->skeleton = mediary_bus_service1_skeleton_new ();
  mediary_bus_service1_set_version (self->skeleton, MEDIARY_VERSION);
  connect_methods (self, self->skeleton, mediary_daemon_methods);
  connect_methods (self, self->skeleton, mediary_daemon_list_methods);
  connect_methods (self, self->skeleton, mediary_daemon_change_methods);

  self->search = mediary_search_shell_search_provider2_skeleton_new ();
  connect_methods (self, self->search, mediary_daemon_search_methods);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, MEDIARY_DAEMON_PATH, error) &&
      g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->search), connection, MEDIARY_DAEMON_SEARCH_PATH, error)
    ? g_steal_pointer (&self)
    : NULL;
}

/* Whatever is under way; it is still answered. */
void
mediary_daemon_cancel (MediaryDaemon *self)
{
  mediary_callers_cancel (self->callers);
}

/* Nothing may be under way. */
void
mediary_daemon_free (MediaryDaemon *self)
{
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->search));
  if (self->changed_source != NULL)
    g_source_destroy (self->changed_source);
  g_clear_pointer (&self->changed_source, g_source_unref);
  g_main_context_unref (self->context);
  if (self->service != NULL) {
    g_clear_signal_handler (&self->changed_id, self->service);
    mediary_service_close (self->service);
  }
  g_clear_object (&self->service);
  g_clear_object (&self->skeleton);
  g_clear_object (&self->search);
  mediary_callers_free (self->callers);
  g_object_unref (self->connection);
  g_free (self->folder);
  g_free (self);
}
