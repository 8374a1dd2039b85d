// Sierra with one chart and the study on it, under clocks that the caller moves.
#pragma once

#include "sierrachart.h"

// Sierra's header stands before the study's.

#include <array>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "MiaIaAcsilStudy.h"
#include "SimulatedWire.h"
#include "SimulationAbi.h"
#include "study_instance.h"

namespace miaia::simulation {

/// A symbol's market and Sierra's order side of it: charts of one symbol and account share both.
struct TradedSymbol {
    TradedSymbol(const SimSettings& settings, const host::ChartSettings& chart);

    std::unique_ptr<std::streambuf> sink;
    std::ostream out;
    host::HostReport report;
    host::Market market;
    host::TradeService trading;
};

class SimulatedSierra {
public:
    typedef InstanceOf<SimulatedLink, SimulatedSecrets> Instance;

    /// Throws std::invalid_argument or host::ScriptError.
    explicit SimulatedSierra(const SimSettings& settings);
    /// A study on another chart of that one's symbol and account.
    SimulatedSierra(const SimSettings& settings, const SimulatedSierra& beside);
    SimulatedSierra(const SimulatedSierra&) = delete;
    SimulatedSierra& operator=(const SimulatedSierra&) = delete;

    void Advance(int64_t steady_ns, int64_t unix_ns);
    void Trade(const SimTrade& trade);
    void Book(const SimLevel* bids, int bid_count, const SimLevel* asks, int ask_count);
    void RestartMarket();

    void Update(int marks);
    void SetInput(const std::string& name, const std::string& value);
    /// Empty: the chart's own.
    void ShowSymbol(const std::string& symbol);
    void Reload(int how);
    void EndFaults();

    SimulatedWire& Wire() { return world_.wire; }
    const SimulatedWire& Wire() const { return world_.wire; }
    host::TradeService& Trading() { return symbol_->trading; }
    const host::TradeService& Trading() const { return symbol_->trading; }
    /// How often this chart's study called, refused or not.
    uint64_t CallsOf(acsil_host::OrderCall call) const { return calls_[static_cast<size_t>(call)]; }
    uint64_t RefusedCalls() const { return refused_calls_; }
    /// Null before the study's first call.
    const Instance* StudyState() const;

    int64_t SteadyNanos() const { return world_.steady_ns; }
    /// The market's time, microseconds since 1970, as the caller's steady time.
    int64_t SteadyOf(int64_t unix_us) const;
    /// Whole lines, at most so many bytes.
    std::string TakeLog(size_t most);

    std::string error;  // of the last call that failed

private:
    /// What is under way in Sierra's call of the study.
    class Inside;

    SimulatedSierra(const SimSettings& settings, const SimulatedSierra* beside);
    static void CallStudy(s_sc& sc);
    void AddStudy();
    int64_t MarketUs() const;
    int64_t SierraUs() const;
    float RawOf(int64_t ticks) const { return static_cast<float>(static_cast<double>(ticks) * chart_.tick_size_points); }

    const int64_t start_steady_ns_;
    const int64_t start_unix_ns_;
    const bool keeps_log_;
    SimulatedWorld world_;
    host::ChartSettings chart_;
    std::shared_ptr<TradedSymbol> symbol_;
    std::unique_ptr<host::StudyInstance> study_;
    std::vector<std::pair<std::string, std::string>> inputs_;  // as set, in order
    std::string shown_symbol_;                                 // another than the chart's own, or empty
    bool is_new_ = true;                                       // the study, on the chart
    uint64_t build_ = 1;
    Instance* instance_ = nullptr;
    std::array<uint64_t, static_cast<size_t>(acsil_host::OrderCall::FlattenAndCancelAll) + 1> calls_{};
    uint64_t refused_calls_ = 0;
    std::string log_;
};

}  // namespace miaia::simulation
