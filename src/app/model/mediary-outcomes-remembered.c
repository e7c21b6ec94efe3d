/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcomes-private.h"

/* More is only counted when it is remembered. */
#define MAX_ENTRIES 2000

/* Module, artifact, location or nothing, files left out, then for each section how many more there are, and the entries. */
#define FORMAT "(sssu(uuu)a" MEDIARY_OUTCOME_ENTRY_FORMAT ")"

/* What became of the files so far, for another thread to read. */
MediaryOutcomes *
mediary_outcomes_copy (MediaryOutcomes *self)
{
  MediaryOutcomes *copy = g_object_new (MEDIARY_TYPE_OUTCOMES, NULL);

  copy->destination = mediary_destination_copy (self->destination);
  copy->n_left_out = self->n_left_out;
  copy->n_folders = self->n_folders;
  for (guint section = 0; section < MEDIARY_OUTCOMES_N_SECTIONS; section++) {
    guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->entries[section]));
    g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 0; i < n_entries; i++)
      g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (self->entries[section]), i));
    g_list_store_splice (copy->entries[section], 0, 0, entries->pdata, entries->len);
    copy->n_more[section] = self->n_more[section];
  }

  return copy;
}

/* To be remembered; any thread that has it to itself. What was refused comes first, since it may have to be. */
GVariant *
mediary_outcomes_to_variant (MediaryOutcomes *self)
{
  GVariantBuilder builder;
  guint           n_kept = 0;
  guint           n_more[MEDIARY_OUTCOMES_N_SECTIONS];

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" MEDIARY_OUTCOME_ENTRY_FORMAT));
  for (guint section = 0; section < MEDIARY_OUTCOMES_N_SECTIONS; section++) {
    guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->entries[section]));
    guint n_here = MIN (n_entries, MAX_ENTRIES - n_kept);

    for (guint i = 0; i < n_here; i++) {
      g_autoptr (MediaryOutcomeEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries[section]), i);

      g_variant_builder_add_value (&builder, mediary_outcome_entry_to_variant (entry));
    }
    n_kept += n_here;
    n_more[section] = self->n_more[section] + n_entries - n_here;
  }

  return g_variant_new (FORMAT, self->destination->module_name, self->destination->artifact_name,
                        self->destination->location != NULL ? self->destination->location : "", self->n_left_out,
                        n_more[MEDIARY_OUTCOMES_REFUSED], n_more[MEDIARY_OUTCOMES_KNOWN], n_more[MEDIARY_OUTCOMES_ADDED], &builder);
}

const GVariantType *
mediary_outcomes_get_variant_type (void)
{
  return G_VARIANT_TYPE (FORMAT);
}

/* @variant: in its normal form, but whatever a file may say. */
MediaryOutcomes *
mediary_outcomes_new_from_variant (GVariant *variant)
{
  MediaryOutcomes *self = g_object_new (MEDIARY_TYPE_OUTCOMES, NULL);
  g_autoptr (GVariantIter) iter = NULL;
  const char *module_name, *artifact_name, *location;
  GVariant   *child;

  g_variant_get (variant, "(&s&s&su(uuu)a" MEDIARY_OUTCOME_ENTRY_FORMAT ")", &module_name, &artifact_name, &location, &self->n_left_out,
                 &self->n_more[MEDIARY_OUTCOMES_REFUSED], &self->n_more[MEDIARY_OUTCOMES_KNOWN], &self->n_more[MEDIARY_OUTCOMES_ADDED], &iter);
  self->destination = mediary_destination_new (module_name, artifact_name);
  self->destination->location = *location != '\0' ? g_strdup (location) : NULL;

  while ((child = g_variant_iter_next_value (iter)) != NULL) {
    g_autoptr (MediaryOutcomeEntry) entry = mediary_outcome_entry_new_from_variant (child);

    if (entry != NULL)
      mediary_outcomes_append (self, entry);
    g_variant_unref (child);
  }

  return self;
}
