// The conversation with bridge and engine: hello, numbered frames, acknowledgements, resends, heartbeats. It owns no socket and
// no clock; both are lent to it for the length of a call.
#pragma once

#include <utility>

#include "MiaIaClock.h"
#include "MiaIaEngineEnvelope.h"
#include "MiaIaLink.h"
#include "MiaIaOutbox.h"
#include "MiaIaSessionState.h"

namespace miaia {

class Session {
public:
    static constexpr int LargestFramesReadPerCall = 64;

    static constexpr size_t BytesNeeded(const SessionLimits& limits) {
        return FrameRing::BytesNeeded(limits.ring_bytes, limits.ring_frames);
    }

    /// Lends it memory for BytesNeeded, aligned as for a pointer.
    void Use(void* memory, const SessionLimits& limits) {
        limits_ = limits;
        outbox_.Use(memory, limits.ring_bytes, limits.ring_frames);
    }

    /// A chart whose trades and orders are of two symbols publishes nothing, whoever allows it.
    void OnlyRead(bool only_reads) { only_reads_ = only_reads; }

    /// Starts an epoch (never 0): numbering and totals begin anew and the engine is greeted.
    void BeginEpoch(uint64_t epoch, int64_t steady_now) {
        outbox_.BeginEpoch(epoch);
        counters = StudyCounters();
        engine_counter_ = engine_counter_acknowledged_ = 0;
        if (last_heard_ == 0 || state_ == SessionState::Refused)
            last_heard_ = steady_now;
        state_ = SessionState::Greeting;
        hello_pending_ = true;
        engine_away_ = has_only_read_ = false;
        next_heartbeat_ = steady_now + limits_.heartbeat_every_nanos;
    }

    /// Numbers a body and puts it into the ring. A reader's frames are dropped here: its publisher sends the same market.
    template <class Body>
    bool Append(StudyBody kind, const Body& body, int64_t seen_unix_ns) {
        if (!TakesData())
            return false;
        return outbox_.Append(kind, body, seen_unix_ns);
    }

    /// Reads what has arrived. The handler gets OnEngineFrame(const EngineFrame&) for what is not the session's own business.
    template <class Link, class Handler>
    void Receive(Link& link, const Clock& clock, LogLines& log, Handler& handler) {
        link.Poll(clock.steady_nanos());
        if (link.Connections() != connections_) {
            // What was under way on the connection before may be lost, in both directions. The answer to a hello says where to go on.
            connections_ = link.Connections();
            Greet(clock.steady_nanos());
        }
        LinkMessage message;
        for (int i = 0; i < LargestFramesReadPerCall && link.Receive(message); ++i) {
            if (!message.IsWhole() || !frame_.Read(message.bytes, static_cast<size_t>(message.length))) {
                Refuse(log, message.length);
                continue;
            }
            if (Accept(clock, log))
                handler.OnEngineFrame(frame_);
        }
    }

    /// Whether a study that only read greets anew, and may publish then; told once. It needs a new epoch: what it took so far was dropped.
    bool TakeReadersGreeting() { return std::exchange(reader_greets_, false); }

    /// Whether frames of this epoch were dropped, because the study only read.
    bool HasOnlyRead() const { return has_only_read_; }

    /// Whether the bridge has refused the token that this connection began with; told once.
    bool TakeCredentialRefusal() { return std::exchange(credential_refused_, false); }

    /// Whether the next Send greets the engine, with a hello that must be filled by then.
    bool WantsHello(int64_t steady_now) {
        // A hello or its answer may be lost although the connection stands. Without its engine the bridge keeps the hello itself, unless
        // the engine has refused it: then too it is said again, as often as by a study that knows that it was refused.
        const int64_t patience = engine_away_ ? limits_.refused_retry_nanos : limits_.hello_again_nanos;
        const bool unanswered = state_ == SessionState::Greeting && steady_now - greeted_at_ >= patience;
        if (unanswered || (state_ == SessionState::Refused && steady_now >= refused_retry_at_))
            Greet(steady_now);
        return hello_pending_;
    }

    /// Sends what is due, in one write: hello, the ring's frames within the budget, a heartbeat.
    template <class Link>
    void Send(Link& link, const Clock& clock, int64_t seen_unix_ns, Hello& hello, Heartbeat& heartbeat) {
        const int64_t now = clock.steady_nanos();
        if (WantsHello(now)) {
            hello.oldest_counter = Ring().Oldest();
            hello.newest_counter = Ring().Newest();
            if (outbox_.SendOnce(link, clock, StudyBody::Hello, 0, hello, seen_unix_ns)) {
                hello_pending_ = false;
                greeted_at_ = now;
            }
        }
        AppendCommandAck(seen_unix_ns);
        if (MaySendData(now))
            outbox_.SendRing(link, clock, {now + limits_.send_budget_nanos, limits_.send_budget_bytes}, seen_unix_ns, counters);
        if (now >= next_heartbeat_ && state_ != SessionState::Refused) {
            FillTotals(heartbeat);
            if (outbox_.SendHeartbeat(link, clock, heartbeat, seen_unix_ns))
                next_heartbeat_ = now + limits_.heartbeat_every_nanos;
        }
        link.Flush();
    }

