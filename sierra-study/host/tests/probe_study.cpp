// A study that writes down what it sees, to hold the stand-in against what was played. It logs one summary when it is
// removed, and its inputs make it misbehave on purpose.
#include <algorithm>
#include <stdexcept>

#include "sierrachart.h"

SCDLLName("MiaIa probe")

    namespace {
    struct Seen {
        uint32_t prior_sequence = 0;
        uint64_t records = 0;
        uint64_t quotes = 0;
        uint64_t lots = 0;
        uint64_t ask_lots = 0;
        uint64_t bid_lots = 0;
        uint64_t firsts = 0;
        uint64_t lasts = 0;
        uint64_t hash = 1469598103934665603u;
        uint64_t restarts = 0;
        uint64_t lost = 0;
        uint64_t calls = 0;
        uint64_t recalculations = 0;
        uint64_t replay_calls = 0;
        uint64_t books = 0;
        int bars = 0;
        int most_bars_at_first = -1;
        int64_t unacknowledged = 0;
        int64_t most_unacknowledged = 0;
        s_MarketDepthEntry best_bid;
        s_MarketDepthEntry best_ask;
    };

    void Mix(uint64_t & hash, uint64_t value) {
        hash = (hash ^ value) * 1099511628211u;
    }

    void TakeRecord(Seen & seen, const s_TimeAndSales& record) {
        if (record.Type == SC_TS_BIDASKVALUES) {
            ++seen.quotes;
            return;
        }
        ++seen.records;
        seen.lots += record.Volume;
        (record.Type == SC_TS_ASK ? seen.ask_lots : seen.bid_lots) += record.Volume;
        if (record.UnbundledTradeIndicator == FIRST_SUB_TRADE_OF_UNBUNDLED_TRADE)
            ++seen.firsts;
        if (record.UnbundledTradeIndicator == LAST_SUB_TRADE_OF_UNBUNDLED_TRADE)
            ++seen.lasts;
        Mix(seen.hash, static_cast<uint64_t>(record.DateTime.ToUNIXTimeInMicroseconds()));
        Mix(seen.hash, static_cast<uint64_t>(std::llround(static_cast<double>(record.Price) * 100)));
        Mix(seen.hash, record.Volume);
        Mix(seen.hash, static_cast<uint64_t>(record.Type));
        Mix(seen.hash, static_cast<uint64_t>(record.UnbundledTradeIndicator));
    }

    uint64_t TakeNewRecords(SCStudyInterfaceRef sc, Seen & seen) {
        c_SCTimeAndSalesArray tape;
        sc.GetTimeAndSales(tape);
        if (tape.Size() == 0)
            return 0;
        const uint32_t before = seen.prior_sequence;
        tape.ValidateAndCorrectPriorSequenceNumber(seen.prior_sequence);
        if (seen.prior_sequence != before)
            ++seen.restarts;
        // Everything in a full ring is new: something before it may be gone.
        if (seen.prior_sequence != 0 && tape[0].Sequence > seen.prior_sequence + 2)
            ++seen.lost;
        const uint64_t recordsBefore = seen.records;
        for (int i = static_cast<int>(tape.GetRecordIndexAtGreaterThanSequenceNumber(seen.prior_sequence)); i < tape.Size(); ++i) {
            if (tape[i].Sequence <= seen.prior_sequence)
                continue;
            TakeRecord(seen, tape[i]);
            seen.prior_sequence = tape[i].Sequence;
        }
        return seen.records - recordsBefore;
    }

    void TakeBook(SCStudyInterfaceRef sc, Seen & seen) {
        if (sc.GetBidMarketDepthNumberOfLevels() + sc.GetAskMarketDepthNumberOfLevels() > 0)
            ++seen.books;
        sc.GetBidMarketDepthEntryAtLevel(seen.best_bid, 0);
        sc.GetAskMarketDepthEntryAtLevel(seen.best_ask, 0);
    }

    // As if each record were a frame and an eighth of the capacity were acknowledged at each call.
    void TellBacklog(SCStudyInterfaceRef sc, Seen & seen, uint64_t newRecords, int capacity) {
        seen.most_unacknowledged = std::max(seen.most_unacknowledged, seen.unacknowledged + static_cast<int64_t>(newRecords));
        seen.unacknowledged = std::max<int64_t>(0, seen.unacknowledged + static_cast<int64_t>(newRecords) - capacity / 8);
        sc.SetPersistentInt64(1, seen.unacknowledged);
        sc.SetPersistentInt64(2, 1 + std::min<int64_t>(1000, seen.unacknowledged * 1000 / capacity));
    }

    void LogSummary(SCStudyInterfaceRef sc, const Seen& seen) {
        SCString text;
        text.Format(
            "probe: symbol=%s endpoint=%s records=%llu quotes=%llu lots=%llu ask=%llu bid=%llu firsts=%llu lasts=%llu hash=%llu "
            "restarts=%llu lost=%llu calls=%llu full=%llu replay=%llu books=%llu bars=%d history_bars=%d backlog=%lld "
            "best=%.2fx%.0f/%.2fx%.0f",
            sc.Symbol.GetChars(), sc.Input[0].GetString(), static_cast<unsigned long long>(seen.records),
            static_cast<unsigned long long>(seen.quotes), static_cast<unsigned long long>(seen.lots),
            static_cast<unsigned long long>(seen.ask_lots), static_cast<unsigned long long>(seen.bid_lots),
            static_cast<unsigned long long>(seen.firsts), static_cast<unsigned long long>(seen.lasts),
            static_cast<unsigned long long>(seen.hash), static_cast<unsigned long long>(seen.restarts),
            static_cast<unsigned long long>(seen.lost), static_cast<unsigned long long>(seen.calls),
            static_cast<unsigned long long>(seen.recalculations), static_cast<unsigned long long>(seen.replay_calls),
            static_cast<unsigned long long>(seen.books), seen.bars, seen.most_bars_at_first,
            static_cast<long long>(seen.most_unacknowledged), static_cast<double>(seen.best_bid.AdjustedPrice), seen.best_bid.Quantity,
            static_cast<double>(seen.best_ask.AdjustedPrice), seen.best_ask.Quantity);
        sc.AddMessageToLog(text, 0);
    }

    void DrawOnce(SCStudyInterfaceRef sc) {
        int& line = sc.GetPersistentInt(1);
        if (line != 0 && sc.ChartDrawingExists(sc.ChartNumber, line))
            return;
        s_UseTool marker;
        marker.ChartNumber = sc.ChartNumber;
        marker.DrawingType = DRAWING_MARKER;
        marker.MarkerType = MARKER_ARROWUP;
        marker.BeginValue = 4810.25f;
        marker.Color = COLOR_LIME;
        marker.Text = "probe";
        if (sc.UseTool(marker))
            line = marker.LineNumber;
    }

    void SetDefaults(SCStudyInterfaceRef sc) {
        sc.GraphName = "MiaIa probe";
        sc.AutoLoop = 0;
        sc.UpdateAlways = 1;
        sc.UsesMarketDepthData = 1;
        sc.Input[0].Name = "Endpoint";
        sc.Input[0].SetString("tcp://127.0.0.1:5557");
        sc.Input[1].Name = "Mode";
        sc.Input[1].SetCustomInputStrings("dry-run;sim;live");
        sc.Input[1].SetCustomInputIndex(0);
        sc.Input[2].Name = "Place an order";
        sc.Input[2].SetYesNo(0);
        sc.Input[3].Name = "Throw at call";
        sc.Input[3].SetInt(0);
        sc.Input[3].SetIntLimits(0, 1000000);
        sc.Input[4].Name = "Frame capacity";
        sc.Input[4].SetInt(0);
        sc.Input[4].SetIntLimits(0, 1000000);
        sc.Input[5].Name = "Draw";
        sc.Input[5].SetYesNo(0);
    }

}  // namespace

