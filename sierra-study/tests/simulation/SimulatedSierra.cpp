#include "SimulatedSierra.h"

#include <algorithm>

namespace miaia::simulation {
namespace {

/// Takes every letter and keeps none.
class NoLetters final : public std::streambuf {
protected:
    int overflow(int letter) override { return letter; }
    std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

template <class Value>
Value Or(Value given, Value usual) {
    return given == 0 ? usual : given;
}

std::string Or(const char* given, const char* usual) {
    return given == nullptr ? usual : given;
}

host::ChartSettings ChartOf(const SimSettings& settings) {
    host::ChartSettings chart;
    chart.symbol = Or(settings.symbol, "ESH24_FUT_CME");
    chart.account = Or(settings.account, "Sim1");
    chart.tick_size_points = Or(settings.tick_size_points, 0.25);
    chart.tick_value_usd = Or(settings.tick_value_usd, 12.5);
    chart.update_interval_ms = Or(settings.update_interval_ms, 100);
    chart.book_depth_levels = Or(settings.book_levels, 10);
    return chart;
}

host::TradingSettings TradingOf(const SimSettings& settings, const host::ChartSettings& chart) {
    host::TradingSettings trading;
    trading.mode = settings.mode == SIM_MODE_LIVE ? host::TradingMode::Live : host::TradingMode::Sim;
    trading.account = chart.account;
    trading.symbol = chart.symbol;
    trading.balance_usd = Or(settings.balance_usd, 50000.0);
    return trading;
}

void Check(const SimSettings& settings, const host::ChartSettings& chart, int64_t start_steady_ns, int64_t start_unix_ns) {
    if (start_steady_ns <= 0 || start_unix_ns <= 0)
        throw std::invalid_argument("start_steady_ns and start_unix_ns must be above 0");
    if (settings.mode < SIM_MODE_DRY_RUN || settings.mode > SIM_MODE_LIVE)
        throw std::invalid_argument("mode: " + std::to_string(settings.mode) + " is none");
    if (!(chart.tick_size_points > 0) || chart.update_interval_ms < 0 || chart.book_depth_levels < 0 || settings.position_ceiling < 0)
        throw std::invalid_argument("a size below 0");
}

}  // namespace

/// While it lives, what the study's code asks of the machine is asked of this world.
class SimulatedSierra::Inside {
public:
    explicit Inside(SimulatedSierra& sierra) : before_(current) {
        SimulatedWorld::current = &sierra.world_;
        current = &sierra;
        // What this study calls from here on; another chart's study calls the same order side at other times.
        if (before_ == nullptr)
            Count(-1);
    }
    ~Inside() {
        if (before_ == nullptr)
            Count(+1);
        SimulatedWorld::current = before_ == nullptr ? nullptr : &before_->world_;
        current = before_;
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    static inline thread_local SimulatedSierra* current = nullptr;

private:
    static void Count(int sign) {
        SimulatedSierra& sierra = *current;
        for (size_t i = 0; i < sierra.calls_.size(); ++i)
            sierra.calls_[i] += static_cast<uint64_t>(sign) * sierra.Trading().CallsOf(static_cast<acsil_host::OrderCall>(i));
        sierra.refused_calls_ += static_cast<uint64_t>(sign) * sierra.Trading().RefusedCalls();
    }

    SimulatedSierra* before_;
};

TradedSymbol::TradedSymbol(const SimSettings& settings, const host::ChartSettings& chart)
    : sink(settings.keeps_log != 0 ? std::unique_ptr<std::streambuf>(std::make_unique<std::stringbuf>()) : std::make_unique<NoLetters>()),
      out(sink.get()),
      report(out),
      market(chart),
      trading(TradingOf(settings, chart), host::OrderScript(Or(settings.script, ""), settings.seed), market.Book(),
              host::PriceScale{chart.tick_size_points, chart.price_multiplier}, report) {
    market.SetListener(&trading);
}

SimulatedSierra::SimulatedSierra(const SimSettings& settings) : SimulatedSierra(settings, nullptr) {}

SimulatedSierra::SimulatedSierra(const SimSettings& settings, const SimulatedSierra& beside) : SimulatedSierra(settings, &beside) {}

SimulatedSierra::SimulatedSierra(const SimSettings& settings, const SimulatedSierra* beside)
    : start_steady_ns_(beside == nullptr ? settings.start_steady_ns : beside->start_steady_ns_),
      start_unix_ns_(beside == nullptr ? settings.start_unix_ns : beside->start_unix_ns_),
      keeps_log_(settings.keeps_log != 0 && beside == nullptr),
      chart_(beside == nullptr ? ChartOf(settings) : beside->chart_) {
    Check(settings, chart_, start_steady_ns_, start_unix_ns_);
    symbol_ = beside == nullptr ? std::make_shared<TradedSymbol>(settings, chart_) : beside->symbol_;
    world_.steady_ns = beside == nullptr ? start_steady_ns_ : beside->world_.steady_ns;
    world_.unix_ns = beside == nullptr ? start_unix_ns_ : beside->world_.unix_ns;
    world_.random = settings.seed;
    symbol_->market.AdvanceClock(SierraUs());
    symbol_->trading.AdvanceTo(MarketUs());
    const char* const modes[] = {"dry run", "sim", "live"};
    inputs_ = {{"Mode", modes[settings.mode]}, {"Position ceiling", std::to_string(Or(settings.position_ceiling, 2))}};
    if (settings.mode == SIM_MODE_LIVE)
        inputs_.emplace_back("I confirm live", chart_.account);
    AddStudy();
}

void SimulatedSierra::Advance(int64_t steady_ns, int64_t unix_ns) {
    if (steady_ns < world_.steady_ns)
        throw std::invalid_argument("the steady clock would go back");
    world_.steady_ns = steady_ns;
    world_.unix_ns = unix_ns;
    symbol_->market.AdvanceClock(SierraUs());
    symbol_->trading.AdvanceTo(MarketUs());
}

void SimulatedSierra::Trade(const SimTrade& trade) {
    if (trade.price_ticks <= 0 || trade.lots == 0 || (trade.side != 1 && trade.side != -1))
        throw std::invalid_argument("a trade needs a price, lots and a side of +1 or -1");
    host::ScidTrade played;
    played.sierra_us = SierraUs();
    played.price = RawOf(trade.price_ticks);
    played.bid = RawOf(trade.bid_ticks);
    played.ask = RawOf(trade.ask_ticks);
    played.volume_lots = trade.lots;
    played.trades = 1;
    played.side = trade.side > 0 ? host::Side::Ask : host::Side::Bid;
    symbol_->market.AddTrade(played);
}

void SimulatedSierra::Book(const SimLevel* bids, int bid_count, const SimLevel* asks, int ask_count) {
    if (bid_count < 0 || ask_count < 0 || (bids == nullptr && bid_count > 0) || (asks == nullptr && ask_count > 0))
        throw std::invalid_argument("a side of the book that is not there");
    std::vector<host::DepthRecord> batch(1);
    batch[0].command = host::DepthCommand::ClearBook;
    const auto add = [&](const SimLevel* levels, int count, host::DepthCommand command) {
        for (int i = 0; i < count; ++i)
            batch.push_back({0, command, false, static_cast<uint16_t>(std::min<uint32_t>(levels[i].orders, UINT16_MAX)),
                             RawOf(levels[i].price_ticks), levels[i].lots});
    };
    add(bids, bid_count, host::DepthCommand::AddBid);
    add(asks, ask_count, host::DepthCommand::AddAsk);
    batch.back().end_of_batch = true;
    for (host::DepthRecord& record : batch) {
        record.sierra_us = SierraUs();
        symbol_->market.ApplyDepth(record);
    }
}

void SimulatedSierra::RestartMarket() {
    symbol_->market.Restart(SierraUs());
}

void SimulatedSierra::Update(int marks) {
    const Inside inside(*this);
    study_->SetDownloading((marks & SIM_DOWNLOADING) != 0);
    study_->SetTapeIsAway((marks & SIM_TAPE_AWAY) != 0);
    symbol_->market.ShowReplay((marks & SIM_REPLAY) != 0);
    const bool recalculates = is_new_ || (marks & SIM_RECALCULATE) != 0;
    is_new_ = false;
    recalculates ? study_->Recalculate() : study_->Update();
}

void SimulatedSierra::SetInput(const std::string& name, const std::string& value) {
    study_->SetInput(name, value);
    inputs_.emplace_back(name, value);
}

void SimulatedSierra::ShowSymbol(const std::string& symbol) {
    shown_symbol_ = symbol;
    study_->SetSymbol(symbol.empty() ? chart_.symbol : symbol);
}

void SimulatedSierra::Reload(int how) {
    const Inside inside(*this);
    switch (how) {
        case SIM_RELOAD_SAME_BUILD: return;
        case SIM_RELOAD_OTHER_BUILD: ++build_; return;
        case SIM_RELOAD_REMOVE_ADD: study_->Remove(); break;
        case SIM_RELOAD_SIERRA_DIED:
            symbol_->trading.StartAgain();
            world_.wire.Drop();
            break;
        default: throw std::invalid_argument("how: " + std::to_string(how) + " is no way to reload");
    }
    instance_ = nullptr;
    AddStudy();
}

void SimulatedSierra::EndFaults() {
    symbol_->trading.EndFaults();
    world_.wire.SetRoom(0);
    world_.wire.Listen(true);
}

const SimulatedSierra::Instance* SimulatedSierra::StudyState() const {
    return instance_;
}

int64_t SimulatedSierra::SteadyOf(int64_t unix_us) const {
    return unix_us == INT64_MAX ? INT64_MAX : unix_us * 1000 - start_unix_ns_ + start_steady_ns_;
}

std::string SimulatedSierra::TakeLog(size_t most) {
    if (keeps_log_) {
        auto& kept = static_cast<std::stringbuf&>(*symbol_->sink);
        log_ += kept.str();
        kept.str("");
    }
    const size_t end = log_.size() <= most ? log_.size() : most == 0 ? 0 : log_.rfind('\n', most - 1) + 1;
    const std::string taken = log_.substr(0, end);
    log_.erase(0, end);
    return taken;
}

void SimulatedSierra::CallStudy(s_sc& sc) {
    SimulatedSierra& sierra = *Inside::current;
    AcsilStudy<Instance> study(sc, SimulatedWorld::Clocks(), sierra.build_);
    study.Run();
    sierra.instance_ = sc.SetDefaults != 0 || sc.LastCallToFunction != 0 ? nullptr : study.Find();
}

// As Sierra adds a study: its defaults, the inputs that the trader has set, and a full recalculation in its first call.
void SimulatedSierra::AddStudy() {
    const Inside inside(*this);
    study_ = std::make_unique<host::StudyInstance>(&CallStudy, chart_, symbol_->market, symbol_->trading, symbol_->report, nullptr);
    for (const auto& [name, value] : inputs_)
        study_->SetInput(name, value);
    ShowSymbol(shown_symbol_);
    is_new_ = true;
}

int64_t SimulatedSierra::MarketUs() const {
    return (start_unix_ns_ + world_.steady_ns - start_steady_ns_) / 1000;
}

int64_t SimulatedSierra::SierraUs() const {
    return MarketUs() + acsil_time::kUnixEpochMicroseconds;
}

}  // namespace miaia::simulation
