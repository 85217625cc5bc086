// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/catalogue.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { STATE_COLUMNS = 14, DETAIL_INDENT = 10 };

static const char installed[] = "/etc/escribano/escribano.ini";

// Who may read what this user may not: the group of it, or of the first folder above it that bars the way,
// where that lets its group read; else its owner only.
static int not_allowed(const char *path) {
    ESC_AUTOFREE char *barring = esc_strdup(path);
    struct stat st = {0};
    while (stat(barring, &st) && strrchr(barring, '/') > barring) *strrchr(barring, '/') = 0;
    bool folder = S_ISDIR(st.st_mode);
    mode_t needed = folder ? S_IRGRP | S_IXGRP : S_IRGRP;
    const struct group *group = getgrgid(st.st_gid);
    const struct passwd *owner = getpwuid(st.st_uid);
    ESC_AUTOFREE char *gid = esc_asprintf("%u", st.st_gid);
    ESC_AUTOFREE char *uid = esc_asprintf("%u", st.st_uid);
    const char *name = group ? group->gr_name : gid;
    if ((st.st_mode & needed) == needed && st.st_gid)
        fprintf(stderr,
                _("escribano: you may not read %s: only members of the group “%s” may. An administrator can "
                  "make you one: “adduser NAME %s”, then log in anew.\n"),
                path, name, name);
    else
        fprintf(stderr, _("escribano: you may not read %s: only root and the user “%s” may (sudo).\n"), path,
                owner ? owner->pw_name : uid);
    return ESC_EXIT_UNKNOWN;
}

// What a person can do about a database that cannot be opened: the reasons, made for documents, do not say
// it.
static int no_database(const char *database, const esc_err *err) {
    if (!access(database, R_OK))
        esc_cli_failed(database, err);
    else if (errno == ENOENT)
        fprintf(
            stderr,
            _("escribano: there is no %s: the service has not worked with these settings yet, or they are "
              "not its settings (--config FILE).\n"),
            database);
    else
        return not_allowed(database);
    return ESC_EXIT_CONFIG;
}

int esc_catalogue_open_store(esc_catalogue *catalogue) {
    ESC_AUTOFREE char *database = esc_asprintf("%s/escribano.db", catalogue->state_folder);
    esc_err err = {0};
    return esc_store_open_reader(database, &catalogue->store, &err) ? no_database(database, &err)
                                                                    : ESC_EXIT_DONE;
}

void esc_catalogue_tell_mistakes(const esc_catalogue *catalogue, FILE *to) {
    if (!catalogue->mistakes.len) return;
    fprintf(
        to,
        _("escribano: there are mistakes in the settings file. A service at work goes on with the settings "
          "that it read before; a start or a reload will fail until they are mended:\n%s"),
        esc_buf_text(&catalogue->mistakes));
}

// Where the service works can be told by settings that have nothing to do with a mistake elsewhere in the
// file.
static int find_state(esc_catalogue *catalogue) {
    catalogue->state_folder = esc_conf_folder(catalogue->conf, ESC_CONF_FOLDERS_STATE);
    bool doubtful = esc_conf_folder_mistaken(catalogue->conf, ESC_CONF_FOLDERS_STATE);
    if (*catalogue->state_folder && !doubtful) return ESC_EXIT_DONE;
    if (catalogue->mistakes.len)
        fprintf(
            stderr,
            _("escribano: by its settings file it cannot be told where the service works ([folders] root, "
              "[folders] state):\n%s"),
            esc_buf_text(&catalogue->mistakes));
    else
        fprintf(stderr,
                _("escribano: no service is installed here (%s). Of another one, give its settings: --config "
                  "FILE\n"),
                installed);
    return ESC_EXIT_CONFIG;
}

int esc_catalogue_find(esc_cli_settings *settings, esc_catalogue *ret) {
    if (!settings->file && !settings->count) {
        if (!access(installed, R_OK))
            settings->file = installed;
        else if (errno == EACCES)
            return not_allowed(installed);
    }
    esc_catalogue catalogue = {0};
    int exit_code = esc_cli_conf_what_is_right(settings, &catalogue.conf, &catalogue.mistakes);
    if (!exit_code) exit_code = find_state(&catalogue);
    if (exit_code)
        esc_catalogue_close(&catalogue);
    else
        *ret = catalogue;
    return exit_code;
}

