// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings. ESC_CONF(id, section, key, type, default, minimum, maximum, unit, help)
//   type: FOLDER, TEXT, LIST (words), INTEGER, NUMBER, or CHOICE, whose words "a|b|c" stand in `unit`
//   minimum and maximum: for INTEGER and NUMBER
// Included several times, each with its own ESC_CONF; no include guard on purpose.

ESC_CONF(FOLDERS_ROOT, "folders", "root", FOLDER, "", 0, 0, N_("path"),
         N_("folder that holds entrada, salida, originales and cuarentena"))
ESC_CONF(FOLDERS_INPUT, "folders", "entrada", FOLDER, "", 0, 0, N_("path"),
         N_("where scans are dropped; ROOT/entrada unless set"))
ESC_CONF(FOLDERS_OUTPUT, "folders", "salida", FOLDER, "", 0, 0, N_("path"),
         N_("where cleaned text and fields appear; ROOT/salida unless set"))
ESC_CONF(FOLDERS_ORIGINALS, "folders", "originales", FOLDER, "", 0, 0, N_("path"),
         N_("where processed originals are kept; ROOT/originales unless set"))
ESC_CONF(FOLDERS_QUARANTINE, "folders", "cuarentena", FOLDER, "", 0, 0, N_("path"),
         N_("where files that failed are put, with their reason; ROOT/cuarentena unless set"))
ESC_CONF(FOLDERS_STATE, "folders", "state", FOLDER, "", 0, 0, N_("path"),
         N_("database and spool, on a local disk; $STATE_DIRECTORY or ROOT/.escribano unless set"))

ESC_CONF(WORKERS_COUNT, "workers", "count", INTEGER, "0", 0, 256, N_("processes"),
         N_("processes that read pages; 0: one per core"))
ESC_CONF(WORKERS_RECYCLE, "workers", "recycle", INTEGER, "500", 1, 1000000, N_("jobs"),
         N_("a worker is started afresh after this many jobs"))
ESC_CONF(WORKERS_PAGE_DEADLINE, "workers", "page_deadline", INTEGER, "180", 1, 86400, "s",
         N_("a page that takes longer is given up; of processor time: a busy machine does not count"))
ESC_CONF(WORKERS_PROGRESS_DEADLINE, "workers", "progress_deadline", INTEGER, "60", 1, 86400, "s",
         N_("a worker that tells of no progress for so long is stuck, and its page is given up; likewise"))
ESC_CONF(WORKERS_DOCUMENT_DEADLINE, "workers", "document_deadline", INTEGER, "3600", 1, 604800, "s",
         N_("a document whose correction takes longer is given up; likewise"))
ESC_CONF(WORKERS_TRIES, "workers", "tries", INTEGER, "3", 1, 100, "",
         N_("how often a page is tried before it is marked as failed"))
ESC_CONF(WORKERS_RETRY, "workers", "retry", NUMBER, "2", 0, 3600, "s",
         N_("wait before a failed page is tried again; four times longer with each try"))
ESC_CONF(WORKERS_MEMORY_MB, "workers", "memory_mb", INTEGER, "1024", 128, 1048576, "MB",
         N_("a worker may use so much memory"))
ESC_CONF(WORKERS_STOP, "workers", "stop", NUMBER, "10", 0, 3600, "s",
         N_("when the service stops, pages being read may take so long to end"))

ESC_CONF(INTAKE_STILL, "intake", "still", NUMBER, "2", 0, 3600, "s",
         N_("a file whose writer gives no sign is taken once its size and time stood still this long"))
ESC_CONF(INTAKE_INCOMPLETE, "intake", "incomplete", NUMBER, "60", 0, 86400, "s",
         N_("one that lacks the end its format asks for is waited for so long, and then taken all the same"))
ESC_CONF(INTAKE_DUPLICATES, "intake", "duplicates", CHOICE, "again", 0, 0, "again|link",
         N_("a file with the bytes of an earlier one is read again, or takes over what was read then"))
ESC_CONF(INTAKE_RECONCILE, "intake", "reconcile", INTEGER, "300", 1, 86400, "s",
         N_("the whole folder is looked through this often, in case an event was lost"))
ESC_CONF(INTAKE_IGNORE, "intake", "ignore", LIST, ".* *.part *.tmp *.crdownload ~$* *~", 0, 0, N_("patterns"),
         N_("names that are never taken, as shell patterns separated by blanks"))
