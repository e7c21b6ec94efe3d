/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-faults.h"

#include "extraction/mediary-extraction-protocol.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The extractor with a decoder as bad as any: a file can have it do what a broken or taken-over one would. It is the
 * real one otherwise, cage and all; only tests build it.
 */

#define TAIL     64
#define GIGABYTE (1024 * 1024 * 1024)

static void
sleep_for_ever (void)
{
  while (TRUE)
    poll (NULL, 0, -1);
}

static void
spin (void)
{
  for (volatile guint i = 0; TRUE; i++)
    ;
}

static void
crash (void)
{
  volatile int *volatile nowhere = NULL;

  *nowhere = 1;
}

static void
eat_memory (void)
{
  while (TRUE)
    memset (g_malloc (16 * 1024 * 1024), 1, 16 * 1024 * 1024);
}

static void
say_garbage (void)
{
  guint8 garbage[1000];

  memset (garbage, 0xa5, sizeof garbage);
  mediary_extraction_send_packets (MEDIARY_EXTRACTION_SOCKET, garbage, sizeof garbage);
  sleep_for_ever ();
}

/* Nobody asked for a picture, and none that is may be so large. */
static void
answer_a_gigabyte (guint32 serial)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) message = NULL;
  g_autofree guint8 *packet = g_malloc0 (MEDIARY_EXTRACTION_PACKET_MAX);

  g_variant_builder_init (&fields, G_VARIANT_TYPE_VARDICT);
  message = g_variant_ref_sink (g_variant_new ("(usa{sv}uuuuu)", serial, "", &fields, 16384, 16384, 65536, GIGABYTE, 0));
  mediary_extraction_send (MEDIARY_EXTRACTION_SOCKET, message, -1, 0);
  while (mediary_extraction_send_packets (MEDIARY_EXTRACTION_SOCKET, packet, MEDIARY_EXTRACTION_PACKET_MAX))
    ;
  sleep_for_ever ();
}

/* In good order, but about another file. */
static void
answer_out_of_turn (guint32 serial)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) message = NULL;

  g_variant_builder_init (&fields, G_VARIANT_TYPE_VARDICT);
  message = g_variant_ref_sink (g_variant_new ("(usa{sv}uuuuu)", serial + 1, "", &fields, 0, 0, 0, 0, 0));
  mediary_extraction_send (MEDIARY_EXTRACTION_SOCKET, message, -1, 0);
  sleep_for_ever ();
}

static void
act (const char *word, guint32 serial)
{
  if (strcmp (word, "segv") == 0)
    crash ();
  else if (strcmp (word, "abort") == 0)
    abort ();
  else if (strcmp (word, "spin") == 0)
    spin ();
  else if (strcmp (word, "sleep") == 0)
    sleep_for_ever ();
  else if (strcmp (word, "memory") == 0)
    eat_memory ();
  else if (strcmp (word, "garbage") == 0)
    say_garbage ();
  else if (strcmp (word, "gigabyte") == 0)
    answer_a_gigabyte (serial);
  else if (strcmp (word, "turn") == 0)
    answer_out_of_turn (serial);
  else if (strcmp (word, "exit") == 0)
    _exit (0);
  else if (strcmp (word, "close") == 0 && close (MEDIARY_EXTRACTION_SOCKET) == 0)
    sleep_for_ever ();
}

/* Does what the file says, if it says anything. */
void
extractor_faults_act (int descriptor, guint32 serial)
{
  char        tail[TAIL + 1] = { 0 };
  struct stat status;
  const char *mark;

  if (descriptor < 0 || fstat (descriptor, &status) != 0 ||
      pread (descriptor, tail, TAIL, MAX (0, status.st_size - TAIL)) <= 0)
    return;

  mark = memmem (tail, TAIL, EXTRACTOR_FAULTS_MARK, strlen (EXTRACTOR_FAULTS_MARK));
  if (mark != NULL)
    act (mark + strlen (EXTRACTOR_FAULTS_MARK), serial);
}