int esc_catalogue_open(esc_cli_settings *settings, esc_catalogue *ret) {
    esc_catalogue catalogue;
    int exit_code = esc_catalogue_find(settings, &catalogue);
    if (exit_code) return exit_code;
    esc_catalogue_tell_mistakes(&catalogue, stderr);
    exit_code = esc_catalogue_open_store(&catalogue);
    if (exit_code)
        esc_catalogue_close(&catalogue);
    else
        *ret = catalogue;
    return exit_code;
}

void esc_catalogue_close(esc_catalogue *catalogue) {
    esc_store_close(catalogue->store);
    esc_conf_free(catalogue->conf);
    free(catalogue->state_folder);
    esc_buf_free(&catalogue->mistakes);
    *catalogue = (esc_catalogue){0};
}

static const char *state_shown(esc_record_state state) {
    static const char *const names[ESC_STATE_COUNT] = {
        [ESC_STATE_ARRIVING] = N_("arriving"),       [ESC_STATE_READY] = N_("waiting"),
        [ESC_STATE_LEASED] = N_("being read"),       [ESC_STATE_DELAYED] = N_("to be retried"),
        [ESC_STATE_PUBLISHING] = N_("publishing"),   [ESC_STATE_DONE] = N_("done"),
        [ESC_STATE_QUARANTINED] = N_("quarantined"),
    };
    return _(names[state]);
}

// What it waits for, told by the service; NULL where nothing has to be mended. The caller's.
static char *waits_for(const esc_catalogue *catalogue, const esc_record *record) {
    bool published = record->state == ESC_STATE_PUBLISHING || record->state == ESC_STATE_DONE;
    if (record->state == ESC_STATE_DELAYED ||
        (published && !record->settled && record->why == ESC_WHY_FOLDER))
        return esc_strdup(record->message);
    char *told = NULL;
    if (record->state == ESC_STATE_QUARANTINED && !record->settled)
        esc_store_waits(catalogue->store, record->id, &told, NULL);
    return told;
}

bool esc_catalogue_waits(const esc_catalogue *catalogue, const esc_record *record) {
    ESC_AUTOFREE char *what = waits_for(catalogue, record);
    return what;
}

void esc_catalogue_print(const esc_catalogue *catalogue, const esc_record *record) {
    char when[32], pages[32] = "-";
    time_t seconds = (time_t)(record->arrived_ms / 1000);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime_r(&seconds, &tm));
    if (record->pages) snprintf(pages, sizeof pages, "%d/%d", record->pages_done, record->pages);
    ESC_AUTOFREE char *path = esc_utf8_shown(record->path);
    const char *state = state_shown(record->state);
    int pad = STATE_COLUMNS - (int)esc_utf8_count(state, strlen(state)); // printf would count bytes
    printf("%8lld  %s%*s %9s  %s  %s\n", (long long)record->id, state, pad > 0 ? pad : 0, "", pages, when,
           path);
    bool quarantined = record->state == ESC_STATE_QUARANTINED;
    ESC_AUTOFREE char *waits = waits_for(catalogue, record);
    if (quarantined && strcmp(record->name, record->path) != 0) {
        ESC_AUTOFREE char *name = esc_utf8_shown(record->name);
        ESC_AUTOFREE char *line = esc_asprintf(_("In cuarentena it is called %s."), name);
        esc_term_wrap(line, DETAIL_INDENT);
    }
    if (quarantined) esc_term_wrap(esc_why_text(record->why), DETAIL_INDENT);
    if (waits) esc_term_wrap(esc_why_text(quarantined ? ESC_WHY_FOLDER : record->why), DETAIL_INDENT);
    if (waits && *waits) {
        ESC_AUTOFREE char *detail = esc_asprintf("(%s)", waits);
        esc_term_wrap(detail, DETAIL_INDENT);
    }
}

bool esc_catalogue_number(const esc_command *command, const char *text, int64_t *ret, int *ret_exit) {
    char *end;
    errno = 0;
    long long id = strtoll(text, &end, 10);
    if (errno || end == text || *end || id < 1) {
        *ret_exit = esc_cli_usage(command, _("“%s” is not a document's number"), text);
        return false;
    }
    *ret = id;
    return true;
}

