#include "order_script.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

namespace miaia::host {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;
using PlanStep = void (*)(OrderPlan&, const ScriptStep&);

std::string Trimmed(const std::string& text) {
    const size_t first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string Unquoted(const std::string& text) {
    const bool quoted = text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
    return quoted ? text.substr(1, text.size() - 2) : text;
}

// {name: value, name: "value"}: YAML's flow mapping, of which this is all.
Words ReadMapping(const std::string& text) {
    if (text.size() < 2 || text.front() != '{' || text.back() != '}')
        throw ScriptError("expected {name: value, ...}");
    Words words;
    char quote = 0;
    std::string part;
    const auto finish = [&] {
        const size_t colon = part.find(':');
        if (colon == std::string::npos)
            throw ScriptError("\"" + Trimmed(part) + "\" has no value");
        words.emplace_back(Trimmed(part.substr(0, colon)), Unquoted(Trimmed(part.substr(colon + 1))));
        part.clear();
    };
    for (const char c : text.substr(1, text.size() - 2)) {
        if (quote != 0 ? c == quote : c == '"' || c == '\'')
            quote = quote != 0 ? 0 : c;
        if (c == ',' && quote == 0)
            finish();
        else
            part += c;
    }
    if (!Trimmed(part).empty())
        finish();
    return words;
}

double Number(const std::string& name, const std::string& value, double least, double most) {
    size_t used = 0;
    double number = 0;
    try {
        number = std::stod(value, &used);
    } catch (const std::exception&) {
        used = 0;  // Reported below together with a number that is followed by other text.
    }
    if (used == 0 || used != value.size() || !(number >= least && number <= most))
        throw ScriptError(name + ": " + value + " is no number that fits");
    return number;
}

int Whole(const std::string& name, const std::string& value, int least, int most) {
    const double number = Number(name, value, least, most);
    if (number != std::floor(number))
        throw ScriptError(name + ": " + value + " is not whole");
    return static_cast<int>(number);
}

template <typename Value>
Value OneOf(const std::map<std::string, Value>& all, const std::string& name, const std::string& value) {
    const auto at = all.find(value);
    if (at != all.end())
        return at->second;
    std::string known;
    for (const auto& [word, meaning] : all)
        known += (known.empty() ? "" : ", ") + word;
    throw ScriptError(name + ": " + value + " is not one of " + known);
}

const std::map<std::string, PlanStep>& Plans() {
    static const std::map<std::string, PlanStep> plans = {
        {"lose", [](OrderPlan& plan, const ScriptStep&) { plan.lost = true; }},
        {"delay", [](OrderPlan& plan, const ScriptStep& step) { plan.delay_ms = step.ms; }},
        {"reject",
         [](OrderPlan& plan, const ScriptStep& step) {
             plan.reject = step.text.empty() ? "rejected by the exchange" : step.text;
             plan.reject_after_ms = step.ms;
         }},
        {"pending-open",
         [](OrderPlan& plan, const ScriptStep& step) {
             plan.pending_open = true;
             plan.ack_delay_ms = step.ms;
         }},
        {"lose-ack", [](OrderPlan& plan, const ScriptStep&) { plan.ack_lost = true; }},
        {"delay-ack", [](OrderPlan& plan, const ScriptStep& step) { plan.ack_delay_ms = step.ms; }},
        {"partial",
         [](OrderPlan& plan, const ScriptStep& step) {
             plan.partial_lots = step.lots;
             plan.partial_ms = std::max(1, step.ms);
         }},
        {"delay-fill", [](OrderPlan& plan, const ScriptStep& step) { plan.fill_delay_ms = step.ms; }},
        {"duplicate-fill", [](OrderPlan& plan, const ScriptStep&) { plan.duplicate_fill = true; }},
        {"fill-after-cancel", [](OrderPlan& plan, const ScriptStep& step) { plan.fill_after_cancel_lots = std::max(1, step.lots); }},
        {"refuse-cancel", [](OrderPlan& plan, const ScriptStep& step) { plan.RefuseCancel(step.ms); }},
        {"refuse-modify", [](OrderPlan& plan, const ScriptStep&) { plan.refuse_modify = true; }},
        {"second-on-modify", [](OrderPlan& plan, const ScriptStep&) { plan.second_on_modify = true; }},
        {"as-day", [](OrderPlan& plan, const ScriptStep&) { plan.as_day = true; }},
        {"fill-in-modify", [](OrderPlan& plan, const ScriptStep& step) { plan.fill_in_modify_lots = std::max(1, step.lots); }},
    };
    return plans;
}

const std::map<std::string, TimedAction>& TimedActions() {
    static const std::map<std::string, TimedAction> actions = {
        {"vanish", TimedAction::Vanish},
        {"hide", TimedAction::Hide},
        {"cancel", TimedAction::Cancel},
        {"manual-trade", TimedAction::ManualTrade},
        {"manual-flatten", TimedAction::ManualFlatten},
        {"liquidate", TimedAction::Liquidate},
        {"server-lost", TimedAction::ServerLost},
        {"auto-trading-off", TimedAction::AutoTradingOff},
        {"chart-trading-off", TimedAction::ChartTradingOff},
        {"locked", TimedAction::Locked},
        {"switch-simulation", TimedAction::Simulation},
        {"end-day", TimedAction::EndDay},
        {"refresh", TimedAction::Refresh},
        {"button", TimedAction::Button},
    };
    return actions;
}

const std::map<std::string, std::optional<OrderRole>>& Roles() {
    static const std::map<std::string, std::optional<OrderRole>> roles = {
        {"any", std::nullopt},     {"entry", OrderRole::Entry},   {"exit", OrderRole::Exit},
        {"stop", OrderRole::Stop}, {"target", OrderRole::Target}, {"foreign", OrderRole::Foreign},
    };
    return roles;
}

}  // namespace

OrderScript::OrderScript(const std::string& text, uint64_t seed) : random_(seed) {
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const std::string trimmed = Trimmed(line);
        if (trimmed.empty() || trimmed[0] == '#')
            continue;
        try {
            ReadLine(trimmed);
        } catch (const ScriptError& problem) {
            throw ScriptError("line " + std::to_string(number) + ": " + problem.what());
        }
    }
}

