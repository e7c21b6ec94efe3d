/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gmodule.h>
#include <nautilus-extension.h>
#include <stdio.h>

/*
 * nautilus-host MODULE menu|check-in|properties [TYPE FILE]...: does with the extension what Files does, and prints what Files would
 * show: the labels of the menu, the notification, the rows of the page. What comes late is waited for.
 */

/* A file, as Files describes it to extensions. */
#define TEST_TYPE_FILE (test_file_get_type ())
G_DECLARE_FINAL_TYPE (TestFile, test_file, TEST, FILE, GObject)

struct _TestFile {
  GObject     parent_instance;
  GFile      *location;
  const char *type;
};

static char *
get_mime_type (NautilusFileInfo *info)
{
  return g_strdup (TEST_FILE (info)->type);
}

static GFile *
get_location (NautilusFileInfo *info)
{
  return g_object_ref (TEST_FILE (info)->location);
}

static gboolean
is_directory (NautilusFileInfo *info)
{
  return g_str_equal (TEST_FILE (info)->type, "inode/directory");
}

static void
init_file_info (NautilusFileInfoInterface *interface)
{
  interface->get_mime_type = get_mime_type;
  interface->get_location = get_location;
  interface->is_directory = is_directory;
}

G_DEFINE_TYPE_WITH_CODE (TestFile, test_file, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (NAUTILUS_TYPE_FILE_INFO, init_file_info))

static void
test_file_finalize (GObject *object)
{
  g_object_unref (TEST_FILE (object)->location);
  G_OBJECT_CLASS (test_file_parent_class)->finalize (object);
}

static void
test_file_class_init (TestFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_file_finalize;
}

static void
test_file_init (TestFile *self)
{
}

static NautilusFileInfo *
file_new (const char *type, const char *name)
{
  TestFile *self = g_object_new (TEST_TYPE_FILE, NULL);

  self->type = type;
  self->location = g_file_new_for_commandline_arg (name);

  return NAUTILUS_FILE_INFO (self);
}

/* The module that Files makes of each shared object in its folder. */
#define TEST_TYPE_MODULE (test_module_get_type ())
G_DECLARE_FINAL_TYPE (TestModule, test_module, TEST, MODULE, GTypeModule)

struct _TestModule {
  GTypeModule parent_instance;
  const char *path;
  void (*list_types) (const GType **types,
                      int          *n_types);
};

G_DEFINE_TYPE (TestModule, test_module, G_TYPE_TYPE_MODULE)

static gboolean
test_module_load (GTypeModule *module)
{
  GModule *library = g_module_open (TEST_MODULE (module)->path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  void (*initialize) (GTypeModule * module) = NULL;

  if (library == NULL || !g_module_symbol (library, "nautilus_module_initialize", (gpointer *) &initialize) ||
      !g_module_symbol (library, "nautilus_module_list_types", (gpointer *) &TEST_MODULE (module)->list_types))
    g_error ("%s", g_module_error ());
  initialize (module);

  return TRUE;
}

static void
test_module_unload (GTypeModule *module)
{
}

static void
test_module_class_init (TestModuleClass *klass)
{
  G_TYPE_MODULE_CLASS (klass)->load = test_module_load;
  G_TYPE_MODULE_CLASS (klass)->unload = test_module_unload;
}

static void
test_module_init (TestModule *self)
{
}

static GObject *
load_extension (const char *path)
{
  TestModule  *module = g_object_new (TEST_TYPE_MODULE, NULL);
  const GType *types;
  int          n_types;

  module->path = path;
  g_type_module_use (G_TYPE_MODULE (module));
  module->list_types (&types, &n_types);
  g_assert_cmpint (n_types, ==, 1);

  return g_object_new (types[0], NULL);
}

static void
wait_for_rows (GListModel *rows)
{
  while (g_list_model_get_n_items (rows) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
show_properties (GObject *extension, GList *files)
{
  GList *models = nautilus_properties_model_provider_get_models (NAUTILUS_PROPERTIES_MODEL_PROVIDER (extension), files);

  for (GList *l = models; l != NULL; l = l->next) {
    GListModel *rows = nautilus_properties_model_get_model (l->data);

    /* Files shows the page at once: what is there by now must not have been waited for. */
    printf ("%s: %u rows at first\n", nautilus_properties_model_get_title (l->data), g_list_model_get_n_items (rows));
    wait_for_rows (rows);
    for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
      g_autoptr (NautilusPropertiesItem) row = g_list_model_get_item (rows, i);

      printf ("%s | %s\n", nautilus_properties_item_get_name (row), nautilus_properties_item_get_value (row));
    }
  }
  g_list_free_full (models, g_object_unref);
}

/* The notification goes to the portal or to the desktop's own service, which the test plays. */
static void
on_told (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method, GVariant *arguments,
         GDBusMethodInvocation *invocation, gpointer data)
{
  const char *title;
  const char *body;

  g_variant_get_child (arguments, 3, "&s", &title);
  g_variant_get_child (arguments, 4, "&s", &body);
  printf ("%s\n%s\n", title, body);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
  g_main_loop_quit (data);
}

static void
play_desktop (GDBusConnection *bus, GMainLoop *loop)
{
  static const char xml[] =
    "<node><interface name='org.freedesktop.Notifications'><method name='Notify'><arg type='s' direction='in'/>"
    "<arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = on_told };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);

  g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", node->interfaces[0], &vtable, loop, NULL, NULL);
  g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
check_in (NautilusMenuItem *item)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GApplication) application = g_application_new ("org.example.Files", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  play_desktop (bus, loop);
  g_application_register (application, NULL, NULL);
  g_application_set_default (application);
  nautilus_menu_item_activate (item);
  g_main_loop_run (loop);
}

static void
show_menu (GObject *extension, GList *files, gboolean activate)
{
  GList *items = nautilus_menu_provider_get_file_items (NAUTILUS_MENU_PROVIDER (extension), files);

  for (GList *l = items; l != NULL; l = l->next) {
    g_autofree char *label = NULL;

    g_object_get (l->data, "label", &label, NULL);
    printf ("%s\n", label);
    if (activate)
      check_in (l->data);
  }
  g_list_free_full (items, g_object_unref);
}

int
main (int argc, char **argv)
{
  g_autoptr (GObject) extension = load_extension (argv[1]);
  g_autolist (NautilusFileInfo) files = NULL;

  for (int i = 3; i + 1 < argc; i += 2)
    files = g_list_append (files, file_new (argv[i], argv[i + 1]));

  if (g_str_equal (argv[2], "properties"))
    show_properties (extension, files);
  else
    show_menu (extension, files, g_str_equal (argv[2], "check-in"));

  return 0;
}
