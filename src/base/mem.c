// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void esc_out_of_memory(void) {
    static const char message[] = "escribano: out of memory\n";
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0) {
    } // nothing is left to do about it
    _exit(ESC_EXIT_MEMORY);
}

static void *must(void *p) {
    if (!p) esc_out_of_memory();
    return p;
}

void *esc_alloc(size_t bytes) { return must(malloc(bytes ? bytes : 1)); }
void *esc_alloc_zero(size_t count, size_t bytes) {
    return must(calloc(count ? count : 1, bytes ? bytes : 1));
}
void *esc_alloc_large(size_t bytes) {
    const size_t page = 2 << 20, whole = (bytes + page - 1) / page * page;
    void *p;
    if (bytes < page) return esc_alloc(bytes);
    if (posix_memalign(&p, page, whole)) esc_out_of_memory();
    madvise(p, whole, MADV_HUGEPAGE); // a mere wish
    return p;
}
void *esc_realloc(void *old, size_t bytes) { return must(realloc(old, bytes ? bytes : 1)); }
char *esc_strdup(const char *text) { return must(strdup(text)); }
char *esc_strndup(const char *text, size_t bytes) { return must(strndup(text, bytes)); }

char *esc_vasprintf(const char *format, va_list args) {
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0) text = NULL;
    return must(text);
}

char *esc_asprintf(const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = esc_vasprintf(format, args);
    va_end(args);
    return text;
}

void esc_memory_keep(void) {
    enum { LARGEST_KEPT = 32 << 20, MOST_KEPT = 256 << 20 };
    mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT);
    mallopt(M_TRIM_THRESHOLD, MOST_KEPT);
}

void esc_memory_in_large_pages(void) {
    enum { BYTES = 24 << 20, PAGE = 2 << 20 };
    esc_memory_keep();
    char *ahead = esc_alloc(BYTES);
    char *first = ahead + (PAGE - (uintptr_t)ahead % PAGE);
    madvise(first, BYTES - PAGE, MADV_HUGEPAGE); // a mere wish
    free(ahead);                                 // stays malloc's
}

void esc_memory_return(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }
void esc_memory_trim(void) { malloc_trim(0); }

void esc_free_cleanup(void *p) { free(*(void **)p); }

void *esc_reserve(void *array, uint32_t count, uint32_t *cap, size_t item_bytes, uint32_t more) {
    const uint64_t need = (uint64_t)count + more;
    if (need <= *cap && array) return array;
    uint64_t bigger = *cap ? (uint64_t)*cap * 2 : 4;
    if (bigger < need) bigger = need;
    if (bigger > UINT32_MAX) must(NULL);
    *cap = (uint32_t)bigger;
    return must(reallocarray(array, bigger, item_bytes));
}

void *esc_grow(void **array, uint32_t *count, uint32_t *cap, size_t item_bytes, uint32_t more) {
    *array = esc_reserve(*array, *count, cap, item_bytes, more);
    char *first = (char *)*array + *count * item_bytes;
    memset(first, 0, more * item_bytes);
    *count += more;
    return first;
}

enum { BLOCK_BYTES = 64 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(16) char bytes[];
};

struct esc_arena {
    struct block *first, *now;
};

static struct block *block_new(size_t size) {
    struct block *block = esc_alloc(sizeof *block + size);
    block->next = NULL;
    block->used = 0;
    block->size = size;
    return block;
}

static void blocks_free(struct block *block) {
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

esc_arena *esc_arena_new(void) {
    esc_arena *arena = esc_alloc_zero(1, sizeof *arena);
    arena->first = arena->now = block_new(BLOCK_BYTES);
    return arena;
}

void esc_arena_free(esc_arena *arena) {
    if (!arena) return;
    blocks_free(arena->first);
    free(arena);
}

void esc_arena_reset(esc_arena *arena) {
    blocks_free(arena->first->next);
    arena->first->next = NULL;
    arena->first->used = 0;
    arena->now = arena->first;
}

void *esc_arena_alloc(esc_arena *arena, size_t bytes) {
    size_t size = (bytes + 15) & ~(size_t)15;
    if (size < bytes) must(NULL);
#ifdef ESC_ARENA_MALLOC
    int fits = 0;
#else
    int fits = arena->now->size - arena->now->used >= size;
#endif
    if (!fits) {
#ifdef ESC_ARENA_MALLOC
        struct block *block = block_new(size);
#else
        struct block *block = block_new(size > BLOCK_BYTES ? size : BLOCK_BYTES);
#endif
        arena->now->next = block;
        arena->now = block;
    }
    void *p = arena->now->bytes + arena->now->used;
    arena->now->used += size;
    return memset(p, 0, bytes);
}

char *esc_arena_strndup(esc_arena *arena, const char *text, size_t bytes) {
    char *copy = esc_arena_alloc(arena, bytes + 1);
    if (bytes) memcpy(copy, text, bytes);
    return copy;
}

char *esc_arena_printf(esc_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    ESC_AUTOFREE char *text = esc_vasprintf(format, args);
    va_end(args);
    return esc_arena_strndup(arena, text, strlen(text));
}
