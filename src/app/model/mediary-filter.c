/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-filter.h"

#include <glib/gi18n.h>

#include "mediary-names.h"
#include "mediary-words.h"

void
mediary_filter_clear_part (MediaryFilter *self, MediaryFilterPart part)
{
  switch (part) {
  case MEDIARY_FILTER_TYPE:
    self->type = MEDIARY_MEDIA_TYPE_UNKNOWN;
    break;
  case MEDIARY_FILTER_STATE:
    self->state = MEDIARY_STATE_PRESENT;
    break;
  case MEDIARY_FILTER_APP:
    g_clear_pointer (&self->module_name, g_free);
    break;
  case MEDIARY_FILTER_NO_USE:
    self->no_use = FALSE;
    break;
  case MEDIARY_FILTER_N_PARTS:
  default:
    g_return_if_reached ();
  }
}

void
mediary_filter_clear (MediaryFilter *self)
{
  for (guint part = 0; part < MEDIARY_FILTER_N_PARTS; part++)
    mediary_filter_clear_part (self, part);
}

gboolean
mediary_filter_is_empty (const MediaryFilter *self)
{
  return self->type == MEDIARY_MEDIA_TYPE_UNKNOWN && self->state == MEDIARY_STATE_PRESENT && self->module_name == NULL && !self->no_use;
}

static const char *
get_type_title (MediaryMediaType type)
{
  switch (type) {
  case MEDIARY_MEDIA_TYPE_IMAGE:
    return _("Images");
  case MEDIARY_MEDIA_TYPE_VIDEO:
    return C_ ("all files of the type", "Video");
  case MEDIARY_MEDIA_TYPE_AUDIO:
    return _("Audio");
  case MEDIARY_MEDIA_TYPE_UNKNOWN:
  default:
    return NULL;
  }
}

static char *
dup_app_title (const char *module_name)
{
  g_autofree char *app = module_name != NULL ? mediary_names_dup_app (module_name) : NULL;

  /* Translators: a filter: only files that this app uses */
  return app != NULL ? g_strdup_printf (_("Used by %s"), app) : NULL;
}

/* What the chip of this part says; NULL while the part is not set. */
char *
mediary_filter_dup_title (const MediaryFilter *self, MediaryFilterPart part)
{
  switch (part) {
  case MEDIARY_FILTER_TYPE:
    return g_strdup (get_type_title (self->type));
  case MEDIARY_FILTER_STATE:
    return g_strdup (mediary_words_for_state (self->state));
  case MEDIARY_FILTER_APP:
    return dup_app_title (self->module_name);
  case MEDIARY_FILTER_NO_USE:
    return self->no_use ? g_strdup (_("No known use")) : NULL;
  case MEDIARY_FILTER_N_PARTS:
  default:
    g_return_val_if_reached (NULL);
  }
}

MediaryQuery *
mediary_filter_apply (const MediaryFilter *self, MediaryQuery *query)
{
  g_autoptr (MediaryQuery) typed = self->type != MEDIARY_MEDIA_TYPE_UNKNOWN ? mediary_query_with_media_type (query, self->type) : g_object_ref (query);
  g_autoptr (MediaryQuery) stated = self->state != MEDIARY_STATE_PRESENT ? mediary_query_with_state (typed, self->state) : g_object_ref (typed);
  g_autoptr (MediaryQuery) used = self->module_name != NULL ? mediary_query_with_module (stated, self->module_name) : g_object_ref (stated);

  return self->no_use ? mediary_query_with_no_use (used, TRUE) : g_steal_pointer (&used);
}

gboolean
mediary_filter_suits_place (MediaryFilterPart part, MediaryPlace *place)
{
  MediaryPlaceKind kind = mediary_place_get_kind (place);
  gboolean         of_use = kind == MEDIARY_PLACE_APP || kind == MEDIARY_PLACE_DOCUMENT || kind == MEDIARY_PLACE_NO_KNOWN_USE;

  if (kind == MEDIARY_PLACE_LAST_CHECK_IN)
    return FALSE;

  switch (part) {
  case MEDIARY_FILTER_TYPE:
    return kind != MEDIARY_PLACE_TYPE_OF_MEDIA;
  case MEDIARY_FILTER_STATE:
    return kind != MEDIARY_PLACE_NEEDS_ATTENTION;
  case MEDIARY_FILTER_APP:
  case MEDIARY_FILTER_NO_USE:
    return !of_use;
  case MEDIARY_FILTER_N_PARTS:
  default:
    g_return_val_if_reached (FALSE);
  }
}
