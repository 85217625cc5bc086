// SPDX-License-Identifier: GPL-3.0-or-later
// The fields for people: a table on the terminal, and a CSV row for a spreadsheet. Both are the same columns;
// an entry of a list becomes one text. What a person has to look at is marked in the table, and named in the
// row's last cell.
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "render/fields_tree.h"
#include "render/render.h"

// "{, role}" in the form of an entry stands for the signs and the value of member role, and for nothing where
// that is absent.
static const struct column {
    const char *header;
    const char *name;   // of the field
    const char *member; // of the object; NULL for a plain value or a list
    const char *entry;  // how an entry of a list is written
} columns[] = {
    {N_("Institution"), "institution", "name", NULL},
    {N_("Acronym"), "institution", "acronym", NULL},
    {N_("Body"), "body", "name", NULL},
    {N_("Document"), "document", "kind", NULL},
    {N_("Number"), "document", "id", NULL},
    {N_("Session"), "session", "kind", NULL},
    {N_("Ordinal"), "session", "ordinal", NULL},
    {N_("Year"), "session", "year", NULL},
    {N_("Date"), "date", NULL, NULL},
    {N_("Start"), "start", NULL, NULL},
    {N_("End"), "end", NULL, NULL},
    {N_("Place"), "place", NULL, NULL},
    {N_("Quorum"), "quorum", "declared", NULL},
    {N_("Present"), "quorum", "present", NULL},
    {N_("Attendees"), "attendees", NULL, "{title }{name}{, role}{, office}{ (oficio)}"},
    {N_("Agenda"), "agenda", NULL, "{number. }{text}"},
    {N_("Votes"), "votes", NULL,
     N_("{item: }{result}{, how}{, for: for}{, against: against}{, abstain: abstain}")},
    {N_("Agreements"), "agreements", NULL, "{id: }{text}"},
    {N_("Oficios"), "oficios", NULL, "{}"},
    {N_("Legal references"), "legal_refs", NULL, "{article}{, fraction}{, instrument}"},
    {N_("Acronyms"), "acronyms", NULL, "{}"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

// Words of the schema, as people say them.
static const struct {
    const char *word, *said;
} sayings[] = {
    {"approved", N_("approved")},
    {"rejected", N_("rejected")},
    {"postponed", N_("postponed")},
    {"unanimidad", N_("unanimously")},
    {"mayoria", N_("by majority")},
    {"orden_del_dia", N_("agenda")},
    {"version_estenografica", N_("shorthand transcript")},
};

static void put_value(const json_t *value, esc_buf *out) {
    if (json_is_integer(value)) esc_buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_boolean(value)) esc_buf_puts(out, json_is_true(value) ? _("yes") : _("no"));
    if (!json_is_string(value)) return;
    const char *text = json_string_value(value);
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
        if (!strcmp(text, sayings[i].word)) text = _(sayings[i].said);
    esc_buf_puts(out, text);
}

// A piece "{, role}": its signs, with the member's value in the place of the last word in it.
static void put_piece(const char *piece, size_t len, const json_t *entry, esc_buf *out) {
    size_t end = len;
    while (end && !(piece[end - 1] >= 'a' && piece[end - 1] <= 'z')) end--;
    size_t start = end;
    while (start && ((piece[start - 1] >= 'a' && piece[start - 1] <= 'z') || piece[start - 1] == '_'))
        start--;
    char member[32] = {0};
    if (end - start < sizeof member) memcpy(member, piece + start, end - start);
    const json_t *value = *member ? json_object_get(entry, member) : entry;
    if (!value || json_is_null(value)) return;
    esc_buf_put(out, piece, start);
    put_value(value, out);
    esc_buf_put(out, piece + end, len - end);
}

static void put_entry(const char *format, const json_t *entry, esc_buf *out) {
    for (const char *p = format; *p;) {
        size_t len = strcspn(p + 1, "}");
        put_piece(p + 1, len, entry, out);
        p += len + 2;
    }
}

static const json_t *value_of(const json_t *tree, const struct column *column) {
    const json_t *value = json_object_get(tree, column->name);
    return column->member ? json_object_get(value, column->member) : value;
}

static size_t entries_of(const json_t *value) {
    return json_is_array(value) ? json_array_size(value) : !json_is_null(value);
}

static void put_nth(const struct column *column, const json_t *value, size_t index, esc_buf *out) {
    if (json_is_array(value))
        put_entry(_(column->entry), json_array_get(value, index), out);
    else
        put_value(value, out);
}

// What the evidence says of one entry of a column.
typedef struct doubt {
    bool flagged;
    double confidence; // the least of its members; 1 where nothing is known
    esc_buf others;    // readings that contradict it, and how sure they are
} doubt;

static bool is_listed(const char *list, const char *value, size_t len) {
    for (const char *p = list; p; p = strstr(p, "; ") ? strstr(p, "; ") + 2 : NULL)
        if (!strncmp(p, value, len) && (!p[len] || !strncmp(p + len, "; ", 2) || !strncmp(p + len, " (", 2)))
            return true;
    return false;
}

// Another reading, unless it is listed already. It tells its value as text.
static void add_other(const json_t *other, bool with_confidence, esc_buf *others) {
    const json_t *value = json_object_get(other, "value");
    if (!json_string_length(value)) value = json_object_get(other, "shown");
    ESC_AUTOBUF said = {0};
    put_value(value, &said);
    if (!said.len || is_listed(esc_buf_text(others), esc_buf_text(&said), said.len)) return;
    esc_buf_printf(others, "%s%s", others->len ? "; " : "", esc_buf_text(&said));
    if (with_confidence)
        esc_buf_printf(others, " (%.2f)", json_number_value(json_object_get(other, "confidence")));
}

static void doubt_at(const json_t *evidence, const char *pointer, bool with_confidence, doubt *ret) {
    const json_t *found = json_object_get(evidence, pointer), *other;
    if (!found) return;
    ret->flagged |= json_is_true(json_object_get(found, "flagged"));
    const double confidence = json_number_value(json_object_get(found, "confidence"));
    if (confidence < ret->confidence) ret->confidence = confidence;
    size_t i;
    json_array_foreach(json_object_get(found, "others"), i, other)
        add_other(other, with_confidence, &ret->others);
}

// The caller frees ret->others.
static void doubt_of(const struct column *column, const json_t *value, size_t index, const json_t *evidence,
                     bool with_confidence, doubt *ret) {
    *ret = (doubt){.confidence = 1};
    char pointer[128];
    if (!json_is_array(value)) {
        snprintf(pointer, sizeof pointer, "/%s%s%s", column->name, column->member ? "/" : "",
                 column->member ? column->member : "");
        doubt_at(evidence, pointer, with_confidence, ret);
        // no value, but what stands in the document for it: "31 de abril de 2018"
        const json_t *told = json_is_null(value) ? json_object_get(evidence, pointer) : NULL;
        if (told) add_other(told, with_confidence, &ret->others);
        return;
    }
    snprintf(pointer, sizeof pointer, "/%s/%zu", column->name, index);
    doubt_at(evidence, pointer, with_confidence, ret);
    const char *member;
    json_t *entry = json_array_get(value, index), *held;
    json_object_foreach(entry, member, held) {
        snprintf(pointer, sizeof pointer, "/%s/%zu/%s", column->name, index, member);
        doubt_at(evidence, pointer, with_confidence, ret);
    }
}

// The entries of a column; also one where there is no value, but something in the document that cannot be
// one.
static size_t entries_told(const struct column *column, const json_t *value, const json_t *evidence) {
    if (!json_is_null(value)) return entries_of(value);
    doubt found;
    doubt_of(column, value, 0, evidence, false, &found);
    esc_buf_free(&found.others);
    return found.flagged;
}

static const double sure = 0.9; // docs/campos.md

// Behind a value, what a person has to know of it before it is believed. False, and nothing, where it is
// sure.
static bool put_doubt(const doubt *of, esc_buf *out) {
    const bool contradicted = of->flagged || of->others.len;
    if (!contradicted && of->confidence >= sure) return false;
    esc_buf_puts(out, "  [");
    // translators: a mark behind a value that contradicts another, or is implausible: a person has to look
    if (of->flagged) esc_buf_printf(out, "%s; ", _("REVIEW"));
    // translators: the value follows, with its confidence
    if (of->others.len) esc_buf_printf(out, _("another reading: %s; "), esc_buf_text(&of->others));
    esc_buf_printf(out, contradicted ? _("confidence %.2f") : "%.2f", of->confidence);
    esc_buf_putc(out, ']');
    return true;
}

void esc_fields_table(const json_t *tree, const json_t *evidence, esc_buf *out) {
    enum { LABEL = 22 }; // characters of the first column
    bool doubted = false, flagged = false;
    for (int c = 0; c < COLUMNS; c++) {
        const json_t *value = value_of(tree, &columns[c]);
        const char *label = _(columns[c].header);
        for (size_t i = 0; i < entries_told(&columns[c], value, evidence); i++) {
            int pad = LABEL - (int)esc_utf8_count(label, strlen(label));
            esc_buf_printf(out, "%s%*s", label, pad > 0 ? pad : 1, "");
            if (json_is_null(value))
                esc_buf_putc(out, '-');
            else
                put_nth(&columns[c], value, i, out);
            doubt found;
            doubt_of(&columns[c], value, i, evidence, true, &found);
            doubted |= put_doubt(&found, out);
            flagged |= found.flagged;
            esc_buf_free(&found.others);
            esc_buf_putc(out, '\n');
            label = "";
        }
    }
    // translators: below a table; [0.85] stands behind some of its values
    if (doubted)
        esc_buf_printf(out,
                       _("\n[0.85]: how sure a value is, where that is less than %.1f: better look at the "
                         "document.\n"),
                       sure);
    // translators: below a table; REVIEW as above
    if (flagged)
        esc_buf_puts(out, _("[REVIEW]: the document contradicts itself there, or a correction was undone: a "
                            "person decides.\n"));
}

void esc_render_fields_table(const esc_doc *doc, esc_buf *out) {
    json_t *tree = esc_fields_tree(doc), *evidence = esc_evidence_tree(doc);
    esc_fields_table(tree, evidence, out);
    json_decref(evidence);
    json_decref(tree);
}

// A cell as RFC 4180 has it; a spreadsheet must not take it for a formula.
static void put_cell(const char *text, size_t len, esc_buf *out) {
    esc_buf_putc(out, '"');
    if (len && text[0] && strchr("=+-@\t\r", text[0])) esc_buf_putc(out, '\'');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"') esc_buf_putc(out, '"');
        esc_buf_putc(out, text[i]);
    }
    esc_buf_putc(out, '"');
}

