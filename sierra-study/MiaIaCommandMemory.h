// Which commands have come before, and how many within a minute.
#pragma once

#include "MiaIaFillList.h"

namespace miaia {

/// The newest thousand command ids and nonces; what is older has outlived its time to live long ago.
class CommandMemory {
public:
    bool KnowsId(const char* id) const {
        const uint64_t hash = HashOf(id);
        for (uint32_t i = 0; i < Capacity && i < count_; ++i)
            if (id_[i] == hash)
                return true;
        return false;
    }

    bool KnowsNonce(uint64_t nonce) const {
        for (uint32_t i = 0; i < Capacity && i < count_; ++i)
            if (nonce_[i] == nonce)
                return true;
        return false;
    }

    void Add(const char* id, uint64_t nonce) {
        id_[count_ % Capacity] = HashOf(id);
        nonce_[count_ % Capacity] = nonce;
        ++count_;
    }

    /// Notes a command at this moment; gives how many have come within a minute, this one too, as far as it matters.
    uint32_t CountWithinMinute(int64_t now) {
        at_[next_at_++ % Counted] = now;
        uint32_t count = 0;
        for (uint32_t i = 0; i < Counted && i < next_at_; ++i)
            count += now - at_[i] < 60 * SecondNanos ? 1 : 0;
        return count;
    }

private:
    static constexpr uint32_t Capacity = 1024;
    static constexpr uint32_t Counted = 16;

    uint64_t id_[Capacity] = {};
    uint64_t nonce_[Capacity] = {};
    uint32_t count_ = 0;
    int64_t at_[Counted] = {};
    uint32_t next_at_ = 0;
};

/// Whether this computer's clock was set lately: an age by it would be a guess.
class ClockWatch {
public:
    void Look(int64_t unix_ns, int64_t steady_ns) {
        const int64_t offset = unix_ns - steady_ns;
        if (looked_ && (offset - offset_ > LargestStepNanos || offset_ - offset > LargestStepNanos))
            stepped_at_ = steady_ns;
        offset_ = offset;
        looked_ = true;
    }

    bool SteppedLately(int64_t steady_ns) const { return stepped_at_ != 0 && steady_ns - stepped_at_ < DoubtNanos; }

private:
    static constexpr int64_t LargestStepNanos = SecondNanos / 10;
    static constexpr int64_t DoubtNanos = 6 * SecondNanos;  // longer than any command lives

    bool looked_ = false;
    int64_t offset_ = 0;
    int64_t stepped_at_ = 0;
};

}  // namespace miaia
