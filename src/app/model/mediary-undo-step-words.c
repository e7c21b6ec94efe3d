/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-undo-step-private.h"

/* How a step is said: in the menu, before it is taken back, and in a toast, when it is done. */

static char *
dup_document (MediaryUndoStep *self)
{
  return self->destination != NULL ? mediary_destination_dup_title (self->destination) : NULL;
}

/* What a menu calls it: “Undo Check-in of 36 Files” has this behind the first word. */
char *
mediary_undo_step_dup_name (MediaryUndoStep *self)
{
  guint            n_files = mediary_undo_step_get_n_files (self);
  g_autofree char *document = dup_document (self);

  switch (self->kind) {
  case MEDIARY_UNDO_CHECK_IN:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Check-in of %'u File", "Check-in of %'u Files", n_files), n_files);
  case MEDIARY_UNDO_USES:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Removal of %'u Use", "Removal of %'u Uses", n_files), n_files);
  case MEDIARY_UNDO_DOCUMENT:
    /* Translators: follows “Undo” or “Redo” in a menu; %s is a document */
    return g_strdup_printf (_("Removal of “%s”"), document);
  case MEDIARY_UNDO_RENAME:
    /* Translators: follows “Undo” or “Redo” in a menu; %s is a document */
    return g_strdup_printf (_("Renaming of “%s”"), document);
  case MEDIARY_UNDO_ITEMS:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Removal of %'u File", "Removal of %'u Files", n_files), n_files);
  case MEDIARY_UNDO_TRASH:
  default:
    /* Translators: follows “Undo” or “Redo” in a menu */
    return g_strdup_printf (ngettext ("Move to Trash of %'u File", "Move to Trash of %'u Files", n_files), n_files);
  }
}

static char *
dup_result_for_document (MediaryUndoStep *self)
{
  g_autofree char *document = dup_document (self);
  g_autoptr (MediaryDestination) renamed = NULL;
  g_autofree char *new_title = NULL;

  if (self->kind == MEDIARY_UNDO_DOCUMENT) {
    /* Translators: %s is a document that Mediary no longer knows */
    return g_strdup_printf (_("“%s” removed from the library; its files stay"), document);
  }

  renamed = mediary_destination_new (self->destination->module_name, self->new_name);
  new_title = mediary_destination_dup_title (renamed);
  /* Translators: two names of a document, before and after */
  return g_strdup_printf (_("“%s” is now “%s”"), document, new_title);
}

static char *
dup_result_for_one (MediaryUndoStep *self)
{
  const char      *name = mediary_item_get_display_name (self->items->pdata[0]);
  g_autofree char *document = dup_document (self);

  if (self->kind == MEDIARY_UNDO_USES) {
    /* Translators: %s is a document */
    return g_strdup_printf (_("Removed from “%s”"), document);
  }

  if (self->kind == MEDIARY_UNDO_ITEMS) {
    /* Translators: %s is a file, which itself stays where it is */
    return g_strdup_printf (_("“%s” removed from the library"), name);
  }

  /* Translators: %s is a file */
  return g_strdup_printf (_("“%s” moved to the Trash"), name);
}

/* What a toast says when it is done. */
char *
mediary_undo_step_dup_result (MediaryUndoStep *self)
{
  guint n_files = mediary_undo_step_get_n_files (self);

  if (self->items == NULL)
    return dup_result_for_document (self);

  if (n_files == 1 && self->items->len == 1)
    return dup_result_for_one (self);

  if (self->kind == MEDIARY_UNDO_USES) {
    /* Translators: how many documents’ uses of files were removed */
    return g_strdup_printf (ngettext ("%'u use removed", "%'u uses removed", n_files), n_files);
  }

  if (self->kind == MEDIARY_UNDO_ITEMS) {
    /* Translators: how many files Mediary no longer knows; they stay where they are */
    return g_strdup_printf (ngettext ("%'u file removed from the library", "%'u files removed from the library", n_files), n_files);
  }

  if (mediary_undo_step_get_n_left (self) > 0) {
    /* Translators: of several files, how many went to the Trash */
    return g_strdup_printf (ngettext ("%'u of %'u file moved to the Trash", "%'u of %'u files moved to the Trash", self->items->len),
                            n_files, self->items->len);
  }

  /* Translators: how many files */
  return g_strdup_printf (ngettext ("%'u file moved to the Trash", "%'u files moved to the Trash", n_files), n_files);
}
