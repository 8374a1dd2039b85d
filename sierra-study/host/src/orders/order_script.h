// The script that breaks Sierra's order side; its words stand in README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "host_order.h"
#include "trading_settings.h"

namespace miaia::host {

// A script that cannot be used; the message names the line.
class ScriptError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// What a step does at its time. What it does to an order is in its OrderPlan.
enum class TimedAction {
    Vanish,
    Hide,
    Cancel,
    ManualTrade,
    ManualFlatten,
    Liquidate,
    ServerLost,
    AutoTradingOff,
    ChartTradingOff,
    Locked,
    Simulation,
    EndDay,
    Refresh,
    Button
};

struct ScriptStep {
    std::optional<OrderRole> on;  // of the orders that it concerns; nothing = any
    // A step with a plan breaks orders as they are placed; one with a time happens once.
    bool timed = false;
    int64_t at_us = 0;  // after the first trade
    TimedAction action = TimedAction::Cancel;
    void (*plan)(OrderPlan&, const ScriptStep&) = nullptr;
    int lots = 0;
    int ms = 0;
    std::string text;
    double chance = 1;
    int times = 1;  // how many orders it may break; 0 = all
};

class OrderScript {
public:
    OrderScript() = default;
    // Throws ScriptError. seed: of the steps that have a chance.
    OrderScript(const std::string& text, uint64_t seed);

    const TradingBehaviour& Behaviour() const { return behaviour_; }
    const TradingDelays& Delays() const { return delays_; }

    // One more step, as a line of the script has it behind its dash; a timed action without a time happens at nowUs.
    // Throws ScriptError.
    void Add(const std::string& step, int64_t nowUs);
    void ForgetSteps() { steps_.clear(); }

    // What is in store for an order that is placed now.
    OrderPlan PlanFor(OrderRole role);
    // When TakeTimed has something next, in market time after the first trade; the far future when it has nothing.
    int64_t NextTimedUs() const;
    // The steps whose time has come, each once.
    std::vector<ScriptStep> TakeTimed(int64_t us);

private:
    void ReadLine(const std::string& line);
    void ReadBehaviour(const std::vector<std::pair<std::string, std::string>>& words);
    void ReadDelays(const std::vector<std::pair<std::string, std::string>>& words);
    void ReadStep(const std::vector<std::pair<std::string, std::string>>& words, std::optional<int64_t> nowUs);
    double NextRandom();

    TradingBehaviour behaviour_;
    TradingDelays delays_;
    std::vector<ScriptStep> steps_;
    uint64_t random_ = 0;
};

}  // namespace miaia::host
