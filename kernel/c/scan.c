/* All pairs, never kept: the points of a mentee with a block of mentors, and the few that reach what
   the mentee asks for. Whole numbers only; the order of blocks and rows changes nothing. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

enum { BLOCK = 4096, GROUP = 64, POINT = 256, SCORES = 101, MOST_STEPS = 9, UNKNOWN = -1 };

typedef struct {
    int16_t points[BLOCK];
    uint16_t one[BLOCK], more[BLOCK];
    uint8_t steps[BLOCK];
} Block;

/* What is asked for one mentee, and what was found, the worst first in a heap. */
typedef struct {
    const Programme *p;
    const int64_t *worth, *price;
    const int32_t *kind;
    int32_t mentee, start, most, found;
    int64_t *value;
    int32_t *column;
    uint8_t *score;
} Best;

/* ---- points ---- */

/* Drawn into their callers these loops are no longer done many mentors at a time. */
#define LOOP static __attribute__((noinline)) void

LOOP add_same(int16_t *restrict points, int16_t value, int32_t size) {
    for (int32_t i = 0; i < size; i++) points[i] = (int16_t)(points[i] + value);
}

LOOP add_each(int16_t *restrict points, const int16_t *restrict values, int32_t size) {
    for (int32_t i = 0; i < size; i++) points[i] = (int16_t)(points[i] + values[i]);
}

LOOP add_steps(uint8_t *restrict steps, const uint8_t *restrict strength, uint8_t most,
                      int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint8_t met = strength[i] < most ? strength[i] : most;
        uint8_t sum = (uint8_t)(steps[i] + met);
        steps[i] = sum < MOST_STEPS ? sum : MOST_STEPS;
    }
}

LOOP add_met(const uint8_t *restrict steps, uint8_t enough, int16_t each,
                    int16_t *restrict points, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint8_t met = steps[i] < enough ? steps[i] : enough;
        points[i] = (int16_t)(points[i] + met * each);
    }
}

LOOP add_met_each(const uint8_t *restrict steps, const uint8_t *restrict enough,
                         const int16_t *restrict each, int16_t *restrict points, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint8_t met = steps[i] < enough[i] ? steps[i] : enough[i];
        points[i] = (int16_t)(points[i] + met * each[i]);
    }
}

static void add_wish(const Programme *p, const Wish *wish, int32_t mentee, int32_t from,
                     int32_t size, Block *block) {
    int16_t *points = block->points;
    uint8_t *steps = block->steps;
    if (!wish->told[mentee]) {
        add_same(points, (int16_t)wish->neutral, size);
        return;
    }
    memset(steps, 0, (size_t)size);
    for (int64_t at = wish->lists.start[mentee]; at < wish->lists.start[mentee + 1]; at++)
        add_steps(steps, wish->table + (int64_t)wish->lists.topic[at] * p->mentors + from,
                  wish->lists.strength[at], size);
    if (wish->by_mentor)
        add_met_each(steps, wish->enough + from, wish->each + from, points, size);
    else
        add_met(steps, wish->enough[mentee], wish->each[mentee], points, size);
    add_each(points, wish->quiet + from, size);
}

/* What a word adds to what earlier words had in common. */
LOOP add_word(const uint16_t *restrict theirs, uint16_t mine, uint16_t *restrict one,
                     uint16_t *restrict more, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint16_t both = theirs[i] & mine, beside = one[i] ? both : 0;
        more[i] |= (uint16_t)((both & (uint16_t)(both - 1)) | beside);
        one[i] |= both;
    }
}

/* The points of a word where it is the only one: most mentees have their things in one word. */
LOOP add_only_word(const uint16_t *restrict theirs, uint16_t mine, int16_t first,
                          int16_t second, const int16_t *restrict quiet,
                          int16_t *restrict points, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint16_t both = theirs[i] & mine, again = both & (uint16_t)(both - 1);
        int16_t given = (int16_t)((both ? first : 0) + (again ? second : 0));
        points[i] = (int16_t)(points[i] + given + quiet[i]);
    }
}

LOOP add_words(const uint16_t *restrict one, const uint16_t *restrict more, int16_t first,
                      int16_t second, const int16_t *restrict quiet, int16_t *restrict points,
                      int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        int16_t given = (int16_t)((one[i] ? first : 0) + (more[i] ? second : 0));
        points[i] = (int16_t)(points[i] + given + quiet[i]);
    }
}

static void add_common(const Programme *p, const Common *common, int32_t mentee, int32_t from,
                       int32_t size, Block *block) {
    if (!common->told[mentee]) {
        add_same(block->points, (int16_t)common->neutral, size);
        return;
    }
    int16_t first = (int16_t)common->one, second = (int16_t)(common->more - common->one);
    const uint16_t *mine = common->mentees + (int64_t)mentee * common->words;
    const uint16_t *theirs = common->mentors + from;
    int32_t some = 0, last = 0;
    for (int32_t word = 0; word < common->words; word++) {
        if (!mine[word]) continue;
        some++;
        last = word;
    }
    if (some == 1) {
        add_only_word(theirs + (int64_t)last * p->mentors, mine[last], first, second,
                      common->quiet + from, block->points, size);
        return;
    }
    memset(block->one, 0, (size_t)size * sizeof *block->one);
    memset(block->more, 0, (size_t)size * sizeof *block->more);
    for (int32_t word = 0; word < common->words; word++)
        if (mine[word])
            add_word(theirs + (int64_t)word * p->mentors, mine[word], block->one, block->more,
                     size);
    add_words(block->one, block->more, first, second, common->quiet + from, block->points, size);
}

