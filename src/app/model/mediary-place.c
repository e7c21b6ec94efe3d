/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-place.h"

#include <glib/gi18n.h>

#include "mediary-direction.h"
#include "mediary-names.h"

/**
 * MediaryPlace:
 *
 * One row of the sidebar: a place to look at files.
 */
struct _MediaryPlace {
  GObject parent_instance;

  MediaryPlaceKind    kind;
  char               *title;
  GIcon              *icon; /* (nullable) */
  MediaryMediaType    media_type;
  MediaryState        state;       /* what is wrong with the files of a problem's place */
  MediaryDestination *destination; /* (nullable): of an app or a document */
  GListStore         *documents;   /* (nullable): of an app */
  guint               n_documents; /* of an app, shown or not */
  gboolean            all_documents;
  gint64              count;
  gboolean            marked;
  gboolean            held;
};

G_DEFINE_FINAL_TYPE (MediaryPlace, mediary_place, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_COUNT,
  PROP_MARKED,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

static void
mediary_place_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MediaryPlace *self = MEDIARY_PLACE (object);

  switch (property_id) {
  case PROP_COUNT:
    g_value_set_int64 (value, self->count);
    break;
  case PROP_MARKED:
    g_value_set_boolean (value, self->marked);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
mediary_place_finalize (GObject *object)
{
  MediaryPlace *self = MEDIARY_PLACE (object);

  g_free (self->title);
  g_clear_object (&self->icon);
  g_clear_object (&self->documents);
  g_clear_pointer (&self->destination, mediary_destination_free);

  G_OBJECT_CLASS (mediary_place_parent_class)->finalize (object);
}

static void
mediary_place_class_init (MediaryPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mediary_place_get_property;
  object_class->finalize = mediary_place_finalize;

  /**
   * MediaryPlace:count:
   *
   * How many files are there; MEDIARY_PLACE_COUNT_UNKNOWN until it is known.
   */
  props[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, MEDIARY_PLACE_COUNT_UNKNOWN, G_MAXINT64, MEDIARY_PLACE_COUNT_UNKNOWN,
                                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * MediaryPlace:marked:
   *
   * Whether something new there wants to be looked at.
   */
  props[PROP_MARKED] = g_param_spec_boolean ("marked", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mediary_place_init (MediaryPlace *self)
{
  self->count = MEDIARY_PLACE_COUNT_UNKNOWN;
}

MediaryPlace *
mediary_place_new (MediaryPlaceKind kind, const char *title, const char *icon_name)
{
  MediaryPlace *self = g_object_new (MEDIARY_TYPE_PLACE, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->icon = icon_name != NULL ? g_themed_icon_new (icon_name) : NULL;

  return self;
}

MediaryPlace *
mediary_place_new_for_type (MediaryMediaType media_type, const char *title, const char *icon_name)
{
  MediaryPlace *self = mediary_place_new (MEDIARY_PLACE_TYPE_OF_MEDIA, title, icon_name);

  self->media_type = media_type;

  return self;
}

MediaryPlace *
mediary_place_new_for_state (MediaryState state, const char *title, const char *icon_name)
{
  MediaryPlace *self = mediary_place_new (MEDIARY_PLACE_NEEDS_ATTENTION, title, icon_name);

  self->state = state;

  return self;
}

MediaryPlace *
mediary_place_new_for_app (const char *module_name)
{
  g_autofree char *title = mediary_names_dup_app (module_name);
  MediaryPlace    *self = mediary_place_new (MEDIARY_PLACE_APP, title, NULL);

  self->icon = mediary_names_dup_app_icon (module_name);
  self->destination = mediary_destination_new (module_name, NULL);
  self->documents = g_list_store_new (MEDIARY_TYPE_PLACE);

  return self;
}

MediaryPlace *
mediary_place_new_for_document (const char *module_name, const char *artifact_name)
{
  g_autofree char *title = mediary_names_dup_document (module_name, artifact_name);
  MediaryPlace    *self = mediary_place_new (MEDIARY_PLACE_DOCUMENT, title, NULL);

  self->destination = mediary_destination_new (module_name, artifact_name);

  return self;
}

/* The row that shows the rest of an app's documents. */
MediaryPlace *
mediary_place_new_for_more (const char *module_name, const char *title)
{
  MediaryPlace *self = mediary_place_new (MEDIARY_PLACE_MORE, title, NULL);

  self->destination = mediary_destination_new (module_name, NULL);

  return self;
}

MediaryPlaceKind
mediary_place_get_kind (MediaryPlace *self)
{
  return self->kind;
}

const char *
mediary_place_get_title (MediaryPlace *self)
{
  return self->title;
}

GIcon *
mediary_place_get_icon (MediaryPlace *self)
{
  return self->icon;
}

MediaryState
mediary_place_get_state (MediaryPlace *self)
{
  return self->state;
}

MediaryMediaType
mediary_place_get_media_type (MediaryPlace *self)
{
  return self->media_type;
}

const MediaryDestination *
mediary_place_get_destination (MediaryPlace *self)
{
  return self->destination;
}

gint64
mediary_place_get_count (MediaryPlace *self)
{
  return self->count;
}

void
mediary_place_set_count (MediaryPlace *self, gint64 count)
{
  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

gboolean
mediary_place_get_marked (MediaryPlace *self)
{
  return self->marked;
}

void
mediary_place_set_marked (MediaryPlace *self, gboolean marked)
{
  if (self->marked == marked)
    return;

  self->marked = marked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MARKED]);
}

/* Whether somebody is looking at it: then its row stays, whatever becomes of its files. Of an app, also at a document. */
gboolean
mediary_place_get_held (MediaryPlace *self)
{
  guint n_documents = self->documents != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->documents)) : 0;

  if (self->held)
    return TRUE;

  for (guint i = 0; i < n_documents; i++) {
    g_autoptr (MediaryPlace) document = g_list_model_get_item (G_LIST_MODEL (self->documents), i);

    if (document->held)
      return TRUE;
  }

  return FALSE;
}

void
mediary_place_set_held (MediaryPlace *self, gboolean held)
{
  self->held = held;
}

GListStore *
mediary_place_get_documents (MediaryPlace *self)
{
  return self->documents;
}

guint
mediary_place_get_n_documents (MediaryPlace *self)
{
  return self->n_documents;
}

void
mediary_place_set_n_documents (MediaryPlace *self, guint n_documents)
{
  self->n_documents = n_documents;
}

/* Whether somebody asked for all documents of the app. */
gboolean
mediary_place_get_all_documents (MediaryPlace *self)
{
  return self->all_documents;
}

void
mediary_place_set_all_documents (MediaryPlace *self, gboolean all_documents)
{
  self->all_documents = all_documents;
}

MediaryQuery *
mediary_place_dup_query (MediaryPlace *self)
{
  g_autoptr (MediaryQuery) everything = mediary_query_new ();

  switch (self->kind) {
  case MEDIARY_PLACE_ALL:
    return g_steal_pointer (&everything);
  case MEDIARY_PLACE_NEEDS_ATTENTION:
    return mediary_query_with_state (everything, self->state);
  case MEDIARY_PLACE_NO_KNOWN_USE:
    return mediary_query_with_no_use (everything, TRUE);
  case MEDIARY_PLACE_TYPE_OF_MEDIA:
    return mediary_query_with_media_type (everything, self->media_type);
  case MEDIARY_PLACE_APP:
    return mediary_query_with_module (everything, self->destination->module_name);
  case MEDIARY_PLACE_DOCUMENT:
    return mediary_query_with_artifact (everything, self->destination->module_name, self->destination->artifact_name);
  case MEDIARY_PLACE_LAST_CHECK_IN:
  case MEDIARY_PLACE_HEADING:
  case MEDIARY_PLACE_NEW_DOCUMENT:
  case MEDIARY_PLACE_MORE:
  default:
    return NULL;
  }
}

static char *
dup_problem_line (MediaryPlace *self)
{
  gulong count = (gulong) MAX (self->count, 1);

  if (self->state == MEDIARY_STATE_MISSING) {
    /* Translators: above the files of the place “Not Found” */
    return g_strdup_printf (ngettext ("%'lu file is not where it was.", "%'lu files are not where they were.", count), count);
  }

  if (self->state == MEDIARY_STATE_LENT) {
    /* Translators: above the files of the place “Lent”; a sandbox was given them for a session only */
    return g_strdup_printf (ngettext ("Mediary may read %'lu file only until you log out.", "Mediary may read %'lu files only until you log out.", count), count);
  }

  /* Translators: above the files of the place “No Access” */
  return g_strdup_printf (ngettext ("You are not allowed to read %'lu file.", "You are not allowed to read %'lu files.", count), count);
}

static char *
dup_document_line (MediaryPlace *self)
{
  g_autofree char *app = mediary_names_dup_app (self->destination->module_name);
  g_autofree char *folder = mediary_names_dup_document_folder (self->destination->artifact_name);
  g_autofree char *shown_folder = folder != NULL ? mediary_direction_dup_path (folder) : NULL;

  if (mediary_names_is_own (self->destination->module_name, self->destination->artifact_name))
    return g_strdup (_("Checked in without a document."));

  return mediary_direction_dup_line ((const char *const[]){ app, shown_folder, NULL });
}

/* What is said above the files of this place; NULL where the title says it all. */
char *
mediary_place_dup_line (MediaryPlace *self)
{
  switch (self->kind) {
  case MEDIARY_PLACE_NEEDS_ATTENTION:
    return dup_problem_line (self);
  case MEDIARY_PLACE_NO_KNOWN_USE:
    return g_strdup (_("No document that Mediary knows uses these."));
  case MEDIARY_PLACE_DOCUMENT:
    return dup_document_line (self);
  case MEDIARY_PLACE_ALL:
  case MEDIARY_PLACE_LAST_CHECK_IN:
  case MEDIARY_PLACE_HEADING:
  case MEDIARY_PLACE_TYPE_OF_MEDIA:
  case MEDIARY_PLACE_APP:
  case MEDIARY_PLACE_NEW_DOCUMENT:
  case MEDIARY_PLACE_MORE:
  default:
    return NULL;
  }
}

char *
mediary_place_dup_accessible_name (MediaryPlace *self)
{
  if (self->count == MEDIARY_PLACE_COUNT_UNKNOWN)
    return g_strdup (self->title);

  /* Translators: the name of a place, then how many files are in it, for a screen reader: “Images, 12 files” */
  return g_strdup_printf (ngettext ("%s, %'u file", "%s, %'u files", (gulong) self->count), self->title, (guint) self->count);
}

/* Whether files may be dropped on its row. Places that hold a problem, or the lack of a use, take none. */
gboolean
mediary_place_takes_files (MediaryPlace *self)
{
  switch (self->kind) {
  case MEDIARY_PLACE_ALL:
  case MEDIARY_PLACE_LAST_CHECK_IN:
  case MEDIARY_PLACE_TYPE_OF_MEDIA:
  case MEDIARY_PLACE_APP:
  case MEDIARY_PLACE_DOCUMENT:
  case MEDIARY_PLACE_NEW_DOCUMENT:
    return TRUE;
  case MEDIARY_PLACE_HEADING:
  case MEDIARY_PLACE_NEEDS_ATTENTION:
  case MEDIARY_PLACE_NO_KNOWN_USE:
  case MEDIARY_PLACE_MORE:
  default:
    return FALSE;
  }
}
