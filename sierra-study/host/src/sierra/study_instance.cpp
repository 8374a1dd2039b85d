#include "study_instance.h"

#include <algorithm>
#include <stdexcept>

#include "input_value.h"

namespace miaia::host {

StudyInstance::StudyInstance(StudyFunction function, const ChartSettings& settings, Market& market, TradeService& trading,
                             HostReport& report, CallMeter* meter)
    : function_(function),
      settings_(settings),
      market_(market),
      trading_(trading),
      report_(report),
      meter_(meter),
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
    sc_.StudyRegionRightCoordinate = settings.region_width_px;
    sc_.StudyRegionTopCoordinate = settings.region_top_px;
    sc_.TickSize = static_cast<float>(settings.tick_size_points);
    sc_.CurrencyValuePerTick = static_cast<float>(settings.tick_value_usd);
    sc_.RealTimePriceMultiplier = static_cast<float>(settings.price_multiplier);
    sc_.HistoricalPriceMultiplier = sc_.RealTimePriceMultiplier;
    sc_.BaseGraphValueFormat = VALUEFORMAT_2_DIGITS;
    sc_.SelectedTradeAccount = settings.account.c_str();
    ShowTrading();
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
    for (std::vector<float>& values : subgraph_values_)
        values.clear();
    for (std::vector<uint32_t>& colors : subgraph_colors_)
        colors.clear();
    bars_seen_ = 0;
    // As Sierra asks for the fills of a chart that was loaded, in the background.
    calls_until_fills_ = trading_.Behaviour().fills_load_calls;
    Update();
}

void StudyInstance::Update() {
    trading_.AdvanceTo(market_.ClockUnixUs());
    ShowMarket();
    sc_.MenuEventID = trading_.TakeButton();
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
    if (calls_until_fills_ > 0)
        --calls_until_fills_;
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
    alerts_.BeginCall();
    if (meter_ != nullptr)
        meter_->Begin();
    try {
        function_(sc_);
    } catch (const std::exception& fault) {
        report_.Release();
        throw StudyFault(std::string("the study let an exception out, which ends Sierra: ") + fault.what());
    }
    if (meter_ != nullptr)
        meter_->End(hasNews);
    report_.Release();
    file_.EndCall();
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
    ShowTrading();
}

void StudyInstance::ShowTrading() {
    const TradingSwitches& switches = trading_.Switches();
    sc_.GlobalTradeSimulationIsOn = switches.simulation ? 1 : 0;
    sc_.IsAutoTradingEnabled = switches.auto_trading ? 1 : 0;
    sc_.IsAutoTradingOptionEnabledForChart = switches.auto_trading_chart ? 1 : 0;
    sc_.TradingIsLocked = switches.locked ? 1 : 0;
    sc_.ServerConnectionState = switches.connected ? SCS_CONNECTED : SCS_CONNECTION_LOST;
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

StudyCall StudyInstance::CallFor(int barIndex) const {
    StudyCall call;
    call.bar_index = barIndex;
    call.array_size = sc_.ArraySize;
    call.new_bars = sc_.ArraySize - bars_seen_;
    call.trade_symbol = sc_.GetTradeSymbol().GetChars();
    call.full_recalculation = sc_.IsFullRecalculation != 0;
    call.downloading = downloading_;
    call.send_to_service = sc_.SendOrdersToTradeService != 0;
    call.multiple_in_same_direction = sc_.AllowMultipleEntriesInSameDirection != 0;
    call.reversals = sc_.SupportReversals != 0;
    call.opposite_entries = sc_.AllowOppositeEntryWithOpposingPositionOrOrders != 0;
    call.entry_with_working_orders = sc_.AllowEntryWithWorkingOrders != 0;
    call.one_trade_per_bar = sc_.AllowOnlyOneTradePerBar != 0;
    call.cancel_on_entries = sc_.CancelAllOrdersOnEntries != 0 || sc_.CancelAllOrdersOnEntriesAndReversals != 0;
    call.cancel_on_reversals = sc_.CancelAllOrdersOnReversals != 0 || sc_.CancelAllOrdersOnEntriesAndReversals != 0;
    call.cancel_on_exit = sc_.CancelAllWorkingOrdersOnExit != 0;
    call.maximum_position = sc_.MaximumPositionAllowed;
    return call;
}

OrderView StudyInstance::Orders() {
    viewed_.symbol = sc_.GetTradeSymbol().GetChars();
    viewed_.chart_number = settings_.chart_number;
    viewed_.tick_value_usd = settings_.tick_value_usd;
    viewed_.zone_us = sc_.InternalChartZoneMicroseconds;
    viewed_.send_to_service = sc_.SendOrdersToTradeService != 0;
    viewed_.keeps_fills = sc_.MaintainTradeStatisticsAndTradesData != 0;
    return OrderView(trading_, viewed_);
}

double StudyInstance::Order(acsil_host::OrderCall call, s_SCNewOrder* order, int barIndex, uint64_t orderId) {
    const double answer = trading_.Call(call, order, orderId, CallFor(barIndex));
    report_.Order(call, order, order == nullptr ? orderId : order->InternalOrderID, static_cast<int>(answer), market_.ClockUnixUs());
    return answer;
}

int StudyInstance::FlattenAndCancelAllOf(const SCString& symbol, const SCString& account) {
    const bool ours = symbol.CompareNoCase(sc_.GetTradeSymbol()) == 0 && account.CompareNoCase(sc_.SelectedTradeAccount) == 0;
    return ours ? trading_.FlattenReal() : 0;
}

int StudyInstance::TradePositionOf(s_SCPositionData& position, const SCString& symbol, const SCString& account) {
    Orders().Position(position);
    if (symbol.CompareNoCase(sc_.GetTradeSymbol()) == 0 && account.CompareNoCase(sc_.SelectedTradeAccount) == 0)
        return 1;
    position = s_SCPositionData();
    position.Symbol = symbol;
    position.TradeAccount = account;
    return 1;
}

int StudyInstance::SetTradingLock(int locked) {
    trading_.Switches().locked = locked != 0;
    ShowTrading();
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