LOOP add_differing(const int16_t *restrict theirs, int16_t mine, int16_t full,
                          const int16_t *restrict quiet, int16_t *restrict points,
                          int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        int16_t given = theirs[i] != mine ? full : 0;
        points[i] = (int16_t)(points[i] + given + quiet[i]);
    }
}

static void add_unlike(const Unlike *unlike, int32_t mentee, int32_t from, int32_t size,
                       int16_t *points) {
    if (unlike->told[mentee])
        add_differing(unlike->mentors + from, unlike->mentees[mentee], (int16_t)unlike->full,
                      unlike->quiet + from, points, size);
    else
        add_same(points, (int16_t)unlike->neutral, size);
}

static void add_up(const Programme *p, int32_t mentee, int32_t from, int32_t size, Block *block) {
    for (int32_t i = 0; i < size; i++) block->points[i] = (int16_t)p->base;
    for (int w = 0; w < WISHES; w++)
        if (p->wish[w].used) add_wish(p, &p->wish[w], mentee, from, size, block);
    for (int c = 0; c < COMMONS; c++)
        if (p->common[c].used) add_common(p, &p->common[c], mentee, from, size, block);
    if (p->sector.used) add_unlike(&p->sector, mentee, from, size, block->points);
}

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

static int speak(const Programme *p, int32_t mentee, int32_t mentor) {
    const uint16_t *mine = p->mentee_languages + (int64_t)mentee * p->language_words;
    const uint16_t *theirs = p->mentor_languages + (int64_t)mentor * p->language_words;
    int silent_me = 1, silent_them = 1;
    for (int32_t word = 0; word < p->language_words; word++) {
        if (mine[word] & theirs[word]) return 1;
        silent_me &= !mine[word];
        silent_them &= !theirs[word];
    }
    return silent_me || silent_them;
}

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
    return speak(p, mentee, mentor) && !names(&p->barred, mentee, mentor);
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

static void consider(Best *best, int32_t mentor, int16_t points) {
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

/* Whether anybody of a group has the points needed. */
static int any_reaches(const int16_t *restrict points, const int16_t *restrict need) {
    int16_t most = INT16_MIN;
    for (int32_t i = 0; i < GROUP; i++) {
        int16_t over = (int16_t)(points[i] - need[i]);
        most = most > over ? most : over;
    }
    return most >= 0;
}

static void pick(Best *best, const int16_t *points, const int16_t *need, int32_t from,
                 int32_t size) {
    for (int32_t group = 0; group < size; group += GROUP) {
        if (!any_reaches(points + group, need + group)) continue;
        for (int32_t i = group; i < group + GROUP; i++)
            if (points[i] >= need[i]) consider(best, from + i, points[i]);
    }
}

/* The points that a mentor must have under a threshold: the lowest score that is worth more than
   threshold and price. Prices rise, so scores do. */
static void needs(const Programme *p, const int64_t *worth, const int32_t *kind,
                  const int64_t *price, int32_t prices, int64_t threshold, int16_t *by_kind,
                  int16_t *need) {
    int32_t score = 0;
    for (int32_t k = 0; k < prices; k++) {
        while (score < SCORES && worth[score] - price[k] <= threshold) score++;
        by_kind[k] = (int16_t)(score * POINT - POINT / 2);
    }
    for (int32_t mentor = 0; mentor < p->mentors; mentor++) need[mentor] = by_kind[kind[mentor]];
    for (int32_t beyond = 0; beyond < GROUP; beyond++) need[p->mentors + beyond] = INT16_MAX;
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
    Block *block = calloc(1, sizeof *block);
    int16_t *need = malloc(((size_t)mentors + GROUP) * sizeof *need);
    int16_t *by_kind = malloc(((size_t)prices + 1) * sizeof *by_kind);
    int64_t *values = malloc(((size_t)count * (size_t)most + 1) * sizeof *values);
    int ready = block && need && by_kind && values;
    for (int32_t row = 0; row < count; row++) found[row] = 0;
    for (int32_t first = 0, last = 0; ready && first < count; first = last) {
        while (last < count && threshold[last] == threshold[first]) last++;
        needs(given, worth, kind, price, prices, threshold[first], by_kind, need);
        for (int32_t from = 0; from < mentors; from += BLOCK) {
            int32_t size = from + BLOCK < mentors ? BLOCK : mentors - from;
            for (int32_t row = first; row < last; row++) {
                int64_t place = (int64_t)row * most;
                Best best = {.p = given, .worth = worth, .price = price, .kind = kind,
                             .mentee = rows[row], .start = start_of(rows[row], mentors),
                             .most = most, .found = found[row], .value = values + place,
                             .column = column + place, .score = score + place};
                add_up(given, rows[row], from, size, block);
                pick(&best, block->points, need + from, from, size);
                found[row] = best.found;
            }
        }
    }
    free(block);
    free(need);
    free(by_kind);
    free(values);
    return ready ? 0 : NO_MEMORY;
}
