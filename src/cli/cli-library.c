/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-library.h"

#include "cli-output.h"

/* The person's library. When it had to be restored, that is said before anything else. */
MediaryService *
cli_library_open (GError **error)
{
  MediaryService  *service = mediary_service_open (NULL, NULL, error);
  g_autofree char *recovery = service != NULL ? mediary_words_for_recovery (service) : NULL;

  if (recovery != NULL)
    cli_output_complain (recovery);

  return service;
}
