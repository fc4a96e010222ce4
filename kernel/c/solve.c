/* The best choice of candidates within the seats of both sides, with prices that prove it.

   A flow from rows to columns. The ground is one more node: a row's seat may stay at home there,
   and a column's seat may stay empty. Every arc that can still change has a cost of 0 or more
   under the prices u and v; what has lost its place looks for the nearest vacancy, all at once:
   distances, prices moved by them, then paths along arcs of cost 0 (primal-dual method; Ford and
   Fulkerson 1957, with the potentials of Edmonds and Karp 1972). */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define FAR INT64_MAX

typedef struct {
    int64_t distance;
    int32_t node;
} Entry;

typedef struct {
    Entry *entries;
    int64_t size, room;
} Heap;

/* Nodes: rows, then columns, then the ground. */
typedef struct {
    Candidates in;
    int64_t *u, *v;
    uint8_t *chosen;
    int32_t nodes, ground;
    int32_t *loose;    /* a row's seats without a place; a column's seats that must be filled */
    int32_t *idle;     /* a row's seats at home; a column's seats left empty */
    int64_t need;      /* seats of rows that may end at the ground */
    int64_t *seat;     /* the first seat of each column */
    int64_t *holder;   /* the candidate on each seat */
    int32_t *holders;  /* how many seats of a column are taken */
    int32_t *row_of;   /* of each candidate */
    int64_t *distance;
    int32_t *touched;
    int32_t touches;
    Heap heap;
    int32_t *level; /* nodes at the distance that is being looked at */
    int32_t levels;
    int64_t bound;
    uint32_t *seen;
    uint32_t pass;
    int64_t *next;
    int32_t *path;
    int64_t *arc;
    int32_t length;
    int32_t failed;
} State;

static int64_t worth_of(const State *s, int64_t at) { return s->in.worth[s->in.score[at]]; }

static int32_t column_node(const State *s, int64_t at) { return s->in.rows + s->in.column[at]; }

/* ---- seats ---- */

static void take(State *s, int64_t at) {
    int32_t column = s->in.column[at];
    s->chosen[at] = 1;
    s->holder[s->seat[column] + s->holders[column]++] = at;
}

static void leave(State *s, int64_t at) {
    int32_t column = s->in.column[at];
    int64_t *seats = s->holder + s->seat[column];
    int32_t place = 0;
    while (seats[place] != at) place++;
    seats[place] = seats[--s->holders[column]];
    s->chosen[at] = 0;
}

/* A row's price rises to what its best candidate is worth now; what it holds below that, it
   leaves. */
static void lift(State *s, int32_t row) {
    const Candidates *in = &s->in;
    int64_t best = s->u[row];
    for (int64_t at = in->start[row]; at < in->start[row + 1]; at++) {
        int64_t margin = worth_of(s, at) - s->v[in->column[at]];
        if (!s->chosen[at] && margin > best) best = margin;
    }
    if (best == s->u[row]) return;
    s->u[row] = best;
    for (int64_t at = in->start[row]; at < in->start[row + 1]; at++)
        if (s->chosen[at] && worth_of(s, at) - s->v[in->column[at]] < best) leave(s, at);
}

static void settle(State *s) {
    const Candidates *in = &s->in;
    for (int32_t row = 0; row < in->rows; row++)
        for (int64_t at = in->start[row]; at < in->start[row + 1]; at++) {
            s->row_of[at] = row;
            if (s->chosen[at]) take(s, at);
        }
    for (int32_t row = 0; row < in->rows; row++) {
        if (in->row_seats[row]) lift(s, row);
        int32_t free = in->row_seats[row];
        for (int64_t at = in->start[row]; at < in->start[row + 1]; at++) free -= s->chosen[at];
        *(s->u[row] > 0 ? &s->loose[row] : &s->idle[row]) = free;
        s->need += s->loose[row];
    }
    for (int32_t column = 0; column < in->columns; column++) {
        int32_t node = in->rows + column, free = in->column_seats[column] - s->holders[column];
        *(s->v[column] > 0 ? &s->loose[node] : &s->idle[node]) = free;
        s->need -= s->loose[node];
    }
}

/* ---- distances ---- */

