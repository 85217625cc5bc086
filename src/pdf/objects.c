// SPDX-License-Identifier: GPL-3.0-or-later
// Poppler tells where a page's images lie, but their size in pixels only by decoding them. Their dictionaries
// say it for nothing: that keeps bombs out and gives the resolution to draw at.
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "pdf/inside.h"

// Parents of a page that are climbed for what it inherits; forms on a page, and within each other, that are
// looked into.
enum { MOST_PARENTS = 64, MOST_FORMS = 256 };

// An error that nobody asked for is printed when qpdf is closed.
static void forget_error(qpdf_data objects) {
    if (qpdf_has_error(objects)) qpdf_get_error(objects);
}

struct _qpdf_data *esc_pdf_objects_open(const void *bytes, size_t len) {
    qpdf_data objects = qpdf_init();
    qpdf_silence_errors(objects);
    qpdf_set_suppress_warnings(objects, QPDF_TRUE);
    if (qpdf_read_memory(objects, "input", bytes, len, NULL) & QPDF_ERRORS) {
        forget_error(objects);
        qpdf_cleanup(&objects);
    }
    // The first to ask has every page looked up, all over the file: not while a page is being read.
    if (objects) qpdf_get_num_pages(objects);
    return objects;
}

void esc_pdf_objects_close(struct _qpdf_data *objects) {
    if (!objects) return;
    forget_error(objects);
    qpdf_cleanup(&objects);
}

// The page's value of key, its own or inherited.
static qpdf_oh inherited(qpdf_data objects, qpdf_oh page, const char *key) {
    qpdf_oh node = page;
    for (int i = 0; i < MOST_PARENTS && qpdf_oh_is_dictionary(objects, node); i++) {
        qpdf_oh value = qpdf_oh_get_key(objects, node, key);
        if (!qpdf_oh_is_null(objects, value)) return value;
        node = qpdf_oh_get_key(objects, node, "/Parent");
    }
    return qpdf_oh_new_null(objects);
}

static void add_image(esc_pdf_images *images, int32_t width, int32_t height) {
    images->same_width = !images->count++ || (images->same_width && width == images->width_px);
    images->width_px = MAX(images->width_px, width);
    images->height_px = MAX(images->height_px, height);
    images->heights_px += MAX(height, 0);
    if ((int64_t)width * height <= (int64_t)images->largest_width_px * images->largest_height_px) return;
    images->largest_width_px = width;
    images->largest_height_px = height;
}

static int32_t number(qpdf_data objects, qpdf_oh dict, const char *key) {
    return qpdf_oh_get_int_value_as_int(objects, qpdf_oh_get_key(objects, dict, key));
}

// A coarse image may be the colour of what a finer mask of its own shows: then that is the picture.
static void add_image_or_mask(qpdf_data objects, qpdf_oh dict, esc_pdf_images *images) {
    static const char *const masks[] = {"/SMask", "/Mask"};
    int32_t width = number(objects, dict, "/Width"), height = number(objects, dict, "/Height");
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        qpdf_oh mask = qpdf_oh_get_key(objects, dict, masks[i]);
        if (!qpdf_oh_is_stream(objects, mask)) continue;
        qpdf_oh of = qpdf_oh_get_dict(objects, mask);
        int32_t across = number(objects, of, "/Width"), down = number(objects, of, "/Height");
        if ((int64_t)across * down <= (int64_t)width * height) continue;
        width = across;
        height = down;
    }
    add_image(images, width, height);
}

// Forms that are still to be looked into, and those that were: a form may hold itself.
typedef struct forms {
    qpdf_oh dict[MOST_FORMS];
    int number[MOST_FORMS]; // of the object
    int count;
} forms;

static void add_form(qpdf_data objects, qpdf_oh form, forms *of) {
    int number = qpdf_oh_get_object_id(objects, form);
    for (int i = 0; i < of->count; i++)
        if (of->number[i] == number) return;
    if (of->count == MOST_FORMS) return;
    of->number[of->count] = number;
    of->dict[of->count++] = qpdf_oh_get_dict(objects, form);
}

static void look_into(qpdf_data objects, qpdf_oh resources, esc_pdf_images *images, forms *of) {
    qpdf_oh list = qpdf_oh_get_key_if_dict(objects, resources, "/XObject");
    if (!qpdf_oh_is_dictionary(objects, list)) return;
    qpdf_oh_begin_dict_key_iter(objects, list);
    while (qpdf_oh_dict_more_keys(objects)) {
        qpdf_oh object = qpdf_oh_get_key(objects, list, qpdf_oh_dict_next_key(objects));
        if (!qpdf_oh_is_stream(objects, object)) continue;
        qpdf_oh dict = qpdf_oh_get_dict(objects, object), kind = qpdf_oh_get_key(objects, dict, "/Subtype");
        if (qpdf_oh_is_name_and_equals(objects, kind, "/Image"))
            add_image_or_mask(objects, dict, images);
        else if (qpdf_oh_is_name_and_equals(objects, kind, "/Form"))
            add_form(objects, object, of);
    }
}

esc_pdf_images esc_pdf_images_look(struct _qpdf_data *objects, int32_t index) {
    esc_pdf_images images = {0};
    if (!objects || index < 0 || index >= qpdf_get_num_pages(objects)) return images;
    forms of = {.count = 0};
    qpdf_oh page = qpdf_get_page_n(objects, (size_t)index);
    look_into(objects, inherited(objects, page, "/Resources"), &images, &of);
    for (int i = 0; i < of.count; i++)
        look_into(objects, qpdf_oh_get_key(objects, of.dict[i], "/Resources"), &images, &of);
    qpdf_oh_release_all(objects);
    return images;
}

double esc_pdf_unit(struct _qpdf_data *objects, int32_t index) {
    static const double most = 1000;
    if (!objects || index < 0 || index >= qpdf_get_num_pages(objects)) return 1;
    qpdf_oh page = qpdf_get_page_n(objects, (size_t)index);
    qpdf_oh value = qpdf_oh_get_key_if_dict(objects, page, "/UserUnit");
    double unit = qpdf_oh_is_number(objects, value) ? qpdf_oh_get_numeric_value(objects, value) : 1;
    qpdf_oh_release_all(objects);
    return unit > 0 && unit <= most ? unit : 1;
}
