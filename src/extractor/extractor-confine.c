/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-confine.h"

#include "extraction/mediary-extraction-protocol.h"
#include "extractor-landlock.h"
#include "extractor-sanitized.h"
#include "extractor-seccomp.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/*
 * What the extractor gives up before it looks at a file.
 *
 * Three locks, none of which leans on another: limits (here), which files can be opened (Landlock), what the kernel can
 * be asked for (seccomp). A kernel without the second or third leaves the others; the report says which hold. Each limit
 * is a belt beside the parent's braces (its deadline, and SIGKILL).
 */

#define MEMORY       (512 * 1024 * 1024)
#define THREAD_STACK (1024 * 1024) /* GStreamer starts a thread for each stream; eight megabytes each would add up */
#define SECONDS_ONE  7             /* processor time for one file, a little above the parent’s deadline */
#define SECONDS_ALL  600           /* for all files of a loader, which is not told when a new one begins */

#define IMAGE_FILES   64
#define LOADERS_FILES 128 /* three pipes, a socket and some more for each loader */
#define STREAM_FILES  256 /* GStreamer has a few for each of its buses and clocks */

/* At most so much, and no more than we were given. */
static void
limit (__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
  struct rlimit given, limits;

  if (getrlimit (resource, &given) != 0)
    given.rlim_max = hard;
  limits.rlim_max = MIN (hard, given.rlim_max);
  limits.rlim_cur = MIN (soft, limits.rlim_max);

  if (setrlimit (resource, &limits) != 0)
    g_error ("Limit %d cannot be set", (int) resource); /* better no extractor than one without limits */
}

/* First thing of all: die with the parent, gain no rights, keep no descriptor that someone forgot to close. */
void
extractor_confine_at_start (void)
{
  pthread_attr_t attributes;

  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    g_error ("Rights cannot be given up");

  close_range (MEDIARY_EXTRACTION_SOCKET + 1, ~0U, 0);
  limit (RLIMIT_CORE, 0, 0);
  mallopt (M_ARENA_MAX, 2);

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, THREAD_STACK);
  pthread_setattr_default_np (&attributes);
  pthread_attr_destroy (&attributes);
}

static rlim_t
get_most_files (ExtractorCage cage)
{
  if (cage == EXTRACTOR_CAGE_LOADERS)
    return LOADERS_FILES;

  return cage == EXTRACTOR_CAGE_IMAGE ? IMAGE_FILES : STREAM_FILES;
}

/* Loaders hand their pixels over in files, though these are in memory and have no names. */
static void
confine_by_limits (ExtractorCage cage)
{
  rlim_t n_files = get_most_files (cage);
  rlim_t file_size = cage == EXTRACTOR_CAGE_LOADERS ? MEMORY : 0;

  limit (RLIMIT_NOFILE, n_files, n_files);
  limit (RLIMIT_FSIZE, file_size, file_size);
  if (cage == EXTRACTOR_CAGE_LOADERS)
    limit (RLIMIT_CPU, SECONDS_ALL, SECONDS_ALL);
  signal (SIGXFSZ, SIG_IGN); /* messages to a log file fail, and may */
  if (!SANITIZED)
    limit (RLIMIT_DATA, MEMORY, MEMORY);
}

/* After the libraries are ready, before the first file, and while there is one thread. Landlock first: seccomp would not
 * let it. */
ExtractorConfinement
extractor_confine (ExtractorCage cage)
{
  ExtractorConfinement confinement = { 0 };

  if (cage != EXTRACTOR_CAGE_STREAM) /* which has its server's limits */
    confine_by_limits (cage);

  if (!SANITIZED) {
    confinement.landlock = extractor_landlock_enter (cage) ? extractor_landlock_get_version () : 0;
    confinement.seccomp = extractor_seccomp_enter (cage);
  }

  return confinement;
}

/* For each file: so much processor time from now on. A limit counts all that a process ever used, and we stay warm. */
void
extractor_confine_time (void)
{
  struct timespec used;
  rlim_t          most;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  most = (rlim_t) used.tv_sec + SECONDS_ONE;
  limit (RLIMIT_CPU, most, RLIM_INFINITY);
}
