// Where the bridge is: always this machine, by number.
#pragma once

#include <cstdint>
#include <cstring>

#include "MiaIaText.h"

namespace miaia {

/// tcp://127.x.x.x:port and nothing else. A name is no loopback whatever it looks like: tcp://127.example.org is somebody's host.
struct LoopbackEndpoint {
    uint8_t address[4] = {0, 0, 0, 0};
    uint16_t port = 0;

    /// False with the reason when the text is anything else.
    bool Parse(const char* text, FixedText<320>& why) {
        static const char scheme[] = "tcp://";
        const char* at = text;
        uint32_t numbers[5] = {0, 0, 0, 0, 0};
        bool good = std::strncmp(at, scheme, sizeof scheme - 1) == 0;
        if (good)
            at += sizeof scheme - 1;
        for (int i = 0; good && i < 5; ++i)
            good = ReadNumber(at, i < 4 ? 255 : 65535, numbers[i]) && *at++ == (i < 3 ? '.' : i < 4 ? ':' : 0);
        if (!good || numbers[0] != 127 || numbers[4] == 0) {
            why.Clear();
            why.AppendFormat("'%.200s' is no endpoint on this machine; write tcp://127.0.0.1:PORT", text);
            return false;
        }
        for (int i = 0; i < 4; ++i)
            address[i] = static_cast<uint8_t>(numbers[i]);
        port = static_cast<uint16_t>(numbers[4]);
        return true;
    }

private:
    /// A decimal number up to largest, without leading zeros, which some would read as octal.
    static bool ReadNumber(const char*& at, uint32_t largest, uint32_t& number) {
        const char* const start = at;
        number = 0;
        while (*at >= '0' && *at <= '9' && number <= largest)
            number = number * 10 + static_cast<uint32_t>(*at++ - '0');
        return at != start && number <= largest && (*start != '0' || at == start + 1);
    }
};

}  // namespace miaia
