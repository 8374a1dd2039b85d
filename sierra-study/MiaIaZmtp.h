// The link to the bridge: a ZMTP 3.1 DEALER over one non-blocking TCP connection, without a thread. Nothing waits but Close, and that
// as long as it is told. A call of the study polls once (one read), takes messages, sends, and flushes once (one write).
#pragma once

#include "MiaIaClock.h"
#include "MiaIaLink.h"
#include "MiaIaTcp.h"
#include "MiaIaZmtpInbox.h"

namespace miaia {

/// Socket is TcpSocket, or what a test puts in its place.
template <class Socket>
class ZmtpLinkOf {
public:
    static constexpr size_t LargestMessageBytes = ZmtpInbox::LargestMessageBytes;
    static constexpr int64_t HandshakeNanos = 5LL * 1000000000;
    static constexpr int64_t QuietNanos = 2LL * 1000000000;       // then the peer is asked for a sign of life
    static constexpr int64_t PingAnswerNanos = 3LL * 1000000000;  // and given up when none comes
    static constexpr int64_t FirstPauseNanos = 100LL * 1000000;
    static constexpr int64_t LongestPauseNanos = 2000LL * 1000000;

    bool IsOpen() const { return state_ != State::Closed; }
    bool IsReady() const { return state_ == State::Ready; }

    /// Handshakes that succeeded. When this moves, what was sent before may be lost.
    uint64_t Connections() const { return connections_; }

    /// What stands in the way of a connection, for the trader; empty when nothing does that passes by itself.
    const char* Problem() const { return problem_.chars; }

    /// What stands before the first message of every connection as a part of its own: it says who speaks. Empty = nothing.
    void Introduce(const char* proof) { proof_.Assign(proof); }

    /// From now on Poll connects and goes on connecting. False with the reason; calling again later is harmless.
    bool Open(const char* endpoint, FixedText<320>& why) {
        if (IsOpen())
            return true;
        if (!endpoint_.Parse(endpoint, why) || !socket_.Load(why))
            return false;
        name_.Assign(endpoint);
        problem_.Clear();
        state_ = State::Waiting;
        retry_at_ = INT64_MIN;
        pause_ = FirstPauseNanos;
        unanswered_since_ = 0;
        return true;
    }

    /// Connects, greets, reads what has arrived and watches over the time. To be called in every call of the study: only reading shows
    /// that a connection is lost.
    void Poll(int64_t steady_now) {
        now_ = steady_now;
        if (state_ == State::Waiting && now_ >= retry_at_)
            Connect();
        else if (state_ == State::Connecting)
            FollowConnect(socket_.Follow());
        // What was not taken yet comes first, so that a peer's last words are heard although it has hung up.
        if (IsConnected() && drained_)
            Read();
        if (state_ == State::Greeting)
            TakeGreeting();
        if (state_ == State::Shaking)
            TakeReady();
        WatchTime();
    }

    /// The next message that Poll has read; false when there is none.
    bool Receive(LinkMessage& message) {
        while (state_ == State::Ready) {
            const ZmtpItem item = in_.Next();
            switch (item.kind) {
                case ZmtpItemKind::Command: TakeCommand(item); continue;
                case ZmtpItemKind::Broken: Drop(OutOfStep); continue;
                case ZmtpItemKind::Nothing: drained_ = true; return false;
                default: break;
            }
            pause_ = FirstPauseNanos;
            message.bytes = item.bytes;
            message.length = item.length;
            return true;
        }
        return false;
    }

    /// Puts a message of at most LargestMessageBytes behind what Flush will write. False while there is no connection, or no room
    /// because the peer does not read.
    bool Send(const uint8_t* bytes, size_t length) {
        if (state_ != State::Ready || writing_failed_)
            return false;
        const bool taken = out_.TakeMessage(proof_.chars, introduced_ ? 0 : proof_.length, bytes, length);
        introduced_ |= taken;
        return taken;
    }

