// Puts bytes into an inbox and writes down what it says.
#pragma once

#include "MiaIaZmtpInbox.h"
#include "ZmtpBytes.h"

namespace miaia::tests {

/// Stops at a broken stream, as the link does.
inline void Feed(ZmtpInbox& inbox, std::string bytes, std::vector<Said>& said) {
    while (!bytes.empty() && (said.empty() || said.back().kind != Said::Broken)) {
        size_t capacity;
        uint8_t* const room = inbox.Room(capacity);
        const size_t taken = bytes.size() < capacity ? bytes.size() : capacity;
        std::memcpy(room, bytes.data(), taken);
        inbox.Filled(taken);
        bytes.erase(0, taken);
        for (;;) {
            const ZmtpItem item = inbox.Next();
            if (item.kind == ZmtpItemKind::Nothing)
                break;
            const bool whole = item.bytes != nullptr;
            std::string body = whole ? std::string(reinterpret_cast<const char*>(item.bytes), item.length) : "";
            switch (item.kind) {
                case ZmtpItemKind::Message: said.push_back({Said::Message, body, item.length}); break;
                case ZmtpItemKind::Command: said.push_back({Said::Command, body, item.length}); break;
                case ZmtpItemKind::Unusable: said.push_back({Said::Unusable, body, item.length}); break;
                default: said.push_back({Said::Broken, "", 0}); return;
            }
        }
    }
}

}  // namespace miaia::tests
