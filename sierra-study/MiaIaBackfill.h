// After a start the trades that the chart already has are read from Sierra's own intraday records and sent as history, so that the engine
// does not have to wait for half an hour. The tape is left alone meanwhile, because history comes in the order of time.
#pragma once

#include <cstdint>

#include "MiaIaBackfillJoin.h"
#include "MiaIaBars.h"
#include "MiaIaClock.h"
#include "MiaIaTradeColumns.h"

namespace miaia {

/// Bars is a source as BarCapture asks for. Records has bool At(int bar, int sub, TapeRecord&, bool& is_trade_by_trade), false behind the
/// bar's last record, and double Multiplier(), from its prices to points. Buffer and Sink are those of TapeCapture.
class Backfill {
public:
    static constexpr int64_t BudgetNanos = 90 * 1000;  // of one call
    static constexpr uint32_t LargestRecordsPerCall = 4096;
    static constexpr uint32_t LargestRecords = 1000000;
    static constexpr int LargestBars = 20000;

    enum class State : uint8_t { Begins, Reads, Over };

    /// The chart is about something else from now on: what was read belongs to the past of another tape.
    void Restart() {
        const bool was_heard = was_heard_;
        *this = Backfill();
        was_heard_ = was_heard;
    }

    /// Reads again what came from a moment on, and a little before it: the engine leaves out what it knows.
    void BeginAgain(int64_t from_unix_us) {
        *this = Backfill();
        from_us_ = from_unix_us - OverlapUs;
    }

    /// It is over, and Sierra's records were those of this chart.
    bool WasRead() const { return IsOver() && trades_ != 0 && reason_[0] == 0; }

    /// Whether the engine takes our frames now. Until it has done so once, it has time: the records keep everything for it.
    void Hear(bool engine_listens) { was_heard_ = was_heard_ || engine_listens; }

    bool IsOver() const { return state_ == State::Over; }
    uint64_t Trades() const { return trades_; }
    /// Trades read, of those that the bars promise: 0 to 1, and below 0 when none are to be read.
    double Progress() const { return IsOver() || planned_ == 0 ? -1 : done_ >= planned_ ? 1 : static_cast<double>(done_) / planned_; }

    /// Reads on, within the budget. True while the tape has to wait.
    template <class Bars, class Records, class Buffer, class Sink>
    bool Step(const Bars& bars, Records& records, const Buffer& tape, const TickScale& chart_scale, const BackfillMoment& moment,
              const Clock& clock, Sink& sink) {
        if (state_ == State::Over)
            return false;
        if (began_at_ == 0)
            began_at_ = can_read_at_ = moment.steady_now;
        must_find_ = must_find_ || moment.bars_moved || moment.downloading;
        if (moment.is_useless || moment.longest_past_us <= 0 || (bars.Count() == 0 && !moment.downloading))
            return End(moment, "");
        if (moment.downloading || moment.ring_is_full || (state_ == State::Begins && !was_heard_))
            return Waits(moment, sink);
        can_read_at_ = moment.steady_now;
        if (must_find_ && place_.unix_us == 0)
            state_ = State::Begins;
        if (state_ == State::Begins && !Begin(bars, records, chart_scale, moment.longest_past_us))
            return End(moment, reason_);
        if (must_find_ || bars.Count() < bars_)
            Find(bars);
        bars_ = bars.Count();
        join_.Look(tape, is_read_);
        is_read_ = Read(bars, records, moment, clock, sink);
        if (state_ == State::Over)
            return End(moment, reason_);
        return !JoinsAt(moment, sink);
    }

    /// Says once what came of it.
    void TellEnd(LogLines& log) const {
        if (reason_[0] != 0)
            log.Add("MIA IA: history ended after %llu trade(s): %s.", static_cast<unsigned long long>(trades_), reason_);
        else if (trades_ != 0)
            log.Add(
                "MIA IA: %llu trade(s) of Sierra's records, of the %.1f minutes before its time and sales, were read as history in %.1f s.",
                static_cast<unsigned long long>(trades_), static_cast<double>(place_.unix_us - first_unix_us_) / 6e7,
                static_cast<double>(over_at_ - began_at_) / 1e9);
    }

