// SPDX-License-Identifier: GPL-3.0-or-later
#include "conf/conf.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/limits.h"
#include "base/mem.h"

enum type { FOLDER, TEXT, LIST, INTEGER, NUMBER, CHOICE };

static const struct setting {
    const char *section, *key;
    enum type type;
    const char *standard; // the default, as text
    double minimum, maximum;
    const char *unit; // for CHOICE the words that may stand, "a|b|c"
    const char *help;
} table[ESC_CONF_COUNT] = {
#define ESC_CONF(id, ...) [ESC_CONF_##id] = {__VA_ARGS__},
#include "conf/table.h"
#undef ESC_CONF
};

struct esc_conf {
    char *text[ESC_CONF_COUNT];    // checked when set; parsed again when asked for
    bool mistaken[ESC_CONF_COUNT]; // what was given last could not be taken
    bool given[ESC_CONF_COUNT];    // by a file or alone, whatever its value
    int line[ESC_CONF_COUNT];      // of the file that was read last, where it is given; 0: it is not there
    int earlier[ESC_CONF_COUNT];   // the line before that one that gave it, too; 0: none
};

esc_conf *esc_conf_new(void) {
    esc_conf *conf = esc_alloc_zero(1, sizeof *conf);
    for (int i = 0; i < ESC_CONF_COUNT; i++) conf->text[i] = esc_strdup(table[i].standard);
    return conf;
}

void esc_conf_free(esc_conf *conf) {
    if (!conf) return;
    for (int i = 0; i < ESC_CONF_COUNT; i++) free(conf->text[i]);
    free(conf);
}

// ---- reading ----

static bool is_choice(const char *words, const char *value) {
    size_t len = strlen(value);
    for (const char *p = words; *p; p += strcspn(p, "|"), p += *p == '|')
        if (strcspn(p, "|") == len && !strncmp(p, value, len)) return true;
    return false;
}

// Numbers are written with a point in every locale: LC_NUMERIC is never changed from "C".
static bool parse_number(const char *value, bool whole, double *ret) {
    char *end;
    errno = 0;
    double number = whole ? (double)strtoll(value, &end, 10) : strtod(value, &end);
    if (errno || end == value || *end || number != number) return false;
    *ret = number;
    return true;
}

// Where a setting stands, for messages: "file:line: [section] key", or without the file.
static char *place_of(const struct setting *s, const char *where) {
    return esc_asprintf("%s%s[%s] %s", where, *where ? ": " : "", s->section, s->key);
}

static int wrong_number(const struct setting *s, const char *value, const char *place, esc_err *err) {
    return s->type == INTEGER
               ? esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                          "%s = %s: must be a whole number from %.10g to %.10g", place, value, s->minimum,
                          s->maximum)
               : esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                          "%s = %s: must be a number from %.10g to %.10g, with a decimal point", place, value,
                          s->minimum, s->maximum);
}

static int check_value(const struct setting *s, const char *value, const char *place, esc_err *err) {
    double number;
    switch (s->type) {
    case INTEGER:
    case NUMBER:
        if (parse_number(value, s->type == INTEGER, &number) && number >= s->minimum && number <= s->maximum)
            return ESC_OK;
        return wrong_number(s, value, place, err);
    case CHOICE:
        if (is_choice(s->unit, value)) return ESC_OK;
        return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS, "%s = %s: must be one of %s", place, value,
                        s->unit);
    case FOLDER:
        if (!*value || *value == '/') return ESC_OK;
        return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS, "%s = %s: must be a path from the root (/…)",
                        place, value);
    case TEXT:
        if (*value) return ESC_OK;
        return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                        "%s: its value is missing; without the line it is the default, %s", place,
                        s->standard);
    case LIST:
        return ESC_OK;
    }
    return ESC_OK;
}

// inih reads lines of 200 bytes at most, key and all.
enum { LONGEST_VALUE = 160 };

// Whether a settings file can hold it: no comment would begin, no line end, and no line would be too long. A
// list may go over several lines, any of its words then beginning one. Workers get their settings as such a
// file.
static bool writable(const char *value, bool list) {
    size_t run = 0;
    for (const char *p = value; *p; p++) {
        bool begins = p == value || p[-1] == ' ';
        if ((unsigned char)*p < ' ' || (begins && (*p == ';' || (list && *p == '#')))) return false;
        run = list && *p == ' ' ? 0 : run + 1;
        if (run > LONGEST_VALUE) return false;
    }
    return true;
}

