// SPDX-License-Identifier: GPL-3.0-or-later
// The service's store, as the commands see it that look after the service: to read, and the service itself is
// asked for changes.
#pragma once

#include "cli/cli.h"
#include "store/control.h"
#include "store/store.h"

typedef struct esc_catalogue {
    esc_conf *conf;
    esc_store *store;
    char *state_folder;
    esc_buf mistakes; // in the settings file, to be told; empty where there are none
} esc_catalogue;

// Opens it by the settings; without any those of the installed service. A failure has been told, and its exit
// code is given. Mistakes in the settings file that leave no doubt of where the service works are told, and
// no failure: a service at work goes on with what it read before they were made.
int esc_catalogue_open(esc_cli_settings *settings, esc_catalogue *ret);
// The two halves of it: where the service works, without its store and without telling mistakes; and the
// store.
int esc_catalogue_find(esc_cli_settings *settings, esc_catalogue *ret);
int esc_catalogue_open_store(esc_catalogue *catalogue);
// Tells of the mistakes in the settings file, if there are any.
void esc_catalogue_tell_mistakes(const esc_catalogue *catalogue, FILE *to);
void esc_catalogue_close(esc_catalogue *catalogue);

// Whether something has to be mended before it goes on.
bool esc_catalogue_waits(const esc_catalogue *catalogue, const esc_record *record);
// One line about a document: number, state, pages, when it came, its path, and its trouble.
void esc_catalogue_print(const esc_catalogue *catalogue, const esc_record *record);
// The number of a document as it was written. False, told, where it is none; *ret_exit is the exit code then.
bool esc_catalogue_number(const esc_command *command, const char *text, int64_t *ret, int *ret_exit);
// Says that there is no document of that number, and where numbers are to be had. Gives the exit code.
int esc_catalogue_unknown(int64_t id);
// Asks the service to do something with each document named in ids by its number, and says that it is done
// (say, with the number; NULL: says nothing). ret_all: where nobody named them; counts those that it is done
// with, and one which is gone or has come to another end meanwhile is no failure. Otherwise NULL. Where no
// service answers, that is told once. Gives the exit code.
int esc_catalogue_ask(const esc_command *command, const esc_catalogue *catalogue, esc_control_verb verb,
                      const char *say, uint32_t *ret_all, int count, char **ids);

// What is said of a document whose correction was called off; marked, not translated.
extern const char esc_catalogue_called_off[];

// The frame of a command whose first argument says what to do ("list", "retry", …): takes the options, opens
// the catalogue, and calls the action of that name with the arguments behind it.
typedef struct esc_action {
    const char *name;
    int (*run)(const esc_catalogue *catalogue, int count, char **arguments);
} esc_action;
int esc_catalogue_run(const esc_command *command, const esc_action *actions, int action_count, int argc,
                      char **argv);
