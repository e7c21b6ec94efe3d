/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-preload.h"

#include "extractor-formats.h"

#include <gst/pbutils/pbutils.h>

/*
 * What nearly every sound or video needs, once for all children: loaded before they are forked, it is theirs for free.
 * Nothing here may start a thread, for a fork takes along only one. Decoders are not loaded, as they are never run.
 */

static const char *const factories[] = { "uridecodebin", "decodebin", "appsrc", "typefind", "multiqueue", "fakesink",
                                         "queue", "capsfilter" };

/* An element that was made once has its class, its pads' capabilities and its debug category ready. */
static void
preload_factory (GstElementFactory *factory)
{
  g_autoptr (GstElement) element = gst_element_factory_create (factory, NULL);

  if (element != NULL)
    gst_object_ref_sink (element);
}

static void
preload_named (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (factories); i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (factories[i]);

    if (factory != NULL)
      preload_factory (factory);
  }
}

/* Those that GStreamer would take first for their kind of file. */
static void
preload_readers (void)
{
  GList *readers = gst_element_factory_list_get_elements (
    GST_ELEMENT_FACTORY_TYPE_DEMUXER | GST_ELEMENT_FACTORY_TYPE_PARSER, GST_RANK_PRIMARY);

  for (GList *l = readers; l != NULL; l = l->next)
    preload_factory (l->data);

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

void
extractor_preload (void)
{
  g_autoptr (GstDiscoverer) discoverer = gst_discoverer_new (GST_SECOND, NULL);

  gst_pb_utils_init ();
  preload_named ();
  preload_readers ();
  preload_types ();
}
