/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-trash-words.h"

#include <glib/gi18n.h>

#include "mediary-words.h"

/* Why a file did not go to the Trash, or did not come back: which one, what is in its way, and what to do about it. */

G_DEFINE_QUARK (mediary - trash - error, mediary_trash_error)

/* Returns: (nullable): what is only said on this way */
static char *
describe_to (int code, const char *name)
{
  switch (code) {
  case G_IO_ERROR_NOT_FOUND:
    /* Translators: %s is a file that was to be moved to the Trash */
    return g_strdup_printf (_("“%s” is no longer there. It may have been moved or renamed."), name);
  case G_IO_ERROR_NOT_SUPPORTED:
    /* Translators: %s is a file that was to be moved to the Trash */
    return g_strdup_printf (_("“%s” is on a disk that has no Trash. Delete it in your file manager if you no longer need it."), name);
  default:
    return NULL;
  }
}

static char *
describe_back (int code, const char *name)
{
  switch (code) {
  case G_IO_ERROR_NOT_FOUND:
    /* Translators: %s is a file that was to be put back */
    return g_strdup_printf (_("“%s” is no longer in the Trash, or its folder is gone. Look for it in your file manager, and make the folder again."), name);
  case G_IO_ERROR_EXISTS:
    /* Translators: %s is a file that was to be put back */
    return g_strdup_printf (_("There is another “%s” in its place now. Move or rename that one, and undo again."), name);
  default:
    return NULL;
  }
}

static char *
describe (int code, const char *name)
{
  switch (code) {
  case G_IO_ERROR_PERMISSION_DENIED:
    /* Translators: %s is a file */
    return g_strdup_printf (_("You are not allowed to move “%s”. The owner of its folder can allow it in the permissions of the folder."), name);
  case G_IO_ERROR_READ_ONLY:
    /* Translators: %s is a file */
    return g_strdup_printf (_("“%s” is on a disk that may only be read. Allow writing to the disk, and try again."), name);
  case G_IO_ERROR_NO_SPACE:
    /* Translators: %s is a file */
    return g_strdup_printf (_("The disk of “%s” is full. Make some room on it and try again."), name);
  default:
    /* Translators: %s is a file */
    return g_strdup_printf (_("“%s” could not be moved. See that its disk is connected, and try again."), name);
  }
}

/* Any thread. Returns: an error of the domain %MEDIARY_TRASH_ERROR, with the code of @error */
GError *
mediary_trash_explain (const char *path, const GError *error, MediaryTrashWay way)
{
  int              code = error->domain == G_IO_ERROR ? error->code : G_IO_ERROR_FAILED;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = mediary_words_for_name (name);
  g_autofree char *sentence = way == MEDIARY_TRASH_BACK ? describe_back (code, shown) : describe_to (code, shown);

  g_message ("Moving a file: %s", error->message);

  if (sentence == NULL)
    sentence = describe (code, shown);

  return g_error_new_literal (MEDIARY_TRASH_ERROR, code, sentence);
}
