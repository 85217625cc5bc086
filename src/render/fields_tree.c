// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/fields_tree.h"

#include <stdlib.h>
#include <string.h>

// The members of each object, in the order as docs/schema/escribano.document-1.json.
static const struct {
    const char *name;
    const char *members; // of the object, or of each entry of the list; NULL for a plain value
    int list;
} shape[] = {
    {"institution", "name acronym", 0},
    {"body", "name", 0},
    {"document", "kind id", 0},
    {"session", "kind ordinal year", 0},
    {"date", NULL, 0},
    {"start", NULL, 0},
    {"end", NULL, 0},
    {"place", NULL, 0},
    {"quorum", "declared present", 0},
    {"attendees", "name title role office oficio", 1},
    {"agenda", "number text", 1},
    {"votes", "item result how for against abstain", 1},
    {"agreements", "id text", 1},
    {"oficios", NULL, 1},
    {"legal_refs", "article fraction instrument", 1},
    {"acronyms", NULL, 1},
};
enum { SHAPES = sizeof shape / sizeof *shape, MAX_ENTRIES = 10000 };

static json_t *object_of(const char *members) {
    json_t *object = json_object();
    for (const char *p = members; p && *p;) {
        size_t len = strcspn(p, " ");
        char name[32] = {0};
        memcpy(name, p, len < sizeof name ? len : sizeof name - 1);
        json_object_set_new(object, name, json_null());
        p += len + (p[len] == ' ');
    }
    return object;
}

static json_t *value_of(const esc_doc *doc, const esc_field *field) {
    const char *value = esc_doc_text(doc, field->value);
    switch (field->kind) {
    case ESC_VALUE_INTEGER:
        return json_integer(strtoll(value, NULL, 10));
    case ESC_VALUE_TRUE:
        return json_true();
    case ESC_VALUE_FALSE:
        return json_false();
    default:
        return json_stringn(value, field->value.len);
    }
}

// Sets one leaf of tree at pointer; what does not fit the shape is left out.
static void place(json_t *tree, const char *pointer, json_t *value) {
    char name[64] = {0};
    const char *p = pointer + 1;
    size_t len = strcspn(p, "/");
    int known = -1;
    if (len < sizeof name) memcpy(name, p, len);
    for (int i = 0; i < SHAPES; i++)
        if (!strcmp(shape[i].name, name)) known = i;
    p += len;
    json_t *holder = known < 0 ? NULL : json_object_get(tree, name);
    if (holder && shape[known].list && *p == '/') {
        char *end;
        unsigned long index = strtoul(p + 1, &end, 10);
        if (index < MAX_ENTRIES && (*end == '/' || !*end)) {
            while (json_array_size(holder) <= index)
                json_array_append_new(holder,
                                      shape[known].members ? object_of(shape[known].members) : json_null());
            if (!shape[known].members && !*end && json_is_null(json_array_get(holder, index))) {
                json_array_set(holder, index, value);
            } else if (shape[known].members && *end == '/') {
                json_t *entry = json_array_get(holder, index);
                if (json_is_null(json_object_get(entry, end + 1))) json_object_set(entry, end + 1, value);
            }
        }
    } else if (holder && json_is_object(holder) && *p == '/') {
        if (json_is_null(json_object_get(holder, p + 1))) json_object_set(holder, p + 1, value);
    } else if (holder && json_is_null(holder) && !*p) {
        json_object_set(tree, name, value);
    }
    json_decref(value);
}

json_t *esc_fields_tree(const esc_doc *doc) {
    json_t *tree = json_object();
    for (int i = 0; i < SHAPES; i++)
        json_object_set_new(tree, shape[i].name,
                            shape[i].list      ? json_array()
                            : shape[i].members ? object_of(shape[i].members)
                                               : json_null());
    for (uint32_t i = 0; i < doc->fields_count; i++)
        if (doc->fields[i].kind != ESC_VALUE_NONE)
            place(tree, esc_doc_text(doc, doc->fields[i].pointer), value_of(doc, &doc->fields[i]));
    return tree;
}
