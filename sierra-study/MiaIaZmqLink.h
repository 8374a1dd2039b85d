// One DEALER socket to the bridge. Every call returns at once, whatever the other side does.
#pragma once

#include <cerrno>
#ifdef __linux__
#include <sched.h>
#endif

#include "MiaIaLibZmq.h"

namespace miaia {

enum class SendResult : uint8_t { Sent, WouldBlock, Failed };

class ZmqLink {
public:
    bool IsOpen() const { return socket_ != nullptr; }
    const LibZmq& Library() const { return zmq_; }

    /// Loads libzmq if need be and begins to connect. False with the reason; calling again later is harmless.
    bool Open(const char* endpoint, FixedText<320>& why) {
        if (IsOpen())
            return true;
        if (!zmq_.Loaded() && !zmq_.Load(why))
            return false;
        context_ = zmq_.ctx_new();
        if (context_ == nullptr)
            return Fail(why, "zmq_ctx_new", endpoint);
        zmq_.ctx_set(context_, ZmqContextMaxSockets, 4);
#ifdef SCHED_BATCH
        // The chart's thread goes first: a batch thread that wakes up does not interrupt the one that woke it.
        zmq_.ctx_set(context_, ZmqContextThreadPolicy, SCHED_BATCH);
#endif
        socket_ = zmq_.socket(context_, ZmqDealer);
        if (socket_ == nullptr)
            return Fail(why, "zmq_socket", endpoint);
        // IMMEDIATE: nothing is queued for a peer that is not there, the ring is the only queue. The high-water mark is small for
        // the same reason: what libzmq holds is lost with the connection and has to be sent again.
        SetInt(ZmqOptionImmediate, 1);
        SetInt(ZmqOptionLinger, 0);
        SetInt(ZmqOptionSendHighWater, 256);
        SetInt(ZmqOptionReceiveHighWater, 4096);
        SetInt(ZmqOptionReconnectMs, 100);
        SetInt(ZmqOptionReconnectMaxMs, 5000);
        // A frozen peer or a half-open connection is given up after three seconds.
        SetInt(ZmqOptionHeartbeatMs, 1000);
        SetInt(ZmqOptionHeartbeatTimeoutMs, 3000);
        if (zmq_.connect(socket_, endpoint) != 0)
            return Fail(why, "zmq_connect", endpoint);
        return true;
    }

    SendResult Send(const uint8_t* bytes, size_t length) {
        if (!IsOpen())
            return SendResult::WouldBlock;
        if (zmq_.send(socket_, bytes, length, ZmqDontWait) >= 0)
            return SendResult::Sent;
        return zmq_.get_errno() == EAGAIN ? SendResult::WouldBlock : SendResult::Failed;
    }

    /// Bytes of the next message, which may be more than capacity (then it was cut), or −1 when none is waiting.
    int Receive(uint8_t* bytes, size_t capacity) {
        return IsOpen() ? zmq_.recv(socket_, bytes, capacity, ZmqDontWait) : -1;
    }

    /// Closes socket and context, waiting at most linger_ms for what is still under way.
    void Close(int linger_ms) {
        if (socket_ != nullptr) {
            SetInt(ZmqOptionLinger, linger_ms);
            zmq_.close(socket_);
            socket_ = nullptr;
        }
        if (context_ != nullptr) {
            zmq_.ctx_term(context_);
            context_ = nullptr;
        }
    }

private:
    void SetInt(int option, int value) {
        zmq_.setsockopt(socket_, option, &value, sizeof value);
    }

    bool Fail(FixedText<320>& why, const char* call, const char* endpoint) {
        why.Clear();
        why.AppendFormat("%s(%s) failed: %s.", call, endpoint, zmq_.strerror(zmq_.get_errno()));
        Close(0);
        return false;
    }

    LibZmq zmq_;
    void* context_ = nullptr;
    void* socket_ = nullptr;
};

}  // namespace miaia