static void single_blanks(char *text) {
    char *to = text;
    for (const char *p = text; *p; p++)
        if (*p != ' ' || (to > text && to[-1] != ' ')) *to++ = *p;
    *to = 0;
}

static int not_writable(bool list, const char *place, esc_err *err) {
    return list ? esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                           "%s: must hold no control characters, no \";\" or \"#\" after a blank, and no "
                           "word of more than %d bytes",
                           place, LONGEST_VALUE)
                : esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                           "%s: must hold no control characters, no \";\" after a blank, and not more than "
                           "%d bytes",
                           place, LONGEST_VALUE);
}

// more: a line that goes on with the value of the one before.
static int set_one(esc_conf *conf, int which, const char *value, bool more, const char *where, esc_err *err) {
    const struct setting *s = &table[which];
    ESC_AUTOFREE char *place = place_of(s, where);
    bool list = s->type == LIST;
    if (!writable(value, list)) return not_writable(list, place, err);
    if (more && !list)
        return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS, "%s goes over several lines", place);
    int failed = check_value(s, value, place, err);
    if (failed) return failed;
    char *before = conf->text[which];
    conf->text[which] = more ? esc_asprintf("%s%s%s", before, *before ? " " : "", value) : esc_strdup(value);
    free(before);
    if (list) single_blanks(conf->text[which]);
    return ESC_OK;
}

// line: of the file, or 0.
static int set(esc_conf *conf, const char *section, const char *key, const char *value, bool more,
               const char *where, int line, esc_err *err) {
    for (int i = 0; i < ESC_CONF_COUNT; i++) {
        if (strcmp(table[i].section, section) || strcmp(table[i].key, key)) continue;
        int failed = set_one(conf, i, value, more, where, err);
        conf->mistaken[i] = failed || (more && conf->mistaken[i]);
        conf->given[i] = true;
        if (line && !more) conf->earlier[i] = conf->line[i], conf->line[i] = line;
        return failed;
    }
    return esc_fail(err, ESC_FORMAT, ESC_WHY_SETTINGS,
                    "%s%sthere is no setting [%s] %s; \"escribano config\" lists them all", where,
                    *where ? ": " : "", section, key);
}

struct reading {
    esc_conf *conf;
    const char *path, *left; // the text not yet read
    int line;                // Debian's inih does not tell it, so we count what it asks for
    bool inside;             // of a line, which was too long to be taken at once
    bool indented;           // the line that was read last
    bool keyed;              // a key stands above it in its section
    char last[256];          // "section.key" that was given last
    esc_conf_told *told;     // NULL: the first mistake is enough
    void *user;
    esc_err *err; // the first mistake
    int failed;
};

static void mistaken(struct reading *reading, int failed, const esc_err *err) {
    if (!failed) return;
    if (!reading->failed && reading->err) *reading->err = *err;
    if (!reading->failed) reading->failed = failed;
    if (reading->told) reading->told(reading->user, err->said);
}

// inih tells only of the first line that it cannot read, and takes what stands below "[section" for another
// section's. So each such line is told here, and inih gets what was probably meant.
static void check_line(struct reading *reading, char *line, size_t size) {
    static const char blanks[] = " \t\r\n";
    char *start = line;
    if (reading->line <= 1 && !strncmp(start, "\xEF\xBB\xBF", 3)) start += 3;
    start += strspn(start, blanks);
    if (!*start || *start == ';' || *start == '#' || (reading->indented && reading->keyed)) return;
    bool section = *start == '[', right;
    if (section) {
        right = strchr(start, ']');
    } else {
        size_t key = strcspn(start, "=:");
        right = key && start[key];
    }
    reading->keyed = section ? false : right || reading->keyed;
    if (right) return;
    esc_err err = {0};
    mistaken(reading,
             esc_fail(&err, ESC_FORMAT, ESC_WHY_SETTINGS, "%s:%d: neither [section] nor key = value",
                      reading->path, reading->line),
             &err);
    size_t len = section ? strcspn(start, " \t\r\n;#") : 0;
    if (start + len + 3 > line + size) len = 0;
    strcpy(start + len, len ? "]\n" : "\n");
}

