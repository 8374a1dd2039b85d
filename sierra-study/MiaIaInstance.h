// One study on one chart: what happens in each of Sierra's calls, in order. It is plain memory without virtual functions,
// because it may outlive a reload of the study's DLL behind a persistent pointer.
#pragma once

#include "MiaIaBackfillCall.h"
#include "MiaIaBookCall.h"
#include "MiaIaBridgeStarter.h"
#include "MiaIaCaptures.h"
#include "MiaIaInstanceHead.h"
#include "MiaIaLinkOpener.h"
#include "MiaIaOrderCall.h"
#include "MiaIaPicture.h"

namespace miaia {

/// A Chart has Facts(), Tape() (a buffer as TapeCapture asks for), Records() (see MiaIaBackfill.h), Book(), Bars(), Canvas(), Trading()
/// (see MiaIaTrading.h) and Log(const char*).
template <class Link, class Secrets = UserSecrets>
class InstanceOf {
public:
    InstanceHead head;
    FixedText<32> sierra_version;  // asked once: Sierra's answer allocates
    ViewSettings view;             // as the chart's inputs and subgraphs had them when they were last read
    MappingSettings mappings;
    bool view_is_read = false;

    /// Lends it memory for Session::BytesNeeded, aligned as for a pointer.
    void Use(void* memory, const SessionLimits& limits) { session_.Use(memory, limits); }

    /// One call of the study.
    template <class Chart>
    void Call(Chart& chart, const Clock& clock) {
        const ChartFacts& facts = chart.Facts();
        const int64_t began_steady = clock.steady_nanos();
        seen_unix_ns_ = clock.unix_nanos();
        const int bars = chart.Bars().Count();
        const bool old_bars = facts.downloading || IsRealRecalculation(facts.recalculating, bars, bars_before_);
        bars_before_ = bars;
        // A full recalculation has deleted the study's drawings; a download, which lasts for many calls, has not.
        if (facts.recalculating)
            picture_.Recalculated(facts.View(), chart.Canvas());
        const bool prepared = Prepare(facts, clock, began_steady);
        int records = 0;
        if (prepared) {
            records = Capture(chart, clock, old_bars);
            SessionOut out{session_, seen_unix_ns_};
            OrderCallOn<Chart> call = CallOf(chart, out, began_steady);
            orders_.Look(call, LinkStateOf(session_, began_steady));
            Receive(chart, clock, call);
            orders_.Act(call);
        }
        picture_.ShowHistory(captures_.backfill.Progress());
        const int64_t now = clock.steady_nanos();
        picture_.Draw(chart, {session_, orders_, problem_.Text(), now, MarketUs(), captures_.Fault(), records, records >= ManyRecords});
        // Last, because it wakes the bridge, which may take this core away from us at once.
        if (prepared)
            Send(facts, clock);
        FinishCall(chart, clock, began_steady);
    }

    /// The study leaves the chart: goodbye, then the connection is closed within a bounded time.
    template <class Chart>
    void Leave(Chart& chart, const Clock& clock) {
        seen_unix_ns_ = clock.unix_nanos();
        if (session_.Epoch() != 0) {
            SessionOut out{session_, seen_unix_ns_};
            OrderCallOn<Chart> call = CallOf(chart, out, clock.steady_nanos());
            orders_.Leave(call);
            EndEpoch(clock, "study_removed");
            log_.Add("MIA IA: removed; %llu frame(s) of this epoch are not acknowledged.",
                     static_cast<unsigned long long>(session_.UnacknowledgedFrames()));
        }
        link_.Close(clock, session_.IsStale(clock.steady_nanos()) ? 0 : LingerMs);
        log_.FlushTo(chart);
    }

    Session& GetSession() { return session_; }
    const Session& GetSession() const { return session_; }
    Link& GetLink() { return link_; }
    const Picture& GetPicture() const { return picture_; }
    const Orders& GetOrders() const { return orders_; }
    const Backfill& GetBackfill() const { return captures_.backfill; }
    const RefusalCounts& Refused() const { return refused_; }
    uint64_t Faults() const { return faults_; }

    /// An exception or an error that the entry point caught.
    void CountFault(const char* what) {
        if (faults_++ == 0)
            log_.Add("MIA IA: a fault inside the study was caught, the study goes on: %s", what);
    }

    // The receiving half: what the captures and the session hand over.

    void Trades(const TradeColumns& trades) {
        if (!session_.Append(StudyBody::Trades, trades, seen_unix_ns_))
            return;
        session_.counters.trade_records += trades.Count();
        session_.counters.lots += trades.Lots();
    }

