/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-report.h"

#include "extractor-confine.h"
#include "extractor-landlock.h"
#include "extractor-pictures.h"
#include "extractor-preload.h"
#include "extractor-registry.h"
#include "extractor-sanitized.h"
#include "extractor-self-test.h"

#include <gst/gst.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * mediary-extractor --report: what of the cage holds on this machine, and whether files are read in it.
 *
 * Each cage is for good, so each is tried in a child, which tells the rest by its status.
 */

#define HAS_LANDLOCK (1 << 0)
#define HAS_SECCOMP  (1 << 1)
#define READS        (1 << 2)
#define BY_GLYCIN    (1 << 3)
#define ALL          (HAS_LANDLOCK | HAS_SECCOMP | READS)

static int
to_status (ExtractorConfinement confinement, gboolean reads)
{
  return (confinement.landlock > 0 ? HAS_LANDLOCK : 0) | (confinement.seccomp ? HAS_SECCOMP : 0) | (reads ? READS : 0);
}

static int
try_pictures (void)
{
  ExtractorPictures pictures = extractor_pictures_begin ();

  return to_status (pictures.confinement, pictures.reads) | (pictures.by_glycin ? BY_GLYCIN : 0);
}

static int
try_sounds (void)
{
  int                  descriptor = extractor_self_test_open_sound ();
  ExtractorConfinement confinement;

  extractor_registry_settle ();
  gst_init (NULL, NULL);
  extractor_preload ();
  confinement = extractor_confine (EXTRACTOR_CAGE_SERVER);

  return to_status (confinement, extractor_self_test_sound (descriptor));
}

/* What @try_role finds, in a child; 0 if that does not come back. */
static int
ask (int (*try_role) (void))
{
  pid_t pid = fork ();
  int   status = 0;

  if (pid == 0)
    _exit (try_role ());
  if (pid < 0 || waitpid (pid, &status, 0) != pid || !WIFEXITED (status))
    return 0;

  return WEXITSTATUS (status);
}

static const char *
say (int status, int what)
{
  return (status & what) != 0 ? "yes" : "NO";
}

/* Prints it, and returns the status to leave with: 0 where all is as it should be. */
int
extractor_report_print (void)
{
  int version = extractor_landlock_get_version ();
  int pictures = ask (try_pictures);
  int sounds = ask (try_sounds);
  int both = pictures & sounds;

  if (SANITIZED)
    printf ("Extractor: a build that looks for mistakes, without its cage\n");
  else if (both & HAS_LANDLOCK)
    printf ("Extractor: Landlock %d\n", version);
  else
    printf ("Extractor: NO Landlock; files can be opened for reading by name\n");
  if (!SANITIZED)
    printf ("Extractor: seccomp %s\n", say (both, HAS_SECCOMP));
  if (pictures & BY_GLYCIN)
    printf ("Extractor: pictures are decoded by loaders of glycin, in a cage of their own\n");
  printf ("Extractor: reads pictures %s, reads sounds %s\n", say (pictures, READS), say (sounds, READS));

  return both == ALL ? 0 : 1;
}
