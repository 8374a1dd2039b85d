/* The study on the stand-in's chart under a virtual clock, as a shared library for a simulation in any language.
 *
 * What is real: the study from its glue on (MiaIaAcsilStudy.h over the stand-in's study interface), the stand-in's chart, exchange, trade
 * service and order script. What is not: the two clocks, which the caller moves, and the link, whose messages the caller carries. Nothing
 * here reads a clock, a file, a socket or a random device: the same calls give the same bytes.
 *
 * One handle is used by one thread at a time; several handles may be used by several threads. Calls answer 0 (or a count) when they did
 * what was asked and a code below 0 when not; sim_last_error then says why. No exception leaves the library. Prices are whole ticks,
 * sides +1 buys and -1 sells, text is UTF-8 and ends with 0. Pointers that are handed out hold until the next call with that handle.
 *
 * Three times: steady_ns never goes back; unix_ns is the wall clock of the study's PC and may step; the market's own time (of trades, of
 * the exchange, of Sierra's lists) is start_unix_ns + steady_ns - start_steady_ns, which no step of the PC's clock moves.
 */
#ifndef MIAIA_SIMULATION_ABI_H
#define MIAIA_SIMULATION_ABI_H

#include <stdint.h>

#ifdef _WIN32
#define SIM_API __declspec(dllexport)
#else
#define SIM_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum { SIM_ABI_VERSION = 3 };

enum { SIM_OK = 0, SIM_BAD_ARGUMENT = -1, SIM_FAULT = -2, SIM_BUFFER_TOO_SMALL = -3 };

typedef struct SimStudy SimStudy;

/* Mode of the study's input. */
enum { SIM_MODE_DRY_RUN = 0, SIM_MODE_SIM = 1, SIM_MODE_LIVE = 2 };

typedef struct {
    uint64_t seed;              /* of the script's chances and of what the study draws at random */
    int64_t start_steady_ns;    /* above 0 */
    int64_t start_unix_ns;      /* of both the PC and the market */
    const char* symbol;         /* null: ESH24_FUT_CME */
    const char* account;        /* null: Sim1; in live mode also the confirmed account */
    const char* script;         /* behaviour, delays and steps as in host/README.md; null: nothing is broken */
    double tick_size_points;    /* 0: 0.25 */
    double tick_value_usd;      /* 0: 12.5 */
    int32_t mode;               /* SIM_MODE_...; live also switches Sierra's own simulation off */
    int32_t position_ceiling;   /* contracts, 0: 2 */
    int32_t update_interval_ms; /* of the chart, 0: 100; the caller calls as it likes */
    int32_t book_levels;        /* 0: 10 */
    double balance_usd;         /* 0: 50000 */
    int32_t keeps_log;          /* 1: sim_log_take has something to give */
    int32_t reserved;
} SimSettings;

/* Makes chart, exchange and order side and adds the study to the chart; it is called (a full recalculation) by the first
 * sim_study_update. Null with sim_last_error(NULL). */
SIM_API SimStudy* sim_study_create(const SimSettings* settings);
/* A study on a second chart of that one's symbol and account, in the same Sierra: market, order side, script and switches are one for
 * both and are moved by either handle; seed, mode and ceiling are its own, the rest of the settings is not read. It keeps no log.
 * It may outlive the first one. */
SIM_API SimStudy* sim_study_create_beside(const SimStudy* beside, const SimSettings* settings);
SIM_API void sim_study_destroy(SimStudy* study);
/* Of the last call that failed with this handle, or (null) of the last sim_study_create of this thread; empty when there was none. */
SIM_API const char* sim_last_error(const SimStudy* study);
SIM_API int32_t sim_abi_version(void);

/* ---- time ---- */

/* Moves all clocks. What is due on the order side meanwhile (requests, reports, the script's steps, the exchange's daily close at 17:00 in
 * New York) happens in the order of its times. steady_ns may not go back. */
SIM_API int32_t sim_study_advance(SimStudy* study, int64_t steady_ns, int64_t unix_ns);
/* The market's time of the next thing that is due on the order side, as steady_ns; INT64_MAX: nothing. */
SIM_API int64_t sim_study_next_due(const SimStudy* study);

/* ---- market: at the time of the last advance ---- */

typedef struct {
    int32_t price_ticks;
    int32_t bid_ticks; /* before the trade; 0: not told */
    int32_t ask_ticks;
    uint32_t lots;
    int32_t side; /* +1: a buyer took the ask, -1: a seller took the bid */
    int32_t reserved;
} SimTrade;

typedef struct {
    int32_t price_ticks;
    uint32_t lots;
    uint32_t orders;
    int32_t reserved;
} SimLevel;

/* Exchange and chart see the trade, in the order in which the host plays it: what was due before, the record in time and sales, the bar,
 * then the exchange's orders. */
SIM_API int32_t sim_market_trade(SimStudy* study, const SimTrade* trade);
/* The whole book as it stands from now on, best levels first, as one batch: a quote in time and sales where the best changed, then the
 * exchange. */
