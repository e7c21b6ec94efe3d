/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "diary-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

/* What a disk writes whole. */
#define SECTOR 512

typedef enum {
  ENTRY_WRITE,
  ENTRY_TRUNCATE,
  ENTRY_SYNC,
  ENTRY_DELETE,
  ENTRY_ACKNOWLEDGE,
} EntryKind;

typedef struct {
  EntryKind kind;
  char     *name; /* of the file, or what is acknowledged */
  gint64    offset;
  GBytes   *data;
  gboolean  durable; /* a deletion the folder was synced after */
} Entry;

typedef struct {
  sqlite3_file  base;
  char         *name;
  sqlite3_file *real;
} File;

static sqlite3_vfs  vfs;
static sqlite3_vfs *real_vfs;
static GMutex       mutex;
static GPtrArray   *diary;
static guint        n_calls;
static guint        fail_at;
static guint        n_failures;
static int          fail_code;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_clear_pointer (&entry->data, g_bytes_unref);
  g_free (entry);
}

static void
note (EntryKind kind, const char *name, gint64 offset, GBytes *data, gboolean durable)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->kind = kind;
  entry->name = g_path_get_basename (name);
  entry->offset = offset;
  entry->data = data;
  entry->durable = durable;
  g_mutex_lock (&mutex);
  g_ptr_array_add (diary, entry);
  g_mutex_unlock (&mutex);
}

/* Counts a call that touches the disk. Returns what it is to fail with, or SQLITE_OK. */
static int
count_call (void)
{
  int code = SQLITE_OK;

  g_mutex_lock (&mutex);
  n_calls++;
  if (fail_at != 0 && n_calls >= fail_at && (n_failures == 0 || n_calls < fail_at + n_failures))
    code = fail_code;
  g_mutex_unlock (&mutex);
  if (code == DIARY_KILL)
    raise (SIGKILL);

  return code;
}

static int
file_close (sqlite3_file *base)
{
  File *file = (File *) base;
  int   code = file->real->pMethods->xClose (file->real);

  g_free (file->name);
  g_free (file->real);

  return code;
}

static int
file_read (sqlite3_file *base, void *buffer, int length, sqlite3_int64 offset)
{
  File *file = (File *) base;

  return file->real->pMethods->xRead (file->real, buffer, length, offset);
}

static int
file_write (sqlite3_file *base, const void *buffer, int length, sqlite3_int64 offset)
{
  File *file = (File *) base;
  int   code = count_call ();

  if (code != SQLITE_OK)
    return code;

  note (ENTRY_WRITE, file->name, offset, g_bytes_new (buffer, (gsize) length), FALSE);

  return file->real->pMethods->xWrite (file->real, buffer, length, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int   code = count_call ();

  if (code != SQLITE_OK)
    return code;

  note (ENTRY_TRUNCATE, file->name, size, NULL, FALSE);

  return file->real->pMethods->xTruncate (file->real, size);
}

static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;
  int   code = count_call ();

  if (code != SQLITE_OK)
    return code;

  note (ENTRY_SYNC, file->name, 0, NULL, FALSE);

  return SQLITE_OK; /* the diary decides what was synced; the real disk need not work for it */
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return file->real->pMethods->xLock (file->real, level);
}

static int
file_unlock (sqlite3_file *base, int level)
{
  File *file = (File *) base;

  return file->real->pMethods->xUnlock (file->real, level);
}

static int
file_check_reserved_lock (sqlite3_file *base, int *reserved)
{
  File *file = (File *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, reserved);
}

static int
file_control (sqlite3_file *base, int operation, void *argument)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileControl (file->real, operation, argument);
}

static int
file_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

/* Nothing is promised: no safe append, no atomic write, no order. */
static int
file_characteristics (sqlite3_file *base)
{
  return 0;
}

static int
file_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **memory)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmMap (file->real, page, size, extend, memory);
}

static int
file_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmLock (file->real, offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *base)
{
  File *file = (File *) base;

  file->real->pMethods->xShmBarrier (file->real);
}

static int
file_shm_unmap (sqlite3_file *base, int remove)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmUnmap (file->real, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *self, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = (File *) base;
  int   code;

  memset (file, 0, sizeof *file);
  file->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, name, file->real, flags, out_flags);
  if (code != SQLITE_OK) {
    g_free (file->real);
    return code;
  }

  file->name = g_strdup (name != NULL ? name : "temporary");
  file->base.pMethods = &methods;

  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *self, const char *name, int sync_folder)
{
  int code = count_call ();

  if (code != SQLITE_OK)
    return code;

  note (ENTRY_DELETE, name, 0, NULL, sync_folder != 0);

  return real_vfs->xDelete (real_vfs, name, sync_folder);
}

/* What opens a database from now on writes into the diary. */
void
diary_begin (void)
{
  diary = g_ptr_array_new_with_free_func (entry_free);
  n_calls = 0;
  fail_at = 0;
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "diary";
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  sqlite3_vfs_register (&vfs, 1);
}

/* Every database must be closed by now. The diary can still be read. */
void
diary_end (void)
{
  sqlite3_vfs_register (real_vfs, 1);
  sqlite3_vfs_unregister (&vfs);
}