    /// Sierra lost records: a gap that stands in the order of frames at the place where they are missing.
    void Missing(const char* reason) {
        Gap gap;
        gap.first_counter = gap.last_counter = session_.Ring().Newest() + 1;
        gap.reason = reason;
        if (!session_.Append(StudyBody::Gap, gap, seen_unix_ns_))
            return;
        session_.counters.CountGap(reason);
        if (session_.counters.gaps_declared == 1)
            log_.Add("MIA IA: Sierra's time and sales have a gap (%s); further ones are only counted.", reason);
    }

    void Refused(const TapeRecord& record, Refusal why) { refused_.Log(why, "trade", record.price, record.unix_us, log_); }

    void Bar(const BarClose& bar) {
        if (session_.Append(StudyBody::BarClose, bar, seen_unix_ns_))
            ++session_.counters.bars;
    }

    /// What other studies on the chart say.
    template <class Body>
    void Say(StudyBody kind, const Body& body) {
        session_.Append(kind, body, seen_unix_ns_);
    }

    void RefusedBar(int64_t start_unix_us, Refusal why) { refused_.Log(why, "bar", 0, start_unix_us, log_); }

private:
    static constexpr int64_t EndBudgetNanos = 20LL * 1000000;
    static constexpr int LingerMs = 250, ManyRecords = 256;  // of a call that has enough to do

    /// Carries the engine's frames to the plans, which need the chart's canvas.
    template <class Chart>
    struct Inbox {
        InstanceOf& to;
        Chart& chart;
        OrderCallOn<Chart>& call;
        void OnEngineFrame(const EngineFrame& frame) {
            to.picture_.Take(frame, chart, to.market_unix_us_, to.log_);
            HandOn(to.orders_, call, to.session_, frame);
        }
    };

    /// Sees to the link and the epoch; false while the chart has no usable tick size.
    bool Prepare(const ChartFacts& facts, const Clock& clock, int64_t now) {
        if (!scale_.Set(facts.tick_size, facts.price_multiplier)) {
            problem_.Is("the chart has no tick size yet", log_);
            return false;
        }
        if (!endpoint_.Equals(facts.endpoint) && endpoint_ != FixedText<256>(facts.endpoint)) {
            link_.Close(clock, 0);
            endpoint_.Assign(facts.endpoint);
            opener_.OpenAtOnce();
        }
        const char* difference = session_.Epoch() == 0 ? nullptr : identity_.DifferenceTo(facts, scale_.tick_size_points);
        if (difference != nullptr) {
            EndEpoch(clock, difference);
            if (const OtherTape other = identity_.TapeOf(facts); other != OtherTape::None) {
                captures_.ExpectOtherTape(now);
                picture_.Expect(other);
            } else {
                captures_.Rejoin(facts.replay);
            }
        }
        heartbeat_.server_state = facts.server_state;
        if (session_.Epoch() == 0 || difference != nullptr) {
            identity_ = EpochIdentity::Of(facts, scale_.tick_size_points);
            session_.OnlyRead(TradesAnotherSymbol(facts));
            BeginEpoch(clock);
            LogStart(facts, session_.Epoch(), scale_.tick_size_points, log_);
        }
        opener_.OpenWhenDue(link_, facts.endpoint, now, problem_, log_);
        starter_.Look(facts, link_.IsReady(), now, log_);
        if (book_depth_ != facts.book_depth_levels)
            captures_.book.Restart();
        book_depth_ = facts.book_depth_levels;
        return true;
    }

    /// True when all that lies there is taken anew, because what the epoch before took went nowhere. That one may have ended already.
    bool BeginEpoch(const Clock& clock, const char* ended_because = nullptr) {
        if (ended_because != nullptr)
            EndEpoch(clock, ended_because);
        const bool anew = session_.HasOnlyRead();
        if (anew)
            captures_.Restart();
        const uint64_t epoch = static_cast<uint64_t>(clock.unix_nanos());
        hello_.secret = Secrets::Random();
        session_.BeginEpoch(epoch > session_.Epoch() ? epoch : session_.Epoch() + 1, clock.steady_nanos());
        // A new epoch knows nothing of the old one, so its first book is sent whole.
        captures_.book.Restart();
        return anew;
    }

    void EndEpoch(const Clock& clock, const char* reason) {
        goodbye_.reason = reason;
        goodbye_.totals = heartbeat_;
        session_.counters.refused_records = refused_.Total();
        session_.End(link_, clock, seen_unix_ns_, EndBudgetNanos, goodbye_);
    }

    int WithoutTime(int records) {
        market_unix_us_ = heartbeat_.market_unix_us = 0;
        return records;
    }

