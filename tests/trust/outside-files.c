/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "outside-files.h"

#include <string.h>

/*
 * Formats that can name what is outside of the file: playlists and descriptions, drawings, and QuickTime's movies, which
 * may keep their data elsewhere or be nothing but an address.
 */

#define SVG(content) "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
                     "width=\"20\" height=\"20\">" content "</svg>"

const OutsideFile outside_files[] = {
  { "image-file.svg", "image/svg+xml", SVG ("<image xlink:href=\"@FILE@\" width=\"9\" height=\"9\"/>") },
  { "image-beside.svg", "image/svg+xml", SVG ("<image xlink:href=\"@NAME@\" width=\"9\" height=\"9\"/>") },
  { "image-http.svg", "image/svg+xml", SVG ("<image href=\"@HTTP@a.png\" width=\"9\" height=\"9\"/>") },
  { "use.svg", "image/svg+xml", SVG ("<use xlink:href=\"@FILE@#a\"/><use href=\"@HTTP@a.svg#a\"/>") },
  { "style.svg", "image/svg+xml", SVG ("<style>@import url(\"@FILE@\"); @import url(\"@HTTP@a.css\"); @font-face{font-family:a;src:url(@HTTP@a.ttf)}</style><text y=\"9\" font-family=\"a\">a</text>") },
  { "filter.svg", "image/svg+xml", SVG ("<filter id=\"f\"><feImage href=\"@FILE@\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/><rect width=\"9\" height=\"9\" fill=\"url(@HTTP@a.svg#a)\"/>") },
  { "include.svg", "image/svg+xml", SVG ("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"@FILE@\" parse=\"text\"/><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"@HTTP@a\"/>") },
  { "entity.svg", "image/svg+xml", "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a SYSTEM \"@FILE@\"><!ENTITY % b SYSTEM \"@HTTP@a.dtd\">%b;]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\"><text>&a;</text></svg>" },
  { "dtd.svg", "image/svg+xml", "<?xml version=\"1.0\"?><!DOCTYPE svg SYSTEM \"@FILE@\"><?xml-stylesheet href=\"@HTTP@a.css\" type=\"text/css\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"50%\" height=\"20\"/>" },
  { "segments.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n@FILE@\n#EXTINF:2,\n@HTTP@a.ts\n#EXT-X-ENDLIST\n" },
  { "variants.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n@HTTP@b.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2000\n@FILE@\n" },
  { "key.m3u8", "audio/x-mpegurl", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"@HTTP@key\"\n#EXTINF:2,\n@NAME@\n" },
  { "manifest.mpd", "application/dash+xml", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT4S\" minBufferTime=\"PT1S\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" bandwidth=\"1000\" codecs=\"avc1.42c00d\" width=\"9\" height=\"9\"><BaseURL>@HTTP@a.mp4</BaseURL><SegmentBase indexRange=\"0-99\"/></Representation></AdaptationSet></Period></MPD>" },
  { "smooth.ism", "application/vnd.ms-sstr+xml", "<?xml version=\"1.0\"?><SmoothStreamingMedia MajorVersion=\"2\" MinorVersion=\"0\" Duration=\"40000000\"><StreamIndex Type=\"video\" Url=\"@HTTP@q({bitrate})/f({start time})\"><QualityLevel Index=\"0\" Bitrate=\"1000\" FourCC=\"H264\" MaxWidth=\"9\" MaxHeight=\"9\" CodecPrivateData=\"\"/><c d=\"40000000\"/></StreamIndex></SmoothStreamingMedia>" },
  { "session.sdp", "application/sdp", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=a\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\na=control:@HTTP@\r\nm=audio @RTP@ RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n" },
  { "list.xspf", "application/xspf+xml", "<?xml version=\"1.0\"?><playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\"><trackList><track><location>@FILE@</location></track><track><location>@HTTP@a.mp3</location></track></trackList></playlist>" },
  { "list.pls", "audio/x-scpls", "[playlist]\nFile1=@FILE@\nFile2=@HTTP@a.mp3\nNumberOfEntries=2\nVersion=2\n" },
  { "list.asx", "audio/x-ms-asx", "<asx version=\"3.0\"><entry><ref href=\"@HTTP@a.wma\"/></entry><entry><ref href=\"@FILE@\"/></entry></asx>" },
  { "list.ram", "application/ram", "@HTTP@a.ra\n@FILE@\n" },
  { "list.smil", "application/smil+xml", "<smil><body><video src=\"@HTTP@a.mp4\"/><audio src=\"@FILE@\"/></body></smil>" },
  { "list.cue", "application/x-cue", "FILE \"@NAME@\" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n" },
  { "list.uri", "text/uri-list", "@FILE@\r\n@HTTP@a.mp4\r\n" },
  { "concat.txt", "video/x-ffconcat", "ffconcat version 1.0\nfile '@NAME@'\nfile '@HTTP@a.mp4'\n" },
  { "reference.mov", "video/quicktime", NULL },
  { "reference-file.mov", "video/quicktime", NULL },
  { "elsewhere.mp4", "video/mp4", NULL },
  { "elsewhere-file.mp4", "video/mp4", NULL },
};
const guint n_outside_files = G_N_ELEMENTS (outside_files);

static void
append_big_endian (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (guint8 *) &big, 4);
}