    /// Where the tape goes on: records before it have been read as history. Only when it is over.
    int64_t TapeFromUnixUs() const { return tape_from_us_; }

private:
    // How long the end of the records is waited for, where the tape is ahead of them.
    static constexpr int64_t LongestLagNanos = 2000LL * 1000000;
    // A download may hang, and the chart's trader wants to trade.
    static constexpr int64_t LongestDownloadNanos = 120000LL * 1000000;
    static constexpr uint32_t RecordsBetweenLooksAtTheClock = 32;
    static constexpr int64_t OverlapUs = 60LL * 1000000;

    template <class Sink>
    bool Waits(const BackfillMoment& moment, Sink& sink) {
        caught_up_at_ = 0;
        is_read_ = false;
        join_.Forget();
        if (!moment.downloading)
            can_read_at_ = moment.steady_now;
        if (moment.steady_now - can_read_at_ <= LongestDownloadNanos)
            return true;
        if (trades_ != 0)
            sink.Missing("backfill_cut");
        return End(moment, "Sierra's download does not end");
    }

    bool End(const BackfillMoment& moment, const char* reason) {
        state_ = State::Over;
        reason_ = reason;
        over_at_ = moment.steady_now;
        return false;
    }

    /// Chooses the bar to begin with, and proves on its first trade that records and chart speak of the same prices.
    template <class Bars, class Records>
    bool Begin(const Bars& bars, Records& records, const TickScale& chart_scale, int64_t longest_past_us) {
        planned_ = 0;
        const int last = bars.Count() - 1;
        const int64_t newest_us = bars.ChartTimeAt(last);
        bar_ = last;
        for (int index = last; index >= 0 && last - index < LargestBars; --index) {
            const double trades = bars.TradesAt(index);
            const double wanted = static_cast<double>(planned_) + (trades > 0 ? trades : 0);
            if (wanted > LargestRecords || newest_us - bars.ChartTimeAt(index) > longest_past_us)
                break;
            planned_ = static_cast<uint32_t>(wanted);
            bar_ = index;
            if (bars.At(index).start_unix_us <= from_us_)
                break;
        }
        sub_ = 0;
        state_ = State::Reads;
        return ChooseScale(bars, records, chart_scale);
    }

    template <class Bars, class Records>
    bool ChooseScale(const Bars& bars, Records& records, const TickScale& chart_scale) {
        TapeRecord record;
        bool by_trades = true;
        int sub = 0;
        bool found = false;
        while (sub < 64 && records.At(bar_, sub++, record, by_trades))
            if ((found = record.IsTrade()))
                break;
        if (!by_trades) {
            reason_ = "Sierra's intraday records are no single trades: set Intraday Data Storage Time Unit to 1 Tick";
            return false;
        }
        const RawBar bar = bars.At(bar_);
        const double slack = chart_scale.tick_size_points / 2;
        const auto lies_in_bar = [&](double multiplier) {
            return record.price * multiplier >= bar.low - slack && record.price * multiplier <= bar.high + slack;
        };
        double multiplier = records.Multiplier();
        if (found && !lies_in_bar(multiplier) && lies_in_bar(1))
            multiplier = 1;
        if (!found || !lies_in_bar(multiplier)) {
            reason_ = found ? "Sierra's intraday records have other prices than the chart" : "Sierra has no intraday records of this chart";
            return false;
        }
        scale_.Set(static_cast<float>(chart_scale.tick_size_points), static_cast<float>(multiplier));
        return true;
    }

    /// Indexes have moved: goes on behind the last record that was read, by its time.
    template <class Bars>
    void Find(const Bars& bars) {
        must_find_ = false;
        if (place_.unix_us == 0)
            return;
        int low = 0;
        for (int high = bars.Count() - 1; low < high;) {
            const int middle = low + (high - low + 1) / 2;
            if (bars.At(middle).start_unix_us <= place_.unix_us)
                low = middle;
            else
                high = middle - 1;
        }
        bar_ = low;
        sub_ = 0;
        place_.SeekAgain();
    }

