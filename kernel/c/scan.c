/* All pairs, never kept: of a mentee's points with a block of mentors, the few that reach what the
   mentee asks for. Whole numbers only; the order of blocks and rows changes nothing. */

#include <stdlib.h>
#include <string.h>

#include "points.h"

enum { GROUP = 8, STRETCH = 128, POINT = 256, SCORES = 101, THRESHOLDS = 256, UNKNOWN = -1 };

/* What is asked for one mentee, and what was found, the worst first in a heap. */
typedef struct {
    const Programme *p;
    const int64_t *worth, *price;
    const int32_t *kind;
    int32_t mentee, start, most, found;
    int64_t threshold, *value;
    int32_t *column;
    uint8_t *score;
} Best;

/* The points that the mentors of a block must have under some thresholds, each in a place that it may
   have to leave to another. Prices are the different ones of the block, rising. */
typedef struct {
    int32_t prices, size;
    int64_t price[BLOCK];
    int16_t by_price[BLOCK];
    uint16_t rank[BLOCK];
    int64_t threshold[THRESHOLDS];
    uint8_t known[THRESHOLDS];
    int16_t points[THRESHOLDS][BLOCK];
} Needs;

/* ---- rules ---- */

static int names(const Named *named, int32_t mentee, int32_t mentor) {
    int64_t low = named->start[mentee], high = named->start[mentee + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (named->mentor[middle] < mentor)
            low = middle + 1;
        else
            high = middle;
    }
    return low < named->start[mentee + 1] && named->mentor[low] == mentor;
}

