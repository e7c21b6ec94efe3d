/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-private.h"
#include "mediary-daemon-variant.h"

/* The methods that only read the database. */

/* An answer is one message: whoever wants more asks for the next page. */
#define MAX_PAGE 1000

static guint
limit_of (guint32 wanted)
{
  return wanted > 0 && wanted < MAX_PAGE ? wanted : MAX_PAGE;
}

static void
return_list (MediaryCall *call, GPtrArray *objects, MediaryDaemonVariantFunc func, const GError *error)
{
  if (objects == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(@aa{sv})", mediary_daemon_variant_for_list (objects, func)));
}

static void
on_item_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_get_item_finish (MEDIARY_SERVICE (source), result, &error);

  if (item == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(@a{sv})", mediary_daemon_variant_for_item (item)));
}

static void
run_get_item (MediaryCall *call)
{
  const char *id;

  g_variant_get (call->parameters, "(&s)", &id);
  mediary_service_get_item_async (call->service, id, call->cancellable, on_item_ready, call);
}

static void
on_reference_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) reference = mediary_service_get_reference_finish (MEDIARY_SERVICE (source), result, &error);

  if (reference == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(@a{sv})", mediary_daemon_variant_for_reference (reference)));
}

static void
run_get_reference (MediaryCall *call)
{
  const char *id;

  g_variant_get (call->parameters, "(&s)", &id);
  mediary_service_get_reference_async (call->service, id, call->cancellable, on_reference_ready, call);
}

static MediaryOrder
parse_order (const char *word)
{
  static const char *const orders[] = {
    [MEDIARY_ORDER_NAME] = "name",
    [MEDIARY_ORDER_LAST_CHECK_IN] = "last-check-in",
    [MEDIARY_ORDER_USES] = "uses",
    [MEDIARY_ORDER_SIZE] = "size",
    [MEDIARY_ORDER_TYPE] = "type",
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    if (g_str_equal (word, orders[i]))
      return (MediaryOrder) i;
  }

  return MEDIARY_ORDER_NAME;
}

static void
take_query (MediaryQuery **query, MediaryQuery *other)
{
  g_object_unref (*query);
  *query = other;
}

static MediaryQuery *
parse_names (MediaryQuery *query, GVariant *words)
{
  const char *module_name = NULL;
  const char *artifact_name = NULL;

  g_variant_lookup (words, "artifact_name", "&s", &artifact_name);
  if (!g_variant_lookup (words, "module_name", "&s", &module_name))
    return g_object_ref (query);

  return artifact_name != NULL ? mediary_query_with_artifact (query, module_name, artifact_name)
                               : mediary_query_with_module (query, module_name);
}

static MediaryQuery *
parse_query (GVariant *words)
{
  MediaryQuery *query = mediary_query_new ();
  const char   *text;
  const char   *order = "name";
  gboolean      problems = FALSE;
  gboolean      no_use = FALSE;
  gboolean      reversed = FALSE;

  take_query (&query, parse_names (query, words));
  if (g_variant_lookup (words, "text", "&s", &text))
    take_query (&query, mediary_query_with_text (query, text));
  if (g_variant_lookup (words, "type", "&s", &text))
    take_query (&query, mediary_query_with_media_type (query, mediary_media_type_from_string (text)));
  if (g_variant_lookup (words, "problems", "b", &problems) && problems)
    take_query (&query, mediary_query_with_problems (query, TRUE));
  if (g_variant_lookup (words, "no_use", "b", &no_use) && no_use)
    take_query (&query, mediary_query_with_no_use (query, TRUE));
  g_variant_lookup (words, "reversed", "b", &reversed);
  if (g_variant_lookup (words, "order", "&s", &order) || reversed)
    take_query (&query, mediary_query_with_order (query, parse_order (order), reversed));

  return query;
}

static void
on_items_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mediary_service_list_items_finish (MEDIARY_SERVICE (source), result, &error);

  return_list (data, items, (MediaryDaemonVariantFunc) mediary_daemon_variant_for_item, error);
}

static void
list_items (MediaryCall *call, MediaryItem *after)
{
  g_autoptr (GVariant) words = NULL;
  g_autoptr (MediaryQuery) query = NULL;
  guint32 limit;

  g_variant_get (call->parameters, "(@a{sv}su)", &words, NULL, &limit);
  query = parse_query (words);
  mediary_service_list_items_async (call->service, query, after, limit_of (limit), call->cancellable, on_items_listed, call);
}

static void
on_item_before_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) after = mediary_service_get_item_finish (MEDIARY_SERVICE (source), result, &error);

  if (after == NULL)
    mediary_call_fail (data, error);
  else
    list_items (data, after);
}

static void
run_list_items (MediaryCall *call)
{
  const char *after;

  g_variant_get_child (call->parameters, 1, "&s", &after);
  if (*after == '\0')
    list_items (call, NULL);
  else
    mediary_service_get_item_async (call->service, after, call->cancellable, on_item_before_ready, call);
}

static void
on_items_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  gint64 count = mediary_service_count_items_finish (MEDIARY_SERVICE (source), result, &error);

  if (error != NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call, g_variant_new ("(x)", count));
}