void OrderScript::ReadLine(const std::string& line) {
    if (line == "steps:")
        return;
    if (line.rfind("- ", 0) == 0)
        return ReadStep(ReadMapping(Trimmed(line.substr(2))), std::nullopt);
    const size_t colon = line.find(':');
    const std::string name = line.substr(0, colon);
    const std::string rest = colon == std::string::npos ? "" : Trimmed(line.substr(colon + 1));
    if (name == "behaviour")
        return ReadBehaviour(ReadMapping(rest));
    if (name == "delays")
        return ReadDelays(ReadMapping(rest));
    throw ScriptError("expected behaviour, delays, steps or a step that begins with \"- \"");
}

void OrderScript::ReadBehaviour(const Words& words) {
    static const std::map<std::string, bool> yesNo = {{"yes", true}, {"no", false}};
    for (const auto& [name, value] : words) {
        if (name == "children")
            behaviour_.children = OneOf<ChildrenAt>({{"client", ChildrenAt::Client}, {"server", ChildrenAt::Server}}, name, value);
        else if (name == "children-open")
            behaviour_.children_open =
                OneOf<ChildrenOpen>({{"partial", ChildrenOpen::WithPartial}, {"complete", ChildrenOpen::WhenComplete}}, name, value);
        else if (name == "flatten-while-cancelling")
            behaviour_.flatten_while_cancelling = OneOf<FlattenWhileCancelling>({{"sent", FlattenWhileCancelling::Sent},
                                                                                 {"rejected", FlattenWhileCancelling::Rejected},
                                                                                 {"held", FlattenWhileCancelling::Held}},
                                                                                name, value);
        else if (name == "children-carry-tag")
            behaviour_.children_carry_tag = OneOf(yesNo, name, value);
        else if (name == "exits-in-flight-count")
            behaviour_.exits_in_flight_count = OneOf(yesNo, name, value);
        else if (name == "cancels-need-auto-trading")
            behaviour_.cancels_need_auto_trading = OneOf(yesNo, name, value);
        else if (name == "orphans-stay")
            behaviour_.orphans_stay = OneOf(yesNo, name, value);
        else if (name == "forget-finished-ms")
            behaviour_.forget_finished_ms = Whole(name, value, 0, 86400000);
        else if (name == "fills-load-calls")
            behaviour_.fills_load_calls = Whole(name, value, 0, 100000);
        else
            throw ScriptError(name + " is no behaviour");
    }
}

