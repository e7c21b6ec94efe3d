/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-loaders.h"
#include "glycin.h"
#include "stand-in.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the place of libglycin: each question has a loader of its own, which is started as glycin starts one. */

struct _GlyLoader {
  GBytes  *bytes;
  gboolean upright;
};

struct _GlyImage {
  GBytes   *bytes;
  gboolean  upright;
  guint32   width, height;
  GVariant *words; /* a{ss} */
};

struct _GlyFrameRequest {
  guint32 width, height;
};

struct _GlyFrame {
  guint32  width, height, stride;
  gboolean has_alpha;
  GBytes  *pixels;
};

struct _GlyNewFrame {
  guint32 width, height;
  GBytes *pixels;
};

struct _GlyCreator {
  GVariantBuilder words;
  GlyNewFrame     frame; /* the last that was added */
};

struct _GlyEncodedImage {
  GBytes *file;
};

static void
run_loader (int socket, const char *program, pid_t starter)
{
  char *const arguments[] = { (char *) program, NULL };
  char *const nothing[] = { NULL };

  dup2 (socket, STDIN_FILENO);
  close_range (3, ~0U, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () == starter) /* or it died before it could be told, and nobody would end the loader */
    execve (program, arguments, nothing);
  _exit (1);
}

static GVariant *
ask_loader (int socket, GVariant *question, pid_t pid)
{
  g_autoptr (GBytes) bytes = NULL;
  int status = 1;

  if (stand_in_send (socket, question))
    bytes = stand_in_receive (socket);
  close (socket);
  waitpid (pid, &status, 0);
  if (bytes == NULL || status != 0)
    return NULL;

  return g_variant_ref_sink (g_variant_new_from_bytes (STAND_IN_ANSWER, bytes, TRUE));
}

