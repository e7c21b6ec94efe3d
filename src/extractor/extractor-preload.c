/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-preload.h"

#include "extractor-formats.h"

#include <gst/pbutils/pbutils.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * What nearly every sound or video needs, once for all children: loaded before they are forked, it is theirs for free.
 * Nothing here may start a thread, for a fork takes along only one. Decoders are not loaded: most files are only
 * read, which runs none.
 *
 * Some element makes a pool of threads. Newer versions of GLib then start a thread that starts the others, and a child
 * that waits for that one waits for ever. There, code is loaded, and each child makes its own elements.
 */

static const char *const factories[] = { "uridecodebin", "decodebin", "appsrc", "typefind", "multiqueue", "fakesink",
                                         "queue", "capsfilter" };

typedef void (*PreloadFunc) (GstElementFactory *factory);

/* An element that was made once has its class, its pads' capabilities and its debug category ready. */
static void
make_element (GstElementFactory *factory)
{
  g_autoptr (GstElement) element = gst_element_factory_create (factory, NULL);

  if (element != NULL)
    gst_object_ref_sink (element);
}

static void
load_code (GstElementFactory *factory)
{
  GstPluginFeature *loaded = gst_plugin_feature_load (GST_PLUGIN_FEATURE (factory));

  gst_clear_object (&loaded);
}

static void
preload_named (PreloadFunc preload)
{
  for (gsize i = 0; i < G_N_ELEMENTS (factories); i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (factories[i]);

    if (factory != NULL)
      preload (factory);
  }
}

/* Those that GStreamer would take first for their kind of file. */
static void
preload_readers (PreloadFunc preload)
{
  GList *readers = gst_element_factory_list_get_elements (
    GST_ELEMENT_FACTORY_TYPE_DEMUXER | GST_ELEMENT_FACTORY_TYPE_PARSER, GST_RANK_PRIMARY);

  for (GList *l = readers; l != NULL; l = l->next)
    preload (l->data);

  gst_plugin_feature_list_free (readers);
}

/* What a type finder is made of, and which format a content type belongs to. */
static void
preload_types (void)
{
  g_autoptr (GstPlugin) finders = gst_plugin_load_by_name ("typefindfunctions");

  if (finders == NULL)
    g_info ("GStreamer’s type finders are not there");
  extractor_formats_find ("video/mp4");
}

static void
preload_elements (void)
{
  g_autoptr (GstDiscoverer) discoverer = gst_discoverer_new (GST_SECOND, NULL);

  preload_named (make_element);
  preload_readers (make_element);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (threads != NULL && g_dir_read_name (threads) != NULL)
    n++;

  return n;
}

/* Tried in a child, since a thread that is there stays. What cannot be tried is not risked. */
static gboolean
elements_start_threads (void)
{
  pid_t pid = fork ();
  int   status = 0;

  if (pid == 0) {
    preload_elements ();
    _exit (count_threads () == 1 ? 0 : 1);
  }

  return pid < 0 || waitpid (pid, &status, 0) != pid || status != 0;
}

void
extractor_preload (void)
{
  gst_pb_utils_init ();
  preload_types ();
  preload_named (load_code);
  preload_readers (load_code);
  if (!elements_start_threads ())
    preload_elements ();
}
