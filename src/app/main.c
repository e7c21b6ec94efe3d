/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <signal.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "mediary-application.h"
#include "mediary-words.h"

static gboolean
has_debug_topic (const char *name)
{
  const char *topics = g_getenv ("MEDIARY_DEBUG");
  g_auto (GStrv) names = g_strsplit (topics != NULL ? topics : "", ",", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/* MEDIARY_DEBUG=right-to-left: the window as people see it who write from right to left, without their language. */
static void
turn_around (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

/* MEDIARY_DEBUG=app, or =all, makes debug messages of the window visible; before any thread runs. */
static void
turn_on_debug_topics (void)
{
  if (has_debug_topic ("app") || has_debug_topic ("all"))
    g_setenv ("G_MESSAGES_DEBUG", G_LOG_DOMAIN, FALSE);
}

/* The end of the session is no crash: what plays is taken out of the diary. */
static gboolean
on_asked_to_end (gpointer user_data)
{
  g_application_quit (user_data);

  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (MediaryApplication) application = NULL;

  turn_on_debug_topics ();

  setlocale (LC_ALL, "");
  textdomain (mediary_words_bind_text_domain ());

  application = mediary_application_new ();
  if (has_debug_topic ("right-to-left"))
    g_signal_connect (application, "startup", G_CALLBACK (turn_around), NULL);

  g_unix_signal_add (SIGTERM, on_asked_to_end, application);
  g_unix_signal_add (SIGINT, on_asked_to_end, application);
  g_unix_signal_add (SIGHUP, on_asked_to_end, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
