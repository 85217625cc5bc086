// SPDX-License-Identifier: GPL-3.0-or-later
// The queue and the catalogue behind one interface: sqlite.c for the service, ram.c for tests. The supervisor
// is the only writer; others open it to read.
//
// A document arrives, is opened (type, pages), its pages are read, it is finished, published, and settled:
// its original lies in its last place. Each of open, page and finish is a job that is ready, leased or
// delayed. What a page gave is kept, so that a restart repeats no finished page.
//
// Every call that changes something is one transaction. "Durable" ones are on the disk when they return; the
// others may be lost by a power cut (never by a killed process), which costs no more than doing the work
// again.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/findings.h"

typedef struct esc_store esc_store;

typedef enum esc_record_state {
    ESC_STATE_ARRIVING,   // its names are set aside; the file may lie in entrada still
    ESC_STATE_READY,      // waits for a worker
    ESC_STATE_LEASED,     // a worker has at least one of its jobs
    ESC_STATE_DELAYED,    // all its jobs wait to be tried again
    ESC_STATE_PUBLISHING, // its results are whole and are being given their names
    ESC_STATE_DONE,
    ESC_STATE_QUARANTINED,
    ESC_STATE_COUNT,
} esc_record_state;

typedef struct esc_record {
    int64_t id;
    esc_record_state state;
    bool settled; // nothing is left to be done with its files
    char *path;   // where it was found below entrada; raw bytes, as all names here
    char *name;   // its place below originales or cuarentena; no other document has it
    char *stem;   // its results below salida, without ".txt" and ".json"; no other document has it
    uint64_t bytes;
    int64_t mtime_ns;
    char *type, *sha256; // "" until it was opened
    char *results;       // what they were like when they were published (settle.c); "": nobody knows
    int32_t pages, pages_done, pages_failed;
    int32_t pages_incomplete; // of those that were read
    int32_t revision;         // how often it was corrected again since it was first done
    int64_t duplicate_of;     // an earlier document of the same bytes, 0 where there is none
    int64_t arrived_ms, changed_ms;
    esc_why why; // for QUARANTINED, and the last trouble of one that is delayed
    char *message;
} esc_record;

void esc_record_free(esc_record *record); // the texts; the record itself is the caller's
#define ESC_AUTORECORD __attribute__((cleanup(esc_record_free))) esc_record

typedef enum esc_job_kind { ESC_JOB_OPEN, ESC_JOB_PAGE, ESC_JOB_FINISH, ESC_JOB_KIND_COUNT } esc_job_kind;

typedef struct esc_job {
    int64_t document;
    esc_job_kind kind;
    int32_t page;    // from 0; 0 for the other kinds
    int32_t attempt; // grows with each lease: an answer to an older one is refused
    int32_t tries;   // that failed and were charged to the job
    int32_t kills;   // workers killed from outside while they had it
} esc_job;

// Stable names for output and logs: "ready", "page".
const char *esc_record_state_name(esc_record_state state);
const char *esc_job_kind_name(esc_job_kind kind);

// Opens or creates the database at path, on a local disk; brings an older schema up to date. Errors: SYSTEM,
// LIBRARY (locked), FORMAT (damaged, or written by a newer version).
int esc_store_open(const char *path, esc_store **ret, esc_err *err);
// To read only, beside a supervisor that writes; its start is seen by who opens it anew. Errors: as above;
// SYSTEM where there is no database.
int esc_store_open_reader(const char *path, esc_store **ret, esc_err *err);
esc_store *esc_store_new_ram(void);
// Looks the whole database through, where it is not so large that this would take long; a writer has been
// looked through as it was opened. Errors: FORMAT where it is damaged.
int esc_store_check(esc_store *store, esc_err *err);
void esc_store_close(esc_store *store); // NULL is fine

// All times are the clock's, in milliseconds since 1970. All calls below give SYSTEM (disk full among them)
// or LIBRARY where the database fails, besides what they name; ARGUMENT where there is no such document or
// the job is not leased under that attempt.

// ---- documents ----

