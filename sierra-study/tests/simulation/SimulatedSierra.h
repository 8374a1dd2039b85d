// Sierra with one chart and the study on it, under clocks that the caller moves.
#pragma once

#include "sierrachart.h"

// Sierra's header stands before the study's.

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "MiaIaAcsilStudy.h"
#include "SimulatedWire.h"
#include "SimulationAbi.h"
#include "study_instance.h"

namespace miaia::simulation {

class SimulatedSierra {
public:
    typedef InstanceOf<SimulatedLink, SimulatedSecrets> Instance;

    /// Throws std::invalid_argument or host::ScriptError.
    explicit SimulatedSierra(const SimSettings& settings);
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
    host::TradeService& Trading() { return *trading_; }
    const host::TradeService& Trading() const { return *trading_; }
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
    std::unique_ptr<std::streambuf> sink_;
    std::ostream out_;
    host::HostReport report_;
    std::optional<host::Market> market_;
    std::optional<host::TradeService> trading_;
    std::unique_ptr<host::StudyInstance> study_;
    std::vector<std::pair<std::string, std::string>> inputs_;  // as set, in order
    std::string shown_symbol_;                                 // another than the chart's own, or empty
    bool is_new_ = true;                                       // the study, on the chart
    uint64_t build_ = 1;
    Instance* instance_ = nullptr;
    std::string log_;
};

}  // namespace miaia::simulation
