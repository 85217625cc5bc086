// SPDX-License-Identifier: GPL-3.0-or-later
// Poppler tells where a page's images lie, but their size in pixels only by decoding them. Their dictionaries
// say it for nothing: that keeps bombs out and gives the resolution to draw at.
#include <stdlib.h>
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

bool esc_pdf_stream(qpdf_data objects, qpdf_oh stream, bool unpacked, uint8_t **ret, size_t *ret_len) {
    enum qpdf_stream_decode_level_e level = unpacked ? qpdf_dl_generalized : qpdf_dl_none;
    qpdf_oh_get_stream_data(objects, stream, level, NULL, ret, ret_len); // gives 1 for mere warnings, too
    forget_error(objects);
    return *ret;
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

int32_t esc_pdf_number(qpdf_data objects, qpdf_oh dict, const char *key, int32_t missing) {
    qpdf_oh value = qpdf_oh_get_key_if_dict(objects, dict, key);
    return qpdf_oh_is_integer(objects, value) ? qpdf_oh_get_int_value_as_int(objects, value) : missing;
}

qpdf_oh esc_pdf_last(qpdf_data objects, qpdf_oh value, int *ret_count) {
    *ret_count = 1;
    if (!qpdf_oh_is_array(objects, value)) return value;
    *ret_count = qpdf_oh_get_array_n_items(objects, value);
    return *ret_count ? qpdf_oh_get_array_item(objects, value, *ret_count - 1) : qpdf_oh_new_null(objects);
}

static bool has_filter(qpdf_data objects, qpdf_oh dict, const char *name) {
    int count;
    qpdf_oh last = esc_pdf_last(objects, qpdf_oh_get_key(objects, dict, "/Filter"), &count);
    return qpdf_oh_is_name_and_equals(objects, last, name);
}

// A coarse image may be the colour of what a finer mask of its own shows: then that is the picture.
static void add_image_or_mask(qpdf_data objects, qpdf_oh dict, esc_pdf_images *images) {
    static const char *const masks[] = {"/SMask", "/Mask"};
    int32_t width = esc_pdf_number(objects, dict, "/Width", 0),
            height = esc_pdf_number(objects, dict, "/Height", 0);
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        qpdf_oh mask = qpdf_oh_get_key(objects, dict, masks[i]);
        if (!qpdf_oh_is_stream(objects, mask)) continue;
        qpdf_oh of = qpdf_oh_get_dict(objects, mask);
        int32_t across = esc_pdf_number(objects, of, "/Width", 0),
                down = esc_pdf_number(objects, of, "/Height", 0);
        if ((int64_t)across * down <= (int64_t)width * height) continue;
        width = across;
        height = down;
    }
    add_image(images, width, height);
    images->slow = images->slow || has_filter(objects, dict, "/JPXDecode");
}

// Forms that are still to be looked into, and those that were: a form may hold itself.
typedef struct forms {
    qpdf_oh stream[MOST_FORMS];
    int number[MOST_FORMS]; // of the object
    int count;
} forms;

static void add_form(qpdf_data objects, qpdf_oh form, forms *of) {
    int number = qpdf_oh_get_object_id(objects, form);
    for (int i = 0; i < of->count; i++)
        if (of->number[i] == number) return;
    if (of->count == MOST_FORMS) return;
    of->number[of->count] = number;
    of->stream[of->count++] = form;
}

// What is drawn, as operators; no bytes where nobody asked, or it cannot be had.
typedef struct contents {
    unsigned char *bytes;
    size_t len;
} contents;

// Whether "/Name Do" stands in it; true where there is nothing to look in.
static bool is_drawn(const contents *in, const char *name) {
    static const char blanks[] = " \t\r\n\f";
    if (!in->bytes) return true;
    size_t len = strlen(name);
    const char *at = (const char *)in->bytes, *end = at + in->len;
    while ((at = memmem(at, (size_t)(end - at), name, len))) {
        const char *behind = at += len;
        while (behind < end && memchr(blanks, *behind, sizeof blanks)) behind++;
        if (behind > at && end - behind >= 2 && !memcmp(behind, "Do", 2)) return true;
    }
    return false;
}

typedef struct walk {
    qpdf_data objects;
    forms of;
    esc_pdf_picture_told *told;
    void *user;
} walk;

static void look_into(walk *on, qpdf_oh resources, const contents *drawn) {
    qpdf_data objects = on->objects;
    qpdf_oh list = qpdf_oh_get_key_if_dict(objects, resources, "/XObject");
    if (!qpdf_oh_is_dictionary(objects, list)) return;
    qpdf_oh found[MOST_FORMS];
    int count = 0;
    qpdf_oh_begin_dict_key_iter(objects, list);
    while (qpdf_oh_dict_more_keys(objects)) {
        const char *name = qpdf_oh_dict_next_key(objects);
        qpdf_oh object = qpdf_oh_get_key(objects, list, name);
        if (!qpdf_oh_is_stream(objects, object) || !is_drawn(drawn, name)) continue;
        qpdf_oh kind = qpdf_oh_get_key(objects, qpdf_oh_get_dict(objects, object), "/Subtype");
        if (qpdf_oh_is_name_and_equals(objects, kind, "/Form"))
            add_form(objects, object, &on->of);
        else if (qpdf_oh_is_name_and_equals(objects, kind, "/Image") && count < MOST_FORMS)
            found[count++] = object;
    }
    for (int i = 0; i < count; i++) on->told(objects, found[i], on->user); // it may walk dictionaries itself
}

void esc_pdf_each_picture(qpdf_data objects, int32_t index, bool drawn_only, esc_pdf_picture_told *told,
                          void *user) {
    if (!objects || index < 0 || index >= qpdf_get_num_pages(objects)) return;
    walk on = {.objects = objects, .told = told, .user = user};
    qpdf_oh page = qpdf_get_page_n(objects, (size_t)index);
    contents drawn = {0};
    if (drawn_only) qpdf_oh_get_page_content_data(objects, page, &drawn.bytes, &drawn.len);
    forget_error(objects);
    look_into(&on, inherited(objects, page, "/Resources"), &drawn);
    free(drawn.bytes);
    for (int i = 0; i < on.of.count; i++) {
        qpdf_oh form = on.of.stream[i];
        drawn = (contents){0};
        if (drawn_only) esc_pdf_stream(objects, form, true, &drawn.bytes, &drawn.len);
        look_into(&on, qpdf_oh_get_key(objects, qpdf_oh_get_dict(objects, form), "/Resources"), &drawn);
        free(drawn.bytes);
    }
    qpdf_oh_release_all(objects);
}

static void measure(qpdf_data objects, qpdf_oh picture, void *user) {
    add_image_or_mask(objects, qpdf_oh_get_dict(objects, picture), user);
}

esc_pdf_images esc_pdf_images_look(struct _qpdf_data *objects, int32_t index) {
    esc_pdf_images images = {0};
    esc_pdf_each_picture(objects, index, false, measure, &images);
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
