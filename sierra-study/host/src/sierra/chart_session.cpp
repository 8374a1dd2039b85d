#include "chart_session.h"

#include <algorithm>
#include <thread>

#include "next_handle.h"

namespace miaia::host {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWithoutCall(10);
constexpr milliseconds kBetweenWaitingCalls(1);
constexpr milliseconds kBetweenProgress(250);
constexpr std::chrono::seconds kLongestWithoutAck(10);
constexpr int kMostUnseenRecords = 2048;
constexpr int kCallsOfAnEvent = 100;
// Well below the half at which the study begins to leave out books.
constexpr int64_t kFullestThousandths = 250;

}  // namespace

ChartSession::ChartSession(const Options& options, const ChartSettings& settings, StudyLibrary& library, Market& market,
                           TradeService& trading, HostReport& report, const std::atomic<bool>& stop)
    : options_(options),
      settings_(settings),
      library_(library),
      market_(market),
      trading_(trading),
      report_(report),
      stop_(stop),
      events_(options.events) {}

void ChartSession::AddStudy() {
    study_ = std::make_unique<StudyInstance>(library_.Function(), settings_, market_, trading_, report_, &meter_);
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

void ChartSession::Rest() {
    const auto end = WallClock::now() + milliseconds(options_.rest_ms);
    while (!Stopped() && WallClock::now() < end) {
        Update();
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
    if (!scene_ && options_.picture_at_s && secondsFromStart >= *options_.picture_at_s)
        scene_ = Scene();
    for (size_t i = 0; i < events_.size();) {
        const TimedEvent event = events_[i];
        if (secondsFromStart < event.at_s) {
            ++i;
            continue;
        }
        events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(i));
        Run(event.what);
    }
}

std::optional<ChartScene> ChartSession::Scene() const {
    if (scene_ || options_.picture.empty() || study_ == nullptr)
        return scene_;
    return SceneOf(study_->Interface(), settings_, study_->Drawings());
}

void ChartSession::Run(ChartEvent event) {
    const auto forSomeCalls = [this](const char* what, auto set) {
        report_.Log(std::string("host: ") + what);
        set(true);
        for (int i = 0; i < kCallsOfAnEvent; ++i)
            Update();
        set(false);
        Update();
    };
    switch (event) {
        case ChartEvent::Recalculation: report_.Log("host: full recalculation"); return Recalculate();
        case ChartEvent::Download: return forSomeCalls("a download begins", [this](bool on) { study_->SetDownloading(on); });
        case ChartEvent::TapeAway: return forSomeCalls("time and sales are empty", [this](bool on) { study_->SetTapeIsAway(on); });
        case ChartEvent::ServerLost: return forSomeCalls("the server is lost", [this](bool on) { study_->SetServerIsLost(on); });
        case ChartEvent::SymbolAway: return forSomeCalls("the chart has no symbol", [this](bool on) { study_->SetSymbolIsAway(on); });
        case ChartEvent::LibraryReleased:
            report_.Log("host: the library is released and loaded again; the next handle is number " + std::to_string(NextHandleNumber()));
            library_.Reload();
            study_->SetFunction(library_.Function());
            return;
        case ChartEvent::SymbolChanged:
            report_.Log("host: the chart shows another symbol");
            LetStudyCatchUp();
            study_->SetSymbol("NQ" + settings_.symbol.substr(std::min<size_t>(2, settings_.symbol.size())));
            market_.ShowOtherTape();
            return Recalculate();
        case ChartEvent::ReplayLeft:
            report_.Log("host: the chart leaves its replay");
            LetStudyCatchUp();
            market_.LeaveReplay();
            return Recalculate();
        case ChartEvent::Replay: return Replay();
    }
}

void ChartSession::Replay() {
    constexpr int tradesACall = 20;
    report_.Log("host: the chart replays what it has shown last");
    LetStudyCatchUp();
    const Market live = market_;
    const std::vector<ScidTrade> rest = market_.BeginReplay();
    Recalculate();
    int unseen = 0;
    for (const ScidTrade& trade : rest) {
        market_.AddTrade(trade);
        if (++unseen % tradesACall != 0)
            continue;
        Update();
        WaitWhileStudyIsFull();
    }
    LetStudyCatchUp();
    report_.Log("host: the replay ends");
    market_.EndReplay(live);
    Recalculate();
}

void ChartSession::ReportProgress(double fraction) {
    const auto now = WallClock::now();
    if (now < next_progress_)
        return;
    next_progress_ = now + kBetweenProgress;
    ReportLastProgress(fraction);
}

void ChartSession::ReportLastProgress(double fraction) {
    report_.Progress(market_.ClockUnixUs(), std::clamp(fraction, 0.0, 1.0), market_.Played(),
                     meter_.OnWall().Count() + meter_.Quiet().Count());
}

}  // namespace miaia::host
