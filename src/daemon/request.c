// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/request.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "daemon/claim.h"
#include "daemon/log.h"
#include "daemon/quarantine.h"
#include "daemon/settle.h"
#include "daemon/spool.h"
#include "daemon/tree.h"

// From quarantine back into the spool. It is unsettled while it moves: killed in between, it goes back where
// it was.
static int requeue(const esc_folders *folders, esc_store *store, const esc_record *record, uint64_t max_bytes,
                   int64_t now_ms, esc_err *err) {
    ESC_AUTOFREE char *spool = esc_spool_name(record->id, record->path);
    ESC_AUTOFREE char *note = esc_asprintf("%s%s", record->name, ESC_NOTE_ENDING);
    struct stat st;
    esc_err why = {0};
    int failed = esc_tree_stat(folders->quarantine, record->name, &st, &why);
    if (failed && why.sys == ENOENT) { // a person has taken it out, or it never came
        int kept = esc_quarantine_forget(folders, store, record, &why);
        if (!kept)
            esc_fail(&why, failed, ESC_WHY_VANISHED, "%s is not in cuarentena: taken off the list",
                     record->name);
    }
    if (failed && err) *err = why;
    if (failed) return why.kind;
    if (!S_ISREG(st.st_mode))
        return esc_fail(err, ESC_ARGUMENT, ESC_WHY_NOT_A_FILE, "%s is not a regular file", record->name);
    if ((uint64_t)st.st_size > max_bytes) return esc_claim_too_large((uint64_t)st.st_size, max_bytes, err);
    failed = esc_store_settled(store, record->id, false, err);
    if (!failed) failed = esc_tree_move(folders->quarantine, record->name, folders->spool, spool, err);
    if (!failed) failed = esc_tree_remove(folders->quarantine, note, err);
    if (!failed)
        failed =
            esc_store_restart(store, record->id, (uint64_t)st.st_size, esc_claim_mtime_ns(&st), now_ms, err);
    // Whatever has moved goes back; what cannot be done now is done at the next recovery.
    if (failed) esc_settle(folders, store, record->id, now_ms, NULL);
    return failed;
}

static int not_in_a_state(const esc_record *record, const char *what, esc_err *err) {
    return esc_fail(err, ESC_ARGUMENT, ESC_WHY_OTHER, "document %lld is %s: it cannot be %s",
                    (long long)record->id, esc_record_state_name(record->state), what);
}

// It would wait for its folder, with nobody there to see it.
static int recorrect(const esc_folders *folders, esc_store *store, const esc_record *record, esc_err *err) {
    bool is_done = record->state == ESC_STATE_DONE;
    int failed = is_done ? esc_settle_may(folders, record, err) : ESC_OK;
    if (failed && err) err->why = ESC_WHY_FOLDER;
    return failed ? failed : esc_store_recorrect(store, record->id, err);
}

// Its results are as they were: what a worker may have begun of new ones goes. In a folder that may not be
// written it stays, hidden, and the next correction replaces it.
static int call_off(const esc_folders *folders, esc_store *store, const esc_record *record, esc_err *err) {
    int failed = esc_store_call_off(store, record->id, err);
    esc_err why = {0};
    if (!failed && esc_settle_discard(folders, record, &why))
        esc_log(SD_NOTICE, "document %lld: %s", (long long)record->id, why.message);
    return failed;
}

int esc_request_do(const esc_folders *folders, esc_store *store, const esc_control_request *request,
                   uint64_t max_bytes, int64_t now_ms, bool *ret_settle, esc_err *err) {
    *ret_settle = false;
    ESC_AUTORECORD record = {0};
    int failed = esc_store_record(store, request->document, &record, err);
    if (failed) return failed;
    if (request->verb == ESC_CONTROL_RECORRECT) return recorrect(folders, store, &record, err);
    if (request->verb == ESC_CONTROL_CALL_OFF) return call_off(folders, store, &record, err);
    bool queued = record.state == ESC_STATE_READY || record.state == ESC_STATE_LEASED ||
                  record.state == ESC_STATE_DELAYED;
    if (request->verb == ESC_CONTROL_RETRY && queued) return esc_store_hurry(store, record.id, err);
    if (request->verb == ESC_CONTROL_RETRY && record.state == ESC_STATE_QUARANTINED && record.settled)
        return requeue(folders, store, &record, max_bytes, now_ms, err);
    if (request->verb == ESC_CONTROL_RETRY) return not_in_a_state(&record, "tried again", err);
    if (!queued) return not_in_a_state(&record, "cancelled", err);
    if (record.revision) {
        esc_err why = {0};
        failed = call_off(folders, store, &record, &why);
        if (failed && failed != ESC_ARGUMENT && err) *err = why;
        if (failed != ESC_ARGUMENT) return failed;
    }
    *ret_settle = true;
    return esc_store_quarantine(store, record.id, ESC_WHY_CANCELLED, "", now_ms, err);
}
