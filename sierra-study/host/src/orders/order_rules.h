// What Sierra's managed order functions allow, decided from the study's variables, the position and the working orders.
#pragma once

#include <string>

#include "acsil_host_calls.h"
#include "sierra_orders.h"
#include "trading_settings.h"

namespace miaia::host {

// The study's variables and the state of the chart in the call that places an order.
struct StudyCall {
    int bar_index = 0;
    int array_size = 0;
    int new_bars = 0;
    std::string trade_symbol;
    bool full_recalculation = false;
    bool downloading = false;
    bool send_to_service = false;
    bool multiple_in_same_direction = false;
    bool reversals = false;
    bool opposite_entries = false;
    bool entry_with_working_orders = false;
    bool one_trade_per_bar = true;
    bool cancel_on_entries = false;    // CancelAllOrdersOnEntries or …OnEntriesAndReversals
    bool cancel_on_reversals = false;  // CancelAllOrdersOnReversals or …OnEntriesAndReversals
    bool cancel_on_exit = false;
    double maximum_position = 0;
};

// What the trader has switched.
struct TradingSwitches {
    bool auto_trading = true;        // of the whole program
    bool auto_trading_chart = true;  // of the chart
    bool simulation = true;          // Trade Simulation Mode
    bool locked = false;
    bool connected = true;
};

struct RuleAnswer {
    int code = 0;         // below 0: nothing is sent
    int lots = 0;         // to send
    bool cancel = false;  // all working orders are cancelled first
    std::string why;      // for the Trade Service Log
};

// Refusals that concern every order call, in Sierra's codes; code 0 = none. Cancels and flattening have no bar.
RuleAnswer CheckChart(acsil_host::OrderCall call, const StudyCall& study, const TradingSwitches& switches,
                      const TradingBehaviour& behaviour);

// side: +1 for BuyEntry, -1 for SellEntry.
RuleAnswer DecideEntry(int side, int lots, bool simulated, const StudyCall& study, const SierraOrders& orders);
// side: of the position that the exit closes, +1 for BuyExit. lots 0 = all of it.
RuleAnswer DecideExit(int side, int lots, bool simulated, const StudyCall& study, const SierraOrders& orders,
                      const TradingBehaviour& behaviour);

}  // namespace miaia::host