int esc_catalogue_unknown(int64_t id) {
    fprintf(stderr,
            _("escribano: there is no document %lld. “escribano queue list” and “escribano quarantine list” "
              "tell the numbers.\n"),
            (long long)id);
    return ESC_EXIT_FAILED;
}

// What came of a request.
typedef enum answer {
    ANSWER_DONE,
    ANSWER_REFUSED,
    ANSWER_GONE, // there was nothing left to do it with
    ANSWER_LATE, // nobody named it, and it came to another end meanwhile: not told
    ANSWER_NONE, // nobody takes requests from this user: what else he asks has the same end
} answer;

const char esc_catalogue_called_off[] = N_("is not corrected again; its results stay as they were");

// What is the case with a document that something cannot be done with, and what to do instead; each sentence
// takes its number.
static const char *refusal(esc_control_verb verb, const esc_record *record) {
    bool queued = record->state == ESC_STATE_READY || record->state == ESC_STATE_LEASED ||
                  record->state == ESC_STATE_DELAYED;
    bool in_quarantine = record->state == ESC_STATE_QUARANTINED && record->settled;
    if (verb == ESC_CONTROL_RETRY ? queued || in_quarantine : verb == ESC_CONTROL_CANCEL && queued)
        return N_("something else has become of it meanwhile (“escribano queue show %lld”)");
    switch (record->state) {
    case ESC_STATE_ARRIVING:
        return N_("it is just arriving: try again in a moment");
    case ESC_STATE_PUBLISHING:
        return N_("it is read and corrected, and its results are being given their names; “escribano queue "
                  "show %lld” "
                  "tells whether they wait for something");
    case ESC_STATE_DONE:
        if (!record->settled)
            return N_("its results are written, and its original is being put away; “escribano queue show "
                      "%lld” tells "
                      "whether it waits for something");
        return verb == ESC_CONTROL_CANCEL || verb == ESC_CONTROL_CALL_OFF
                   ? N_("it is done and out of the queue; its results stay as they are (“escribano queue "
                        "show %lld”)")
                   : N_("it is done already: “escribano recorrect %lld” corrects it again from what was "
                        "read. To "
                        "have it read anew, put its original into the input folder once more");
    case ESC_STATE_QUARANTINED:
        if (!record->settled)
            return N_(
                "it is being put into quarantine; “escribano queue show %lld” tells whether it waits for "
                "something");
        return verb == ESC_CONTROL_CANCEL || verb == ESC_CONTROL_CALL_OFF
                   ? N_("it is out of the queue, in quarantine; “escribano queue show %lld” tells why")
                   : N_("it is in quarantine, and there is nothing that could be corrected: “escribano "
                        "quarantine "
                        "retry %lld” reads it again, once the cause is mended");
    default:
        return verb == ESC_CONTROL_CALL_OFF
                   ? N_("it waits to be read, not to be corrected again: “escribano queue cancel %lld” takes "
                        "it out "
                        "of the queue")
                   : N_("it is in the queue, and will be corrected by the glossaries as they are then "
                        "(“escribano queue show %lld”)");
    }
}

// A refusal is told in the person's terms, as far as the store knows why.
static answer ask_one(const esc_catalogue *catalogue, esc_control_verb verb, bool named, int64_t id) {
    esc_err err = {0};
    if (!esc_control_ask(catalogue->state_folder, verb, id, &err)) return ANSWER_DONE;
    esc_term_clear_line(); // of the bar
    ESC_AUTORECORD record = {0};
    int unknown = esc_store_record(catalogue->store, id, &record, NULL);
    if (err.why == ESC_WHY_NO_PERMISSION) {
        fputs(_("escribano: only root and the service's own user may ask that of it (sudo)\n"), stderr);
        return ANSWER_NONE;
    }
    if (err.sys == ENOENT || err.sys == ECONNREFUSED) {
        fputs(_("escribano: the service is not at work: “systemctl start escribanod”\n"), stderr);
        return ANSWER_NONE;
    }
    if (err.why == ESC_WHY_VANISHED && unknown == ESC_ARGUMENT) {
        printf(_("document %lld: its file is no longer in quarantine; it has been taken off the list\n"),
               (long long)id);
        return ANSWER_GONE;
    }
    if (!named && err.kind == ESC_ARGUMENT && err.why == ESC_WHY_OTHER) return ANSWER_LATE;
    if (err.kind == ESC_ARGUMENT && unknown == ESC_ARGUMENT)
        esc_catalogue_unknown(id);
    else if (err.kind == ESC_ARGUMENT && err.why == ESC_WHY_OTHER && !unknown) {
        fprintf(stderr, _("escribano: document %lld (%s): "), (long long)id, state_shown(record.state));
        fprintf(stderr, _(refusal(verb, &record)), (long long)id);
        fputs(".\n", stderr);
    } else if (err.why == ESC_WHY_OTHER)
        fprintf(stderr, _("escribano: document %lld: %s\n"), (long long)id, err.said);
    else
        fprintf(stderr, _("escribano: document %lld: %s\n  detail: %s\n"), (long long)id,
                esc_why_text(err.why), err.said);
    return ANSWER_REFUSED;
}