static int rival(const Programme *p, int32_t one, int32_t other) {
    int64_t key = (int64_t)one * ((int64_t)1 << 32) + other;
    int32_t low = 0, high = p->rivals;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (p->rival[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->rivals && p->rival[low] == key;
}

/* Whether the two may be a pair, languages apart, which are looked at before. */
static int allowed(const Programme *p, int32_t mentee, int32_t mentor) {
    if (!p->mentor_seats[mentor]) return 0;
    if (names(&p->opened, mentee, mentor)) return 1;
    if (p->mentor_level[mentor] >= p->mentee_level[mentee]) return 0;
    int32_t mine = p->mentee_organisation[mentee], theirs = p->mentor_organisation[mentor];
    int elsewhere = mine != UNKNOWN && theirs != UNKNOWN && mine != theirs;
    int32_t unit = p->mentee_unit[mentee];
    if (unit != UNKNOWN && unit == p->mentor_unit[mentor] && !elsewhere) return 0;
    if (mine != UNKNOWN && theirs != UNKNOWN) {
        if (p->different_organisation && mine == theirs) return 0;
        if (p->rivals && rival(p, theirs, mine)) return 0;
    }
    return !names(&p->barred, mentee, mentor);
}

/* What a word of languages adds to what the two have in common, and to what they say. */
static __attribute__((noinline)) void hear(const uint16_t *restrict theirs, uint16_t mine,
                                           uint16_t *restrict common, uint16_t *restrict said,
                                           int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        common[i] |= theirs[i] & mine;
        said[i] |= theirs[i];
    }
}

/* Of those reached only who speaks with the mentee, or does not say. */
static __attribute__((noinline)) void leave_out(const uint16_t *restrict common,
                                                const uint16_t *restrict said,
                                                uint8_t *restrict reached, int32_t size) {
    for (int32_t i = 0; i < size; i++) reached[i] &= (common[i] != 0) | (said[i] == 0);
}

/* Where a language is rare, most are forbidden: so that rule is held against many at a time. Those
   whom a waiver allows stay. */
static void understand(const Programme *p, int32_t mentee, int32_t from, int32_t size,
                       uint8_t *reached) {
    const uint16_t *mine = p->mentee_languages + (int64_t)mentee * p->language_words;
    uint16_t common[STRETCH] = {0}, said[STRETCH] = {0}, told = 0;
    uint8_t before[STRETCH];
    for (int32_t word = 0; word < p->language_words; word++) {
        told |= mine[word];
        hear(p->mentor_languages + (int64_t)word * p->mentors + from, mine[word], common, said,
             size);
    }
    if (!told) return;
    memcpy(before, reached, (size_t)size);
    leave_out(common, said, reached, size);
    for (int64_t at = p->opened.start[mentee]; at < p->opened.start[mentee + 1]; at++) {
        int32_t place = p->opened.mentor[at] - from;
        if (place >= 0 && place < size) reached[place] = before[place];
    }
}

/* ---- the best few ---- */

static int32_t around(const Best *best, int32_t mentor) {
    int32_t steps = mentor - best->start;
    return steps < 0 ? steps + best->p->mentors : steps;
}

static int worse(const Best *best, int32_t one, int64_t value, int32_t mentor) {
    if (best->value[one] != value) return best->value[one] < value;
    return around(best, best->column[one]) > around(best, mentor);
}

static void put(Best *best, int32_t place, int64_t value, int32_t mentor, uint8_t score) {
    best->value[place] = value;
    best->column[place] = mentor;
    best->score[place] = score;
}

static void copy(Best *best, int32_t to, int32_t from) {
    put(best, to, best->value[from], best->column[from], best->score[from]);
}

static void insert(Best *best, int64_t value, int32_t mentor, uint8_t score) {
    int32_t place = best->found++;
    while (place) {
        int32_t parent = (place - 1) / 2;
        if (worse(best, parent, value, mentor)) break;
        copy(best, place, parent);
        place = parent;
    }
    put(best, place, value, mentor, score);
}

static void replace(Best *best, int64_t value, int32_t mentor, uint8_t score) {
    int32_t place = 0, child;
    while ((child = 2 * place + 1) < best->found) {
        if (child + 1 < best->found &&
            worse(best, child + 1, best->value[child], best->column[child]))
            child++;
        if (!worse(best, child, value, mentor)) break;
        copy(best, place, child);
        place = child;
    }
    put(best, place, value, mentor, score);
}

/* Drawn into its caller this would leave that no registers. */
static __attribute__((noinline)) void consider(Best *best, int32_t mentor, int16_t points) {
    uint8_t score = (uint8_t)((points + POINT / 2) / POINT);
    int64_t value = best->worth[score] - best->price[best->kind[mentor]];
    int full = best->found == best->most;
    if (full && !worse(best, 0, value, mentor)) return;
    if (!allowed(best->p, best->mentee, mentor)) return;
    if (full)
        replace(best, value, mentor, score);
    else
        insert(best, value, mentor, score);
}

/* Who of a stretch has the points needed, and whether anybody has. Drawn into its caller this is no
   longer done many mentors at a time. */
static __attribute__((noinline)) int reach(const int16_t *restrict points,
                                           const int16_t *restrict need,
                                           uint8_t *restrict reached) {
    uint8_t any = 0;
    for (int32_t i = 0; i < STRETCH; i++) {
        reached[i] = points[i] >= need[i];
        any |= reached[i];
    }
    return any;
}

/* ---- needs ---- */

static void needs_turn_to(Needs *needs, const int32_t *kind, const int64_t *price, int32_t *ranks,
                          int32_t prices, int32_t size) {
    memset(ranks, 0, (size_t)prices * sizeof *ranks);
    memset(needs->known, 0, sizeof needs->known);
    needs->prices = 0;
    needs->size = size;
    for (int32_t i = 0; i < size; i++) ranks[kind[i]] = 1;
    for (int32_t k = 0; k < prices; k++) {
        if (!ranks[k]) continue;
        ranks[k] = needs->prices;
        needs->price[needs->prices++] = price[k];
    }
    for (int32_t i = 0; i < size; i++) needs->rank[i] = (uint16_t)ranks[kind[i]];
}

/* The lowest score that is worth more than threshold and price. Prices rise, so scores do. */
static void find_needs(Needs *needs, const int64_t *worth, int64_t threshold, int16_t *points) {
    int32_t score = 0;
    for (int32_t k = 0; k < needs->prices; k++) {
        while (score < SCORES && worth[score] - needs->price[k] <= threshold) score++;
        needs->by_price[k] = (int16_t)(score * POINT - POINT / 2);
    }
    for (int32_t i = 0; i < needs->size; i++) points[i] = needs->by_price[needs->rank[i]];
    for (int32_t i = needs->size; i < BLOCK; i++) points[i] = INT16_MAX;
}

static const int16_t *needs_under(Needs *needs, const int64_t *worth, int64_t threshold) {
    int32_t place = (int32_t)(((uint64_t)threshold * 0x9E3779B97F4A7C15U) >> 56);
    if (!needs->known[place] || needs->threshold[place] != threshold) {
        find_needs(needs, worth, threshold, needs->points[place]);
        needs->known[place] = 1;
        needs->threshold[place] = threshold;
    }
    return needs->points[place];
}

/* Whoever has found enough asks for as much as the worst of that from then on. */
static int64_t asks(const Best *best) {
    return best->found == best->most ? best->value[0] - 1 : best->threshold;
}

static void pick(Best *best, const int16_t *points, Needs *needs, int32_t from) {
    uint8_t reached[STRETCH];
    for (int32_t stretch = 0; stretch < needs->size; stretch += STRETCH) {
        const int16_t *need = needs_under(needs, best->worth, asks(best));
        if (!reach(points + stretch, need + stretch, reached)) continue;
        int32_t left = needs->size - stretch, size = left < STRETCH ? left : STRETCH;
        understand(best->p, best->mentee, from + stretch, size, reached);
        for (int32_t group = 0; group < STRETCH; group += GROUP) {
            uint64_t some;
            memcpy(&some, reached + group, sizeof some);
            if (!some) continue;
            for (int32_t i = group; i < group + GROUP; i++)
                if (reached[i]) consider(best, from + stretch + i, points[stretch + i]);
        }
    }
}

static int32_t start_of(int32_t mentee, int32_t mentors) {
    uint32_t spread = (uint32_t)((uint64_t)(uint32_t)mentee * 2654435761U);
    return (int32_t)(((uint64_t)spread * (uint64_t)mentors) >> 32);
}

int32_t kernel_scan(const Programme *given, const int64_t *worth, const int32_t *kind,
                    const int64_t *price, int32_t prices, const int32_t *rows,
                    const int64_t *threshold, int32_t count, int32_t most, int32_t *column,
                    uint8_t *score, int32_t *found) {
    int32_t mentors = given->mentors;
    Points *points = points_for(given, rows, count);
    Needs *needs = malloc(sizeof *needs);
    int32_t *ranks = malloc(((size_t)prices + 1) * sizeof *ranks);
    int64_t *values = malloc(((size_t)count * (size_t)most + 1) * sizeof *values);
    int ready = points && needs && ranks && values;
    for (int32_t row = 0; row < count; row++) found[row] = 0;
    for (int32_t from = 0; ready && from < mentors; from += BLOCK) {
        int32_t size = from + BLOCK < mentors ? BLOCK : mentors - from;
        points_turn_to(points, from, size);
        needs_turn_to(needs, kind + from, price, ranks, prices, size);
        for (int32_t row = 0; row < count; row++) {
            int64_t place = (int64_t)row * most;
            Best best = {.p = given, .worth = worth, .price = price, .kind = kind,
                         .mentee = rows[row], .start = start_of(rows[row], mentors),
                         .most = most, .found = found[row], .threshold = threshold[row],
                         .value = values + place, .column = column + place,
                         .score = score + place};
            pick(&best, points_of(points, row), needs, from);
            found[row] = best.found;
        }
    }
    free(points);
    free(needs);
    free(ranks);
    free(values);
    return ready ? 0 : NO_MEMORY;
}
