/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-words.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "private/mediary-error-private.h"

/* How errors are said to people: what happened, to which file, and what to do about it. */

static const char *const error_sentences[] = {
  [MEDIARY_ERROR_FILE_NOT_FOUND] = N_ ("There is no such file. It may have been moved or renamed."),
  [MEDIARY_ERROR_PERMISSION_DENIED] = N_ ("You are not allowed to read this file. Its owner can allow it in its permissions."),
  [MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE] = N_ ("This is not an image, video or sound."),
  [MEDIARY_ERROR_NOT_FOUND] = N_ ("The library does not know this."),
  [MEDIARY_ERROR_IN_USE] = N_ ("Something still uses this."),
  [MEDIARY_ERROR_INVALID_ARGUMENT] = N_ ("The name of an app, a document or a file is empty, too long, or not readable text. Use a shorter one."),
  [MEDIARY_ERROR_BUSY] = N_ ("Another program is using the library. Try again in a moment."),
  [MEDIARY_ERROR_NO_SPACE] = N_ ("The disk that holds the library is full. Make some room on it and try again."),
  [MEDIARY_ERROR_TIMED_OUT] = N_ ("The disk or network folder did not answer. See that it is connected, and try again."),
  [MEDIARY_ERROR_READ_FAILED] = N_ ("The disk reported a fault while the file was read. Try again, and copy what you need from this disk."),
  [MEDIARY_ERROR_DATABASE_TOO_NEW] = N_ ("The library was written by a newer version of Mediary. Use that version to open it."),
  [MEDIARY_ERROR_DATABASE_DAMAGED] = N_ ("The library is damaged and cannot be read. Start Mediary again to have it restored."),
  [MEDIARY_ERROR_DATABASE_FOREIGN] = N_ ("The file in the library’s place was made by another program. Move it to another folder and try again."),
  [MEDIARY_ERROR_DATABASE_READ_ONLY] = N_ ("The library may not be written. Allow it in the permissions of its folder, and try again."),
  [MEDIARY_ERROR_EXTRACTION_FAILED] = N_ ("The details of the file could not be read. Open it in another app to see whether it is whole."),
  [MEDIARY_ERROR_FAILED] = N_ ("Something went wrong. Try again, and start Mediary anew if that does not help."),
};

/* Returns: (nullable): what is said of a file where the code alone says too little */
static const char *
get_cause_sentence (const GError *error)
{
  const char *cause = mediary_error_get_cause (error);

  if (g_strcmp0 (cause, MEDIARY_CAUSE_EMPTY_FILE) == 0)
    return _("The file is empty.");
  if (g_strcmp0 (cause, MEDIARY_CAUSE_FOLDER) == 0)
    return _("A folder was skipped.");

  return NULL;
}

/**
 * mediary_words_for_error:
 * @error: an error, of any domain
 *
 * Says an error of Mediary to a person. Nothing of its own message is used: that one is for programmers.
 *
 * Returns: a sentence in the user's language, to be shown as it is
 */
const char *
mediary_words_for_error (const GError *error)
{
  const char *sentence;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("It was stopped.");

  if (error->domain != MEDIARY_ERROR || error->code < 0 || error->code > MEDIARY_ERROR_FAILED)
    return _(error_sentences[MEDIARY_ERROR_FAILED]);

  sentence = get_cause_sentence (error);

  return sentence != NULL ? sentence : _(error_sentences[error->code]);
}

