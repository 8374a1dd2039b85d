#include "chart_session.h"

#include <algorithm>
#include <thread>

namespace miaia::host {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWithoutCall(10);
constexpr milliseconds kBetweenWaitingCalls(1);
constexpr milliseconds kBetweenProgress(250);
constexpr std::chrono::seconds kLongestWithoutAck(10);
constexpr int kMostUnseenRecords = 2048;
// Well below the half at which the study begins to leave out books.
constexpr int64_t kFullestThousandths = 250;

}  // namespace

ChartSession::ChartSession(const Options& options, const ChartSettings& settings, StudyFunction function, Market& market,
                           HostReport& report, const std::atomic<bool>& stop)
    : options_(options), settings_(settings), function_(function), market_(market), report_(report), stop_(stop) {}

void ChartSession::AddStudy() {
    study_ = std::make_unique<StudyInstance>(function_, settings_, market_, report_, times_, cpu_times_);
    for (const auto& [name, value] : options_.inputs)
        study_->SetInput(name, value);
    study_->Recalculate();
}

void ChartSession::RemoveStudy() {
    if (study_ == nullptr)
        return;
    study_->Remove();
    study_.reset();
}

void ChartSession::Recalculate() {
    study_->Recalculate();
}

void ChartSession::Update() {
    study_->Update();
}

bool ChartSession::IdleUntil(WallClock::time_point then, const std::function<int64_t(WallClock::time_point)>& marketTime) {
    for (auto now = WallClock::now(); now < then && !Stopped(); now = WallClock::now()) {
        const auto rest = then - now;
        if (rest <= kLongestWithoutCall) {
            std::this_thread::sleep_until(then);
            break;
        }
        std::this_thread::sleep_for(kLongestWithoutCall);
        market_.AdvanceClock(marketTime(now));
        Update();
    }
    return Stopped();
}

void ChartSession::WaitWhileStudyIsFull() {
    if (waiting_gave_up_)
        return;
    int64_t lowest = study_->UnacknowledgedFrames();
    auto lastAck = WallClock::now();
    while (!Stopped() && study_->FilledThousandths() > kFullestThousandths) {
        std::this_thread::sleep_for(kBetweenWaitingCalls);
        Update();
        const auto now = WallClock::now();
        if (study_->UnacknowledgedFrames() < lowest) {
            lowest = study_->UnacknowledgedFrames();
            lastAck = now;
        }
        if (now - lastAck < kLongestWithoutAck)
            continue;
        report_.Log("host: nothing was acknowledged for 10 s; the market goes on without waiting");
        waiting_gave_up_ = true;
        return;
    }
}

void ChartSession::LetStudyCatchUp() {
    const auto end = WallClock::now() + milliseconds(options_.linger_ms);
    while (!Stopped() && WallClock::now() < end) {
        Update();
        if (study_->TellsBacklog() && study_->UnacknowledgedFrames() == 0)
            return;
        std::this_thread::sleep_for(kBetweenWaitingCalls);
    }
}

int ChartSession::MostUnseenRecords() const {
    return std::clamp(market_.Ring().Capacity() / 2, 1, kMostUnseenRecords);
}

void ChartSession::RunDueChanges(double secondsFromStart) {
    if (!recalculated_ && options_.recalculate_at_s && secondsFromStart >= *options_.recalculate_at_s) {
        recalculated_ = true;
        report_.Log("host: full recalculation");
        Recalculate();
    }
    if (!removed_ && options_.remove_at_s && secondsFromStart >= *options_.remove_at_s) {
        removed_ = true;
        report_.Log("host: the study is removed and added again");
        LetStudyCatchUp();
        RemoveStudy();
        AddStudy();
    }
}

void ChartSession::ReportProgress(double fraction) {
    const auto now = WallClock::now();
    if (now < next_progress_)
        return;
    next_progress_ = now + kBetweenProgress;
    ReportLastProgress(fraction);
}

void ChartSession::ReportLastProgress(double fraction) {
    report_.Progress(market_.ClockUnixUs(), std::clamp(fraction, 0.0, 1.0), market_.Played(), times_.Count());
}

}  // namespace miaia::host