SIM_API int32_t sim_market_book(SimStudy* study, const SimLevel* bids, int32_t bid_count, const SimLevel* asks, int32_t ask_count);
/* The market restarts: time and sales are numbered from 1 anew and the order side forgets orders, fills and position, as where a replay
 * begins. */
SIM_API int32_t sim_market_restart(SimStudy* study);

/* ---- the study's call ---- */

enum {
    SIM_RECALCULATE = 1, /* a full recalculation: Sierra deletes the study's drawings and loads the list of fills anew */
    SIM_DOWNLOADING = 2, /* the marks of this call */
    SIM_REPLAY = 4,
    SIM_TAPE_AWAY = 8 /* time and sales are empty in this call */
};

/* One call of the study. As in Sierra, every call is a full recalculation, in which no order is taken, until the chart has a second bar
 * of a minute: give it trades of two minutes before the first call. SIM_FAULT: it let an exception out, or broke another rule of Sierra's.
 */
SIM_API int32_t sim_study_update(SimStudy* study, int32_t marks);
/* Sets an input as the trader would, seen at the next call. name: a part of the input's name, as "Kill button", "Mode", "ceiling",
 * "confirm live", "whole symbol". value: "yes", "no", a number or the text. */
SIM_API int32_t sim_study_input(SimStudy* study, const char* name, const char* value);

/* The trader shows another symbol on the chart, or the first one again (null), seen at the next call. The tape stays the same; of another
 * symbol Sierra shows no orders, no fills and no position. */
SIM_API int32_t sim_chart_symbol(SimStudy* study, const char* symbol);

/* ---- the study's life ---- */

enum {
    SIM_RELOAD_SAME_BUILD = 0,  /* the library is released and loaded: what lies in Sierra's memory stays, the connection too */
    SIM_RELOAD_OTHER_BUILD = 1, /* another build: the instance of the old one is given up, Sierra's persistent numbers stay */
    SIM_RELOAD_REMOVE_ADD = 2,  /* removed from the chart (last call, goodbye) and added again; its persistent numbers are gone */
    SIM_RELOAD_SIERRA_DIED = 3  /* Sierra is killed and starts again: no last call, nothing persistent, inputs as they were; orders,
                                   fills and position come back from the trade service; what Sierra held itself, as attached orders that
                                   wait for their parent at the client, is gone */
};
SIM_API int32_t sim_study_reload(SimStudy* study, int32_t how);

/* ---- link: whole message bodies, as the bridge gets and gives them ---- */

typedef struct {
    const uint8_t* bytes;
    uint64_t length;
    uint64_t connection; /* the number of the connection it was sent on, from 1 */
} SimFrame;

/* The oldest frame that the study has sent and that was not taken yet, also of a connection that is gone: whether it arrived is for the
 * caller to say. 1: there was one, 0: none. */
SIM_API int32_t sim_link_take(SimStudy* study, SimFrame* frame);
/* A frame from the bridge, read by the study's next call. 0: taken; 1: there is no connection and it is lost. */
SIM_API int32_t sim_link_push(SimStudy* study, const uint8_t* bytes, uint64_t length);
/* 1: the bridge listens (as at the start) and the study connects in its next call; 0: it does not, and a connection ends now. */
SIM_API int32_t sim_link_listen(SimStudy* study, int32_t listens);
/* Ends the connection. What was pushed and not read is lost; the study connects anew in its next call if the bridge listens. */
SIM_API int32_t sim_link_drop(SimStudy* study);
/* Bytes that the link takes until they are taken from it: a bridge that does not read. 0: as the real link, 192 KiB. */
SIM_API int32_t sim_link_room(SimStudy* study, uint64_t bytes);
/* The number of the connection that stands, 0: none. */
SIM_API uint64_t sim_link_connection(const SimStudy* study);

/* ---- what happens to orders and in Sierra ---- */

/* A step of the order script, now: "{on: entry, do: partial, lots: 1, ms: 500}" breaks the next such orders (times: N|all, chance: P);
 * "{do: manual-trade, lots: 2}" without on, or with a timed word, happens at once; "{at: 90, do: end-day}" 90 seconds after the first
 * trade. Every word of host/README.md. */
SIM_API int32_t sim_script_step(SimStudy* study, const char* step);
/* The faults stop: steps that have not happened are forgotten, orders that are placed already are broken no further (one that never
 * arrived is rejected; what is delayed still comes at its time), and all switches stand as at the start. */
SIM_API int32_t sim_faults_stop(SimStudy* study);

typedef struct {
    int32_t auto_trading;
    int32_t auto_trading_chart;
    int32_t simulation; /* Trade Simulation Mode */
    int32_t locked;
    int32_t connected; /* to the trade service; the study sees the server's state change */
} SimSwitches;

SIM_API int32_t sim_switches_get(const SimStudy* study, SimSwitches* switches);
SIM_API int32_t sim_switches_set(SimStudy* study, const SimSwitches* switches);

/* ---- truth: what Sierra knows, hidden orders too ---- */

