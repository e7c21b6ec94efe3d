/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <nautilus-extension.h>

#include "mediary-nautilus-extension.h"

/* What Files looks for in an extension. */

G_MODULE_EXPORT void
nautilus_module_initialize (GTypeModule *module)
{
  const char *folder = g_getenv ("MEDIARY_LOCALE_DIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MEDIARY_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* Answers may still be under way when Files lets go of its extensions. */
  g_type_module_use (module);
  mediary_nautilus_extension_register (module);
}

G_MODULE_EXPORT void
nautilus_module_shutdown (void)
{
}

G_MODULE_EXPORT void
nautilus_module_list_types (const GType **types, int *n_types)
{
  static GType all[1];

  all[0] = MEDIARY_TYPE_NAUTILUS_EXTENSION;
  *types = all;
  *n_types = G_N_ELEMENTS (all);
}