/* @content, which is freed, as an atom. */
static GByteArray *
wrap (const char *type, GByteArray *content)
{
  GByteArray *atom = g_byte_array_new ();

  append_big_endian (atom, content->len + 8);
  g_byte_array_append (atom, (const guint8 *) type, 4);
  g_byte_array_append (atom, content->data, content->len);
  g_byte_array_unref (content);

  return atom;
}

static GByteArray *
numbers (const guint32 *values, gsize n_values)
{
  GByteArray *bytes = g_byte_array_new ();

  for (gsize i = 0; i < n_values; i++)
    append_big_endian (bytes, values[i]);

  return bytes;
}

#define NUMBERS(...) numbers ((const guint32[]){ __VA_ARGS__ }, sizeof ((const guint32[]){ __VA_ARGS__ }) / sizeof (guint32))

/* @first, to which the atoms after it are added, each freed; up to NULL. */
static GByteArray *
join (GByteArray *first, ...)
{
  GByteArray *next;
  va_list     atoms;

  va_start (atoms, first);
  while ((next = va_arg (atoms, GByteArray *)) != NULL) {
    g_byte_array_append (first, next->data, next->len);
    g_byte_array_unref (next);
  }
  va_end (atoms);

  return first;
}

static GByteArray *
append_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text) + 1);
  return bytes;
}

static GByteArray *
append_type (GByteArray *bytes, const char *type)
{
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  return bytes;
}

/* A movie that is only an address. */
static GByteArray *
make_reference_movie (const char *address)
{
  GByteArray *reference = append_type (NUMBERS (0), "url ");

  append_big_endian (reference, (guint32) strlen (address) + 1);
  append_text (reference, address);

  return wrap ("moov", wrap ("rmra", wrap ("rmda", wrap ("rdrf", reference))));
}

/* A movie of one sound whose samples are said to be at @address. */
static GByteArray *
make_movie_elsewhere (const char *address)
{
  GByteArray *location = wrap ("url ", append_text (NUMBERS (0), address));
  GByteArray *data = wrap ("dinf", wrap ("dref", join (NUMBERS (0, 1), location, NULL)));
  GByteArray *entry = wrap ("sowt", NUMBERS (0, 1, 0, 0, 0x00010010, 0, 8000u << 16));
  GByteArray *table = wrap ("stbl", join (wrap ("stsd", join (NUMBERS (0, 1), entry, NULL)), wrap ("stts", NUMBERS (0, 1, 8000, 1)), wrap ("stsc", NUMBERS (0, 1, 1, 8000, 1)), wrap ("stsz", NUMBERS (0, 2, 8000)), wrap ("stco", NUMBERS (0, 1, 0)), NULL));
  GByteArray *handler = wrap ("hdlr", join (append_type (NUMBERS (0, 0), "soun"), NUMBERS (0, 0, 0, 0), NULL));
  GByteArray *media = wrap ("mdia", join (wrap ("mdhd", NUMBERS (0, 0, 0, 8000, 8000, 0)), handler, wrap ("minf", join (wrap ("smhd", NUMBERS (0, 0)), data, table, NULL)), NULL));
  GByteArray *track = wrap ("trak", join (wrap ("tkhd", NUMBERS (3, 0, 0, 1, 0, 1000, 0, 0, 0, 0x01000000, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, 0, 0)), media, NULL));
  GByteArray *header = wrap ("mvhd", NUMBERS (0, 0, 0, 1000, 1000, 0x10000, 0x01000000, 0, 0, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, 0, 0, 0, 0, 0, 0, 2));

  return wrap ("moov", join (header, track, NULL));
}

static GByteArray *
make_movie (const OutsideFile *file, const char *file_uri, const char *http)
{
  const char *address = strstr (file->name, "-file") != NULL ? file_uri : http;
  GByteArray *start = wrap ("ftyp", join (append_type (g_byte_array_new (), "qt  "), append_type (NUMBERS (0), "qt  "), NULL));

  return join (start, strstr (file->name, "reference") != NULL ? make_reference_movie (address) : make_movie_elsewhere (address), NULL);
}

/* The bytes of @file, which names “canary.png” in @folder, and this machine's @port. */
GByteArray *
outside_file_make (const OutsideFile *file, const char *folder, guint port)
{
  g_autofree char *canary = g_build_filename (folder, "canary.png", NULL);
  g_autofree char *file_uri = g_filename_to_uri (canary, NULL, NULL);
  g_autofree char *http = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autofree char *rtp = g_strdup_printf ("%u", port);
  GString         *text;
  gsize            length;

  if (file->text == NULL)
    return make_movie (file, file_uri, http);

  text = g_string_new (file->text);
  g_string_replace (text, "@FILE@", file_uri, 0);
  g_string_replace (text, "@NAME@", "canary.png", 0);
  g_string_replace (text, "@HTTP@", http, 0);
  g_string_replace (text, "@RTP@", rtp, 0);
  length = text->len;

  return g_byte_array_new_take ((guint8 *) g_string_free (text, FALSE), length);
}