// As fgets: inih's way to get the next line.
static char *next_line(char *out, int size, void *user) {
    struct reading *reading = user;
    if (!*reading->left) return NULL;
    size_t len = strcspn(reading->left, "\n");
    bool ended = reading->left[len] == '\n';
    if (len + ended > (size_t)size - 1) len = (size_t)size - 1, ended = false;
    bool inside = reading->inside;
    reading->inside = !ended;
    reading->indented = *reading->left == ' ' || *reading->left == '\t';
    memcpy(out, reading->left, len + ended);
    out[len + ended] = 0;
    reading->left += len + ended;
    reading->line += !inside;
    if (!inside) check_line(reading, out, (size_t)size);
    return out;
}

static int ini_entry(void *user, const char *section, const char *key, const char *value) {
    struct reading *reading = user;
    if (reading->failed && !reading->told) return 1;
    ESC_AUTOFREE char *where = esc_asprintf("%s:%d", reading->path, reading->line);
    // inih gives a line that goes on with a list as its key once more.
    char name[sizeof reading->last];
    snprintf(name, sizeof name, "%s.%s", section, key);
    bool more = reading->indented && !strcmp(name, reading->last);
    memcpy(reading->last, name, sizeof name);
    esc_err err = {0};
    mistaken(reading, set(reading->conf, section, key, value, more, where, reading->line, &err), &err);
    return 1;
}

static int read_file(const char *path, esc_buf *text, esc_err *err) {
    esc_err why = {0};
    int fd = esc_file_open(path, true, &why);
    int failed = fd < 0 ? fd : esc_file_read(fd, ESC_MAX_SETTINGS_BYTES, text, &why);
    if (fd >= 0) close(fd);
    // A file of settings that is not there is no document that was moved away.
    if (failed && !esc_why_transient(why.why)) why.why = ESC_WHY_NO_SETTINGS;
    if (failed && err) *err = why;
    return failed;
}

int esc_conf_load(esc_conf *conf, const char *path, esc_err *err) {
    return esc_conf_load_telling(conf, path, NULL, NULL, err);
}

int esc_conf_load_telling(esc_conf *conf, const char *path, esc_conf_told *told, void *user, esc_err *err) {
    ESC_AUTOBUF text = {0};
    int failed = read_file(path, &text, err);
    if (failed) return failed;

    esc_conf *fresh = esc_conf_new();
    for (int i = 0; i < ESC_CONF_COUNT; i++) {
        free(fresh->text[i]);
        fresh->text[i] = esc_strdup(conf->text[i]);
        fresh->mistaken[i] = conf->mistaken[i];
        fresh->given[i] = conf->given[i];
    }
    struct reading reading = {fresh, path, esc_buf_text(&text), .told = told, .user = user, .err = err};
    int line = ini_parse_stream(next_line, &reading, ini_entry, &reading);
    esc_err why = {0};
    if (line > 0)
        mistaken(&reading,
                 esc_fail(&why, ESC_FORMAT, ESC_WHY_SETTINGS, "%s:%d: neither [section] nor key = value",
                          path, line),
                 &why);
    failed = reading.failed;
    if (!failed || told) {
        esc_conf swap = *conf;
        *conf = *fresh;
        *fresh = swap;
    }
    esc_conf_free(fresh);
    return failed;
}

int esc_conf_set(esc_conf *conf, const char *assignment, esc_err *err) {
    ESC_AUTOFREE char *copy = esc_strdup(assignment);
    char *dot = strchr(copy, '.'), *equals = strchr(copy, '=');
    if (!dot || !equals || dot > equals)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS, "%s: must be written section.key=value",
                        assignment);
    *dot = *equals = 0;
    return set(conf, copy, dot + 1, equals + 1, false, "", 0, err);
}

int esc_conf_tell_twice(const esc_conf *conf, const char *path, esc_conf_told *told, void *user) {
    int count = 0;
    for (int i = 0; i < ESC_CONF_COUNT; i++) {
        if (!conf->earlier[i]) continue;
        esc_err said;
        esc_fail(&said, ESC_FORMAT, ESC_WHY_SETTINGS,
                 "%s:%d: [%s] %s is given on line %d already; this value counts, the other does not", path,
                 conf->line[i], table[i].section, table[i].key, conf->earlier[i]);
        told(user, said.said);
        count++;
    }
    return count;
}