    /// Writes what has been gathered, in one call to the system; what is not taken waits for the next Flush.
    void Flush() {
        if (!IsConnected() || out_.IsEmpty() || writing_failed_)
            return;
        const IoResult result = socket_.Send(out_.Bytes(), out_.Size());
        if (result.state == IoResult::Done)
            out_.Written(result.bytes);
        // The other half may still hold the peer's last words, so it is a Poll that ends the connection.
        writing_failed_ = result.state == IoResult::Lost;
    }

    /// Ends the connection. What is under way gets linger_ms to arrive: the writing half is shut and the peer read until it hangs up,
    /// because to close over unread bytes makes a reset, which overtakes what was written.
    void Close(const Clock& clock, int linger_ms) {
        const int64_t until = clock.steady_nanos() + linger_ms * 1000000LL;
        if (state_ == State::Ready) {
            Flush();
            while (!out_.IsEmpty() && !writing_failed_ && clock.steady_nanos() < until) {
                socket_.WaitWritable(LeftMs(clock, until));
                Flush();
            }
            socket_.ShutdownSend();
            in_.Clear();
            size_t capacity;
            uint8_t* const unread = in_.Room(capacity);
            while (socket_.Receive(unread, capacity).state != IoResult::Lost && clock.steady_nanos() < until)
                socket_.WaitReadable(LeftMs(clock, until));
        }
        Disconnect();
        problem_.Clear();
        state_ = State::Closed;
    }

private:
    enum class State : uint8_t {
        Closed,
        Waiting,     // for the next attempt
        Connecting,  // the system is at it
        Greeting,    // our greeting is sent or on its way, the peer's has not come
        Shaking,     // our READY too, the peer's has not come
        Ready
    };
    static constexpr const char* NoAnswer = "does not answer";  // for longer than one needs that begins anew
    static constexpr const char* OutOfStep = "breaks the protocol: its stream is out of step";

    bool IsConnected() const { return state_ >= State::Greeting; }

    static int LeftMs(const Clock& clock, int64_t until) { return static_cast<int>((until - clock.steady_nanos()) / 1000000) + 1; }

    void Connect() {
        began_at_ = heard_at_ = now_;
        unanswered_since_ = unanswered_since_ == 0 ? now_ : unanswered_since_;
        state_ = State::Connecting;
        FollowConnect(socket_.Connect(endpoint_));
        // On one machine the answer is often there at once.
        if (state_ == State::Connecting)
            FollowConnect(socket_.Follow());
    }

    void FollowConnect(ConnectProgress progress) {
        if (progress == ConnectProgress::Failed)
            Drop(now_ - unanswered_since_ > HandshakeNanos ? NoAnswer : nullptr);
        if (progress != ConnectProgress::Connected)
            return;
        if (socket_.IsConnectedToItself()) {
            Drop("is the study itself: nobody listens there, and TCP connected the socket with itself");
            return;
        }
        unanswered_since_ = 0;
        state_ = State::Greeting;
        uint8_t greeting[ZmtpGreetingBytes];
        WriteZmtpGreeting(greeting);
        out_.Take(greeting, sizeof greeting);
    }

    void Read() {
        size_t capacity;
        uint8_t* const to = in_.Room(capacity);
        const IoResult result = socket_.Receive(to, capacity);
        if (result.state == IoResult::Lost || (result.state == IoResult::Later && writing_failed_)) {
            Drop(nullptr);
            return;
        }
        if (result.bytes == 0)
            return;
        in_.Filled(result.bytes);
        drained_ = false;
        heard_at_ = now_;
        asked_ = false;
    }

    void TakeGreeting() {
        FixedText<320> why;
        const ZmtpVerdict verdict = JudgeZmtpGreeting(in_.Bytes(), in_.Available(), why);
        drained_ = true;
        if (verdict == ZmtpVerdict::Refused)
            Drop(why.chars);
        if (verdict != ZmtpVerdict::Good)
            return;
        in_.Forget(ZmtpGreetingBytes);
        uint8_t ready[ZmtpReadyBytes];
        out_.Take(ready, WriteZmtpReady(ready));
        state_ = State::Shaking;
    }

