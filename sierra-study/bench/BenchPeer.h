// The other side of the bench's link: it welcomes a study, acknowledges everything, says score, levels and signals, and beats as the bridge
// does: without its beats a study that is quiet would ask, hang up and begin anew, and that would be measured.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "BareSender.h"
#include "EngineSays.h"
#include "MiaIaEngineFrames.h"
#include "MiaIaStudyFrames.h"
#include "MiaIaZmtpInbox.h"

namespace miaia::bench {

constexpr int FramesBetweenScores = 50;  // four scores a second, of two frames a call

inline void SendFrame(int connection, const uint8_t* bytes, size_t length) {
    std::vector<uint8_t> frame(ZmtpLargestHeadBytes + length);
    const size_t head = WriteZmtpHead(frame.data(), 0, length);
    std::memcpy(frame.data() + head, bytes, length);
    if (send(connection, frame.data(), head + length, MSG_NOSIGNAL) < 0)
        _exit(3);
}

inline void SendFrame(int connection, const std::string& frame) {
    SendFrame(connection, reinterpret_cast<const uint8_t*>(frame.data()), frame.size());
}

/// Waits for something to read, and meanwhile beats once a second to the epoch that has greeted.
inline void BeatUntilReadable(int connection, uint64_t epoch) {
    using Clock = std::chrono::steady_clock;
    static Clock::time_point next;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count();
        pollfd one = {connection, POLLIN, 0};
        if (left > 0 && poll(&one, 1, static_cast<int>(left)) != 0)
            return;
        next = Clock::now() + std::chrono::seconds(1);
        if (epoch != 0)
            SendFrame(connection, ABeat(epoch));
    }
}

/// Answers each frame with what its epoch and counter ask for: Welcome for hello, Ack for the rest. Gives the frame's epoch.
inline uint64_t Answer(int connection, const uint8_t* bytes, size_t length) {
    uint64_t epoch = 0;
    uint64_t counter = 0;
    bool is_hello = false;
    ReadMessage(bytes, length, [&](const WireField& field) {
        if (field.number == 1)
            epoch = field.value;
        if (field.number == 2)
            counter = field.value;
        is_hello = is_hello || field.number == static_cast<uint32_t>(StudyBody::Hello);
        return true;
    });
    uint8_t memory[64];
    WireWriter to(memory, sizeof memory);
    to.Fixed64Always(1, epoch);
    const size_t body = to.BeginMessage(static_cast<uint32_t>(is_hello ? EngineBody::Welcome : EngineBody::Ack));
    to.UInt(1, is_hello ? ProtocolVersion : counter);
    to.UInt(2, is_hello ? 1 : 0);
    to.UInt(3, is_hello ? 1 : 0);
    to.EndMessage(body);
    if (!is_hello && counter == 0)
        return epoch;
    SendFrame(connection, to.Bytes(), to.Size());
    static int frames = 0;
    if (is_hello)
        for (const std::string& said : WhatAnEngineSays(epoch))
            SendFrame(connection, said);
    else if (++frames % FramesBetweenScores == 0)
        SendFrame(connection, AScore(epoch, frames));
    return epoch;
}

/// One connection of the peer, until its end.
inline void Serve(int connection) {
    uint8_t greeting[ZmtpGreetingBytes];
    WriteZmtpGreeting(greeting);
    static const char ready[] = "\x04\x1C\x05READY\x0BSocket-Type\0\0\0\x06ROUTER";
    if (send(connection, greeting, sizeof greeting, MSG_NOSIGNAL) < 0 || recv(connection, greeting, sizeof greeting, MSG_WAITALL) < 64 ||
        send(connection, ready, sizeof ready - 1, MSG_NOSIGNAL) < 0)
        return;
    // The study's READY and its token, which is a part of its own before the first frame.
    uint8_t begin[ZmtpReadyBytes + 2 + 64];
    if (recv(connection, begin, sizeof begin, MSG_WAITALL) < static_cast<ssize_t>(sizeof begin))
        return;
    static ZmtpInbox inbox;
    inbox.Clear();
    for (uint64_t epoch = 0;;) {
        BeatUntilReadable(connection, epoch);
        size_t capacity;
        uint8_t* const room = inbox.Room(capacity);
        const ssize_t got = recv(connection, room, capacity, 0);
        if (got <= 0)
            return;
        inbox.Filled(static_cast<size_t>(got));
        for (ZmtpItem item = inbox.Next(); item.kind != ZmtpItemKind::Nothing; item = inbox.Next())
            if (item.kind == ZmtpItemKind::Message)
                epoch = Answer(connection, item.bytes, static_cast<size_t>(item.length));
    }
}

/// The other side, in a process of its own so that it can be frozen.
inline pid_t StartPeer(std::string& endpoint) {
    const int listener = Listen(endpoint);
    const pid_t child = fork();
    if (child != 0) {
        close(listener);
        return child;
    }
    for (;;) {
        const int connection = accept(listener, nullptr, nullptr);
        Serve(connection);
        close(connection);
    }
}

}  // namespace miaia::bench