ESC_CONF(INTAKE_WATCH, "intake", "watch", CHOICE, "auto", 0, 0, "auto|events|poll",
         N_("how new files are noticed: by the kernel's events, by looking (network folders give no events), "
            "or as each "
            "folder needs it"))
ESC_CONF(INTAKE_POLL, "intake", "poll", NUMBER, "10", 0.1, 3600, "s",
         N_("where there are no events, the folder is looked through this often"))
ESC_CONF(INTAKE_MIN_FREE_MB, "intake", "min_free_mb", INTEGER, "200", 0, 1048576, "MB",
         N_("with less free disk space nothing more is taken in, until there is room again"))

ESC_CONF(LIMITS_FILE_MB, "limits", "file_mb", INTEGER, "500", 1, 2048, "MB", N_("larger files are refused"))
ESC_CONF(LIMITS_PAGES, "limits", N_("pages"), INTEGER, "2000", 1, 5000, N_("pages"),
         N_("documents with more pages are refused"))
ESC_CONF(LIMITS_PAGE_MEGAPIXELS, "limits", "page_megapixels", INTEGER, "80", 1, 1000, N_("megapixels"),
         N_("pages with more pixels are refused"))

ESC_CONF(OCR_LANGUAGE, "ocr", "language", TEXT, "spa", 0, 0, "",
         N_("Tesseract's language models, such as spa or spa+lat"))
ESC_CONF(OCR_RENDER_DPI, "ocr", "render_dpi", INTEGER, "300", 72, 600, N_("dpi"),
         N_("resolution at which PDF pages are drawn that are not one image"))
ESC_CONF(OCR_TEXT_LAYER, "ocr", "text_layer", CHOICE, "auto", 0, 0, "auto|keep|redo",
         N_("a PDF's own text: judge it, always use it, or always read the page anew"))

ESC_CONF(CORRECT_MODE, "correct", "mode", CHOICE, "apply", 0, 0, "apply|suggest|off",
         N_("apply corrections, only record them as suggestions, or leave the text alone"))
ESC_CONF(CORRECT_APPLY_OFF, "correct", "off", LIST, "", 0, 0, N_("classes"),
         N_("classes of edits that are never made, separated by blanks or commas (realword, merge, name, …)"))
ESC_CONF(CORRECT_SUGGEST_ONLY, "correct", "suggest", LIST, "", 0, 0, N_("classes"),
         N_("classes of edits that are only recorded as suggestions, separated by blanks or commas"))
ESC_CONF(CORRECT_MIN_CONFIDENCE, "correct", "min_confidence", NUMBER, "0", 0, 1, "",
         N_("an edit less sure than this is only suggested; 0: the measured default"))

ESC_CONF(GLOSSARY_FILES, "glossary", "files", LIST, "", 0, 0, N_("paths"),
         N_("your own glossary files, separated by blanks (a path can hold none), besides those that come "
            "with the "
            "program"))
ESC_CONF(GLOSSARY_HUNSPELL, "glossary", "hunspell", TEXT, "/usr/share/hunspell/es_MX", 0, 0, N_("path"),
         N_("the Hunspell dictionary, without .dic"))

ESC_CONF(METRICS_TEXTFILE, "metrics", "textfile", FOLDER, "", 0, 0, N_("path"),
         N_("file for Prometheus' node_exporter (…/escribano.prom), written anew every few seconds; none "
            "unless set"))
ESC_CONF(METRICS_INTERVAL, "metrics", "interval", INTEGER, "15", 1, 3600, "s", N_("how often it is written"))

ESC_CONF(NOTIFY_COMMAND, "notify", "command", FOLDER, "", 0, 0, N_("path"),
         N_("program that is run with an event (quarantine, campaign-done, stopped, resumed) and a sentence "
            "about it"))
ESC_CONF(NOTIFY_LIMIT, "notify", "limit", INTEGER, "30", 1, 3600, "s", N_("it is ended when it takes longer"))
ESC_CONF(NOTIFY_GAP, "notify", "gap", INTEGER, "300", 0, 86400, "s",
         N_("what goes into quarantine within this time is told together"))
ESC_CONF(NOTIFY_QUIET, "notify", "quiet", INTEGER, "60", 0, 86400, "s",
         N_("a campaign is done when none of its documents is left and none came for so long"))

ESC_CONF(OUTPUT_LANGUAGE, "output", "language", CHOICE, "es", 0, 0, "es|en",
         N_("language of the sentences in results and of quarantine reasons"))