// ---- values ----

bool esc_conf_given(const esc_conf *conf, esc_conf_key key) { return conf->given[key]; }

const char *esc_conf_text(const esc_conf *conf, esc_conf_key key) { return conf->text[key]; }

int64_t esc_conf_integer(const esc_conf *conf, esc_conf_key key) {
    assert(table[key].type == INTEGER);
    return strtoll(conf->text[key], NULL, 10);
}

double esc_conf_number(const esc_conf *conf, esc_conf_key key) {
    assert(table[key].type == NUMBER);
    return strtod(conf->text[key], NULL);
}

char *esc_conf_folder(const esc_conf *conf, esc_conf_key key) {
    assert(table[key].type == FOLDER);
    const char *root = conf->text[ESC_CONF_FOLDERS_ROOT];
    size_t root_len = strlen(root);
    while (root_len && root[root_len - 1] == '/') root_len--;
    char *path;
    if (*conf->text[key])
        path = esc_strdup(conf->text[key]);
    else if (key == ESC_CONF_FOLDERS_STATE && getenv("STATE_DIRECTORY")) // systemd's StateDirectory=
        path = esc_strdup(getenv("STATE_DIRECTORY"));
    else if (*root)
        path = esc_asprintf("%.*s/%s", (int)root_len, root,
                            key == ESC_CONF_FOLDERS_STATE ? ".escribano" : table[key].key);
    else
        path = esc_strdup("");
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/') path[--len] = 0;
    return path;
}

bool esc_conf_folder_mistaken(const esc_conf *conf, esc_conf_key key) {
    return conf->mistaken[key] || (!*conf->text[key] && conf->mistaken[ESC_CONF_FOLDERS_ROOT]);
}

bool esc_conf_of_service(const esc_conf *conf) {
    for (int i = ESC_CONF_FOLDERS_ROOT; i <= ESC_CONF_FOLDERS_STATE; i++)
        if (*conf->text[i] || conf->mistaken[i]) return true;
    return false;
}

static bool inside(const char *inner, const char *outer) {
    size_t len = strlen(outer);
    return !strncmp(inner, outer, len) && (inner[len] == '/' || !inner[len] || outer[len - 1] == '/');
}

static bool may_be_run(const char *path) {
    struct stat st;
    return !stat(path, &st) && S_ISREG(st.st_mode) && !access(path, X_OK);
}

// What stands behind "#!" up to a blank, or "" where it begins like a compiled program; NULL where it is
// neither, and false where it cannot be told. *ret is the caller's.
static bool read_interpreter(const char *path, char **ret) {
    char head[PATH_MAX + 3] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t len = fd < 0 ? -1 : read(fd, head, sizeof head - 1);
    if (fd >= 0) close(fd);
    if (len < 0) return false; // what may be run need not be readable
    head[len] = 0;
    const char *name = head + 2 + strspn(head + 2, " \t");
    *ret = !strncmp(head, "#!", 2)        ? esc_strndup(name, strcspn(name, " \t\r\n"))
           : !strncmp(head, "\177ELF", 4) ? esc_strdup("")
                                          : NULL;
    return true;
}

int esc_conf_check_command(const esc_conf *conf, esc_err *err) {
    const char *command = conf->text[ESC_CONF_NOTIFY_COMMAND];
    if (!*command) return ESC_OK;
    if (access(command, F_OK))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[notify] command = %s: there is no such program", command);
    if (!may_be_run(command))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[notify] command = %s: is no program that may be run (chmod +x?)", command);
    ESC_AUTOFREE char *interpreter = NULL;
    if (!read_interpreter(command, &interpreter)) return ESC_OK;
    if (!interpreter)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[notify] command = %s: is no program: a script begins with a line such as #!/bin/sh",
                        command);
    if (*interpreter && !may_be_run(interpreter))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[notify] command = %s: its first line names %s, and there is no such program",
                        command, interpreter);
    return ESC_OK;
}