static void push(State *s, int64_t distance, int32_t node) {
    Heap *heap = &s->heap;
    if (heap->size == heap->room) {
        int64_t room = 2 * heap->room + 1024;
        Entry *grown = realloc(heap->entries, (size_t)room * sizeof *grown);
        if (!grown) {
            s->failed = 1;
            return;
        }
        heap->entries = grown;
        heap->room = room;
    }
    int64_t place = heap->size++;
    while (place && heap->entries[(place - 1) / 2].distance > distance) {
        heap->entries[place] = heap->entries[(place - 1) / 2];
        place = (place - 1) / 2;
    }
    heap->entries[place] = (Entry){distance, node};
}

static Entry pop(Heap *heap) {
    Entry top = heap->entries[0], last = heap->entries[--heap->size];
    int64_t place = 0, child;
    while ((child = 2 * place + 1) < heap->size) {
        if (child + 1 < heap->size &&
            heap->entries[child + 1].distance < heap->entries[child].distance)
            child++;
        if (heap->entries[child].distance >= last.distance) break;
        heap->entries[place] = heap->entries[child];
        place = child;
    }
    heap->entries[place] = last;
    return top;
}

/* Where a seat must be filled, or may be: the price of an empty seat is 0, as that of the ground. */
static int vacant(const State *s, int32_t node) {
    if (node < s->in.rows) return 0;
    return s->loose[node] > 0 || (s->need > 0 && (node == s->ground || s->idle[node] > 0));
}

static void reach(State *s, int64_t distance, int64_t now, int32_t node) {
    if (distance >= s->distance[node] || distance >= s->bound) return;
    if (s->distance[node] == FAR) s->touched[s->touches++] = node;
    s->distance[node] = distance;
    if (vacant(s, node))
        s->bound = distance;
    else if (distance == now)
        s->level[s->levels++] = node;
    else
        push(s, distance, node);
}

static void from_row(State *s, int32_t row, int64_t now) {
    const Candidates *in = &s->in;
    for (int64_t at = in->start[row]; at < in->start[row + 1]; at++)
        if (!s->chosen[at])
            reach(s, now + s->u[row] + s->v[in->column[at]] - worth_of(s, at), now,
                  column_node(s, at));
    if (s->idle[row] < in->row_seats[row]) reach(s, now + s->u[row], now, s->ground);
}

static void from_column(State *s, int32_t column, int64_t now) {
    if (s->idle[s->in.rows + column]) reach(s, now, now, s->ground);
    for (int32_t place = 0; place < s->holders[column]; place++) {
        int64_t at = s->holder[s->seat[column] + place];
        int32_t row = s->row_of[at];
        reach(s, now + worth_of(s, at) - s->u[row] - s->v[column], now, row);
    }
}

static void from_ground(State *s, int64_t now) {
    for (int32_t column = 0; column < s->in.columns; column++)
        if (s->idle[s->in.rows + column] < s->in.column_seats[column])
            reach(s, now + s->v[column], now, s->in.rows + column);
    for (int32_t row = 0; row < s->in.rows; row++)
        if (s->idle[row]) reach(s, now, now, row);
}

static void expand(State *s, int32_t node, int64_t now) {
    if (node == s->ground)
        from_ground(s, now);
    else if (node < s->in.rows)
        from_row(s, node, now);
    else
        from_column(s, node - s->in.rows, now);
}

/* Distances from the sources already reached, as far as the nearest vacancy. */
static void measure(State *s) {
    int64_t now = 0;
    for (;;) {
        while (s->levels) {
            int32_t node = s->level[--s->levels];
            if (now >= s->bound) continue;
            expand(s, node, now);
        }
        if (!s->heap.size || s->failed) return;
        Entry nearest = pop(&s->heap);
        if (nearest.distance >= s->bound) {
            s->heap.size = 0;
            return;
        }
        if (nearest.distance > s->distance[nearest.node]) continue;
        now = nearest.distance;
        s->level[s->levels++] = nearest.node;
    }
}

static int64_t at_least_0(int64_t price) { return price > 0 ? price : 0; }

static int64_t capped(const State *s, int32_t node) {
    return s->distance[node] < s->bound ? s->distance[node] : s->bound;
}

