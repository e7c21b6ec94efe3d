/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "files/mediary-file-type.h"

#include <string.h>

#define IMAGE MEDIARY_MEDIA_TYPE_IMAGE
#define VIDEO MEDIARY_MEDIA_TYPE_VIDEO
#define AUDIO MEDIARY_MEDIA_TYPE_AUDIO
#define NONE  MEDIARY_MEDIA_TYPE_UNKNOWN

#define BYTES(text) text, sizeof (text) - 1

#define PNG         BYTES ("\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\001\0\0\0\001\b\002\0\0\0")
#define JPEG        BYTES ("\377\330\377\340\0\020JFIF\0\001\001\0\0\001\0\001\0\0")
#define GIF         BYTES ("GIF89a\001\0\001\0\0\0\0;")
#define WEBP        BYTES ("RIFF\044\0\0\0WEBPVP8 \030\0\0\0")
#define TIFF        BYTES ("II*\0\010\0\0\0\0\0\0\0\0\0\0\0")
#define BMP         BYTES ("BM\066\0\0\0\0\0\0\0\066\0\0\0(\0\0\0\001\0\0\0\001\0\0\0\001\0\030\0")
#define ICO         BYTES ("\0\0\001\0\001\0\020\020\0\0\001\0\040\0\150\004\0\0\026\0\0\0")
#define XPM         BYTES ("/* XPM */\nstatic char *x[] = {\n\"1 1 1 1\",\n\"  c None\",\n\" \"};\n")
#define XBM         BYTES ("#define x_width 8\n#define x_height 1\nstatic char x_bits[] = { 0x01 };\n")
#define SVG         BYTES ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n")
#define XML_SVG     BYTES ("<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
#define COMMENT_SVG BYTES ("<!-- made by hand --><s:svg xmlns:s=\"http://www.w3.org/2000/svg\"/>\n")
#define WAV         BYTES ("RIFF\044\0\0\0WAVEfmt \020\0\0\0\001\0\001\0\104\254\0\0")
#define FLAC        BYTES ("fLaC\0\0\0\042\020\0\020\0")
#define MP3         BYTES ("ID3\003\0\0\0\0\0\0\377\373\220\144\0\0\0\0\0\0\0\0")
#define BARE_MP3    BYTES ("\377\373\220\144\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")
#define VORBIS      BYTES ("OggS\0\002\0\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0\0\0\0\0\001\036\001vorbis\0\0\0\0\001\104\254\0\0")
#define OPUS        BYTES ("OggS\0\002\0\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0\0\0\0\0\001\023OpusHead\001\001\0\0")
#define THEORA      BYTES ("OggS\0\002\0\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0\0\0\0\0\001\052\200theora\003\002\001")
#define MP4         BYTES ("\0\0\0\040ftypisom\0\0\002\0isomiso2avc1mp41\0\0\0\010free")
#define M4A         BYTES ("\0\0\0\034ftypM4A \0\0\002\0M4A isomiso2\0\0\0\010free")
#define MKV         BYTES ("\032\105\337\243\243\102\206\201\001\102\367\201\001\102\362\201\004\102\363\201\010\102\202\210matroska")
#define WEBM        BYTES ("\032\105\337\243\237\102\206\201\001\102\367\201\001\102\362\201\004\102\363\201\010\102\202\204webm")
#define AVI         BYTES ("RIFF\044\0\0\0AVI LIST\300\0\0\0hdrlavih")
#define TEXT        BYTES ("Dear diary, today nothing happened.\n")
#define PDF         BYTES ("%PDF-1.4\n%\342\343\317\323\n1 0 obj\n")
#define ZIP         BYTES ("PK\003\004\024\0\0\0\010\0\0\0\041\0")
#define HTML        BYTES ("<!DOCTYPE html>\n<html><head><title>x</title></head></html>\n")
#define M3U         BYTES ("#EXTM3U\n#EXTINF:1,x\nx.mp3\n")
#define NOISE       BYTES ("\001\224\376\003\017\213\302\007\232\356\011\277\023\201\006\216")
#define NOTHING     BYTES ("")

