/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The part of glycin’s interface that the extractor uses, as glycin 2 has it. What is behind it here starts a program as
 * glycin does, which decodes with gdk-pixbuf: so the cage of the loaders is tried where there is no glycin.
 */

typedef struct _GlyLoader       GlyLoader;
typedef struct _GlyImage        GlyImage;
typedef struct _GlyFrame        GlyFrame;
typedef struct _GlyFrameRequest GlyFrameRequest;
typedef struct _GlyCreator      GlyCreator;
typedef struct _GlyNewFrame     GlyNewFrame;
typedef struct _GlyEncodedImage GlyEncodedImage;

typedef enum {
  GLY_SANDBOX_SELECTOR_AUTO,
  GLY_SANDBOX_SELECTOR_BWRAP,
  GLY_SANDBOX_SELECTOR_FLATPAK_SPAWN,
  GLY_SANDBOX_SELECTOR_NOT_SANDBOXED,
} GlySandboxSelector;

typedef enum {
  GLY_MEMORY_SELECTION_R8G8B8A8 = 1 << 5,
  GLY_MEMORY_SELECTION_R8G8B8 = 1 << 7,
} GlyMemoryFormatSelection;

typedef enum {
  GLY_MEMORY_R8G8B8A8 = 5,
  GLY_MEMORY_R8G8B8 = 7,
} GlyMemoryFormat;

GStrv      gly_loader_get_mime_types (void);
GlyLoader *gly_loader_new_for_bytes (GBytes *bytes);
void       gly_loader_set_sandbox_selector (GlyLoader         *loader,
                                            GlySandboxSelector selector);
void       gly_loader_set_accepted_memory_formats (GlyLoader               *loader,
                                                   GlyMemoryFormatSelection selection);
void       gly_loader_set_apply_transformations (GlyLoader *loader,
                                                 gboolean   apply);
GlyImage  *gly_loader_load (GlyLoader *loader,
                            GError   **error);

guint32   gly_image_get_width (GlyImage *image);
guint32   gly_image_get_height (GlyImage *image);
char     *gly_image_get_metadata_key_value (GlyImage   *image,
                                            const char *key);
GlyFrame *gly_image_get_specific_frame (GlyImage        *image,
                                        GlyFrameRequest *request,
                                        GError         **error);

GlyFrameRequest *gly_frame_request_new (void);
void             gly_frame_request_set_scale (GlyFrameRequest *request,
                                              guint32          width,
                                              guint32          height);

GBytes         *gly_frame_get_buf_bytes (GlyFrame *frame);
GlyMemoryFormat gly_frame_get_memory_format (GlyFrame *frame);
guint32         gly_frame_get_width (GlyFrame *frame);
guint32         gly_frame_get_height (GlyFrame *frame);
guint32         gly_frame_get_stride (GlyFrame *frame);
gboolean        gly_memory_format_has_alpha (GlyMemoryFormat format);

GlyCreator      *gly_creator_new (const char *mime_type,
                                  GError    **error);
void             gly_creator_set_sandbox_selector (GlyCreator        *creator,
                                                   GlySandboxSelector selector);
gboolean         gly_creator_add_metadata_key_value (GlyCreator *creator,
                                                     const char *key,
                                                     const char *value);
gboolean         gly_creator_set_encoding_compression (GlyCreator *creator,
                                                       guint8      compression);
GlyNewFrame     *gly_creator_add_frame (GlyCreator     *creator,
                                        guint32         width,
                                        guint32         height,
                                        GlyMemoryFormat format,
                                        GBytes         *texture,
                                        GError        **error);
GlyEncodedImage *gly_creator_create (GlyCreator *creator,
                                     GError    **error);
GBytes          *gly_encoded_image_get_data (GlyEncodedImage *image);

void gly_loader_free (GlyLoader *loader);
void gly_image_free (GlyImage *image);
void gly_frame_free (GlyFrame *frame);
void gly_frame_request_free (GlyFrameRequest *request);
void gly_creator_free (GlyCreator *creator);
void gly_new_frame_free (GlyNewFrame *frame);
void gly_encoded_image_free (GlyEncodedImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyLoader, gly_loader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyImage, gly_image_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyFrame, gly_frame_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyFrameRequest, gly_frame_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyCreator, gly_creator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyNewFrame, gly_new_frame_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlyEncodedImage, gly_encoded_image_free)

G_END_DECLS