static void move_price(State *s, int32_t node, int64_t ground) {
    int64_t *v = s->v + (node - s->in.rows), further = capped(s, node) - ground;
    if (node < s->in.rows)
        s->u[node] += s->in.row_seats[node] ? further : 0;
    else if (node < s->ground)
        *v = at_least_0(*v - further);
}

/* Prices move by the distances, measured against the ground, whose own price stays 0. */
static void move_prices(State *s) {
    int64_t ground = capped(s, s->ground);
    if (ground < s->bound)
        for (int32_t node = 0; node < s->ground; node++) move_price(s, node, ground);
    else
        for (int32_t place = 0; place < s->touches; place++)
            move_price(s, s->touched[place], ground);
}

static void forget(State *s) {
    while (s->touches) s->distance[s->touched[--s->touches]] = FAR;
    s->bound = FAR;
}

/* ---- paths of cost 0 ---- */

static int open_arc(const State *s, int32_t row, int64_t at) {
    return !s->chosen[at] && s->u[row] + s->v[s->in.column[at]] == worth_of(s, at);
}

static int fresh(const State *s, int32_t node) { return s->seen[node] != s->pass; }

/* The next node from here that is vacant or new, or -1. Where a row finds a seat at once, it looks
   no further. */
static int32_t step_from_row(State *s, int32_t row, int64_t *arc) {
    const Candidates *in = &s->in;
    int64_t end = in->start[row + 1];
    if (s->next[row] == 0) {
        for (int64_t at = in->start[row]; at < end; at++) {
            int32_t node = column_node(s, at);
            if (open_arc(s, row, at) && vacant(s, node)) {
                *arc = at;
                return node;
            }
        }
    }
    for (; in->start[row] + s->next[row] < end; s->next[row]++) {
        int64_t at = in->start[row] + s->next[row];
        int32_t node = column_node(s, at);
        if (open_arc(s, row, at) && (fresh(s, node) || vacant(s, node))) {
            *arc = at;
            return node;
        }
    }
    int home = s->u[row] == 0 && s->idle[row] < in->row_seats[row];
    return home && (fresh(s, s->ground) || vacant(s, s->ground)) ? s->ground : -1;
}

static int32_t step_from_column(State *s, int32_t column, int64_t *arc) {
    if (s->idle[s->in.rows + column] && fresh(s, s->ground)) return s->ground;
    int64_t *next = &s->next[s->in.rows + column];
    for (; *next < s->holders[column]; ++*next) {
        int64_t at = s->holder[s->seat[column] + *next];
        int32_t row = s->row_of[at];
        if (fresh(s, row) && s->u[row] + s->v[column] == worth_of(s, at)) {
            *arc = at;
            return row;
        }
    }
    return -1;
}

static int32_t step_from_ground(State *s) {
    const Candidates *in = &s->in;
    for (int64_t *next = &s->next[s->ground]; *next < s->ground; ++*next) {
        int32_t node = (int32_t)((*next + in->rows) % s->ground); /* columns first */
        if (node < in->rows) {
            if (s->idle[node] && fresh(s, node)) return node;
        } else if (s->v[node - in->rows] == 0 &&
                   s->idle[node] < in->column_seats[node - in->rows] &&
                   (fresh(s, node) || vacant(s, node))) {
            return node;
        }
    }
    return -1;
}

static int32_t step(State *s, int32_t node, int64_t *arc) {
    if (node == s->ground) return step_from_ground(s);
    return node < s->in.rows ? step_from_row(s, node, arc)
                             : step_from_column(s, node - s->in.rows, arc);
}

static void enter(State *s, int32_t node) {
    if (fresh(s, node) && node != s->ground) s->next[node] = 0;
    s->seen[node] = s->pass;
    s->path[s->length++] = node;
}

/* Seats change hands along the path to a vacancy, from its end: nobody takes a seat before it is
   left. */
static void shift(State *s, int32_t vacancy) {
    s->path[s->length] = vacancy;
    for (int32_t place = s->length - 1; place >= 0; place--) {
        int32_t from = s->path[place], to = s->path[place + 1];
        if (from == s->ground)
            s->idle[to] += to < s->in.rows ? -1 : 1;
        else if (to == s->ground)
            s->idle[from] += from < s->in.rows ? 1 : -1;
        else if (from < s->in.rows)
            take(s, s->arc[place]);
        else
            leave(s, s->arc[place]);
    }
    s->loose[s->path[0]]--;
    if (s->loose[vacancy] > 0) {
        s->loose[vacancy]--;
        return;
    }
    if (vacancy != s->ground) s->idle[vacancy]--;
    s->need--;
}

