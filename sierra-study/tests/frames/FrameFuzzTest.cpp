// Mutated frames of the engine through one study that lives through all of them: its plans are full, the oldest drawings leave, epochs
// follow each other. libFuzzer, in tests/fuzz, puts the study back before each input and never comes there. MIAIA_SEED repeats a run.
#include "InstanceFixture.h"
#include "RandomEngineFrame.h"

#include <cstdio>
#include <cstdlib>

using namespace miaia;
using namespace miaia::tests;

namespace {

uint64_t SeedOfFrames() {
    const char* const given = std::getenv("MIAIA_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

class FrameMutator {
public:
    FrameMutator(std::mt19937_64& random, uint64_t epoch) : random_(random) {
        for (std::string& frame : whole_) {
            v1::EngineFrame made = RandomEngineFrame(random);
            // Of our epoch, or the session would not look any further; some are numbered.
            made.set_epoch(epoch);
            made.set_counter(random() % 4 == 0 ? 1 + random() % 2000 : 0);
            frame = made.SerializeAsString();
        }
    }

    /// A frame with one to four faults, each of a byte, a bit, a piece that is missing, doubled or of another frame.
    const std::string& Next() {
        bytes_ = whole_[random_() % Frames];
        for (uint64_t faults = 1 + random_() % 4; faults > 0 && !bytes_.empty(); --faults) {
            const size_t at = random_() % bytes_.size();
            const size_t length = 1 + random_() % 6;
            const std::string& other = whole_[random_() % Frames];
            switch (random_() % 6) {
                case 0: bytes_[at] = static_cast<char>(random_()); break;
                case 1: bytes_[at] = static_cast<char>(bytes_[at] ^ (1 << random_() % 8)); break;
                case 2: bytes_.erase(at, length); break;
                case 3: bytes_.insert(at, bytes_.substr(at, length)); break;
                case 4: bytes_.replace(at, length, other, random_() % (other.size() + 1), length); break;
                default: bytes_.resize(at); break;
            }
        }
        return bytes_;
    }

private:
    static constexpr size_t Frames = 3000;

    std::mt19937_64& random_;
    std::string whole_[Frames];
    std::string bytes_;
};

/// What a study may have on a chart: a signal's parts, the levels, the VWAP's lines with their names, fills with the position, the panel.
size_t MostDrawings() {
    return SignalPlan::Capacity * SignalDrawing::Parts + Levels::Capacity + VwapPlan::Curves * VwapPlan::Capacity + 64 + 16;
}

}  // namespace

TEST(FrameFuzz, Mutated_frames_move_no_order_and_leave_a_bounded_chart) {
    constexpr uint64_t frames = 300000;
    const uint64_t seed = SeedOfFrames();
    std::printf("MIAIA_SEED=%llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    InstanceFixture f;
    f.Attach();
    auto mutator = std::make_unique<FrameMutator>(random, f.Epoch());
    uint64_t epoch = f.Epoch();
    for (uint64_t played = 0; played < frames; played += Session::LargestFramesReadPerCall) {
        if (f.Epoch() != epoch)
            mutator = std::make_unique<FrameMutator>(random, epoch = f.Epoch());
        for (int i = 0; i < Session::LargestFramesReadPerCall; ++i)
            f.Link().inbox.push_back(mutator->Next());
        f.Call();
        f.Link().sent.clear();
        if (played % 65536 != 0)
            continue;
        f.chart.log.clear();
        ASSERT_LE(f.chart.canvas.on_chart.size(), MostDrawings());
        ASSERT_EQ(f.chart.trading.Calls(), 0) << "in dry-run";
    }
    EXPECT_EQ(f.chart.trading.Calls(), 0);
    EXPECT_EQ(f.instance->Faults(), 0u);
    EXPECT_LE(f.chart.canvas.on_chart.size(), MostDrawings());
    EXPECT_EQ(f.chart.canvas.unknown_removals, 0);
    EXPECT_GT(f.instance->GetSession().counters.frames_refused, frames / 20) << "the mutations hardly ever did harm: this tests nothing";
    EXPECT_GT(f.chart.canvas.puts, 100) << "and some were good enough to be drawn";
}
