/* Many mentees have the same goals, hours or places, and what those give with a block of mentors is
   kept for the next of them; only wishes are added up for each. */

#include <stdlib.h>
#include <string.h>

#include "points.h"

enum { PARTS = COMMONS + 1, KINDS = 256, MOST_STEPS = 9, AT_ONCE = 4, NOBODY = -1 };

/* A mentee: its kind in each part that it says something in, what all others give, its wishes. */
typedef struct {
    int32_t mentee, kind[PARTS];
    int16_t same;
    uint8_t wishes[WISHES];
} Asking;

/* What mentees of some kinds are given in one part, each kind in a place that it may have to leave to
   another. */
typedef struct {
    int32_t kind[KINDS];
    int16_t points[KINDS][BLOCK];
} Kept;

struct Points {
    const Programme *p;
    int32_t from, size;
    int16_t sum[BLOCK], none[BLOCK];
    uint16_t one[BLOCK], more[BLOCK];
    uint8_t steps[BLOCK];
    Kept kept[PARTS];
    Asking asking[];
};

/* Drawn into their callers these loops are no longer done many mentors at a time. */
#define LOOP static __attribute__((noinline)) void

/* ---- kinds ---- */

/* What a word adds to what earlier words had in common. */
LOOP add_word(const uint16_t *restrict theirs, uint16_t mine, uint16_t *restrict one,
              uint16_t *restrict more, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        uint16_t both = theirs[i] & mine, beside = one[i] ? both : 0;
        more[i] |= (uint16_t)((both & (uint16_t)(both - 1)) | beside);
        one[i] |= both;
    }
}

LOOP give_common(const uint16_t *restrict one, const uint16_t *restrict more, int16_t first,
                 int16_t second, const int16_t *restrict quiet, int16_t *restrict points,
                 int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        int16_t given = (int16_t)((one[i] ? first : 0) + (more[i] ? second : 0));
        points[i] = (int16_t)(given + quiet[i]);
    }
}

LOOP give_differing(const int16_t *restrict theirs, int16_t mine, int16_t full,
                    const int16_t *restrict quiet, int16_t *restrict points, int32_t size) {
    for (int32_t i = 0; i < size; i++)
        points[i] = (int16_t)((theirs[i] != mine ? full : 0) + quiet[i]);
}

static void find_common(Points *points, const Common *common, int32_t mentee, int16_t *given) {
    const uint16_t *mine = common->mentees + (int64_t)mentee * common->words;
    const uint16_t *theirs = common->mentors + points->from;
    memset(points->one, 0, (size_t)points->size * sizeof *points->one);
    memset(points->more, 0, (size_t)points->size * sizeof *points->more);
    for (int32_t word = 0; word < common->words; word++)
        if (mine[word])
            add_word(theirs + (int64_t)word * points->p->mentors, mine[word], points->one,
                     points->more, points->size);
    give_common(points->one, points->more, (int16_t)common->one,
                (int16_t)(common->more - common->one), common->quiet + points->from, given,
                points->size);
}

static void find_kind(Points *points, int part, int32_t mentee, int16_t *given) {
    const Unlike *sector = &points->p->sector;
    if (part < COMMONS)
        find_common(points, points->p->common + part, mentee, given);
    else
        give_differing(sector->mentors + points->from, sector->mentees[mentee],
                       (int16_t)sector->full, sector->quiet + points->from, given, points->size);
}

static const int16_t *of_kind(Points *points, int part, const Asking *asking) {
    int32_t kind = asking->kind[part], place = kind % KINDS;
    if (kind == NOBODY) return points->none;
    Kept *kept = points->kept + part;
    if (kept->kind[place] != kind) {
        kept->kind[place] = kind;
        find_kind(points, part, asking->mentee, kept->points[place]);
    }
    return kept->points[place];
}

LOOP add_kinds(const int16_t *restrict a, const int16_t *restrict b, const int16_t *restrict c,
               const int16_t *restrict d, const int16_t *restrict e, int16_t same,
               int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++)
        sum[i] = (int16_t)(a[i] + b[i] + c[i] + d[i] + e[i] + same);
}

/* ---- wishes ---- */

static uint8_t less(uint8_t one, uint8_t other) { return one < other ? one : other; }

LOOP add_steps(const uint8_t *const strength[AT_ONCE], const uint8_t most[AT_ONCE],
               uint8_t *restrict steps, int32_t size) {
    const uint8_t *restrict a = strength[0], *restrict b = strength[1], *restrict c = strength[2],
                  *restrict d = strength[3];
    uint8_t of_a = most[0], of_b = most[1], of_c = most[2], of_d = most[3];
    for (int32_t i = 0; i < size; i++) {
        uint8_t sum = (uint8_t)(steps[i] + less(a[i], of_a) + less(b[i], of_b) + less(c[i], of_c) +
                                less(d[i], of_d));
        steps[i] = less(sum, MOST_STEPS);
    }
}

