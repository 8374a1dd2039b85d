// What the session asks of a link to the bridge, whichever it is.
#pragma once

#include <cstddef>
#include <cstdint>

namespace miaia {

// A Link has, each of them returning at once:
//   void Poll(int64_t steady_now)           reads; once in every call of the study, before Receive
//   uint64_t Connections()                  moves with every new connection: what was under way before may be lost
//   bool Receive(LinkMessage&)              the next message that Poll has read
//   bool Send(const uint8_t*, size_t)       takes a whole message or nothing
//   void Flush()                            writes what Send has taken; once in every call, at its end
// The instance also asks IsOpen, Open, IsReady, Problem and Close, see MiaIaZmtp.h.

/// A message as it lies in the link's memory, valid until the next Poll. One that is too long or has several parts is not kept: it has
/// no bytes, only its length.
struct LinkMessage {
    const uint8_t* bytes = nullptr;
    uint64_t length = 0;

    bool IsWhole() const { return bytes != nullptr; }
};

}  // namespace miaia
