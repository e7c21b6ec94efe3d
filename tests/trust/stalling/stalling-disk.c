/* SPDX-License-Identifier: GPL-3.0-or-later */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A disk that does not answer: it shows the files of a folder, and does with each what its name says.
 *
 *     stalling-disk FOLDER MOUNTPOINT [OPTIONS OF LIBFUSE]
 *
 * Whoever asks for what stalls is held until this process ends; where a name says so, there is a file FOLDER.holds from then on.
 * Once there is a file FOLDER.stalled, all of it stalls. Who lists a folder “endless-…” gets names, a few at a time, as long as he
 * asks.
 */

static const char *folder;
static char       *all_stalls;
static char       *held_mark;

#define HEAD_BYTES 4096
#define SLOW       300 * 1000 /* microseconds */

static int
is_called (const char *path, const char *prefix)
{
  const char *name = strrchr (path, '/') + 1;

  return strncmp (name, prefix, strlen (prefix)) == 0;
}

/* With @prefix in its name the call never returns. */
static void
act (const char *path, const char *prefix)
{
  if (is_called (path, "slow-"))
    usleep (SLOW);
  if (is_called (path, prefix))
    close (open (held_mark, O_WRONLY | O_CREAT, 0600));
  while (is_called (path, prefix) || access (all_stalls, F_OK) == 0)
    pause ();
}

static char *
find (const char *path)
{
  char *found = NULL;

  if (asprintf (&found, "%s%s", folder, path) < 0)
    abort ();

  return found;
}

static int
get_attributes (const char *path, struct stat *status, struct fuse_file_info *info)
{
  char *found = find (path);
  int   result;

  act (path, "stall-look-");
  result = lstat (found, status) == 0 ? 0 : -errno;
  free (found);
  if (is_called (path, "lie-"))
    status->st_size *= 10;

  return result;
}

/* The kernel is not to keep anything: each question comes here. */
static int
open_file (const char *path, struct fuse_file_info *info)
{
  char *found = find (path);

  act (path, "stall-open-");
  info->fh = (uint64_t) open (found, O_RDONLY);
  info->direct_io = 1;
  free (found);

  return (int) info->fh < 0 ? -errno : 0;
}

static int
read_file (const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *info)
{
  ssize_t length;

  if (is_called (path, "broken-"))
    return -EIO;
  act (path, "stall-read-");
  if (offset >= HEAD_BYTES || size > HEAD_BYTES)
    act (path, "stall-rest-");
  length = pread ((int) info->fh, buffer, size, offset);

  return length < 0 ? -errno : (int) length;
}

static int
flush_file (const char *path, struct fuse_file_info *info)
{
  act (path, "stall-close-");

  return 0;
}

static int
release_file (const char *path, struct fuse_file_info *info)
{
  close ((int) info->fh);

  return 0;
}

/* Each name says where the next one is, so that the kernel asks for more when its buffer is full. Without a number it would be
 * passed over. */
static int
read_endless_folder (void *buffer, fuse_fill_dir_t fill, off_t offset)
{
  struct stat status = { .st_mode = S_IFREG };
  char        name[32];

  usleep (SLOW);
  do {
    status.st_ino = (ino_t) ++offset;
    snprintf (name, sizeof name, "%lld.png", (long long) offset);
  } while (fill (buffer, name, &status, offset, 0) == 0);

  return 0;
}

static int
read_folder (const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info,
             enum fuse_readdir_flags flags)
{
  char           *found = find (path);
  struct dirent **entries;
  int             n_entries;

  act (path, "stall-list-");
  if (is_called (path, "endless-")) {
    free (found);
    return read_endless_folder (buffer, fill, offset);
  }
  n_entries = scandir (found, &entries, NULL, alphasort);
  free (found);
  if (n_entries < 0)
    return -errno;

  for (int i = 0; i < n_entries; i++) {
    struct stat status = { .st_mode = (mode_t) DTTOIF (entries[i]->d_type), .st_ino = entries[i]->d_ino };

    fill (buffer, entries[i]->d_name, &status, 0, 0);
    free (entries[i]);
  }
  free (entries);

  return 0;
}

static void *
start (struct fuse_conn_info *connection, struct fuse_config *config)
{
  config->kernel_cache = 0;
  config->attr_timeout = 0;
  config->entry_timeout = 0;
  config->negative_timeout = 0;
  config->use_ino = 1;

  return NULL;
}

static const struct fuse_operations operations = {
  .init = start,
  .getattr = get_attributes,
  .readdir = read_folder,
  .open = open_file,
  .read = read_file,
  .flush = flush_file,
  .release = release_file,
};

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;

  folder = realpath (argv[1], NULL);
  if (folder == NULL || asprintf (&all_stalls, "%s.stalled", folder) < 0 || asprintf (&held_mark, "%s.holds", folder) < 0)
    return 2;
  argv[1] = argv[0];

  /* Nobody could end what hangs on the disk of a test that has crashed. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);

  return fuse_main (argc - 1, argv + 1, &operations, NULL);
}