LOOP add_met(const uint8_t *restrict steps, uint8_t enough, int16_t each,
             const int16_t *restrict quiet, int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++)
        sum[i] = (int16_t)(sum[i] + less(steps[i], enough) * each + quiet[i]);
}

LOOP add_met_each(const uint8_t *restrict steps, const uint8_t *restrict enough,
                  const int16_t *restrict each, const int16_t *restrict quiet,
                  int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++)
        sum[i] = (int16_t)(sum[i] + less(steps[i], enough[i]) * each[i] + quiet[i]);
}

static void meet(Points *points, const Wish *wish, int32_t mentee) {
    int64_t from = wish->lists.start[mentee], to = wish->lists.start[mentee + 1];
    memset(points->steps, 0, (size_t)points->size);
    for (int64_t first = from; first < to; first += AT_ONCE) {
        const uint8_t *strength[AT_ONCE];
        uint8_t most[AT_ONCE];
        for (int64_t i = 0; i < AT_ONCE; i++) {
            int64_t at = first + i < to ? first + i : first;
            int64_t row = (int64_t)wish->lists.topic[at] * points->p->mentors;
            strength[i] = wish->table + row + points->from;
            most[i] = first + i < to ? wish->lists.strength[at] : 0;
        }
        add_steps(strength, most, points->steps, points->size);
    }
}

static void add_wish(Points *points, const Wish *wish, int32_t mentee) {
    int32_t from = points->from, size = points->size;
    const int16_t *quiet = wish->quiet + from;
    meet(points, wish, mentee);
    if (wish->by_mentor)
        add_met_each(points->steps, wish->enough + from, wish->each + from, quiet, points->sum,
                     size);
    else
        add_met(points->steps, wish->enough[mentee], wish->each[mentee], quiet, points->sum, size);
}

static void add_wished(Points *points, const Wished *wished, int32_t mentee) {
    const Named *pairs = &wished->pairs;
    for (int64_t at = pairs->start[mentee]; at < pairs->start[mentee + 1]; at++) {
        int32_t place = pairs->mentor[at] - points->from;
        if (place >= 0 && place < points->size)
            points->sum[place] = (int16_t)(points->sum[place] + wished->points);
    }
}

/* ---- all of it ---- */

static void ask(const Programme *p, int32_t mentee, Asking *asking) {
    int32_t same = p->base;
    for (int part = 0; part < COMMONS; part++) {
        const Common *common = p->common + part;
        int told = common->used && common->told[mentee];
        asking->kind[part] = told ? common->kind[mentee] : NOBODY;
        if (!told) same += common->neutral;
    }
    int told = p->sector.used && p->sector.told[mentee];
    asking->kind[COMMONS] = told ? p->sector.mentees[mentee] : NOBODY;
    if (!told) same += p->sector.neutral;
    for (int w = 0; w < WISHES; w++) {
        asking->wishes[w] = p->wish[w].used && p->wish[w].told[mentee];
        if (!asking->wishes[w]) same += p->wish[w].neutral;
    }
    asking->mentee = mentee;
    asking->same = (int16_t)same;
}

Points *points_for(const Programme *given, const int32_t *mentees, int32_t count) {
    Points *points = calloc(1, sizeof *points + (size_t)count * sizeof *points->asking);
    if (!points) return NULL;
    points->p = given;
    for (int32_t place = 0; place < count; place++)
        ask(given, mentees[place], points->asking + place);
    return points;
}

void points_turn_to(Points *points, int32_t from, int32_t size) {
    points->from = from;
    points->size = size;
    for (int part = 0; part < PARTS; part++)
        for (int32_t place = 0; place < KINDS; place++) points->kept[part].kind[place] = NOBODY;
}

const int16_t *points_of(Points *points, int32_t place) {
    const Asking *asking = points->asking + place;
    const int16_t *of[PARTS];
    for (int part = 0; part < PARTS; part++) of[part] = of_kind(points, part, asking);
    add_kinds(of[0], of[1], of[2], of[3], of[4], asking->same, points->sum, points->size);
    for (int w = 0; w < WISHES; w++)
        if (asking->wishes[w]) add_wish(points, points->p->wish + w, asking->mentee);
    for (int w = 0; w < BY_NAME; w++)
        if (points->p->wished[w].used)
            add_wished(points, points->p->wished + w, asking->mentee);
    return points->sum;
}
