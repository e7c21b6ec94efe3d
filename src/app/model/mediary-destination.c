/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-destination.h"

#include "mediary-names.h"

G_DEFINE_BOXED_TYPE (MediaryDestination, mediary_destination, mediary_destination_copy, mediary_destination_free)

MediaryDestination *
mediary_destination_new (const char *module_name, const char *artifact_name)
{
  MediaryDestination *self = g_new0 (MediaryDestination, 1);

  g_assert (module_name != NULL);

  self->module_name = g_strdup (module_name);
  self->artifact_name = g_strdup (artifact_name);

  return self;
}

MediaryDestination *
mediary_destination_new_own (void)
{
  return mediary_destination_new (MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
}

MediaryDestination *
mediary_destination_copy (const MediaryDestination *self)
{
  MediaryDestination *copy;

  if (self == NULL)
    return NULL;

  copy = mediary_destination_new (self->module_name, self->artifact_name);
  copy->location = g_strdup (self->location);

  return copy;
}

void
mediary_destination_free (MediaryDestination *self)
{
  if (self == NULL)
    return;

  g_free (self->module_name);
  g_free (self->artifact_name);
  g_free (self->location);
  g_free (self);
}

/* Whether app and document are both known, so that nothing needs to be asked. */
gboolean
mediary_destination_is_document (const MediaryDestination *self)
{
  return self != NULL && self->artifact_name != NULL;
}

/* The same app and document; where in it does not matter. */
gboolean
mediary_destination_equal (const MediaryDestination *a, const MediaryDestination *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_str_equal (a->module_name, b->module_name) && g_strcmp0 (a->artifact_name, b->artifact_name) == 0;
}

char *
mediary_destination_dup_title (const MediaryDestination *self)
{
  if (self->artifact_name == NULL)
    return mediary_names_dup_app (self->module_name);

  return mediary_names_dup_document (self->module_name, self->artifact_name);
}
