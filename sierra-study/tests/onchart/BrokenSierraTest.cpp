// Every word of the stand-in's script and both answers to every open question, against the study itself: long and short, at the market's
// speed.
#include "BrokenSierra.h"

using namespace miaia::tests;

TEST_F(BrokenSierra, Fault28_Fault29_Fault30_whatever_becomes_of_an_entry_its_position_is_protected) {
    PlayAll({
        {"- {on: entry, do: lose}", End::Nothing, Market::Stands, Then::Cancel},
        {"- {on: entry, do: delay, ms: 800}"},
        {"- {on: entry, do: reject}", End::Flat},
        {"- {on: entry, do: reject, ms: 300}", End::Flat, Market::Stands, Then::Nothing, 1, true},
        {"- {on: entry, do: pending-open, ms: 500}"},
        {"- {on: entry, do: lose-ack}"},
        {"- {on: entry, do: delay-ack, ms: 700}"},
        {"- {on: entry, do: partial, lots: 1, ms: 1500}", End::Held, Market::Stands, Then::Nothing, 2},
        {"- {on: entry, do: delay-fill, ms: 700}"},
        {"- {on: entry, do: duplicate-fill}"},
        {"- {on: entry, do: fill-after-cancel, lots: 1}", End::Safe, Market::Stands, Then::Cancel, 1, true},
        {"- {on: entry, do: refuse-cancel}", End::Nothing, Market::Stands, Then::Cancel, 1, true},
        {"- {at: 3, on: entry, do: vanish}", End::Nothing, Market::Stands, Then::Cancel, 1, true},
        {"- {at: 3, on: entry, do: cancel}", End::Flat, Market::Stands, Then::Nothing, 1, true},
        {"- {at: 3, on: entry, do: hide}", End::Nothing, Market::Stands, Then::Cancel, 1, true},
        // A DAY order would end here; ours are good till cancelled.
        {"- {at: 3, do: end-day}", End::Nothing, Market::Stands, Then::Nothing, 1, true},
        // The control bar's buttons are other people's.
        {"- {at: 3, do: button, lots: 1}"},
    });
}

TEST_F(BrokenSierra, Fault29_Fault33_whatever_becomes_of_a_stop_or_target_the_position_is_never_naked) {
    PlayAll({
        {"- {on: stop, do: lose}"},
        {"- {on: stop, do: delay, ms: 700}"},
        {"- {on: stop, do: reject, ms: 500}"},
        {"- {on: stop, do: reject}\n- {on: exit, do: reject}", End::Flat},
        {"- {on: stop, do: pending-open, ms: 500}"},
        {"- {on: stop, do: lose-ack}"},
        {"- {on: stop, do: delay-ack, ms: 500}"},
        {"- {on: stop, do: partial, lots: 1, ms: 600}", End::Flat, Market::Loses, Then::Nothing, 2},
        {"- {on: stop, do: delay-fill, ms: 600}", End::Flat, Market::Loses},
        {"- {on: stop, do: duplicate-fill}", End::Flat, Market::Loses},
        {"- {on: target, do: lose}"},
        {"- {on: target, do: reject}"},
        {"- {on: target, do: partial, lots: 1, ms: 600}", End::Flat, Market::Wins, Then::Nothing, 2},
        {"- {on: target, do: delay-fill, ms: 600}", End::Flat, Market::Wins},
        {"- {on: target, do: duplicate-fill}", End::Flat, Market::Wins},
        {"- {at: 4, on: stop, do: cancel}"},
        {"- {at: 4, on: target, do: cancel}"},
        {"- {at: 4, do: end-day}"},
        {"- {at: 4, on: stop, do: vanish}", End::Held, Market::Stands, Then::Nothing, 1, false, 0, 1},
        {"- {at: 4, on: target, do: vanish}"},
        {"- {at: 4, on: stop, do: hide}", End::Held, Market::Stands, Then::Nothing, 1, false, 0, 1},
        {"- {at: 4, on: target, do: hide}"},
        // What Sierra or the exchange cancels when the other one fills, and it is refused once.
        {"- {on: target, do: refuse-cancel, ms: 300}", End::Flat, Market::Loses},
        {"- {on: stop, do: refuse-cancel, ms: 300}", End::Flat, Market::Wins},
        {"- {on: target, do: refuse-cancel}", End::Orphan, Market::Loses},
    });
}

TEST_F(BrokenSierra, Fault39_told_to_be_flat_it_is_flat_and_never_turned) {
    PlayAll({
        {"- {on: exit, do: delay, ms: 800}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: reject}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: pending-open, ms: 500}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: lose-ack}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: delay-ack, ms: 500}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: partial, lots: 1, ms: 700}", End::Flat, Market::Stands, Then::Flatten, 2},
        {"- {on: exit, do: delay-fill, ms: 700}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: duplicate-fill}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: stop, do: fill-after-cancel, lots: 1}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: target, do: fill-after-cancel, lots: 1}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: target, do: refuse-cancel}", End::Flat, Market::Wins, Then::Flatten},
        {"- {at: 3, do: auto-trading-off, ms: 2500}", End::Flat, Market::Stands, Then::Flatten},
        {"- {at: 3, do: chart-trading-off, ms: 2500}", End::Flat, Market::Stands, Then::Flatten},
        {"- {at: 3, do: locked, ms: 2500}", End::Flat, Market::Stands, Then::Flatten},
        // Row 17: no call of any kind meanwhile, and the flatten is refused. The stop stands, and the engine says it again.
        {"- {at: 3, do: switch-simulation, ms: 2500}", End::Flat, Market::Stands, Then::Flatten},
        {"- {on: exit, do: lose}", End::Told, Market::Stands, Then::Flatten},
        {"- {on: target, do: refuse-cancel, ms: 300}", End::Flat, Market::Stands, Then::Flatten},
    });
}

