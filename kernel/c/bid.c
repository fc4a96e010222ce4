/* Bids: whoever has no seat bids for the one that leaves most, as much more as it is better than
   the second best, or 1 where two are equal; who held that seat bids again (auction algorithm;
   Bertsekas 1979, 1992). No row is more than 1 short of its best after that, and most are not. */

#include <stdlib.h>

#include "kernel.h"

enum { LOOKS = 12, NOBODY = -1 };

typedef struct {
    int64_t price, entry;
} Seat;

typedef struct {
    Candidates in;
    int64_t *v;
    uint8_t *chosen;
    int64_t *first;  /* the first seat of each column; the cheapest of a column is its first */
    Seat *seats;
    int32_t *row_of; /* of each candidate */
    int32_t *queue;  /* rows that wait for their turn, in a ring */
    int64_t head, waiting, looks;
} Hall;

static int before(Seat one, Seat other) {
    return one.price < other.price || (one.price == other.price && one.entry < other.entry);
}

/* The cheapest seat of a column is taken at a higher price. */
static void sit(Hall *h, int32_t column, Seat taken) {
    Seat *seats = h->seats + h->first[column];
    int64_t size = h->first[column + 1] - h->first[column], place = 0, child;
    while ((child = 2 * place + 1) < size) {
        if (child + 1 < size && before(seats[child + 1], seats[child])) child++;
        if (!before(seats[child], taken)) break;
        seats[place] = seats[child];
        place = child;
    }
    seats[place] = taken;
    h->v[column] = seats[0].price;
}

static void wait_in_line(Hall *h, int32_t row) {
    h->queue[(h->head + h->waiting++) % h->in.rows] = row;
}

static int32_t next_in_line(Hall *h) {
    int32_t row = h->queue[h->head];
    h->head = (h->head + 1) % h->in.rows;
    h->waiting--;
    return row;
}

/* Of equal seats a row takes the first that is free, or else the first of all. */
static void bid(Hall *h, int32_t row) {
    const Candidates *in = &h->in;
    int64_t best = 0, second = 0, at = NOBODY, holder = NOBODY;
    for (int64_t entry = in->start[row]; entry < in->start[row + 1]; entry++) {
        int32_t column = in->column[entry];
        if (!in->column_seats[column]) continue;
        int64_t margin = in->worth[in->score[entry]] - h->v[column];
        int64_t sits = h->seats[h->first[column]].entry;
        if (margin > best || (margin == best && at >= 0 && holder >= 0 && sits == NOBODY)) {
            second = best;
            best = margin;
            at = entry;
            holder = sits;
        } else if (margin > second) {
            second = margin;
        }
    }
    h->looks -= in->start[row + 1] - in->start[row];
    if (at == NOBODY) return;
    int32_t column = in->column[at];
    int64_t more = best > second ? best - second : holder != NOBODY;
    sit(h, column, (Seat){h->v[column] + more, at});
    h->chosen[at] = 1;
    if (holder == NOBODY) return;
    h->chosen[holder] = 0;
    wait_in_line(h, h->row_of[holder]);
}

static void open_hall(Hall *h) {
    const Candidates *in = &h->in;
    for (int32_t column = 0; column < in->columns; column++)
        h->first[column + 1] = h->first[column] + in->column_seats[column];
    for (int64_t seat = 0; seat < h->first[in->columns]; seat++)
        h->seats[seat] = (Seat){0, NOBODY};
    for (int32_t row = 0; row < in->rows; row++) {
        for (int64_t entry = in->start[row]; entry < in->start[row + 1]; entry++)
            h->row_of[entry] = row;
        if (in->row_seats[row] == 1) wait_in_line(h, row);
    }
    h->looks = LOOKS * in->start[in->rows];
}

int32_t kernel_bid(const Candidates *given, int64_t *v, uint8_t *chosen) {
    Hall hall = {.in = *given, .v = v, .chosen = chosen};
    Hall *h = &hall;
    int64_t seats = 0;
    for (int32_t column = 0; column < given->columns; column++)
        seats += given->column_seats[column];
    h->first = calloc((size_t)given->columns + 1, sizeof *h->first);
    h->seats = calloc((size_t)seats + 1, sizeof *h->seats);
    h->row_of = calloc((size_t)given->start[given->rows] + 1, sizeof *h->row_of);
    h->queue = calloc((size_t)given->rows + 1, sizeof *h->queue);
    int ready = h->first && h->seats && h->row_of && h->queue;
    if (ready) {
        open_hall(h);
        while (h->waiting && h->looks > 0) bid(h, next_in_line(h));
    }
    free(h->first);
    free(h->seats);
    free(h->row_of);
    free(h->queue);
    return ready ? 0 : NO_MEMORY;
}
