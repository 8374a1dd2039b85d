#include "run_host.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "chart_layout.h"
#include "chart_picture.h"
#include "file_error.h"
#include "flood.h"
#include "options.h"
#include "play_files.h"
#include "price_multiplier.h"
#include "trade_service.h"

namespace miaia::host {
namespace {

constexpr int kBadInput = 2;
constexpr int kStudyBrokeARule = 4;
constexpr double kFloodStartPoints = 5000.0;

std::string SymbolOf(const Options& options) {
    if (!options.symbol.empty())
        return options.symbol;
    return options.scid.empty() ? "ESZ26_FUT_CME" : std::filesystem::path(options.scid).stem().string();
}

// Made-up trades must never look real, whatever the symbol.
std::string SyntheticSymbolOf(const Options& options) {
    const std::string symbol = SymbolOf(options);
    return symbol.find("SYNTHETIC") == std::string::npos ? "SYNTHETIC-" + symbol : symbol;
}

ChartSettings SettingsOf(const Options& options) {
    ChartSettings settings;
    settings.account = options.account.empty() && options.trading == TradingMode::Sim ? "Sim1" : options.account;
    settings.chart_number = options.chart_number;
    settings.tick_size_points = options.tick_size_points;
    settings.tick_value_usd = options.tick_value_usd;
    settings.book_depth_levels = options.book_depth_levels;
    settings.update_interval_ms = options.update_interval_ms;
    settings.stored_records = options.stored_records;
    settings.replay = options.replay;
    settings.bars = options.bars;
    settings.time_zone_minutes = options.time_zone_minutes;
    settings.trade_symbol = options.trade_symbol;
    settings.failing_drawings = options.failing_drawings;
    if (!options.picture.empty()) {
        settings.region_width_px = ChartLayout::RegionWidth(options.picture_size.width);
        settings.region_top_px = ChartLayout::StudyRegionTop(options.picture_size.height);
        settings.prices_top_px = ChartLayout::PriceRegionTop();
        settings.shown_bars = ChartLayout::MostBars(options.picture_size.width);
        settings.bars_left_px = ChartLayout::BarsLeft();
        settings.bars_right_px = ChartLayout::BarsRight(options.picture_size.width);
        settings.widest_bar_px = ChartLayout::WidestBar();
    }
    return settings;
}

PriceScale ScaleOf(const ChartSettings& settings) {
    return {settings.tick_size_points, settings.price_multiplier};
}

TradingSettings TradingOf(const Options& options, const ChartSettings& chart) {
    TradingSettings settings;
    settings.mode = options.trading;
    settings.account = chart.account;
    settings.symbol = chart.trade_symbol.empty() ? chart.symbol : chart.trade_symbol;
    settings.balance_usd = options.balance_usd;
    return settings;
}

OrderScript ScriptOf(const Options& options) {
    if (options.orders.empty())
        return OrderScript();
    std::ifstream file(options.orders);
    if (!file)
        throw FileError(options.orders, "cannot be opened");
    std::ostringstream text;
    text << file.rdbuf();
    try {
        return OrderScript(text.str(), static_cast<uint64_t>(options.seed));
    } catch (const ScriptError& problem) {
        throw FileError(options.orders, problem.what());
    }
}

void ReportTails(const ScidFile& trades, const DepthFile* depth, HostReport& report) {
    if (trades.TailBytes() > 0)
        report.Log("host: " + trades.Path() + ": an unfinished last record of " + std::to_string(trades.TailBytes()) +
                   " bytes is left out");
    if (depth == nullptr)
        return;
    if (depth->TailBytes() > 0)
        report.Log("host: " + depth->Path() + ": an unfinished last record of " + std::to_string(depth->TailBytes()) +
                   " bytes is left out");
    if (depth->TailRecords() > 0)
        report.Log("host: " + depth->Path() + ": an unfinished last batch of " + std::to_string(depth->TailRecords()) +
                   " records is left out");
}

// Ends the run as Sierra ends it: the rest is sent, the study removed, the totals printed.
void Finish(const Options& options, ChartSession& session, Market& market, const TradeService& trading, HostReport& report) {
    session.LetStudyCatchUp();
    session.Rest();
    const std::optional<ChartScene> scene = session.Scene();
    session.RemoveStudy();
    report.End(market.Played(), session.Calls(), trading.Totals());
    if (scene)
        WriteChartPicture(*scene, options.picture_size.width, options.picture_size.height, options.picture);
}

void RunFiles(const Options& options, StudyLibrary& study, HostReport& report, const std::atomic<bool>& stop) {
    const ScidFile trades(options.scid);
    const std::unique_ptr<DepthFile> depth = options.depth.empty() ? nullptr : std::make_unique<DepthFile>(options.depth);
    if (trades.Size() == 0)
        throw FileError(options.scid, "holds no trade");
    ChartSettings settings = SettingsOf(options);
    settings.symbol = SymbolOf(options);
    settings.price_multiplier = ChoosePriceMultiplier(trades, settings.symbol, options.price_multiplier);
    ReportTails(trades, depth.get(), report);
    Market market(settings);
    TradeService trading(TradingOf(options, settings), ScriptOf(options), market.Book(), ScaleOf(settings), report);
    market.SetListener(&trading);
    Playback playback(trades, depth.get());
    ChartSession session(options, settings, study, market, trading, report, stop);
    PlayFiles(options, market, playback, session, report).Run(settings.symbol);
    Finish(options, session, market, trading, report);
}

void RunFlood(const Options& options, StudyLibrary& study, HostReport& report, const std::atomic<bool>& stop) {
    ChartSettings settings = SettingsOf(options);
    settings.symbol = SyntheticSymbolOf(options);
    Market market(settings);
    TradeService trading(TradingOf(options, settings), ScriptOf(options), market.Book(), ScaleOf(settings), report);
    market.SetListener(&trading);
    ChartSession session(options, settings, study, market, trading, report, stop);
    Flood(options, settings, market, session, report).Run(kFloodStartPoints);
    Finish(options, session, market, trading, report);
}

}  // namespace

int RunHost(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& errors, const std::atomic<bool>& stop) {
    try {
        const Options options = ParseOptions(arguments);
        if (options.help) {
            out << HelpText();
            return 0;
        }
        StudyLibrary library(options.study, options.function);
        HostReport report(out);
        if (options.flood_trades_per_s > 0)
            RunFlood(options, library, report, stop);
        else
            RunFiles(options, library, report, stop);
        return 0;
    } catch (const StudyFault& fault) {
        errors << "miaia-sierra-host: " << fault.what() << std::endl;
        return kStudyBrokeARule;
    } catch (const std::exception& problem) {
        errors << "miaia-sierra-host: " << problem.what() << std::endl;
        return kBadInput;
    }
}

}  // namespace miaia::host