void esc_render_csv_header(esc_buf *out) {
    esc_buf_puts(out, "\xEF\xBB\xBF"); // without it, spreadsheets take UTF-8 for Windows-1252
    put_cell(_("File"), strlen(_("File")), out);
    for (int c = 0; c < COLUMNS; c++) {
        esc_buf_putc(out, ',');
        put_cell(_(columns[c].header), strlen(_(columns[c].header)), out);
    }
    esc_buf_putc(out, ',');
    // translators: the last column's header: what a person has to look at
    put_cell(_("Review"), strlen(_("Review")), out);
    esc_buf_puts(out, "\r\n");
}

// The entries of a column that a person has to look at, with what else the document says of them.
static void put_flagged(const struct column *column, const json_t *value, const json_t *evidence,
                        esc_buf *cell) {
    for (size_t i = 0; i < entries_told(column, value, evidence); i++) {
        doubt found;
        doubt_of(column, value, i, evidence, false, &found);
        if (found.flagged) {
            esc_buf_printf(cell, "%s%s", cell->len ? " | " : "", _(column->header));
            if (json_is_array(value)) esc_buf_printf(cell, " %zu", i + 1);
            // translators: behind the name of a field; the value follows
            if (found.others.len)
                esc_buf_printf(cell, _(" (another reading: %s)"), esc_buf_text(&found.others));
        }
        esc_buf_free(&found.others);
    }
}

void esc_render_csv_row(const esc_doc *doc, const char *name, esc_buf *out) {
    json_t *tree = esc_fields_tree(doc), *evidence = esc_evidence_tree(doc);
    ESC_AUTOBUF flagged = {0};
    put_cell(name, strlen(name), out);
    for (int c = 0; c < COLUMNS; c++) {
        const json_t *value = value_of(tree, &columns[c]);
        ESC_AUTOBUF cell = {0};
        for (size_t i = 0; i < entries_of(value); i++) {
            if (i) esc_buf_puts(&cell, " | ");
            put_nth(&columns[c], value, i, &cell);
        }
        esc_buf_putc(out, ',');
        put_cell(esc_buf_text(&cell), cell.len, out);
        put_flagged(&columns[c], value, evidence, &flagged);
    }
    esc_buf_putc(out, ',');
    put_cell(esc_buf_text(&flagged), flagged.len, out);
    esc_buf_puts(out, "\r\n");
    json_decref(evidence);
    json_decref(tree);
}
