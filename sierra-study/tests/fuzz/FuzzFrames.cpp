// libFuzzer feeds the study: bytes of the bridge, through the link and the session, into drawings and orders. See tools/long.
#include <algorithm>
#include <cstdio>
#include <tuple>

#include "FuzzStudy.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int MostCalls = 24;
// A call draws a part of the VWAP's line, and its end once a second.
constexpr int CallsToDrawAll = 32;
constexpr int64_t MsToDrawAll = 1280;

/// How many frames all inputs have said, told at the end; of one that is raw, one is counted.
struct Tally {
    uint64_t frames = 0;
    ~Tally() { std::fprintf(stderr, "stat::frames_said:              %llu\n", static_cast<unsigned long long>(frames)); }
} tally;

void Must(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "The study broke a promise: %s\n", what);
    __builtin_trap();
}

/// What a study may have on a chart: a signal's parts, the levels, the VWAP's lines with their names, fills with the position, the panel.
constexpr size_t MostDrawings =
    SignalPlan::Capacity * SignalDrawing::Parts + Levels::Capacity + VwapPlan::Curves * VwapPlan::Capacity + 64 + 16;

/// Sierra fills what is ordered, the entry with its bracket, and later the exit.
void FillOrders(FakeTrading& trading) {
    for (size_t i = 0; i < trading.orders.size(); ++i) {
        BrokerOrder& order = trading.orders[i];
        if (IsFinished(order.status) || order.status == BrokerStatus::PendingChildClient || order.kind == BrokerKind::Stop ||
            !(order.lots > 0))
            continue;
        const uint64_t id = order.id;
        const bool buy = order.buy;
        trading.Fill(id, static_cast<uint32_t>(order.lots), 4810.25);
        if (order.parent_id == 0 && i + 2 < trading.orders.size() && trading.orders[i + 1].parent_id == id &&
            trading.orders[i + 2].parent_id == id)
            trading.Work(id + 1, id + 2, static_cast<uint32_t>(order.filled), buy ? 4808.25 : 4812.25, buy ? 4814.25 : 4806.25);
        return;
    }
}

typedef std::vector<std::tuple<int, double, int64_t, uint32_t, std::string>> Drawn;

/// The panel tells ages and is drawn anew all the time.
Drawn OnChart(const FakeCanvas& canvas) {
    Drawn all;
    for (const auto& [line, drawing] : canvas.on_chart)
        if (drawing.tool != DrawTool::Panel)
            all.emplace_back(static_cast<int>(drawing.tool), drawing.price_ticks, drawing.unix_us, drawing.color, drawing.text);
    std::sort(all.begin(), all.end());
    return all;
}

void Tell(const char* when, const Drawn& drawn) {
    for (const auto& [tool, price_ticks, unix_us, color, text] : drawn)
        std::fprintf(stderr, "%s: tool %d at %g ticks, %lld us, colour %06X: %s\n", when, tool, price_ticks,
                     static_cast<long long>(unix_us), color, text.c_str());
}

void CheckRecalculation(FuzzStudy& study) {
    const auto settle = [&study] {
        for (int i = 0; i < CallsToDrawAll; ++i)
            study.Call(MsToDrawAll / CallsToDrawAll);
    };
    settle();
    const Drawn before = OnChart(study.chart.canvas);
    study.chart.canvas.Wipe();
    study.chart.facts.recalculating = true;
    study.Call();
    study.chart.facts.recalculating = false;
    settle();
    const Drawn after = OnChart(study.chart.canvas);
    if (after != before) {
        Tell("before", before);
        Tell("after", after);
    }
    Must(after == before, "after a recalculation the chart shows what it showed before");
}

void Check(FuzzStudy& study, bool trades) {
    const FakeTrading& trading = study.chart.trading;
    const double ceiling = study.chart.facts.position_ceiling;
    Must(trades || trading.Calls() == 0, "in dry-run it makes no order call");
    for (const FakeTrading::Placed& order : trading.placed)
        Must(order.is_exit || (order.lots > 0 && order.lots <= ceiling && order.stop_offset > 0 && order.target_offset > 0),
             "an entry has a stop, a target and no more lots than the ceiling");
    Must(std::fabs(trading.position.lots) <= ceiling, "the position stays below the ceiling");
    Must(study.chart.canvas.on_chart.size() <= MostDrawings, "its drawings are bounded");
    Must(study.chart.canvas.unknown_removals == 0, "it removes what is there");
    Must(study.chart.canvas.outside == 0, "it plots within the bars");
    Must(study.Get().Faults() == 0, "no fault");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
    static FuzzStudy dry(false), trading(true);
    if (length < 2)
        return 0;
    const unsigned options = bytes[0] | static_cast<unsigned>(bytes[1]) << 8;
    const auto has = [options](unsigned option) { return (options & option) != 0; };
    static const size_t pieces[] = {SIZE_MAX, 1000, 97, 19};
    const bool trades = has(FuzzOptions::Sim);
    FuzzStudy& study = trades ? trading : dry;
    study.PutBack();
    study.chart.view.language = has(FuzzOptions::French) ? Language::French : Language::English;
    const std::string stream =
        has(FuzzOptions::Raw) ? std::string(reinterpret_cast<const char*>(bytes + 2), length - 2) : FuzzStream(bytes + 2, length - 2);
    FuzzWire::Say(stream, pieces[options >> FuzzOptions::PiecesAt & 3]);
    FuzzWire::is_over = has(FuzzOptions::HangsUp);
    tally.frames += has(FuzzOptions::Raw) ? 1 : FuzzFramesIn(bytes + 2, length - 2);
    for (int call = 0, last = MostCalls; call < last; ++call) {
        if (FuzzWire::left == 0)
            last = std::min(last, call + 4);
        study.Call(has(FuzzOptions::Slow) ? 2000 : 10);
        if (has(FuzzOptions::Fills))
            FillOrders(study.chart.trading);
    }
    // What has not come by now does not come.
    FuzzWire::left = 0;
    if (has(FuzzOptions::Recalculate))
        CheckRecalculation(study);
    if (has(FuzzOptions::Leave))
        study.Get().Leave(study.chart, FakeClock::Get());
    Check(study, trades);
    return 0;
}
