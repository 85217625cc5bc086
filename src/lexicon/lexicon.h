// SPDX-License-Identifier: GPL-3.0-or-later
// The lexicon: which words there are, and what kind they are. Spanish forms with corpus frequencies, names,
// places, the glossary of institutions and offices (dicts/), the user's own words, and Hunspell for what is
// in none of them (the only place that knows Hunspell).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "lexicon/automaton.h"

typedef struct esc_lexicon esc_lexicon;

typedef enum esc_lexicon_class { // bits: a form may be several
    ESC_LEX_WORD = 1,            // Spanish, by es_MX
    ESC_LEX_GIVEN = 2,           // given name
    ESC_LEX_SURNAME = 4,
    ESC_LEX_PLACE = 8,
    ESC_LEX_ACRONYM = 16,       // of the glossary
    ESC_LEX_OFFICE = 32,        // word of an office or of an organ's name
    ESC_LEX_TITLE = 64,         // Lic., Mtro., Dra.
    ESC_LEX_USER = 128,         // the user's own word
    ESC_LEX_ABBREVIATION = 256, // art., fracc., núm.
} esc_lexicon_class;

// What a glossary entry is about (the section of its line).
typedef enum esc_glossary_kind {
    ESC_GLOSSARY_ACRONYM,     // IECM = Instituto Electoral de la Ciudad de México
    ESC_GLOSSARY_INSTITUTION, // a full name
    ESC_GLOSSARY_ORGAN,       // committee, commission, unit, area
    ESC_GLOSSARY_OFFICE,      // Secretario Ejecutivo
    ESC_GLOSSARY_TITLE,       // Lic.
    ESC_GLOSSARY_INSTRUMENT,  // a law, a manual
    ESC_GLOSSARY_WORD,        // a word that stands for itself
    ESC_GLOSSARY_PERSON,      // a person's full name (a roster)
    ESC_GLOSSARY_PLACE,
    ESC_GLOSSARY_ABBREVIATION, // fracc. = fracción
    ESC_GLOSSARY_GIVEN,        // a given name
    ESC_GLOSSARY_SURNAME,
} esc_glossary_kind;

typedef struct esc_glossary_entry {
    esc_glossary_kind kind;
    const char *text;      // as written
    const char *expansion; // of an acronym or an abbreviation; NULL where there is none
    const char *file;      // where it stands
    int line;
} esc_glossary_entry;

typedef struct esc_lexicon_options {
    const char *data_dir; // holds dicts/ and models/; NULL: esc_paths_data()
    const char *hunspell; // base name of the dictionary, such as "/usr/share/hunspell/es_MX"; NULL: that one
    const char *const *glossaries; // further glossary files: their words are the user's own
    size_t glossary_count;
} esc_lexicon_options;

// Errors: ESC_WHY_MODELS_MISSING where dictionary, dicts/ or lexicon is missing or damaged, of kind SYSTEM,
// LIBRARY, UNSUPPORTED or FORMAT; ESC_WHY_GLOSSARY where a glossary cannot be read, FORMAT with "file:line:
// …" of its wrong line.
int esc_lexicon_open(const esc_lexicon_options *options, esc_lexicon **ret, esc_err *err);
void esc_lexicon_close(esc_lexicon *lexicon); // NULL is fine

// Classes of a word as it is written (UTF-8, no blanks): those of the case as found, with those of the lower
// case where it is Capitalised, and of lower case and Capitalised where it is all capitals. 0 where it is
// unknown. Names and places count only with their capital. A word all in capitals is also known without its
// accents (MEXICO). A word with hyphens whose parts are all known is an ESC_LEX_WORD. Titles and
// abbreviations are known with and without their dot.
unsigned esc_lexicon_lookup(const esc_lexicon *lexicon, const char *word, size_t len);
// Classes of all forms, in whatever case, that are these letters once their accents are taken off
// (Gutierrez).
unsigned esc_lexicon_lookup_unaccented(const esc_lexicon *lexicon, const char *word, size_t len);

// Both at once, esc_lexicon_lookup and esc_lexicon_log_frequency.
typedef struct esc_lexicon_found {
    unsigned classes;
    float log_frequency;
} esc_lexicon_found;
esc_lexicon_found esc_lexicon_find(const esc_lexicon *lexicon, const char *word, size_t len);

// The automata that hold the forms, for searches: [0] the forms of the language, names and places with their
// frequencies (models/spanish.lexicon), [1] the words of glossaries that [0] lacks or knows under other
// classes. A form may be in both: its classes are those of both together. Lent.
#define ESC_LEXICON_AUTOMATA 2
const esc_automaton *esc_lexicon_automaton(const esc_lexicon *lexicon, int index);

// Natural logarithm of the relative frequency of a form exactly as written, or of lower and Capitalised forms
// together where it is in other case (esc_lexicon_lookup's rules): the greatest of them. The floor of
// esc_automaton_log_frequency where it is unknown or was never seen.
float esc_lexicon_log_frequency(const esc_lexicon *lexicon, const char *word, size_t len);

// Glossary entries in the order of the files. Lent.
size_t esc_lexicon_glossary_count(const esc_lexicon *lexicon);
const esc_glossary_entry *esc_lexicon_glossary_at(const esc_lexicon *lexicon, size_t index);
// The entry of that exact text and kind, or NULL.
const esc_glossary_entry *esc_lexicon_glossary_lookup(const esc_lexicon *lexicon, esc_glossary_kind kind,
                                                      const char *text, size_t len);

// SHA-256 over all glossary files and the lexicon, in hexadecimal: tells which words a result was made with.
// Lent.
const char *esc_lexicon_digest(const esc_lexicon *lexicon);

// What esc_lexicon_open would say of the dictionary and the further glossaries, in a fraction of its time.
// tell, unless NULL, is called with each mistake; err has the first. Errors: as esc_lexicon_open.
int esc_lexicon_check(const esc_lexicon_options *options, void (*tell)(void *context, const char *message),
                      void *context, esc_err *err);

// Checks one glossary file without loading it: 0, or FORMAT with ESC_WHY_GLOSSARY and "file:line: …" of the
// first wrong line. tell, unless NULL, is called for each of them.
int esc_glossary_check(const char *path, void (*tell)(void *context, const char *message), void *context,
                       size_t *ret_entries, esc_err *err);