    /// Gives the number of new records of time and sales.
    template <class Chart>
    int Capture(Chart& chart, const Clock& clock, bool old_bars) {
        const ChartFacts& facts = chart.Facts();
        const auto& tape = chart.Tape();
        const Captures::Server server = captures_.LookAtServer(facts, clock.steady_nanos(), log_, *this);
        if (facts.symbol_is_away || server == Captures::Server::Downloads)
            return WithoutTime(0);
        if (server == Captures::Server::FillsFromRecords)
            BeginEpoch(clock, "reconnected");
        const TapeCapture::Found found = captures_.tape.Look(tape, MomentOf(facts, clock.steady_nanos()));
        market_unix_us_ = heartbeat_.market_unix_us = captures_.tape.BelievedUs(found, facts.market_unix_us);
        if (found == TapeCapture::Found::TapeOfBefore)
            return 0;
        if (found == TapeCapture::Found::SequenceRestarted) {
            log_.Add("MIA IA: Sierra's time and sales began anew, so a new epoch begins.");
            const bool anew = captures_.Rejoin(facts.replay);
            if (BeginEpoch(clock, "sequence_restarted") || anew)
                return 0;
        }
        const bool reads = ReadsHistory(chart, clock, old_bars, {captures_.backfill, session_, captures_.tape, scale_, log_}, *this);
        const int records = reads ? ManyRecords : found == TapeCapture::Found::Nothing ? 0 : captures_.tape.Take(tape, scale_, *this);
        if (reads || captures_.tape.OwesHistory())
            return WithoutTime(records);
        SendBook(chart.Book(), {captures_.book, session_, scale_, refused_, book_depth_, market_unix_us_, seen_unix_ns_});
        captures_.bars.Take(chart.Bars(), scale_, facts.seconds_per_bar, old_bars, *this);
        captures_.mappings.Look(chart, *facts.mappings, old_bars, market_unix_us_, log_, *this);
        return records;
    }

    template <class Chart>
    void Receive(Chart& chart, const Clock& clock, OrderCallOn<Chart>& call) {
        Inbox<Chart> inbox{*this, chart, call};
        session_.Receive(link_, clock, log_, inbox);
        // Perhaps it publishes from now on, and the engine must not take what it missed meanwhile for nothing.
        if (session_.TakeReadersGreeting())
            BeginEpoch(clock, "read_until_now");
        if (session_.TakeCredentialRefusal()) {
            link_.Close(clock, 0);
            opener_.OpenSoon(clock.steady_nanos());
        }
        if (link_.IsOpen())
            problem_.Is(link_.Problem(), log_);
        if (link_.IsReady())
            problem_.IsOver();
        told_stale_.Look(session_.IsStale(clock.steady_nanos()), endpoint_.chars, log_);
    }

    void Send(const ChartFacts& facts, const Clock& clock) {
        session_.counters.refused_records = refused_.Total();
        if (session_.WantsHello(clock.steady_nanos()))
            FillHello(facts, scale_.tick_size_points, hello_);
        session_.Send(link_, clock, seen_unix_ns_, hello_, heartbeat_);
    }

    /// Where there is no market time yet, the wall clock's stands for it.
    int64_t MarketUs() const { return market_unix_us_ != 0 ? market_unix_us_ : seen_unix_ns_ / 1000; }

    template <class Chart>
    OrderCallOn<Chart> CallOf(Chart& chart, SessionOut& out, int64_t now) {
        return {chart.Facts(), chart.Trading(), out, log_, scale_.tick_size_points, now, seen_unix_ns_, MarketUs()};
    }

    template <class Chart>
    void FinishCall(Chart& chart, const Clock& clock, int64_t began_steady) {
        picture_.TellFailures(log_);
        log_.FlushTo(chart);
        session_.counters.CountCall(static_cast<uint64_t>((clock.steady_nanos() - began_steady) / 1000));
    }

    Session session_;
    Link link_;
    LinkOpener<typename Secrets::Token> opener_;
    Captures captures_;
    BridgeStarter<SystemLauncher> starter_;
    TickScale scale_;
    Picture picture_;
    Orders orders_;
    LogLines log_;
    Hello hello_;
    Heartbeat heartbeat_;
    Goodbye goodbye_;
    EpochIdentity identity_;
    RefusalCounts refused_;
    FixedText<256> endpoint_;
    ProblemText problem_;
    StaleTold told_stale_;
    uint32_t book_depth_ = 0;
    int bars_before_ = -1;
    uint64_t faults_ = 0;
    int64_t seen_unix_ns_ = 0, market_unix_us_ = 0;
};

}  // namespace miaia
