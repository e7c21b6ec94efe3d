/* SPDX-License-Identifier: CC0-1.0 */
/* A module in a few lines: cc check-in.c $(pkg-config --cflags --libs mediary-1) */
#include <mediary.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryService) service = mediary_service_open (NULL, NULL, &error);
  g_autoptr (MediaryReference) reference = NULL;
  g_autofree char *text = NULL;

  if (service != NULL && argc == 4)
    reference = mediary_service_check_in_media (service, argv[1], argv[2], argv[3], NULL, &error);
  if (reference == NULL) {
    g_printerr ("%s\n", error != NULL ? error->message : "usage: check-in FILE MODULE ARTIFACT");
    return 1;
  }

  text = mediary_reference_to_text (reference); /* this goes into the cell */
  g_print ("%s\n", text);

  return 0;
}