// What was to be corrected again, and is called off, goes into no quarantine.
static bool is_left_done(const esc_catalogue *catalogue, esc_control_verb verb, int64_t id) {
    ESC_AUTORECORD record = {0};
    return verb == ESC_CONTROL_CANCEL && !esc_store_record(catalogue->store, id, &record, NULL) &&
           record.state == ESC_STATE_DONE;
}

int esc_catalogue_ask(const esc_command *command, const esc_catalogue *catalogue, esc_control_verb verb,
                      const char *say, uint32_t *ret_all, int count, char **ids) {
    if (!count)
        return esc_cli_usage(command,
                             _("which documents? Their numbers are missing; “escribano queue list” and "
                               "“escribano quarantine list” tell them"));
    int exit_code = ESC_EXIT_DONE;
    for (int i = 0; i < count; i++) {
        int64_t id;
        if (!esc_catalogue_number(command, ids[i], &id, &exit_code)) return exit_code;
    }
    esc_bar bar = {.files = count};
    for (; bar.file < count; bar.file++) {
        if (ret_all) esc_bar_draw(&bar); // perhaps a hundred thousand
        long long id = strtoll(ids[bar.file], NULL, 10);
        answer got = ask_one(catalogue, verb, !ret_all, id);
        if (got == ANSWER_NONE) return ESC_EXIT_FAILED;
        if (got == ANSWER_REFUSED || (got == ANSWER_GONE && !ret_all)) exit_code = ESC_EXIT_FAILED;
        if (got == ANSWER_DONE && ret_all) ++*ret_all;
        if (got == ANSWER_DONE && say) {
            esc_bar_clear(&bar);
            bool left = is_left_done(catalogue, verb, id);
            printf(_("document %lld: %s\n"), id, _(left ? esc_catalogue_called_off : say));
        }
    }
    esc_bar_clear(&bar);
    return exit_code;
}

int esc_catalogue_run(const esc_command *command, const esc_action *actions, int action_count, int argc,
                      char **argv) {
    static const struct option options[] = {ESC_CLI_SETTINGS_OPTIONS, {"help", no_argument, NULL, 'h'}, {0}};
    esc_cli_settings settings = {0};
    for (int letter; (letter = esc_cli_option(command, argc, argv, ":c:s:h", options)) != -1;)
        if (!esc_cli_settings_take(&settings, letter, optarg))
            return esc_cli_usage(command, _("too many settings"));
    const char *asked = optind < argc ? argv[optind] : "list";
    for (int i = 0; i < action_count; i++) {
        if (strcmp(asked, actions[i].name)) continue;
        esc_catalogue catalogue;
        int exit_code = esc_catalogue_open(&settings, &catalogue);
        if (exit_code) return exit_code;
        int first = optind < argc ? optind + 1 : argc;
        exit_code = actions[i].run(&catalogue, argc - first, argv + first);
        esc_catalogue_close(&catalogue);
        return exit_code;
    }
    ESC_AUTOBUF names = {0};
    for (int i = 0; i < action_count; i++) esc_buf_printf(&names, "%s%s", i ? ", " : "", actions[i].name);
    return esc_cli_usage(command, _("“%s” is none of %s"), asked, esc_buf_text(&names));
}
