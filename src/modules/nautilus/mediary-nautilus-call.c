/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-nautilus-call.h"

/* One call to the service. Files never waits for it; the session bus starts the service if need be. */

#define SERVICE_NAME MEDIARY_APPLICATION_ID ".Service1"
#define SERVICE_PATH "/org/mediary/Mediary/Service1"
#define INTERFACE    "org.mediary.Mediary.Service1"

typedef struct {
  const char   *method;
  GVariant     *parameters;
  GVariantType *answer_type;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_variant_unref (call->parameters);
  g_variant_type_free (call->answer_type);
  g_free (call);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  Call *call = g_task_get_task_data (task);

  if (bus == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  /* A thousand photos from a memory card may take minutes, and nobody waits for them. */
  g_dbus_connection_call (bus, SERVICE_NAME, SERVICE_PATH, INTERFACE, call->method, call->parameters, call->answer_type,
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL, on_answer, g_object_ref (task));
}

/* A floating @parameters is taken over. @method is not copied. */
void
mediary_nautilus_call (const char         *method,
                       GVariant           *parameters,
                       const char         *answer_type,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Call  *call = g_new0 (Call, 1);

  call->method = method;
  call->parameters = g_variant_ref_sink (parameters);
  call->answer_type = g_variant_type_new (answer_type);
  g_task_set_source_tag (task, mediary_nautilus_call);
  g_task_set_task_data (task, call, call_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_ready, task);
}

GVariant *
mediary_nautilus_call_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