    /// Ends the epoch: hands over what the link takes within budget_nanos, then says goodbye.
    template <class Link>
    void End(Link& link, const Clock& clock, int64_t seen_unix_ns, int64_t budget_nanos, Goodbye& goodbye) {
        const int64_t until = clock.steady_nanos() + budget_nanos;
        // Round by round, until one brings nothing forward.
        for (uint64_t from = 0; from != Ring().NextToSend() && MaySendData(clock.steady_nanos());) {
            from = Ring().NextToSend();
            outbox_.SendRing(link, clock, {until, limits_.send_budget_bytes}, seen_unix_ns, counters);
            link.Flush();
            if (clock.steady_nanos() >= until)
                break;
        }
        FillTotals(goodbye.totals);
        if (state_ != SessionState::Refused)
            outbox_.SendOnce(link, clock, StudyBody::Goodbye, 0, goodbye, seen_unix_ns);
        link.Flush();
    }

    /// Nobody speaks to one that was refused: its silence says nothing, until it greets again.
    bool IsStale(int64_t now) const { return state_ != SessionState::Refused && now - last_heard_ > limits_.stale_after_nanos; }
    bool TakesData() const { return state_ != SessionState::Reading && !only_reads_; }
    bool EngineAway() const { return engine_away_; }
    /// What the bridge says of an engine that is away.
    const char* AwayText() const { return away_text_.chars; }
    bool BacklogIsLarge() const { return Ring().BacklogIsLarge(); }
    uint64_t UnacknowledgedFrames() const { return Ring().HeldFrames(); }
    uint64_t Epoch() const { return outbox_.Epoch(); }
    SessionState State() const { return state_; }
    const FrameRing& Ring() const { return outbox_.Ring(); }
    uint64_t FramesTooLarge() const { return outbox_.FramesTooLarge(); }
    const FixedText<256>& Text() const { return text_; }
    const char* RefusalCode() const { return refusal_code_.chars; }

    StudyCounters counters;
    HopHistograms hops;
    uint64_t frames_foreign = 0;         // for another epoch, or asking for what was never made
    uint64_t engine_frames_missing = 0;  // holes in the engine's own numbering

private:
    void Greet(int64_t steady_now) {
        last_heard_ = state_ == SessionState::Refused ? steady_now : last_heard_;
        reader_greets_ = reader_greets_ || state_ == SessionState::Reading;
        state_ = SessionState::Greeting;
        hello_pending_ = true;
    }

    bool MaySendData(int64_t now) const { return state_ == SessionState::Publishing && !engine_away_ && !IsStale(now); }

    void Refuse(LogLines& log, uint64_t length) {
        if (counters.frames_refused++ == 0)
            log.Add("MIA IA: a frame of %llu bytes from the bridge could not be read and was refused; further ones are only counted.",
                    static_cast<unsigned long long>(length));
    }

    /// Deals with frame_; true when it is for the drawing and trading side.
    bool Accept(const Clock& clock, LogLines& log) {
        const bool to_anyone =
            frame_.body == EngineBody::HelloRequest || frame_.body == EngineBody::BridgeHeartbeat || frame_.IsAboutCredential();
        if (frame_.epoch != outbox_.Epoch() && !(frame_.epoch == 0 && to_anyone)) {
            ++frames_foreign;
            return false;
        }
        last_heard_ = clock.steady_nanos();
        if (frame_.counter != 0 && !TakeEngineCounter(log))
            return false;
        switch (frame_.body) {
            case EngineBody::Welcome: OnWelcome(log); return false;
            case EngineBody::Refused: OnRefused(last_heard_, log, frame_.refused.first.chars, frame_.refused.second.chars); return false;
            case EngineBody::Ack:
                hops.Add(frame_.trace, clock.unix_nanos());
                if (!outbox_.Ring().Acknowledge(frame_.ack.counter))
                    ++frames_foreign;
                return false;
            case EngineBody::ResendRequest:
                if (!outbox_.Ring().SendFrom(frame_.resend_request.counter))
                    ++frames_foreign;
                return false;
            case EngineBody::HelloRequest: Greet(last_heard_); return false;
            case EngineBody::BridgeHeartbeat: OnHeartbeat(log); return false;
            case EngineBody::None: return false;
            default: return true;
        }
    }

