/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-daemon-private.h"

/* What GNOME Shell asks while somebody types. The window does what a chosen result asks for. */

/* The Shell shows some five and asks about no more. */
#define MAX_RESULTS 20

#define WINDOW_PATH "/org/mediary/Mediary"

static void
on_items_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  MediaryCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mediary_service_list_items_finish (MEDIARY_SERVICE (source), result, &error);
  GVariantBuilder ids;

  if (items == NULL) {
    mediary_call_fail (call, error);
    return;
  }

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < items->len; i++)
    g_variant_builder_add (&ids, "s", mediary_item_get_id (g_ptr_array_index (items, i)));
  mediary_call_return (call, g_variant_new ("(as)", &ids));
}

static void
search (MediaryCall *call, GVariant *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autofree char        *text = g_strjoinv (" ", (char **) words);
  g_autoptr (MediaryQuery) any = mediary_query_new ();
  g_autoptr (MediaryQuery) ordered = mediary_query_with_order (any, MEDIARY_ORDER_LAST_CHECK_IN, FALSE);
  g_autoptr (MediaryQuery) query = mediary_query_with_text (ordered, text);

  mediary_service_list_items_async (call->service, query, NULL, MAX_RESULTS, call->cancellable, on_items_listed, call);
}

static void
run_initial_search (MediaryCall *call)
{
  g_autoptr (GVariant) terms = g_variant_get_child_value (call->parameters, 0);

  search (call, terms);
}

/* The whole library is searched anew: it is as quick, and what came in meanwhile is there. */
static void
run_subsearch (MediaryCall *call)
{
  g_autoptr (GVariant) terms = g_variant_get_child_value (call->parameters, 1);

  search (call, terms);
}

/* Results that are described one after the other. */
typedef struct {
  MediaryCall    *call;
  char          **ids;
  guint           next;
  GVariantBuilder metas;
} Description;

static const char *
icon_name_of (MediaryItem *item)
{
  switch (mediary_item_get_media_type (item)) {
  case MEDIARY_MEDIA_TYPE_VIDEO:
    return "video-x-generic";
  case MEDIARY_MEDIA_TYPE_AUDIO:
    return "audio-x-generic";
  case MEDIARY_MEDIA_TYPE_IMAGE:
  case MEDIARY_MEDIA_TYPE_UNKNOWN:
  default:
    return "image-x-generic";
  }
}

static GVariant *
describe (MediaryItem *item)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *folder = mediary_words_for_folder (mediary_item_get_path (item));
  g_autofree char *text = g_strconcat ("mediary:", mediary_item_get_id (item), NULL);
  g_autoptr (GIcon) icon = g_themed_icon_new (icon_name_of (item));
  g_autoptr (GVariant) serialized = g_icon_serialize (icon);

  g_variant_dict_insert (&dict, "id", "s", mediary_item_get_id (item));
  g_variant_dict_insert (&dict, "name", "s", mediary_item_get_display_name (item));
  g_variant_dict_insert (&dict, "description", "s", folder);
  g_variant_dict_insert_value (&dict, "icon", serialized);
  g_variant_dict_insert (&dict, "clipboardText", "s", text);

  return g_variant_dict_end (&dict);
}

static void describe_next (Description *description);

static void
on_item_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Description *description = data;
  g_autoptr (MediaryItem) item = mediary_service_get_item_finish (MEDIARY_SERVICE (source), result, NULL);

  /* One that was forgotten meanwhile is left out. */
  if (item != NULL)
    g_variant_builder_add_value (&description->metas, describe (item));
  describe_next (description);
}

static void
describe_next (Description *description)
{
  MediaryCall *call = description->call;
  const char  *id = description->next < MAX_RESULTS ? description->ids[description->next] : NULL;

  if (id != NULL) {
    description->next++;
    mediary_service_get_item_async (call->service, id, call->cancellable, on_item_ready, description);
    return;
  }

  mediary_call_return (call, g_variant_new ("(aa{sv})", &description->metas));
  g_strfreev (description->ids);
  g_free (description);
}

static void
run_describe (MediaryCall *call)
{
  Description *description = g_new0 (Description, 1);

  description->call = call;
  g_variant_get (call->parameters, "(^as)", &description->ids);
  g_variant_builder_init (&description->metas, G_VARIANT_TYPE ("aa{sv}"));
  describe_next (description);
}

/* The window is started if need be. Whether it came is its own affair: the Shell expects no answer. */
static void
ask_window (MediaryCall *call, const char *method, GVariant *parameters)
{
  g_dbus_connection_call (g_dbus_method_invocation_get_connection (call->invocation),
                          MEDIARY_APPLICATION_ID, WINDOW_PATH, "org.freedesktop.Application", method,
                          parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  mediary_call_return (call, NULL);
}

static void
run_activate (MediaryCall *call)
{
  const char      *id;
  g_autofree char *uri = NULL;
  const char      *uris[] = { NULL, NULL };

  g_variant_get_child (call->parameters, 0, "&s", &id);
  uris[0] = uri = g_strconcat ("mediary:", id, NULL);
  ask_window (call, "Open", g_variant_new ("(^asa{sv})", uris, NULL));
}

static void
run_launch (MediaryCall *call)
{
  g_autofree const char **words = NULL;
  g_autofree char        *text = NULL;
  GVariantBuilder         parameter;

  g_variant_get_child (call->parameters, 0, "^a&s", &words);
  text = g_strjoinv (" ", (char **) words);
  g_variant_builder_init (&parameter, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameter, "v", g_variant_new_string (text));
  ask_window (call, "ActivateAction", g_variant_new ("(sava{sv})", "search", &parameter, NULL));
}

const MediaryMethod mediary_daemon_search_methods[] = {
  { "handle-get-initial-result-set", run_initial_search, FALSE },
  { "handle-get-subsearch-result-set", run_subsearch, FALSE },
  { "handle-get-result-metas", run_describe, FALSE },
  { "handle-activate-result", run_activate, FALSE },
  { "handle-launch-search", run_launch, FALSE },
  { NULL, NULL, FALSE },
};