SCSFExport scsf_MiaIaProbe(SCStudyInterfaceRef sc) {
    if (sc.SetDefaults) {
        SetDefaults(sc);
        return;
    }
    auto* seen = static_cast<Seen*>(sc.GetPersistentPointer(1));
    if (seen == nullptr) {
        seen = new Seen();
        sc.SetPersistentPointer(1, seen);
        seen->most_bars_at_first = sc.ArraySize;
    }
    const uint64_t newRecords = TakeNewRecords(sc, *seen);
    if (sc.LastCallToFunction) {
        LogSummary(sc, *seen);
        delete seen;
        sc.SetPersistentPointer(1, nullptr);
        return;
    }
    ++seen->calls;
    seen->bars = sc.ArraySize;
    // With one bar, and when the second begins, the flag is set although nothing is recalculated.
    if (sc.IsFullRecalculation && sc.ArraySize != 1 && sc.ArraySize != 2)
        ++seen->recalculations;
    if (sc.IsReplayRunning())
        ++seen->replay_calls;
    TakeBook(sc, *seen);
    if (sc.Input[4].GetInt() > 0)
        TellBacklog(sc, *seen, newRecords, sc.Input[4].GetInt());
    if (sc.Input[5].GetYesNo())
        DrawOnce(sc);
    if (sc.Input[2].GetYesNo() && seen->calls == 2) {
        s_SCNewOrder order;
        order.OrderQuantity = 1;
        order.Target1Offset = 2.0;
        order.Stop1Offset = 1.0;
        order.TextTag = "probe";
        sc.BuyEntry(order, sc.ArraySize - 1);
    }
    if (sc.Input[3].GetInt() > 0 && seen->calls == static_cast<uint64_t>(sc.Input[3].GetInt())) {
        delete seen;  // After an exception there is no last call.
        throw std::runtime_error("the probe was told to throw");
    }
}