// Each failure is told, the first is handed back.
static void tell_failure(int failed, const esc_err *why, esc_conf_told *told, void *user, int *ret,
                         esc_err *err) {
    if (!failed) return;
    if (told) told(user, why->said);
    if (!*ret && err) *err = *why;
    if (!*ret) *ret = failed;
}

static int apart(esc_conf_key key, const char *path, esc_conf_key other_key, const char *other,
                 esc_err *err) {
    const char *name = table[key].key, *other_name = table[other_key].key;
    if (!*path || !*other || !inside(path, other)) return ESC_OK;
    if (strcmp(path, other) != 0)
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                        "[folders] %s (%s) lies inside [folders] %s (%s): they must be apart", name, path,
                        other_name, other);
    return key < other_key
               ? esc_fail(err, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                          "[folders] %s and [folders] %s are the same folder (%s): they must be apart", name,
                          other_name, path)
               : ESC_OK; // told the other way round
}

int esc_conf_check(const esc_conf *conf, esc_conf_told *told, void *user, esc_err *err) {
    static const esc_conf_key keys[] = {ESC_CONF_FOLDERS_INPUT, ESC_CONF_FOLDERS_OUTPUT,
                                        ESC_CONF_FOLDERS_ORIGINALS, ESC_CONF_FOLDERS_QUARANTINE,
                                        ESC_CONF_FOLDERS_STATE};
    enum { FOLDERS = sizeof keys / sizeof *keys };
    char *paths[FOLDERS];
    int failed = ESC_OK;
    for (int i = 0; i < FOLDERS; i++) {
        ESC_AUTOFREE char *path = esc_conf_folder(conf, keys[i]);
        // Links are followed as far as they exist, so that two names of one folder are seen to be one.
        char *real = *path ? realpath(path, NULL) : NULL;
        paths[i] = real ? real : esc_strdup(path);
        esc_err why;
        int unset = *path || esc_conf_folder_mistaken(conf, keys[i]) // which was told
                        ? ESC_OK
                        : esc_fail(&why, ESC_ARGUMENT, ESC_WHY_SETTINGS,
                                   "neither [folders] root nor [folders] %s is set", table[keys[i]].key);
        tell_failure(unset, &why, told, user, &failed, err);
    }
    for (int i = 0; i < FOLDERS; i++)
        for (int j = 0; j < FOLDERS; j++) {
            esc_err why;
            int overlap = i == j ? ESC_OK : apart(keys[i], paths[i], keys[j], paths[j], &why);
            tell_failure(overlap, &why, told, user, &failed, err);
        }
    for (int i = 0; i < FOLDERS; i++) free(paths[i]);
    return failed;
}

// ---- printing ----

// A long list goes over several lines, a word on each.
static void print_value(const char *value, esc_buf *out) {
    bool lines = strlen(value) > LONGEST_VALUE;
    for (const char *p = value; *p; p++)
        if (lines && *p == ' ')
            esc_buf_puts(out, "\n  ");
        else
            esc_buf_putc(out, *p);
    esc_buf_putc(out, '\n');
}

void esc_conf_print(const esc_conf *conf, esc_buf *out) {
    const char *section = "";
    for (int i = 0; i < ESC_CONF_COUNT; i++) {
        const struct setting *s = &table[i];
        if (strcmp(section, s->section)) {
            esc_buf_printf(out, "%s[%s]\n", *section ? "\n" : "", s->section);
            section = s->section;
        }
        const char *unit = s->type == CHOICE || !*s->unit ? s->unit : _(s->unit);
        esc_buf_printf(out, "; %s", _(s->help));
        if (s->type == INTEGER || s->type == NUMBER)
            esc_buf_printf(out, " [%.10g..%.10g%s%s]", s->minimum, s->maximum, *s->unit ? " " : "", unit);
        else if (*s->unit)
            esc_buf_printf(out, " [%s]", unit);
        esc_buf_printf(out, _(" (default: %s)"), *s->standard ? s->standard : _("not set"));
        // A setting without a value is shown switched off, so that the whole can be used as it stands; but
        // not one that was emptied.
        bool off = !*conf->text[i] && !*s->standard;
        esc_buf_printf(out, "\n%s%s = ", off ? ";" : "", s->key);
        print_value(conf->text[i], out);
    }
}
