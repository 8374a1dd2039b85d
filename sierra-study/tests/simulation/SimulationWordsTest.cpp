// Every word of the order script reaches the order side through the library, while the simulation runs.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "SimulationWords.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

const WordTests& OfTheirWay() {
    static const WordTests tests = {
        {"lose",
         [](Words& day) {
             day.Do("{on: entry, do: lose}");
             day.Buy(1);
             EXPECT_EQ(day.The(SIM_ROLE_ENTRY).status, Sent);
             EXPECT_EQ(day.The(SIM_ROLE_ENTRY).at_exchange, 0);
         }},
        {"as-day",
         [](Words& day) {
             day.Do("{on: stop, do: as-day}");
             day.BuyAndDo("{do: end-day}");
             day.Run(0.1);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Canceled);
             EXPECT_EQ(day.The(SIM_ROLE_TARGET).at_exchange, 1);
         }},
        {"delay",
         [](Words& day) {
             day.Do("{on: entry, do: delay, ms: 500}");
             day.Buy(0.4);
             EXPECT_EQ(day.Lots(), 0);
             day.Run(0.3);
             EXPECT_EQ(day.Lots(), 2);
         }},
        {"reject",
         [](Words& day) {
             day.Do("{on: entry, do: reject}");
             day.Buy(0.3);
             EXPECT_EQ(day.The(SIM_ROLE_ENTRY).status, Error);
         }},
        {"pending-open",
         [](Words& day) {
             day.Do("{on: stop, do: pending-open, ms: 500}");
             day.Buy(0.3);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, PendingOpen);
             day.Run(0.5);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Open);
         }},
        {"lose-ack",
         [](Words& day) {
             day.Do("{on: stop, do: lose-ack}");
             day.Buy(0.8);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Sent);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).at_exchange, 1);
         }},
        {"delay-ack",
         [](Words& day) {
             day.Do("{on: stop, do: delay-ack, ms: 500}");
             day.Buy(0.3);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Sent);
             day.Run(0.5);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).status, Open);
         }},
    };
    return tests;
}

const WordTests& OfFills() {
    static const WordTests tests = {
        {"partial",
         [](Words& day) {
             day.Do("{on: entry, do: partial, lots: 1, ms: 500}");
             day.Buy(0.3);
             EXPECT_EQ(day.Lots(), 1);
             day.Run(0.5);
             EXPECT_EQ(day.Lots(), 2);
         }},
        {"delay-fill",
         [](Words& day) {
             day.Do("{on: entry, do: delay-fill, ms: 500}");
             day.Buy(0.3);
             EXPECT_EQ(day.Lots(), 0);
             EXPECT_EQ(day.Position().exchange_lots, 2);
             day.Run(0.5);
             EXPECT_EQ(day.Lots(), 2);
         }},
        {"duplicate-fill",
         [](Words& day) {
             day.Do("{on: entry, do: duplicate-fill}");
             day.Buy(0.3);
             ASSERT_EQ(day.Fills().size(), 2u);
             EXPECT_EQ(day.Fills()[0].execution, day.Fills()[1].execution);
             EXPECT_EQ(day.Fills()[0].counted, 1);
             EXPECT_EQ(day.Fills()[1].counted, 0);
             EXPECT_EQ(day.Lots(), 2);
         }},
        {"fill-after-cancel",
         [](Words& day) {
             day.Do("{on: stop, do: fill-after-cancel, lots: 1}");
             day.Buy(1);
             day.MarketAt(19218);
             day.Run(0.3);
             EXPECT_EQ(day.FillsOf(SIM_ROLE_STOP), 1);
             EXPECT_EQ(day.Lots(), -1);
         }},
    };
    return tests;
}

const WordTests& OfChanges() {
    static const WordTests tests = {
        {"refuse-cancel",
         [](Words& day) {
             day.Do("{on: stop, do: refuse-cancel}");
             day.Buy(1);
             day.MarketAt(19218);
             day.Run(0.3);
             EXPECT_EQ(day.Lots(), 0);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).at_exchange, 1);
         }},
        {"refuse-modify",
         [](Words& day) {
             day.Do("{on: entry, do: partial, lots: 1, ms: 300}");
             day.Do("{on: stop, do: refuse-modify}");
             day.Buy(0.6);
             EXPECT_EQ(day.Lots(), 2);
             EXPECT_EQ(day.The(SIM_ROLE_STOP).exchange_lots, 1);
         }},
        {"second-on-modify",
         [](Words& day) {
             day.Do("{on: entry, do: partial, lots: 1, ms: 300}");
             day.Do("{on: stop, do: second-on-modify}");
             day.Buy(0.6);
             const std::vector<SimOrder> working = day.Working();
             EXPECT_EQ(std::count_if(working.begin(), working.end(),
                                     [](const SimOrder& order) { return order.role == SIM_ROLE_STOP && order.at_exchange != 0; }),
                       2);
         }},
        {"fill-in-modify",
         [](Words& day) {
             day.Do("{on: entry, do: partial, lots: 1, ms: 300}");
             day.Do("{on: target, do: fill-in-modify, lots: 1}");
             day.Buy(0.6);
             EXPECT_EQ(day.FillsOf(SIM_ROLE_TARGET), 1);
         }},
    };
    return tests;
}

/// The words that the stand-in's README promises.
std::set<std::string> PromisedWords() {
    std::ifstream file(MIAIA_HOST_README);
    std::set<std::string> words;
    bool in_table = false;
    for (std::string line; std::getline(file, line);) {
        in_table = line.empty() ? false : in_table || line.find("… do`") != std::string::npos;
        if (!in_table || line[0] != '|')
            continue;
        // Of the first column, what stands in back quotes and is no argument.
        std::istringstream column(line.substr(1, line.find('|', 1) - 1));
        const std::set<std::string> arguments = {"on … do", "at … do", "ms", "lots", "text"};
        for (std::string text; std::getline(column, text, '`') && std::getline(column, text, '`');)
            if (arguments.count(text) == 0)
                words.insert(text);
    }
    return words;
}

class ScriptWord : public testing::TestWithParam<std::string> {};

WordTests All() {
    WordTests all;
    for (const WordTests* tests : {&OfTheirWay(), &OfFills(), &OfChanges(), &OfTheMarket(), &OfSierra()})
        all.insert(tests->begin(), tests->end());
    return all;
}

std::vector<std::string> AllWords() {
    std::vector<std::string> words;
    for (const auto& [word, test] : All())
        words.push_back(word);
    return words;
}

}  // namespace

TEST_P(ScriptWord, Reaches_the_order_side) {
    Words day;
    All().at(GetParam())(day);
    if (HasFailure())
        std::puts(day.Log().c_str());
}

INSTANTIATE_TEST_SUITE_P(Each, ScriptWord, testing::ValuesIn(AllWords()), [](const auto& word) {
    std::string name = word.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(ScriptWords, Are_those_that_the_stand_in_promises) {
    const std::vector<std::string> tested = AllWords();
    EXPECT_EQ(PromisedWords(), std::set<std::string>(tested.begin(), tested.end()));
}