/* What happened to the library at @path, and what to do about it. Returns: (nullable) */
static char *
describe_library_error (int code, const char *path, const char *other)
{
  switch (code) {
  case MEDIARY_ERROR_BUSY:
    if (other != NULL)
      /* Translators: first the name of a program, then of a file */
      return g_strdup_printf (_("The program “%s” keeps the library “%s” locked. Close it, or wait until it is done, and try again."), other, path);
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("Another program keeps the library “%s” locked. Close it, or wait until it is done, and try again."), path);
  case MEDIARY_ERROR_NO_SPACE:
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("The disk that holds the library “%s” is full. Make some room on it and try again."), path);
  case MEDIARY_ERROR_DATABASE_TOO_NEW:
    if (other != NULL)
      /* Translators: both are names of files */
      return g_strdup_printf (_("The library “%s” was written by a newer version of Mediary. Use that version, or put the copy from before in its place: “%s”."), path, other);
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("The library “%s” was written by a newer version of Mediary. Use that version to open it."), path);
  case MEDIARY_ERROR_DATABASE_DAMAGED:
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("The library “%s” is damaged and could not be restored. See that there is room on its disk and that you may write to its folder, then try again; nothing was removed."), path);
  case MEDIARY_ERROR_DATABASE_FOREIGN:
    if (other != NULL)
      /* Translators: both are names of files */
      return g_strdup_printf (_("The library “%s” is a link to “%s”, and is not opened through a link. Put the file itself in its place and try again."), path, other);
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("“%s” is in the library’s place, but was not made by Mediary. Move it to another folder and try again; it was not changed."), path);
  case MEDIARY_ERROR_DATABASE_READ_ONLY:
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("The library “%s” may not be written. Allow it in the permissions of the file and its folder, or of the disk, and try again."), path);
  case MEDIARY_ERROR_FAILED:
    /* Translators: %s is the name of a file */
    return g_strdup_printf (_("Something went wrong with the library “%s”. See that its folder is there and that its disk works, and try again."), path);
  default:
    return NULL;
  }
}

/**
 * mediary_words_for_problem:
 * @error: an error, of any domain
 *
 * Says an error to a person at length: what happened, to which library if it was that, and what to do. Does not touch
 * the disk.
 *
 * Returns: (transfer full): one or more sentences in the user's language
 */
char *
mediary_words_for_problem (const GError *error)
{
  g_autofree char *shown = NULL;
  const char      *library, *other;
  char            *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  library = mediary_error_get_library (error);
  other = mediary_error_get_other (error);
  if (library != NULL) {
    g_autofree char *other_shown = other != NULL ? mediary_words_for_path (other) : NULL;

    shown = mediary_words_for_path (library);
    sentence = describe_library_error (error->code, shown, other_shown);
  }

  return sentence != NULL ? sentence : g_strdup (mediary_words_for_error (error));
}

/* The content type by name alone: what the person believes the file to be, without opening it. */
static char *
describe_type_by_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gboolean         uncertain;
  g_autofree char *type = g_content_type_guess (name, NULL, 0, &uncertain);

  if (uncertain || g_content_type_is_unknown (type))
    return NULL;

  if (g_content_type_is_a (type, "image/*") || g_content_type_is_a (type, "audio/*") || g_content_type_is_a (type, "video/*"))
    return NULL;

  return g_content_type_get_description (type);
}

static gboolean
is_in (const char *path, const char *folder)
{
  gsize length = folder != NULL ? strlen (folder) : 0;

  return length > 0 && strncmp (path, folder, length) == 0 && path[length] == '/';
}

/* A sandbox has the media folders; that something is not there says nothing of other places. */
static gboolean
is_hidden (const char *path)
{
  static gsize sandboxed; /* 1: no, 2: yes */

  if (g_once_init_enter (&sandboxed))
    g_once_init_leave (&sandboxed, g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? 2 : 1);

  return sandboxed == 2 && !is_in (path, g_get_user_special_dir (G_USER_DIRECTORY_PICTURES)) &&
    !is_in (path, g_get_user_special_dir (G_USER_DIRECTORY_VIDEOS)) && !is_in (path, g_get_user_special_dir (G_USER_DIRECTORY_MUSIC)) &&
    !is_in (path, g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS)) && !is_in (path, g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD));
}

/**
 * mediary_words_for_refusal:
 * @path: (type filename): the file that was not checked in
 * @error: why
 *
 * Says why a file was not checked in. Where the name tells what it is, the sentence does too. Does not touch the disk.
 *
 * Returns: (transfer full): a sentence in the user's language
 */
char *
mediary_words_for_refusal (const char *path, const GError *error)
{
  g_autofree char *type = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND) && is_hidden (path))
    return g_strdup (_("Mediary may not look there. Choose it with “Check In” instead."));

  if (!g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE) || mediary_error_get_cause (error) != NULL)
    return mediary_words_for_problem (error);

  type = describe_type_by_name (path);
  if (type == NULL)
    return g_strdup (mediary_words_for_error (error));

  /* Translators: %s is a kind of file, such as “plain text document” or “ODS spreadsheet” */
  return g_strdup_printf (_("Not an image, video or sound: %s."), type);
}