static const struct {
  const char      *name;
  const char      *head;
  gsize            length;
  MediaryMediaType type;
  const char      *content_type; /* NULL: any */
} vectors[] = {
  /* A medium under its own name. */
  { "a.png", PNG, IMAGE, "image/png" },
  { "a.jpg", JPEG, IMAGE, "image/jpeg" },
  { "a.gif", GIF, IMAGE, "image/gif" },
  { "a.webp", WEBP, IMAGE, "image/webp" },
  { "a.tiff", TIFF, IMAGE, "image/tiff" },
  { "a.bmp", BMP, IMAGE, "image/bmp" },
  { "a.ico", ICO, IMAGE, "image/vnd.microsoft.icon" },
  { "a.xpm", XPM, IMAGE, "image/x-xpixmap" },
  { "a.xbm", XBM, IMAGE, "image/x-xbitmap" },
  { "a.svg", SVG, IMAGE, "image/svg+xml" },
  { "a.svg", XML_SVG, IMAGE, "image/svg+xml" },
  { "a.svg", COMMENT_SVG, IMAGE, "image/svg+xml" },
  { "a.wav", WAV, AUDIO, NULL },
  { "a.flac", FLAC, AUDIO, "audio/flac" },
  { "a.mp3", MP3, AUDIO, "audio/mpeg" },
  { "a.mp3", BARE_MP3, AUDIO, "audio/mpeg" },
  { "a.ogg", VORBIS, AUDIO, "audio/x-vorbis+ogg" },
  { "a.opus", OPUS, AUDIO, "audio/x-opus+ogg" },
  { "a.ogv", THEORA, VIDEO, NULL },
  { "a.m4a", M4A, AUDIO, "audio/mp4" },
  { "a.mp4", MP4, VIDEO, "video/mp4" },
  { "a.mkv", MKV, VIDEO, "video/x-matroska" },
  { "a.webm", WEBM, VIDEO, "video/webm" },
  { "a.avi", AVI, VIDEO, NULL },

  /* A medium under another's name, or none: the bytes are believed. */
  { "a.jpg", PNG, IMAGE, "image/png" },
  { "a.mp3", PNG, IMAGE, "image/png" },
  { "a.txt", JPEG, IMAGE, "image/jpeg" },
  { "a", GIF, IMAGE, "image/gif" },
  { "a.wav", MP3, AUDIO, "audio/mpeg" },
  { NULL, FLAC, AUDIO, "audio/flac" },

  /* A name that says "old copy" says nothing of what is in it. */
  { "a.jpg~", JPEG, IMAGE, "image/jpeg" },
  { "a.jpg.bak", JPEG, IMAGE, "image/jpeg" },
  { "a.bak", MP4, VIDEO, "video/mp4" },

  /* Within one container the name tells sound from video, where the bytes do not. */
  { "a.m4a", MP4, AUDIO, "audio/mp4" },
  { "a", THEORA, VIDEO, NULL },

  /* Bytes that nobody knows: the name is all there is. */
  { "a.png", NOISE, IMAGE, "image/png" },
  { "a.mp3", NOISE, AUDIO, "audio/mpeg" },
  { "a.mp4", NOISE, VIDEO, "video/mp4" },
  { "a", NOISE, NONE, "application/octet-stream" },
  { "a.dat", NOISE, NONE, NULL },

  /* Something else under a medium's name. */
  { "a.png", TEXT, NONE, "text/plain" },
  { "a.mp4", TEXT, NONE, "text/plain" },
  { "a.svg", TEXT, NONE, "text/plain" },
  { "a.xbm", TEXT, NONE, "text/plain" },
  { "a.jpg", PDF, NONE, "application/pdf" },
  { "a.jpg", ZIP, NONE, "application/zip" },
  { "a.svg", HTML, NONE, "text/html" },
  { "a.jpg", HTML, NONE, "text/html" },

  /* Something else under its own name. */
  { "a.txt", TEXT, NONE, "text/plain" },
  { "a.pdf", PDF, NONE, "application/pdf" },
  { "a.html", HTML, NONE, "text/html" },

  /* A list of media is none. */
  { "a.m3u", M3U, NONE, NULL },
  { "a.m3u8", M3U, NONE, NULL },
  { "a", M3U, NONE, NULL },

  /* There is nothing in it. */
  { "a.png", NOTHING, NONE, NULL },
  { "a", NOTHING, NONE, NULL },

  /* Names are bytes. */
  { "\377\376.png", PNG, IMAGE, "image/png" },
  { "a\nb.png", PNG, IMAGE, "image/png" },
};

static void
test_content_decides_and_the_name_refines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autofree char *content_type = NULL;
    MediaryMediaType type;
    gboolean         supported;

    supported = mediary_file_type_from_content (vectors[i].name, (const guint8 *) vectors[i].head, vectors[i].length,
                                                &content_type, &type);

    g_assert_nonnull (content_type);
    if (type != vectors[i].type || (vectors[i].content_type != NULL && strcmp (content_type, vectors[i].content_type) != 0))
      g_test_message ("Vector %" G_GSIZE_FORMAT " (%s) is %s", i, vectors[i].name, content_type);
    g_assert_cmpint (type, ==, vectors[i].type);
    g_assert_cmpint (supported, ==, vectors[i].type != NONE);
    if (vectors[i].content_type != NULL)
      g_assert_cmpstr (content_type, ==, vectors[i].content_type);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-type/content-decides-and-the-name-refines", test_content_decides_and_the_name_refines);

  return g_test_run ();
}
