// The words of the order script that happen at their time, each with what it does; and the day on which words are tried.
#pragma once

#include <functional>
#include <map>

#include "SimulatedDay.h"

namespace miaia::tests {

constexpr int Sent = 1, PendingOpen = 2, Open = 5, Canceled = 9, Error = 10;

/// A day with one entry of two lots, long, at 19201.
class Words : public SimulatedDay {
public:
    Words() { Attach(); }

    void Do(const std::string& step) { Must(sim_script_step(Study(), step.c_str())); }
    void Buy(double seconds) {
        Enter("ES-1", 1, 2);
        Run(seconds);
    }
    void BuyAndDo(const std::string& step) {
        Buy(1);
        Do(step);
    }
    /// The first order of that role.
    SimOrder The(int role) {
        for (const SimOrder& order : Orders())
            if (order.role == role)
                return order;
        ADD_FAILURE() << "no order of role " << role;
        return {};
    }
    int64_t FillsOf(int role) {
        const std::vector<SimFill> all = Fills();
        return std::count_if(all.begin(), all.end(), [=](const SimFill& fill) { return fill.role == role; });
    }
    int Lots() { return Position().lots; }
    SimSwitches Switches() {
        SimSwitches switches{};
        Must(sim_switches_get(Study(), &switches));
        return switches;
    }
    void SwitchesFor(const std::string& word, int32_t SimSwitches::*which) {
        const int32_t before = Switches().*which;
        Do("{do: " + word + ", ms: 1000}");
        EXPECT_NE(Switches().*which, before);
        Run(0.9);
        EXPECT_NE(Switches().*which, before);
        Run(0.2);
        EXPECT_EQ(Switches().*which, before);
    }
};

typedef std::map<std::string, std::function<void(Words&)>> WordTests;

inline const WordTests& OfTheMarket() {
    static const WordTests tests = {
        {"vanish",
         [](Words& day) {
             day.BuyAndDo("{on: stop, do: vanish}");
             EXPECT_EQ(day.The(SIM_ROLE_STOP).hidden, 1);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).at_exchange, 0);
         }},
        {"hide",
         [](Words& day) {
             day.BuyAndDo("{on: stop, do: hide}");
             EXPECT_EQ(day.The(SIM_ROLE_STOP).hidden, 1);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).at_exchange, 1);
         }},
        {"cancel",
         [](Words& day) {
             day.BuyAndDo("{on: stop, do: cancel}");
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Canceled);
             EXPECT_EQ(day.The(SIM_ROLE_TARGET).status, Open);
         }},
        {"manual-trade",
         [](Words& day) {
             day.BuyAndDo("{do: manual-trade, lots: 1}");
             day.Run(2);
             EXPECT_EQ(day.Lots(), 3);
             EXPECT_EQ(day.Belief().external_lots, 1);
         }},
        {"manual-flatten",
         [](Words& day) {
             day.BuyAndDo("{do: manual-flatten}");
             day.Run(0.2);
             EXPECT_EQ(day.Lots(), 0);
             EXPECT_EQ(day.FillsOf(SIM_ROLE_FOREIGN), 1);
         }},
        {"liquidate",
         [](Words& day) {
             day.BuyAndDo("{do: liquidate, lots: 1, ms: 500}");
             day.Run(0.2);
             EXPECT_EQ(day.Lots(), 1);
             day.Run(0.6);
             EXPECT_EQ(day.FillsOf(SIM_ROLE_FOREIGN), 2);
         }},
    };
    return tests;
}

inline const WordTests& OfSierra() {
    static const WordTests tests = {
        {"server-lost", [](Words& day) { day.SwitchesFor("server-lost", &SimSwitches::connected); }},
        {"auto-trading-off", [](Words& day) { day.SwitchesFor("auto-trading-off", &SimSwitches::auto_trading); }},
        {"chart-trading-off", [](Words& day) { day.SwitchesFor("chart-trading-off", &SimSwitches::auto_trading_chart); }},
        {"locked", [](Words& day) { day.SwitchesFor("locked", &SimSwitches::locked); }},
        {"switch-simulation", [](Words& day) { day.SwitchesFor("switch-simulation", &SimSwitches::simulation); }},
        {"end-day",
         [](Words& day) {
             day.Buy(1);
             // Of a trader's order of the day what the book does not fill ends; a bracket of ours is good till cancelled.
             day.Quote(19200, 1, 1);
             day.Do("{do: manual-trade, lots: 5}");
             EXPECT_EQ(day.The(SIM_ROLE_FOREIGN).status, Open);
             day.Do("{do: end-day}");
             EXPECT_EQ(day.The(SIM_ROLE_FOREIGN).status, Canceled);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Open);
         }},
        {"refresh",
         [](Words& day) {
             day.Do("{on: stop, do: lose-ack}");
             day.Do("{on: target, do: lose}");
             day.Buy(0.8);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Sent);
             EXPECT_EQ(day.The(SIM_ROLE_TARGET).status, Sent);
             day.Do("{do: refresh}");
             day.Run(0.1);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Open);
             EXPECT_EQ(day.The(SIM_ROLE_TARGET).status, Error);
         }},
        {"button",
         [](Words& day) {
             // The study has no button on the control bar: it lives on.
             day.Do("{do: button, lots: 3}");
             day.Run(0.2);
             EXPECT_EQ(day.Belief().faults, 0u);
         }},
    };
    return tests;
}

}  // namespace miaia::tests
