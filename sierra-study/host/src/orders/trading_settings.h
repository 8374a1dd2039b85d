// How Sierra's trading is set up, and how it behaves where its documentation leaves that open.
#pragma once

#include <cstdint>
#include <string>

namespace miaia::host {

// off: automated trading is off, every order is refused. sim: Trade Simulation Mode is on. live: it is off, and automated trading is on.
enum class TradingMode { Off, Sim, Live };

// Who holds an entry's attached orders until it fills, and cancels the one when the other fills: Sierra, which then needs to hear of the
// fill first, or the exchange's server.
enum class ChildrenAt { Client, Server };
// A client-side child opens with the first partial fill of its parent, and grows; or when the parent is complete.
enum class ChildrenOpen { WithPartial, WhenComplete };
// A market order that flattens while cancels are pending.
enum class FlattenWhileCancelling { Sent, Rejected, Held };

// Each member is one open question; the first value of each is the default, script words in README.md.
struct TradingBehaviour {
    ChildrenAt children = ChildrenAt::Client;
    ChildrenOpen children_open = ChildrenOpen::WithPartial;
    FlattenWhileCancelling flatten_while_cancelling = FlattenWhileCancelling::Sent;
    bool children_carry_tag = true;         // attached orders have their parent's TextTag
    bool exits_in_flight_count = true;      // a working market exit lowers what a further exit may close
    bool cancels_need_auto_trading = true;  // CancelOrder and CancelAllOrders are refused while automated trading is off or locked
    bool orphans_stay = true;               // attached orders outlive a position that something else closed
    int forget_finished_ms = 2000;          // so long after its end an order can still be read, in market time
    int fills_load_calls = 3;               // after a recalculation the list of fills is empty for so many calls
};

// How long a message is under way, in market time.
struct TradingDelays {
    int request_ms = 0;
    int report_ms = 0;
};

struct TradingSettings {
    TradingMode mode = TradingMode::Off;
    std::string account;
    std::string symbol;  // the only one that can be traded here
    double balance_usd = 50000;
};

}  // namespace miaia::host