/* Whether one loose seat of this row finds a vacancy. Each node is entered once in a pass, the
   ground once in a path. */
static int place_one(State *s, int32_t row) {
    s->length = 0;
    enter(s, row);
    while (s->length) {
        int32_t node = s->path[s->length - 1];
        int32_t to = step(s, node, &s->arc[s->length - 1]);
        if (to < 0) {
            s->length--;
        } else if (vacant(s, to)) {
            shift(s, to);
            if (s->next[s->ground] < s->ground) s->seen[s->ground] = 0;
            return 1;
        } else {
            enter(s, to);
        }
    }
    return 0;
}

static void place_all(State *s) {
    s->pass++;
    s->next[s->ground] = 0;
    for (int32_t row = 0; row < s->in.rows; row++)
        while (s->loose[row] > 0 && place_one(s, row)) continue;
}

static int start_at_loose(State *s) {
    int any = 0;
    for (int32_t row = 0; row < s->in.rows; row++)
        if (s->loose[row] > 0) {
            reach(s, 0, 0, row);
            any = 1;
        }
    return any;
}

/* The smallest prices: a column's price falls by its distance from the ground. */
static void lower_prices(State *s) {
    reach(s, 0, 0, s->ground);
    measure(s);
    for (int32_t place = 0; place < s->touches; place++) move_price(s, s->touched[place], 0);
    forget(s);
}

static int prepare(State *s) {
    const Candidates *in = &s->in;
    size_t nodes = (size_t)s->nodes, all = (size_t)in->start[in->rows] + 1;
    s->seat = calloc((size_t)in->columns + 1, sizeof *s->seat);
    if (!s->seat) return 0;
    for (int32_t column = 0; column < in->columns; column++)
        s->seat[column + 1] = s->seat[column] + in->column_seats[column];
    s->holder = calloc((size_t)s->seat[in->columns] + 1, sizeof *s->holder);
    s->holders = calloc(nodes, sizeof *s->holders);
    s->row_of = calloc(all, sizeof *s->row_of);
    s->loose = calloc(nodes, sizeof *s->loose);
    s->idle = calloc(nodes, sizeof *s->idle);
    s->distance = calloc(nodes, sizeof *s->distance);
    s->touched = calloc(nodes, sizeof *s->touched);
    s->level = calloc(nodes + 1, sizeof *s->level);
    s->seen = calloc(nodes, sizeof *s->seen);
    s->next = calloc(nodes, sizeof *s->next);
    s->path = calloc(nodes + 1, sizeof *s->path);
    s->arc = calloc(nodes + 1, sizeof *s->arc);
    if (!(s->holder && s->holders && s->row_of && s->loose && s->idle && s->distance &&
          s->touched && s->level && s->seen && s->next && s->path && s->arc))
        return 0;
    for (int32_t node = 0; node < s->nodes; node++) s->distance[node] = FAR;
    s->bound = FAR;
    return 1;
}

static void release(State *s) {
    void *all[] = {s->seat,  s->holder, s->holders, s->row_of, s->loose, s->idle,        s->distance,
                   s->touched, s->level, s->seen,   s->next,  s->path,  s->arc, s->heap.entries};
    for (size_t place = 0; place < sizeof all / sizeof *all; place++) free(all[place]);
}

int32_t kernel_solve(const Candidates *given, int64_t *u, int64_t *v, uint8_t *chosen) {
    State state = {.in = *given, .u = u, .v = v, .chosen = chosen};
    State *s = &state;
    s->ground = given->rows + given->columns;
    s->nodes = s->ground + 1;
    if (prepare(s)) {
        settle(s);
        while (!s->failed && start_at_loose(s)) {
            measure(s);
            move_prices(s);
            forget(s);
            place_all(s);
        }
        lower_prices(s);
    } else {
        s->failed = 1;
    }
    release(s);
    return s->failed ? NO_MEMORY : 0;
}

int32_t kernel_version(void) { return KERNEL_VERSION; }
