// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/catalogue.h"

typedef struct listing {
    const esc_catalogue *catalogue;
    int shown;
} listing;

static int print(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    listing *l = user;
    if ((record->state != ESC_STATE_DONE && record->state != ESC_STATE_QUARANTINED) ||
        esc_catalogue_waits(l->catalogue, record)) {
        esc_catalogue_print(l->catalogue, record);
        l->shown++;
    }
    return ESC_OK;
}

static int list(const esc_catalogue *catalogue, int count, char **arguments) {
    (void)arguments;
    if (count) return esc_cli_usage(&esc_cmd_queue, _("“list” takes no arguments"));
    esc_err err = {0};
    listing l = {catalogue, 0};
    int failed = esc_store_each(catalogue->store, ESC_STATE_COUNT, true, 0, UINT64_MAX, print, &l, &err);
    if (!failed && !l.shown) failed = esc_store_check(catalogue->store, &err); // or does it only seem so?
    if (failed) return esc_cli_failed(catalogue->state_folder, &err);
    if (!l.shown) puts(_("The queue is empty."));
    return ESC_EXIT_DONE;
}

static void show_one(const esc_catalogue *catalogue, const esc_record *record) {
    ESC_AUTOFREE char *name = esc_utf8_shown(record->name);
    ESC_AUTOFREE char *stem = esc_utf8_shown(record->stem);
    esc_catalogue_print(catalogue, record);
    printf(_("          type %s, %llu bytes, sha256 %s\n"), *record->type ? record->type : "?",
           (unsigned long long)record->bytes, *record->sha256 ? record->sha256 : "?");
    if (record->state == ESC_STATE_QUARANTINED)
        printf(_("          original %s\n"), name);
    else
        printf(_("          original %s, results %s.txt and .json\n"), name, stem);
    if (record->pages_failed) printf(_("          pages that could not be read: %d\n"), record->pages_failed);
    if (record->pages_incomplete)
        printf(_("          pages of which a part is missing: %d\n"), record->pages_incomplete);
    if (record->duplicate_of)
        printf(_("          the same bytes as document %lld\n"), (long long)record->duplicate_of);
    if (*record->message)
        printf(_("          last trouble: %s (%s)\n"), record->message, esc_why_name(record->why));
}

static const char *event_shown(const char *what) {
    static const char *const names[][2] = {
        {"arrived", N_("arrived")},
        {"renamed", N_("given another name")},
        {"restarted", N_("begun anew")},
        {"recorrect", N_("to be corrected again")},
        {"called off", N_("not corrected again after all")},
        {"done", N_("done")},
        {"quarantined", N_("quarantined")},
        {ESC_EVENT_WAITS, N_("waits for its folder")},
        {"open", N_("opening")},
        {"page", N_("page")},
        {"finish", N_("correction and fields")},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i][0], what)) return names[i][1];
    return what;
}

static void show_event(void *user, const esc_event *event) {
    (void)user;
    char when[32];
    time_t seconds = (time_t)(event->at_ms / 1000);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", localtime_r(&seconds, &tm));
    printf("          %s  %s", when, _(event_shown(event->what)));
    if (event->attempt && !strcmp(event->what, esc_job_kind_name(ESC_JOB_PAGE)))
        printf(" %d", event->page + 1);
    if (event->attempt) printf(_(", attempt %d, %.1f s"), event->attempt, (double)event->took_ms / 1000);
    if (*event->message) printf(": %s", event->message);
    printf(*event->why ? " (%s)\n" : "\n", event->why);
}

static void show_field(void *user, const esc_finding *finding) {
    (void)user;
    if (finding->field) printf("          %s = %s\n", finding->name, finding->after);
}

static int show(const esc_catalogue *catalogue, int count, char **ids) {
    if (!count)
        return esc_cli_usage(&esc_cmd_queue,
                             _("which documents? Their numbers are missing; “escribano queue list” "
                               "and “escribano quarantine list” tell them"));
    int exit_code = ESC_EXIT_DONE;
    for (int i = 0; i < count; i++) {
        ESC_AUTORECORD record = {0};
        esc_err err = {0};
        int64_t id;
        if (!esc_catalogue_number(&esc_cmd_queue, ids[i], &id, &exit_code)) return exit_code;
        int unknown = esc_store_record(catalogue->store, id, &record, &err);
        if (unknown) {
            exit_code = unknown == ESC_ARGUMENT ? esc_catalogue_unknown(id) : esc_cli_failed(ids[i], &err);
        } else {
            show_one(catalogue, &record);
            int failed = esc_store_history(catalogue->store, record.id, show_event, NULL, &err);
            if (!failed) failed = esc_store_findings(catalogue->store, record.id, show_field, NULL, &err);
            if (failed) exit_code = esc_cli_failed(ids[i], &err);
        }
    }
    return exit_code;
}

static int retry(const esc_catalogue *catalogue, int count, char **ids) {
    return esc_catalogue_ask(&esc_cmd_queue, catalogue, ESC_CONTROL_RETRY, N_("is tried again"), NULL, count,
                             ids);
}

static int cancel(const esc_catalogue *catalogue, int count, char **ids) {
    return esc_catalogue_ask(&esc_cmd_queue, catalogue, ESC_CONTROL_CANCEL,
                             N_("is out of the queue, and its file lies in quarantine"), NULL, count, ids);
}

static int run(int argc, char **argv) {
    static const esc_action actions[] = {
        {"list", list}, {"show", show}, {"retry", retry}, {"cancel", cancel}};
    return esc_catalogue_run(&esc_cmd_queue, actions, sizeof actions / sizeof *actions, argc, argv);
}

const esc_command esc_cmd_queue = {
    "queue",
    N_("the service's queue: list, show, retry, cancel"),
    N_("Usage: escribano queue [--config FILE] list|show|retry|cancel [NUMBER…]\n\n"
       "  list            the documents that are not done yet (also without a word)\n"
       "  show NUMBER…    everything known of a document, done or not\n"
       "  retry NUMBER…   try at once what waits to be tried again\n"
       "  cancel NUMBER…  take it out of the queue, into quarantine; what was only to be corrected again "
       "stays as it "
       "was\n"
       "  --config FILE   the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help          this text\n"),
    run,
};
