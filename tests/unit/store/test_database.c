// SPDX-License-Identifier: GPL-3.0-or-later
// What only a database has, and how it does with many documents.
#include <sqlite3.h>
#include <sys/syscall.h>
#include <time.h>

#include "fixture.h"

static void everything_is_there_after_opening_again(void **state) {
    int64_t id = open_pages(*state, 1, 2);
    esc_job page = lease(*state, 0);
    assert_int_equal(esc_store_page_done(*state, &page, "one", 3, NULL, NULL), ESC_OK);
    lease(*state, 0);
    esc_store_close(*state);
    esc_store *store = NULL;
    assert_int_equal(esc_store_open(database(), &store, NULL), ESC_OK);
    *state = store;
    assert_state(store, id, ESC_STATE_LEASED);
    assert_int_equal(esc_store_recover(store, NULL), ESC_OK);
    assert_state(store, id, ESC_STATE_READY);
    page = lease(store, 0);
    assert_int_equal(page.page, 1); // page 0 is not read again
}

static void a_reader_sees_and_changes_nothing(void **state) {
    int64_t id = add(*state, 1);
    esc_store *reader = NULL;
    assert_int_equal(esc_store_open_reader(database(), &reader, NULL), ESC_OK);
    assert_state(reader, id, ESC_STATE_READY);
    assert_true(esc_store_remove(reader, id, NULL) < 0);
    esc_store_close(reader);
    ESC_AUTOFREE char *missing = esc_asprintf("%s/missing.db", folder);
    assert_int_equal(esc_store_open_reader(missing, &reader, NULL), ESC_SYSTEM);
}

static void a_backup_is_a_store(void **state) {
    int64_t id = open_pages(*state, 1, 1);
    ESC_AUTOFREE char *path = esc_asprintf("%s/copy.db", folder);
    unlink(path);
    assert_int_equal(esc_store_backup(*state, path, NULL), ESC_OK);
    assert_true(esc_store_backup(*state, path, NULL) < 0); // never over an older one
    esc_store *copy = NULL;
    assert_int_equal(esc_store_open(path, &copy, NULL), ESC_OK);
    assert_state(copy, id, ESC_STATE_READY);
    esc_store_close(copy);
}

// Whoever waits for the disk, SQLite too, comes by here.
static int syncs;
int fsync(int fd) {
    syncs++;
    return (int)syscall(SYS_fsync, fd);
}
int fdatasync(int fd) {
    syncs++;
    return (int)syscall(SYS_fdatasync, fd);
}

static void entering_waits_for_the_disk_once(void **state) {
    add(*state, 1);
    syncs = 0;
    add(*state, 2);
    assert_int_equal(syncs, 1);
}

// ---- how it does with many documents: ESC_TEST_LONG=1 makes it a million ----

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// Nine of ten are done, the others wait.
static void fill(long count) {
    sqlite3 *db = NULL;
    ESC_AUTOFREE char *sql = esc_asprintf(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < %ld) "
        "insert into documents(state, settled, path, name, stem, bytes, mtime_ns, sha256, pages, arrived_ms, "
        "changed_ms)"
        " select case when i %% 10 then 5 else 1 end, i %% 10 > 0, 'p' || i, 'n' || i, 's' || i, 1, 1, 'x' "
        "|| i, 1, i, i"
        " from n; "
        "insert into jobs(document, kind, page, state) select id, 0, 0, 0 from documents where state = 1",
        count);
    assert_int_equal(sqlite3_open(database(), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "pragma wal_checkpoint(truncate)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

// Prints what it takes; time is never a reason to fail.
static void many_documents_are_no_burden(void **state) {
    esc_store *store = *state;
    long count = getenv("ESC_TEST_LONG") ? 1000000 : 2000;
    enum { ROUNDS = 200 };
    fill(count);
    double lease_ms = 0, commit_ms = 0, worst_ms = 0, enter_ms = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now_ms();
        esc_job job = lease(store, 0);
        double leased = now_ms();
        int64_t duplicate;
        bool taken_over;
        ESC_AUTOFREE char *digest = esc_asprintf("d%d", i);
        assert_int_equal(
            esc_store_opened(store, &job, "text", digest, 1, true, &duplicate, &taken_over, NULL), ESC_OK);
        job = lease(store, 0);
        assert_int_equal(job.kind, ESC_JOB_PAGE);
        double read = now_ms();
        assert_int_equal(esc_store_page_done(store, &job, "page", 4, NULL, NULL), ESC_OK);
        double end = now_ms();
        job = lease(store, 0);
        assert_int_equal(job.kind, ESC_JOB_FINISH);
        assert_int_equal(esc_store_publishing(store, &job, NULL, 0, NULL, 1, NULL), ESC_OK);
        lease_ms += leased - start;
        commit_ms += end - read;
        if (leased - start > worst_ms) worst_ms = leased - start;
    }
    int64_t counts[ESC_STATE_COUNT];
    double start = now_ms();
    assert_int_equal(esc_store_counts(store, counts, NULL), ESC_OK);
    double counts_ms = now_ms() - start;
    for (int i = 0; i < ROUNDS; i++) {
        start = now_ms();
        int64_t id = add(store, i);
        ESC_AUTORECORD record = {0};
        assert_int_equal(esc_store_record(store, id, &record, NULL), ESC_OK);
        enter_ms += now_ms() - start;
        assert_int_equal(record.state, ESC_STATE_READY);
    }
    print_message(
        "%ld documents: to enter one that arrives %.3f ms, a lease %.3f ms (worst %.3f), the commit of a "
        "page %.3f ms; to count them %.1f ms\n",
        count, enter_ms / ROUNDS, lease_ms / ROUNDS, worst_ms, commit_ms / ROUNDS, counts_ms);
    assert_int_equal(counts[ESC_STATE_DONE], count - count / 10);
    assert_int_equal(counts[ESC_STATE_PUBLISHING], ROUNDS);
}

static void other_files_are_refused(void **state) {
    (void)state;
    ESC_AUTOFREE char *path = esc_asprintf("%s/other.db", folder);
    FILE *file = fopen(path, "we");
    fputs(
        "this is a text file and no database at all, however long it may be, as anyone can see here.......\n",
        file);
    fclose(file);
    esc_store *store = NULL;
    esc_err err = {0};
    assert_int_equal(esc_store_open(path, &store, &err), ESC_FORMAT);
    assert_int_equal(err.why, ESC_WHY_DATABASE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everything_is_there_after_opening_again, new_sqlite, close_store),
        cmocka_unit_test_setup_teardown(a_reader_sees_and_changes_nothing, new_sqlite, close_store),
        cmocka_unit_test_setup_teardown(a_backup_is_a_store, new_sqlite, close_store),
        cmocka_unit_test_setup_teardown(entering_waits_for_the_disk_once, new_sqlite, close_store),
        cmocka_unit_test_setup_teardown(many_documents_are_no_burden, new_sqlite, close_store),
        cmocka_unit_test(other_files_are_refused),
    };
    return RUN(tests);
}