// Enters a file as arriving under names that no other document has; path, name, stem, bytes, mtime_ns and
// arrived_ms of record are read. Durable. Gives the id. Errors: ARGUMENT where a name is taken.
int esc_store_add(esc_store *store, const esc_record *record, int64_t *ret_id, esc_err *err);
// 1 where a document has that name or that stem, 0 where none has.
int esc_store_taken(esc_store *store, const char *name, const char *stem, esc_err *err);
// 1 and the document that has that name, 0 where none has.
int esc_store_named(esc_store *store, const char *name, int64_t *ret_id, esc_err *err);
// The file is in the spool: its open job is ready. Where a power cut takes that back it is arriving still,
// and the file in the spool tells.
int esc_store_arrived(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, esc_err *err);
// Gives it other names, because a foreign file lies where it should go. Durable. Errors: ARGUMENT where
// taken.
int esc_store_rename(esc_store *store, int64_t id, const char *name, const char *stem, esc_err *err);
// Forgets it: it never arrived, or lies in entrada again. Durable.
int esc_store_remove(esc_store *store, int64_t id, esc_err *err);
// Begins again with its open job, due at due_ms; what its pages gave is forgotten. Durable.
int esc_store_restart(esc_store *store, int64_t id, uint64_t bytes, int64_t mtime_ns, int64_t due_ms,
                      esc_err *err);
// A document that is done is finished again from what its pages gave, after all work that is new. Errors:
// ARGUMENT also where it is not done and settled.
int esc_store_recorrect(esc_store *store, int64_t id, esc_err *err);
// Takes that back: it is done and settled, as it was. Errors: ARGUMENT also where it does not wait for that.
int esc_store_call_off(esc_store *store, int64_t id, esc_err *err);
// Its results are whole. findings: what esc_findings_collect gave, and results: what the files are like; they
// replace earlier ones; NULL leaves those. Durable. Errors: FORMAT, for findings that are none; nothing has
// changed then.
int esc_store_publishing(esc_store *store, const esc_job *finish, const void *findings, size_t len,
                         const char *results, int64_t now_ms, esc_err *err);
// Its results are in their place: done, not yet settled. Durable.
int esc_store_done(esc_store *store, int64_t id, int64_t now_ms, esc_err *err);
// Given up: no jobs are left, not yet settled. Durable.
int esc_store_quarantine(esc_store *store, int64_t id, esc_why why, const char *message, int64_t now_ms,
                         esc_err *err);
// What a document waits for that has no job any more, for people; one in quarantine keeps its reason beside.
int esc_store_trouble(esc_store *store, int64_t id, esc_why why, const char *message, esc_err *err);
// What it was said to wait for last, in *ret (the caller's), or NULL where something has happened since.
int esc_store_waits(esc_store *store, int64_t id, char **ret, esc_err *err);
// Whether the original lies in its last place, and nothing is left to be done with its files. Durable
// where it is not.
int esc_store_settled(esc_store *store, int64_t id, bool settled, esc_err *err);

// *ret's texts are the caller's. Errors: ARGUMENT where there is no such document.
int esc_store_record(esc_store *store, int64_t id, esc_record *ret, esc_err *err);
// Calls back for each document of that state (for READY: of all that is in the queue, LEASED and DELAYED
// too), or of every state for ESC_STATE_COUNT; only for unsettled ones where told. In the order of arrival,
// past the first `skip`, at most `max`. The callback may change the store; it returns 0 to go on or an error,
// which is handed back.
typedef int esc_store_visit(void *user, const esc_record *record, esc_err *err);
int esc_store_each(esc_store *store, esc_record_state state, bool unsettled, uint64_t skip, uint64_t max,
                   esc_store_visit *visit, void *user, esc_err *err);
// How many documents are in each state.
int esc_store_counts(esc_store *store, int64_t ret[ESC_STATE_COUNT], esc_err *err);

// What happened to a document, for people: what it went through (page < 0), and each attempt at a job.
typedef struct esc_event {
    int64_t at_ms;
    const char *what; // "arrived", "done", …; of an attempt the job's kind, "page"
    int32_t page;     // of an attempt, from 0
    int32_t attempt;  // from 1; 0 for what is no attempt
    int64_t took_ms;
    const char *why, *message; // "" where it went well
} esc_event;
#define ESC_EVENT_WAITS "waits" // what: it waits, see esc_store_trouble
// In the order of time; texts are lent until the callback returns.
typedef void esc_event_visit(void *user, const esc_event *event);
int esc_store_history(esc_store *store, int64_t id, esc_event_visit *visit, void *user, esc_err *err);