typedef struct {
    int32_t lots;          /* + long, - short, by the fills that Sierra was told of */
    int32_t exchange_lots; /* by all that the exchange has executed, told or not */
    double average_ticks;  /* 0 while flat */
    int64_t cash_ticks;    /* what the fills paid, ticks times lots, sells positive: the closed profit while flat */
    uint64_t filled_lots;
} SimPosition;

/* simulated 1: the simulated position, 0: the real one. */
SIM_API int32_t sim_truth_position(const SimStudy* study, int32_t simulated, SimPosition* position);

enum { SIM_ROLE_ENTRY = 0, SIM_ROLE_EXIT = 1, SIM_ROLE_STOP = 2, SIM_ROLE_TARGET = 3, SIM_ROLE_FOREIGN = 4 };
enum { SIM_TYPE_MARKET = 0, SIM_TYPE_LIMIT = 1, SIM_TYPE_STOP = 2, SIM_TYPE_STOP_LIMIT = 3 };

typedef struct {
    uint32_t id;
    uint32_t parent;  /* 0: none */
    uint32_t sibling; /* of an OCO pair, 0: none */
    int32_t role;     /* SIM_ROLE_... as the order side sees it: a stop that the study placed by itself is an exit of type stop */
    int32_t type;     /* SIM_TYPE_... */
    int32_t status; /* Sierra's number: 1 sent, 2 pending open, 3 and 4 pending child, 5 open, 6 pending modify, 7 pending cancel, 8 filled,
                       9 canceled, 10 error, 11 pending cancel for replace, 12 held */
    int32_t side;
    int32_t lots;
    int32_t filled_lots;
    int32_t price_ticks;   /* limit or trigger, 0: market */
    int32_t working;       /* Sierra's status says that it may still trade; a child that waits for its parent too */
    int32_t waits;         /* a child of an order that has not filled */
    int32_t at_exchange;   /* the exchange has it in its book */
    int32_t exchange_lots; /* open there */
    int32_t hidden;        /* Sierra no longer lists it */
    int32_t simulated;
    int64_t entered_steady_ns;
    int64_t changed_steady_ns;
    char tag[64];
} SimOrder;

/* All orders there ever were, by id. Copies up to capacity of those with an id above after_id and answers how many it copied. */
SIM_API int32_t sim_truth_orders(const SimStudy* study, uint32_t after_id, SimOrder* orders, int32_t capacity);
/* The same of the orders that work or stand in the exchange's book. */
SIM_API int32_t sim_truth_working(const SimStudy* study, SimOrder* orders, int32_t capacity);

typedef struct {
    uint64_t execution; /* the exchange's number; the same twice where an execution was told twice */
    uint32_t order_id;
    int32_t role;
    int32_t side;
    int32_t lots;
    int32_t price_ticks;
    int32_t position_lots; /* after it */
    int32_t simulated;
    int32_t counted;   /* 0: told a second time, and not counted in position or order */
    int64_t steady_ns; /* when Sierra was told */
    char tag[64];
} SimFill;

/* Fills in the order in which Sierra was told of them, from the index on. */
SIM_API int32_t sim_truth_fills(const SimStudy* study, int32_t from, SimFill* fills, int32_t capacity);

typedef struct {
    uint64_t entries; /* calls of this handle's study, refused ones too */
    uint64_t exits;
    uint64_t cancels; /* of one order */
    uint64_t cancel_alls;
    uint64_t modifies;
    uint64_t flattens;
    uint64_t refused; /* of all these, by Sierra */
} SimOrderCalls;

SIM_API int32_t sim_truth_calls(const SimStudy* study, SimOrderCalls* calls);

/* ---- what the study itself believes ---- */

typedef struct {
    uint64_t epoch;        /* 0: none yet */
    int32_t session_state; /* 0 greeting, 1 publishing, 2 reading, 3 refused */
    int32_t stale;
    int32_t engine_away;
    int32_t ready; /* the order side has a picture of Sierra's */
    int32_t position_known;
    int32_t position_lots; /* as Sierra showed it last */
    int32_t own_lots;      /* of it ours, by our fills */
    int32_t external_lots;
    int32_t halted;
    int32_t killed;
    int32_t flattening;
    int32_t exits_left; /* exits of ours work without a position */
    int32_t entry_working;
    int32_t orders_working; /* of ours */
    uint64_t unacknowledged_frames;
    uint64_t frames_refused;
    uint64_t engine_frames_missing;
    uint64_t faults;       /* exceptions that the study's glue caught */
    char last_refusal[40]; /* code; empty: none */
} SimBelief;

/* 0, or SIM_BAD_ARGUMENT while there is no instance. */
SIM_API int32_t sim_study_belief(const SimStudy* study, SimBelief* belief);

/* Text of both Sierra's log and the order side (one JSON object a line, as of the host) since the last call; cut after a whole line where
 * the buffer is too small, and then there is more. Answers the length without the 0. */
SIM_API int64_t sim_log_take(SimStudy* study, char* buffer, int64_t capacity);

#ifdef __cplusplus
}
#endif

#endif
