/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-confine.h"

#include "extraction/mediary-extraction-protocol.h"

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
 * Each limit is a belt beside the parent's braces (its deadline, and SIGKILL). Landlock and seccomp belong into
 * extractor_confine(), after the limits: by then the libraries are loaded and GStreamer has its registry.
 */

#define MEMORY       (512 * 1024 * 1024)
#define THREAD_STACK (1024 * 1024) /* GStreamer starts a thread for each stream; eight megabytes each would add up */
#define SECONDS_ONE  7             /* processor time for one file, a little above the parent’s deadline */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED TRUE
#endif
#endif
#ifndef SANITIZED
#define SANITIZED FALSE
#endif

static void
limit (__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
  const struct rlimit limits = { soft, hard };

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

/* After the libraries are ready, before the first file. */
void
extractor_confine (rlim_t n_files)
{
  limit (RLIMIT_NOFILE, n_files, n_files);
  limit (RLIMIT_FSIZE, 0, 0);
  signal (SIGXFSZ, SIG_IGN); /* messages to a log file fail, and may */
  if (!SANITIZED)            /* the sanitizer's shadow alone is terabytes */
    limit (RLIMIT_DATA, MEMORY, MEMORY);
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