// The edits and fields that its last results have, in the order of esc_findings_collect.
typedef void esc_finding_visit(void *user, const esc_finding *finding);
int esc_store_findings(esc_store *store, int64_t id, esc_finding_visit *visit, void *user, esc_err *err);

// How many documents are in quarantine for each reason; ret has ESC_WHY_COUNT places.
int esc_store_reasons(esc_store *store, int64_t *ret, esc_err *err);
// How many documents are not settled; *ret_aside: how many of these wait for a folder only: all of their jobs
// are delayed for that reason, or their results have yet to get their names.
int esc_store_unsettled(esc_store *store, esc_why folder, int64_t *ret, int64_t *ret_aside, esc_err *err);
// When the oldest document arrived that is not settled, INT64_MAX where there is none.
int esc_store_oldest(esc_store *store, int64_t *ret_arrived_ms, esc_err *err);
// 1 where a document below that folder of entrada ("" for all) is not settled, 0 where none is.
int esc_store_campaign_busy(esc_store *store, const char *folder, esc_err *err);

// How the work goes.
typedef struct esc_progress_counts {
    int64_t documents;     // done since the time asked for
    int64_t pages;         // read since then, also of documents that are not done
    int64_t began_ms;      // when the first of those was begun; INT64_MAX where there is none
    int64_t pages_waiting; // a document not opened yet is taken to be as long as those opened last
} esc_progress_counts;
int esc_store_progress(esc_store *store, int64_t since_ms, esc_progress_counts *ret, esc_err *err);

// ---- jobs ----

// Leases the first job that is ready (or delayed and due): oldest document first, its pages in order. Gives
// 1, or 0 where there is none.
int esc_store_lease(esc_store *store, int64_t now_ms, esc_job *ret, esc_err *err);
// 1 where esc_store_lease would find one now, 0 where not; then *ret_due_ms is when it will, INT64_MAX for
// never.
int esc_store_ready(esc_store *store, int64_t now_ms, int64_t *ret_due_ms, esc_err *err);
// Puts a leased job back, uncharged.
int esc_store_release(esc_store *store, const esc_job *job, esc_err *err);
// Puts it back to be tried at due_ms, and counts a failed try and/or a killed worker.
int esc_store_delay(esc_store *store, const esc_job *job, int64_t due_ms, bool charge_try, bool charge_kill,
                    esc_why why, const char *message, esc_err *err);
// Every delayed job of the document is due at once, its tries forgotten.
int esc_store_hurry(esc_store *store, int64_t id, esc_err *err);
// At start: what was leased is ready again.
int esc_store_recover(esc_store *store, esc_err *err);

// The open job is done: the pages become jobs. *ret_duplicate is an earlier document of the same bytes, or 0.
// take_over: where one of the same type, bytes and pages is done, and each of its pages could be read, what
// they gave is taken over and only the finish job is left; *ret_duplicate is that document then, and
// *ret_taken_over says so.
int esc_store_opened(esc_store *store, const esc_job *job, const char *type, const char *sha256,
                     int32_t pages, bool take_over, int64_t *ret_duplicate, bool *ret_taken_over,
                     esc_err *err);
// The digest of one that cannot be opened. *ret_duplicate as above.
int esc_store_identified(esc_store *store, int64_t id, const char *sha256, int64_t *ret_duplicate,
                         esc_err *err);
// A page's result; after the last page the finish job is ready. lacks: what people should know of a page that
// is not all there, which is counted then; NULL for a whole one.
int esc_store_page_done(esc_store *store, const esc_job *job, const void *bytes, size_t len,
                        const char *lacks, esc_err *err);
// A page that is given up. Likewise.
int esc_store_page_failed(esc_store *store, const esc_job *job, esc_why why, const char *message,
                          esc_err *err);
// What a page gave, appended to out; *ret_why is not ESC_WHY_COUNT for one that failed (nothing is appended
// then). Errors: ARGUMENT where the page is not done; FORMAT where its bytes are damaged.
int esc_store_page(esc_store *store, int64_t id, int32_t page, esc_buf *out, esc_why *ret_why, esc_err *err);

// ---- upkeep ----

// A copy of the whole store as a database at path, consistent while work goes on. Errors: UNSUPPORTED in RAM.
int esc_store_backup(esc_store *store, const char *path, esc_err *err);
