// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/catalogue.h"

typedef struct listing {
    const esc_catalogue *catalogue;
    int shown;
} listing;

static int print(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    listing *l = user;
    esc_catalogue_print(l->catalogue, record);
    l->shown++;
    return ESC_OK;
}

static int list(const esc_catalogue *catalogue, int count, char **arguments) {
    (void)arguments;
    if (count) return esc_cli_usage(&esc_cmd_quarantine, _("“list” takes no arguments"));
    esc_err err = {0};
    listing l = {catalogue, 0};
    int failed =
        esc_store_each(catalogue->store, ESC_STATE_QUARANTINED, false, 0, UINT64_MAX, print, &l, &err);
    if (!failed && !l.shown) failed = esc_store_check(catalogue->store, &err); // or does it only seem so?
    if (failed) return esc_cli_failed(catalogue->state_folder, &err);
    if (!l.shown) puts(_("The quarantine is empty."));
    return ESC_EXIT_DONE;
}

static const char back[] = N_("is back in the queue");

struct numbers {
    char **ids;
    uint32_t ids_count, ids_cap;
};

static int collect(void *user, const esc_record *record, esc_err *err) {
    (void)err;
    struct numbers *all = user;
    *ESC_GROW(all, ids, 1) = esc_asprintf("%lld", (long long)record->id);
    return ESC_OK;
}

static int retry_all(const esc_catalogue *catalogue) {
    struct numbers all = {0};
    esc_err err = {0};
    uint32_t done = 0;
    int exit_code = ESC_EXIT_DONE;
    if (esc_store_each(catalogue->store, ESC_STATE_QUARANTINED, false, 0, UINT64_MAX, collect, &all, &err))
        exit_code = esc_cli_failed(catalogue->state_folder, &err);
    else if (all.ids_count)
        exit_code = esc_catalogue_ask(&esc_cmd_quarantine, catalogue, ESC_CONTROL_RETRY, back, &done,
                                      (int)all.ids_count, all.ids);
    else
        puts(_("The quarantine is empty."));
    for (uint32_t i = 0; i < all.ids_count; i++) free(all.ids[i]);
    free(all.ids);
    return exit_code;
}

static int retry(const esc_catalogue *catalogue, int count, char **ids) {
    if (count == 1 && !strcmp(ids[0], "all")) return retry_all(catalogue);
    return esc_catalogue_ask(&esc_cmd_quarantine, catalogue, ESC_CONTROL_RETRY, back, NULL, count, ids);
}

static int run(int argc, char **argv) {
    static const esc_action actions[] = {{"list", list}, {"retry", retry}};
    return esc_catalogue_run(&esc_cmd_quarantine, actions, sizeof actions / sizeof *actions, argc, argv);
}

const esc_command esc_cmd_quarantine = {
    "quarantine",
    N_("what could not be processed, and why: list, retry"),
    N_("Usage: escribano quarantine [--config FILE] list|retry [NUMBER…|all]\n\n"
       "  list              each document with its reason (also without a word)\n"
       "  retry NUMBER…     put it back into the queue, under its old name\n"
       "  retry all         all of them\n"
       "  --config FILE     the service's settings (/etc/escribano/escribano.ini)\n"
       "  --set SECTION.KEY=VALUE   one setting, over what the file says\n"
       "  --help            this text\n"),
    run,
};
