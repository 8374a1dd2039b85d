// What must hold before an order leaves the study, checked here again whatever the engine has checked. Fails closed: each rule has a
// stable code, and the first that does not hold refuses the order.
#pragma once

#include "MiaIaCommands.h"
#include "MiaIaTrading.h"

namespace miaia {

/// Why an entry or the whole order side is refused. The code is for programs and never changes, the text is for the trader.
struct OrderRefusal {
    const char* code;
    const char* text;
};

constexpr OrderRefusal NoRefusal = {"", ""};
inline bool IsRefused(const OrderRefusal& refusal) {
    return refusal.code[0] != 0;
}

/// Sierra does not tell large letters from small ones in accounts either, but a person who confirms one writes it as it is.
inline bool AccountIsConfirmed(const ChartFacts& chart) {
    return chart.account[0] != 0 && std::strcmp(chart.account, chart.confirmed_account) == 0;
}

/// Why the study may make no order call of any kind, neither cancel nor exit: what Sierra would show and touch is not what the mode is
/// about. In dry-run that is always so.
inline OrderRefusal Forbidden(const ChartFacts& chart) {
    if (chart.mode == TradingMode::DryRun)
        return {"dry_run", "the study's mode is dry-run: it makes no order call"};
    if (chart.symbol_is_away)
        return {"no_symbol", "the chart has lost its symbol, as while it is loaded anew"};
    if (TradesAnotherSymbol(chart))
        return {"trade_symbol", "the chart's Trade and Current Quote Symbol is not its own symbol"};
    if (chart.replay != ReplayState::Stopped)
        return {"replay", "a replay is running or paused on this chart"};
    if (chart.mode == TradingMode::Sim && !chart.trade_simulation_on)
        return {"simulation_off", "the study's mode is sim and Sierra's trade simulation is off"};
    if (chart.mode == TradingMode::Live && chart.trade_simulation_on)
        return {"simulation_on", "the study's mode is live and Sierra's trade simulation is on"};
    if (chart.mode == TradingMode::Live && !AccountIsConfirmed(chart))
        return {"account_not_confirmed", "the input that confirms the account does not name the selected one"};
    if (chart.mode == TradingMode::Live && LabelOf(chart)[0] != 0)
        return {"label", "the chart's data is made up or replayed"};
    return NoRefusal;
}

/// Why Sierra would take no order at this moment; it heals by itself or by the trader's hand.
inline OrderRefusal Obstacle(const ChartFacts& chart) {
    const OrderRefusal forbidden = Forbidden(chart);
    if (IsRefused(forbidden))
        return forbidden;
    if (chart.downloading)
        return {"downloading", "the chart is downloading history"};
    if (chart.recalculating)
        return {"recalculating", "the chart is being recalculated"};
    if (chart.trading_locked)
        return {"locked", "trading is locked in Sierra"};
    if (!chart.auto_trading_global)
        return {"auto_trading_off", "Auto Trading Enabled - Global is off"};
    if (!chart.auto_trading_chart)
        return {"auto_trading_off", "Auto Trading Enabled - Chart is off"};
    // Sierra's simulation needs prices as much as a broker does.
    if (chart.server_state != ServerConnected)
        return {"server_disconnected", "Sierra is not connected to its data and trade server"};
    return NoRefusal;
}

/// What the rules need beside command and chart.
struct EntryFacts {
    int64_t age_ns = -1;  // of the newest beat that the command answers, on the study's own clock; below 0 = unknown
    bool clock_stepped = false;
    bool ready = false;  // every order of Sierra's list has been looked at since the study knows nothing
    bool position_known = false;
    int32_t position_lots = 0;
    bool position_unsettled = false;  // fills of ours and Sierra's position differ, or an entry has ended a moment ago
    bool entry_working = false;
    bool exits_left = false;  // of ours, without a position
    bool killed = false;
    bool halted = false;
    bool flattening = false;
    bool stale = false;
    bool publisher = false;
    bool nonce_seen = false;
    bool command_seen = false;
    uint32_t commands_a_minute = 0;  // with this one
};

constexpr uint32_t LargestCommandsAMinute = 6;
constexpr uint32_t LongestTimeToLiveMs = 5000;
constexpr uint32_t LargestOffsetTicks = 400;
constexpr uint32_t LargestDriftTicks = 40;

inline OrderRefusal CheckForm(const OrderCommand& command) {
    if (command.command_id.Empty() || command.command_id.length >= sizeof(CommandId::chars))
        return {"bad_command_id", "the command's id is empty or too long for an order's TextTag"};
    if (command.direction != 1 && command.direction != 2)
        return {"bad_direction", "the command says neither long nor short"};
    if (command.type != 1 && command.type != 2)
        return {"bad_type", "the command is neither a market nor a limit order"};
    if (command.type == 2 && command.limit_price_ticks <= 0)
        return {"bad_limit_price", "a limit order without a price"};
    if (command.reference_price_ticks <= 0)
        return {"bad_reference_price", "the command has no reference price"};
    if (command.stop_offset_ticks == 0 || command.stop_offset_ticks > LargestOffsetTicks)
        return {"bad_stop", "the stop's distance is 0 or absurd"};
    if (command.target_offset_ticks == 0 || command.target_offset_ticks > LargestOffsetTicks)
        return {"bad_target", "the target's distance is 0 or absurd"};
    if (command.max_drift_ticks > LargestDriftTicks)
        return {"bad_drift", "the allowed drift is so wide that it allows every price"};
    if (command.nonce == 0)
        return {"bad_nonce", "the command has no nonce"};
    if (command.time_to_live_ms == 0 || command.time_to_live_ms > LongestTimeToLiveMs)
        return {"bad_time_to_live", "the command lives for 0 ms or longer than 5 s"};
    return NoRefusal;
}

inline OrderRefusal CheckAge(const OrderCommand& command, const EntryFacts& facts) {
    if (facts.clock_stepped)
        return {"clock_step", "this computer's clock was set a moment ago: no age can be told"};
    if (facts.age_ns < 0)
        return {"age_unknown", "the command answers no beat of this study, or one of the future"};
    if (facts.age_ns > static_cast<int64_t>(command.time_to_live_ms) * 1000000)
        return {"expired", "the command came later than its time to live allows"};
    return NoRefusal;
}

inline OrderRefusal CheckPrice(const OrderCommand& command, const ChartFacts& chart, double tick_size) {
    const double last = static_cast<double>(chart.last_price);
    if (!(last > 0) || !(last < 1e9) || !(tick_size > 0))
        return {"no_price", "the chart has no last price"};
    const int64_t away = static_cast<int64_t>(TicksOf(last, tick_size)) - command.reference_price_ticks;
    if (away > static_cast<int64_t>(command.max_drift_ticks) || -away > static_cast<int64_t>(command.max_drift_ticks))
        return {"drift", "the market has moved too far from the command's reference price"};
    // A limit beyond the allowed drift would be a market order at any price.
    const int64_t limit_away = static_cast<int64_t>(command.limit_price_ticks) - command.reference_price_ticks;
    if (command.type == 2 &&
        (limit_away > static_cast<int64_t>(command.max_drift_ticks) || -limit_away > static_cast<int64_t>(command.max_drift_ticks)))
        return {"limit_drift", "the limit lies too far from the command's reference price"};
    return NoRefusal;
}

inline OrderRefusal CheckSize(const OrderCommand& command, const ChartFacts& chart, const EntryFacts& facts) {
    if (command.quantity_lots == 0 || command.quantity_lots > chart.position_ceiling)
        return {"quantity", "the quantity is 0 or above the study's ceiling"};
    if (!facts.position_known)
        return {"position_unknown", "Sierra gives no reading of the position"};
    if (facts.entry_working)
        return {"entry_working", "an entry of ours is still working"};
    if (facts.exits_left)
        return {"exits_left", "an exit of ours still works without a position"};
    if (facts.position_unsettled)
        return {"position_unsettled", "Sierra's position does not show our fills yet, or an entry has just ended"};
    const bool is_long = command.direction == static_cast<uint32_t>(Direction::Long);
    if (facts.position_lots != 0 && (facts.position_lots > 0) != is_long)
        return {"opposite_position", "there is a position in the other direction"};
    const uint32_t held = static_cast<uint32_t>(facts.position_lots < 0 ? -facts.position_lots : facts.position_lots);
    if (held + command.quantity_lots > chart.position_ceiling)
        return {"ceiling", "position and quantity together are above the study's ceiling"};
    if (held != 0)
        return {"position_open", "there is a position already"};
    return NoRefusal;
}

inline OrderRefusal CheckState(const EntryFacts& facts) {
    if (facts.killed)
        return {"killed", "the study's kill button is pressed"};
    if (facts.halted)
        return {"halted", "trading is halted"};
    if (facts.flattening)
        return {"flattening", "a flatten is under way"};
    if (facts.stale)
        return {"stale", "nothing has come from bridge or engine for three beats"};
    if (!facts.publisher)
        return {"reader", "this study does not hold the lease of its instrument and account"};
    if (!facts.ready)
        return {"not_ready", "the orders that Sierra knows have not all been looked at"};
    if (facts.commands_a_minute > LargestCommandsAMinute)
        return {"too_many_commands", "more than six entries within a minute"};
    return NoRefusal;
}

/// The first rule that does not hold.
inline OrderRefusal CheckEntry(const OrderCommand& command, const ChartFacts& chart, const EntryFacts& facts, double tick_size) {
    const OrderRefusal forbidden = Forbidden(chart);
    if (IsRefused(forbidden))
        return forbidden;
    const OrderRefusal form = CheckForm(command);
    if (IsRefused(form))
        return form;
    if (command.mode != static_cast<uint32_t>(chart.mode))
        return {"mode_mismatch", "the command's mode is not the study's"};
    if (chart.mode == TradingMode::Live && !command.account.Equals(chart.account))
        return {"account_mismatch", "the command is for another account"};
    if (facts.command_seen)
        return {"command_seen", "a command with this id has been answered before"};
    if (facts.nonce_seen)
        return {"nonce_seen", "another command had this nonce"};
    const OrderRefusal checks[] = {CheckState(facts), CheckAge(command, facts), Obstacle(chart), CheckSize(command, chart, facts),
                                   CheckPrice(command, chart, tick_size)};
    for (const OrderRefusal& check : checks)
        if (IsRefused(check))
            return check;
    return NoRefusal;
}

/// Sierra's answer to an order that it did not take.
inline OrderRefusal RefusalOf(double answer) {
    switch (static_cast<int>(answer)) {
        case AnswerDownloading: return {"downloading", "Sierra is downloading history"};
        case AnswerRecalculating: return {"recalculating", "Sierra is recalculating the chart"};
        case AnswerOneTradePerBar: return {"one_trade_per_bar", "Sierra allows one trade a bar"};
        case AnswerAutoTradingOff: return {"auto_trading_off", "auto trading is off in Sierra"};
        case 0: return {"ignored", "Sierra ignored the order by its rules for positions"};
        case -1: return {"order_error", "Sierra refused the order: see its Trade Service Log"};
        case -2: return {"not_an_oco_order", "Sierra refused the order (-2): it is of no OCO type"};
        case -3:
            return {"attached_offset_unsupported", "Sierra refused the order (-3): a market order takes no attached order with an offset"};
        case -4: return {"attached_order_unsupported", "Sierra refused the order (-4): its attached orders are not supported"};
        case -5: return {"symbol_settings_not_found", "Sierra refused the order (-5): it has no settings for the symbol"};
        case -6: return {"null_pointer", "Sierra refused the order (-6): a pointer was null"};
        case -8: return {"order_type_unsupported", "Sierra refused the order (-8): its type is not supported"};
        case -9: return {"prices_not_set", "Sierra refused the order (-9): its prices could not be set"};
        case -8995: return {"too_many_new_bars", "Sierra took no order (-8995): too many bars came at once"};
        case -8996: return {"invalid_bar_index", "Sierra took no order (-8996): the bar's index is not valid"};
        default: return {"sierra_refused", "Sierra refused the order with a code that is not known here"};
    }
}

}  // namespace miaia
