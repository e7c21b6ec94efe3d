/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-landlock.h"

#include "extractor-loaders.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Which files can be opened by name: those that libraries are made of, for reading. Nothing of the home, nothing of the
 * network, no signal and no abstract socket to anyone outside. None can be run, but for the loaders where there are any.
 *
 * The file that is asked about comes as a descriptor and needs no name. Each kernel knows a part of the rules below; it
 * is asked for the part it knows.
 */

/* What the headers of an older kernel do not name. */
#define MAKE_AND_REMOVE   0x1ff0 /* remove and make folders and files of every kind, ABI 1 */
#define REFER             (1 << 13)
#define TRUNCATE          (1 << 14)
#define DEVICE_CONTROL    (1 << 15)
#define TCP               3 /* bind and connect */
#define ABSTRACT_AND_KILL 3 /* abstract sockets and signals */

/* The whole of it, as kernel 6.12 and later understand it. */
typedef struct {
  guint64 files;
  guint64 network;
  guint64 scopes;
} Rules;

static const char *const library_folders[] = {
  "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/local/lib", "/lib", "/lib64", "/app/lib",
  "/etc/ld.so.cache", "/etc/alternatives", NULL
};

/* Types of files, loaders and their lists, fonts for drawings. */
static const char *const data_folders[] = {
  "/usr/share/mime", "/usr/local/share/mime", "/app/share/mime", "/usr/share/gdk-pixbuf-2.0",
  "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts", "/var/cache/fontconfig",
  "/run/host/fonts", "/run/host/fonts-cache", NULL
};

/* Where a person has put plugins. */
static const char *const folder_variables[] = {
  "LD_LIBRARY_PATH", "GST_PLUGIN_PATH", "GST_PLUGIN_PATH_1_0", "GST_PLUGIN_SYSTEM_PATH", "GST_PLUGIN_SYSTEM_PATH_1_0",
  "GDK_PIXBUF_MODULE_FILE", "GDK_PIXBUF_MODULEDIR", NULL
};

/* The kernel's version of Landlock, or 0. */
int
extractor_landlock_get_version (void)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

  return (int) MAX (version, 0);
}

static Rules
rules_of_version (int version)
{
  Rules rules = { .files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
                    LANDLOCK_ACCESS_FS_READ_DIR | MAKE_AND_REMOVE };

  if (version >= 2)
    rules.files |= REFER;
  if (version >= 3)
    rules.files |= TRUNCATE;
  if (version >= 4)
    rules.network = TCP;
  if (version >= 5)
    rules.files |= DEVICE_CONTROL;
  if (version >= 6)
    rules.scopes = ABSTRACT_AND_KILL;

  return rules;
}

/* How much of Rules a kernel of @version has heard of; it refuses what is longer only if the rest is not nought. */
static gsize
size_of_version (int version)
{
  if (version >= 6)
    return sizeof (Rules);

  return version >= 4 ? G_STRUCT_OFFSET (Rules, scopes) : G_STRUCT_OFFSET (Rules, network);
}

/* What is not there cannot be read either: no error. */
static void
allow (int ruleset, const char *path, guint64 access)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = access };
  struct stat                       status;

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;

  if (fstat (rule.parent_fd, &status) == 0 && S_ISDIR (status.st_mode))
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  if (syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    g_info ("Landlock does not take “%s”", path);
  close (rule.parent_fd);
}

static void
allow_reading (int ruleset, const char *path)
{
  allow (ruleset, path, LANDLOCK_ACCESS_FS_READ_FILE);
}

static void
allow_all (int ruleset, const char *const *paths)
{
  for (gsize i = 0; paths[i] != NULL; i++)
    allow_reading (ruleset, paths[i]);
}

static void
allow_variables (int ruleset)
{
  for (gsize i = 0; folder_variables[i] != NULL; i++) {
    const char *value = g_getenv (folder_variables[i]);
    g_auto (GStrv) paths = g_strsplit (value != NULL ? value : "", G_SEARCHPATH_SEPARATOR_S, -1);

    for (gsize j = 0; paths[j] != NULL; j++)
      if (g_path_is_absolute (paths[j]))
        allow_reading (ruleset, paths[j]);
  }
}

/* Loaders of glycin, by name; no other program. */
static void
allow_loaders (int ruleset)
{
  g_auto (GStrv) folders = extractor_loaders_find_folders ();
  g_auto (GStrv) programs = extractor_loaders_find_programs ();

  allow_all (ruleset, (const char *const *) folders);
  for (gsize i = 0; programs[i] != NULL; i++)
    allow (ruleset, programs[i], LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE);
}

/* For this thread and all it starts, for good. FALSE: the kernel has no Landlock, or would not.
 *
 * A cage of pictures within one of loaders leaves signals to the outer: the kernel, too, would not get through to the
 * starter, which is to die with who has that cage. */
gboolean
extractor_landlock_enter (ExtractorCage cage)
{
  static gboolean in_loaders;
  int             version = extractor_landlock_get_version ();
  Rules           rules = rules_of_version (version);
  int             ruleset;
  gboolean        entered;

  if (version == 0)
    return FALSE;

  if (cage == EXTRACTOR_CAGE_IMAGE && in_loaders)
    rules.scopes = 0;
  in_loaders |= cage == EXTRACTOR_CAGE_LOADERS;

  ruleset = (int) syscall (SYS_landlock_create_ruleset, &rules, size_of_version (version), 0);
  if (ruleset < 0)
    return FALSE;

  allow_all (ruleset, library_folders);
  allow_variables (ruleset);
  if (cage != EXTRACTOR_CAGE_STREAM)
    allow_all (ruleset, data_folders);
  if (cage == EXTRACTOR_CAGE_LOADERS)
    allow_loaders (ruleset);

  entered = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);

  return entered;
}