/* Takes @question. NULL: the loader cannot be started, or has nothing to say. */
static GVariant *
ask (GVariant *question, GError **error)
{
  g_auto (GStrv) programs = extractor_loaders_find_programs ();
  g_autoptr (GVariant) taken = g_variant_ref_sink (question);
  GVariant *answer = NULL;
  int       sockets[2];
  pid_t     starter = getpid ();
  pid_t     pid = -1;

  if (programs[0] != NULL && socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0) {
    pid = fork ();
    if (pid == 0)
      run_loader (sockets[1], programs[0], starter);
    close (sockets[1]);
    answer = ask_loader (sockets[0], taken, pid);
  }
  if (answer == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The loader failed");

  return answer;
}

static GVariant *
make_array (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GVariant *
ask_to_decode (GBytes *bytes, guint32 width, guint32 height, gboolean upright, GError **error)
{
  return ask (g_variant_new ("(buub@a{ss}@ay)", FALSE, width, height, upright, g_variant_new ("a{ss}", NULL), make_array (bytes)), error);
}

GStrv
gly_loader_get_mime_types (void)
{
  static const char *const types[] = {
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/svg+xml",
    "image/svg+xml-compressed", "image/vnd.microsoft.icon", "image/x-xpixmap", NULL
  };

  return g_strdupv ((char **) types);
}

GlyLoader *
gly_loader_new_for_bytes (GBytes *bytes)
{
  GlyLoader *loader = g_new0 (GlyLoader, 1);

  loader->bytes = g_bytes_ref (bytes);
  return loader;
}

void
gly_loader_set_sandbox_selector (GlyLoader *loader, GlySandboxSelector selector)
{
  g_assert (selector == GLY_SANDBOX_SELECTOR_NOT_SANDBOXED);
}

void
gly_loader_set_accepted_memory_formats (GlyLoader *loader, GlyMemoryFormatSelection selection)
{
  g_assert (selection == (GLY_MEMORY_SELECTION_R8G8B8A8 | GLY_MEMORY_SELECTION_R8G8B8));
}

void
gly_loader_set_apply_transformations (GlyLoader *loader, gboolean apply)
{
  loader->upright = apply;
}

GlyImage *
gly_loader_load (GlyLoader *loader, GError **error)
{
  g_autoptr (GVariant) answer = ask_to_decode (loader->bytes, 1, 1, loader->upright, error);
  GlyImage *image = NULL;

  if (answer == NULL)
    return NULL;

  image = g_new0 (GlyImage, 1);
  image->bytes = g_bytes_ref (loader->bytes);
  image->upright = loader->upright;
  g_variant_get_child (answer, 0, "u", &image->width);
  g_variant_get_child (answer, 1, "u", &image->height);
  image->words = g_variant_get_child_value (answer, 6);

  return image;
}

guint32
gly_image_get_width (GlyImage *image)
{
  return image->width;
}

guint32
gly_image_get_height (GlyImage *image)
{
  return image->height;
}

char *
gly_image_get_metadata_key_value (GlyImage *image, const char *key)
{
  char *value = NULL;

  g_variant_lookup (image->words, key, "s", &value);
  return value;
}

GlyFrame *
gly_image_get_specific_frame (GlyImage *image, GlyFrameRequest *request, GError **error)
{
  g_autoptr (GVariant) answer = ask_to_decode (image->bytes, request->width, request->height, image->upright, error);
  g_autoptr (GVariant) pixels = NULL;
  GlyFrame *frame;

  if (answer == NULL)
    return NULL;

  frame = g_new0 (GlyFrame, 1);
  g_variant_get_child (answer, 2, "u", &frame->width);
  g_variant_get_child (answer, 3, "u", &frame->height);
  g_variant_get_child (answer, 4, "u", &frame->stride);
  g_variant_get_child (answer, 5, "b", &frame->has_alpha);
  pixels = g_variant_get_child_value (answer, 7);
  frame->pixels = g_variant_get_data_as_bytes (pixels);

  return frame;
}

GlyFrameRequest *
gly_frame_request_new (void)
{
  return g_new0 (GlyFrameRequest, 1);
}

void
gly_frame_request_set_scale (GlyFrameRequest *request, guint32 width, guint32 height)
{
  request->width = width;
  request->height = height;
}

GBytes *
gly_frame_get_buf_bytes (GlyFrame *frame)
{
  return frame->pixels;
}

GlyMemoryFormat
gly_frame_get_memory_format (GlyFrame *frame)
{
  return frame->has_alpha ? GLY_MEMORY_R8G8B8A8 : GLY_MEMORY_R8G8B8;
}

guint32
gly_frame_get_width (GlyFrame *frame)
{
  return frame->width;
}

guint32
gly_frame_get_height (GlyFrame *frame)
{
  return frame->height;
}

guint32
gly_frame_get_stride (GlyFrame *frame)
{
  return frame->stride;
}

gboolean
gly_memory_format_has_alpha (GlyMemoryFormat format)
{
  return format == GLY_MEMORY_R8G8B8A8;
}

GlyCreator *
gly_creator_new (const char *mime_type, GError **error)
{
  GlyCreator *creator = g_new0 (GlyCreator, 1);

  g_assert_cmpstr (mime_type, ==, "image/png");
  g_variant_builder_init (&creator->words, G_VARIANT_TYPE ("a{ss}"));
  return creator;
}

void
gly_creator_set_sandbox_selector (GlyCreator *creator, GlySandboxSelector selector)
{
  g_assert (selector == GLY_SANDBOX_SELECTOR_NOT_SANDBOXED);
}

gboolean
gly_creator_add_metadata_key_value (GlyCreator *creator, const char *key, const char *value)
{
  g_variant_builder_add (&creator->words, "{ss}", key, value);
  return TRUE;
}

gboolean
gly_creator_set_encoding_compression (GlyCreator *creator, guint8 compression)
{
  return TRUE;
}

GlyNewFrame *
gly_creator_add_frame (GlyCreator *creator, guint32 width, guint32 height, GlyMemoryFormat format, GBytes *texture, GError **error)
{
  GlyNewFrame *frame = g_new0 (GlyNewFrame, 1);

  g_assert (format == GLY_MEMORY_R8G8B8A8 && creator->frame.pixels == NULL);
  creator->frame = (GlyNewFrame){ width, height, g_bytes_ref (texture) };
  return frame;
}

GlyEncodedImage *
gly_creator_create (GlyCreator *creator, GError **error)
{
  g_autoptr (GVariant) answer = ask (g_variant_new ("(buuba{ss}@ay)", TRUE, creator->frame.width, creator->frame.height, FALSE,
                                                    &creator->words, make_array (creator->frame.pixels)),
                                     error);
  g_autoptr (GVariant) file = NULL;
  GlyEncodedImage *image;

  if (answer == NULL)
    return NULL;

  image = g_new0 (GlyEncodedImage, 1);
  file = g_variant_get_child_value (answer, 7);
  image->file = g_variant_get_data_as_bytes (file);

  return image;
}

GBytes *
gly_encoded_image_get_data (GlyEncodedImage *image)
{
  return g_bytes_ref (image->file);
}

void
gly_loader_free (GlyLoader *loader)
{
  g_bytes_unref (loader->bytes);
  g_free (loader);
}

void
gly_image_free (GlyImage *image)
{
  g_bytes_unref (image->bytes);
  g_variant_unref (image->words);
  g_free (image);
}

void
gly_frame_free (GlyFrame *frame)
{
  g_bytes_unref (frame->pixels);
  g_free (frame);
}

void
gly_frame_request_free (GlyFrameRequest *request)
{
  g_free (request);
}

void
gly_creator_free (GlyCreator *creator)
{
  g_variant_builder_clear (&creator->words);
  g_clear_pointer (&creator->frame.pixels, g_bytes_unref);
  g_free (creator);
}

void
gly_new_frame_free (GlyNewFrame *frame)
{
  g_free (frame);
}

void
gly_encoded_image_free (GlyEncodedImage *image)
{
  g_bytes_unref (image->file);
  g_free (image);
}