void
diary_acknowledge (const char *what)
{
  note (ENTRY_ACKNOWLEDGE, what, 0, NULL, FALSE);
}

guint
diary_get_length (void)
{
  return diary->len;
}

void
diary_fail_at (guint call, int code, guint n)
{
  g_mutex_lock (&mutex);
  fail_at = call;
  fail_code = code;
  n_failures = n;
  g_mutex_unlock (&mutex);
}

guint
diary_get_n_calls (void)
{
  guint n;

  g_mutex_lock (&mutex);
  n = n_calls;
  g_mutex_unlock (&mutex);

  return n;
}

/* ---- The disks a cut might leave ---- */

typedef struct {
  GByteArray *synced;  /* what is on the disk for certain */
  GPtrArray  *pending; /* of Entry: written since; each sector of them may be there or not */
  gboolean    exists;
} DiskFile;

static void
disk_file_free (gpointer data)
{
  DiskFile *file = data;

  g_byte_array_unref (file->synced);
  g_ptr_array_unref (file->pending);
  g_free (file);
}

static DiskFile *
get_disk_file (GHashTable *disk, const char *name)
{
  DiskFile *file = g_hash_table_lookup (disk, name);

  if (file == NULL) {
    file = g_new0 (DiskFile, 1);
    file->synced = g_byte_array_new ();
    file->pending = g_ptr_array_new ();
    g_hash_table_insert (disk, g_strdup (name), file);
  }

  return file;
}

static void
set_size (GByteArray *bytes, gsize size)
{
  guint before = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (size > before)
    memset (bytes->data + before, 0, size - before);
}

static void
apply_bytes (GByteArray *bytes, const Entry *entry, gsize from, gsize length)
{
  gsize end = (gsize) entry->offset + from + length;

  if (bytes->len < end)
    set_size (bytes, end);
  memcpy (bytes->data + (gsize) entry->offset + from, (const char *) g_bytes_get_data (entry->data, NULL) + from, length);
}

static void
apply_entry (GByteArray *bytes, const Entry *entry)
{
  if (entry->kind == ENTRY_WRITE)
    apply_bytes (bytes, entry, 0, g_bytes_get_size (entry->data));
  else
    set_size (bytes, (gsize) entry->offset);
}

/* A write that was not synced: some of its sectors. */
static void
apply_torn (GByteArray *bytes, const Entry *entry, GRand *random, double kept)
{
  gsize size = entry->kind == ENTRY_WRITE ? g_bytes_get_size (entry->data) : 0;

  if (entry->kind == ENTRY_TRUNCATE && g_rand_double (random) < kept)
    apply_entry (bytes, entry);

  for (gsize from = 0; from < size; from += SECTOR) {
    if (g_rand_double (random) < kept)
      apply_bytes (bytes, entry, from, MIN (SECTOR, size - from));
  }
}

static void
replay (GHashTable *disk, const Entry *entry, GRand *random)
{
  DiskFile *file = get_disk_file (disk, entry->name);

  switch (entry->kind) {
  case ENTRY_WRITE:
  case ENTRY_TRUNCATE:
    file->exists = TRUE;
    g_ptr_array_add (file->pending, (gpointer) entry);
    break;
  case ENTRY_SYNC:
    for (guint i = 0; i < file->pending->len; i++)
      apply_entry (file->synced, g_ptr_array_index (file->pending, i));
    g_ptr_array_set_size (file->pending, 0);
    file->exists = TRUE;
    break;
  case ENTRY_DELETE:
    if (entry->durable || g_rand_boolean (random)) {
      set_size (file->synced, 0);
      g_ptr_array_set_size (file->pending, 0);
      file->exists = FALSE;
    }
    break;
  case ENTRY_ACKNOWLEDGE:
  default:
    break;
  }
}

static void
write_disk_file (const char *name, DiskFile *file, GRand *random, const char *folder)
{
  static const double kept[] = { 0.0, 0.5, 0.9, 1.0 };
  g_autofree char    *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  double chance = kept[g_rand_int_range (random, 0, G_N_ELEMENTS (kept))];

  if (!file->exists)
    return;

  for (guint i = 0; i < file->pending->len; i++)
    apply_torn (file->synced, g_ptr_array_index (file->pending, i), random, chance);
  g_file_set_contents (path, (const char *) file->synced->data, file->synced->len, &error);
  g_assert_no_error (error);
}

GPtrArray *
diary_build_disk (guint until, GRand *random, const char *folder)
{
  g_autoptr (GHashTable) disk = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_file_free);
  GPtrArray     *acknowledged = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       name;
  gpointer       file;

  for (guint i = 0; i < until; i++) {
    const Entry *entry = g_ptr_array_index (diary, i);

    if (entry->kind == ENTRY_ACKNOWLEDGE)
      g_ptr_array_add (acknowledged, g_strdup (entry->name));
    else
      replay (disk, entry, random);
  }

  g_hash_table_iter_init (&iter, disk);
  while (g_hash_table_iter_next (&iter, &name, &file))
    write_disk_file (name, file, random, folder);

  return acknowledged;
}
