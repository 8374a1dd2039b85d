#include "study_instance.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "input_value.h"
#include "thread_cpu_clock.h"

namespace miaia::host {
namespace {

// Order calls are refused with Sierra's own answer for a chart on which automated trading is off.
constexpr int kRefused = SCT_SKIPPED_AUTO_TRADING_DISABLED;

}  // namespace

StudyInstance::StudyInstance(StudyFunction function, const ChartSettings& settings, Market& market, HostReport& report, CallTimes& times,
                             CallTimes& cpuTimes)
    : function_(function),
      settings_(settings),
      market_(market),
      report_(report),
      times_(times),
      cpu_times_(cpuTimes),
      drawings_(report),
      subgraph_values_(SC_SUBGRAPHS_AVAILABLE),
      subgraph_colors_(SC_SUBGRAPHS_AVAILABLE) {
    sc_.InternalHost = this;
    sc_.Input.InternalSetArray(inputs_.data(), static_cast<int>(inputs_.size()));
    sc_.Subgraph.InternalSetArray(subgraphs_.data(), static_cast<int>(subgraphs_.size()));
    sc_.Symbol = settings.symbol.c_str();
    sc_.ChartNumber = settings.chart_number;
    sc_.StudyGraphInstanceID = 1;
    sc_.ChartDataType = 2;
    sc_.SecondsPerBar = market.Bars().SecondsPerBar();
    sc_.InternalChartZoneMicroseconds = settings.time_zone_minutes * 60000000LL;
    sc_.TradeAndCurrentQuoteSymbol = settings.trade_symbol.c_str();
    drawings_to_fail_ = settings.failing_drawings;
    sc_.ChartUpdateIntervalInMilliseconds = settings.update_interval_ms;
    sc_.TickSize = static_cast<float>(settings.tick_size_points);
    sc_.CurrencyValuePerTick = static_cast<float>(settings.tick_value_usd);
    sc_.RealTimePriceMultiplier = static_cast<float>(settings.price_multiplier);
    sc_.HistoricalPriceMultiplier = sc_.RealTimePriceMultiplier;
    sc_.BaseGraphValueFormat = VALUEFORMAT_2_DIGITS;
    sc_.ServerConnectionState = SCS_CONNECTED;
    sc_.SelectedTradeAccount = settings.account.c_str();
    sc_.GlobalTradeSimulationIsOn = 1;
    sc_.SetDefaults = 1;
    try {
        function_(sc_);
    } catch (const std::exception& fault) {
        throw StudyFault(std::string("the study let an exception out while its defaults were set: ") + fault.what());
    }
    sc_.SetDefaults = 0;
}

void StudyInstance::SetInput(const std::string& name, const std::string& value) {
    s_SCInput_145* input = FindInput(inputs_.data(), static_cast<int>(inputs_.size()), name);
    if (input == nullptr)
        throw std::invalid_argument("the study has no input named like \"" + name + "\"");
    SetInputValue(*input, value);
}

void StudyInstance::Recalculate() {
    drawings_.DeleteStudyDrawn(market_.ClockUnixUs());
    bars_seen_ = 0;
    Update();
}

void StudyInstance::Update() {
    ShowMarket();
    // The first bar that may have changed: the last one of the call before, which was still open then.
    sc_.UpdateStartIndex = std::max(0, bars_seen_ - 1);
    // As in Sierra this also holds for every call while the chart has one bar (and, we infer, when its second begins).
    sc_.IsFullRecalculation = sc_.UpdateStartIndex == 0 ? 1 : 0;
    if (sc_.AutoLoop) {
        for (int i = sc_.UpdateStartIndex; i < sc_.ArraySize; ++i) {
            sc_.Index = sc_.CurrentIndex = i;
            Call();
        }
    } else {
        sc_.Index = sc_.CurrentIndex = sc_.UpdateStartIndex;
        Call();
    }
    bars_seen_ = sc_.ArraySize;
    market_.MarkSeen();
}

void StudyInstance::Remove() {
    ShowMarket();
    sc_.LastCallToFunction = 1;
    sc_.IsFullRecalculation = 0;
    Call();
    drawings_.DeleteStudyDrawn(market_.ClockUnixUs());
    if (!memory_.empty())
        throw StudyFault("the study was removed and keeps " + std::to_string(memory_.size()) + " block(s) of Sierra's memory");
}

void StudyInstance::Call() {
    const bool hasNews = market_.HasUnseen();
    // What the study draws and logs is written after the call: Sierra writes to no pipe inside it.
    report_.Hold();
    const int64_t cpuBegan = ThreadCpuNanos();
    const auto began = std::chrono::steady_clock::now();
    try {
        function_(sc_);
    } catch (const std::exception& fault) {
        report_.Release();
        throw StudyFault(std::string("the study let an exception out, which ends Sierra: ") + fault.what());
    }
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count();
    const int64_t cpuTook = ThreadCpuNanos() - cpuBegan;
    report_.Release();
    hasNews ? times_.Add(took) : times_.AddIdle(took);
    hasNews ? cpu_times_.Add(cpuTook) : cpu_times_.AddIdle(cpuTook);
}

void StudyInstance::ShowMarket() {
    market_.Bars().Show(sc_);
    for (size_t i = 0; i < subgraphs_.size(); ++i) {
        subgraph_values_[i].resize(static_cast<size_t>(sc_.ArraySize));
        subgraph_colors_[i].resize(static_cast<size_t>(sc_.ArraySize));
        subgraphs_[i].Data.InternalSetArray(subgraph_values_[i].data(), sc_.ArraySize);
        subgraphs_[i].DataColor.InternalSetArray(subgraph_colors_[i].data(), sc_.ArraySize);
    }
    // Sierra's pages contradict each other about the zone of its clocks; here it is neither UTC nor, if it has one, the chart's.
    const int64_t clockZoneUs = sc_.InternalChartZoneMicroseconds == 0 ? 0 : 2 * sc_.InternalChartZoneMicroseconds;
    const SCDateTime clock = SCDateTime::MICROSECONDS(market_.ClockSierraUs() + clockZoneUs);
    sc_.ReplayStatus = market_.InReplay() ? REPLAY_RUNNING : REPLAY_STOPPED;
    sc_.CurrentSystemDateTime = sc_.CurrentSystemDateTimeMS = sc_.CurrentDateTimeForReplay = clock;
    sc_.LatestDateTimeForLastBar = SCDateTime::MICROSECONDS(market_.LastTrade().sierra_us);
    sc_.LastTradePrice = market_.LastTrade().price;
    sc_.LastSize = static_cast<int>(market_.LastTrade().volume_lots);
    BookLevel bid;
    BookLevel ask;
    market_.Book().BidAt(0, bid);
    market_.Book().AskAt(0, ask);
    sc_.Bid = bid.price;
    sc_.Ask = ask.price;
    sc_.BidSize = static_cast<int>(bid.lots);
    sc_.AskSize = static_cast<int>(ask.lots);
    if (market_.HasUnseen())
        ++sc_.DataFeedActivityCounter;
}

int64_t StudyInstance::Told(int key) const {
    const auto at = store_.int64s.find(key);
    return at == store_.int64s.end() ? 0 : at->second;
}

void StudyInstance::AddMessageToLog(const char* message, int) {
    report_.Log(message == nullptr ? "" : message);
}

int StudyInstance::UseTool(s_UseTool& tool) {
    if (drawings_to_fail_ > 0) {
        --drawings_to_fail_;
        return 0;
    }
    return drawings_.Use(tool, market_.ClockUnixUs());
}

int StudyInstance::DeleteDrawing(int chartNumber, int tool, int lineNumber) {
    return chartNumber == settings_.chart_number ? drawings_.Delete(tool, lineNumber, market_.ClockUnixUs()) : 0;
}

int StudyInstance::DrawingExists(int chartNumber, int lineNumber) {
    return chartNumber == settings_.chart_number && drawings_.Exists(lineNumber) ? 1 : 0;
}

void* StudyInstance::AllocateMemory(int bytes) {
    if (bytes <= 0)
        return nullptr;
    auto block = std::make_unique<std::max_align_t[]>(static_cast<size_t>(bytes) / sizeof(std::max_align_t) + 1);
    void* const memory = block.get();
    memory_.emplace(memory, std::move(block));
    return memory;
}

void StudyInstance::FreeMemory(void* memory) {
    if (memory != nullptr && memory_.erase(memory) == 0)
        throw StudyFault("the study freed memory that Sierra did not give it");
}

void StudyInstance::GetTimeAndSales(c_SCTimeAndSalesArray& view) {
    if (tape_is_away_)
        view = c_SCTimeAndSalesArray();
    else
        market_.Ring().Show(view);
}

int StudyInstance::NumberOfLevels(acsil_host::BookSide side) {
    if (!sc_.UsesMarketDepthData)
        return 0;
    return ClampedDepth(side == acsil_host::BookSide::Bid ? market_.Book().Bids() : market_.Book().Asks());
}

int StudyInstance::LevelAt(acsil_host::BookSide side, int level, s_MarketDepthEntry& entry) {
    if (level >= NumberOfLevels(side))
        return 0;
    BookLevel found;
    const bool exists = side == acsil_host::BookSide::Bid ? market_.Book().BidAt(level, found) : market_.Book().AskAt(level, found);
    if (!exists)
        return 0;
    entry.Price = found.price;
    entry.Quantity = found.lots;
    entry.NumOrders = found.orders;
    entry.AdjustedPrice = found.price * sc_.RealTimePriceMultiplier;
    return 1;
}

double StudyInstance::Order(acsil_host::OrderCall call, s_SCNewOrder* order, int, uint64_t orderId) {
    report_.Order(call, order, orderId, kRefused, market_.ClockUnixUs());
    return kRefused;
}

int StudyInstance::TradePosition(s_SCPositionData& position) {
    position = s_SCPositionData();
    position.Symbol = sc_.Symbol;
    position.TradeAccount = sc_.SelectedTradeAccount;
    return 1;
}

int StudyInstance::TradePositionOf(s_SCPositionData& position, const SCString&, const SCString&) {
    return TradePosition(position);
}

int StudyInstance::SetTradingLock(int locked) {
    sc_.TradingIsLocked = locked != 0 ? 1 : 0;
    return 1;
}

void StudyInstance::SetButtonText(int button, const char* text, bool hover) {
    if (!hover)
        report_.Log("host: control bar button " + std::to_string(button) + ": " + (text == nullptr ? "" : text));
}

void StudyInstance::SetButtonEnabled(int button, int enabled) {
    if (enabled != 0)
        buttons_.insert(button);
    else
        buttons_.erase(button);
}

int StudyInstance::ButtonEnabled(int button) {
    return buttons_.count(button) != 0 ? 1 : 0;
}

}  // namespace miaia::host