TEST_F(BrokenSierra, Fault31_what_others_do_is_seen_and_not_touched) {
    PlayAll({
        {"- {at: 4, do: liquidate, lots: 1, ms: 300}", End::Flat, Market::Stands, Then::Nothing, 2, false, -2},
        {"- {at: 4, do: manual-trade, lots: SAME1}", End::Held, Market::Stands, Then::Nothing, 1, false, 1},
        {"- {at: 4, do: manual-trade, lots: OTHER1}", End::Flat, Market::Stands, Then::Nothing, 1, false, -1},
        {"- {at: 4, do: manual-trade, lots: OTHER2}", End::Flat, Market::Stands, Then::Nothing, 1, false, -2},
        {"- {at: 4, do: manual-flatten}", End::Flat, Market::Stands, Then::Nothing, 2, false, -2},
        {"- {at: 4, do: manual-trade, lots: OTHER1}", End::Safe, Market::Stands, Then::Nothing, 2, false, -1},
        {"- {on: foreign, do: delay, ms: 500}\n- {at: 4, do: manual-flatten}", End::Flat, Market::Stands, Then::Nothing, 1, false, -1},
    });
}

TEST_F(BrokenSierra, Scenes_that_other_traders_have_met) {
    PlayAll({
        // A modified stop is answered by a second one; it is modified because a part was closed by hand.
        {"- {on: stop, do: second-on-modify}\n- {at: 4, do: manual-trade, lots: OTHER1}", End::Safe, Market::Stands, Then::Nothing, 2,
         false, -1},
        {"- {on: target, do: second-on-modify}\n- {at: 4, do: manual-trade, lots: OTHER1}", End::Safe, Market::Stands, Then::Nothing, 2,
         false, -1},
        {"- {on: target, do: fill-in-modify, lots: 1}\n- {at: 4, do: manual-trade, lots: OTHER1}", End::Flat, Market::Stands, Then::Nothing,
         2, false, -1},
        {"- {on: stop, do: fill-in-modify, lots: 1}\n- {at: 4, do: manual-trade, lots: OTHER1}", End::Flat, Market::Stands, Then::Nothing,
         2, false, -1},
        {"- {on: any, do: refuse-modify, times: all}\n- {at: 4, do: manual-trade, lots: OTHER1}", End::Safe, Market::Stands, Then::Nothing,
         2, false, -1},
        // A foreign liquidation beside our exit, which is called until flat.
        {"- {at: 3.9, do: liquidate, lots: 1, ms: 300}", End::Flat, Market::Stands, Then::Flatten, 2, false, -2},
        {"- {on: exit, do: delay, ms: 500}\n- {at: 4, do: liquidate, lots: 1, ms: 300}", End::Flat, Market::Stands, Then::Flatten, 2, false,
         -2},
        // The server is lost with a working entry: for a moment, and for good.
        {"- {at: 3, do: server-lost, ms: 1500}", End::Nothing, Market::Stands, Then::Nothing, 1, true},
        {"- {at: 3, do: server-lost}", End::Flat, Market::Stands, Then::Nothing, 1, true},
        {"- {at: 3, do: server-lost}"},
        // The bracket's legs are taken as orders of the day and die at the close: both, one, and beside a stop that is refused then.
        {"- {on: stop, do: as-day}\n- {on: target, do: as-day}\n- {at: 4, do: end-day}"},
        {"- {on: stop, do: as-day}\n- {at: 4, do: end-day}", End::Held, Market::Stands, Then::Nothing, 2},
        {"- {on: target, do: as-day}\n- {at: 4, do: end-day}", End::Flat, Market::Loses},
        {"- {on: stop, do: as-day}\n- {on: target, do: as-day}\n- {on: exit, do: reject}\n- {at: 4, do: end-day}", End::Flat},
        {"- {at: 4, on: any, do: cancel}"},
        // A signal against an open bracket.
        {"", End::Held, Market::Stands, Then::SecondEntry},
    });
}

TEST_F(BrokenSierra, Both_answers_to_every_open_question_are_lived_with) {
    std::vector<Scene> scenes;
    // The first is every question's first answer; each other one is the second answer to one of them.
    for (const char* behaviour : {"children: client", "children: server", "children-open: complete", "children-carry-tag: no",
                                  "flatten-while-cancelling: rejected", "flatten-while-cancelling: held", "exits-in-flight-count: no",
                                  "cancels-need-auto-trading: no", "orphans-stay: no", "forget-finished-ms: 0", "fills-load-calls: 100"}) {
        const std::string begin = std::string("behaviour: {") + behaviour + "}\nsteps:\n";
        scenes.push_back({begin + "- {on: entry, do: partial, lots: 1, ms: 800}", End::Flat, Market::Stands, Then::Flatten, 2});
        scenes.push_back({begin + "- {at: 5, do: manual-flatten}", End::Flat, Market::Stands, Then::Nothing, 1, false, -1});
        scenes.push_back({begin + "- {at: 3, do: auto-trading-off, ms: 1500}", End::Flat, Market::Loses});
    }
    PlayAll(scenes);
}