    /// False for a frame that was read before. Each Attach numbers its frames from 1 again, but a hello on a call that lives on does
    /// not begin one: only a number that was there before, right after a Welcome, says that this is another.
    bool TakeEngineCounter(LogLines& log) {
        if ((welcomed_ || frame_.body == EngineBody::Welcome) && frame_.counter <= engine_counter_)
            engine_counter_ = engine_counter_acknowledged_ = 0;
        welcomed_ = false;
        if (frame_.counter <= engine_counter_)
            return false;
        const uint64_t missing = frame_.counter - engine_counter_ - 1;
        if (missing != 0 && engine_frames_missing == 0)
            log.Add("MIA IA: %llu frame(s) from the engine are missing before number %llu.", static_cast<unsigned long long>(missing),
                    static_cast<unsigned long long>(frame_.counter));
        engine_frames_missing += missing;
        engine_counter_ = frame_.counter;
        return true;
    }

    void OnWelcome(LogLines& log) {
        const Welcome& welcome = frame_.welcome;
        welcomed_ = true;
        if (welcome.protocol_version != ProtocolVersion) {
            FixedText<128> text;
            text.AppendFormat("the engine speaks protocol %u, this study (%s) speaks %u", welcome.protocol_version, StudyVersion,
                              ProtocolVersion);
            OnRefused(last_heard_, log, "version_mismatch", text.chars);
            return;
        }
        engine_away_ = false;
        if (welcome.role != 1 || only_reads_) {
            text_.Assign(WhyItOnlyDraws(welcome.engine_state.chars));
            if (state_ != SessionState::Reading)
                log.Add("MIA IA: this study only draws: %s.", text_.chars);
            has_only_read_ = true;
            state_ = SessionState::Reading;
            return;
        }
        if (state_ != SessionState::Publishing)
            log.Add("MIA IA: connected to engine %s, sending from frame %llu.", welcome.engine_version.chars,
                    static_cast<unsigned long long>(welcome.resume_counter));
        state_ = SessionState::Publishing;
        const uint64_t resume = welcome.resume_counter == 0 ? 1 : welcome.resume_counter;
        if (!outbox_.Ring().Acknowledge(resume - 1) || !outbox_.Ring().SendFrom(resume)) {
            ++frames_foreign;
            log.Add("MIA IA: the engine wants frame %llu, the newest made is %llu.", static_cast<unsigned long long>(resume),
                    static_cast<unsigned long long>(Ring().Newest()));
        }
    }

    /// While the engine is away the bridge says what is being done about it.
    void OnHeartbeat(LogLines& log) {
        engine_away_ = !frame_.heartbeat.engine_connected;
        if (!engine_away_)
            away_text_.Clear();
        else if (away_text_ != frame_.heartbeat.text && !(away_text_ = frame_.heartbeat.text).Empty())
            log.Add("MIA IA: no engine behind the bridge: %s.", away_text_.chars);
    }

    void OnRefused(int64_t steady_now, LogLines& log, const char* code, const char* text) {
        if (!refusal_code_.Equals(code) || !text_.Equals(text))
            log.Add("MIA IA: refused (%s): %s", code, text);
        refusal_code_.Assign(code);
        text_.Assign(text);
        state_ = SessionState::Refused;
        hello_pending_ = false;
        credential_refused_ = frame_.IsAboutCredential();
        refused_retry_at_ = steady_now + limits_.refused_retry_nanos;
    }

    void AppendCommandAck(int64_t seen_unix_ns) {
        if (state_ != SessionState::Publishing || engine_counter_ == engine_counter_acknowledged_)
            return;
        CommandAck ack;
        ack.engine_counter = engine_counter_;
        if (Append(StudyBody::CommandAck, ack, seen_unix_ns))
            engine_counter_acknowledged_ = engine_counter_;
    }

    void FillTotals(Heartbeat& totals) {
        totals.newest_counter = Ring().Newest();
        totals.counters = counters;
        hops.Report(totals.latency);
    }

    SessionLimits limits_;
    Outbox outbox_;
    SessionState state_ = SessionState::Greeting;
    bool hello_pending_ = false, credential_refused_ = false;
    bool engine_away_ = false, only_reads_ = false, has_only_read_ = false, reader_greets_ = false;
    bool welcomed_ = false;  // and no numbered frame since
    int64_t last_heard_ = 0, next_heartbeat_ = 0, greeted_at_ = 0, refused_retry_at_ = 0;
    uint64_t engine_counter_ = 0, engine_counter_acknowledged_ = 0;
    FixedText<128> away_text_;
    FixedText<192> refusal_code_;
    FixedText<256> text_;       // what the engine last said about us
    uint64_t connections_ = 0;  // of the link, those that were greeted on
    EngineFrame frame_;
};

}  // namespace miaia