void OrderScript::ReadDelays(const Words& words) {
    for (const auto& [name, value] : words) {
        if (name == "request-ms")
            delays_.request_ms = Whole(name, value, 0, 3600000);
        else if (name == "report-ms")
            delays_.report_ms = Whole(name, value, 0, 3600000);
        else
            throw ScriptError(name + " is no delay");
    }
}

void OrderScript::Add(const std::string& step, int64_t nowUs) {
    ReadStep(ReadMapping(Trimmed(step)), nowUs);
}

void OrderScript::ReadStep(const Words& words, std::optional<int64_t> nowUs) {
    ScriptStep step;
    std::string action;
    for (const auto& [name, value] : words) {
        if (name == "do")
            action = value;
        else if (name == "on")
            step.on = OneOf(Roles(), name, value);
        else if (name == "at") {
            step.timed = true;
            step.at_us = std::llround(Number(name, value, 0, 1e9) * 1e6);
        } else if (name == "lots")
            step.lots = Whole(name, value, -1000000, 1000000);
        else if (name == "ms")
            step.ms = Whole(name, value, 0, 86400000);
        else if (name == "text")
            step.text = value;
        else if (name == "times")
            step.times = value == "all" ? 0 : Whole(name, value, 1, 1000000);
        else if (name == "chance")
            step.chance = Number(name, value, 0, 1);
        else
            throw ScriptError(name + " is no word of a step");
    }
    if (!step.timed && nowUs && TimedActions().count(action) != 0) {
        step.timed = true;
        step.at_us = *nowUs;
    }
    if (step.timed)
        step.action = OneOf(TimedActions(), "do", action);
    else
        step.plan = OneOf(Plans(), "do", action);
    steps_.push_back(step);
}

OrderPlan OrderScript::PlanFor(OrderRole role) {
    OrderPlan plan;
    for (auto at = steps_.begin(); at != steps_.end();) {
        const bool concerns = !at->timed && (!at->on || *at->on == role);
        if (!concerns || (at->chance < 1 && NextRandom() >= at->chance)) {
            ++at;
            continue;
        }
        at->plan(plan, *at);
        at = at->times == 1 ? steps_.erase(at) : std::next(at, at->times > 0 ? (--at->times, 1) : 1);
    }
    return plan;
}

int64_t OrderScript::NextTimedUs() const {
    int64_t next = INT64_MAX;
    for (const ScriptStep& step : steps_)
        if (step.timed)
            next = std::min(next, step.at_us);
    return next;
}

std::vector<ScriptStep> OrderScript::TakeTimed(int64_t us) {
    std::vector<ScriptStep> due;
    for (auto at = steps_.begin(); at != steps_.end();) {
        if (!at->timed || at->at_us > us) {
            ++at;
            continue;
        }
        due.push_back(*at);
        at = steps_.erase(at);
    }
    std::stable_sort(due.begin(), due.end(), [](const ScriptStep& a, const ScriptStep& b) { return a.at_us < b.at_us; });
    return due;
}

// SplitMix64: the same numbers on every machine.
double OrderScript::NextRandom() {
    uint64_t z = random_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return static_cast<double>((z ^ z >> 31) >> 11) * 0x1p-53;
}

}  // namespace miaia::host