    /// True when there is no further record before the tape's.
    template <class Bars, class Records, class Sink>
    bool Read(const Bars& bars, Records& records, const BackfillMoment& moment, const Clock& clock, Sink& sink) {
        columns_.Begin(true);
        uint32_t read = 0;
        bool at_end = false;
        const int last = bars.Count() - 1;
        while (read < LargestRecordsPerCall && state_ == State::Reads) {
            if (++read % RecordsBetweenLooksAtTheClock == 0 && clock.steady_nanos() - moment.steady_now > BudgetNanos)
                break;
            // In a replay the records of the last bar go on into what has not been replayed yet.
            if (bar_ == last && moment.in_replay && !join_.IsKnown()) {
                at_end = true;
                break;
            }
            TapeRecord record;
            bool by_trades = true;
            if (!records.At(bar_, sub_, record, by_trades)) {
                if ((at_end = bar_ >= last))
                    break;
                ++bar_;
                sub_ = 0;
                continue;
            }
            if (join_.IsKnown() && record.unix_us >= join_.FromUnixUs()) {
                join_.Prove();
                at_end = true;
                break;
            }
            ++sub_;
            if (!by_trades)
                reason_ = "Sierra's intraday records are no single trades", state_ = State::Over;
            else if (record.IsTrade() && place_.IsBeyond(record.unix_us))
                Take(record, sink);
        }
        Flush(sink);
        return at_end;
    }

    template <class Sink>
    void Take(const TapeRecord& record, Sink& sink) {
        if (columns_.EndsBefore(record))
            Flush(sink);
        if (columns_.Count() == 0)
            columns_.Begin(true);
        ++done_;
        place_.Reach(record.unix_us);
        const Refusal why = columns_.Add(record, scale_);
        if (why != Refusal::None)
            sink.Refused(record, why);
        else if (++trades_ == 1)
            first_unix_us_ = record.unix_us;
    }

    template <class Sink>
    void Flush(Sink& sink) {
        if (columns_.Count() != 0)
            sink.Trades(columns_);
        columns_.Begin(true);
    }

    /// Whether the tape goes on from here.
    template <class Sink>
    bool JoinsAt(const BackfillMoment& moment, Sink& sink) {
        if (!is_read_ || !join_.IsKnown()) {
            caught_up_at_ = 0;
            return false;
        }
        if (caught_up_at_ == 0)
            caught_up_at_ = moment.steady_now;
        const bool waited = moment.steady_now - caught_up_at_ > LongestLagNanos;
        if ((!join_.IsProved() || join_.IsWeak()) && !waited)
            return false;
        // No record says that nothing lies between the last one and the tape's first.
        if (!join_.IsProved() && trades_ != 0)
            sink.Missing("backfill_end");
        tape_from_us_ = join_.IsProved() ? join_.FromUnixUs() : place_.unix_us + 1;
        return !End(moment, "");
    }

    State state_ = State::Begins;
    bool was_heard_ = false;
    bool must_find_ = false;
    int bars_ = 0;
    int bar_ = 0;
    int sub_ = 0;
    int64_t from_us_ = INT64_MIN;  // no bar before the one of that time is needed
    uint32_t planned_ = 0;
    uint32_t done_ = 0;
    uint64_t trades_ = 0;
    int64_t first_unix_us_ = 0;
    int64_t began_at_ = 0;
    int64_t over_at_ = 0;
    int64_t can_read_at_ = 0;
    int64_t caught_up_at_ = 0;
    bool is_read_ = false;
    int64_t tape_from_us_ = INT64_MIN;
    const char* reason_ = "";
    TickScale scale_;
    BackfillPlace place_;
    BackfillJoin join_;
    TradeColumns columns_;
};

}  // namespace miaia