static void
run_count_items (MediaryCall *call)
{
  g_autoptr (GVariant) words = g_variant_get_child_value (call->parameters, 0);
  g_autoptr (MediaryQuery) query = parse_query (words);

  mediary_service_count_items_async (call->service, query, call->cancellable, on_items_counted, call);
}

static void
on_references_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) references = mediary_service_list_references_finish (MEDIARY_SERVICE (source), result, &error);

  return_list (data, references, (MediaryDaemonVariantFunc) mediary_daemon_variant_for_reference, error);
}

static void
list_references (MediaryCall *call, MediaryReference *after)
{
  const char *id;
  guint32     limit;

  g_variant_get (call->parameters, "(&ssu)", &id, NULL, &limit);
  mediary_service_list_references_async (call->service, id, after, limit_of (limit), call->cancellable, on_references_listed, call);
}

static void
on_reference_before_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) after = mediary_service_get_reference_finish (MEDIARY_SERVICE (source), result, &error);

  if (after == NULL)
    mediary_call_fail (data, error);
  else
    list_references (data, after);
}

static void
run_list_references (MediaryCall *call)
{
  const char *after;

  g_variant_get_child (call->parameters, 1, "&s", &after);
  if (*after == '\0')
    list_references (call, NULL);
  else
    mediary_service_get_reference_async (call->service, after, call->cancellable, on_reference_before_ready, call);
}

static void
on_uses_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = mediary_service_list_uses_finish (MEDIARY_SERVICE (source), result, &error);

  return_list (data, uses, (MediaryDaemonVariantFunc) mediary_daemon_variant_for_reference, error);
}

static void
list_uses (MediaryCall *call, MediaryReference *after)
{
  const char *module_name;
  const char *artifact_name;
  guint32     limit;

  g_variant_get (call->parameters, "(&s&ssu)", &module_name, &artifact_name, NULL, &limit);
  mediary_service_list_uses_async (call->service, module_name, artifact_name, after, limit_of (limit), call->cancellable, on_uses_listed, call);
}

static void
on_use_before_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryReference) after = mediary_service_get_reference_finish (MEDIARY_SERVICE (source), result, &error);

  if (after == NULL)
    mediary_call_fail (data, error);
  else
    list_uses (data, after);
}

static void
run_list_uses (MediaryCall *call)
{
  const char *after;

  g_variant_get_child (call->parameters, 2, "&s", &after);
  if (*after == '\0')
    list_uses (call, NULL);
  else
    mediary_service_get_reference_async (call->service, after, call->cancellable, on_use_before_ready, call);
}

static void
on_modules_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) modules = mediary_service_list_modules_finish (MEDIARY_SERVICE (source), result, &error);

  return_list (data, modules, (MediaryDaemonVariantFunc) mediary_daemon_variant_for_module, error);
}

static void
run_list_modules (MediaryCall *call)
{
  const char *name;
  gint64      time;
  guint32     limit;
  g_autoptr (MediaryModule) after = NULL;

  g_variant_get (call->parameters, "(&sxu)", &name, &time, &limit);
  if (*name != '\0')
    after = mediary_module_new (name, 0, 0, time);
  mediary_service_list_modules_async (call->service, after, limit_of (limit), call->cancellable, on_modules_listed, call);
}

static void
on_artifacts_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) artifacts = mediary_service_list_artifacts_finish (MEDIARY_SERVICE (source), result, &error);

  return_list (data, artifacts, (MediaryDaemonVariantFunc) mediary_daemon_variant_for_artifact, error);
}

static void
run_list_artifacts (MediaryCall *call)
{
  const char *module_name;
  const char *name;
  gint64      time;
  guint32     limit;
  g_autoptr (MediaryArtifact) after = NULL;

  g_variant_get (call->parameters, "(&s&sxu)", &module_name, &name, &time, &limit);
  if (*name != '\0')
    after = mediary_artifact_new (module_name, name, 0, time);
  mediary_service_list_artifacts_async (call->service, module_name, after, limit_of (limit), call->cancellable, on_artifacts_listed, call);
}

static void
on_changes_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryChanges) changes = mediary_service_list_changes_finish (MEDIARY_SERVICE (source), result, &error);

  if (changes == NULL)
    mediary_call_fail (call, error);
  else
    mediary_call_return (call,
                         g_variant_new ("(xb^as^as)",
                                        mediary_changes_get_revision (changes),
                                        mediary_changes_get_start_over (changes),
                                        mediary_changes_get_changed (changes),
                                        mediary_changes_get_removed (changes)));
}

static void
run_list_changes (MediaryCall *call)
{
  gint64 revision;

  g_variant_get (call->parameters, "(x)", &revision);
  mediary_service_list_changes_async (call->service, revision, call->cancellable, on_changes_listed, call);
}

const MediaryMethod mediary_daemon_list_methods[] = {
  { "handle-get-item", run_get_item, FALSE },
  { "handle-get-reference", run_get_reference, FALSE },
  { "handle-list-items", run_list_items, FALSE },
  { "handle-count-items", run_count_items, FALSE },
  { "handle-list-references", run_list_references, FALSE },
  { "handle-list-uses", run_list_uses, FALSE },
  { "handle-list-modules", run_list_modules, FALSE },
  { "handle-list-artifacts", run_list_artifacts, FALSE },
  { "handle-list-changes", run_list_changes, FALSE },
  { NULL, NULL, FALSE },
};