    void TakeReady() {
        drained_ = true;
        const bool is_command = in_.Available() == 0 || (in_.Bytes()[0] & ZmtpCommand) != 0;
        const ZmtpItem item = in_.Next();
        if (is_command && item.kind == ZmtpItemKind::Nothing)
            return;
        FixedText<320> why("breaks the protocol in its handshake");
        ZmtpCommandBody command;
        const bool readable = item.kind == ZmtpItemKind::Command && command.Read(item.bytes, static_cast<size_t>(item.length));
        if (readable && command.Is("READY") && JudgeZmtpReady(command, why)) {
            state_ = State::Ready;
            drained_ = false;
            ++connections_;
            problem_.Clear();
            return;
        }
        if (readable && command.Is("ERROR"))
            why.Assign("refuses the connection with a ZMTP error");
        Drop(why.chars);
    }

    void WatchTime() {
        if (state_ == State::Waiting || state_ == State::Closed)
            return;
        if (state_ != State::Ready) {
            if (now_ - began_at_ > HandshakeNanos)
                Drop(state_ == State::Connecting ? NoAnswer : "accepts the connection and then says nothing");
            return;
        }
        // Silence means nothing while something still waits to be taken, or when the study itself has slept (a dialog, a chart that
        // loads). A question that stays unanswered means something.
        if (!drained_ || now_ - heard_at_ <= QuietNanos)
            return;
        if (asked_) {
            if (now_ - asked_at_ > PingAnswerNanos)
                Drop(nullptr);
            return;
        }
        asked_ = true;
        asked_at_ = now_;
        uint8_t ping[ZmtpPingBytes];
        out_.Take(ping, WriteZmtpPing(ping));
    }

    void TakeCommand(const ZmtpItem& item) {
        ZmtpCommandBody command;
        if (!command.Read(item.bytes, static_cast<size_t>(item.length)))
            Drop(OutOfStep);
        else if (command.Is("ERROR"))
            Drop("ends the connection with a ZMTP error");
        else if (command.Is("PING"))
            AnswerPing(command);
        // PONG has done its work by having come; what is unknown is passed over.
    }

    void AnswerPing(const ZmtpCommandBody& ping) {
        uint8_t pong[ZmtpLargestPongBytes];
        out_.Take(pong, WriteZmtpPong(pong, ping));
    }

    /// Gives a connection up and waits before the next one, longer each time until a peer has sent a message.
    void Drop(const char* why) {
        Disconnect();
        problem_.Clear();
        if (why != nullptr)
            problem_.AppendFormat("the program at %s %s", name_.chars, why);
        state_ = State::Waiting;
        retry_at_ = now_ + pause_;
        pause_ = pause_ * 2 < LongestPauseNanos ? pause_ * 2 : LongestPauseNanos;
    }

    void Disconnect() {
        socket_.Close();
        in_.Clear();
        out_.Clear();
        writing_failed_ = asked_ = introduced_ = false;
        drained_ = true;
    }

    Socket socket_;
    LoopbackEndpoint endpoint_;
    FixedText<64> name_;
    FixedText<80> proof_;
    FixedText<320> problem_;
    State state_ = State::Closed;
    bool drained_ = true;          // Receive has found nothing more in what was read
    bool writing_failed_ = false;  // nothing more can be sent; reading will tell the end
    bool asked_ = false;           // a PING is under way
    bool introduced_ = false;      // the first message of this connection is out, and the proof with it
    int64_t now_ = 0, retry_at_ = 0, began_at_ = 0, heard_at_ = 0, asked_at_ = 0;
    int64_t unanswered_since_ = 0;  // attempts to connect; 0 = the last one succeeded
    int64_t pause_ = FirstPauseNanos;
    uint64_t connections_ = 0;
    ZmtpInbox in_;
    ZmtpOutbox out_;
};

typedef ZmtpLinkOf<TcpSocket> ZmtpLink;

}  // namespace miaia
