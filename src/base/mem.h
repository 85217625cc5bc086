// SPDX-License-Identifier: GPL-3.0-or-later
// Memory. An allocation that fails ends the process with exit code ESC_EXIT_MEMORY: a worker's death costs
// one try of one page, and the service is built to be killed at any point, so that no caller needs a path of
// its own for it.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define ESC_EXIT_MEMORY 12

// Ends the process as above: for libraries' calls that give NULL for want of memory.
void esc_out_of_memory(void) __attribute__((noreturn));

// malloc, calloc, realloc, strdup that never give NULL. Free with free().
void *esc_alloc(size_t bytes) __attribute__((malloc, returns_nonnull));
void *esc_alloc_zero(size_t count, size_t bytes) __attribute__((malloc, returns_nonnull));
void *esc_realloc(void *old, size_t bytes) __attribute__((returns_nonnull));
// malloc for what is large and looked at all over: in pages of 2 MB where the kernel has them, so that a look
// does not wait for its page to be found.
void *esc_alloc_large(size_t bytes) __attribute__((malloc, returns_nonnull));
char *esc_strdup(const char *text) __attribute__((malloc, returns_nonnull));
char *esc_strndup(const char *text, size_t bytes) __attribute__((malloc, returns_nonnull));
char *esc_asprintf(const char *format, ...) __attribute__((malloc, returns_nonnull, format(printf, 1, 2)));
char *esc_vasprintf(const char *format, va_list args) __attribute__((malloc, returns_nonnull));

// Page after page, pictures of some megabytes and many small things are made and dropped. Left to itself
// malloc hands each back to the kernel, which fills the next one with zeros again: a third of all page
// faults. So while pages are read, all is kept.
void esc_memory_keep(void);
// The same for a program that corrects texts and ends: it takes its first 24 MB in pages of 2 MB where the
// kernel has them. On virtual machines, finding a page may take 12 µs, and a short text needs a thousand.
void esc_memory_in_large_pages(void);
// What is made once for a whole document grows, and goes: large blocks are the kernel's again, so that they
// grow without being copied and leave no holes.
void esc_memory_return(void);
// Gives back what was kept for pages; before a long document is finished.
void esc_memory_trim(void);

// Frees *p for __attribute__((cleanup)): "ESC_AUTOFREE char *path = …".
void esc_free_cleanup(void *p);
#define ESC_AUTOFREE __attribute__((cleanup(esc_free_cleanup)))

// A flat array that grows: fields "TYPE *name; uint32_t name_count, name_cap". ESC_GROW makes room for n more
// and gives the address of the first of them, zeroed and counted.
#define ESC_GROW(holder, name, n)                                                                            \
    ((__typeof__((holder)->name))esc_grow((void **)&(holder)->name, &(holder)->name##_count,                 \
                                          &(holder)->name##_cap, sizeof *(holder)->name, (n)))
void *esc_grow(void **array, uint32_t *count, uint32_t *cap, size_t item_bytes, uint32_t more)
    __attribute__((returns_nonnull));

// Makes room for n more, neither zeroed nor counted: for what is filled at once, again and again.
#define ESC_RESERVE(holder, name, n)                                                                         \
    ((holder)->name##_cap - (holder)->name##_count < (n)                                                     \
         ? (void)((holder)->name = esc_reserve((holder)->name, (holder)->name##_count,                       \
                                               &(holder)->name##_cap, sizeof *(holder)->name, (n)))          \
         : (void)0)
void *esc_reserve(void *array, uint32_t count, uint32_t *cap, size_t item_bytes, uint32_t more)
    __attribute__((returns_nonnull));

// An arena: many small allocations, freed at once. With ESC_ARENA_MALLOC defined (the sanitizer build), each
// is a malloc of its own, so that overruns are seen.
typedef struct esc_arena esc_arena;
esc_arena *esc_arena_new(void);
void esc_arena_free(esc_arena *arena); // NULL is fine
// Forgets every allocation but keeps the blocks for the next ones.
void esc_arena_reset(esc_arena *arena);
// Zeroed, aligned to 16 bytes; lent until the arena is reset or freed.
void *esc_arena_alloc(esc_arena *arena, size_t bytes) __attribute__((returns_nonnull));
char *esc_arena_strndup(esc_arena *arena, const char *text, size_t bytes) __attribute__((returns_nonnull));
char *esc_arena_printf(esc_arena *arena, const char *format, ...)
    __attribute__((returns_nonnull, format(printf, 2, 3)));
