/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-arguments.h"

#include <limits.h>
#include <string.h>

#include "mediary-error.h"
#include "private/mediary-id.h"

/* A file: URI of the longest path fits in an artifact. */
#define MAX_MODULE_BYTES   255
#define MAX_ARTIFACT_BYTES (16 * 1024)
#define MAX_LOCATION_BYTES 1024
/* A call is one transaction: who has more makes several. */
#define MAX_IDS 100000

static gboolean
check_text (const char *what, const char *text, gsize max_bytes, GError **error)
{
  if (text == NULL || *text == '\0')
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The %s is empty", what);
  else if (strlen (text) > max_bytes)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The %s is longer than %" G_GSIZE_FORMAT " bytes", what, max_bytes);
  else if (!g_utf8_validate (text, -1, NULL))
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The %s is not valid UTF-8", what);
  else
    return TRUE;

  return FALSE;
}

gboolean
mediary_arguments_check_names (const char *module_name, const char *artifact_name, GError **error)
{
  return check_text ("module name", module_name, MAX_MODULE_BYTES, error) &&
    check_text ("artifact name", artifact_name, MAX_ARTIFACT_BYTES, error);
}

/* NULL is no location, and fine. */
gboolean
mediary_arguments_check_location (const char *location, GError **error)
{
  return location == NULL || check_text ("location", location, MAX_LOCATION_BYTES, error);
}

gboolean
mediary_arguments_check_path (const char *file_path, GError **error)
{
  if (file_path == NULL || *file_path == '\0')
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The file path is empty");
  else if (strlen (file_path) >= PATH_MAX)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "The path is too long");
  else
    return TRUE;

  return FALSE;
}

gboolean
mediary_arguments_check_id (const char *id, GError **error)
{
  if (id != NULL && strlen (id) <= MEDIARY_ID_LENGTH && g_utf8_validate (id, -1, NULL))
    return TRUE;

  g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_NOT_FOUND, "This is the id of nothing");

  return FALSE;
}

gboolean
mediary_arguments_check_ids (const char *const *ids, GError **error)
{
  if (g_strv_length ((char **) ids) > MAX_IDS) {
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT, "More than %d ids in one call", MAX_IDS);
    return FALSE;
  }

  for (; *ids != NULL; ids++) {
    if (!mediary_arguments_check_id (*ids, error))
      return FALSE;
  }

  return TRUE;
}
